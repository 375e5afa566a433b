"""Colours in settings: `#RRGGBB`, and only such that words on them can be read (WCAG 2, at least 7:1)."""

from dataclasses import dataclass
from typing import Final

from config.rules import Form, Rule
from config.wrong import Said, Wrong, said

LEAST_CONTRAST: Final = 7.0
WHITE: Final = "#FFFFFF"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21: WCAG 2.2, "contrast ratio" and "relative luminance"."""
    brighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True)
class Fill(Rule):
    """A colour that carries words in the colour `words`; empty: as it is without."""

    words: str = WHITE

    @property
    def allowed(self) -> Said:
        return said("config.allowed.fill", least=f"{LEAST_CONTRAST:g}", words=self.words)

    def checked(self, value: str) -> str:
        if not value:
            return value
        colour = Form("#[0-9A-Fa-f]{6}", "colour").checked(value).upper()
        found = contrast(colour, self.words)
        if found < LEAST_CONTRAST:
            raise Wrong(
                said("config.what.pale", given=value, found=f"{found:.1f}", words=self.words), self.allowed
            )
        return str(colour)


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
