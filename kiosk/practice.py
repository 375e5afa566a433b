"""A kiosk to practise on: a hall and a printer in memory that answer, refuse, go away and run out of paper, and a clock by hand."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import UTC, datetime
from secrets import token_urlsafe
from typing import Any
from zoneinfo import ZoneInfo

from kiosk.errands.practice import PracticeErrandHall, PracticeSlips
from kiosk.layout import Form
from kiosk.ports import NOTHING_ELSE, HallAway, NotPrinted, Refusal, Taken, ToPrint, Wish
from kiosk.presenter import Presenter, WithoutPaper
from kiosk.said import Said
from kiosk.sounds import Tone
from kiosk.view import Shown
from kiosk.waits import Waits
from link.messages import facts as f
from link.messages.definition import Definition, Hours, Series
from link.state import HELP, State, apply
from link.views import service_zones
from look.language import Language

PRACTICE_BOX = "kiosk-1"


class PracticeHall:
    """One day of a hall that stands still at a moment; numbers are given as a hall gives them."""

    def __init__(self, definition: Definition, at: datetime) -> None:
        self.at = at.replace(tzinfo=at.tzinfo or ZoneInfo(definition.timezone))
        self.state = State()
        self.taken: list[Taken] = []
        self.wishes: list[Wish] = []
        """What was asked for beside each service."""
        self.told: list[tuple[str, ...]] = []
        self.refusal = self.why = ""
        """The hall's words for a refusal, and the problem's name."""
        self.is_away = False
        self.is_reply_lost = False
        """What is asked happens, then the hall goes away and the answer never comes."""
        self._by_key: dict[str, Taken] = {}
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

    def comes_back(self) -> None:
        """The hall can be asked again."""
        self.is_away = self.is_reply_lost = False

    def hall_now(self) -> datetime:
        """The moment at which the day stands, in the hall's zone."""
        return self.at

    async def take_ticket(
        self, service: str, priority: str, language: str, key: str, wish: Wish = NOTHING_ELSE
    ) -> Taken:
        self._hear()
        self.wishes.append(wish)
        if key in self._by_key:
            return self._by_key[key]
        known = self.state.index.services[service]
        counter = self._next(known.series)
        ahead = sum(self.state.waiting.count(each) for each in self.state.index.queue_of(service))
        taken = Taken(
            id=f"t-{len(self.state.tickets) + 1}",
            number=_number(self.state.index.series[known.series], counter),
            service=service,
            zones=service_zones(self.state, service),
            issued_at=self.at.astimezone(UTC),
            ahead=ahead,
            wait=_wait(ahead),
            secret=new_secret(),
            further=wish.further,
        )
        self.happen(_issued(taken, known.series, counter, language))
        self.taken.append(taken)
        self._by_key[key] = taken
        if self.is_reply_lost:
            self.is_away = True
            raise HallAway("practice", is_fate_unknown=True)
        return taken

    async def waits(self) -> dict[str, tuple[int, int]]:
        self._hear()
        return self.ranges

    @property
    def ranges(self) -> dict[str, tuple[int, int]]:
        """How long who comes now would wait, by service."""
        queues = {each.id: self.state.index.queue_of(each.id) for each in self.state.definition.services}
        ahead = {id: sum(self.state.waiting.count(each) for each in queue) for id, queue in queues.items()}
        return {id: wait for id, count in ahead.items() if (wait := _wait(count)) is not None}

    async def cancel(self, ticket: str) -> None:
        self._hear()
        self.told.append(("cancel", ticket))

    async def ask_help(self) -> None:
        self._hear()
        self.told.append(("help",))
        self.happen(f.AlarmRaised(alarm=HELP, about=PRACTICE_BOX))

    async def ask_reprint(self, ticket: str) -> None:
        self._hear()
        self.told.append(("reprint", ticket))

    async def printed(self, ticket: str, is_reprint: bool) -> None:
        self._hear()
        self.told.append(("printed", ticket))

    async def print_failed(self, ticket: str, reason: str) -> None:
        self._hear()
        self.told.append(("print_failed", ticket, reason))

    def _next(self, series: str) -> int:
        return 1 + sum(each.series == series for each in self.state.tickets.values())

    def _hear(self) -> None:
        if self.is_away:
            raise HallAway("practice")
        if self.refusal:
            raise Refusal(self.refusal, self.why)


