"""The emulated printer reads ESC/POS on its own: bytes by hand, never through our encoder."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from printer.emulator.instructions import (
    Align,
    Characters,
    CutPaper,
    Enlarge,
    FeedLines,
    Hanzi,
    Ignored,
    Instruction,
    LineFeed,
    ProcessId,
    Raster,
    Reset,
    Reverse,
    Symbol,
    Unknown,
)
from printer.emulator.machine import Machine
from printer.emulator.parser import Parser
from printer.emulator.roll import Ticket
from printer.fonts import Fonts


def parsed(stream: bytes, step: int = 1000) -> list[Instruction]:
    parser, found = Parser(), []
    for start in range(0, len(stream), step):
        parser.feed(stream[start : start + step])
        while (instruction := parser.next()) is not None:
            found.append(instruction)
    return found


@pytest.mark.parametrize(
    ("stream", "meaning"),
    [
        (b"\x1b@", Reset()),
        (b"\x1ba\x01", Align(1)),
        (b"\x1d!\x21", Enlarge(3, 2)),
        (b"\x1b!\x30", Enlarge(2, 2)),
        (b"\x1dB\x01", Reverse(True)),
        (b"\x1c&", Hanzi(True)),
        (b"\x1bd\x05", FeedLines(5)),
        (b"\x1dVB\x10", CutPaper(16)),
        (b"\x1dV\x01", CutPaper(0)),
        (b"\x1dv0\x00\x02\x00\x01\x00\xaa\x55", Raster(2, 1, b"\xaa\x55", 1, 1)),
        (b"\x1d(k\x03\x001C\x05", Symbol(49, 67, b"\x05")),
        (b"\x1d(H\x06\x0000A012", ProcessId(b"A012")),
        (b"\x10\x04\x01", Ignored()),
        (b"\x1bz", Unknown(b"\x1bz")),
        (b"\x07", Unknown(b"\x07")),
        (b"\n", LineFeed()),
    ],
)
def test_each_command_is_understood_whole_and_byte_by_byte(stream: bytes, meaning: Instruction) -> None:
    assert parsed(stream) == [meaning]
    assert parsed(stream, step=1) == [meaning]


def test_text_between_commands_is_kept_as_it_came() -> None:
    assert parsed("票A".encode("gb18030") + b"\n") == [Characters("票A".encode("gb18030")), LineFeed()]


@given(st.binary(max_size=300), st.integers(1, 50))
def test_no_bytes_whatever_break_the_parser(stream: bytes, step: int) -> None:
    assert len(parsed(stream, step)) <= len(stream)


@given(stream=st.binary(max_size=120))
def test_no_bytes_whatever_break_the_printer(fonts: Fonts, stream: bytes) -> None:
    tickets: list[Ticket] = []
    machine = Machine(64, fonts, tickets.append)
    machine.receive(stream.replace(b"\x1dv", b"") + bytes(70) + b"\x1b@\x1dV\x00")
    assert all(ticket.picture.width == 64 for ticket in tickets)


def machine_with(fonts: Fonts) -> tuple[Machine, list[Ticket], bytearray]:
    tickets: list[Ticket] = []
    said = bytearray()
    return Machine(384, fonts, tickets.append, said.extend), tickets, said


LINE = b"\x1dv0\x00\x01\x00\x08\x00" + bytes(8)


def test_status_is_answered_at_once_even_amid_a_picture(fonts: Fonts) -> None:
    machine, _, said = machine_with(fonts)
    machine.receive(b"\x1dv0\x00\x01\x00\x08\x00\x00\x10")
    machine.receive(b"\x04\x04")
    assert said == b"\x12"


def test_out_of_paper_it_keeps_what_it_got_and_goes_on_with_new_paper(fonts: Fonts) -> None:
    machine, tickets, said = machine_with(fonts)
    machine.leave_paper(12)
    machine.receive(LINE * 3 + b"\x1d(H\x06\x0000A012\x1dV\x00")
    assert (machine.fault, tickets, bytes(said)) == ("out_of_paper", [], b"")
    machine.receive(b"\x10\x04\x04")
    assert said == b"\x7e"
    machine.set_fault("ready")
    assert [ticket.name for ticket in tickets] == ["A012"]
    assert said == b"\x7e\x37\x22A012\x00"


def test_hanging_it_swallows_all_and_says_nothing(fonts: Fonts) -> None:
    machine, tickets, said = machine_with(fonts)
    machine.set_fault("hang")
    machine.receive(LINE + b"\x10\x04\x01\x1dV\x00")
    machine.set_fault("ready")
    assert (tickets, bytes(said)) == ([], b"")


def test_unknown_commands_are_counted_and_do_not_stop_a_ticket(fonts: Fonts) -> None:
    machine, tickets, _ = machine_with(fonts)
    machine.receive(b"\x1bz\x1bzA\n\x1dV\x00")
    assert machine.unknown == {b"\x1bz": 2}
    assert tickets[0].texts == ("A",)
    assert tickets[0].unknown == (b"\x1bz", b"\x1bz")
