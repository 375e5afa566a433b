"""When a hall gives way by itself: neither a slow disk nor a short trouble is a reason."""

import asyncio
import time

import pytest
from sqlalchemy.exc import DatabaseError

from hall.ledger import open_ledger
from hall.stepping_down import lapsed

BOUND_S = 30
AT_ONCE, NEVER = 0.0, 3600.0


@pytest.fixture
def ledger(tmp_path, morning):
    opened = open_ledger(tmp_path, morning)
    yield opened
    opened.close()


def gives_way(ledger, lapses_s: float, *, is_stale: bool, within_s: float):
    """Why it did; None where it did not."""

    async def story():
        try:
            async with asyncio.timeout(within_s):
                return await lapsed(ledger, lambda: is_stale, lapses_s)
        except TimeoutError:
            return None

    return asyncio.run(story())


def test_a_hall_that_cannot_write_and_has_not_proved_its_lead_gives_way(ledger):
    lost = gives_way(ledger, AT_ONCE, is_stale=True, within_s=BOUND_S)
    assert (lost.trouble, lost.may_pass) == ("lapsed", True)
    assert ledger.name in str(lost)


def test_a_hall_whose_ledger_only_takes_its_time_stays(ledger):
    assert gives_way(ledger, AT_ONCE, is_stale=False, within_s=1) is None


def test_a_hall_that_proved_its_lead_just_now_stays(ledger):
    assert gives_way(ledger, NEVER, is_stale=True, within_s=1) is None


def test_a_hall_whose_database_is_full_still_leads_it(ledger, morning):
    """Whoever came after would find it as full."""
    full = "CREATE TRIGGER full BEFORE INSERT ON command BEGIN SELECT RAISE(ABORT, 'no room'); END"
    with ledger.engine.begin() as connection:
        connection.exec_driver_sql(full)
    time.sleep(0.1)
    began_s = time.monotonic()
    with pytest.raises(DatabaseError, match="no room"):
        ledger.reconnect(morning.isoformat(), 0)
    assert ledger.unproven_s <= time.monotonic() - began_s


@pytest.mark.parametrize("proof", ["a look", "a commit", "a new connection"])
def test_what_counts_as_a_proof(ledger, morning, proof):
    prove = {
        "a look": ledger.keep,
        "a commit": lambda: ledger.append([], []),
        "a new connection": lambda: ledger.reconnect(morning.isoformat(), 0),
    }
    time.sleep(0.1)
    began_s = time.monotonic()
    prove[proof]()
    assert ledger.unproven_s <= time.monotonic() - began_s
