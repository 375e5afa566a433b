"""The public state: the one apply, and the snapshot that a box begins with."""

import copy
import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from link.messages import facts as f
from link.messages.codec import Undecodable
from link.messages.definition import Definition, WindowPlace
from link.messages.wire import fact_text
from link.messages.words import ENDED_STATES
from link.mirror import Mirror, NeedsSnapshot
from link.state import State, apply, fold, public, snapshot_value, state_of
from link.views import ticket_view

SERVICES = ("first", "move", "tax")
WINDOWS = {"w1": "left", "w2": "left", "w3": "right"}


class Plausible:
    """Goes on writing a day that could have been, by chance: each step adds a fact that fits what is so."""

    def __init__(self, day, chance):
        self.day, self.chance, self.state = day, chance, day.state
        self.numbers = 0

    def live(self, steps):
        for _ in range(steps):
            step = self.chance.choice(self.STEPS)
            body = step(self)
            if body is not None:
                apply(self.state, self.day.add(body))
        return self.day

    def some(self, *states):
        """A living ticket in one of these states."""
        found = sorted(each.id for each in self.state.tickets.values() if each.state in states)
        return self.state.tickets[self.chance.choice(found)] if found else None

    def window(self, *states):
        found = sorted(each.id for each in self.state.windows.values() if each.state in states)
        return self.state.windows[self.chance.choice(found)] if found else None

    def issue(self):
        self.numbers += 1
        service = self.chance.choice(SERVICES)
        return f.TicketIssued(
            ticket=f"t{self.numbers}", number=f"A{self.numbers:03}", counter=self.numbers, series="A",
            service=service, rank=float(self.chance.randrange(50)), class_rank=self.chance.choice((10, 100)),
            further=tuple(self.chance.sample(SERVICES, self.chance.randrange(2))), secret_hash="x",
            zones=("left",),
        )  # fmt: skip

    def hand_in(self):
        self.numbers += 1
        given = f.HandedIn(
            ticket=f"t{self.numbers}", number=f"A{self.numbers:03}", counter=self.numbers, series="A",
            service="first", issued_at=self.state.at, rank=3.0,
        )  # fmt: skip
        return f.TicketsHandedIn(box="kiosk-1", tickets=(given,))

    def call(self):
        window, ticket = self.window("open"), self.some("waiting", "missed")
        if window and ticket:
            return f.TicketCalled(ticket=ticket.id, window=window.id, zones=(WINDOWS[window.id],))
        return None

    def of_held(self, *states):
        held = [each for each in self.state.windows.values() if each.ticket and each.state in states]
        return self.chance.choice(sorted(held, key=lambda each: each.id)) if held else None

    def recall(self):
        window = self.of_held("calling")
        return window and f.TicketRecalled(
            ticket=window.ticket, window=window.id, zones=(WINDOWS[window.id],)
        )

    def arrive(self):
        window = self.of_held("calling")
        return window and f.TicketArrived(ticket=window.ticket, window=window.id)

    def start(self):
        window = self.of_held("calling")
        return window and f.ServiceStarted(ticket=window.ticket, window=window.id)

    def finish(self):
        window = self.of_held("serving")
        further = self.chance.choice(("", *SERVICES))
        return window and f.ServiceFinished(ticket=window.ticket, window=window.id, next_service=further)

    def miss(self):
        window = self.of_held("calling")
        return window and f.TicketMissed(ticket=window.ticket, window=window.id)

    def park(self):
        window = self.of_held("serving")
        return window and f.TicketParked(ticket=window.ticket, window=window.id)

    def unpark(self):
        ticket = self.some("parked")
        return ticket and f.TicketUnparked(ticket=ticket.id, rank=1.0)

    def give_back(self):
        ticket = self.some("called", "missed")
        return ticket and f.TicketReturned(ticket=ticket.id, rank=ticket.rank)

    def transfer(self):
        ticket = self.some("called", "serving")
        return ticket and f.TicketTransferred(
            ticket=ticket.id, service=self.chance.choice(SERVICES), rank=2.0, zones=("right",)
        )

    def prioritise(self):
        ticket = self.some("waiting", "called", "missed")
        return ticket and f.TicketPrioritised(ticket=ticket.id, priority="elderly", class_rank=10)

    def add_service(self):
        ticket = self.some("waiting", "serving")
        return ticket and f.ServiceAdded(ticket=ticket.id, service="tax")

    def cancel(self):
        ticket = self.some("waiting", "called", "missed", "parked")
        return ticket and self.chance.choice((f.TicketCancelled, f.TicketExpired))(ticket=ticket.id)

    def undo(self):
        ended = sorted(each.id for each in self.state.ended.values() if each.state == "finished")
        window = self.window("open")
        if not (ended and window):
            return None
        ticket = self.chance.choice(ended)
        return f.CommandUndone(
            undone_seq=self.state.seq, ticket=ticket, window=window.id, ticket_state="serving", window_state="serving"
        )  # fmt: skip

    def print_out(self):
        ticket = self.some("waiting")
        return ticket and f.TicketPrinted(ticket=ticket.id, printer="kiosk-1/main")

    def rate(self):
        return f.TicketRated(ticket="t1", grade=4, comment="很好")

    def open(self):
        window = self.window("closed")
        return window and f.WindowOpened(window=window.id, clerk="1001")

    def pause(self):
        window = self.window("open", "calling", "serving")
        return window and f.WindowPaused(window=window.id, reason="午休")

    def resume(self):
        window = self.window("paused")
        return window and f.WindowResumed(window=window.id)

    def close(self):
        window = self.window("open")
        return window and f.WindowClosed(window=window.id)

    def take_over(self):
        return f.ClerkTookOver(window="w1", clerk="1002")

    def change_services(self):
        return f.WindowServicesChanged(window="w3", services=("tax", self.chance.choice(SERVICES)))

    def say(self):
        return self.chance.choice(
            (
                f.ServiceSuspended(service="tax", reason="系统故障"), f.ServiceResumed(service="tax"),
                f.CrowdStarted(reason="人多"), f.CrowdEnded(),
                f.NoticeSet(zone="left", notices=("小心地滑",)), f.NoticeSet(notices=()),
                f.BroadcastMade(text="寻人", zones=("left",), emergency=True),
                f.BroadcastEnded(broadcast=self.state.said[0].seq if self.state.said else 1),
                f.AlarmRaised(alarm="clock-doubtful", fields={"minutes": "7"}), f.AlarmCleared(alarm="clock-doubtful"),
                f.BoxTroubled(box="kiosk-1", part="printer", reason="缺纸"),
                f.BoxRecovered(box="kiosk-1", part="printer"),
                f.NumbersLeased(box="kiosk-1", series="A", first=900, last=949),
            )
        )  # fmt: skip

    def next_day(self):
        if self.chance.random() > 0.1:
            return None
        if self.state.is_open:
            return f.DayClosed()
        return f.DayOpened(carried=tuple(sorted(self.state.tickets))[:2])

    def define(self):
        return f.HallDefined(definition=self.state.definition) if self.chance.random() < 0.1 else None

    STEPS = (
        *(issue,) * 6, hand_in, *(call,) * 5, recall, arrive, *(start,) * 3, *(finish,) * 3, miss, park, unpark, give_back,
        transfer, prioritise, add_service, cancel, undo, print_out, rate, *(open,) * 3, pause, resume, close, take_over,
        change_services, say, next_day, define,
    )  # fmt: skip


