"""From the hall's facts to the calls that a voice may say."""

from typing import Any

from display.standing import standing
from link.messages import facts as f

Day = Any


def numbers(day: Day) -> list[str]:
    return sorted(call.number for call in standing(day.state, "L1").calls)


def test_who_is_called_stands_until_he_is_served_missed_or_moved(day: Day) -> None:
    day.opens("1", "2", "3", "4")
    for window in ("1", "2", "3", "4"):
        day.calls(f"A00{window}", window)
    assert numbers(day) == ["A001", "A002", "A003", "A004"]
    day.starts("A001", "1")
    day.add(f.TicketMissed(ticket="A002", window="2"))
    day.add(f.TicketTransferred(ticket="A003", from_window="3", service="B"))
    assert numbers(day) == ["A004"]
    day.add(f.TicketCancelled(ticket="A004"))
    assert numbers(day) == []


def test_a_recall_has_an_id_a_moment_and_zones_of_its_own(day: Day) -> None:
    day.opens("1")
    day.calls("A001", "1")
    day.passes(100)
    seq = day.add(f.TicketRecalled(ticket="A001", window="1", zones=("left", "right")))
    [call] = standing(day.state, "L1").calls
    assert (call.seq, call.at, call.zones, call.window) == (seq, day.now, ("left", "right"), "1")


def test_more_calls_than_a_zone_remembers_all_stand(day: Day) -> None:
    windows = [str(number) for number in range(1, 25)]
    day.opens(*windows)
    for window in windows:
        day.calls(f"A{window}", window)
    stand = standing(day.state, "L1")
    assert len(stand.calls) == 24
    assert {call.zones for call in stand.calls} == {("left",)}
    assert (stand.ledger, stand.seq) == ("L1", len(day.facts))
