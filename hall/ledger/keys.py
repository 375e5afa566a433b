"""Which idempotency keys may have been used before: says for certain when one was not, in a fixed memory."""

from typing import Final

_BITS: Final = 1 << 25
"""4 MiB: at half a million keys (ten busy days) one new key in a thousand is looked up in vain."""

_MASK: Final = _BITS - 1
_PROBES: Final = 2


class SeenKeys:
    """A Bloom filter (B. H. Bloom, 1970) of (box, key): asking it costs no disk, and no memory that grows.

    Where a key's bits lie follows Python's own hash of it, which differs from run to run: it is never stored.
    """

    def __init__(self) -> None:
        self._bits = bytearray(_BITS >> 3)

    def add(self, box: str, key: str) -> bool:
        """Remember a key. True: it may have been there; False: it was certainly not."""
        bits, place = self._bits, hash((box, key))
        step = place >> 25 | 1
        may_be_there = True
        for _ in range(_PROBES):
            byte, bit = (place & _MASK) >> 3, 1 << (place & 7)
            if not bits[byte] & bit:
                may_be_there = False
                bits[byte] |= bit
            place += step
        return may_be_there