@pytest.fixture
def plausible(new_day):
    """A plausible day of so many steps."""
    return lambda seed, steps: Plausible(new_day(), random.Random(seed)).live(steps)


def living(state):
    """What a snapshot holds of a state."""
    return replace(state, ended={})


def by_wire(state):
    return state_of(json.loads(json.dumps(snapshot_value(state), ensure_ascii=False)))


DAYS = st.integers(0, 2**32)


def test_a_snapshot_holds_all_that_lives(plausible):
    @settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DAYS, st.integers(0, 150))
    def comes_back(seed, steps):
        state = plausible(seed, steps).state
        assert by_wire(state) == living(state)

    comes_back()


def test_old_facts_change_nothing(plausible):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DAYS)
    def is_idempotent(seed):
        day = plausible(seed, 80)
        state = State()
        for number, fact in enumerate(day.facts, 1):
            apply(state, fact)
            apply(state, fact)
            apply(state, day.facts[number // 2])
        assert state == day.state

    is_idempotent()


def test_what_is_private_makes_no_difference_to_the_state(plausible):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DAYS)
    def folds_the_same(seed):
        day = plausible(seed, 80)
        assert fold(map(public, day.facts)) == day.state

    folds_the_same()


def test_who_waits_and_who_holds_agree_with_the_tickets(plausible):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DAYS)
    def agrees(seed):
        state = plausible(seed, 120).state
        waiting = {each.id for each in state.tickets.values() if each.state == "waiting"}
        queued = [place[-1] for service in SERVICES for place in state.waiting.places(service)]
        assert sorted(queued) == sorted(waiting)
        assert all(each.state in ENDED_STATES for each in state.ended.values())
        assert not state.tickets.keys() & state.ended.keys()
        for series in {state.index.queue_of(service) for service in SERVICES}:
            queue = sorted(place for service in series for place in state.waiting.places(service))
            aheads = [ticket_view(state, state.tickets[place[-1]]).ahead for place in queue]
            assert aheads == list(range(len(queue)))

    agrees()


