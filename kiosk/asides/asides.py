"""What a touch does on the pages of an aside, and which keys begin one."""

import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Final, Protocol

from kiosk import visit as visits
from kiosk.asides.aside import MOST_LETTERS, Aside, AsideStep
from kiosk.asides.pages import (
    RUB,
    SIGN,
    has_groups,
    spoken_languages,
    tiles_of,
    tiles_of_department,
    with_papers,
)
from kiosk.bar import TWO
from kiosk.errands.picked import PICK
from kiosk.ports import NotPrinted
from kiosk.visit import Pace, Visit
from link.state import State
from link.views import KioskView

BEGINS: Final[dict[str, AsideStep]] = {
    "themes": "themes",
    "search": "search",
    "map": "map",
    "more": "more",
    "papers": "papers",
}
"""Which key begins which."""

LISTED: Final[tuple[AsideStep, ...]] = ("language", "more", "themes", "theme", "papers", "groups", "group")
"""The lists, which are turned."""

log = logging.getLogger(__name__)


class Stage(Protocol):
    """Where the citizen stands, and who moves them on."""

    pace: Pace

    @property
    def visit(self) -> Visit: ...

    @property
    def offer(self) -> KioskView | None: ...

    @property
    def day(self) -> State: ...

    @property
    def page(self) -> str: ...

    def moment(self) -> float: ...

    def go(self, visit: Visit) -> None: ...

    def take(self, touched: str, service: str) -> None: ...


class GuidePrinter(Protocol):
    """The printer. Bounded in time always."""

    async def print_guide(self, service: str, language: str) -> None:
        """Print what to bring for a service and how it goes. Raises NotPrinted (kiosk.ports)."""
        ...


class Asides:
    """The asides of one kiosk. `press_elsewhere` has the keys that are somebody else's, when `more` names one."""

    def __init__(
        self,
        stage: Stage,
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        printer: GuidePrinter | None,
        press_elsewhere: Callable[[str], bool],
    ) -> None:
        self._stage, self._spawn, self._printer = stage, spawn, printer
        self._elsewhere = press_elsewhere

    def choose_language(self) -> bool:
        """Where there are more than two, they are listed; gives whether they are."""
        if len(spoken_languages(self._stage.day.definition)) <= TWO or self._stage.visit.busy:
            return False
        if self._aside is None or self._aside.step != "language":
            self._open(Aside("language"))
        return True

    def choose_group(self, department: str) -> bool:
        """A department with so many services that they stand under headings; gives whether it is one."""
        stage = self._stage
        if stage.offer is None or not has_groups(stage.day, tiles_of_department(stage.offer, department)):
            return False
        opened = visits.aside(stage.visit, Aside("groups"), stage.moment(), stage.pace)
        stage.go(replace(opened, department=department))
        return True

    def back(self) -> bool:
        """To where one came from; gives whether an aside was open."""
        if self._aside is None:
            return False
        stage = self._stage
        if stage.visit.busy:
            return True
        under = stage.visit.under or visits.home(stage.visit.language, stage.moment())
        stage.go(visits.back_from_aside(stage.visit, under, stage.moment(), stage.pace))
        return True

    def press(self, key: str) -> bool:
        """A key or a row; gives whether it was one of ours."""
        stage = self._stage
        if self._aside is None:
            if key not in BEGINS or stage.page not in ("home", "service"):
                return False
            if not stage.visit.busy:  # a ticket is on its way: who left its page now would find no paper
                self._begin(BEGINS[key])
            return True
        if not visits.accepts(stage.visit, stage.moment(), stage.pace):
            return key.startswith((PICK, SIGN)) or key in (RUB, "print", "take")
        return self._pressed(self._aside, key)

    @property
    def _aside(self) -> Aside | None:
        visit = self._stage.visit
        return visit.aside if visit.stop == "aside" else None

    def _begin(self, step: AsideStep) -> None:
        stage = self._stage
        if step == "papers" and stage.offer is not None:
            there = with_papers(stage.day, stage.offer, stage.visit.department)
            if len(there) == 1:
                self._open(Aside("guide", there[0].id))
                return
        self._open(Aside(step))

    def _pressed(self, aside: Aside, key: str) -> bool:
        if key.startswith(PICK):
            self._picked(aside, key.removeprefix(PICK))
        elif key.startswith(SIGN) and aside.step == "search":
            self._typed(aside, aside.typed + key.removeprefix(SIGN))
        elif key == RUB:
            self._typed(aside, aside.typed[:-1])
        elif key == "print" and aside.step == "guide":
            self._print(aside)
        elif key == "take" and aside.step == "guide":
            self._take(aside.chosen)
        else:
            return False
        return True

    def _picked(self, aside: Aside, which: str) -> None:
        if aside.step == "language":
            stage = self._stage
            if which in spoken_languages(stage.day.definition):
                stage.go(visits.speaking(stage.visit, which, stage.moment(), stage.pace))
                self.back()
        elif aside.step == "more":
            self.back()
            if which in BEGINS:
                self._begin(BEGINS[which])
            else:
                self._elsewhere(which)
        elif aside.step == "themes":
            self._open(Aside("theme", which))
        elif aside.step == "groups":
            self._open(Aside("group", which))
        elif aside.step == "papers":
            self._open(Aside("guide", which))
        else:
            self._take(which)

    def _take(self, service: str) -> None:
        offer = self._stage.offer
        if offer and any(tile.status == "open" for tile in tiles_of(offer, (service,))):
            self._stage.take(PICK + service, service)

    def _typed(self, aside: Aside, typed: str) -> None:
        self._change(replace(aside, typed=typed[:MOST_LETTERS]))

    def _print(self, aside: Aside) -> None:
        if self._printer is not None and not aside.is_printing:
            self._change(replace(aside, is_printing=True))
            self._spawn(self._printed(self._printer, aside))

    async def _printed(self, printer: GuidePrinter, aside: Aside) -> None:
        is_printed = False
        try:
            await printer.print_guide(aside.chosen, self._stage.visit.language)
            is_printed = True
        except NotPrinted as fault:
            log.warning("a guide was not printed: %s", fault.reason)
        finally:
            now = self._aside
            if now is not None and now.chosen == aside.chosen:
                self._change(replace(now, is_printing=False, is_printed=is_printed))

    def _open(self, aside: Aside) -> None:
        stage = self._stage
        stage.go(visits.aside(stage.visit, aside, stage.moment(), stage.pace))

    def _change(self, aside: Aside) -> None:
        stage = self._stage
        stage.go(visits.in_aside(stage.visit, aside, stage.moment(), stage.pace))
