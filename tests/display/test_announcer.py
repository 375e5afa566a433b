"""The voice's queue: what is said, in which order, and what is left unsaid."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from display.announcer import Announcer, Call, Memory, Standing, begin, finish, hear, lose

NINE = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return NINE + timedelta(seconds=seconds)


def call(
    seq: int, number: str = "A001", *, window: str = "3", zones: tuple[str, ...] = ("left",), at: float = 0
) -> Call:
    return Call(seq=seq, ticket=f"t-{number}", number=number, window=window, zones=zones, at=after(at))


def standing(*calls: Call, seq: int | None = None, ledger: str = "L1") -> Standing:
    top = max((each.seq for each in calls), default=0)
    return Standing(ledger=ledger, seq=seq if seq is not None else top, calls=calls)


def voice_of(*zones: str, last_begun: int = 0) -> Announcer:
    return Announcer(zones=frozenset(zones), memory=Memory(ledger="L1", last_begun=last_begun))


def said(announcer: Announcer) -> tuple[list[tuple[str, int]], Announcer]:
    """Let the voice speak until it has nothing left; what it said, and how often each."""
    words = []
    while True:
        announcer, announcement = begin(announcer)
        if announcement is None:
            return words, announcer
        words.append((announcement.call.number, announcement.times))
        announcer = finish(announcer)


def test_calls_are_said_one_after_another_in_the_order_they_were_made() -> None:
    heard = hear(voice_of(), standing(call(7, "A003"), call(5, "A001"), call(6, "B001")), NINE)
    assert [number for number, _ in said(heard)[0]] == ["A001", "B001", "A003"]


def test_a_call_that_others_wait_behind_is_said_once_and_the_last_one_twice() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    assert said(heard)[0] == [("A001", 1), ("B001", 2)]


def test_nothing_is_begun_while_the_voice_speaks() -> None:
    speaking, first = begin(hear(voice_of(), standing(call(5)), NINE))
    assert first is not None
    heard = hear(speaking, standing(call(5), call(6, "B001")), NINE)
    assert begin(heard) == (heard, None)


def test_the_same_call_seen_again_is_not_said_again() -> None:
    _, silent = said(hear(voice_of(), standing(call(5)), NINE))
    assert said(hear(silent, standing(call(5), seq=9), after(3)))[0] == []


def test_a_recall_after_the_call_was_said_is_said_too() -> None:
    _, silent = said(hear(voice_of(), standing(call(5)), NINE))
    assert said(hear(silent, standing(call(9, at=20)), after(20)))[0] == [("A001", 2)]


def test_a_recall_takes_the_place_of_its_waiting_entry() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    recalled = hear(heard, standing(call(6, "B001"), call(7, "A001")), NINE)
    assert said(recalled)[0] == [("B001", 1), ("A001", 2)]


def test_a_ticket_that_ended_before_its_turn_is_not_said() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    assert said(hear(heard, standing(call(6, "B001"), seq=7), NINE))[0] == [("B001", 2)]


def test_a_ticket_that_moved_to_another_window_is_said_for_that_window_only() -> None:
    heard = hear(voice_of(), standing(call(5, window="3")), NINE)
    moved = hear(heard, standing(call(8, window="7")), NINE)
    _, announcement = begin(moved)
    assert announcement is not None
    assert announcement.call.window == "7"
    assert len(moved.waiting) == 1


def test_a_voice_says_the_calls_of_its_zones_and_no_others() -> None:
    calls = standing(
        call(5, "A001", zones=("left",)),
        call(6, "B001", zones=("right",)),
        call(7, "C001", zones=("left", "right")),
    )
    assert [number for number, _ in said(hear(voice_of("right"), calls, NINE))[0]] == ["B001", "C001"]


def test_a_voice_without_zones_says_every_call() -> None:
    calls = standing(call(5, "A001", zones=("left",)), call(6, "B001", zones=()))
    assert len(said(hear(voice_of(), calls, NINE))[0]) == 2


def test_a_call_that_waits_long_behind_others_is_still_said() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    later = hear(heard, standing(call(5, "A001"), call(6, "B001"), seq=9), after(200))
    assert [number for number, _ in said(later)[0]] == ["A001", "B001"]


def test_after_a_gap_only_what_is_newer_standing_and_under_ninety_seconds_old_is_said() -> None:
    speaking, _ = begin(hear(voice_of(), standing(call(5, "A001", at=0)), NINE))
    back = lose(finish(speaking))
    calls = standing(call(5, "A001", at=0), call(8, "B001", at=10), call(9, "C001", at=11))
    assert said(hear(back, calls, after(100.5)))[0] == [("C001", 2)]


def test_what_waited_before_a_gap_is_judged_by_its_age_after_it() -> None:
    heard = hear(voice_of(), standing(call(5, "A001", at=0)), NINE)
    assert said(hear(lose(heard), standing(call(5, "A001", at=0)), after(91)))[0] == []
    assert said(hear(lose(heard), standing(call(5, "A001", at=0)), after(30)))[0] == [("A001", 2)]


def test_nothing_is_begun_while_the_hall_is_out_of_reach() -> None:
    assert said(lose(hear(voice_of(), standing(call(5)), NINE)))[0] == []


def test_a_box_without_memory_says_nothing_of_its_first_snapshot() -> None:
    heard = hear(Announcer(), standing(call(5), seq=6), NINE)
    assert said(heard)[0] == []
    assert heard.memory == Memory(ledger="L1", last_begun=6)
    assert said(hear(heard, standing(call(5), call(7, "B001")), NINE))[0] == [("B001", 2)]


def test_a_restarted_box_says_what_it_had_not_begun() -> None:
    speaking, _ = begin(hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE))
    restarted = Announcer(memory=speaking.memory)
    assert said(hear(restarted, standing(call(5, "A001"), call(6, "B001")), after(5)))[0] == [("B001", 2)]


def test_a_new_ledger_is_a_hall_that_the_box_has_no_memory_of() -> None:
    silent = voice_of(last_begun=900)
    first = hear(silent, standing(call(40, "A001"), ledger="L2"), NINE)
    assert said(first)[0] == []
    assert said(hear(first, standing(call(41, "B001"), ledger="L2"), NINE))[0] == [("B001", 2)]


def test_the_memory_moves_on_at_the_beginning_of_an_announcement_not_at_its_end() -> None:
    begun, _ = begin(hear(voice_of(), standing(call(5)), NINE))
    assert begun.memory == Memory(ledger="L1", last_begun=5)
    assert replace(finish(begun)).memory == begun.memory
