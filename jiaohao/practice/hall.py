"""The practice hall on disk: a real hall's file, or the county example, under an id of its own and marked as practice."""

import secrets
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

import tomlkit
from tomlkit.exceptions import TOMLKitError

from config.hall import load_hall
from link.messages.definition import Definition

EXAMPLE: Final = "county.toml"

LEFT_OUT: Final = ("outbox",)
"""Tables by which a hall speaks to others: nobody outside hears of a practice."""


class NoHall(Exception):
    """The file that was given cannot be read; `why` says what is wrong."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def write_practice_hall(folder: Path, source: Path | None = None) -> tuple[Definition, Path]:
    """Write the file, from `source` or the example; what it defines, and where it is.

    Its id is no real hall's, it has no address for citizens' phones and tells no platform, and whoever practises need
    not be on its list of staff.

    Raises:
        NoHall: the source cannot be read.
        ConfigError: what it says is wrong.
    """
    document = _read(source)
    hall: Any = document.get("hall", {})
    hall["id"] = f"practice-{secrets.token_hex(4)}"
    hall["practice"] = True
    hall.pop("public_url", None)
    policy: Any = document.get("policy", {})
    policy.pop("staff_listed", None)
    for table in LEFT_OUT:
        document.pop(table, None)
    path = folder / "hall.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return load_hall(path), path


def _read(source: Path | None) -> tomlkit.TOMLDocument:
    try:
        text = (
            source.read_text("utf-8")
            if source
            else files("config.examples").joinpath(EXAMPLE).read_text("utf-8")
        )
        return tomlkit.parse(text)
    except (OSError, UnicodeError, TOMLKitError) as fault:
        raise NoHall(f"{source}: {fault}") from None