class PracticePrinter:
    """A printer that prints at once, unless it is told of a trouble."""

    def __init__(self) -> None:
        self.trouble = ""
        self.papers: list[ToPrint] = []

    @property
    def is_out_of_paper(self) -> bool:
        return self.trouble == "out_of_paper"

    async def print(self, asked: ToPrint) -> bool:
        if self.trouble:
            raise NotPrinted(self.trouble)
        self.papers.append(asked)
        return asked.is_reprint


class PracticeVoice:
    """Says nothing, and remembers what it was to say."""

    def __init__(self) -> None:
        self.read_out: list[tuple[str, ...]] = []
        self.tones: list[Tone] = []
        self.is_silent = True

    def read(self, sentences: Sequence[Said], language: str, tone: Tone | None = None) -> None:
        self.read_out.append(tuple(each.caption for each in sentences))
        self.is_silent = False
        if tone:
            self.tones.append(tone)

    def sound(self, tone: Tone) -> None:
        self.tones.append(tone)

    def stop(self) -> None:
        self.is_silent = True


def new_secret() -> str:
    """A ticket's secret as a hall makes it: 128 bit."""
    return token_urlsafe(16)


def _wait(ahead: int) -> tuple[int, int] | None:
    return (ahead * 3, ahead * 5) if ahead > 1 else None


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


class PracticeKiosk:
    """A presenter whose time passes, and whose hall answers, only when told so; `seen` is all that it ever showed."""

    def __init__(
        self,
        definition: Definition,
        at: datetime,
        *,
        form: Form = "tall",
        language: Language = "zh",
        without_paper: WithoutPaper | None = None,
        has_errands: bool = False,
        screen_hours: tuple[Hours, ...] = (),
        show: Callable[[Shown], None] = lambda shown: None,
    ) -> None:
        self.hall = PracticeHall(definition, at)
        self.printer = PracticePrinter()
        self.people = PracticeErrandHall(self.hall.at)
        self.slips = PracticeSlips()
        self.voice = PracticeVoice()
        self.guides: list[str] = []
        """The services whose guides were printed."""
        self.seen: list[Shown] = []
        self.while_resting: Callable[[], None] = self.hall.comes_back
        """What happens between two tries to learn what became of a number."""
        self.foresees = False
        """Whether the hall says how long one would wait, again and again as time passes."""
        self._show = show
        self._moment = 1000.0
        self._waiting: list[Coroutine[Any, Any, None]] = []
        self.presenter = Presenter(
            self.hall,
            self.printer,
            show=self._note,
            moment=lambda: self._moment,
            hall_now=self.hall.hall_now,
            spawn=self._waiting.append,
            form=form,
            language=language,
            rest=self._no_rest,
            without_paper=without_paper,
            errands=(self.people, self.slips) if has_errands else None,
            voice=self.voice,
            desk=self.hall,
            box=PRACTICE_BOX,
            guides=self,
            screen_hours=screen_hours,
        )

    @property
    def screen(self) -> Shown:
        """What is shown now."""
        return self.seen[-1]

    def opens(self) -> None:
        """The hall is found and its day is known; the page has settled."""
        self.presenter.hear(self.hall.state)
        self.presenter.hearing("live")
        self.passes(1)

    def happens(self, *bodies: f.Body) -> None:
        """Something happens in the hall, and the kiosk hears of it."""
        for body in bodies:
            self.hall.happen(body)
        self.presenter.hear(self.hall.state)

    def passes(self, seconds: float) -> None:
        """Time passes, a tick a second."""
        until = self._moment + seconds
        while self._moment < until:
            self._moment = min(until, self._moment + 1.0)
            if self.foresees:
                self.presenter.foresee(Waits(self.hall.ranges, self._moment))
            self.presenter.tick()

    def answers(self) -> None:
        """The hall and the printer do all that they were asked to."""
        while self._waiting:
            asyncio.run(_awaited(self._waiting.pop(0)))
        self.passes(1)

    async def print_guide(self, service: str, language: str) -> None:
        """As the printer is now. Raises NotPrinted."""
        if self.printer.trouble:
            raise NotPrinted(self.printer.trouble)
        self.guides.append(service)

    def _note(self, shown: Shown) -> None:
        self.seen.append(shown)
        self._show(shown)

    async def _no_rest(self) -> None:
        self.while_resting()


async def _awaited(work: Coroutine[Any, Any, None]) -> None:
    await work
