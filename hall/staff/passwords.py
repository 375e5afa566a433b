"""Passwords as they are kept: Argon2id, slow on purpose."""

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError


class Passwords:
    """Hashes and checks. Both block for some ten milliseconds.

    19 MiB and two passes are the least that the OWASP cheat sheet on password storage names for Argon2id: more would
    not fit beside everything else on the small box of a hall.
    """

    def __init__(self, memory_kib: int = 19 * 1024, passes: int = 2) -> None:
        self._hasher = PasswordHasher(time_cost=passes, memory_cost=memory_kib, parallelism=1)
        self._nobodys = self._hasher.hash("a number that is not on the list takes as long as one that is")

    def hash(self, password: str) -> str:
        """What is kept of a password."""
        return self._hasher.hash(password)

    def is_right(self, password: str, hash: str | None) -> bool:
        """Whether it is the one that was hashed; `hash` None: there is no such person."""
        try:
            return self._hasher.verify(hash or self._nobodys, password) and hash is not None
        except (Argon2Error, InvalidHashError):
            return False
