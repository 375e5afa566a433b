"""The text catalogues for QML: `Texts.say("home.title")` follows the language while the screen is up."""

from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot

from config.texts import texts
from look.language import Language, second_language


class Catalogue(QObject):
    """What `look/qml/Look/Texts.qml` reads; setting `language` re-evaluates every text on the screen."""

    language_changed = Signal()

    def __init__(self, language: Language = "zh") -> None:
        super().__init__()
        self._language: Language = language
        self._has_second = True

    def speak(self, language: Language, *, has_second: bool = True) -> None:
        """Change the language of the screen; without `has_second` the small second lines stay empty."""
        if (language, has_second) != (self._language, self._has_second):
            self._language, self._has_second = language, has_second
            self.language_changed.emit()

    def _get_language(self) -> str:
        return self._language

    def _get_second(self) -> str:
        return second_language(self._language)

    def _get_has_second(self) -> bool:
        return self._has_second

    has_second = Property(bool, _get_has_second, notify=language_changed)
    language = Property(str, _get_language, notify=language_changed)
    second = Property(str, _get_second, notify=language_changed)

    @Slot(str, str, "QVariantMap", result=str)
    def say(self, language: str, key: str, fields: dict[str, Any]) -> str:
        """The text of a key in a language, with its fields filled in."""
        return texts(language).say(key, **_plain(fields))

    @Slot(str, str, int, "QVariantMap", result=str)
    def count(self, language: str, key: str, n: int, fields: dict[str, Any]) -> str:
        """The plural form of a key for `n`."""
        return texts(language).count(key, n, **_plain(fields))


def _plain(fields: dict[str, Any]) -> dict[str, Any]:
    """QML's numbers are doubles; a whole one is said as `3`, not `3.0`."""
    return {
        name: int(value) if isinstance(value, float) and value.is_integer() else value
        for name, value in fields.items()
    }
