"""The table of box.toml that says which LED signs hang at a box, and what each can do: `[[sign]]`."""

from typing import Annotated, Literal

from config.rules import Amount, Form, Id, Line, Many, MaybeId, Range
from config.validated import Table

SignMake = Literal["onbon", "huidu", "alpha", "modbus", "template"]
SignPort = Literal["tcp", "udp", "serial"]
SignFraming = Literal["8N1", "8E1", "8O1", "8N2", "7E1", "7O1", "7N2"]
SignColour = Literal["red", "green", "amber"]


class SignTable(Table):
    """`[[sign]]`: one LED sign, over a window or in a zone; those with the same port and `where` share one line."""

    name: Id
    window: MaybeId = ""
    zone: MaybeId = ""
    make: SignMake = "onbon"
    model: Annotated[str, Form(r"[A-Za-z0-9._/~-]{0,200}", "sign_model")] = ""
    port: SignPort = "tcp"
    where: Annotated[str, Line(400, 1)]
    baud: Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200] = 9600
    framing: SignFraming | None = None
    address: Annotated[int, Range(0, 65535)] | None = None
    width: Annotated[int, Range(8, 1024)] = 64
    height: Annotated[int, Range(8, 128)] = 16
    colours: Annotated[tuple[SignColour, ...], Many, Amount(1, 3)] = ("red",)
    hanzi: bool = True
    answers: bool = True
