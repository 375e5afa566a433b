"""The frames of RS-485 keypads with a read-out (二十一键呼叫器): pure, both ways.

A frame is `FF 68 L L 68 address function data… sum 16`; L counts address, function and data, the sum is theirs modulo
256. 9600 baud, 8N1. Source: the maker's manual and public host programs, as noted in docs/keypads.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from devices.keypads.press import Action, Sequences, SignInKeys

FIRST: Final = 0xFF
MARK: Final = 0x68
LAST: Final = 0x16
KEYPAD_LENGTHS: Final = range(3, 6)
"""L of what a keypad says; anything else on the bus is ours, or noise."""

EVALUATION: Final = 0x11
ANSWER: Final = 0x01
READ_OUT: Final = 0x02
BEEP: Final = 0x03
AS_IT_IS: Final = 0x0A
"""In place of a digit: leave that digit as it is."""

KEYS: Final[dict[int, Action]] = {
    0x0B: "evaluate",
    0x0C: "next",
    0x0D: "recall",
    0x0E: "cancel",
    0x0F: "call",
    0x12: "pause",
    0x13: "transfer",
}
"""The last byte of a key press; the digits that were typed stand before it."""

SEQUENCES: Final[Sequences] = {
    ("", "call"): "start",
    ("6", "call"): "missed",
    ("0", "call"): "park",
    ("3", "call"): "held",
    ("0", "pause"): "sign_out",
}
"""Confirm (0F) alone is the start of the service, with one digit discard, hold, call the held: so a ticket is called by two
digits or more. The last is ours: these keypads have no key for leaving."""

SIGN_IN: Final = SignInKeys(
    adds=frozenset({"call", "missed", "park", "held"}),
    ends=frozenset({"start", "next"}),
)
"""A frame carries two digits, so a number comes in pieces, each with confirm (with any digits); confirm alone ends it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame without its envelope. `address` is the keypad's, 1–255."""

    address: int
    function: int
    data: bytes = b""


def encoded(frame: Frame) -> bytes:
    """The frame as it goes over the line."""
    body = bytes((frame.address, frame.function)) + frame.data
    return bytes((FIRST, MARK, len(body), len(body), MARK)) + body + bytes((sum(body) % 256, LAST))


def read_out(address: int, left: int | None, right: int | None) -> Frame:
    """Both numbers of a read-out, three digits each; None leaves one as it is. Larger ones lose their front digits."""
    return Frame(address, READ_OUT, _digits(left) + _digits(right))


def beep(address: int) -> Frame:
    """One short beep."""
    return Frame(address, BEEP)


def answer(evaluation: Frame) -> Frame:
    """What an evaluator waits for after a citizen's press."""
    return Frame(evaluation.address, ANSWER, evaluation.data)


def grade_of(frame: Frame) -> int | None:
    """Which key of the evaluator was pressed, 0–3; None: it is no evaluation."""
    is_one = frame.function == EVALUATION and len(frame.data) == 1 and frame.data[0] <= 3
    return frame.data[0] if is_one else None


def press_of(frame: Frame) -> tuple[Action, str] | None:
    """What a key press asks for, and the number that was typed before it; None: it is no key press.

    The sources do not agree on its function byte, so every one but the evaluator's is taken.
    """
    if frame.function == EVALUATION or not frame.data or any(byte > 9 for byte in frame.data[:-1]):
        return None
    action, number = KEYS.get(frame.data[-1]), "".join(map(str, frame.data[:-1]))
    return None if action is None else (SEQUENCES.get((number, action), action), number)


class Decoder:
    """Bytes of a line in, whole frames out. Noise, torn and garbled frames are passed over; nothing is kept for long."""

    def __init__(self, lengths: range = KEYPAD_LENGTHS) -> None:
        self._lengths = lengths
        self._heard = bytearray()

    def feed(self, data: bytes) -> Iterator[Frame]:
        """The frames that are complete with these bytes."""
        self._heard += data
        while (frame := self._next()) is not None:
            yield frame

    def _next(self) -> Frame | None:
        """The first whole frame. Where one does not hold, another may begin at any later byte of it."""
        while (start := self._heard.find(FIRST)) >= 0:
            del self._heard[:start]
            length = self._length()
            if length == 0 or (length and len(self._heard) < length + 7):
                return None
            if length and (frame := self._frame(length)) is not None:
                del self._heard[: length + 7]
                return frame
            del self._heard[0]
        self._heard.clear()
        return None

    def _length(self) -> int | None:
        """L of the frame that begins here; 0: too little has come to say, None: none begins here."""
        head = bytes(self._heard[:5])
        if not _begins(head, self._lengths):
            return None
        return head[2] if len(head) == 5 else 0

    def _frame(self, length: int) -> Frame | None:
        body = bytes(self._heard[5 : 5 + length])
        if self._heard[5 + length] != sum(body) % 256 or self._heard[6 + length] != LAST:
            return None
        return Frame(body[0], body[1], body[2:])


def _begins(head: bytes, lengths: range) -> bool:
    """Whether up to five bytes are the beginning of a frame."""
    said = head[2] if len(head) > 2 else lengths.start
    return said in lengths and bytes((FIRST, MARK, said, said, MARK)).startswith(head)


def _digits(number: int | None) -> bytes:
    if number is None:
        return bytes((AS_IT_IS,)) * 3
    return bytes(int(digit) for digit in f"{number % 1000:03d}")
