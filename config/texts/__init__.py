"""The texts for people: a folder per language, a gettext catalogue per part, keys such as `home.title`."""

import gettext
import io
import logging
import os
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

OWN_TEXTS: Final = "JIAOHAO_TEXTS"
"""The environment's name for a folder with further languages of a hall's own, a folder a language as here."""

FIRST_LANGUAGE: Final = "zh"
"""The language that is written first and that fills the holes of all others."""

_log = logging.getLogger(__name__)


class Texts:
    """The texts of one language. Nothing here raises at a person: holes are filled and logged."""

    def __init__(
        self, language: str, translations: gettext.GNUTranslations, fallback: "Texts | None" = None
    ) -> None:
        self.language = language
        self._translations = translations
        self._fallback = fallback
        self._warned: set[str] = set()

    def has(self, key: str) -> bool:
        """Whether this language itself, without its fallback, has a text for the key."""
        return bool(key) and self._plain(key) != key

    def say(self, key: str, /, **fields: object) -> str:
        """The text of `key` with its `{fields}` filled in; where it is missing, the Chinese, then the key."""
        source = self._source(key)
        return source._fill(key, source._plain(key), fields) if source else key

    def count(self, key: str, /, n: int, **fields: object) -> str:
        """Like `say`, in the plural form that `n` needs; `{n}` is filled in too."""
        source = self._source(key)
        if source is None:
            return key
        return source._fill(key, source._translations.ngettext(key, key, n), {"n": n, **fields})

    def raw(self, key: str) -> str:
        """The text of `key` with its `{fields}` unfilled, found as `say` finds it."""
        source = self._source(key)
        return source._plain(key) if source else key

    def _plain(self, key: str) -> str:
        """The text, of one where it has plural forms: gettext() itself does not see those in Debian 12's Python, 3.11.2."""
        text = self._translations.gettext(key)
        return self._translations.ngettext(key, key, 1) if text == key else text

    def _source(self, key: str) -> "Texts | None":
        if self.has(key):
            return self
        self._warn_once(key, "no text for %s in %s", key, self.language)
        return self._fallback._source(key) if self._fallback else None

    def _fill(self, key: str, text: str, fields: Mapping[str, object]) -> str:
        try:
            return text.format(**fields)
        except (LookupError, ValueError, AttributeError, TypeError) as error:
            self._warn_once(f"{key}!", "text %s in %s lacks a field: %r", key, self.language, error)
            return text

    def _warn_once(self, subject: str, message: str, *words: object) -> None:
        if subject not in self._warned:
            self._warned.add(subject)
            _log.warning(message, *words)


@cache
def texts(language: str) -> Texts:
    """The texts of a language: `zh-CN` finds `zh`, `en_US.UTF-8` finds `en`, all else is Chinese."""
    found = _known(language)
    if found != language:
        return texts(found)
    fallback = None if found == FIRST_LANGUAGE else texts(FIRST_LANGUAGE)
    return Texts(found, _compiled(found), fallback)


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a folder here or among the hall's own, Chinese first."""
    names = sorted({place.name for root in _roots() for place in root.iterdir() if _is_language(place)})
    return (FIRST_LANGUAGE, *(name for name in names if name != FIRST_LANGUAGE))


def _known(language: str) -> str:
    plain = language.partition(".")[0].replace("-", "_")
    for name in (plain, plain.partition("_")[0].lower()):
        if name in languages():
            return name
    return FIRST_LANGUAGE


def _roots() -> list[Traversable]:
    own = os.environ.get(OWN_TEXTS, "")
    return [files(__name__), *([Path(own)] if own and Path(own).is_dir() else [])]


def _is_language(place: Traversable) -> bool:
    return place.is_dir() and place.name.isascii() and bool(_catalogues(place))


def _catalogues(folder: Traversable) -> list[Traversable]:
    return sorted(
        (file for file in folder.iterdir() if file.name.endswith(".po")), key=lambda file: file.name
    )


def _compiled(language: str) -> gettext.GNUTranslations:
    whole = Catalog(locale=language)
    for file in [
        file for root in _roots() if (root / language).is_dir() for file in _catalogues(root / language)
    ]:
        for message in read_po(io.BytesIO(file.read_bytes()), locale=language):
            if message.id and message.string:
                whole.add(message.id, message.string)
    compiled = io.BytesIO()
    write_mo(compiled, whole)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)
