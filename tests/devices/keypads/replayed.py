"""Run under umockdev: the driver hears a recorded keypad until its first press; prints what it heard as JSON lines."""

import asyncio
import contextlib
import json
import sys
from pathlib import Path

from devices.keypads.input_keypads import InputKeypads, InputPad
from devices.keypads.inputs import Wanted, plugged
from devices.keypads.keymap import key_map
from devices.keypads.press import PadHealth, Press, ReadOut


def say(**what):
    print(json.dumps(what), flush=True)


async def main(place, seconds):
    for each in plugged()[0] if place == "list" else []:
        say(name=each.name, place=each.place, model=each.model, has_enter="KEY_KPENTER" in each.keys)
    if place == "list":
        return
    pressed = asyncio.Event()

    def hear(press):
        if isinstance(press, Press):
            say(action=press.action, number=press.number)
            pressed.set()

    pads = InputKeypads(
        {"pad": InputPad(wanted=Wanted(place=place), keys=key_map("", Path("/nowhere")))},
        hear,
        lambda name, health: say(well=health.is_well, reason=health.reason),
        look_s=0.05,
    )
    await pads.open()
    pads.show("pad", ReadOut(lamp="lit"))
    pads.beep("pad", 1)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(float(seconds)):
            await pressed.wait()
    await pads.close()
    say(well=pads.health["pad"].is_well, last=isinstance(pads.health["pad"], PadHealth))


asyncio.run(main(*sys.argv[1:]))
