"""One thing chosen from a few or from many: typed to narrow down, stepped through, or taken as typed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final, Literal

from caller.terminal import Terminal
from config.texts import Texts

Kind = Literal["pause", "transfer", "place", "note", "park", "walk", "pick", "outcome"]
"""What is chosen: `place` and `note` follow a transfer's target, so that one Enter each takes what is usual."""

PAUSE_REASONS: Final = ("lunch", "break", "papers", "system", "handover")
OUTCOMES: Final = ("done", "incomplete", "declined", "advised")
PLACES_IN: Final = ("last", "first", "age")
_WORDS: Final[Mapping[Kind, tuple[str, ...]]] = {
    "pause": PAUSE_REASONS, "outcome": OUTCOMES, "place": PLACES_IN,
}  # fmt: skip

PARK_MIN: Final = (5, 10, 15, 30)
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
        return NOTE_MOST if self.kind == "note" else TYPED_MOST

    @property
    def matching(self) -> tuple[Option, ...]:
        """The options that what was typed leaves over; all of them while nothing is."""
        typed = self.typed.strip().casefold()
        if self.kind == "note" and typed:
            return ()
        return tuple(each for each in self.options if _matches(each, typed)) if typed else self.options

    @property
    def chosen(self) -> Option | None:
        """What confirming would take."""
        left = self.matching
        if left:
            return left[min(self.at, len(left) - 1)]
        typed = self.typed.strip() if self.kind == "note" else self.typed.strip().upper()
        return Option(value=typed, text=typed) if self.takes_typed and typed else None

    def step(self, by: int) -> "Chooser":
        """Point to another match; after the last comes the first."""
        count = len(self.matching)
        return replace(self, at=(self.at + by) % count) if count else self

    def point(self, at: int) -> "Chooser":
        """Point to one match by its place among them."""
        return replace(self, at=at) if 0 <= at < len(self.matching) else self

    def type(self, text: str) -> "Chooser":
        return replace(self, typed=text[: self.typed_most], at=0)


def chooser(
    kind: Kind,
    seen: Terminal,
    say: Texts,
    *,
    then_next: bool = False,
    gathered: tuple[tuple[str, object], ...] = (),
) -> Chooser:
    """The choice that a key opens, with what this window can choose now."""
    options = _options(kind, seen, say)
    if kind == "outcome" and not then_next:
        options += (
            Option(value=ABANDON, text=say.say("caller.outcome.abandon"), mark=str(len(options) + 1)),
        )
    return Chooser(
        kind=kind,
        options=options,
        takes_typed=kind in ("pick", "note"),
        then_next=then_next,
        gathered=gathered,
    )


FOLLOWING: Final[Mapping[Kind, Kind]] = {"transfer": "place", "place": "note"}
"""What is chosen after what."""

_FIELD: Final[Mapping[Kind, str]] = {
    "pause": "reason", "walk": "service", "pick": "ticket", "outcome": "outcome", "place": "place", "note": "note",
}  # fmt: skip


def fields_of(kind: Kind, value: str, now: datetime) -> dict[str, object]:
    """What the hall is told of a choice; `now` is the hall's time."""
    if kind not in ("transfer", "park"):
        return {} if value in ("", ABANDON) else {_FIELD[kind]: value}
    what, _, which = value.partition(":")
    if what == "min":
        return {"until": (now + timedelta(minutes=int(which))).isoformat()}
    if what == "with":
        return {"with_clerk": True}
    return {what: which} if which else {}


def _options(kind: Kind, seen: Terminal, say: Texts) -> tuple[Option, ...]:
    if kind in ("transfer", "walk"):
        return _services(kind, seen) + (_elsewhere(seen, say) if kind == "transfer" else ())
    if kind == "pick":
        return _tickets(seen)
    if kind == "note":
        return (Option(value="", text=say.say("caller.choose.note.none")),)
    if kind == "park":
        return _shelves(seen, say)
    listed = _outcomes(seen) if kind == "outcome" else ()
    return listed or _from_texts(kind, _WORDS[kind], say)


def _services(kind: Kind, seen: Terminal) -> tuple[Option, ...]:
    held = seen.view.ticket.service if seen.view.ticket else ""
    return tuple(
        Option(value=each.id if kind == "walk" else f"service:{each.id}", text=each.name, mark=each.prefix)
        for each in seen.services
        if (each.is_here if kind == "walk" else each.id != held)
    )


def _elsewhere(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    """The windows at which somebody sits, those who sit there, and the hall's pools."""
    windows = (
        Option(
            value=f"window:{each.window}", text=say.say("caller.window", label=each.label), mark=each.label
        )
        for each in seen.seats
    )
    clerks = (
        Option(value=f"clerk:{each.clerk}", text=say.say("caller.to.clerk", name=each.name), mark=each.clerk)
        for each in seen.seats
        if each.clerk
    )
    return (*windows, *clerks, *_pools(seen, say))


def _shelves(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    """Where and until when a ticket can be put aside; first what is usual: here, until somebody calls it."""
    timed = ((f"min:{each}", say.say("caller.park.until", n=each)) for each in PARK_MIN)
    words = (("", say.say("caller.park.here")), *timed, ("with:clerk", say.say("caller.park.with_clerk")))
    marked = (Option(value=value, text=text, mark=str(at)) for at, (value, text) in enumerate(words, 1))
    return (*marked, *_pools(seen, say))


def _pools(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(
        Option(value=f"pool:{id}", text=say.say("caller.to.pool", name=name)) for id, name in seen.pools
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
