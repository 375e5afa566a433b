"""A box's picture of the hall: what makes it current, what makes it ask anew, and whom it tells."""

import json
import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from link.hall_clock import HallClock
from link.messages import facts as f
from link.messages.codec import moment_text
from link.messages.wire import fact_text
from link.messages.words import SCHEMA
from link.mirror import Mirror, NeedsSnapshot, OtherHall, TooOld
from link.state import fold, snapshot_value

MORNING = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


def welcome(seq, **changes):
    said = {
        "hall": "hulu", "name": "葫芦", "ledger": "k3v9", "schema": 1, "oldest_schema": 1,
        "now": moment_text(MORNING), "seq": seq,
    }  # fmt: skip
    return json.dumps(said | changes)


def snapshot(state):
    return json.dumps(snapshot_value(state))


@pytest.fixture
def day(new_day):
    day = new_day()
    day.issue("A001")
    return day


@pytest.fixture
def mirror(day):
    """One that has the day so far."""
    mirror = Mirror()
    mirror.hear("welcome", welcome(3))
    mirror.hear("snapshot", snapshot(day.state))
    mirror.tell()
    return mirror


def test_it_is_current_once_the_snapshot_has_reached_the_welcome(day):
    mirror = Mirror()
    assert not mirror.is_current
    mirror.hear("welcome", welcome(4))
    assert not mirror.is_current
    mirror.hear("snapshot", snapshot(day.state))
    assert not mirror.is_current, "an older snapshot that is shared; its facts follow"
    mirror.hear("fact", fact_text(day.issue("A002")))
    assert mirror.is_current
    assert mirror.last_id == "k3v9.4"


def test_a_resumed_stream_without_news_is_current_at_once(mirror):
    mirror.begin()
    assert not mirror.is_current
    mirror.hear("welcome", welcome(3))
    assert mirror.is_current


def test_listeners_hear_facts_together_and_snapshots_as_such(day, mirror):
    heard = []
    leave = mirror.on_change.add(
        lambda state, facts, whole: heard.append((state.seq, [x.seq for x in facts], whole))
    )
    for number in ("A002", "A003"):
        mirror.hear("fact", fact_text(day.issue(number)))
    mirror.tell()
    mirror.tell()
    mirror.hear("fact", fact_text(day.issue("A004")))
    mirror.hear("snapshot", snapshot(day.state))
    mirror.tell()
    assert heard == [(5, [4, 5], False), (6, [6], False), (6, [], True)]
    leave()
    mirror.hear("fact", fact_text(day.issue("A005")))
    mirror.tell()
    assert len(heard) == 3


def test_a_fact_that_is_known_already_changes_nothing(day, mirror):
    for fact in day.facts:
        mirror.hear("fact", fact_text(fact))
    assert mirror.state == day.state


def test_a_gap_asks_for_a_snapshot(day, mirror):
    day.issue("A002")
    with pytest.raises(NeedsSnapshot, match="4 to 4"):
        mirror.hear("fact", fact_text(day.issue("A003")))
    mirror.forget()
    assert mirror.last_id == ""
    assert mirror.state.seq == 3, "what is shown stays"


def test_an_unknown_kind_asks_for_a_snapshot_and_is_passed_over_where_that_does_not_help(day, mirror):
    newer = json.loads(fact_text(day.issue("A002"))) | {"kind": "ticket_framed"}
    with pytest.raises(NeedsSnapshot, match="ticket_framed"):
        mirror.hear("fact", json.dumps(newer))
    mirror.forget()
    mirror.hear("welcome", welcome(4))
    mirror.hear("snapshot", snapshot(fold(day.facts[:3])))
    mirror.hear("fact", json.dumps(newer))
    assert mirror.is_current
    mirror.hear("fact", fact_text(day.issue("A003")))
    assert mirror.state.seq == 5


def test_a_ticket_that_comes_back_from_before_our_snapshot_is_asked_for(day):
    for body in (
        f.WindowOpened(window="w1"),
        f.TicketCalled(ticket="a001", window="w1", zones=("left",)),
        f.ServiceStarted(ticket="a001", window="w1"),
        f.ServiceFinished(ticket="a001", window="w1"),
    ):
        day.add(body)
    mirror = Mirror()
    mirror.hear("welcome", welcome(7))
    mirror.hear("snapshot", snapshot(day.state))
    undone = day.add(
        f.CommandUndone(
            undone_seq=7, ticket="a001", window="w1", ticket_state="serving", window_state="serving"
        )
    )
    with pytest.raises(NeedsSnapshot, match="not known here"):
        mirror.hear("fact", fact_text(undone))
    mirror.forget()
    mirror.hear("welcome", welcome(8))
    mirror.hear("snapshot", snapshot(day.state))
    assert mirror.state.tickets["a001"].state == "serving"


