"""RS-485 keypads over ptys: many on one line, noise, lost bytes, collisions, a converter that hears itself or is pulled out."""

import asyncio
import random

from devices.keypads.emulator import EmulatedBus
from devices.keypads.press import Grade, Press, ReadOut
from devices.keypads.serial_keypads import SerialKeypads

QUICK = {"between_s": 0.0, "again_s": 0.05}
LONG_S = 30.0
"""Longer than any machine is busy: what is said again within this time is the same press."""


NEXT_AT_1 = bytes.fromhex("FF 68 03 03 68 01 01 0C 0E 16")


def on_line(
    story, addresses=range(1, 3), *, refresh_s=30.0, repeat_s=LONG_S, own_s=0.1, again_s=5.0, **options
):
    """A story with an emulated bus, our driver, and the list of what the driver was told."""

    async def run():
        bus = EmulatedBus(addresses, again_s=again_s, **options)
        heard = []
        pads = {f"pad-{address}": address for address in addresses}
        keypads = SerialKeypads(
            bus.port, pads, heard.append, refresh_s=refresh_s, repeat_s=repeat_s, own_s=own_s, **QUICK
        )
        bus.open()
        await keypads.open()
        try:
            await story(bus, keypads, heard)
        finally:
            await keypads.close()
            bus.close()

    asyncio.run(run())


def test_a_press_is_echoed_and_told_once(until):
    async def story(bus, keypads, heard):
        assert await bus.press(1, "next")
        assert await bus.press(2, "confirm", "12")
        assert heard == [
            Press(keypad="pad-1", action="next"),
            Press(keypad="pad-2", action="call", number="12"),
        ]

    on_line(story)


def test_a_citizens_press_is_answered(until):
    async def story(bus, keypads, heard):
        assert await bus.evaluate(2, 3)
        assert heard == [Grade(keypad="pad-2", key=3)]

    on_line(story)


def test_thirty_two_keypads_on_one_line_each_show_their_own(until):
    async def story(bus, keypads, heard):
        for address in bus.pads:
            keypads.show(f"pad-{address}", ReadOut(left=address, right=100 + address))
        await until(lambda: all(pad.read_out == f"{at:03d}{100 + at}" for at, pad in bus.pads.items()))
        keypads.beep("pad-7", 3)
        await until(lambda: bus.pads[7].beeps == 3)
        assert sum(pad.beeps for pad in bus.pads.values()) == 3

    on_line(story, range(1, 33))


def test_a_keypad_that_hears_no_echo_says_it_again_and_is_counted_once(until):
    async def again(bus, keypads, heard):
        for _ in range(3):
            bus.say(NEXT_AT_1)
            await asyncio.sleep(0.05)
        assert await bus.press(2, "next")  # behind them on the line
        assert [press.keypad for press in heard] == ["pad-1", "pad-2"]

    async def later(bus, keypads, heard):
        bus.say(NEXT_AT_1)
        await until(lambda: len(heard) == 1)
        await asyncio.sleep(0.35)
        bus.say(NEXT_AT_1)
        await until(lambda: len(heard) == 2)

    on_line(again)
    on_line(later, repeat_s=0.3)


def test_presses_come_through_noise_and_lost_bytes_once_each(until):
    chance = random.Random(5)

    def spoil(said):
        said = bytes(each for each in said if chance.random() > 0.02)
        return chance.randbytes(chance.randrange(4)) + said + chance.randbytes(chance.randrange(3))

    async def story(bus, keypads, heard):
        echoed = {f"pad-{at}" for at in bus.pads if await bus.press(at, "next")}
        told = [press.keypad for press in heard]
        assert len(echoed) >= 28
        assert echoed <= set(told)
        assert len(told) == len(set(told))

    on_line(story, range(1, 31), spoil=spoil, again_s=0.25)


def test_two_that_answer_at_once_are_garbled_and_come_through_after_another(until):
    async def story(bus, keypads, heard):
        next_at_2 = bytes.fromhex("FF 68 03 03 68 02 01 0C 0F 16")
        mixed = bytes(a & b for a, b in zip(NEXT_AT_1, next_at_2, strict=True))
        bus.say(mixed)
        assert await bus.press(1, "next")
        assert await bus.press(2, "next")
        assert [each.keypad for each in heard] == ["pad-1", "pad-2"]

    on_line(story)


def test_a_converter_that_hears_itself_makes_no_presses(until):
    async def story(bus, keypads, heard):
        keypads.show("pad-1", ReadOut(left=4, right=12))
        assert await bus.press(1, "next")
        await asyncio.sleep(0.5)
        assert heard == [Press(keypad="pad-1", action="next")]

    # Each press would count, and what we said may come back late.
    on_line(story, hears_itself=True, repeat_s=0.0, own_s=LONG_S)


def test_a_keypad_that_had_no_power_is_shown_again_what_is_so(until):
    async def story(bus, keypads, heard):
        keypads.show("pad-1", ReadOut(left=1, right=2))
        await until(lambda: bus.pads[1].read_out == "001002")
        bus.pads[1].digits = list("······")
        await until(lambda: bus.pads[1].read_out == "001002")

    on_line(story, refresh_s=0.1)


def test_a_line_that_is_pulled_out_is_said_and_one_that_is_not_there_is_tried_again(tmp_path, until):
    async def story():
        port, told = tmp_path / "ttyUSB0", []
        keypads = SerialKeypads(
            str(port),
            {"pad": 1},
            lambda press: None,
            lambda name, health: told.append(health.is_well) if told[-1:] != [health.is_well] else None,
            **QUICK,
        )
        await keypads.open()
        assert not keypads.health["pad"].is_well
        for _ in range(2):
            bus = EmulatedBus(range(1, 2))
            port.unlink(missing_ok=True)
            port.symlink_to(bus.port)
            bus.open()
            await until(lambda: keypads.health["pad"].is_well)
            keypads.show("pad", ReadOut(right=7))
            await until(lambda bus=bus: bus.pads[1].read_out.endswith("7"))
            bus.close()
            await until(lambda: not keypads.health["pad"].is_well)
        await keypads.close()
        assert told == [False, True, False, True, False]

    asyncio.run(story())
