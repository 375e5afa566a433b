"""The talk with one printer over its port: ask how it is, send a ticket, hear that it is out. Blocking."""

import time
from collections.abc import Callable
from typing import Final

from escpos.constants import GS, RT_STATUS  # type: ignore[import-untyped]  # ships no annotations

from printer.health import Reason
from printer.models import Model
from printer.ports.port import Port, PortError
from printer.status import QUESTIONS, Condition, StatusBytes, is_status_byte

OPEN_S: Final = 2.0
"""A printer on a LAN answers a connection within milliseconds; two seconds forgive one lost packet."""

ANSWER_S: Final = 0.7
"""Status is answered in real time; a slow serial line needs 1 ms a byte, a busy LAN board up to half a second."""

NEXT_ANSWER_S: Final = 0.3
"""Once a printer answered the first question, one it does not know is given up soon."""

ASK_AGAIN_S: Final = 0.5
_STATUS_PAD: Final = 0x12
_PAPER_SENSOR: Final = GS + b"r\x01"
_HEADER: Final = b"\x37\x22"
_FRAME: Final = 7
_LEAST_ID: Final = 0x20
_LONGEST_DRAIN: Final = 64

REASONS: Final[dict[Condition, Reason | None]] = {
    "ready": None,
    "near_end": None,
    "out_of_paper": "out_of_paper",
    "cover_open": "cover_open",
    "fault": "fault",
    "offline": "offline",
}
"""Why a printer in this condition prints no ticket; None: it does."""

Clock = Callable[[], float]


