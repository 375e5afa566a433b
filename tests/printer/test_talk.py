"""What is asked of a printer and how its answers are taken, with a printer that follows a script."""

from collections.abc import Callable

import pytest

from printer.models import Model, load_model
from printer.ports.port import PortError
from printer.talk import Talk, Trapped


class Clock:
    """Time that passes only while somebody waits."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class ScriptedPort:
    """A port whose far end answers each write by a script; waiting costs scripted time only."""

    can_answer = True

    def __init__(self, clock: Clock, answer: Callable[[bytes], bytes]) -> None:
        self.opened = 0
        self.is_broken = False
        self.written: list[bytes] = []
        self._clock = clock
        self._answer = answer
        self._said = b""

    def say_unasked(self, said: bytes) -> None:
        self._said += said

    def open(self, timeout_s: float) -> None:
        self.opened += 1
        self.is_broken = False

    def write(self, stream: bytes, timeout_s: float) -> None:
        if self.is_broken:
            raise PortError("unplugged", "gone")
        self.written.append(stream)
        self._said += self._answer(stream)

    def read(self, timeout_s: float) -> bytes:
        if self.is_broken:
            raise PortError("unplugged", "gone")
        said, self._said = self._said, b""
        if not said:
            self._clock.now += timeout_s
        return said

    def close(self) -> None:
        self._said = b""


def well(stream: bytes) -> bytes:
    return b"\x12" if stream[:2] == b"\x10\x04" else b""


def silent(stream: bytes) -> bytes:
    return b""


def talk_with(answer: Callable[[bytes], bytes], **changes: str) -> tuple[Talk, ScriptedPort, Clock]:
    clock = Clock()
    port = ScriptedPort(clock, answer)
    model = Model.model_validate({**load_model("generic-80").model_dump(), **changes})
    return Talk(port, model, clock), port, clock


def test_a_printer_is_asked_its_four_questions() -> None:
    talk, port, clock = talk_with(well)
    assert talk.condition(clock.now + 5) == "ready"
    assert port.written == [b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"]


def test_a_printer_that_knows_only_the_first_question_is_taken_at_its_word() -> None:
    talk, _, clock = talk_with(lambda stream: b"\x12" if stream == b"\x10\x04\x01" else b"")
    assert talk.condition(clock.now + 5) == "ready"


def test_a_mute_printer_is_lived_with_and_asked_again_only_when_idle() -> None:
    talk, port, clock = talk_with(silent)
    assert talk.condition(clock.now + 5) is None
    asked = len(port.written)
    assert talk.condition(clock.now + 5) is None
    assert len(port.written) == asked
    assert talk.condition(clock.now + 5, is_idle=True) is None
    assert len(port.written) == asked + 1
    talk.send(b"ticket", clock.now + 5)
    assert talk.confirm((b"A012",), clock.now + 5) is False


def test_a_printer_that_must_answer_and_does_not_is_timed_out() -> None:
    talk, _, clock = talk_with(silent, status="yes")
    with pytest.raises(PortError) as failed:
        talk.condition(clock.now + 5)
    assert failed.value.trouble == "timeout"


def test_a_printer_that_fell_silent_is_not_taken_for_a_mute_one() -> None:
    mood = {"is_awake": True}
    talk, _, clock = talk_with(lambda stream: well(stream) if mood["is_awake"] else b"")
    assert talk.condition(clock.now + 5) == "ready"
    mood["is_awake"] = False
    with pytest.raises(PortError):
        talk.condition(clock.now + 5)


def test_a_way_that_broke_while_idle_is_opened_anew_at_once() -> None:
    talk, port, clock = talk_with(well)
    talk.condition(clock.now + 5)
    port.is_broken = True
    assert talk.condition(clock.now + 5) == "ready"
    assert port.opened == 2


def test_what_was_said_before_the_question_is_no_answer() -> None:
    talk, port, clock = talk_with(well)
    talk.condition(clock.now + 5)
    port.say_unasked(b"\x1e\x1e\x1e\x1e")
    assert talk.condition(clock.now + 5) == "ready"


def test_noise_among_the_answers_is_passed_over() -> None:
    talk, _, clock = talk_with(lambda stream: b"\x11\x00\xff" + well(stream))
    assert talk.condition(clock.now + 5) == "ready"


def test_the_paper_sensor_asked_in_turn_confirms_a_ticket() -> None:
    talk, port, clock = talk_with(
        lambda stream: b"\x00" if stream == b"\x1dr\x01" else well(stream), confirm="paper_sensor"
    )
    talk.condition(clock.now + 5)
    talk.send(b"ticket", clock.now + 5)
    assert talk.confirm((b"A012",), clock.now + 5) is True
    assert port.written[-1] == b"\x1dr\x01"


def test_a_process_id_that_comes_in_pieces_between_status_bytes_confirms() -> None:
    pieces = iter([b"\x37\x22AB", b"01\x00\x37\x22", b"23  \x00"])

    def answer(stream: bytes) -> bytes:
        return well(stream) + (next(pieces, b"") if is_begun else b"")

    is_begun = False
    talk, _, clock = talk_with(answer, confirm="process_id")
    talk.condition(clock.now + 5)
    is_begun = True
    talk.send(b"ticket", clock.now + 5)
    assert talk.confirm((b"AB01", b"23  "), clock.now + 5) is True


def test_a_process_id_confirms_only_its_own_ticket() -> None:
    said = {"id": b"A011"}

    def answer(stream: bytes) -> bytes:
        return b"\x37\x22" + said["id"] + b"\x00" if stream == b"ticket" else well(stream)

    talk, _, clock = talk_with(answer, confirm="process_id")
    talk.condition(clock.now + 5)
    talk.send(b"ticket", clock.now + 5)
    with pytest.raises(Trapped) as trapped:
        talk.confirm((b"A012",), clock.now + 3)
    assert trapped.value.reason == "unconfirmed"
    said["id"] = b"A012"
    talk.condition(clock.now + 5)
    talk.send(b"ticket", clock.now + 5)
    assert talk.confirm((b"A012",), clock.now + 3) is True


def test_the_letters_of_a_number_are_not_taken_for_an_answer_about_paper() -> None:
    """R is 52 hex, which as a status byte would say that the paper is out."""
    is_begun = False

    def answer(stream: bytes) -> bytes:
        if stream == b"\x10\x04\x04" and is_begun:
            return b"\x37\x22R262\x00"
        return well(stream)

    talk, _, clock = talk_with(answer, confirm="process_id")
    talk.condition(clock.now + 5)
    is_begun = True
    talk.send(b"ticket", clock.now + 5)
    assert talk.confirm((b"R262",), clock.now + 5) is True


def test_a_way_that_breaks_in_mid_ticket_says_how() -> None:
    talk, port, clock = talk_with(well)
    talk.condition(clock.now + 5)
    port.is_broken = True
    with pytest.raises(Trapped) as trapped:
        talk.send(b"ticket", clock.now + 5)
    assert trapped.value.reason == "unplugged"


def test_a_model_that_never_answers_is_never_asked() -> None:
    talk, port, clock = talk_with(well, status="no")
    assert talk.condition(clock.now + 5, is_idle=True) is None
    assert port.written == []
