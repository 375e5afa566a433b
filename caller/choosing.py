"""The choices of a terminal while they are open: typed in, stepped through, taken; and what follows from each."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Protocol, get_args

from caller import changes
from caller.choices import Kind, Option
from caller.further import Deed
from caller.lists import first_shown
from caller.options import chooser
from caller.ports import Clock, Verb
from caller.situation import Situation
from caller.terminal import Terminal
from caller.wishes import FOLLOWING, gathered, wish_of
from config.texts import Texts


class Desk(Protocol):
    """What the choices need of their terminal."""

    @property
    def situation(self) -> Situation: ...

    def become(self, situation: Situation) -> None: ...


class Ask(Protocol):
    """Sends a press to the hall (see `Pressing.ask`)."""

    def __call__(self, verb: Verb, fields: Mapping[str, object], about: str = "") -> None: ...


class Choosing:
    """The choices of one terminal. `sign_out` ends the session of who works there: a deputy signs in instead."""

    def __init__(
        self, desk: Desk, ask: Ask, clock: Clock, *, say: Texts, sign_out: Callable[[], None]
    ) -> None:
        self._desk, self._ask, self._clock = desk, ask, clock
        self._say, self._sign_out = say, sign_out

    def open(self, kind: Kind, *, then_next: bool = False) -> None:
        """Offer what can be chosen now."""
        seen = self._desk.situation.seen
        if seen is not None:
            opened = chooser(kind, seen, self._say, then_next=then_next)
            self._desk.become(changes.choosing(self._desk.situation, opened))

    def type(self, text: str) -> None:
        """What stands in the field of the choice."""
        now = self._desk.situation
        if now.chooser is not None:
            self._desk.become(replace(now, chooser=now.chooser.type(text)))

    def step(self, by: int) -> None:
        """Up and down."""
        now = self._desk.situation
        if now.chooser is not None:
            self._desk.become(replace(now, chooser=now.chooser.step(by)))

    def point(self, row: int) -> bool:
        """Point to the match that stands in a row of the list; whether there is a choice at all."""
        now = self._desk.situation
        if now.chooser is None:
            return False
        self._desk.become(replace(now, chooser=now.chooser.point(first_shown(now.chooser) + row)))
        return True

    def take(self) -> None:
        """Take what is pointed to: ask the hall, or offer what is chosen after it."""
        now = self._desk.situation
        chosen = now.chooser.chosen if now.chooser else None
        if now.chooser is None or chosen is None or now.seen is None:
            return
        if now.chooser.kind == "further":
            self._begin(_deed(chosen), now.seen)
            return
        following, at = FOLLOWING.get(now.chooser.kind), self._clock.hall_now()
        if following is None:
            wish = wish_of(now.chooser, chosen.value, now.seen, at)
            self._ask(wish.verb, wish.fields, wish.about)
            return
        fields = tuple(gathered(now.chooser, chosen.value, at).items())
        step = chooser(following, now.seen, self._say, gathered=fields)
        self._desk.become(changes.choosing(now, step))

    def _begin(self, deed: Deed, seen: Terminal) -> None:
        held = seen.view.ticket
        if deed == "visual" and held is not None:
            self._ask("flag", {"visual": not held.visual}, held.id)
        elif deed == "leave":
            self._ask("abandon", {})
        elif deed == "deputy" and seen.policy.staff_listed:
            self._sign_out()
        elif deed != "visual":
            self.open(deed)


def _deed(chosen: Option) -> Deed:
    return next(each for each in get_args(Deed) if each == chosen.value)
