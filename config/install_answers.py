"""What a technician decides: from a file, or asked one by one; both end in the same answers."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator

from config.reading import read_file
from config.rules import Amount, Form, Line, Many, MaybeId, Url
from config.validated import Table, validated

Role = Literal["hall", "kiosk", "caller", "display", "desk", "rating", "voice", "keypad"]
"""What a machine can be."""

CodeText = Annotated[str, Form(r"([0-9]{4}-?[0-9]{4})?", "pairing_code")]


def _listed(value: object) -> object:
    return (value,) if isinstance(value, str) else value


class HallAnswers(Table):
    """`[hall]`: the file that the hall begins with: a path, or the name of an example. `ledger_file` holds the address of
    the database that the ledger is in; what is not said of the ledger stays as it was."""

    file: Annotated[str, Line(400)] = ""
    ledger_file: Annotated[str, Line(400)] = ""
    standby: bool | None = None


class LinkAnswers(Table):
    """`[link]`: where the hall is, if it is not heard by itself, and the code that it shows."""

    url: Annotated[str, Url()] = ""
    hall: MaybeId = ""
    code: CodeText = ""


class BoxAnswers(Table):
    """`[box]`: what this machine is called, and its language."""

    id: MaybeId = ""
    name: Annotated[str, Line(24)] = ""
    language: MaybeId = ""


class PrinterAnswers(Table):
    """`[printer]`: as in box.toml; empty `address`: a kiosk without a printer."""

    port: Literal["", "network", "usb", "serial", "file"] = ""
    address: Annotated[str, Line(400)] = ""
    model: Annotated[str, Form(r"[A-Za-z0-9._-]{1,40}", "model")] = "generic-80"


class Answers(Table):
    """All of them; what is empty is asked where there is somebody to ask, else the usual is taken."""

    roles: Annotated[tuple[Role, ...], BeforeValidator(_listed), Many, Amount(0, 8)] = ()
    hall: HallAnswers = HallAnswers()
    link: LinkAnswers = LinkAnswers()
    box: BoxAnswers = BoxAnswers()
    printer: PrinterAnswers | None = None
    window: MaybeId = ""
    zone: MaybeId = ""
    sound: bool | None = None


def answers_in(file: Path) -> Answers:
    """The answers of a file. Raises ConfigError."""
    return validated(read_file(file), Answers)
