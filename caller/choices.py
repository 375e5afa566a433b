"""One thing chosen from a few or from many: typed to narrow down, stepped through, or taken as typed."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from caller.terminal import Terminal
from config.texts import Texts

Kind = Literal["pause", "transfer", "walk", "pick", "outcome"]

PAUSE_REASONS: Final = ("lunch", "break", "papers", "system", "handover")
OUTCOMES: Final = ("done", "incomplete", "declined", "advised")
TYPED_MOST: Final = 20


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

    @property
    def matching(self) -> tuple[Option, ...]:
        """The options that what was typed leaves over; all of them while nothing is."""
        typed = self.typed.strip().casefold()
        return tuple(each for each in self.options if _matches(each, typed)) if typed else self.options

    @property
    def chosen(self) -> Option | None:
        """What confirming would take."""
        left = self.matching
        if left:
            return left[min(self.at, len(left) - 1)]
        typed = self.typed.strip().upper()
        return Option(value=typed, text=typed) if self.takes_typed and typed else None

    def step(self, by: int) -> "Chooser":
        """Point to another match; after the last comes the first."""
        count = len(self.matching)
        return replace(self, at=(self.at + by) % count) if count else self

    def point(self, at: int) -> "Chooser":
        """Point to one match by its place among them."""
        return replace(self, at=at) if 0 <= at < len(self.matching) else self

    def type(self, text: str) -> "Chooser":
        return replace(self, typed=text[:TYPED_MOST], at=0)


def chooser(kind: Kind, seen: Terminal, say: Texts, *, then_next: bool = False) -> Chooser:
    """The choice that a key opens, with what this window can choose now."""
    return Chooser(
        kind=kind, options=_options(kind, seen, say), takes_typed=kind == "pick", then_next=then_next
    )


def _options(kind: Kind, seen: Terminal, say: Texts) -> tuple[Option, ...]:
    if kind == "pause":
        return _from_texts("pause", PAUSE_REASONS, say)
    if kind == "outcome":
        return _outcomes(seen) or _from_texts("outcome", OUTCOMES, say)
    if kind == "pick":
        return _tickets(seen)
    held = seen.view.ticket.service if seen.view.ticket else ""
    return tuple(
        Option(value=each.id, text=each.name, mark=each.prefix)
        for each in seen.services
        if (each.is_here if kind == "walk" else each.id != held)
    )


def _outcomes(seen: Terminal) -> tuple[Option, ...]:
    return tuple(
        Option(value=id, text=name, mark=str(place)) for place, (id, name) in enumerate(seen.outcomes, 1)
    )


def _from_texts(kind: str, words: tuple[str, ...], say: Texts) -> tuple[Option, ...]:
    return tuple(
        Option(value=word, text=say.say(f"caller.{kind}.{word}"), mark=str(place))
        for place, word in enumerate(words, 1)
    )


def _tickets(seen: Terminal) -> tuple[Option, ...]:
    aside = tuple(Option(value=each.ticket, text=each.name, mark=each.number) for each in seen.aside)
    return aside + tuple(Option(value=each.ticket, text=each.name, mark=each.number) for each in seen.coming)


def _matches(option: Option, typed: str) -> bool:
    return option.mark.casefold().startswith(typed) or typed in option.text.casefold()
