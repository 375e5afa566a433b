"""The drivers that a box's keypads need: one for all of the input layer, one for each serial line."""

from collections.abc import Sequence
from pathlib import Path

from config.keypad_table import KeypadTable
from devices.keypads.keymap import key_map
from devices.keypads.press import Keypads, OnPadHealth, Pressed, SignInKeys


def drivers_of(
    pads: Sequence[KeypadTable], data: Path, on_press: Pressed, on_health: OnPadHealth
) -> dict[str, Keypads]:
    """By the name of each keypad its driver; several keypads share one. Loads only the packages that are needed.

    Raises KeyMapWrong, and ModuleNotFoundError where evdev or pyserial is missing.
    """
    found: dict[str, Keypads] = {}
    inputs = [each for each in pads if each.port == "input"]
    if inputs:
        from devices.keypads.input_keypads import InputKeypads, InputPad
        from devices.keypads.inputs import Wanted

        meant = {
            each.name: InputPad(
                wanted=Wanted(place=each.place, model=each.model), keys=key_map(each.map, data, each.model)
            )
            for each in inputs
        }
        found |= dict.fromkeys(meant, InputKeypads(meant, on_press, on_health))
    for line in dict.fromkeys(each.device for each in pads if each.port == "serial"):
        from devices.keypads.serial_keypads import SerialKeypads

        sharing = {each.name: each.address for each in pads if each.port == "serial" and each.device == line}
        found |= dict.fromkeys(sharing, SerialKeypads(line, sharing, on_press, on_health))
    return found


def sign_in_keys_of(pads: Sequence[KeypadTable], data: Path) -> dict[str, SignInKeys]:
    """By the name of each keypad the keys by which somebody signs in there. Raises KeyMapWrong."""
    from devices.keypads.frames import SIGN_IN

    return {
        each.name: SIGN_IN if each.port == "serial" else key_map(each.map, data, each.model).sign_in
        for each in pads
    }
