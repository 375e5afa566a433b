"""The table of box.toml that says which keypads are at a box, and at which window each is: `[[keypad]]`."""

from typing import Annotated, Literal

from config.rules import Form, Id, Line, MaybeId, Range
from config.validated import Table

KeypadPort = Literal["input", "serial"]


class KeypadTable(Table):
    """`[[keypad]]`: one keypad. `input`: a number pad or button box by USB or Bluetooth; `serial`: an RS-485 keypad, of
    which those with the same `device` share one line."""

    name: Id
    window: Id
    port: KeypadPort = "input"
    place: Annotated[str, Line(200)] = ""
    model: Annotated[str, Form(r"(?:[0-9a-f]{4}:[0-9a-f]{4})?", "keypad_model")] = ""
    map: Annotated[str, Form(r"[A-Za-z0-9._-]{0,40}", "model")] = ""
    device: Annotated[str, Line(400)] = ""
    address: Annotated[int, Range(1, 255)] = 1
    clerk: MaybeId = ""
    sound: bool = False
