"""Printer models as data: a TOML file for each, read with sentences a technician understands."""

from importlib.resources import files
from pathlib import Path
from typing import Annotated, Final, Literal

from config.reading import read_file
from config.rules import Line, Range
from config.validated import Table, one_of, validated
from config.wrong import ConfigError, Finding, said

TextMode = Literal["raster", "gb2312", "gbk", "gb18030"]
Confirm = Literal["none", "paper_sensor", "process_id"]
Answers = Literal["yes", "no", "maybe"]
QrMode = Literal["raster", "native"]
Dots = Literal[320, 384, 432, 512, 576, 640, 832]


class Model(Table):
    """What one model of printer can do.

    `text`: `raster`, or the character set of its own Hanzi font. `status`: whether it answers DLE EOT; `maybe`
    finds out. `confirm`: how it tells that a ticket is really out. `qr`: drawn by us, or by the printer.
    `fragment_rows`: rows of one picture command. `tear_feed_lines`: lines fed to the tear bar without a cutter.
    """

    title: Annotated[str, Line(40, 1)]
    paper_mm: Annotated[int, Range(40, 120)]
    dots: Dots
    dpi: Annotated[int, Range(150, 400)]
    cutter: bool
    text: TextMode = "raster"
    status: Answers = "maybe"
    confirm: Confirm = "none"
    qr: QrMode = "raster"
    fragment_rows: Annotated[int, Range(8, 2000)] = 240
    tear_feed_lines: Annotated[int, Range(0, 20)] = 0


FOLDER: Final = Path(str(files(__name__)))


def model_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of all models in the folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load_model(name: str, folder: Path = FOLDER) -> Model:
    """The model `name`, or, where it ends in `.toml`, the one in that file. Raises ConfigError with one line."""
    if name.endswith(".toml"):
        return validated(read_file(Path(name)), Model)
    known = model_names(folder)
    if name not in known:
        what = said("printer.wrong.model", given=name)
        raise ConfigError([Finding(file="", key="model", what=what, allowed=one_of(known, name))])
    return validated(read_file(folder / f"{name}.toml"), Model)
