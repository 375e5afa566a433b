"""The staff card in front of the citizen: name and number from the hall, the photograph from this box's own folder."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

PICTURES: Final = (".jpg", ".jpeg", ".png")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """Who sits there. All is empty while nobody does; the names where the hall does not list its clerks."""

    clerk: str = ""
    name: str = ""
    name_en: str = ""


def photo_of(clerk: str, folder: str) -> str:
    """The photograph `NUMBER.jpg` (or .png) of a clerk; empty where there is none, or the number is no plain file name."""
    if not clerk or not folder or Path(clerk).name != clerk or clerk.startswith("."):
        return ""
    files = (Path(folder).expanduser() / (clerk + ending) for ending in PICTURES)
    return next((str(each) for each in files if each.is_file()), "")
