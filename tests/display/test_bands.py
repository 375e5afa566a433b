"""Which calls stand in amber: long enough to be seen, the newest on top, more than three only in a crowd."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from display.bands import Bands, Room, next_change_s, take_in
from link.messages.words import TicketState
from link.views import CallView

NINE = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)


def call(seq: int, at_s: float = 0.0, state: TicketState = "called", *, visual: bool = False) -> CallView:
    return CallView(
        seq=seq,
        at=NINE + timedelta(seconds=at_s),
        ticket=f"t{seq}",
        number=f"A{seq:03d}",
        window="3",
        label="3",
        zones=("left",),
        state=state,
        is_recall=False,
        visual=visual,
    )


def see(bands: Bands, calls: Sequence[CallView], now_s: float) -> Bands:
    return take_in(bands, calls, NINE + timedelta(seconds=now_s), now_s)


def seqs(bands: Bands) -> list[int]:
    return [band.seq for band in bands.shown]


LIVE = see(Bands(), [], 0)
"""A board that has seen the hall, where nobody was called yet."""


def test_a_new_call_stands_in_amber_at_once_and_pulses_for_five_seconds() -> None:
    bands = see(LIVE, [call(5)], 1)
    assert seqs(bands) == [5]
    assert bands.shown[0].is_pulsing(1)
    assert bands.shown[0].is_pulsing(5.9)
    assert not bands.shown[0].is_pulsing(6)


def test_the_newest_call_is_on_top() -> None:
    bands = see(see(LIVE, [call(5)], 1), [call(6, 2), call(5)], 2)
    assert seqs(bands) == [6, 5]


def test_a_call_stays_until_two_newer_ones_and_at_least_twelve_seconds() -> None:
    calls = [call(7, 3), call(6, 2), call(5, 1)]
    bands = see(see(see(LIVE, calls[2:], 1), calls[1:], 2), calls, 3)
    assert seqs(see(bands, calls, 12.9)) == [7, 6, 5]
    assert seqs(see(bands, calls, 13)) == [7, 6]
    assert seqs(see(see(bands, calls, 13), calls, 80)) == [7, 6]


def test_a_person_who_came_frees_the_band_after_twelve_seconds_and_not_before() -> None:
    bands = see(LIVE, [call(5)], 1)
    came = [call(5, state="serving")]
    assert seqs(see(bands, came, 12.9)) == [5]
    assert seqs(see(bands, came, 13)) == []


def test_a_fourth_call_takes_the_oldest_band_only_after_eight_seconds() -> None:
    calls = [call(8, 4), call(7, 3), call(6, 2), call(5, 1)]
    bands = see(LIVE, calls[1:], 3)
    bands = see(bands, calls, 4)
    assert seqs(bands) == [7, 6, 5]
    assert [each.seq for each in bands.waiting] == [8]
    bands = see(bands, calls, 11)
    assert seqs(bands) == [8, 7, 6]
    assert bands.shown[0].is_pulsing(11)
    assert bands.waiting == ()


def test_a_recall_lifts_its_line_to_the_top_and_pulses_again() -> None:
    bands = see(see(LIVE, [call(5)], 1), [call(6, 2), call(5)], 2)
    recalled = see(bands, [call(9, 30), call(6, 2)], 30)
    assert seqs(recalled) == [9, 6]
    assert recalled.shown[0].is_pulsing(30)
    assert not recalled.shown[1].is_pulsing(30)


def test_a_board_that_is_switched_on_shows_who_is_called_but_pulses_nothing() -> None:
    bands = see(Bands(), [call(6, 20, "serving"), call(5, 10)], 30)
    assert seqs(bands) == [5]
    assert not bands.shown[0].is_pulsing(30)


def test_a_board_that_is_switched_on_among_many_calls_shows_the_newest() -> None:
    bands = see(Bands(), [call(seq, 10) for seq in (9, 8, 7, 6, 5)], 30)
    assert (seqs(bands), bands.waiting) == ([9, 8, 7], ())


def test_after_a_gap_only_fresh_calls_pulse_and_all_others_are_history() -> None:
    bands = see(LIVE, [], 1)
    after = see(bands, [call(8, 150), call(7, 100, "serving"), call(6, 20)], 160)
    assert seqs(after) == [8]
    assert after.shown[0].is_pulsing(160)
    assert seqs(see(after, [call(8, 150), call(7, 100, "serving"), call(6, 20)], 170)) == [8]


def test_a_call_that_was_undone_leaves_at_once() -> None:
    assert seqs(see(see(LIVE, [call(5)], 1), [], 2)) == []


def test_a_new_ledger_with_smaller_numbers_is_shown_like_any_other() -> None:
    bands = see(LIVE, [call(500)], 1)
    assert seqs(see(see(bands, [], 2), [call(7, 3)], 3)) == [7]


def test_the_board_wakes_when_a_pulse_or_a_band_ends_and_rests_when_none_does() -> None:
    bands = see(LIVE, [call(5)], 1)
    assert next_change_s(bands, 1) == 6
    assert next_change_s(bands, 6) == 9
    assert next_change_s(bands, 9) == 13
    assert next_change_s(bands, 13) is None
    assert next_change_s(LIVE, 1) is None


steps = st.lists(st.tuples(st.integers(0, 3), st.floats(0, 6), st.booleans()), max_size=25)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps)
def test_whatever_is_called_when_no_band_is_shown_shorter_than_eight_seconds(
    story: list[tuple[int, float, bool]],
) -> None:
    bands, calls, now_s, seq = LIVE, list[CallView](), 0.0, 10
    since: dict[int, float] = {}
    for new, pause_s, does_come in story:
        now_s += pause_s
        for _ in range(new):
            seq += 1
            calls.insert(0, call(seq, now_s))
        if does_come and calls:
            calls[-1] = call(calls[-1].seq, (calls[-1].at - NINE).total_seconds(), "serving")
        before = set(seqs(bands))
        bands = see(bands, calls, now_s)
        after = set(seqs(bands))
        assert len(after) <= (Room().crowd if bands.is_crowd else Room().bands)
        assert seqs(bands) == sorted(after, reverse=True)
        since |= dict.fromkeys(after - before, now_s)
        has_come = {each.seq for each in calls if each.state == "serving"}
        assert all(now_s - since[gone] >= (3 if gone in has_come else 8) for gone in before - after)


def test_somebody_who_does_not_hear_is_shown_three_times_as_long_and_pulses_so() -> None:
    calls = [call(7, 3), call(6, 2), call(5, 1, visual=True)]
    bands = see(see(LIVE, calls[2:], 1), calls, 3)
    assert bands.shown[-1].is_pulsing(15.9)
    assert not bands.shown[-1].is_pulsing(16)
    assert 5 in seqs(see(bands, calls, 60)), "nobody else needs the band, and the person has not come"
    came = [*calls[:2], call(5, 1, "serving", visual=True)]
    assert 5 in seqs(see(bands, came, 36.9))
    assert 5 not in seqs(see(bands, came, 37))


def test_a_call_for_somebody_who_does_not_hear_gives_way_only_after_24_seconds() -> None:
    calls = [call(8, 4), call(7, 3), call(6, 2), call(5, 1, visual=True)]
    bands = see(see(LIVE, calls[3:], 1), calls, 4)
    assert seqs(see(bands, calls, 12)) == [8, 7, 5]
    assert 5 in seqs(see(bands, calls, 24.9))


def test_more_calls_than_bands_and_lines_stand_side_by_side_and_none_moves_while_it_is_looked_for() -> None:
    calls = [call(seq, 1) for seq in range(11, 4, -1)]
    bands = see(LIVE, calls, 1)
    assert bands.is_crowd
    cells = {band.seq: band.cell for band in bands.shown}
    assert sorted(cells.values()) == [0, 1, 2, 3, 4, 5, 6]
    more = [call(12, 4), *calls]
    later = see(bands, more, 4)
    assert {band.seq: band.cell for band in later.shown} == cells | {12: 7}
    calm = see(later, more, 20)
    assert (calm.is_crowd, seqs(calm)) == (False, [12, 11])


def test_a_call_that_fell_off_the_end_of_a_long_list_keeps_its_band_and_its_turn() -> None:
    first = [call(seq, 1) for seq in (7, 6, 5)]
    bands = take_in(see(LIVE, first, 1), [call(30, 2), call(29, 2)], NINE + timedelta(seconds=2), 2, since=29)
    assert {5, 6, 7} <= {*seqs(bands)}
    undone = take_in(bands, [call(29, 2)], NINE + timedelta(seconds=3), 3, since=29)
    assert 30 not in seqs(undone), "what was taken back goes at once"


def test_in_a_crowd_who_is_at_the_window_already_makes_room_sooner() -> None:
    first = [call(seq, 1) for seq in range(20, 4, -1)]
    bands = see(LIVE, first, 1)
    assert len(bands.shown) == 16
    came = [call(21, 4), *first[:-2], call(6, 1, "serving"), first[-1]]
    assert 21 not in seqs(see(bands, came, 3.9))
    later = seqs(see(bands, came, 4))
    assert (21 in later, 6 in later, 5 in later) == (True, False, True)
