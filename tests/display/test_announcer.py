"""The voice's queue: what is said, in which order, what is left unsaid, and what an emergency does to it."""

from datetime import UTC, datetime, timedelta

from display.announcer import (
    URGENT_AGAIN_S,
    Announcer,
    Call,
    Memory,
    Notice,
    Standing,
    begin,
    due_s,
    finish,
    hear,
    lose,
    must_stop,
)

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


def notice(
    seq: int, text: str = "请保持安静", *, zones: tuple[str, ...] = (), is_urgent: bool = False
) -> Notice:
    return Notice(seq=seq, text=text, zones=zones, at=NINE, is_urgent=is_urgent)


def said(announcer: Announcer) -> tuple[list[str], Announcer]:
    """Let the voice speak until it has nothing left; what it said."""
    words = []
    while True:
        announcer, entry = begin(announcer, NINE)
        if entry is None:
            return words, announcer
        words.append(entry.number if isinstance(entry, Call) else entry.text)
        announcer = finish(announcer, NINE)


def test_calls_are_said_one_after_another_in_the_order_they_were_made() -> None:
    heard = hear(voice_of(), standing(call(7, "A003"), call(5, "A001"), call(6, "B001")), NINE)
    assert said(heard)[0] == ["A001", "B001", "A003"]


def test_nothing_is_begun_while_the_voice_speaks() -> None:
    speaking, first = begin(hear(voice_of(), standing(call(5)), NINE), NINE)
    assert first is not None
    heard = hear(speaking, standing(call(5), call(6, "B001")), NINE)
    assert begin(heard, NINE) == (heard, None)


def test_the_same_call_seen_again_is_not_said_again() -> None:
    _, silent = said(hear(voice_of(), standing(call(5)), NINE))
    assert said(hear(silent, standing(call(5), seq=9), after(3)))[0] == []


def test_a_recall_after_the_call_was_said_is_said_too() -> None:
    _, silent = said(hear(voice_of(), standing(call(5)), NINE))
    assert said(hear(silent, standing(call(9, at=20)), after(20)))[0] == ["A001"]


def test_a_recall_takes_the_place_of_its_waiting_entry() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    recalled = hear(heard, standing(call(6, "B001"), call(7, "A001")), NINE)
    assert said(recalled)[0] == ["B001", "A001"]


def test_a_ticket_that_ended_before_its_turn_is_not_said() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    assert said(hear(heard, standing(call(6, "B001"), seq=7), NINE))[0] == ["B001"]


def test_a_ticket_that_moved_to_another_window_is_said_for_that_window_only() -> None:
    heard = hear(voice_of(), standing(call(5, window="3")), NINE)
    moved = hear(heard, standing(call(8, window="7")), NINE)
    _, entry = begin(moved, NINE)
    assert isinstance(entry, Call)
    assert entry.window == "7"
    assert len(moved.waiting) == 1


def test_a_voice_says_the_calls_of_its_zones_and_no_others() -> None:
    calls = standing(
        call(5, "A001", zones=("left",)),
        call(6, "B001", zones=("right",)),
        call(7, "C001", zones=("left", "right")),
    )
    assert said(hear(voice_of("right"), calls, NINE))[0] == ["B001", "C001"]


def test_a_voice_without_zones_says_every_call() -> None:
    calls = standing(call(5, "A001", zones=("left",)), call(6, "B001", zones=()))
    assert len(said(hear(voice_of(), calls, NINE))[0]) == 2


def test_a_call_that_waits_long_behind_others_is_still_said() -> None:
    heard = hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE)
    later = hear(heard, standing(call(5, "A001"), call(6, "B001"), seq=9), after(200))
    assert said(later)[0] == ["A001", "B001"]


def test_after_a_gap_only_what_is_newer_standing_and_under_ninety_seconds_old_is_said() -> None:
    speaking, _ = begin(hear(voice_of(), standing(call(5, "A001", at=0)), NINE), NINE)
    back = lose(finish(speaking, NINE))
    calls = standing(call(5, "A001", at=0), call(8, "B001", at=10), call(9, "C001", at=11))
    assert said(hear(back, calls, after(100.5)))[0] == ["C001"]


def test_what_waited_before_a_gap_is_judged_by_its_age_after_it() -> None:
    heard = hear(voice_of(), standing(call(5, "A001", at=0)), NINE)
    assert said(hear(lose(heard), standing(call(5, "A001", at=0)), after(91)))[0] == []
    assert said(hear(lose(heard), standing(call(5, "A001", at=0)), after(30)))[0] == ["A001"]


def test_nothing_is_begun_while_the_hall_is_out_of_reach() -> None:
    assert said(lose(hear(voice_of(), standing(call(5)), NINE)))[0] == []


def test_a_box_without_memory_says_nothing_of_its_first_snapshot() -> None:
    heard = hear(Announcer(), standing(call(5), seq=6), NINE)
    assert said(heard)[0] == []
    assert heard.memory == Memory(ledger="L1", last_begun=6)
    assert said(hear(heard, standing(call(5), call(7, "B001")), NINE))[0] == ["B001"]


