"""Kiosks, clerks, boards and readers who go on while their hall is killed: each press is sent until it is answered."""

import asyncio
import random
import uuid
from collections.abc import Callable
from typing import Any

from proving.marks import Marks
from proving.wire import LOST, Line

AGAIN_S = 0.02
"""How soon somebody sends a press again whose answer did not come: sooner than any box of ours, to have more in flight."""

Ended = Callable[[], bool]


async def press(
    line: Line, marks: Marks, box: str, path: str, value: object, key: str = ""
) -> dict[str, Any] | None:
    """The reply to one press, sent with one key until there is one; None where the hall says no."""
    key = key or uuid.uuid4().hex
    verb = path.rpartition("/")[2]
    marks.ask(box, key, verb)
    while True:
        try:
            answer = await line.ask("POST", path, value, idempotency_key=key, jiaohao_box=box)
        except LOST:
            marks.counts["unanswered"] += 1
            await asyncio.sleep(AGAIN_S * random.uniform(0.5, 1.5))
            continue
        if answer.status == 503:
            marks.counts["unavailable"] += 1
            await asyncio.sleep(AGAIN_S)
        elif answer.status < 300:
            marks.tell(box, key, verb, answer.value)
            return answer.value
        else:
            marks.counts["refused"] += 1
            return None


async def kiosk(port: int, marks: Marks, box: str, chance: random.Random, is_over: Ended) -> None:
    """Takes ticket after ticket. Some presses are sent twice: at once on two connections, or again when answered."""
    async with Line(port) as line, Line(port) as other:
        while not is_over():
            key, value = uuid.uuid4().hex, {"service": "A"}
            way = chance.random()
            if way < 0.2:
                await asyncio.gather(
                    press(line, marks, box, "/tickets", value, key),
                    press(other, marks, box, "/tickets", value, key),
                )
            else:
                await press(line, marks, box, "/tickets", value, key)
            if way > 0.85:
                await press(line, marks, box, "/tickets", value, key)
            marks.counts["repeated"] += way < 0.2 or way > 0.85


async def clerk(port: int, marks: Marks, window: str, chance: random.Random, is_over: Ended) -> None:
    """Calls, serves, misses and parks; every tenth press is sent once more when it is answered."""
    async with Line(port) as line:

        async def key(verb: str, **value: str) -> dict[str, Any] | None:
            name = uuid.uuid4().hex
            reply = await press(line, marks, f"w{window}", f"/windows/{window}/{verb}", value, name)
            if reply is not None and chance.random() < 0.1:
                marks.counts["repeated"] += 1
                await press(line, marks, f"w{window}", f"/windows/{window}/{verb}", value, name)
            return reply

        await key("open", clerk=str(1000 + int(window)))
        while not is_over():
            await _one_turn(key, chance)
            await asyncio.sleep(0.01)


async def _one_turn(key: Callable[..., Any], chance: random.Random) -> None:
    called = await key("next")
    ticket = (called or {}).get("ticket")
    if ticket is None:
        return
    way = chance.random()
    if way < 0.6:
        await key("start")
        await key("finish")
    elif way < 0.8:
        await key("finish")
    elif way < 0.9:
        await key("missed")
        await key("call", ticket=ticket["id"])
        await key("finish")
    else:
        await key("park")
        await key("unpark", ticket=ticket["id"])


async def board(port: int, marks: Marks) -> None:
    """Listens to the fact stream, for ever, and resumes after what it heard last."""
    book, last = marks.listener(), ""
    while True:
        async with Line(port) as line:
            try:
                async for event, name, text in line.listen(last):
                    last = name or last
                    if event == "fact":
                        marks.hear(book, int(name.rpartition(".")[2]), text)
                    elif event == "snapshot":
                        marks.see(int(name.rpartition(".")[2]), {})
            except LOST:
                await asyncio.sleep(AGAIN_S)


async def reader(port: int, marks: Marks) -> None:
    """Reads the day now and then, for ever: nothing may be seen that is not kept."""
    async with Line(port) as line:
        while True:
            try:
                answer = await line.ask("GET", "/state")
                tickets = {each["id"]: each["number"] for each in answer.value["tickets"]}
                marks.see(answer.value["seq"], tickets)
            except LOST:
                pass
            await asyncio.sleep(5 * AGAIN_S)
