"""Saying things in the citizen's language, with the other one small beside it."""

from dataclasses import dataclass

from config.texts import texts
from kiosk.view import Line
from look.language import Language, second_language
from look.words import Counted, counted


@dataclass(frozen=True)
class Speech:
    """The two languages of a screen; `language` leads. Without `has_second` it is alone, all the larger."""

    language: Language
    has_second: bool = True

    def say(self, key: str, **fields: object) -> str:
        """A text in the citizen's language."""
        return texts(self.language).say(key, **fields)

    @property
    def second(self) -> Language:
        """The language of the small second line."""
        return second_language(self.language)

    def other(self, key: str, **fields: object) -> str:
        """A text in the small second language; empty where it is not shown."""
        return self.say_second(key, **fields) if self.has_second else ""

    def say_second(self, key: str, **fields: object) -> str:
        """A text in the other language, shown or not."""
        return texts(self.second).say(key, **fields)

    def line(self, key: str, **fields: object) -> Line:
        """A text in both languages."""
        return Line(self.say(key, **fields), self.other(key, **fields))

    def rail_line(self, key: str) -> Line:
        """A title for the narrow rail of a wide screen: broken by meaning where the catalogue says how."""
        return self.line(f"{key}.rail" if texts(self.language).has(f"{key}.rail") else key)

    def counted(self, key: str, n: int) -> Counted:
        """A sentence about `n` people, cut at its number."""
        return counted(texts(self.language).count(key, n))

    def name(self, name: str, name_en: str) -> Line:
        """What the hall's file calls something; a missing English name leaves the Chinese alone."""
        first, second = (name_en, name) if self.language == "en" and name_en else (name, name_en)
        return Line(first, second if self.has_second else "")

    def windows(self, labels: str) -> Line:
        """`1–4 号窗口`; empty without labels."""
        if not labels:
            return Line()
        key = "place.windows" if any(sign in labels for sign in "–、") else "place.window"
        return Line(
            self.say(key, windows=_listed(labels, self.language)),
            self.other(key, windows=_listed(labels, self.second)),
        )

    def place(self, zone: Line, windows: Line) -> Line:
        """`左厅 1–4 号窗口`, either part alone where the other is not known."""
        parts = (
            (zone.text, windows.text, self.language),
            (zone.second, windows.second, self.second),
        )
        return Line(*(_joined(*part) for part in parts))


def _joined(zone: str, windows: str, language: Language) -> str:
    if not zone or not windows:
        return zone or windows
    inside = windows[0].lower() + windows[1:]
    return texts(language).say("place.both", zone=zone, windows=inside)


def _listed(labels: str, language: Language) -> str:
    return labels.replace("、", texts(language).say("place.and"))
