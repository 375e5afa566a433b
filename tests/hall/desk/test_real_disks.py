"""Stories of a disk of one's own that is full, slow or gone: commands are refused, reads go on, and it heals by itself."""

import asyncio
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event

from hall.ledger import FactRow, LedgerError, LedgerLost, open_ledger
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages.problems import Refused

BOUND_S = 30


@pytest.fixture
def ledger_url() -> str:
    """In a file: what PostgreSQL does with its disks is its own story."""
    return ""


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 3 MB of its own; it can be plugged in elsewhere."""
    place = tmp_path / "disk"
    place.mkdir()
    on_machine("mount", "-t", "tmpfs", "-o", "size=3m", "jiaohao-test", place)
    yield place
    subprocess.run(["umount", "-l", place], check=False)


@pytest.fixture
def directory(tmp_path: Path, disk: Path) -> Iterator[Path]:
    """Where that disk is plugged in."""
    place = tmp_path / "data"
    place.mkdir()
    plug(disk, place)
    yield place
    subprocess.run(["umount", "-l", place], check=False, capture_output=True)


def plug(disk: Path, place: Path) -> None:
    on_machine("mount", "--bind", disk, place)


def unplug(place: Path) -> None:
    on_machine("umount", "-l", place)


def on_machine(*words: object) -> None:
    done = subprocess.run([str(word) for word in words], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"this machine does not let us: {' '.join(map(str, words))}: {done.stderr.strip()}")


def run(story, house):
    async def played():
        await house.desk.start(house.definition)
        try:
            await asyncio.wait_for(story(house), 60)
        finally:
            await house.desk.stop()

    asyncio.run(played())
    assert replay(house.ledger.facts()).public == house.desk.published


async def take_until_refused(hall) -> int:
    """How many tickets were acknowledged until one was not."""
    for taken in range(5_000):
        try:
            await hall.take()
        except Refused as refused:
            assert refused.problem.type == "not-durable"
            return taken
    raise AssertionError("the disk was never full")


def test_a_full_disk_and_room_again(house, disk):
    async def story(hall):
        ballast = disk / "ballast"
        ballast.write_bytes(b"." * (shutil.disk_usage(disk).free - 200_000))
        taken = await take_until_refused(hall)
        assert taken > 0
        assert hall.desk.failure == "full"
        assert hall.desk.published.issued == {"house": taken}
        await asyncio.sleep(0.1)
        assert (await hall.problem(c.TakeTicket(service="house"))).type == "not-durable"
        ballast.unlink()
        await hall.until(lambda: not hall.desk.is_stale)
        await hall.take()
        assert hall.desk.published.issued == {"house": taken + 1}

    run(story, house())


def test_a_read_only_disk_at_the_start_is_said_in_one_sentence(disk, morning):
    data = disk / "data"
    open_ledger(data, morning).close()
    on_machine("mount", "-o", "remount,ro", disk)
    with pytest.raises(LedgerError, match="cannot be used") as wrong:
        open_ledger(data, morning)
    assert wrong.value.trouble == "directory"
    on_machine("mount", "-o", "remount,rw", disk)
    open_ledger(data, morning).close()


def test_a_full_disk_at_the_start_is_said_in_one_sentence(disk, morning):
    (disk / "ballast").write_bytes(b"." * (shutil.disk_usage(disk).free - 8192))
    with pytest.raises(LedgerError, match="cannot be used") as wrong:
        open_ledger(disk / "data", morning)
    assert wrong.value.trouble == "directory"


def test_a_disk_that_is_pulled_out_is_noticed_before_anybody_asks_and_found_again(house, disk, directory):
    async def story(hall):
        await hall.take()
        unplug(directory)
        await hall.until(lambda: hall.desk.is_stale)
        assert hall.desk.failure == "gone"
        assert (await hall.problem(c.TakeTicket(service="house"))).type == "not-durable"
        assert list(directory.iterdir()) == [], "a new ledger was begun in the empty place"
        plug(disk, directory)
        await hall.until(lambda: not hall.desk.is_stale)
        await hall.take()
        assert hall.desk.published.issued == {"house": 2}

    run(story, house())


def test_what_was_written_into_the_void_was_never_acknowledged(house, disk, directory):
    """The disk goes between two looks at it: SQLite's commit into the open file succeeds, and nobody would ever see it."""

    async def story(hall):
        await hall.take()
        waiting = await hall.in_mid_commit(hall.problem(c.TakeTicket(service="house")))
        unplug(directory)
        hall.gate.set()
        assert (await waiting).type == "not-durable"
        plug(disk, directory)
        await hall.until(lambda: not hall.desk.is_stale)

    run(story, house())


def test_a_directory_that_was_put_back_from_yesterday_ends_the_hall(house, disk, directory, tmp_path):
    async def story(hall):
        await hall.take()
        shutil.copytree(directory, tmp_path / "yesterday")
        await hall.take()
        unplug(directory)
        await hall.until(lambda: hall.desk.is_stale)
        for file in (tmp_path / "yesterday").iterdir():
            shutil.copy(file, directory)
        lost = await asyncio.wait_for(hall.desk.lost(), BOUND_S)
        assert lost.trouble == "replaced"
        assert (await hall.problem(c.TakeTicket(service="house"))).type == "not-durable"
        assert hall.desk.published.issued == {"house": 2}

    async def played(hall):
        await hall.desk.start(hall.definition)
        await asyncio.wait_for(story(hall), 60)
        await hall.desk.stop()

    asyncio.run(played(house()))


def test_while_its_files_lie_elsewhere_nobody_else_can_take_the_directory(disk, directory, morning):
    """The lock is on a file; the hall that comes back to its directory takes it there again."""
    ledger = open_ledger(directory, morning)
    ledger.append([FactRow(1, "", "", "notice_set", "{}")], [])
    unplug(directory)
    plug(disk, directory)
    ledger.reconnect("", 1)
    with pytest.raises(LedgerError, match="already running"):
        open_ledger(directory, morning)
    with pytest.raises(LedgerLost):
        ledger.reconnect("", 2)
    ledger.close()


def test_a_slow_disk_slows_and_loses_nothing_and_keeps_the_order(house):
    around = house()
    event.listen(around.ledger.engine, "commit", lambda connection: time.sleep(0.15))

    async def story(hall):
        numbers = [asyncio.create_task(hall.take(f"press-{n}")) for n in range(5)]
        await asyncio.sleep(0.05)
        numbers += [asyncio.create_task(hall.take(f"press-{n}")) for n in range(10)]
        replies = await asyncio.gather(*numbers)
        assert not hall.desk.is_stale
        seqs = [each.seqs[0] for each in replies]
        assert seqs[:5] == seqs[5:10] == sorted(seqs[:5])
        assert len(set(seqs)) == 10
        told = [each.fact.seq for batch in hall.told for each in batch]
        assert told == sorted(told) == list(range(1, len(told) + 1))

    run(story, around)
