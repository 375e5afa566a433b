"""The key with which boxes hash what a card says, so that nobody else can find out whose hash it is."""

from pathlib import Path
from typing import Final

from hall.secrets import kept_key

FILE: Final = "people.key"


def people_key(directory: Path) -> bytes:
    """The key in a data directory, made once and readable by the hall alone; no backup has it.

    Raises:
        KeyFileError: what lies there is no key.
    """
    return kept_key(directory / FILE)
