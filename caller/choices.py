"""One thing chosen from a few or from many: typed to narrow down, stepped through, or taken as typed."""

from dataclasses import dataclass, replace
from typing import Final, Literal

Kind = Literal[
    "pause", "transfer", "place", "note", "park", "walk", "pick", "outcome",
    "further", "remark", "matter", "unmatter", "next_matter", "result", "delivered", "return", "deputy", "profile", "services",
]  # fmt: skip
"""What is chosen: `place` and `note` follow a transfer's target, so that one Enter each takes what is usual. From `further`
on: what `caller.further` offers, `delivered` after a `result`."""

WRITTEN: Final = frozenset[Kind]({"note", "remark"})
"""What is typed is words, not part of a name."""

PAUSE_REASONS: Final = ("lunch", "break", "papers", "system", "handover")
ABANDON: Final = "abandon:"
"""In the place of an outcome: whoever was served has left for good."""

TYPED_MOST: Final = 20
NOTE_MOST: Final = 60
"""Letters of a note: what stands on the next clerk's screen whole, beside all else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """`value` is what the hall is told, `mark` a letter, number or digit before the text."""

    value: str
    text: str
    mark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chooser:
    """An open choice. `at` points into what matches; `takes_typed`: what is typed may itself be the choice."""

    kind: Kind
    options: tuple[Option, ...]
    typed: str = ""
    at: int = 0
    takes_typed: bool = False
    then_next: bool = False
    """The main key was pressed: once chosen, the next one is called too."""
    gathered: tuple[tuple[str, object], ...] = ()
    """What was chosen in the steps before, as the hall is told it."""

    @property
    def typed_most(self) -> int:
        return NOTE_MOST if self.kind in WRITTEN else TYPED_MOST

    @property
    def matching(self) -> tuple[Option, ...]:
        """The options that what was typed leaves over; all of them while nothing is."""
        typed = self.typed.strip().casefold()
        if self.kind in WRITTEN and typed:
            return ()
        return tuple(each for each in self.options if _matches(each, typed)) if typed else self.options

    @property
    def chosen(self) -> Option | None:
        """What confirming would take."""
        left = self.matching
        if left:
            return left[min(self.at, len(left) - 1)]
        typed = self.typed.strip() if self.kind in WRITTEN else self.typed.strip().upper()
        is_taken = self.takes_typed and typed and (self.kind != "delivered" or typed.isdecimal())
        return Option(value=typed, text=typed) if is_taken else None

    def step(self, by: int) -> "Chooser":
        """Point to another match; after the last comes the first."""
        count = len(self.matching)
        return replace(self, at=(self.at + by) % count) if count else self

    def point(self, at: int) -> "Chooser":
        """Point to one match by its place among them."""
        return replace(self, at=at) if 0 <= at < len(self.matching) else self

    def type(self, text: str) -> "Chooser":
        return replace(self, typed=text[: self.typed_most], at=0)


def _matches(option: Option, typed: str) -> bool:
    return option.mark.casefold().startswith(typed) or typed in option.text.casefold()
