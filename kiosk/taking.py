"""A ticket from the touch to the paper: asked of the hall, shown, printed, and told to the hall; the number is never lost."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from dataclasses import replace
from typing import Any, Protocol

from kiosk import visit as visits
from kiosk.ports import (
    NOTHING_ELSE,
    HallAway,
    HallPort,
    NotPrinted,
    PrinterPort,
    Refusal,
    Taken,
    ToPrint,
    Wish,
)
from kiosk.speech import Speech
from kiosk.visit import Pace, Visit
from link.messages.problems import AT_THE_DOOR
from look.language import Language

OUT_OF_PAPER = "out_of_paper"
FIND_OUT_TRIES = 60
FIND_OUT_PAUSE_S = 5.0
"""How long a number whose fate is unknown is asked after: some minutes, longer than a hall takes to start again."""

log = logging.getLogger(__name__)


class Stage(Protocol):
    """Where the citizen stands, and who moves them on."""

    pace: Pace

    @property
    def visit(self) -> Visit: ...

    def moment(self) -> float: ...

    def hall_time(self) -> str: ...

    def go(self, visit: Visit) -> None: ...


async def pause() -> None:
    """Rest between two tries to learn what became of a number."""
    await asyncio.sleep(FIND_OUT_PAUSE_S)


class Taking:
    """The tickets of one kiosk. A visit is moved on only while it is still the one that asked."""

    def __init__(
        self,
        stage: Stage,
        hall: HallPort,
        printer: PrinterPort,
        rest: Callable[[], Coroutine[Any, Any, None]] = pause,
    ) -> None:
        self._stage = stage
        self._hall = hall
        self._printer = printer
        self._rest = rest

    async def take(self, service: str, key: str, wish: Wish = NOTHING_ELSE) -> None:
        """A number for the citizen who touched a service, then its paper. `key` is that touch."""
        stage = self._stage
        try:
            ticket = await self._hall.take_ticket(service, "normal", stage.visit.language, key, wish)
        except Refusal as refusal:
            self._refuse(key, refusal.detail, refusal.name)
        except HallAway as away:
            await self._unheard(service, key, wish, is_fate_unknown=away.is_fate_unknown)
        except Exception:
            stage.go(visits.out_of_order(stage.visit, stage.moment(), stage.pace))
            raise
        else:
            await self._hand_out(_with_matters(ticket, wish), key)

    async def print_again(self, ticket: Taken) -> None:
        """The citizen says that no paper came out; the new one is marked as a reprint."""
        await self._tell(self._hall.ask_reprint(ticket.id))
        await self._print(ticket, is_reprint=True)

    async def print_for_hall(self, ticket: Taken, language: Language, *, is_reprint: bool) -> None:
        """A paper for somebody elsewhere; the page does not change."""
        try:
            is_marked = await self._printer.print(ToPrint(ticket, language, is_reprint=is_reprint))
        except NotPrinted as fault:
            await self._tell(self._hall.print_failed(ticket.id, fault.reason))
        else:
            await self._tell(self._hall.printed(ticket.id, is_marked))

    async def _hand_out(self, ticket: Taken, key: str) -> None:
        """Show the number and print it; a number whose citizen has gone is given back."""
        stage = self._stage
        if stage.visit.key != key:
            log.info("number %s came too late and is given back", ticket.number)
            await self._tell(self._hall.cancel(ticket.id))
            return
        stage.go(visits.got(stage.visit, ticket, stage.moment()))
        await self._print(ticket, is_reprint=False)

    async def _unheard(self, service: str, key: str, wish: Wish, *, is_fate_unknown: bool) -> None:
        words = Speech(self._stage.visit.language)
        self._refuse(key, words.say("refused.unknown" if is_fate_unknown else "offline.none"))
        if is_fate_unknown:
            await self._find_out(service, key, wish, words.language)

    async def _find_out(self, service: str, key: str, wish: Wish, language: Language) -> None:
        """Ask on with the same key: it gives the number that was perhaps issued, and never a second one."""
        for _ in range(FIND_OUT_TRIES):
            try:
                ticket = await self._hall.take_ticket(service, "normal", language, key, wish)
            except Refusal as refusal:
                if refusal.name not in AT_THE_DOOR:  # decided: there is no number
                    self._refuse(key, refusal.detail, refusal.name)
                    return
                await self._rest()
            except HallAway:
                await self._rest()
            else:
                await self._hand_out(_with_matters(ticket, wish), key)
                return
        log.warning("what became of a number that was asked for is not known")

    def _refuse(self, key: str, detail: str, why: str = "") -> None:
        stage = self._stage
        if stage.visit.key == key:
            stage.go(visits.refused(stage.visit, detail, stage.moment(), stage.pace, why))

    async def _print(self, ticket: Taken, *, is_reprint: bool) -> None:
        stage = self._stage
        try:
            asked = ToPrint(ticket, stage.visit.language, is_reprint, stage.visit.is_large)
            is_marked = await self._printer.print(asked)
        except NotPrinted as fault:
            await self._keep(ticket, fault.reason)
        except Exception:
            await self._keep(ticket, "fault")
            raise
        else:
            if self._has(ticket):
                stage.go(visits.printed(stage.visit, stage.moment(), stage.pace))
            await self._tell(self._hall.printed(ticket.id, is_marked))

    async def _keep(self, ticket: Taken, reason: str) -> None:
        """The paper did not come out: the number stays on the screen, and staff are told."""
        stage = self._stage
        log.warning("ticket %s was not printed: %s", ticket.number, reason)
        if self._has(ticket):
            stage.go(visits.kept(stage.visit, reason == OUT_OF_PAPER, stage.moment(), stage.pace))
        if await self._tell(self._hall.print_failed(ticket.id, reason)) and self._has(ticket):
            stage.go(replace(stage.visit, staff_told=stage.hall_time()))

    async def _tell(self, word: Coroutine[Any, Any, None]) -> bool:
        """Tell the hall; a hall that cannot be told does not trouble the citizen."""
        try:
            await word
        except (Refusal, HallAway) as fault:
            log.warning("the hall could not be told: %s", fault)
            return False
        return True

    def _has(self, ticket: Taken) -> bool:
        visit = self._stage.visit
        return visit.ticket is not None and visit.ticket.id == ticket.id


def _with_matters(ticket: Taken, wish: Wish) -> Taken:
    """The ticket with what follows under its number, as it was asked for."""
    return replace(ticket, further=ticket.further or wish.further)
