"""A box at the end of a real link, for tests: says each change of its link, each fact and each answer as a JSON line, and
does what lines on its standard input tell it: {"take": "A"}, {"state": 1}.

python box.py '{"box": "kiosk-1", "folder": "/…", "hall": "hulu", "url": "", "stale_s": 3}'
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from link.client import HallAway, HallRefused
from link.hall_link import HallLink
from link.messages.facts import Fact
from link.passport import passport_in
from link.reconnect import LinkStatus
from link.state import State


def say(what: str, **words: object) -> None:
    sys.stdout.write(json.dumps({"what": what} | words, default=str) + "\n")
    sys.stdout.flush()


async def do(link: HallLink, order: dict[str, Any]) -> None:
    if "state" in order:
        state = link.state
        numbers = sorted(each.number for each in (*state.tickets.values(), *state.ended.values()))
        say("state", seq=state.seq, numbers=numbers, halls=[[each.hall, *each.urls] for each in link.halls])
    elif "take" in order:
        try:
            taken = await link.client.take_ticket(order["take"], patience_s=order.get("patience_s", 60))
            say("taken", number=taken.number)
        except (HallRefused, HallAway) as wrong:
            say("not-taken", why=f"{type(wrong).__name__}: {wrong}")


def told_status(status: LinkStatus) -> None:
    say(
        "link", state=status.state, hall=status.hall, url=status.url, reason=status.reason, detail=status.detail
    )  # fmt: skip


def told_change(state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
    say("change", seqs=[each.seq for each in facts], seq=state.seq, is_snapshot=is_snapshot)


async def main(order: dict[str, Any]) -> None:
    loop, box, doing = asyncio.get_running_loop(), order.pop("box"), set[asyncio.Task[None]]()
    order["passport"] = passport_in(Path(order.pop("folder")), box)
    async with HallLink(box, **order) as link:
        link.on_status.add(told_status)
        link.on_change.add(told_change)
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            task = loop.create_task(do(link, json.loads(line)))
            doing.add(task)
            task.add_done_callback(doing.discard)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
