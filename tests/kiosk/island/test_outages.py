"""Stories of a kiosk without its hall: what it may give after a crash, a power cut, and from a disk that was put back."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from outage import HALL, MORNING, SERIES, SERVICE, Box, Disk, PaperLender

from hall.rules.numbers import number_text as number_of_hall
from hall.rules.paper import PaperHall
from kiosk.island.entries import Doubted, Gave, Untold
from kiosk.island.island import Island, NoNumberLeft
from kiosk.island.journal import IslandJournal, JournalHeld
from kiosk.island.keeping import Keeping, Live
from kiosk.island.machine import Machine, this_machine
from kiosk.island.numbers import counter_of, counters_left, number_text
from kiosk.ports import Refusal
from link.messages import commands as c

NOWHERE = Path("/nonexistent")


class Story:
    """One kiosk and its hall; time passes by hand."""

    def __init__(self) -> None:
        self.hall, self.box, self.disk = PaperHall(HALL, MORNING), Box(), Disk()
        self.hall.do(c.ReportHealth(box="k1", printers=("ticket",)))
        self.lender = PaperLender(self.hall)
        self.ledger = "l1"
        self.starts()

    def starts(self) -> None:
        """The program."""
        self.island = Island(NOWHERE, self.box.look, self.disk)
        asyncio.run(self.island.open())

    def hears(self) -> None:
        live = Live("h", self.ledger, self.hall.now, self.hall.state)
        asyncio.run(Keeping(self.island, self.lender, lambda: live).round())

    def gives(self) -> str:
        ticket, _ = asyncio.run(self.island.give(self.hall.state, SERVICE, "normal", "zh"))
        return ticket.number

    def passes(self, minutes: float) -> None:
        self.hall.let_pass(minutes * 60)
        self.box.now = self.hall.now
        self.disk.now = self.box.look().own_at

    def puts_back(self, image: Disk) -> None:
        self.disk = replace(image, now=self.disk.now)

    def restarts(self, minutes: float = 2) -> None:
        """The machine, after so long without power."""
        self.disk.live_on()
        self.passes(minutes)
        self.box.restart()
        self.passes(0.5)
        self.starts()


@pytest.fixture
def story() -> Story:
    return Story()


def gives_none(story: Story) -> bool:
    try:
        story.gives()
    except NoNumberLeft:
        return True
    return False


def test_a_kiosk_that_never_heard_the_hall_gives_nothing(story):
    assert gives_none(story)


def test_numbers_that_end_wrongly_are_left_out_and_the_others_come_in_order(story):
    story.hears()
    assert [story.gives() for _ in range(5)] == ["A5000", "A5001", "A5002", "A5003", "A5005"]


def test_a_program_that_crashed_goes_on_where_it_was(story):
    story.hears()
    story.gives()
    story.starts()
    assert (story.island.verdict, story.gives()) == ("same-start", "A5001")


def test_after_a_short_power_cut_it_goes_on_with_what_was_kept_for_that(story):
    story.hears()
    assert story.gives() == "A5000"
    story.restarts(minutes=20)
    assert (story.island.verdict, story.gives()) == ("new-start", "A5100")


def test_a_disk_of_this_morning_that_is_put_back_gives_nothing_that_was_given(story):
    story.hears()
    story.disk.live_on()
    image = story.disk.copy()
    given = [story.gives() for _ in range(3)]
    story.puts_back(image)
    story.restarts(minutes=3)
    assert story.gives() not in given


def test_a_disk_that_was_copied_more_than_an_hour_ago_gives_nothing_until_the_hall_was_heard(story):
    story.hears()
    story.disk.live_on()
    image = story.disk.copy()
    story.passes(62)
    story.puts_back(image)
    story.box.restart()
    story.passes(2)
    story.starts()
    assert story.island.verdict == "unproven"
    assert gives_none(story)
    story.hears()
    assert story.gives() == "A5150"


def test_what_was_kept_on_a_doubtful_disk_is_never_given_not_even_after_the_next_power_cut(story):
    story.hears()
    story.disk.live_on()
    image = story.disk.copy()
    story.passes(90)
    story.puts_back(image)
    story.box.restart()
    story.starts()
    story.hears()
    story.restarts()
    assert story.gives() not in {f"A5{number:03}" for number in range(150)}


def test_a_disk_of_yesterday_gives_nothing_even_where_it_set_the_clock_to_yesterday(story):
    story.hears()
    story.disk.live_on()
    image = story.disk.copy()
    story.passes(24 * 60)
    story.puts_back(image)
    story.box.restart()
    story.box.has_clock, story.box.clock_off = False, -timedelta(hours=24)
    story.passes(1)
    story.starts()
    assert gives_none(story)


def test_a_lease_ends_with_the_day_though_nobody_switched_anything_off(story):
    story.hears()
    story.passes(20 * 60)
    assert gives_none(story)


def test_old_files_that_are_copied_over_the_new_ones_are_noticed(story):
    story.hears()
    old = story.disk.copy()
    story.gives()
    story.passes(5)
    story.disk = replace(old, changed_at=story.disk.now, now=story.disk.now)
    story.starts()
    assert gives_none(story)


def test_a_disk_in_another_machine_gives_nothing(story):
    story.hears()
    story.box.id = "02:00:00:00:00:99"
    story.restarts()
    assert gives_none(story)


def test_a_damaged_journal_gives_nothing_and_still_hands_in_what_can_be_read(story):
    story.hears()
    story.gives()
    story.disk.is_whole = False
    story.starts()
    assert gives_none(story)
    story.hears()
    assert [each.number for each in story.hall.state.tickets.values()] == ["A5000"]


def test_a_full_disk_gives_no_number_and_none_that_failed_is_given_or_handed_in_later(story):
    story.hears()
    story.disk.is_full = True
    with pytest.raises(OSError, match="no space"):
        story.gives()
    story.disk.is_full = False
    assert story.gives() == "A5001"
    story.hears()
    assert [each.number for each in story.hall.state.tickets.values()] == ["A5001"]


def test_what_was_given_is_handed_in_once_with_the_time_on_its_paper(story):
    story.hears()
    story.lender.is_away = True
    story.passes(3)
    story.gives()
    issued_at = story.hall.now
    story.passes(40)
    story.lender.is_away = False
    story.hears()
    story.hears()
    (ticket,) = story.hall.state.tickets.values()
    assert (ticket.number, ticket.issued_at, ticket.is_printed) == ("A5000", issued_at, True)
    assert sum(map(len, story.lender.handed_in)) == 1


def test_an_answer_that_is_lost_makes_no_second_ticket(story):
    story.hears()
    story.gives()
    story.lender.loses_answers = True
    story.hears()
    story.lender.loses_answers = False
    story.hears()
    assert len(story.hall.state.tickets) == 1


def test_what_is_handed_in_on_another_day_is_late_and_nobody_waits_for_it(story):
    story.hears()
    story.gives()
    story.passes(24 * 60)
    story.hall.do(c.Tick())
    story.hears()
    assert not story.hall.state.tickets
    assert not story.island.book.unheard("h")


def test_a_hall_that_was_put_back_is_told_of_everything_of_today(story):
    story.hears()
    facts = story.hall.do(c.TakeTicket(service="a"))
    body = facts[0].body
    ticket = story.lender.handed_in  # what was told before
    asyncio.run(story.island.note(story.hall.state, given(body, facts[0].at)))
    assert ticket == [()]
    story.ledger = "l2"
    story.hears()
    assert [each.number for each in story.lender.handed_in[-1]] == ["A001"]
    story.hears()
    assert len(story.lender.handed_in) == 2


def test_a_ticket_that_the_hall_does_not_take_keeps_no_other_back(story):
    story.hears()
    story.gives()
    story.gives()
    refusing = RefusesOne(story.hall)
    story.lender = refusing
    story.hears()
    assert [each.number for each in story.hall.state.tickets.values()] == ["A5001"]
    assert not story.island.book.unheard("h")


@pytest.mark.parametrize("why", ["too-many-requests", "token-unknown", "not-durable", "fault"])
def test_what_a_hall_that_is_in_trouble_refuses_is_told_again_and_never_given_up(story, why):
    story.hears()
    number = story.gives()
    untold = Untold(hall="h", key="k", what="cancelled", ticket="t9")
    doubted = Doubted(
        hall="h", key="d", service="a", priority="normal", language="zh", until=MORNING + timedelta(hours=9)
    )
    for entry in (untold, doubted):
        asyncio.run(story.island.write(entry))
    story.lender = InTrouble(story.hall, why=why)
    story.hears()
    assert [each.ticket.number for each in story.island.book.unheard("h")] == [number]
    assert (set(story.island.book.untold), set(story.island.book.doubted)) == ({"k"}, {"d"})
    story.lender = PaperLender(story.hall)
    story.hears()
    assert [each.number for each in story.hall.state.tickets.values()] == [number]
    assert story.lender.told == [untold]
    assert not story.island.book.doubted


def test_what_could_not_be_told_is_told_when_the_hall_is_back_also_after_a_restart(story):
    story.hears()
    untold = Untold(
        hall="h", key="k", what="print-failed", ticket="t1", printer="k1/p", reason="out_of_paper"
    )
    asyncio.run(story.island.write(untold))
    story.starts()
    story.hears()
    story.hears()
    assert story.lender.told == [untold]


def test_numbers_are_borrowed_again_before_they_run_out(story):
    story.hears()
    for _ in range(60):
        story.gives()
    story.hears()
    free = [counter for _, counter in story.island.book.free("h", SERIES, story.hall.now)]
    assert len(free) >= 100


def test_two_kiosks_alone_at_once_never_give_one_number(story):
    other = Story()
    other.hall, other.lender = story.hall, PaperLender(story.hall, "k2")
    story.hears()
    other.hears()
    assert not {story.gives() for _ in range(20)} & {other.gives() for _ in range(20)}


def test_the_kiosk_writes_numbers_as_the_hall_does():
    assert number_text(SERIES, 7) == number_of_hall(SERIES, 7) == "A007"
    assert (counter_of(SERIES, "A5003"), counter_of(SERIES, "B7"), counter_of(SERIES, "A١")) == (5003, 0, 0)
    assert list(counters_left(SERIES, 2, 6)) == [2, 3, 5, 6]


@dataclass
class InTrouble(PaperLender):
    """Says no to everything, for a reason of its own."""

    why: str = ""

    async def hand_in(self, tickets, *, has_more):
        if not tickets:
            return 0
        raise Refusal("no", self.why)

    async def say(self, untold):
        raise Refusal("no", self.why)

    async def take_back(self, doubted):
        raise Refusal("no", self.why)


class RefusesOne(PaperLender):
    async def hand_in(self, tickets, *, has_more):
        if any(each.number == "A5000" for each in tickets):
            raise Refusal("no such thing")
        return await super().hand_in(tickets, has_more=has_more)


def given(body, at):
    from link.messages.facts import HandedIn

    return HandedIn(
        ticket=body.ticket, number=body.number, counter=body.counter, series="A", service="a", issued_at=at
    )


# ── the real disk ────────────────────────────────────────────────────────────────────────────────────────


def on_disk(folder: Path, story: Story, now: Callable[[], Machine] = this_machine) -> Island:
    island = Island(folder, now)
    asyncio.run(island.open())
    live = Live("h", "l1", this_machine().own_at, story.hall.state)
    story.hall.now = live.now
    story.hall.do(c.Tick(after_gap=True))
    asyncio.run(Keeping(island, story.lender, lambda: live).round())
    return island


def number(island: Island, story: Story) -> str:
    return asyncio.run(island.give(story.hall.state, SERVICE, "normal", "zh"))[0].number


def test_cut_at_any_byte_of_the_last_line_the_numbers_before_are_known_and_it_goes_on(story, tmp_path):
    island = on_disk(tmp_path, story)
    first = number(island, story)
    path = tmp_path / "island.jsonl"
    before = path.stat().st_size
    number(island, story)
    asyncio.run(island.close())
    whole = path.read_bytes()
    for length in range(before, len(whole), 23):
        path.write_bytes(whole[:length])
        again = Island(tmp_path)
        asyncio.run(again.open())
        assert (again.verdict, number(again, story)) == ("same-start", f"A{int(first[1:]) + 1}"), length
        asyncio.run(again.close())


def test_a_byte_that_has_changed_in_the_middle_is_noticed(story, tmp_path):
    island = on_disk(tmp_path, story)
    number(island, story)
    asyncio.run(island.close())
    path = tmp_path / "island.jsonl"
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    again = Island(tmp_path)
    asyncio.run(again.open())
    assert again.verdict == "unproven"
    assert not again.has_number(story.hall.state, SERVICE)


def test_one_journal_has_one_writer(story, tmp_path):
    on_disk(tmp_path, story)
    with pytest.raises(JournalHeld):
        IslandJournal(tmp_path).read()
    second = Island(tmp_path)
    asyncio.run(second.open())
    assert not second.has_number(story.hall.state, SERVICE)


def test_an_old_journal_loses_what_is_over_and_nothing_else(story):
    story.hears()
    story.lender.is_away = True
    kept = story.gives()
    for _ in range(3):
        story.passes(24 * 60)
        story.hall.do(c.Tick())
        story.island.hear_time(story.hall.now)
        asyncio.run(story.island.write(Untold(hall="h", key=str(story.hall.now), what="printed", ticket="t")))
        story.starts()
    gave = [each.entry.ticket.number for each in story.disk.lines if isinstance(each.entry, Gave)]
    assert gave == [kept]
    story.lender.is_away = False
    story.hears()
    story.passes(3 * 24 * 60)
    story.hall.do(c.Tick())
    story.hears()
    story.starts()
    assert not [each for each in story.disk.lines if isinstance(each.entry, Gave | Untold)]


def test_a_service_for_people_who_are_known_is_not_given_alone(story):
    story.hears()
    assert story.island.has_number(story.hall.state, SERVICE)
    assert not story.island.has_number(story.hall.state, replace(SERVICE, identity="required"))
