"""Signs as data: the register map of a Modbus display, the frame of a private one; a TOML file for each."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final, Literal

from config.reading import read_file
from config.rules import Form, Line, Range
from config.validated import Table, one_of, validated
from config.wrong import ConfigError, Finding, said
from devices.signs.template import BadTemplate, Template

Register = Annotated[int, Range(0, 65535)]
Value = Annotated[int, Range(0, 65535)]


class ColourValues(Table):
    """What stands for each colour in a frame or a register."""

    red: Value = 0
    green: Value = 0
    amber: Value = 0


class RegisterMap(Table):
    """A Modbus display's registers, counted from 0; the fields are those of `devices.signs.modbus.Registers`."""

    title: Annotated[str, Line(60, 1)]
    text: Register
    length: Annotated[int, Range(1, 32)]
    form: Literal["ascii", "letters", "number", "bcd"] = "ascii"
    swapped: bool = False
    aligned: Literal["left", "right"] = "left"
    blank: Value = 0
    blink: Register | None = None
    blink_on: Value = 1
    light: Register | None = None
    light_full: Value = 7
    light_dim: Value = 3
    colour: Register | None = None
    colours: ColourValues = ColourValues()
    single: bool = False


class FrameTable(Table):
    """A private sign's frame as `devices.signs.template` says; `ok` is how its answer begins, in hexadecimal."""

    title: Annotated[str, Line(60, 1)]
    frame: Annotated[str, Line(400, 1)]
    encoding: Literal["gb18030", "gb2312", "gbk", "big5", "ascii", "utf-8"] = "gb18030"
    fills: bool = False
    colours: ColourValues = ColourValues()
    ok: Annotated[str, Form(r"([0-9A-Fa-f]{2} ?)*", "sign_hex")] = ""


FOLDER: Final = Path(str(files(__name__)))


def model_names(make: Literal["modbus", "template"], folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of all models of a make."""
    return tuple(sorted(path.stem for path in (folder / make).glob("*.toml")))


def load_registers(name: str, folder: Path = FOLDER) -> RegisterMap:
    """The register map `name`, or, where it ends in `.toml`, the one in that file. Raises ConfigError with one line."""
    return validated(read_file(_file("modbus", name, folder)), RegisterMap)


def load_frame(name: str, folder: Path = FOLDER) -> FrameTable:
    """The frame `name`, or, where it ends in `.toml`, the one in that file. Raises ConfigError with one line."""
    file = _file("template", name, folder)
    source = read_file(file)
    table = validated(source, FrameTable)
    try:
        Template(frame=table.frame)
    except BadTemplate as wrong:
        what = said("sign.wrong.frame", word=wrong.word)
        raise ConfigError([source.finding(("frame",), what, said("sign.allowed.frame"))]) from None
    return table


def _file(make: Literal["modbus", "template"], name: str, folder: Path) -> Path:
    if name.endswith(".toml"):
        return Path(name).expanduser()
    known = model_names(make, folder)
    if name not in known:
        what = said("sign.wrong.model", given=name)
        raise ConfigError([Finding(file="", key="sign.model", what=what, allowed=one_of(known, name))])
    return folder / make / f"{name}.toml"
