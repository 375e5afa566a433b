"""Disks that can be copied and put back, machines that can be switched off, and a hall on paper that lends."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from hall.rules.clock import start_of
from hall.rules.paper import PaperHall
from kiosk.island.entries import Doubted, Lent, Untold, Written
from kiosk.island.journal import Found
from kiosk.island.machine import Machine
from kiosk.ports import HallAway, Refusal
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Definition, Series, Service, WindowPlace, Zone
from link.messages.problems import Refused

SERIES = Series(id="A", prefix="A", skip=("4",))
HALL = Definition(
    id="h",
    name="厅",
    zones=(Zone(id="z", name="区"),),
    series=(SERIES,),
    services=(Service(id="a", name="甲", series="A"),),
    windows=(WindowPlace(id="w", label="1", zone="z", services=("a",)),),
)
SERVICE = HALL.services[0]
MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


class PowerCut(Exception):
    """The program ended in the middle of a write."""


@dataclass
class Disk:
    """A journal in memory, with the machine's clock for its dates. `fails_in`: after so many writes the power goes."""

    now: datetime = MORNING
    lines: tuple[Written, ...] = ()
    changed_at: datetime | None = None
    alive: datetime | None = None
    is_whole: bool = True
    is_full: bool = False
    cut_before: bool = False
    cut_after: bool = False

    def read(self) -> Found:
        return Found(self.lines, self.is_whole, self.changed_at)

    def begin(self, lines: Iterable[Written]) -> None:
        self.lines, self.is_whole = tuple(lines), True
        self.changed_at = self.now

    def write(self, written: Written) -> None:
        if self.is_full:
            raise OSError("no space left on device")
        if self.cut_before:
            raise PowerCut
        self.lines, self.changed_at = (*self.lines, written), self.now
        if self.cut_after:
            raise PowerCut

    def alive_at(self) -> datetime | None:
        return self.alive

    def live_on(self) -> None:
        self.alive = self.now

    def close(self) -> None:
        """Nothing is held."""

    def copy(self) -> "Disk":
        return replace(self)


@dataclass
class Box:
    """A machine: switched on at `started_at`, its clock on a battery or not."""

    now: datetime = MORNING
    started_at: datetime = MORNING - timedelta(hours=1)
    starts: int = 1
    has_clock: bool = True
    id: str = "02:00:00:00:00:01"
    clock_off: timedelta = timedelta(0)

    def look(self) -> Machine:
        up_s = (self.now - self.started_at).total_seconds()
        return Machine(
            f"boot-{self.id}-{self.starts}", up_s, self.now + self.clock_off, self.has_clock, self.id
        )

    def restart(self) -> None:
        self.starts += 1
        self.started_at = self.now


@dataclass
class PaperLender:
    """A hall on paper behind a cable."""

    hall: PaperHall
    box: str = "k1"
    is_away: bool = False
    loses_answers: bool = False
    lost: str = ""
    """What is lost from some word on: `requests` or `answers`; nothing where it is empty."""
    until_lost: int = 0
    leases: list[tuple[date, int, int]] = field(default_factory=list)
    """Which counters it lent, and for which day."""
    told: list[Untold] = field(default_factory=list)
    handed_in: list[tuple[f.HandedIn, ...]] = field(default_factory=list)

    async def borrow(self, series: str, count: int) -> Lent:
        (fact,) = self._done(c.LeaseNumbers(series=series, count=count, box=self.box))
        body = fact.body
        assert isinstance(body, f.NumbersLeased)
        self.leases.append((fact.day, body.first, body.last))
        until = start_of(self.hall.state.definition, fact.day + timedelta(days=1))
        return Lent(hall="", ledger="", series=series, first=body.first, last=body.last, until=until, boot="")

    async def hand_in(self, tickets: tuple[f.HandedIn, ...], *, has_more: bool) -> int:
        self.handed_in.append(tickets)
        facts = self._done(c.HandIn(box=self.box, tickets=tickets, has_more=has_more))
        bodies = [each.body for each in facts if isinstance(each.body, f.TicketsHandedIn)]
        return sum(len(each.tickets) + len(each.late) for each in bodies)

    async def say(self, untold: Untold) -> None:
        self._done(c.Tick())
        self.told.append(untold)

    async def take_back(self, doubted: Doubted) -> None:
        self._done(c.Tick())

    def loses(self, what: str, after: int) -> None:
        """From the word after so many on."""
        self.lost, self.until_lost = what, after

    def _done(self, command: c.Command) -> tuple[f.Fact, ...]:
        if self.is_away:
            raise HallAway("cut")
        is_lost = bool(self.lost) and self.until_lost <= 0
        self.until_lost -= 1
        if is_lost and self.lost == "requests":
            raise HallAway("no answer", is_fate_unknown=True)
        try:
            facts = self.hall.do(command)
        except Refused as refused:
            raise Refusal(str(refused)) from refused
        if self.loses_answers or is_lost:
            raise HallAway("no answer", is_fate_unknown=True)
        return facts
