"""What a sign shows, whatever its make: pages of text, each in a colour, and how it blinks."""

from dataclasses import dataclass
from typing import Final, Literal

Colour = Literal["red", "green", "amber"]

PAGE_S: Final = 3.0
"""How long a page stands where a text needs more than one: it never scrolls (ui.md, section 6)."""

BLINK_MS: Final = 500
"""Half a blink: 1 Hz, well under the 3 Hz that nobody may be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One screenful. `seconds` is how long it stands before the next one; 0: until something else is shown."""

    text: str
    colour: Colour = "red"
    seconds: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """Everything that a sign shows from now on: its pages in turn, over and over. `blinks` is how many times it goes dark
    first (a call); `is_dim` asks for half the light where a sign can do that. `call` is the id of the call that it shows, 0
    for none: however often its face changes, a sign blinks once for a call, and again for the next one of the same number."""

    pages: tuple[Page, ...]
    blinks: int = 0
    is_dim: bool = False
    call: int = 0


NOTHING: Final = Face(pages=(Page(text=" "),))
"""A dark sign: better nothing than something that may be wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """What a sign can do: its dots, its colours, and whether it has Hanzi. `height` of 32 shows 16-dot letters doubled."""

    width: int = 64
    height: int = 16
    colours: tuple[Colour, ...] = ("red",)
    has_hanzi: bool = True

    @property
    def columns(self) -> int:
        """How many half-width letters (8 dots each, 16 where letters are doubled) fit on a line."""
        return self.width // (16 if self.height >= 32 else 8)

    def nearest(self, wanted: Colour) -> Colour:
        """The colour itself, else the first that the sign has: words say the same without it."""
        return wanted if wanted in self.colours else self.colours[0]
