"""A hall and a printer in memory, to try the kiosk without either: they answer, refuse, go away and run out of paper."""

import asyncio
from datetime import UTC, datetime
from secrets import token_urlsafe
from zoneinfo import ZoneInfo

from kiosk.ports import HallAway, NotPrinted, Refusal, Taken, ToPrint
from link.messages import facts as f
from link.messages.definition import Definition, Series
from link.state import State, apply
from link.views import service_zones


class PracticeHall:
    """One day of a hall that stands still at a moment; numbers are given as a hall gives them."""

    def __init__(self, definition: Definition, at: datetime) -> None:
        self.at = at.replace(tzinfo=at.tzinfo or ZoneInfo(definition.timezone))
        self.state = State()
        self.taken: list[Taken] = []
        self.told: list[tuple[str, ...]] = []
        self.refusal = ""
        self.is_away = False
        self.is_reply_lost = False
        """What is asked happens, but the answer never comes."""
        self._by_key: dict[str, Taken] = {}
        self.answers = asyncio.Event()
        """Cleared: whoever asks waits until it is set."""
        self.answers.set()
        self.happen(f.HallDefined(definition=definition))
        self.happen(f.DayOpened())

    def happen(self, body: f.Body) -> None:
        """One fact more."""
        fact = f.Fact(
            seq=self.state.seq + 1,
            at=self.at.astimezone(UTC),
            day=self.at.date(),
            who=f.Who(),
            command="",
            body=body,
        )
        apply(self.state, fact)

    def hall_now(self) -> datetime:
        """The moment at which the day stands, in the hall's zone."""
        return self.at

    async def take_ticket(self, service: str, priority: str, language: str, key: str) -> Taken:
        await self._heard()
        if key in self._by_key:
            return self._by_key[key]
        known = self.state.index.services[service]
        ahead, counter = self.state.waiting.count(service), self._next(known.series)
        taken = Taken(
            id=f"t-{len(self.state.tickets) + 1}",
            number=_number(self.state.index.series[known.series], counter),
            service=service,
            zones=service_zones(self.state, service),
            issued_at=self.at.astimezone(UTC),
            ahead=ahead,
            wait=(ahead * 3, ahead * 5) if ahead > 1 else None,
            secret=new_secret(),
        )
        self.happen(_issued(taken, known.series, counter, language))
        self.taken.append(taken)
        self._by_key[key] = taken
        if self.is_reply_lost:
            raise HallAway("practice", is_fate_unknown=True)
        return taken

    async def cancel(self, ticket: str) -> None:
        await self._heard()
        self.told.append(("cancel", ticket))

    async def ask_reprint(self, ticket: str) -> None:
        await self._heard()
        self.told.append(("reprint", ticket))

    async def printed(self, ticket: str, is_reprint: bool) -> None:
        await self._heard()
        self.told.append(("printed", ticket))

    async def print_failed(self, ticket: str, reason: str) -> None:
        await self._heard()
        self.told.append(("print_failed", ticket, reason))

    def _next(self, series: str) -> int:
        return 1 + sum(each.series == series for each in self.state.tickets.values())

    async def _heard(self) -> None:
        await self.answers.wait()
        if self.is_away:
            raise HallAway("practice")
        if self.refusal:
            raise Refusal(self.refusal)


class PracticePrinter:
    """A printer that prints at once, unless it is told of a trouble."""

    def __init__(self) -> None:
        self.trouble = ""
        self.papers: list[ToPrint] = []
        self.prints = asyncio.Event()
        """Cleared: the printer is still at it."""
        self.prints.set()

    @property
    def is_out_of_paper(self) -> bool:
        return self.trouble == "out_of_paper"

    async def print(self, asked: ToPrint) -> None:
        await self.prints.wait()
        if self.trouble:
            raise NotPrinted(self.trouble)
        self.papers.append(asked)


def new_secret() -> str:
    """A ticket's secret as a hall makes it: 128 bit."""
    return token_urlsafe(16)


def _number(series: Series, counter: int) -> str:
    return f"{series.prefix}{counter:0{series.digits}d}"


def _issued(taken: Taken, series: str, counter: int, language: str) -> f.TicketIssued:
    return f.TicketIssued(
        ticket=taken.id,
        number=taken.number,
        counter=counter,
        series=series,
        service=taken.service,
        language=language,
        ahead=taken.ahead or 0,
        zones=taken.zones,
    )
