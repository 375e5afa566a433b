"""Whatever is cut, crashes, is copied, put back or restored, in any order: no number is on two papers of one day, and the hall
hears of every paper that the kiosk's disk still knows."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Literal

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from outage import HALL, MORNING, SERVICE, Box, Disk, PaperLender, PowerCut

from hall.rules import apply, record, recovering
from hall.rules.clock import business_day
from hall.rules.paper import PaperHall, replay
from kiosk.island.entries import Gave, Lent
from kiosk.island.evidence import REST
from kiosk.island.island import Island, NoNumberLeft
from kiosk.island.keeping import Keeping, Live, Stock
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import Refused

pytestmark = pytest.mark.timeout(600)
KIOSKS = ("k1", "k2")
HERE = st.sampled_from(KIOSKS)
NOWHERE = Path("/nonexistent")
FEW = Stock(lent=6, refill=4, kept=4, batch=2)
"""So few that a cut of some minutes uses them up, and that two hand-ins do not fit into one."""

STEP_S = 3600
"""A hall that lives notices each day that begins; to one that noticed nothing for 36 h its own clock is in doubt."""

Lost = Literal["", "requests", "answers"]


@dataclass
class Image:
    """A copy of a disk."""

    disk: Disk
    made_at: datetime
    starts: int
    """How often the machine went on alone after a start, up to then."""


@dataclass
class Kiosk:
    id: str
    box: Box
    disk: Disk
    lender: PaperLender
    island: Island
    image: Image | None = None
    went_on: int = 0
    has_heard: bool = False
    spare: dict[tuple[int, int], int] = field(default_factory=dict)
    """What was lent for the next start, each range with the start of the machine at which it was lent."""
    papers: list[str] = field(default_factory=list)


class AnyOutage(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.hall = PaperHall(HALL, MORNING)
        self.ledgers = 1
        self.backup: list[f.Fact] = []
        self.papers: list[tuple[date, str, str]] = []
        self.known = {each: self.made(each) for each in KIOSKS}
        for each in KIOSKS:
            self.hall.do(c.ReportHealth(box=each, printers=("ticket",)))
            self.round(self.known[each])

    def made(self, name: str) -> Kiosk:
        box, disk = Box(id=name), Disk()
        island = Island(NOWHERE, box.look, disk)
        run(island.open())
        return Kiosk(name, box, disk, PaperLender(self.hall, name), island)

    @property
    def today(self) -> date:
        return business_day(HALL, self.hall.now)

    # ── citizens ─────────────────────────────────────────────────────────────────────────────────────

    @rule(name=HERE, people=st.integers(1, 3))
    def people_come(self, name: str, people: int) -> None:
        kiosk = self.known[name]
        for _ in range(people):
            self.passes(30)
            if kiosk.lender.is_away:
                self.take_alone(kiosk)
            else:
                self.take_of_hall(kiosk)

    def take_alone(self, kiosk: Kiosk) -> None:
        try:
            ticket, _ = run(kiosk.island.give(self.hall.state, SERVICE, "normal", "zh"))
        except NoNumberLeft:
            return
        self.printed(kiosk, ticket.number, ticket.ticket)
        self.is_its_own(kiosk, ticket.counter)
        assert abs(ticket.issued_at - self.hall.now) < timedelta(minutes=3), "the paper has the right time"

    def is_its_own(self, kiosk: Kiosk, counter: int) -> None:
        """What a kiosk gives alone was lent to it, for this day, and not for a later start than this one."""
        lent = [(first, last) for day, first, last in kiosk.lender.leases if day == self.today]
        found = [each for each in lent if each[0] <= counter <= each[1]]
        assert found, f"{counter} was not lent to {kiosk.id} today"
        assert kiosk.spare.get(found[-1]) != kiosk.box.starts, f"{counter} was kept for the next start"

    def take_of_hall(self, kiosk: Kiosk) -> None:
        try:
            (fact, *_) = self.hall.do(c.TakeTicket(service="a", who=f.Who(box=kiosk.id)))
        except Refused:
            return
        body = fact.body
        assert isinstance(body, f.TicketIssued)
        ticket = f.HandedIn(
            ticket=body.ticket, number=body.number, counter=body.counter, series="A", service="a", issued_at=fact.at
        )  # fmt: skip
        run(kiosk.island.note(self.hall.state, ticket))
        self.printed(kiosk, body.number, body.ticket)

    def printed(self, kiosk: Kiosk, number: str, ticket: str) -> None:
        self.papers.append((self.today, number, ticket))
        kiosk.papers.append(ticket)

    # ── the cable, the power, the disk ───────────────────────────────────────────────────────────────

    @rule(name=HERE)
    def cable_is_cut(self, name: str) -> None:
        self.known[name].lender.is_away = True
        self.people_come(name, 2)

    @rule(name=HERE, lost=st.sampled_from(("", "requests", "answers")), after=st.integers(0, 3))
    def heal(self, name: str, lost: Lost, after: int) -> None:
        """The hall is heard again; what is said to it, or what it answers, may be lost from some word on."""
        kiosk = self.known[name]
        kiosk.lender.is_away = False
        kiosk.lender.loses(lost, after)
        self.round(kiosk)
        kiosk.lender.loses("", 0)

    @rule(name=HERE)
    def round_of(self, name: str) -> None:
        self.round(self.known[name])

    def round(self, kiosk: Kiosk) -> None:
        kiosk.has_heard = kiosk.has_heard or not kiosk.lender.is_away
        live = Live("h", f"ledger-{self.ledgers}", self.hall.now, self.hall.state)
        here = None if kiosk.lender.is_away else live
        run(Keeping(kiosk.island, kiosk.lender, lambda: here, FEW).round())
        for line in kiosk.disk.lines:
            if isinstance(line.entry, Lent) and not line.entry.boot:
                kiosk.spare.setdefault((line.entry.first, line.entry.last), kiosk.box.starts)

        self.is_known_where_the_kiosk_believes_so(kiosk)

    def is_known_where_the_kiosk_believes_so(self, kiosk: Kiosk) -> None:
        """A ticket that the kiosk will not hand in any more is in the hall, whatever was lost on the way."""
        book = kiosk.island.book
        if book.heard != ("h", f"ledger-{self.ledgers}"):
            return
        for gave, has_it in book.gave.values():
            if has_it and business_day(HALL, gave.ticket.issued_at) == self.hall.state.day:
                known = self.hall.state.find(gave.ticket.ticket) or gave.ticket.ticket in self.hall.day.late
                assert known, f"{gave.ticket.number} is in no hall and will not be handed in"

    @rule(name=HERE, after=st.booleans())
    def power_goes_while_a_number_is_written(self, name: str, after: bool) -> None:
        kiosk = self.known[name]
        kiosk.disk.cut_before, kiosk.disk.cut_after = not after, after
        with contextlib.suppress(NoNumberLeft, PowerCut):
            run(kiosk.island.give(self.hall.state, SERVICE, "normal", "zh"))
        kiosk.disk.cut_before = kiosk.disk.cut_after = False
        self.started(kiosk)

    @rule(name=HERE)
    def program_starts_again(self, name: str) -> None:
        self.started(self.known[name])

    @rule(name=HERE, minutes=st.sampled_from((1, 30, 59, 61, 300)), has_clock=st.booleans())
    def machine_starts_again(self, name: str, minutes: int, has_clock: bool) -> None:
        kiosk = self.known[name]
        kiosk.box.has_clock = has_clock
        self.switched_on(kiosk, minutes * 60)

    @rule()
    def disk_is_copied(self) -> None:
        kiosk = self.known["k1"]
        kiosk.image = Image(kiosk.disk.copy(), self.hall.now, kiosk.went_on)

    @rule(
        kind=st.sampled_from(("old", "young", "files")),
        people=st.integers(1, 8),
        restarts=st.booleans(),
        minutes=st.sampled_from((0, 70)),
    )
    def disk_is_copied_then_used_and_put_back(
        self, kind: str, people: int, restarts: bool, minutes: int
    ) -> None:
        """The same, at once: what was given alone since the copy is on no disk any more."""
        kiosk = self.known["k1"]
        self.round(kiosk)
        self.disk_is_copied()
        kiosk.lender.is_away = True
        self.people_come("k1", people)
        if restarts:
            kiosk.box.has_clock = True
            self.switched_on(kiosk, 60)
            self.people_come("k1", people)
        self.passes(minutes * 60)
        self.disk_is_put_back(kind, times=1, is_cut=True)
        if restarts:  # the hall is heard again, and goes until all that this disk has is used up
            self.heal("k1", "", 0)
            kiosk.lender.is_away = True
            self.people_come("k1", 9)

    @rule(name=HERE, people=st.integers(4, 9))
    def cut_until_what_was_lent_is_used_up(self, name: str, people: int) -> None:
        """Then the power goes for a moment, and more come."""
        kiosk = self.known[name]
        kiosk.lender.is_away = True
        self.people_come(name, people)
        self.switched_on(kiosk, 60)
        self.people_come(name, people)

    @rule(name=HERE, people=st.integers(1, 5), lost=st.sampled_from(("requests", "answers")))
    def what_is_handed_in_is_lost(self, name: str, people: int, lost: Lost) -> None:
        """The cable comes back for so long that the first word goes, and nothing else."""
        kiosk = self.known[name]
        kiosk.lender.is_away = True
        self.people_come(name, people)
        self.heal(name, lost, 0)

    @rule(name=HERE)
    def alone_through_the_night(self, name: str) -> None:
        self.cable_is_cut(name)
        self.night()
        self.people_come(name, 3)

    @rule(kind=st.sampled_from(("old", "young", "files")), times=st.integers(1, 2), is_cut=st.booleans())
    def disk_is_put_back(self, kind: str, times: int, is_cut: bool) -> None:
        """What nobody does: to copy a disk, let the machine go on alone from it after a start, and put it back within the
        hour to have it go on alone again."""
        kiosk = self.known["k1"]
        image = kiosk.image
        for _ in range(times if image else 0):
            assert image is not None
            kiosk.lender.is_away = kiosk.lender.is_away or is_cut
            if kind == "files":
                self.files_put_back(kiosk, image)
            else:
                self.image_put_back(kiosk, image, 300 + REST.total_seconds() * (kind == "old"))
            self.people_come("k1", 2)

    def image_put_back(self, kiosk: Kiosk, image: Image, takes_s: float) -> None:
        is_young = self.hall.now + timedelta(seconds=takes_s) - image.made_at <= REST
        if is_young and kiosk.went_on != image.starts:
            return
        self.swap(kiosk, image)
        self.switched_on(kiosk, takes_s)

    def files_put_back(self, kiosk: Kiosk, image: Image) -> None:
        """The program is ended, old files are copied over the new ones, and it is started again."""
        self.passes(60)
        self.swap(kiosk, image)
        kiosk.disk.now = kiosk.disk.changed_at = (
            kiosk.box.look().own_at
        )  # no copying tool sets an inode's change back
        self.started(kiosk)

    def swap(self, kiosk: Kiosk, image: Image) -> None:
        kiosk.disk = image.disk.copy()
        kiosk.papers = [each.entry.ticket.ticket for each in kiosk.disk.lines if isinstance(each.entry, Gave)]

    def switched_on(self, kiosk: Kiosk, off_s: float) -> None:
        """After some time without power. A machine without a battery takes the time of its last file."""
        alive_at = kiosk.disk.alive
        self.passes(off_s)
        kiosk.disk.alive = alive_at
        last = max((each.own_at for each in kiosk.disk.lines), default=self.hall.now)
        kiosk.box.clock_off = timedelta(0) if kiosk.box.has_clock else last - self.hall.now
        kiosk.box.restart()
        self.passes(40, alive=False)
        self.started(kiosk)

    def started(self, kiosk: Kiosk) -> None:
        run(kiosk.island.close())  # its thread: of the disk it gives nothing back
        kiosk.disk.now = kiosk.box.look().own_at
        kiosk.island = Island(NOWHERE, kiosk.box.look, kiosk.disk)
        run(kiosk.island.open())
        if kiosk.island.verdict == "new-start":
            kiosk.went_on += 1

    # ── the hall, the time ───────────────────────────────────────────────────────────────────────────

    @rule()
    def back_up(self) -> None:
        self.backup = list(self.hall.facts)

    @precondition(lambda self: self.backup)
    @rule()
    def restore(self) -> None:
        """What was made after this can only be put back from a newer backup."""
        day, facts, now = replay(self.backup), list(self.backup), self.hall.now
        for body in recovering.restored(day, "old", day.public.seq):
            fact = record(day, body, now, f.Who(), "")
            apply(day, fact)
            facts.append(fact)
        self.hall.day, self.hall.facts, self.backup = day, facts, []
        self.ledgers += 1
        self.hall.do(c.Tick(after_gap=True))

    @rule(name=HERE, people=st.integers(1, 4))
    def restored_after_more_people_came(self, name: str, people: int) -> None:
        """What the old ledger was told, and took in, the restored one does not know."""
        self.back_up()
        self.heal(name, "", 0)
        self.people_come(name, people)
        self.cable_is_cut(name)
        self.heal(name, "", 0)
        self.restore()
        self.round(self.known[name])

    @rule()
    def go(self) -> None:
        self.hall.do(c.EndRecovery())

    @rule(minutes=st.sampled_from((2, 45, 200)))
    def while_passes(self, minutes: int) -> None:
        self.passes(minutes * 60)

    @rule()
    def night(self) -> None:
        self.passes(20 * 3600)

    def passes(self, seconds: float, *, alive: bool = True) -> None:
        for _ in range(int(seconds // STEP_S)):
            self.hall.let_pass(STEP_S)
            self.hall.do(c.Tick())
        self.hall.let_pass(seconds % STEP_S)
        self.hall.do(c.Tick())
        for each in self.known.values():
            each.box.now = self.hall.now
            each.disk.now = each.box.look().own_at
            if alive:
                each.disk.live_on()

    # ── always ───────────────────────────────────────────────────────────────────────────────────────

    @invariant()
    def no_number_is_on_two_papers_of_a_day(self) -> None:
        counts = Counter((day, number) for day, number, _ in self.papers)
        assert all(count == 1 for count in counts.values()), counts.most_common(2)

    @invariant()
    def no_number_that_is_left_out_is_given(self) -> None:
        assert not any(number.endswith("4") for _, number, _ in self.papers)

    @invariant()
    def nobody_waits_for_a_clash(self) -> None:
        assert not any(alarm.startswith("number-twice") for alarm in self.hall.state.alarms)

    def teardown(self) -> None:
        """In the end all are heard: every paper of today that a disk knows of is in the hall."""
        for kiosk in self.known.values():
            kiosk.lender.is_away = False
            self.round(kiosk)
        today = {ticket for day, _, ticket in self.papers if day == self.today}
        for kiosk in self.known.values():
            for ticket in today & set(kiosk.papers):
                assert self.hall.state.find(ticket) is not None
            assert not kiosk.island.book.unheard("h")
            run(kiosk.island.close())


def run(work: Coroutine[Any, Any, Any]) -> Any:
    return asyncio.run(work)


AnyOutage.TestCase.settings = settings(max_examples=40, stateful_step_count=40, deadline=None)
TestAnyOutage = AnyOutage.TestCase
