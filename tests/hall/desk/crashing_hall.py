"""A hall in a process of its own that kills itself at the n-th time it comes to a named point; says each reply it got.

python crashing_hall.py DIRECTORY POINT TIMES URL
"""

import asyncio
import itertools
import json
import os
import signal
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from hall.clock import shifted_clock
from hall.desk import Desk
from hall.ledger import Ledger, open_ledger
from hall.secrets import hall_key, ticket_secret
from link.messages import commands as c
from link.messages.definition import Definition, Series, Service, WindowPlace, Zone
from link.messages.facts import Who
from link.messages.problems import Refused

DEFINITION = Definition(
    id="h",
    name="厅",
    zones=(Zone(id="z", name="区"),),
    series=(Series(id="A", prefix="A"),),
    services=(Service(id="a", name="甲", series="A"),),
    windows=tuple(WindowPlace(id=f"w{n}", label=str(n), zone="z", services=("a",)) for n in range(3)),
)

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
"""Nine o'clock in the hall: no day ends between a kill and what is asked afterwards, at whatever hour the tests run."""


def new_desk(ledger: Ledger, directory: Path, at_point=lambda point: None) -> Desk:
    key = hall_key(directory)
    ids = (os.urandom(8).hex() for _ in itertools.count())
    return Desk(
        ledger,
        shifted_clock(MORNING),
        lambda: next(ids),
        lambda ticket: ticket_secret(key, ticket),
        lambda published: None,
        at_point=at_point,
    )


def command_of(box: str, press: int) -> c.Command:
    """What a box does at its n-th press: kiosks take tickets, windows call and finish."""
    who = Who(box=box)
    if box.startswith("k"):
        return c.TakeTicket(service="a", who=who)
    if press == 0:
        return c.OpenWindow(window=box, who=who)
    return (c.CallNext if press % 2 else c.FinishService)(window=box, who=who)


async def people(desk: Desk, box: str) -> None:
    for press in range(12):
        command = command_of(box, press)
        try:
            reply = await desk.do(command, f"{box}-{press}", "h")
        except Refused as refused:
            say({"box": box, "press": press, "refused": refused.problem.type})
            continue
        say({"box": box, "press": press, "seqs": reply.seqs, "body": reply.body.decode()})


def say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def kill_at(point: str, times: int):
    """Ends the process the hard way at the n-th time; commits are slow, so that much is under way."""
    met = itertools.count(1)

    def at_point(name: str) -> None:
        if name == "before_commit":
            time.sleep(0.01)
        if name == point and next(met) == times:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_point


async def main(directory: Path, point: str, times: int, url: str) -> None:
    ledger = open_ledger(directory, datetime.now(UTC), url)
    desk = new_desk(ledger, directory, kill_at(point, times))
    await desk.start(DEFINITION)
    boxes = [*(f"k{n}" for n in range(6)), *(f"w{n}" for n in range(3))]
    await asyncio.gather(*(people(desk, box) for box in boxes))


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4]))
