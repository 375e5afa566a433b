"""New ids: random, and cheap where many are needed at once."""

import os
from collections.abc import Callable
from typing import Final

_AT_ONCE: Final = 256
_BYTES: Final = 16


class RandomIds:
    """Makes ids of 128 random bits, as 32 hexadecimal digits. The system is asked for many at once: each time it is
    asked costs as much as deciding a command."""

    def __init__(self, random: Callable[[int], bytes] = os.urandom) -> None:
        self._random = random
        self._pool: list[str] = []

    def __call__(self) -> str:
        if not self._pool:
            digits = self._random(_AT_ONCE * _BYTES).hex()
            self._pool = [digits[at : at + 2 * _BYTES] for at in range(0, len(digits), 2 * _BYTES)]
        return self._pool.pop()
