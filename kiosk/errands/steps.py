"""The errand a citizen is on, moved step by step; what the hall answers counts only while they still stand there."""

from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Protocol

from devices.cards.holder import Holder
from kiosk import visit as visits
from kiosk.errands.errand import Apology, Booking, Errand, on
from kiosk.ports import NOTHING_ELSE, Wish
from kiosk.taking import Stage
from link.state import State
from link.views import KioskView
from look.language import Language

RECOGNISES: Final = frozenset({"home", "service", "ask", "code", "phone", "sorry", "refused"})
"""Pages on which a card that is laid down, or a code that is scanned, means something."""


class ErrandStage(Stage, Protocol):
    """The presenter, as errands need it."""

    @property
    def page(self) -> str: ...

    @property
    def day(self) -> State: ...

    @property
    def offer(self) -> KioskView | None: ...

    @property
    def first(self) -> Language: ...

    def now_there(self) -> datetime | None:
        """The hall's time in its own zone; None while it is not known."""
        ...

    def take(self, touched: str, service: str, wish: Wish = NOTHING_ELSE) -> None: ...


class Steps:
    """The steps of one kiosk's errands. `spawn` runs what takes a while."""

    def __init__(self, stage: ErrandStage, spawn: Callable[[Coroutine[Any, Any, None]], object]) -> None:
        self._stage, self._spawn = stage, spawn
        self._awaited: Errand | None = None

    @property
    def errand(self) -> Errand | None:
        """Where the citizen is; None where they are on no errand."""
        visit = self._stage.visit
        return visit.errand if visit.stop == "errand" else None

    def accepts(self) -> bool:
        """Whether a touch counts now."""
        return visits.accepts(self._stage.visit, self._stage.moment(), self._stage.pace)

    def go(self, errand: Errand) -> None:
        """The first step, or another."""
        stage = self._stage
        stage.go(visits.on_errand(stage.visit, errand, stage.moment(), stage.pace))

    def know(self, holder: Holder) -> None:
        """Somebody has said who they are."""
        stage = self._stage
        stage.go(visits.recognised(stage.visit, holder, stage.moment(), stage.pace))

    def apologise(self, errand: Errand, apology: Apology, why: str = "") -> None:
        """It does not go on; `why` is what the hall said."""
        self.go(on(errand, "sorry", apology=apology, why=why))

    # ── asking the hall ──────────────────────────────────────────────────────────────────────────────

    def ask(self, errand: Errand | None, key: str, asking: Coroutine[Any, Any, None]) -> None:
        """The hall is asked; meanwhile the key says so, and no other is taken."""
        if errand is not None:
            self.go(replace(errand, busy=key))
        self._awaited = self.errand
        self._spawn(asking)

    def is_awaited(self) -> bool:
        """Whether the citizen still stands where the hall was asked for them."""
        return self.errand is self._awaited and (self.errand is not None or self._stage.page in RECOGNISES)

    def came(self, errand: Errand, booking: Booking) -> None:
        """The hall's answer is a booking."""
        if self.is_awaited():
            self.go(on(errand, "found", booking=booking))

    def failed(self, errand: Errand, apology: Apology, why: str = "") -> None:
        """The hall's answer is that it does not go on, or there is none."""
        if self.is_awaited():
            self.apologise(errand, apology, why)

    def rest(self) -> None:
        """Known by now, and nothing else: a page that waits for nothing."""
        if self.is_awaited() and (errand := self.errand) is not None:
            self.go(replace(errand, busy=""))

    # ── home ─────────────────────────────────────────────────────────────────────────────────────────

    def leave(self) -> None:
        """Home, the same citizen."""
        stage = self._stage
        stage.go(visits.home_again(stage.visit, stage.moment(), stage.pace, stage.first))

    def finish(self) -> None:
        """Home, the next citizen."""
        stage = self._stage
        stage.go(visits.home(stage.first, stage.moment()))
