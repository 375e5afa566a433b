"""Stories of the desk: decided once, durable before it is said, told in order."""

import asyncio
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from link.messages import commands as c
from link.messages.facts import Who
from link.messages.problems import Refused


def run(story, house):
    """Play a story at an open desk."""

    async def played():
        await house.desk.start(house.definition)
        try:
            await story(house)
        finally:
            house.gate.set()
            await house.desk.stop()

    asyncio.run(asyncio.wait_for(played(), 60))


def test_a_new_hall_is_defined_and_opens_its_day(house):
    async def story(hall):
        assert hall.kinds == ["hall_defined", "day_opened"]
        assert hall.desk.published.is_open
        assert len(hall.desk.ledger_id) == 16

    run(story, house())


def test_a_ticket_is_answered_with_all_that_a_kiosk_prints(house):
    async def story(hall):
        reply = await hall.take()
        value = json.loads(reply.body)
        assert reply.status == 201
        assert value.pop("secret") == hall.desk.secret_of(value["id"])
        assert value == {
            "id": "t1000",
            "number": "A001",
            "service": "house",
            "priority": "normal",
            "state": "waiting",
            "ahead": 0,
            "zones": ["left"],
            "issued_at": "2026-03-12T01:00:00.000Z",
            "wait": None,
            "seq": 3,
        }
        assert reply.seqs == (3,)

    run(story, house())


def test_a_window_is_answered_with_its_ticket_or_null(house):
    async def story(hall):
        await hall.do(c.OpenWindow(window="w1", clerk="1001"))
        nobody = json.loads((await hall.do(c.CallNext(window="w1"))).body)
        assert (nobody["ticket"], nobody["window"]["state"]) == (None, "open")
        await hall.take()
        called = json.loads((await hall.do(c.CallNext(window="w1"))).body)
        assert (called["ticket"]["number"], called["window"]["state"], called["seq"]) == (
            "A001",
            "calling",
            5,
        )

    run(story, house())


def test_the_secret_of_a_ticket_is_stored_nowhere(house):
    around = house()
    secrets = []

    async def story(hall):
        secrets.append(json.loads((await hall.take()).body)["secret"])

    run(story, around)
    around.ledger.close()
    for file in around.directory.iterdir():
        assert secrets[0].encode() not in file.read_bytes()


def test_what_boxes_are_told_has_no_hash_of_a_secret(house):
    async def story(hall):
        await hall.take()
        published = hall.told[-1][-1]
        assert published.fact.body.secret_hash == ""
        assert json.loads(published.text)["secret_hash"] == ""

    run(story, house())


def test_a_request_sent_again_has_no_second_effect_even_after_a_restart(house):
    replies = []

    async def first(hall):
        replies.extend([await hall.take("press"), await hall.take("press")])

    async def after_restart(hall):
        replies.append(await hall.take("press"))
        assert hall.desk.published.issued == {"house": 1}

    run(first, house())
    run(after_restart, house())
    assert len(set(replies)) == 1
    assert b'"secret"' in replies[0].body


def test_a_request_sent_again_while_it_is_on_its_way_joins_the_first(house):
    async def story(hall):
        hall.gate.clear()
        both = [asyncio.create_task(hall.take("press")) for _ in range(2)]
        await asyncio.sleep(0)
        hall.gate.set()
        first, second = await asyncio.gather(*both)
        assert first == second
        assert hall.kinds.count("ticket_issued") == 1

    run(story, house())


def test_a_key_with_another_request_is_refused_on_its_way_and_later(house):
    async def story(hall):
        hall.gate.clear()
        first = asyncio.create_task(hall.take("press"))
        await asyncio.sleep(0)
        other = asyncio.create_task(
            hall.problem(c.TakeTicket(service="ask", who=Who(box="kiosk")), "press", "other")
        )
        await asyncio.sleep(0)
        hall.gate.set()
        await first
        assert (await other).type == "key-reused"
        late = await hall.problem(c.TakeTicket(service="ask", who=Who(box="kiosk")), "press", "other")
        assert late.type == "key-reused"

    run(story, house())


def test_two_boxes_may_use_the_same_key(house):
    async def story(hall):
        for box in ("k1", "k2"):
            await hall.do(c.TakeTicket(service="house", who=Who(box=box)), "1")
        assert hall.desk.published.issued == {"house": 2}

    run(story, house())


def test_a_refusal_is_decided_anew_when_it_is_asked_again(house):
    async def story(hall):
        assert (await hall.problem(c.CallNext(window="w1"), "press")).type == "window-not-open"
        await hall.do(c.OpenWindow(window="w1"))
        await hall.take()
        reply = await hall.do(c.CallNext(window="w1"), "press")
        assert json.loads(reply.body)["ticket"]["number"] == "A001"

    run(story, house())


@pytest.mark.parametrize(
    "command",
    [c.CallNext(window="w2"), c.CallNext(window="w1"), c.TakeTicket(service="moon")],
    ids=["null", "refused by state", "refused by name"],
)
def test_nothing_is_said_before_all_that_was_decided_is_durable(house, command):
    async def story(hall):
        await hall.do(c.OpenWindow(window="w2"))
        await hall.do(c.OpenWindow(window="w1"))
        await hall.do(c.PauseWindow(window="w1"))
        hall.gate.clear()
        taken = asyncio.create_task(hall.do(c.TakeTicket(service="pledge")))
        await asyncio.sleep(0)
        seq = hall.desk.published.seq
        answer = asyncio.create_task(hall.do(command))
        done, _ = await asyncio.wait([taken, answer], timeout=0.05)
        assert not done
        assert hall.desk.published.seq == seq
        hall.gate.set()
        await asyncio.wait([taken, answer], timeout=30)
        assert taken.done()
        assert answer.done()
        assert answer.exception() is None or isinstance(answer.exception(), Refused)

    run(story, house())


