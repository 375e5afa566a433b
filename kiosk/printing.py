"""The kiosk's printers: what is on the paper, and which of two prints it."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final, Protocol
from uuid import uuid4
from zoneinfo import ZoneInfo

from kiosk.places import place_of
from kiosk.ports import NotPrinted, Taken, ToPrint
from kiosk.speech import Speech
from kiosk.ticketed import service_name
from kiosk.turn import waits_behind_others
from kiosk.view import Line
from link.messages.commands import Trouble
from link.messages.definition import Definition, TicketTemplate
from link.state import State
from look.language import second_language
from printer.health import Outcome, Printed, PrinterHealth, Reason
from printer.job import PrintJob
from printer.paper import Name, TicketPaper

COPY = "+copy"
AGAIN = "+"
"""Stands between the ticket's id and a reprint's own part; no id has it."""

STOPPED: Final[frozenset[Reason]] = frozenset({"out_of_paper", "cover_open"})
"""What a printer says that stopped in the middle of a ticket: it is not whole, and another may print a whole one."""

log = logging.getLogger(__name__)


class Press(Protocol):
    """One printer with its spool."""

    @property
    def health(self) -> PrinterHealth: ...

    async def print_ticket(self, job: PrintJob) -> Outcome: ...


class Presses:
    """The first printer, and a second one that helps where the first put nothing on paper, or ran out in the middle; `copier`
    prints the desk's stub of each ticket, where there is to be one."""

    def __init__(
        self,
        presses: Sequence[Press],
        state: Callable[[], State],
        kiosk: str,
        copier: Callable[[], Press | None] = lambda: None,
    ) -> None:
        self._copier_of = copier
        self._presses = presses
        self._state = state
        self._kiosk = kiosk

    @property
    def is_out_of_paper(self) -> bool:
        """Whether there is no printer that has paper."""
        return bool(self._presses) and all(each.health.state == "out_of_paper" for each in self._presses)

    async def print(self, asked: ToPrint) -> bool:
        """Print one ticket; whether it is marked as a reprint, as it is where a part of it lies at another printer.

        Raises NotPrinted with the reason of the last printer that was tried.
        """

        def job_of(is_again: bool) -> PrintJob:
            marked = replace(asked, is_reprint=asked.is_reprint or is_again)
            return PrintJob(job_id(marked), ticket_paper(marked, self._state(), self._kiosk))

        is_again = await self._put_out(job_of)
        copier = self._copier_of()
        if copier is not None and not asked.is_reprint:
            await self._copy(copier, replace(asked, is_copy=True))
        return asked.is_reprint or is_again

    async def _copy(self, copier: Press, asked: ToPrint) -> None:
        """The stub for the desk; without it the citizen has all the same what is theirs."""
        job = PrintJob(f"{asked.ticket.id}{COPY}", ticket_paper(asked, self._state(), self._kiosk))
        outcome = await copier.print_ticket(job)
        if not isinstance(outcome, Printed):
            log.warning("the desk's copy of %s was not printed: %s", asked.ticket.number, outcome.reason)

    async def put_out(self, job_of: Callable[[], PrintJob]) -> None:
        """Print what `job_of` makes, for each printer anew. Raises NotPrinted."""
        await self._put_out(lambda is_again: job_of())

    async def _put_out(self, job_of: Callable[[bool], PrintJob]) -> bool:
        """The like; `job_of` is told whether a part is on paper already, and so is whoever asked."""
        reason, is_again = "offline", False
        for press in self._presses:
            job = job_of(is_again)
            outcome = await press.print_ticket(job)
            if isinstance(outcome, Printed):
                return is_again
            reason = outcome.reason
            if outcome.is_begun and reason not in STOPPED:
                break
            is_again = is_again or outcome.is_begun
        raise NotPrinted(reason)


def job_id(asked: ToPrint) -> str:
    """A ticket's first paper has the ticket's own id, so that it is never printed twice; a reprint a new one."""
    return f"{asked.ticket.id}{AGAIN}{uuid4().hex[:8]}" if asked.is_reprint else asked.ticket.id


def ticket_of(job: str) -> str:
    """The ticket that a job is for."""
    return job.partition(AGAIN)[0]


def troubles_of(healths: Sequence[PrinterHealth]) -> tuple[Trouble, ...]:
    """What the hall is told of the printers: everything that is not simply ready."""
    parts = ("printer", "printer-2")
    return tuple(
        Trouble(part=part, reason=health.reason or health.state)
        for part, health in zip(parts, healths, strict=False)
        if health.state != "ready"
    )


def ticket_paper(asked: ToPrint, state: State, kiosk: str) -> TicketPaper:
    """What stands on the paper, in the citizen's language first; `kiosk` is what people call this one."""
    ticket, speech, definition = asked.ticket, Speech(asked.language), state.definition
    look = template_for(definition, ticket)
    place = place_of(state, (ticket.service,), ticket.zones, speech)
    service = service_name(state, ticket.service, speech)
    return TicketPaper(
        hall=speech.name(definition.name, definition.name_en).text,
        number=ticket.number,
        service=Name(service.text, service.second),
        issued_at=ticket.issued_at.astimezone(ZoneInfo(definition.timezone)),
        department="" if "department" in look.without else _department(ticket, state, speech),
        ahead=None if "ahead" in look.without else ticket.ahead,
        is_next=not waits_behind_others(state, ticket.service, ticket.id),
        wait=None if "wait" in look.without else ticket.wait,
        place=Name(place.zone.text, place.zone.second),
        windows=inside(place.windows),
        side=place.side,
        languages=(asked.language, second_language(asked.language))[: 1 if "second" in look.without else 2],
        qr=None if "code" in look.without else _qr(ticket, state),
        is_online=bool(definition.public_url),
        header=look.header,
        notice=look.notice or definition.notice_on_ticket,
        kiosk="" if "kiosk" in look.without else kiosk,
        is_reprint=asked.is_reprint,
        matters=tuple(Name(name.text, name.second) for name in further_names(ticket, state, speech)),
        is_practice=definition.is_practice,
        form="large" if asked.is_large else look.form,
        is_copy=asked.is_copy,
    )


def further_names(ticket: Taken, state: State, speech: Speech) -> tuple[Line, ...]:
    """What follows under the number, as far as the hall knows it."""
    names = (service_name(state, each, speech) for each in ticket.further)
    return tuple(name for name in names if name.text)


def template_for(definition: Definition, ticket: Taken) -> TicketTemplate:
    """How this ticket looks: by the first template that names its service or one of its zones, or neither."""
    fitting = (each for each in definition.tickets if _fits(each, ticket))
    return next(fitting, TicketTemplate())


def _fits(template: TicketTemplate, ticket: Taken) -> bool:
    if not (template.services or template.zones):
        return True
    return ticket.service in template.services or not set(template.zones).isdisjoint(ticket.zones)


def inside(windows: Line) -> Name:
    """The windows as they stand after the place in one line: `Left Hall, windows 1–4`."""
    return Name(_lowered(windows.text), _lowered(windows.second))


def _lowered(text: str) -> str:
    return text[:1].lower() + text[1:]


def _department(ticket: Taken, state: State, speech: Speech) -> str:
    service = state.index.services.get(ticket.service)
    department = state.index.departments.get(service.department) if service else None
    return speech.name(department.name, department.name_en).text if department else ""


def _qr(ticket: Taken, state: State) -> str | None:
    """The QR's content: the ticket's secret, as an address where citizens' phones can reach the hall."""
    if not ticket.secret:
        return None
    root = state.definition.public_url.rstrip("/")
    return f"{root}/t/{ticket.secret}" if root else ticket.secret
