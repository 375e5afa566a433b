"""What waits to be said in the hall, as its boxes last told."""

from datetime import UTC, datetime, timedelta

from hall.voices import FORGOTTEN_AFTER_S, MOST_BOXES, Voices
from link.messages.voices import VoiceQueue

NINE = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
ZONES = ("left", "right")


def queue(waiting: int, *zones: str, name: str = "") -> VoiceQueue:
    return VoiceQueue(name=name, zones=zones, waiting=waiting, oldest_s=waiting * 4.5)


def test_each_loudspeaker_is_known_as_it_was_last_told() -> None:
    voices = Voices()
    voices.tell("b2", [queue(3, "left", name="one"), queue(0, "right", name="two")], NINE)
    voices.tell("b1", [queue(1)], NINE)
    assert [(each.box, each.queue.name, each.queue.waiting) for each in voices.now(NINE, ZONES)] == [
        ("b1", "", 1),
        ("b2", "one", 3),
        ("b2", "two", 0),
    ]
    voices.tell("b2", [queue(2, "left", name="one")], NINE)
    assert [each.queue.waiting for each in voices.now(NINE, ZONES)] == [1, 2]
    voices.tell("b2", [], NINE)
    assert [each.box for each in voices.now(NINE, ZONES)] == ["b1"]


def test_a_loudspeaker_for_the_whole_hall_is_heard_in_every_zone() -> None:
    voices = Voices()
    voices.tell("b1", [queue(1)], NINE)
    assert [each.queue.zones for each in voices.now(NINE, ZONES)] == [ZONES]


def test_of_a_box_that_is_silent_in_mid_queue_nothing_is_known() -> None:
    voices = Voices()
    voices.tell("b1", [queue(9, "left")], NINE)
    voices.tell("b2", [queue(0, "left")], NINE)
    soon, later = (NINE + timedelta(seconds=FORGOTTEN_AFTER_S + more) for more in (-1, 1))
    assert [each.box for each in voices.now(soon, ZONES)] == ["b1", "b2"]
    assert [each.box for each in voices.now(later, ZONES)] == ["b2"]


def test_a_box_that_was_replaced_is_not_known_any_more_though_its_queue_was_empty() -> None:
    voices = Voices()
    voices.tell("tv-1", [queue(0, "left")], NINE)
    voices.tell("tv-9", [queue(0, "left")], NINE + timedelta(days=3))
    there = {"tv-9"}
    known = voices.now(NINE + timedelta(days=3), ZONES, there.__contains__)
    assert [each.box for each in known] == ["tv-9"]
    there.add("tv-1")
    known = voices.now(NINE + timedelta(days=3), ZONES, there.__contains__)
    assert [each.box for each in known] == ["tv-1", "tv-9"], (
        "a box that was away for a moment need not tell again"
    )


def test_boxes_without_end_do_not_fill_the_memory() -> None:
    voices = Voices()
    for place in range(MOST_BOXES + 5):
        voices.tell(f"b{place}", [queue(0, "left")], NINE)
    known = {each.box for each in voices.now(NINE, ZONES)}
    assert len(known) == MOST_BOXES
    assert "b0" not in known
