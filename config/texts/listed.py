"""The texts of one language as a plain table, for pages that fill them themselves."""

import io
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from babel.messages.pofile import read_po

from config.texts import FIRST_LANGUAGE, languages


@cache
def listed(language: str, prefixes: tuple[str, ...]) -> dict[str, str | list[str]]:
    """Every text whose key begins with one of these, by key; a list of forms where they go by number. What a language does
    not have is in Chinese; one that is not known is Chinese."""
    wanted = language if language in languages() else FIRST_LANGUAGE
    own = _read(wanted, prefixes)
    return own if wanted == FIRST_LANGUAGE else _read(FIRST_LANGUAGE, prefixes) | own


def _read(language: str, prefixes: Sequence[str]) -> dict[str, str | list[str]]:
    found: dict[str, str | list[str]] = {}
    for file in files("config.texts").joinpath(language).iterdir():
        if not file.name.endswith(".po"):
            continue
        for message in read_po(io.BytesIO(file.read_bytes()), locale=language):
            is_counted = isinstance(message.id, tuple | list)
            key = message.id[0] if is_counted else message.id
            if key and message.string and str(key).startswith(tuple(prefixes)):
                found[str(key)] = list(message.string) if is_counted else str(message.string)
    return found
