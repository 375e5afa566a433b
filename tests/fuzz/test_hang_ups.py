"""Boards that are switched off in the middle of a word: those who stay hear every fact, each once and in order."""

import asyncio
import random
from pathlib import Path

import pytest
from proving.lives import BENCH_HALL, Nursery, free_port
from proving.wire import Line, request

RUDE = 8


async def rude_board(port: int, chance: random.Random) -> None:
    """Listens for a moment, again and again, and is gone without a good-bye."""
    while True:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(request("GET", "/stream"))
        if chance.random() < 0.3:
            writer.write(request("GET", "/health"))  # behind a stream, where no answer will ever come
        try:
            async with asyncio.timeout(chance.uniform(0.002, 0.1)):
                while await reader.read(1 << 16):
                    pass
        except TimeoutError:
            pass
        writer.transport.abort()


async def played(folder: Path, tickets: int) -> list[int]:
    port, chance, heard, is_there = free_port(), random.Random(1), [], asyncio.Event()
    log = folder / "hall.log"

    async def steady_board() -> None:
        async with Line(port) as line:
            async for event, name, _ in line.listen():
                is_there.set()
                if event == "fact":
                    heard.append(int(name.rpartition(".")[2]))

    async with Nursery(log) as nursery:
        life = await nursery.bear(data=folder / "data", config=BENCH_HALL, port=port)
        await life.serves()
        tasks = [asyncio.create_task(steady_board())]
        await is_there.wait()
        tasks += [asyncio.create_task(rude_board(port, random.Random(chance.random()))) for _ in range(RUDE)]
        async with Line(port) as line:
            for number in range(tickets):
                taken = await line.ask("POST", "/tickets", {"service": "A"}, idempotency_key=f"t{number}")
                assert taken.status == 201
        async with asyncio.timeout(60):
            while not heard or heard[-1] < taken.value["seq"]:
                assert not tasks[0].done(), tasks[0]
                await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        life.kill()
        await life.over()
    said = log.read_text("utf-8")
    assert "Traceback" not in said and "could not be told" not in said, said[-3000:]
    return heard


@pytest.mark.timeout(300)
def test_a_board_that_stays_hears_every_fact_while_others_are_switched_off(tmp_path):
    heard = asyncio.run(asyncio.wait_for(played(tmp_path, tickets=80), 280))
    assert len(heard) == 80
    assert heard == list(range(heard[0], heard[0] + 80))
