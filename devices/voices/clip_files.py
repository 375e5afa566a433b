"""Where a clip lies: a file that is named by the very words it says, in a folder of its language."""

import unicodedata
from collections.abc import Mapping
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits
from types import MappingProxyType
from typing import Final

SUFFIXES: Final = (".wav", ".flac", ".opus", ".ogg")
"""What a recording may be; the first is taken where a clip has several."""

_LONGEST_BYTES: Final = 200
_FULL_WIDTH: Final = 0xFEE0
_NARROW: Final[Mapping[int, int]] = MappingProxyType(
    {ord(sign) + _FULL_WIDTH: ord(sign) for sign in ascii_uppercase + ascii_lowercase + digits}
)


def clip_text(text: str) -> str:
    """The text under which a clip is known: blanks count between English words alone.

    File systems and typists write the same letters in several ways (NFC, full-width letters): one is kept.
    """
    plain = unicodedata.normalize("NFC", text).translate(_NARROW)
    return " ".join(plain.split()) if plain.isascii() else "".join(plain.split())


def clip_path(folder: Path, text: str) -> Path:
    """The Opus file of a clip. ValueError for a text that cannot name a file."""
    name = clip_text(text)
    if not name or name.startswith(".") or set(name) & set("/\\\0") or len(name.encode()) > _LONGEST_BYTES:
        raise ValueError(f"a clip cannot be named {text!r}")
    return folder / f"{name}.opus"
