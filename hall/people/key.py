"""The key with which boxes hash what a card says, so that nobody else can find out whose hash it is."""

import secrets
from pathlib import Path
from typing import Final

from hall.secrets import KeyFileError
from link.private_file import write_private

FILE: Final = "people.key"
_BYTES: Final = 32


def people_key(directory: Path) -> bytes:
    """The key in a data directory, made once and readable by the hall alone; no backup has it.

    Raises:
        KeyFileError: what lies there is no key.
    """
    path = directory / FILE
    if not path.exists():
        write_private(path, secrets.token_bytes(_BYTES))
    key = path.read_bytes()
    if len(key) != _BYTES:
        raise KeyFileError(path)
    return key
