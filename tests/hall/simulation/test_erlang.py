"""Erlang's formulas against values that can be worked out by hand or are printed in tables."""

from math import inf

import pytest

from hall.simulation.erlang import mean_wait_s, waits_at_all, waits_longer, windows_needed


def test_at_one_window_as_many_wait_as_it_is_busy():
    assert waits_at_all(0.7, 1) == pytest.approx(0.7)
    assert mean_wait_s(0.7, 1, 60) == pytest.approx(60 * 0.7 / 0.3)


def test_two_windows_by_hand():
    # C(2, a) = a² / (2 + a) for two windows.
    assert waits_at_all(1.2, 2) == pytest.approx(1.2**2 / (2 + 1.2))


def test_ten_windows_as_in_the_tables():
    assert waits_at_all(8.0, 10) == pytest.approx(0.409, abs=0.001)


def test_a_large_hall_does_not_overflow():
    assert 0 < waits_at_all(950.0, 1000) < 0.2


def test_windows_that_cannot_keep_up_make_everybody_wait_for_ever():
    assert waits_at_all(3.0, 3) == 1.0
    assert mean_wait_s(3.0, 3, 60) == inf
    assert waits_longer(3.5, 3, 60, 10**6) == 1.0


def test_one_window_more_than_needed_is_not_advised():
    needed = windows_needed(8.0, 300, 600, 0.1)
    assert waits_longer(8.0, needed, 300, 600) <= 0.1 < waits_longer(8.0, needed - 1, 300, 600)


def test_nobody_comes_and_no_window_is_needed():
    assert windows_needed(0.0, 300, 600, 0.1) == 0
