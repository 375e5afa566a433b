"""What can be wrong with the emulated printer, and the status bytes that say so."""

from typing import Final, Literal, get_args

Fault = Literal["ready", "near_end", "out_of_paper", "cover_open", "offline", "jam", "hang"]

FAULTS: Final[tuple[Fault, ...]] = get_args(Fault)

_FIXED: Final = 0x12
_BITS: Final[dict[Fault, tuple[int, int, int, int]]] = {
    "ready": (0, 0, 0, 0),
    "near_end": (0, 0, 0, 0x0C),
    "out_of_paper": (0x08, 0x20, 0, 0x6C),
    "cover_open": (0x08, 0x04, 0, 0),
    "offline": (0x08, 0, 0, 0),
    "jam": (0x08, 0x40, 0x08, 0),
    "hang": (0, 0, 0, 0),
}


def status_byte(question: int, fault: Fault) -> bytes:
    """The answer to DLE EOT `question` (1 to 4), bit by bit from Epson's ESC/POS reference."""
    return bytes((_FIXED | _BITS[fault][question - 1],))


def sensor_byte(fault: Fault) -> bytes:
    """The answer to GS r 1: bits 0 and 1 paper near its end, bits 2 and 3 paper out."""
    return {"near_end": b"\x03", "out_of_paper": b"\x0f"}.get(fault, b"\x00")


def prints(fault: Fault) -> bool:
    """Whether ink reaches paper in this state."""
    return fault in {"ready", "near_end"}
