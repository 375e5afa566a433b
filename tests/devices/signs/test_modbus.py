"""Numeric displays: frames worked out by hand from the Modbus documents, and read back by an emulator of its own mind."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devices.signs.bus import Bus
from devices.signs.emulator.registers import Displays
from devices.signs.emulator.server import EmulatedSign
from devices.signs.face import NOTHING, Face, Page
from devices.signs.modbus import ModbusDriver, Registers, frames
from devices.signs.models import load_registers, model_names
from devices.signs.wire import TcpWire, WireFault

QUICK = {"between_s": 0.0, "again_s": 0.05, "refresh_s": 30.0}
CALL = Face(pages=(Page(text="A012"),), blinks=5)


async def until(is_so, seconds=30.0):
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.01)


def made(name, **changes):
    table = load_registers(name).model_dump(exclude={"title", "colours"})
    return Registers(**(table | changes))


def test_the_example_of_the_modbus_document_comes_out_byte_by_byte():
    # MODBUS Application Protocol V1.1b3, 6.12: two registers from 0001 set to 000A and 0102; the CRC by 6.2.2 of the
    # serial line's document, worked out by hand.
    class TwoWords(Registers):
        def values(self, face):
            yield 1, [0x000A, 0x0102]

    (frame,) = frames(TwoWords(text=1, length=4), CALL, 0x11)
    assert frame == bytes.fromhex("11 10 0001 0002 04 000A 0102 C6F0")


def test_text_lies_two_letters_in_a_register_high_byte_first():
    (frame,) = frames(made("ascii-8"), CALL, 3)
    assert frame[:-2] == bytes.fromhex("03 10 0000 0004 08") + b"A012    "


def test_a_display_that_knows_one_function_alone_gets_its_registers_one_by_one():
    assert [frame[:-2].hex(" ") for frame in frames(made("bcd-4"), CALL, 1)] == ["01 06 00 00 f0 12"]


def test_a_call_blinks_by_the_display_s_own_register_and_the_text_comes_last():
    written = [frame[1:-2].hex() for frame in frames(made("letters-6"), CALL, 1)]
    assert [frame[:6] for frame in written] == ["100011", "100010", "100000"]


@pytest.mark.parametrize("name", model_names("modbus"))
@pytest.mark.parametrize("address", [1, 32])
def test_the_emulator_reads_every_shipped_map(name, address):
    displays = Displays(load_registers(name))
    received = bytearray(b"".join(frames(made(name), CALL, address)))
    seen = [heard.seen for heard in displays(received) if heard.seen]
    assert seen[-1].text in ("A012", "012", "12")
    assert seen[-1].address == address
    assert not received


@pytest.mark.parametrize("name", model_names("modbus"))
def test_nothing_is_shown_as_nothing(name):
    displays = Displays(load_registers(name))
    received = bytearray(b"".join(frames(made(name), NOTHING, 1)))
    assert [heard.seen.text for heard in displays(received) if heard.seen] == [""]


@given(st.binary(max_size=60))
def test_noise_before_a_frame_is_passed_over(noise):
    displays = Displays(load_registers("ascii-8"))
    received = bytearray(noise + frames(made("ascii-8"), CALL, 1)[0] + bytes(300))
    assert [heard.seen.text for heard in displays(received) if heard.seen][-1:] == ["A012"]


def display(registers="ascii-8"):
    return EmulatedSign(listener=lambda: Displays(load_registers(registers)))


def test_a_display_on_a_line_shows_what_is_called_and_one_without_power_is_missed():
    async def story():
        line = display()
        port = await line.open()
        drivers = {f"w{at}": ModbusDriver(registers=made("ascii-8"), address=at) for at in (1, 2)}
        bus = Bus(TcpWire("127.0.0.1", port), drivers, **QUICK)
        await bus.open()
        line.silent.add(2)
        for name in drivers:
            bus.show(name, Face(pages=(Page(text="A012"),)))
        await until(lambda: not bus.health("w2").is_well)
        assert bus.health("w2").kind == "no-answer"
        await until(lambda: line.last(1) is not None and bus.health("w1").is_well)
        line.silent.clear()
        await until(lambda: line.last(2) is not None and bus.health("w2").is_well)
        assert [line.last(at).text for at in (1, 2)] == ["A012", "A012"]
        await bus.close()
        await line.close()

    asyncio.run(story())


class Saying:
    """A wire on which a display says what the test wants, piece by piece."""

    def __init__(self, *pieces):
        self.pieces = list(pieces)

    async def send(self, data):
        pass

    async def receive(self, most, timeout_s):
        return self.pieces.pop(0) if self.pieces else b""

    async def close(self):
        pass


YES = bytes.fromhex("01 10 00 00 00 04 C1 CA")
NO = bytes.fromhex("01 90 02 CD C1")


def show(wire):
    driver = ModbusDriver(registers=made("ascii-8"))
    asyncio.run(driver.show(wire, Face(pages=(Page(text="A012"),))))


def test_an_answer_in_pieces_is_one_answer():
    show(Saying(YES[:3], YES[3:]))


@pytest.mark.parametrize(
    ("pieces", "kind"),
    [((NO,), "refused"), ((), "no-answer"), ((YES[:-1] + b"\0",), "garbled"), ((b"??",), "garbled")],
)
def test_what_is_no_yes_is_a_fault_of_its_kind(pieces, kind):
    with pytest.raises(WireFault) as fault:
        show(Saying(*pieces))
    assert fault.value.kind == kind
