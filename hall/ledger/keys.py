"""Which idempotency keys may have been used before: says for certain when one was not, in a fixed memory."""

from hashlib import blake2b
from typing import Final

_BITS: Final = 1 << 25
"""4 MiB: at half a million keys (ten busy days) one new key in five thousand is looked up in vain."""

_MASK: Final = _BITS - 1


class SeenKeys:
    """A Bloom filter (B. H. Bloom, 1970) of (box, key): asking it costs no disk, and no memory that grows."""

    def __init__(self) -> None:
        self._bits = bytearray(_BITS >> 3)

    def add(self, box: str, key: str) -> bool:
        """Remember a key. True: it may have been there; False: it was certainly not."""
        digest = int.from_bytes(blake2b(f"{box}\n{key}".encode(), digest_size=16).digest())
        may_be_there = True
        for _ in range(4):
            byte, bit = (digest & _MASK) >> 3, 1 << (digest & 7)
            if not self._bits[byte] & bit:
                may_be_there = False
                self._bits[byte] |= bit
            digest >>= 32
        return may_be_there
