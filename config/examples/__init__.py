"""Examples of whole halls and of boxes, to start from and to try things with."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from config.hall import load_hall_text
from config.validated import one_of
from config.wrong import ConfigError, Finding, said
from link.messages.definition import Definition

HALLS: Final = ("bench", "township", "county", "city")
BOXES: Final = ("box-kiosk", "box-caller", "box-display", "box-voice", "box-signs")


def example(name: str) -> Traversable:
    """The example `county` or `box-kiosk`, with or without `.toml`. Raises ConfigError where there is none."""
    plain = name.removesuffix(".toml")
    if plain not in HALLS + BOXES:
        what = said("config.what.no_example", given=plain)
        raise ConfigError([Finding(file=name, key="", what=what, allowed=one_of(HALLS + BOXES, plain))])
    return files(__name__) / f"{plain}.toml"


def example_hall(name: str) -> Definition:
    """The hall of one of the examples `HALLS`. Raises ConfigError."""
    file = example(name)
    return load_hall_text(file.read_text("utf-8"), file.name)