def test_a_restarted_box_says_what_it_had_not_begun() -> None:
    speaking, _ = begin(hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE), NINE)
    restarted = Announcer(memory=speaking.memory)
    assert said(hear(restarted, standing(call(5, "A001"), call(6, "B001")), after(5)))[0] == ["B001"]


def test_a_new_ledger_is_a_hall_that_the_box_has_no_memory_of() -> None:
    silent = voice_of(last_begun=900)
    first = hear(silent, standing(call(40, "A001"), ledger="L2"), NINE)
    assert said(first)[0] == []
    assert said(hear(first, standing(call(41, "B001"), ledger="L2"), NINE))[0] == ["B001"]


def test_the_memory_moves_on_at_the_beginning_of_an_announcement_not_at_its_end() -> None:
    begun, _ = begin(hear(voice_of(), standing(call(5)), NINE), NINE)
    assert begun.memory == Memory(ledger="L1", last_begun=5)
    assert finish(begun, NINE).memory == begun.memory


def test_what_is_called_again_or_ended_while_it_is_said_no_longer_stands() -> None:
    speaking, _ = begin(hear(voice_of(), standing(call(5)), NINE), NINE)
    assert hear(speaking, standing(call(5), call(6, "B001")), NINE).does_stand
    assert not hear(speaking, standing(call(8, at=3)), NINE).does_stand
    assert not hear(speaking, standing(seq=9), NINE).does_stand


def test_a_broadcast_takes_its_turn_among_the_calls_and_is_said_once() -> None:
    now = Standing(ledger="L1", seq=7, calls=(call(5, "A001"), call(7, "B001")), notices=(notice(6),))
    words, silent = said(hear(voice_of(), now, NINE))
    assert words == ["A001", "请保持安静", "B001"]
    assert said(hear(silent, now, NINE))[0] == []


def test_a_broadcast_for_another_zone_is_not_heard_here_and_one_for_all_is() -> None:
    now = Standing(ledger="L1", seq=7, notices=(notice(6, "左", zones=("left",)), notice(7, "全")))
    assert said(hear(voice_of("right"), now, NINE))[0] == ["全"]


def test_an_emergency_breaks_off_what_is_said_and_goes_before_all_that_waits() -> None:
    speaking, _ = begin(hear(voice_of(), standing(call(5, "A001"), call(6, "B001")), NINE), NINE)
    assert not must_stop(speaking)
    calls = (call(5, "A001"), call(6, "B001"))
    alarm = Standing(ledger="L1", seq=9, calls=calls, notices=(notice(9, "疏散", is_urgent=True),))
    told = hear(speaking, alarm, NINE)
    assert must_stop(told)
    urgent, entry = begin(finish(told, NINE, is_broken_off=True), NINE)
    assert isinstance(entry, Notice)
    assert entry.text == "疏散"
    over = hear(finish(urgent, NINE), Standing(ledger="L1", seq=10, calls=calls), NINE)
    assert said(over)[0] == ["A001", "B001"], "the call that was broken off is said again"


def test_an_emergency_is_said_again_and_again_until_it_is_ended_and_no_call_in_between() -> None:
    alarm = Standing(ledger="L1", seq=9, calls=(call(5),), notices=(notice(9, "疏散", is_urgent=True),))
    urgent, _ = begin(hear(voice_of(), alarm, NINE), NINE)
    waits = finish(urgent, after(8))
    assert begin(waits, after(9))[1] is None
    assert due_s(waits, after(9)) == URGENT_AGAIN_S - 1
    _, entry = begin(waits, after(8 + URGENT_AGAIN_S))
    assert isinstance(entry, Notice)
    assert due_s(hear(waits, standing(call(5)), after(9)), after(9)) is None


def test_an_emergency_that_is_over_is_broken_off_and_goes_on_while_the_hall_is_out_of_reach() -> None:
    alarm = Standing(ledger="L1", seq=9, notices=(notice(9, "疏散", is_urgent=True),))
    urgent, _ = begin(hear(voice_of(), alarm, NINE), NINE)
    assert must_stop(hear(urgent, standing(seq=10), NINE))
    cut_off = lose(finish(urgent, NINE))
    assert isinstance(begin(cut_off, after(URGENT_AGAIN_S))[1], Notice)


def test_an_emergency_elsewhere_stops_nothing_here() -> None:
    speaking, _ = begin(hear(voice_of("left"), standing(call(5)), NINE), NINE)
    alarm = Standing(
        ledger="L1", seq=9, calls=(call(5),), notices=(notice(9, "疏散", zones=("right",), is_urgent=True),)
    )
    assert not must_stop(hear(speaking, alarm, NINE))


def test_a_box_that_starts_during_an_emergency_says_it() -> None:
    alarm = Standing(ledger="L1", seq=9, notices=(notice(9, "疏散", is_urgent=True),))
    assert isinstance(begin(hear(Announcer(), alarm, after(600)), after(600))[1], Notice)
