"""The link against the real hall: a process of its own, found by mDNS, killed and started again."""

import asyncio
import contextlib
import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from link.client import HallClient, HallRefused
from link.discovery import LOOPBACK
from link.hall_link import HallLink
from link.messages.commands import Seen, Trouble

ROOT = Path(__file__).parents[2]


@contextlib.asynccontextmanager
async def running(config, data, port=0):
    """A hall until the end of the block; killed there, as by a power cut."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "jiaohao", "hall", "--config", str(config), "--data", str(data),
        "--bind", f"127.0.0.1:{port}", "--insecure-loopback", "--clock", "2026-03-12T10:00:00+08:00",
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(60):
            while not (ready := re.match(rb"READY (\S+)", await process.stdout.readline())):
                assert not process.stdout.at_eof(), "the hall did not start"
        yield ready[1].decode()
    finally:
        process.kill()
        await process.wait()


@pytest.fixture
def config(tmp_path):
    """The bench example's hall, under an id that no other test announces."""
    text = (ROOT / "config" / "examples" / "bench.toml").read_text("utf-8")
    path = tmp_path / "hall.toml"
    path.write_text(
        re.sub(r'^id = "[^"]*"', 'id = "link-real-hall"', text, count=1, flags=re.MULTILINE), "utf-8"
    )
    return path


@pytest.mark.timeout(300)
def test_a_day_at_a_real_hall_with_a_power_cut_in_it(play, until, config, tmp_path):
    heard = []

    async def story():
        async with HallLink("kiosk-1", hall="link-real-hall", interfaces=LOOPBACK) as link:
            link.on_change.add(lambda state, facts, whole: heard.extend(each.seq for each in facts))
            async with running(config, tmp_path / "day") as url:
                await link.wait_live(60)
                assert link.hall_now().strftime("%Y-%m-%d %H") == "2026-03-12 10"
                window = next(iter(link.state.windows.values()))
                await a_visit(link, until, window.id, window.services[0])
            await until(lambda: not link.status.is_live, 60)
            before, resumed = link.state.seq, link.mirror.last_id
            port = int(url.rpartition(":")[2])
            async with running(config, tmp_path / "day", port):
                await link.wait_live(60)
                assert link.mirror.last_id.startswith(resumed.partition(".")[0]), "the same ledger"
                assert link.state.seq >= before
                taken = await link.client.take_ticket(window.services[0])
                await until(lambda: taken.id in link.state.tickets)
                async with HallLink("tv-1", url=url) as other:
                    await other.wait_live(60)
                    await until(lambda: link.state.seq == other.state.seq)
                    assert replace(link.state, ended={}) == other.state

    play(story(), 280)
    assert heard == sorted(set(heard)), "no fact twice, and in order"


async def a_visit(link, until, window, service):
    """From the touch to the end, each step seen in the mirror."""
    client = link.client
    taken = await client.take_ticket(service, language="en")
    assert taken.secret
    assert (await client.paper(taken.id)).secret == taken.secret
    await client.printed(taken.id, "kiosk-1/main")
    await client.window(window, "open", clerk="1001")
    called = await client.window(window, "next", Seen(ticket=None))
    assert (called.ticket.number, called.window.state) == (taken.number, "calling")
    with pytest.raises(HallRefused) as refused:
        await client.window(window, "finish", Seen(ticket="somebody-else"))
    assert refused.value.problem.name == "other-ticket"
    assert refused.value.problem.detail
    await client.window(window, "start", Seen(ticket=taken.id))
    done = await client.window(window, "finish", Seen(ticket=taken.id))
    await until(lambda: link.state.seq >= done.seq)
    assert link.state.find(taken.id).state == "finished"
    again = await client.take_ticket(service)
    await until(lambda: again.id in link.state.tickets)
    await client.cancel(again.id)
    await until(lambda: link.state.find(again.id).state == "cancelled")
    await client.report_health([Trouble(part="printer", reason="缺纸")])
    await until(lambda: "kiosk-1/printer" in link.state.troubles)
    await client.report_health([])
    await until(lambda: not link.state.troubles)


def test_a_refusal_is_in_the_language_of_the_box(play, config, tmp_path):
    async def story():
        async with running(config, tmp_path / "day") as url:
            said = []
            for language in ("zh", "en"):
                async with HallClient(url, "kiosk-1", language) as client:
                    with pytest.raises(HallRefused) as refused:
                        await client.take_ticket("no-such-service")
                    said.append(refused.value.problem)
            assert {each.name for each in said} == {"unknown-service"}
            assert re.search("[\u4e00-\u9fff]", said[0].detail)
            assert re.search("[a-z]", said[1].detail) and not re.search("[\u4e00-\u9fff]", said[1].detail)

    play(story(), 110)
