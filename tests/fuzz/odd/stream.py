"""A true day as the fact stream tells it: decided by the real rules, with something of everything in it."""

import itertools
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from proving.lives import PROJECT

from config.hall import load_hall
from hall.rules import Day, apply, decide, record, who_of
from link.messages import commands as c
from link.messages.codec import moment_text
from link.messages.facts import Fact, Who
from link.messages.problems import Refused
from link.messages.wire import fact_text
from link.messages.words import OLDEST_SCHEMA, SCHEMA
from link.state import public, snapshot_value

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
HALL = PROJECT / "config/examples"

Event = tuple[str, str]
"""Its name and its JSON text."""


def commands(day: Day) -> Iterator[c.Command]:
    """What people do on this day."""
    services = [each.id for each in day.public.definition.services[:3]]
    windows = [each.id for each in day.public.definition.windows[:3]]
    for service in services * 3:
        yield c.TakeTicket(service=service)
    for window in windows:
        yield c.OpenWindow(window=window, who=Who(box="c", clerk=f"10{window}"))
        yield c.CallNext(window=window)
    for verb in (c.Recall, c.MarkArrived, c.StartService, c.Park):
        yield verb(window=windows[0])
    yield c.FinishService(window=windows[1])
    yield c.CallNext(window=windows[1])
    yield c.MarkMissed(window=windows[1])
    yield c.PauseWindow(window=windows[2], reason="午餐")
    yield c.SuspendService(service=services[0], reason="系统维护")
    yield c.StartCrowd(reason="人多")
    yield c.TakeTicket(service=services[1])


def told(hall: str = "township.toml") -> list[Event]:
    """The events of a stream that begins in the middle of the day."""
    day, ids, facts = Day(), (f"id{number}" for number in itertools.count()), list[Fact]()
    now = MORNING

    def carried_out(command: c.Command) -> None:
        for body in decide(day, command, now, lambda: next(ids)):
            fact = record(day, body, now, who_of(day, command), "")
            shown = public(fact)
            apply(day, fact, shown)
            facts.append(shown)

    carried_out(c.Tick(after_gap=True))
    carried_out(c.DefineHall(definition=load_hall(HALL / hall)))
    carried_out(c.Tick(after_gap=True))
    half, snapshot = 0, ""
    for command in list(commands(day)):
        now += timedelta(seconds=20)
        try:
            carried_out(command)
        except Refused:
            continue
        if len(facts) >= 12 and not snapshot:
            half, snapshot = len(facts), json.dumps(snapshot_value(day.public), ensure_ascii=False)
    welcome = {
        "hall": day.public.definition.id, "name": "x", "ledger": "l1", "schema": SCHEMA,
        "oldest_schema": OLDEST_SCHEMA, "now": moment_text(now), "seq": len(facts),
    }  # fmt: skip
    events = [("welcome", json.dumps(welcome)), ("snapshot", snapshot)]
    return events + [("fact", fact_text(fact)) for fact in facts[half:]]


def on_the_wire(events: list[Event]) -> bytes:
    """The bytes of such a stream."""
    lines = [
        f"event: {name}\nid: l1.{number}\ndata: {text}\n\n" for number, (name, text) in enumerate(events)
    ]
    return ": hello\n".join(lines).encode()