class Trapped(Exception):
    """A ticket was begun and is not known to be out; `reason` says what the printer said, or did not."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Reason = reason


class Talk:
    """Owns a port. Moments (`until`) are those of the monotonic `clock`, in seconds."""

    def __init__(
        self,
        port: Port,
        model: Model,
        clock: Clock = time.monotonic,
        *,
        answer_s: float = ANSWER_S,
        next_answer_s: float = NEXT_ANSWER_S,
    ) -> None:
        self._port = port
        self._model = model
        self._clock = clock
        self._answer_s, self._next_answer_s = answer_s, next_answer_s
        self._is_open = False
        self._has_answered = False
        self._is_mute = False
        self._heard = bytearray()

    def close(self) -> None:
        """Gives the port back; the next question opens it again."""
        self._is_open = False
        self._is_mute = False
        self._heard.clear()
        self._port.close()

    def condition(self, until: float, *, is_idle: bool = False) -> Condition | None:
        """How the printer is; None where it is mute. Opens the port where needed. Raises PortError.

        A printer that may answer and never did is mute, and lives with it; it is asked again when idle.
        One that has answered before, or must answer, and is silent now, is a PortError `timeout`. A way that
        was open and fails (the peer went away meanwhile) is opened anew at once.
        """
        was_open = self._is_open
        try:
            return self._condition(until, is_idle=is_idle)
        except PortError:
            self.close()
            if not was_open:
                raise
        return self._condition(until, is_idle=is_idle)

    def send(self, stream: bytes, until: float) -> None:
        """Hands over a ticket. Raises Trapped: from here on it may be on paper."""
        try:
            self._port.write(stream, self._left(until - ANSWER_S))
        except PortError as error:
            raise Trapped(self._why_stuck(error)) from error

    def confirm(self, ids: tuple[bytes, ...], until: float) -> bool:
        """Waits until the ticket is out. True: the printer said so. False: it cannot, all seems well.

        Raises Trapped where the printer says that something is wrong, or fell silent.
        """
        try:
            if self._is_mute or self._model.status == "no" or not self._port.can_answer:
                return False
            if self._model.confirm == "process_id":
                return self._await_said(lambda: _take_ids(self._heard, ids), until)
            if self._model.confirm == "paper_sensor":
                self._port.write(_PAPER_SENSOR, self._left(until))
                return self._await_said(lambda: _take_sensor(self._heard), until)
            self._look_after(until)
        except PortError as error:
            raise Trapped("unconfirmed") from error
        return False

    def _condition(self, until: float, *, is_idle: bool) -> Condition | None:
        self._open(until)
        if self._model.status == "no" or not self._port.can_answer or (self._is_mute and not is_idle):
            return None
        self._drain()
        found = self._ask(until, self._answer_s)
        self._note_answer(found is not None)
        return found.condition if found else None

    def _open(self, until: float) -> None:
        if not self._is_open:
            self._port.open(min(OPEN_S, self._left(until)))
            self._is_open = True

    def _left(self, until: float) -> float:
        return max(until - self._clock(), 0.01)

    def _drain(self) -> None:
        """What was said before the question is no answer to it; a closed connection shows here."""
        self._heard.clear()
        for _ in range(_LONGEST_DRAIN):
            if not self._port.read(0.001):
                break

    def _note_answer(self, has_answered: bool) -> None:
        if not has_answered and (self._has_answered or self._model.status == "yes"):
            raise PortError("timeout", "the printer does not answer")
        self._has_answered = self._has_answered or has_answered
        self._is_mute = not has_answered

    def _ask(self, until: float, patience_s: float) -> StatusBytes | None:
        """DLE EOT 1 to 4, one after the other; a question it does not know counts as all well."""
        first = self._ask_one(QUESTIONS[0], until, patience_s)
        if first is None:
            return None
        others = [self._ask_one(number, until, self._next_answer_s) for number in QUESTIONS[1:]]
        return StatusBytes(first, *(_STATUS_PAD if other is None else other for other in others))

    def _ask_one(self, number: int, until: float, patience_s: float) -> int | None:
        self._port.write(RT_STATUS + bytes((number,)), self._left(until))
        end = min(self._clock() + patience_s, until)
        while True:
            if (status := _take_status(self._heard)) is not None:
                return status
            if self._clock() >= end:
                return None
            self._heard += self._port.read(max(end - self._clock(), 0.001))

    def _look_after(self, until: float) -> None:
        """The answer may wait behind the ticket in the printer's buffer: it gets all the time there is."""
        found = self._ask(until, self._left(until))
        if found is None:
            raise Trapped("unconfirmed")
        _trap_if_wrong(found.condition)

    def _await_said(self, is_said: Callable[[], bool], until: float) -> bool:
        """Until the printer says that it is done; meanwhile it is asked how it is."""
        ask_at = self._clock() + ASK_AGAIN_S
        while self._clock() < until:
            if is_said():
                return True
            if self._clock() >= ask_at:
                self._trap_if_stopped(until)
                ask_at = self._clock() + ASK_AGAIN_S
            else:
                self._heard += self._port.read(max(min(ask_at, until) - self._clock(), 0.001))
        if is_said():
            return True
        raise Trapped("unconfirmed")

    def _trap_if_stopped(self, until: float) -> None:
        found = self._ask(until, NEXT_ANSWER_S)
        if found is not None:
            _trap_if_wrong(found.condition)

    def _why_stuck(self, error: PortError) -> Reason:
        """A printer that takes no more bytes may still say why: the question overtakes on some ports."""
        if error.trouble != "timeout":
            return error.trouble
        try:
            found = self._ask(self._clock() + ANSWER_S, ANSWER_S)
        except PortError:
            return "timeout"
        return (REASONS[found.condition] if found else None) or "timeout"


def _trap_if_wrong(condition: Condition) -> None:
    if (reason := REASONS[condition]) is not None:
        raise Trapped(reason)


def _take_status(heard: bytearray) -> int | None:
    """The first byte that can be a status; what stands before it (other chatter) is left to others."""
    for place, byte in enumerate(heard):
        if is_status_byte(byte) and (byte < _LEAST_ID or not _is_in_frame(heard, place)):
            del heard[place]
            return byte
    return None


def _is_in_frame(heard: bytearray, place: int) -> bool:
    """Whether a byte belongs to a process id answer: a `2` of a number looks like a status byte.

    A printer may slip a real status byte into the answer; all being well that is 12, which no id contains.
    """
    starts = range(max(place - _FRAME + 1, 0), place + 1)
    return any(heard[start : start + 2] == _HEADER for start in starts)


def _take_ids(heard: bytearray, ids: tuple[bytes, ...]) -> bool:
    """Whether the last process id came back: `37 22 d1 d2 d3 d4 00` (Epson's reference, GS ( H)."""
    frame = _HEADER + ids[-1] + b"\x00"
    place = heard.find(frame)
    if place >= 0:
        del heard[: place + len(frame)]
    return place >= 0


def _take_sensor(heard: bytearray) -> bool:
    """Whether GS r 1 was answered: bits 4 and 7 are clear, which tells it from a DLE EOT answer."""
    for place, byte in enumerate(heard):
        if byte & 0b10010000 == 0:
            del heard[place]
            return True
    return False
