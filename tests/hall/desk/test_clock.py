"""Stories of a clock that goes back, leaps ahead, or was never there, over a real ledger."""

import asyncio
import json
from datetime import date, timedelta

from hall.rules.paper import replay
from link.messages import commands as c


def run(story, hall):
    async def played():
        await hall.desk.start(hall.definition)
        try:
            await asyncio.wait_for(story(hall), 60)
        finally:
            await hall.desk.stop()

    asyncio.run(played())
    facts = list(hall.ledger.facts())
    assert replay(facts).public == hall.desk.published
    assert [fact.at for fact in facts] == sorted(fact.at for fact in facts)
    assert [fact.seq for fact in facts] == list(range(1, len(facts) + 1))


def is_doubted(hall):
    return "clock-doubtful/" in hall.desk.published.alarms


def number(reply):
    return json.loads(reply.body)["number"]


def test_an_hour_back_in_mid_day_and_right_again(house):
    async def story(hall):
        await hall.take()
        right = hall.now
        hall.now = right - timedelta(hours=1)
        await hall.until(lambda: is_doubted(hall))
        assert number(await hall.take()) == "A002"
        assert hall.told[-1][-1].fact.at == right
        hall.now = right + timedelta(minutes=1)
        await hall.until(lambda: not is_doubted(hall))
        assert number(await hall.take()) == "A003"
        assert hall.told[-1][-1].fact.at == right + timedelta(minutes=1)
        assert hall.desk.published.day == date(2026, 3, 12)

    run(story, house())


def test_a_restart_while_the_clock_is_an_hour_back_opens_no_new_day(house, morning):
    first = house()

    async def before(hall):
        await hall.take()

    run(before, first)
    again = house()
    again.now = morning - timedelta(hours=1)

    async def after(hall):
        assert is_doubted(hall)
        assert number(await hall.take("another press")) == "A002"
        assert "day_opened" not in hall.kinds

    run(after, again)


def test_a_day_that_never_closed_is_closed_by_the_next_start_and_expires_with_its_own_date(house, morning):
    async def before(hall):
        await hall.do(c.OpenWindow(window="w1", clerk="1001"))
        await hall.take()
        await hall.take()
        await hall.do(c.CallNext(window="w1"))

    run(before, house())
    later = house()
    later.now = morning + timedelta(days=5)

    async def after(hall):
        state = hall.desk.published
        assert (state.day, state.is_open) == (date(2026, 3, 17), True)
        assert (state.tickets, state.windows["w1"].state) == ({}, "closed")
        days = {each.fact.kind: each.fact.day for batch in hall.told for each in batch}
        assert (days["ticket_expired"], days["day_closed"]) == (date(2026, 3, 12), date(2026, 3, 12))
        assert days["day_opened"] == date(2026, 3, 17)
        assert number(await hall.take("another press")) == "A001"

    run(after, later)


def test_a_clock_that_leaps_two_days_ahead_ends_nobodys_day(house):
    async def story(hall):
        await hall.take()
        right = hall.now
        hall.now = right + timedelta(days=2)
        await hall.until(lambda: is_doubted(hall))
        assert number(await hall.take("another press")) == "A002"
        assert hall.told[-1][-1].fact.at == right
        assert hall.desk.published.waiting.count("house") == 2
        hall.now = right + timedelta(minutes=1)
        await hall.until(lambda: not is_doubted(hall))
        assert hall.desk.published.day == date(2026, 3, 12)

    run(story, house())