@pytest.mark.parametrize(
    ("event", "text"),
    [
        ("welcome", "no json"), ("welcome", "[]"), ("welcome", '{"hall":"hulu"}'), ("snapshot", "{}"),
        ("snapshot", '{"seq":"x"}'), ("snapshot", "[" * 100_000), ("fact", "{}"), ("fact", '{"seq":4}'),
        ("fact", '{"seq":4,"kind":"ticket_called"}'), ("fact", ""),
    ],
)  # fmt: skip
def test_what_is_garbled_asks_for_a_snapshot_and_spoils_nothing(day, mirror, event, text):
    with pytest.raises(NeedsSnapshot):
        mirror.hear(event, text)
    assert mirror.state == day.state


def test_facts_and_snapshots_without_a_welcome_are_not_believed(day):
    for event, text in (("snapshot", snapshot(day.state)), ("fact", fact_text(day.facts[0]))):
        with pytest.raises(NeedsSnapshot):
            Mirror().hear(event, text)


def test_facts_of_a_new_ledger_wait_for_its_snapshot(day, mirror):
    mirror.begin()
    mirror.hear("welcome", welcome(3, ledger="restored"))
    assert not mirror.is_current
    with pytest.raises(NeedsSnapshot):
        mirror.hear("fact", fact_text(day.issue("A002")))


def test_events_of_later_versions_are_left_aside(mirror):
    mirror.hear("weather", "rain")
    assert mirror.is_current


def test_another_hall_is_not_listened_to(mirror):
    mirror.begin()
    with pytest.raises(OtherHall, match="other"):
        mirror.hear("welcome", welcome(3, hall="other"), hall="hulu")
    assert not mirror.is_current


def test_a_box_that_is_too_old_says_so(mirror):
    with pytest.raises(TooOld, match=f"schema {SCHEMA + 1}"):
        mirror.hear("welcome", welcome(3, schema=SCHEMA + 2, oldest_schema=SCHEMA + 1))


def test_a_fact_that_breaks_the_picture_asks_for_a_fresh_one(day, mirror, caplog):
    mirror.state.waiting.clear()
    with pytest.raises(NeedsSnapshot, match="does not fit"):
        mirror.hear("fact", fact_text(day.add(f.TicketCancelled(ticket="a001"))))
    assert "does not fit" in caplog.text


def test_cuts_at_any_place_leave_the_same_picture(new_day):
    """The day through many streams, each cut somewhere and begun again somewhat earlier."""
    chance = random.Random(7)
    day = new_day()
    for number in range(1, 60):
        day.issue(f"A{number:03}", service=chance.choice(["first", "move"]))
    mirror, heard = Mirror(), []
    mirror.on_change.add(lambda state, facts, whole: heard.extend(each.seq for each in facts))
    while mirror.state.seq < day.facts[-1].seq:
        mirror.begin()
        mirror.hear("welcome", welcome(day.facts[-1].seq))
        if not mirror.last_id:
            mirror.hear("snapshot", snapshot(fold(day.facts[:5])))
        again = max(0, mirror.state.seq - chance.randrange(4))
        for fact in day.facts[again : again + chance.randrange(9)]:
            mirror.hear("fact", fact_text(fact))
        mirror.tell()
    assert mirror.state == replace(day.state, ended={})
    assert heard == list(range(6, day.facts[-1].seq + 1))


# ── the hall's time ──────────────────────────────────────────────────────────────────────────────────


def test_the_hall_time_runs_on_from_its_word_in_its_zone(day):
    seconds = [100.0]
    mirror = Mirror(HallClock(monotonic=lambda: seconds[0], own_now=lambda: datetime(1970, 1, 1, tzinfo=UTC)))
    assert mirror.hall_now().year == 1970
    assert not mirror.clock.is_known
    mirror.hear("welcome", welcome(3))
    mirror.hear("snapshot", snapshot(day.state))
    seconds[0] += 60
    assert mirror.hall_now() == MORNING + timedelta(seconds=60)
    assert mirror.hall_now().strftime("%H:%M") == "10:01", "Shanghai"


def test_a_later_fact_moves_the_clock_on_and_an_earlier_one_does_not_move_it_back():
    clock = HallClock(monotonic=lambda: 5.0)
    clock.set(MORNING)
    clock.at_least(MORNING - timedelta(hours=1))
    assert clock.now() == MORNING
    clock.at_least(MORNING + timedelta(milliseconds=30))
    assert clock.now() == MORNING + timedelta(milliseconds=30)


def test_a_hall_whose_clock_was_put_back_is_believed():
    clock = HallClock(monotonic=lambda: 5.0)
    clock.set(MORNING)
    clock.set(MORNING - timedelta(days=1))
    assert clock.now() == MORNING - timedelta(days=1)


@pytest.mark.parametrize("zone", ["", "Mars/Base", "../../etc/passwd", "/etc/passwd", "a\0b"])
def test_a_zone_that_is_not_there_counts_as_utc(zone):
    assert HallClock(own_now=lambda: MORNING).now(zone) == MORNING