def test_a_box_that_joins_at_any_moment_sees_the_same_as_one_that_was_there(plausible):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(DAYS, st.data())
    def sees_the_same(seed, data):
        facts = plausible(seed, 100).facts
        mirror = Mirror()
        _join(mirror, facts[: data.draw(st.integers(2, len(facts)))])
        while mirror.state.seq < len(facts):
            try:
                mirror.hear("fact", fact_text(facts[mirror.state.seq]))
            except NeedsSnapshot:
                _join(mirror, facts[: mirror.state.seq + 1])
        assert living(mirror.state) == living(fold(facts))

    sees_the_same()


def _join(mirror, facts):
    state = fold(facts)
    said = {"hall": "hulu", "ledger": "k", "schema": 1, "oldest_schema": 1, "now": "2026-03-12T02:00:00Z"}
    mirror.hear("welcome", json.dumps(said | {"seq": state.seq}))
    mirror.hear("snapshot", json.dumps(snapshot_value(state)))


# ── stories ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def day(new_day):
    day = new_day()
    day.add(f.WindowOpened(window="w1", clerk="1001"))
    day.issue("A001")
    day.issue("A002")
    return day


def test_a_visit_from_the_touch_to_the_end(day):
    called = day.call("a001", "w1")
    assert (day.state.windows["w1"].state, day.state.windows["w1"].ticket) == ("calling", "a001")
    assert day.state.tickets["a001"].call == called.seq
    assert day.state.waiting.count("first") == 1
    day.add(f.ServiceStarted(ticket="a001", window="w1"))
    assert day.state.windows["w1"].state == "serving"
    done = day.add(f.ServiceFinished(ticket="a001", window="w1"))
    assert (day.state.windows["w1"].state, day.state.windows["w1"].ticket) == ("open", None)
    assert day.state.ended["a001"].ended_at == done.at


def test_a_second_matter_waits_under_the_same_number(day):
    day.add(f.ServiceAdded(ticket="a001", service="move"))
    day.add(f.ServiceAdded(ticket="a001", service="tax"))
    day.call("a001", "w1")
    day.add(f.ServiceStarted(ticket="a001", window="w1"))
    day.add(f.ServiceFinished(ticket="a001", window="w1", next_service="move"))
    ticket = day.state.tickets["a001"]
    assert (ticket.state, ticket.service, ticket.further, ticket.window) == ("waiting", "move", ("tax",), "")
    assert day.state.waiting.count("move") == 1


def test_a_pause_keeps_the_citizen_who_is_being_served(day):
    day.call("a001", "w1")
    day.add(f.ServiceStarted(ticket="a001", window="w1"))
    day.add(f.WindowPaused(window="w1", reason="午休"))
    assert (day.state.windows["w1"].state, day.state.windows["w1"].ticket) == ("paused", "a001")
    day.add(f.WindowResumed(window="w1"))
    assert (day.state.windows["w1"].state, day.state.windows["w1"].reason) == ("serving", "")


