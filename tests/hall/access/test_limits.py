"""How often one asker may ask: bursts, long runs, and that one's flood is nobody else's."""

from hypothesis import given, settings
from hypothesis import strategies as st

from hall.access.limits import Buckets, Rate

KIOSK = Rate(per_s=2.0, burst=4)


def test_a_burst_is_let_through_then_one_as_the_bucket_fills():
    buckets = Buckets(KIOSK)
    assert [buckets.wait_s("a", 0.0) for _ in range(5)] == [0, 0, 0, 0, 0.5]
    assert buckets.wait_s("a", 0.5) == 0
    assert buckets.wait_s("a", 0.5) == 0.5
    assert [buckets.wait_s("a", 100.0) for _ in range(5)] == [0, 0, 0, 0, 0.5], (
        "it fills to the brim and no further"
    )


def test_who_floods_stops_nobody_else():
    buckets = Buckets(KIOSK)
    assert any(buckets.wait_s("flood", 0.0) for _ in range(100))
    assert buckets.wait_s("kiosk", 0.0) == 0


def test_a_flood_from_made_up_askers_does_not_fill_the_memory():
    buckets = Buckets(KIOSK, most=10)
    for number in range(1000):
        buckets.wait_s(f"asker-{number}", 0.0)
    assert len(buckets._left) == 10


@settings(deadline=None)
@given(st.lists(st.floats(min_value=0, max_value=3), max_size=60))
def test_never_more_than_the_burst_and_the_rate_allow(pauses):
    buckets, now, allowed = Buckets(KIOSK), 0.0, 0
    for pause in pauses:
        now += pause
        allowed += buckets.wait_s("a", now) == 0
    assert allowed <= KIOSK.burst + KIOSK.per_s * now + 1e-6