def test_what_is_decided_during_one_commit_goes_into_the_next(house):
    async def story(hall):
        commits, decided = len(hall.told), hall.points.count("batched")
        first = await hall.in_mid_commit(hall.take())
        others = [asyncio.create_task(hall.take()) for _ in range(50)]
        await hall.until(lambda: hall.points.count("batched") == decided + 51)
        hall.gate.set()
        replies = await asyncio.gather(first, *others)
        assert len(hall.told) - commits == 2
        numbers = [json.loads(reply.body)["number"] for reply in replies]
        assert numbers == [f"A{number:03}" for number in range(1, 52)]

    run(story, house())


def test_facts_are_told_in_order_after_they_are_published_and_before_anybody_is_answered(house):
    async def story(hall):
        reply = await hall.take()
        assert hall.told[-1][-1].fact.seq == reply.seqs[-1] == hall.desk.published.seq
        assert [each.fact.seq for batch in hall.told for each in batch] == [1, 2, 3]
        order = [point for point in hall.points if point != "before_commit"]
        way = ["decided", "encoded", "batched", "after_commit", "published", "told", "replied"]
        assert order[-len(way) :] == way

    run(story, house(tick_s=3600))  # a look at the clock decides as well, though nothing comes of it


def test_somebody_who_hangs_up_changes_nothing_for_the_one_who_joined(house):
    async def story(hall):
        hall.gate.clear()
        first = asyncio.create_task(hall.take("press"))
        await asyncio.sleep(0)
        second = asyncio.create_task(hall.take("press"))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.sleep(0)
        hall.gate.set()
        assert json.loads((await second).body)["number"] == "A001"

    run(story, house())


def test_a_listener_that_fails_does_not_stop_the_hall(house, caplog):
    around = house()

    async def story(hall):
        assert (await hall.take()).status == 201

    around.told = _Deaf()
    run(story, around)
    assert "could not be told" in caplog.text


class _Deaf(list):
    def append(self, published):
        raise RuntimeError("deaf")


def test_a_restart_knows_what_was_and_takes_in_a_changed_definition(house):
    async def day(hall):
        await hall.do(c.OpenWindow(window="w1", clerk="1001"))
        await hall.take()
        await hall.take()
        await hall.do(c.CallNext(window="w1"))

    async def after(hall):
        assert hall.kinds == ["hall_defined"]
        state = hall.desk.published
        assert (state.definition.name, state.windows["w1"].clerk) == ("新云溪", "1001")
        assert json.loads((await hall.take()).body)["number"] == "A003"

    run(day, house())
    changed = house()
    changed.definition = replace(changed.definition, name="新云溪")
    run(after, changed)


def test_at_four_in_the_morning_the_desk_changes_the_day_by_itself(house):
    async def story(hall):
        await hall.take()
        hall.now += timedelta(hours=19)
        await hall.until(lambda: "day_closed" in hall.kinds)
        assert hall.kinds[-3:] == ["ticket_expired", "day_closed", "day_opened"]
        assert json.loads((await hall.take()).body)["number"] == "A001"

    run(story, house())


def test_the_printers_of_a_box_are_known_after_days_and_restarts(house):
    kiosk = Who(box="kiosk")

    async def yesterday(hall):
        await hall.do(c.ReportHealth(box="kiosk", printers=("main",), who=kiosk), "told")

    async def today(hall):
        hall.now += timedelta(days=1)
        ticket = json.loads((await hall.take(hall.now.isoformat())).body)["id"]
        assert (await hall.do(c.ReprintTicket(ticket=ticket, printer="kiosk/main"))).status == 200
        assert (
            await hall.problem(c.ReprintTicket(ticket=ticket, printer="kiosk/x"))
        ).type == "unknown-printer"

    run(yesterday, house())
    run(today, house())
    run(today, house())


def test_who_comes_just_after_four_belongs_to_the_new_day_and_does_not_expire_with_the_old(house):
    async def story(hall):
        await hall.take()
        await hall.take()
        hall.now += timedelta(hours=19)
        reply = json.loads((await hall.take()).body)
        assert reply["number"] == "A001"
        assert hall.kinds[-3:] == ["day_closed", "day_opened", "ticket_issued"]
        assert hall.desk.published.tickets[reply["id"]].state == "waiting"

    run(story, house())


def test_old_answers_are_forgotten_after_a_week(house):
    async def story(hall):
        await hall.take("press")
        for day in range(8):
            hall.now += timedelta(days=1)
            await hall.until(lambda: hall.kinds.count("day_opened") == day + 2)  # noqa: B023 - awaited at once
            if day == 5:
                assert json.loads((await hall.take("press")).body)["seq"] == 3
        await hall.desk.settled()
        for _ in range(3000):
            if json.loads((await hall.take("press")).body)["seq"] != 3:
                return
            await asyncio.sleep(0.01)
        raise AssertionError("the old answer is still given")

    run(story, house())


def test_a_desk_that_stops_writes_what_it_decided_and_takes_no_more(house):
    async def story(hall):
        hall.gate.clear()
        taken = asyncio.create_task(hall.take())
        await asyncio.sleep(0)
        stopping = asyncio.create_task(hall.desk.stop())
        await asyncio.sleep(0)
        assert (await hall.problem(c.TakeTicket(service="house"))).type == "stopping"
        hall.gate.set()
        await stopping
        assert (await taken).status == 201

    run(story, house())