def test_a_finish_by_mistake_is_taken_back(day):
    day.call("a001", "w1")
    day.add(f.ServiceStarted(ticket="a001", window="w1"))
    before = day.state
    done = day.add(f.ServiceFinished(ticket="a001", window="w1"))
    day.add(
        f.CommandUndone(
            undone_seq=done.seq, ticket="a001", window="w1", ticket_state="serving", window_state="serving"
        )
    )
    after = day.state
    assert after.tickets["a001"] == before.tickets["a001"]
    assert (after.windows["w1"].state, after.windows["w1"].ticket) == ("serving", "a001")


def test_a_new_day_begins_empty_but_for_what_is_carried(day):
    day.add(f.ServiceSuspended(service="tax"))
    day.add(f.NoticeSet(notices=("小心地滑",)))
    day.add(f.DayClosed())
    assert not day.state.is_open
    day.add(f.DayOpened(carried=("a002",)))
    state = day.state
    assert set(state.tickets) == {"a002"}
    assert state.waiting.count("first") == 1
    assert (state.issued, state.suspended, state.calls) == ({}, {}, {})
    assert state.windows["w1"].state == "closed"
    assert state.notices == {"": ("小心地滑",)}, "a notice stands until it is taken down"


def test_a_hall_defined_anew_keeps_windows_at_work(day, definition):
    fewer = definition(windows=definition().windows[1:])
    day.add(f.HallDefined(definition=fewer))
    assert set(day.state.windows) == {"w1", "w2", "w3"}
    day.add(f.WindowClosed(window="w1"))
    day.add(f.HallDefined(definition=fewer))
    assert set(day.state.windows) == {"w2", "w3"}


def test_boxes_get_no_secret_no_person_no_note_and_no_rating(day):
    issued = day.issue("A003", secret_hash="9f86", person="p-3")
    rated = day.add(
        f.TicketRated(ticket="a001", transaction=2, grade=1, reasons=("慢",), comment="x", window="w1")
    )
    noted = day.add(f.TicketNoted(ticket="a001", note="材料不全"))
    assert (public(issued).body.secret_hash, public(issued).body.person) == ("", "")
    assert public(rated).body == f.TicketRated(ticket="a001", transaction=2, grade=0)
    assert public(noted).body.note == ""
    assert public(day.facts[0]) is day.facts[0]


@pytest.mark.parametrize("wrong", [None, [], {}, 7, "x"])
def test_what_is_no_snapshot_is_undecodable(wrong):
    with pytest.raises(Undecodable):
        state_of(wrong)


def test_every_wrong_value_in_a_snapshot_is_undecodable(day):
    whole = snapshot_value(day.state)
    for name in whole:
        for wrong in (object, {"a": object}, [object]):
            with pytest.raises(Undecodable):
                state_of(copy.copy(whole) | {name: wrong})


def test_a_window_counts_what_it_finished_and_how_long_it_took_and_takes_back_what_is_undone() -> None:
    began = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)

    def fact(seq: int, minutes: float, body: f.Body) -> f.Fact:
        at = began + timedelta(minutes=minutes)
        return f.Fact(seq=seq, at=at, day=began.date(), who=f.Who(), command="", body=body)

    definition = Definition(id="x", name="x", windows=(WindowPlace(id="3", label="3"),))
    day = [
        fact(1, 0, f.HallDefined(definition=definition)),
        fact(2, 0, f.TicketIssued(ticket="t", number="A001", counter=1, series="A", service="A")),
        fact(3, 1, f.TicketCalled(ticket="t", window="3")),
        fact(4, 2, f.ServiceStarted(ticket="t", window="3")),
        fact(5, 8, f.ServiceFinished(ticket="t", window="3")),
    ]
    state = fold(day)
    assert (state.windows["3"].finished, state.windows["3"].finished_s) == (1, 360.0)
    assert state_of(snapshot_value(state)).windows["3"].finished == 1
    undone = f.CommandUndone(
        undone_seq=5, ticket="t", window="3", ticket_state="serving", window_state="serving"
    )
    apply(state, fact(6, 8.05, undone))
    assert (state.windows["3"].finished, state.windows["3"].finished_s) == (0, 0.0)
