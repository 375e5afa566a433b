"""A box of schema 1, run with the pinned wheel in front of everything else: it looks on, then says what it has seen.

Usage: box.py WHEEL URL. Takes a ticket, prints its schema, waits for a line on standard input, prints its state as one JSON line.
"""

import asyncio
import json
import sys

sys.path.insert(0, sys.argv[1])

from link.hall_link import HallLink
from link.messages.words import SCHEMA
from link.views import board_view


async def main() -> None:
    async with HallLink("old-box", url=sys.argv[2]) as link:
        await link.wait_live(60)
        taken = await link.client.take_ticket(link.state.definition.services[0].id)
        print(json.dumps({"schema": SCHEMA}), flush=True)  # only now: it is to have the first number
        wanted = int((await asyncio.to_thread(sys.stdin.readline)).strip())
        has_heard = asyncio.Event()
        link.on_change.add(lambda state, facts, whole: has_heard.set())
        async with asyncio.timeout(60):
            while link.state.seq < wanted:
                await has_heard.wait()
                has_heard.clear()
        state = link.state
        view = board_view(state, state.definition.zones[0].id)
        print(
            json.dumps(
                {
                    "seq": state.seq,
                    "taken": taken.number,
                    "tickets": {each.number: each.state for each in state.tickets.values()},
                    "windows": {each.id: each.state for each in state.windows.values()},
                    "calls": [each.number for each in view.calls] if view else None,
                }
            ),
            flush=True,
        )


asyncio.run(main())
