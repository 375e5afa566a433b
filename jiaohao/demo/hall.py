"""The demo's hall on disk: the county hall under an id of its own."""

import secrets
from importlib.resources import files
from pathlib import Path

import tomlkit

EXAMPLE = "county.toml"


def write_hall(folder: Path, source: Path | None = None) -> tuple[str, Path]:
    """Write the hall's file, always open and with an id that no other hall on the LAN has; gives the id and the path."""
    text = source.read_text(encoding="utf-8") if source else _example()
    document = tomlkit.parse(text)
    hall = f"demo-{secrets.token_hex(4)}"
    document["hall"]["id"] = hall
    path = folder / "hall.toml"
    path.write_text(tomlkit.dumps(document), encoding="utf-8")
    return hall, path


def _example() -> str:
    return files("config.examples").joinpath(EXAMPLE).read_text(encoding="utf-8")
