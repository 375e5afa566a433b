"""What is asked step by step before something is done: one of a few, a line, some lines. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Literal

FlowKind = Literal[
    "reprint", "prioritise", "change", "add", "cancel", "note", "book", "bookings", "numbers", "notices", "broadcast",
    "crowd", "uncrowd", "suspend", "report",
]  # fmt: skip
StepName = Literal[
    "printer", "priority", "reason", "service", "sure", "text", "slot", "phone", "name", "lines", "at", "zone", "how", "list",
]  # fmt: skip
StepKind = Literal["option", "line", "lines", "loading", "list"]
"""`loading`: its options are asked of the hall; `list`: something to read."""

LINE_MOST: Final = 120
LINES_MOST: Final = 4000
"""Letters of several lines: five hundred numbers and their line ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """`value` is what is taken, `mark` a letter or number before the text, `quiet` what stands at its end; `words` are letters
    by which it is found too."""

    value: str
    text: str
    mark: str = ""
    quiet: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One question. `typed` is what stands there from the start."""

    name: StepName
    kind: StepKind
    options: tuple[Option, ...] = ()
    typed: str = ""
    is_needed: bool = False
    is_grave: bool = False
    """The last word before something that everybody notices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Questions that are being asked. `about` is the ticket or appointment."""

    kind: FlowKind
    step: Step
    about: str = ""
    number: str = ""
    gathered: Mapping[str, str] = field(default_factory=dict)
    typed: str = ""
    at: int = 0

    @property
    def most(self) -> int:
        return LINES_MOST if self.step.kind == "lines" else LINE_MOST

    @property
    def matching(self) -> tuple[Option, ...]:
        """The options that what was typed leaves over."""
        wanted = self.typed.strip().casefold()
        if self.step.kind != "option" or not wanted:
            return self.step.options
        return tuple(each for each in self.step.options if _matches(each, wanted))

    @property
    def chosen(self) -> Option | None:
        left = self.matching
        return left[min(self.at, len(left) - 1)] if left and self.step.kind == "option" else None

    @property
    def taken(self) -> str | None:
        """What confirming would take; None: nothing yet."""
        if self.step.kind == "option":
            return self.chosen.value if self.chosen else None
        if self.step.kind == "loading":
            return None
        typed = self.typed.strip()
        return None if self.step.is_needed and not typed else typed

    def type(self, text: str) -> "Flow":
        return replace(self, typed=text[: self.most], at=0)

    def move(self, by: int) -> "Flow":
        """Point to another option; after the last comes the first."""
        count = len(self.matching)
        return replace(self, at=(min(self.at, count - 1) + by) % count) if count else self

    def point(self, at: int) -> "Flow":
        return replace(self, at=at) if 0 <= at < len(self.matching) else self

    def answered(self) -> Mapping[str, str]:
        """All that was gathered, with this step's answer."""
        return {**self.gathered, self.step.name: self.taken or ""}

    def at_step(self, step: Step, gathered: Mapping[str, str]) -> "Flow":
        return replace(self, step=step, gathered=gathered, typed=step.typed, at=0)


def _matches(option: Option, wanted: str) -> bool:
    return (
        option.mark.casefold().startswith(wanted)
        or wanted in option.text.casefold()
        or wanted in option.words
    )
