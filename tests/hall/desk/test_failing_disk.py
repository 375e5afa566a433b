"""Stories of a disk that is full, fails, or does not say whether it wrote."""

import asyncio
import json
import subprocess

import pytest
from sqlalchemy import event

from link.messages import commands as c


def run(story, house):
    async def played():
        await house.desk.start(house.definition)
        try:
            await story(house)
        finally:
            await house.desk.stop()

    asyncio.run(asyncio.wait_for(played(), 60))


async def until_it_writes_again(hall):
    await hall.until(lambda: not hall.desk.is_stale)


def test_what_could_not_be_written_is_not_acknowledged_and_never_happened(house):
    async def story(hall):
        await hall.take()
        hall.is_disk_broken = True
        assert (await hall.problem(c.TakeTicket(service="house"))).type == "not-durable"
        assert hall.desk.is_stale
        assert "Input/output error" in hall.desk.stale_reason
        assert hall.desk.published.issued == {"house": 1}
        assert (await hall.problem(c.TakeTicket(service="house"))).type == "not-durable"
        hall.is_disk_broken = False
        await until_it_writes_again(hall)
        assert json.loads((await hall.take()).body)["number"] == "A002"
        assert [each.fact.seq for batch in hall.told for each in batch] == [1, 2, 3, 4]

    run(story, house())


def test_all_that_was_decided_on_top_of_a_failed_commit_falls_with_it(house):
    async def story(hall):
        decided = hall.points.count("batched")
        first = await hall.in_mid_commit(hall.problem(c.TakeTicket(service="house")))
        others = [asyncio.create_task(hall.problem(c.TakeTicket(service="house"))) for _ in range(3)]
        refused = asyncio.create_task(hall.problem(c.TakeTicket(service="moon")))
        await hall.until(lambda: hall.points.count("batched") == decided + 4)
        hall.is_disk_broken = True
        hall.gate.set()
        problems = await asyncio.gather(first, *others, refused)
        assert {problem.type for problem in problems} == {"not-durable"}
        hall.is_disk_broken = False
        await until_it_writes_again(hall)
        assert json.loads((await hall.take()).body)["number"] == "A001"

    run(story, house())


def test_a_commit_that_succeeded_without_saying_so_is_found_and_its_answer_given_to_who_asks_again(house):
    async def story(hall):
        def lose_the_connection():
            hall.after_commit = None
            raise ConnectionResetError("the disk went away")

        hall.after_commit = lose_the_connection
        command = c.TakeTicket(service="house")
        assert (await hall.problem(command, "press")).type == "not-durable"
        await until_it_writes_again(hall)
        assert hall.kinds[-1] == "ticket_issued"
        assert json.loads((await hall.do(command, "press")).body)["number"] == "A001"
        assert hall.desk.published.issued == {"house": 1}
        assert json.loads((await hall.take()).body)["number"] == "A002"

    run(story, house())


@pytest.mark.parametrize("ledger_url", [""])
def test_a_full_disk_stops_the_commands_and_not_the_reads_until_there_is_room(house):
    around = house()
    pages = {"most": 1_000_000}

    def limit(connection):
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages['most']}")

    event.listen(around.ledger.engine, "begin", limit)

    async def story(hall):
        pages["most"] = 1  # SQLite takes the size that the file has now
        problem, taken = None, 0
        while problem is None and taken < 2_000:
            outcomes = await asyncio.gather(*(hall.take() for _ in range(50)), return_exceptions=True)
            taken += sum(not isinstance(each, Exception) for each in outcomes)
            problem = next((each.problem for each in outcomes if isinstance(each, Exception)), None)
        assert problem is not None
        assert problem.type == "not-durable"
        assert "full" in hall.desk.stale_reason
        acknowledged = hall.desk.published.issued.get("house", 0)
        assert acknowledged == taken
        pages["most"] = 1_000_000
        await until_it_writes_again(hall)
        reply = await hall.take()
        assert json.loads(reply.body)["number"] == f"A{acknowledged + 1:03}"

    run(story, around)


@pytest.mark.parametrize("ledger_url", [""])
def test_files_that_nobody_may_write_for_a_while(house):
    around = house()
    files = [str(around.directory / name) for name in ("ledger.db", "ledger.db-wal")]

    async def story(hall):
        await hall.take()
        change_attributes("+i", files)
        try:
            assert (await hall.problem(c.TakeTicket(service="house"))).type == "not-durable"
            await hall.until(lambda: hall.desk.failure == "read-only")
            assert hall.desk.is_stale
            assert hall.desk.published.issued == {"house": 1}
        finally:
            change_attributes("-i", files)
        await until_it_writes_again(hall)
        assert json.loads((await hall.take()).body)["number"] == "A002"

    run(story, around)


def change_attributes(how, files):
    done = subprocess.run(["chattr", how, *files], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"no file can be made immutable here: {done.stderr.strip()}")
