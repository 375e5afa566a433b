"""Printer models as data: a TOML file for each, read with sentences a technician understands."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from difflib import get_close_matches
from importlib.resources import files
from pathlib import Path
from typing import Any, Final, Literal, get_args

TextMode = Literal["raster", "gb2312", "gbk", "gb18030"]
Confirm = Literal["none", "paper_sensor", "process_id"]
Answers = Literal["yes", "no", "maybe"]
QrMode = Literal["raster", "native"]


@dataclass(frozen=True)
class Model:
    """What one model of printer can do.

    `text`: `raster`, or the character set of its own Hanzi font. `status`: whether it answers DLE EOT;
    `maybe` finds out. `confirm`: how it tells that a ticket is really out. `fragment_rows`: rows of one
    picture command. `tear_feed_lines`: lines fed to the tear bar where there is no cutter.
    """

    name: str
    title: str
    paper_mm: int
    dots: int
    dpi: int
    cutter: bool
    text: TextMode = "raster"
    status: Answers = "maybe"
    confirm: Confirm = "none"
    qr: QrMode = "raster"
    fragment_rows: int = 240
    tear_feed_lines: int = 0


class BadModel(Exception):
    """A model that is unknown or whose file is wrong; the message says where and what is allowed."""


FOLDER: Final = Path(str(files(__name__)))


def model_names(folder: Path = FOLDER) -> tuple[str, ...]:
    """The names of all models in the folder."""
    return tuple(sorted(path.stem for path in folder.glob("*.toml")))


def load_model(name: str, folder: Path = FOLDER) -> Model:
    """The model `name`, or, where it ends in `.toml`, the model in that file. Raises BadModel."""
    if name.endswith(".toml"):
        return read_model(Path(name))
    known = model_names(folder)
    if name not in known:
        near = get_close_matches(name, known, 1)
        hint = f", did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
        raise BadModel(f"unknown printer model {name!r}{hint}")
    return read_model(folder / f"{name}.toml")


def read_model(path: Path) -> Model:
    """The model in a file. Raises BadModel with file, key, what is wrong and what is allowed."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadModel(f"{path}: cannot be read: {error}") from error
    _refuse_unknown(path, found)
    values = {key: _checked(path, key, found[key]) for key in _RULES if key in found}
    missing = [key for key in _REQUIRED if key not in values]
    if missing:
        raise BadModel(f"{path}: {missing[0]}: missing; needed are {', '.join(_REQUIRED)}")
    return Model(name=path.stem, **values)


@dataclass(frozen=True)
class _Rule:
    is_right: Callable[[object], bool]
    allowed: str


def _one_of(kind: object) -> _Rule:
    choices = get_args(kind)
    return _Rule(lambda value: value in choices, " or ".join(repr(choice) for choice in choices))


def _between(low: int, high: int) -> _Rule:
    return _Rule(lambda value: type(value) is int and low <= value <= high, f"a number from {low} to {high}")


_REQUIRED: Final = ("title", "paper_mm", "dots", "dpi", "cutter")
_RULES: Final[dict[str, _Rule]] = {
    "title": _Rule(lambda value: isinstance(value, str) and bool(value), "a short text"),
    "paper_mm": _between(40, 120),
    "dots": _Rule(
        lambda value: type(value) is int and 256 <= value <= 1024 and value % 8 == 0, "256 to 1024, by 8"
    ),
    "dpi": _between(150, 400),
    "cutter": _Rule(lambda value: isinstance(value, bool), "true or false"),
    "text": _one_of(TextMode),
    "status": _one_of(Answers),
    "confirm": _one_of(Confirm),
    "qr": _one_of(QrMode),
    "fragment_rows": _between(8, 2000),
    "tear_feed_lines": _between(0, 20),
}


def _refuse_unknown(path: Path, found: dict[str, Any]) -> None:
    for key in found:
        if key not in _RULES:
            near = get_close_matches(key, _RULES, 1)
            hint = f", did you mean {near[0]}?" if near else f"; known are {', '.join(_RULES)}"
            raise BadModel(f"{path}: {key}: unknown key{hint}")


def _checked(path: Path, key: str, value: Any) -> Any:
    if not _RULES[key].is_right(value):
        raise BadModel(f"{path}: {key}: {value!r} is wrong; allowed is {_RULES[key].allowed}")
    return value
