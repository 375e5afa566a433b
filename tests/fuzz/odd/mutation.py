"""Right things made wrong in small ways: bytes and JSON values as hostile or broken peers send them."""

import copy
import random
from typing import Any

TEXTS = (
    "", " ", "\x00", "\x1b[2J", "\ud800", "é" * 300, "政" * 5000, "a" * 70_000, "../../etc/passwd", "' OR 1=1 --",
    "<script>alert(1)</script>", "\u202e123", "\ufeff", "{}", "%00%0a", "A" * 129, "\r\nX-Header: 1", "=1+1", "𠮷",
)  # fmt: skip
NUMBERS = (
    0,
    -1,
    1,
    2**31,
    2**53 + 1,
    2**63,
    -(2**63) - 1,
    10**400,
    0.1,
    1e308,
    float("inf"),
    float("nan"),
    True,
)


def mutated(clean: bytes, chance: random.Random) -> bytes:
    """The same with one to four wounds: a flipped bit, a piece lost, doubled, moved, cut off, or filled with noise."""
    wound = bytearray(clean)
    for _ in range(chance.randint(1, 4)):
        if not wound:
            return chance.randbytes(chance.randint(0, 64))
        start = chance.randrange(len(wound))
        piece = wound[start : start + chance.choice((1, 2, 4, 16, 64, 512))]
        match chance.randrange(7):
            case 0:
                wound[start] ^= 1 << chance.randrange(8)
            case 1:
                del wound[start : start + len(piece)]
            case 2:
                wound[start:start] = piece * chance.choice((1, 2, 50))
            case 3:
                where = chance.randrange(len(wound) + 1)
                wound[where:where] = piece
            case 4:
                del wound[start:]
            case 5:
                wound[start : start + len(piece)] = chance.randbytes(len(piece))
            case 6:
                wound[start:start] = chance.choice(
                    (b"\x00", b"\r\n", b"\r\n\r\n", b"\xff" * 9, b"9" * 30, b"\n", b'"', b"{" * 99)
                )
    return bytes(wound)


def mutated_value(clean: Any, chance: random.Random, wounds: int = 2) -> Any:
    """A JSON value with one or more of its parts replaced, lost, added or nested in itself."""
    whole = {"": copy.deepcopy(clean)}
    for _ in range(chance.randint(1, wounds)):
        holders = list(_holders(whole))
        holder = chance.choice(holders)
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        if isinstance(holder, dict) and key != "" and chance.random() < 0.2:
            del holder[key]
        elif isinstance(holder, dict) and key != "" and chance.random() < 0.1:
            holder[chance.choice(TEXTS)] = odd(chance)
        else:
            holder[key] = odd(chance) if chance.random() < 0.8 else [copy.deepcopy(holder[key])] * 2
    return whole[""]


def odd(chance: random.Random) -> Any:
    """A value that nobody expects there."""
    match chance.randrange(6):
        case 0:
            return chance.choice(TEXTS)
        case 1:
            return chance.choice(NUMBERS)
        case 2:
            return None
        case 3:
            return chance.choice(([], {}, [[]], {"": None}, [None] * 50))
        case 4:
            deep: Any = 1
            for _ in range(chance.choice((5, 100, 300))):
                deep = [deep] if chance.random() < 0.5 else {"a": deep}
            return deep
        case _:
            return chance.randbytes(12).hex()


def _holders(value: Any) -> Any:
    """Every dict and list that is not empty, the outermost first."""
    if isinstance(value, dict | list) and value:
        yield value
        for part in value.values() if isinstance(value, dict) else value:
            yield from _holders(part)
