"""The public state as one JSON object, and back: what a box gets when it joins."""

from datetime import date
from typing import Any

from link.messages.codec import Undecodable, decode, encode, moment_of
from link.messages.definition import Definition, WindowPlace
from link.state.index import Index
from link.state.model import Alarm, BoxTrouble, Call, Said, State, Ticket, Window
from link.state.tickets import put


def snapshot_value(state: State) -> dict[str, Any]:
    """What lives, and the last calls of each zone. Tickets that have ended stay behind."""
    return around_tickets(state) | {"tickets": [encode(each) for each in state.tickets.values()]}


def around_tickets(state: State) -> dict[str, Any]:
    """The snapshot but for its `tickets`, which are nearly all of it."""
    return {
        "seq": state.seq,
        "at": encode(state.at),
        "day": encode(state.day),
        "is_open": state.is_open,
        "definition": encode(state.definition),
        "windows": [encode(each) for each in state.windows.values()],
        "added": [encode(each) for each in state.added.values()],
        "calls": {zone: encode(calls) for zone, calls in state.calls.items()},
        "issued": dict(state.issued),
        "done": dict(state.done),
        "given": {service: [[*each] for each in steps.items()] for service, steps in state.given.items()},
        "notices": {zone: list(each) for zone, each in state.notices.items()},
        "suspended": dict(state.suspended),
        "crowd": state.crowd,
        "said": encode(state.said),
        "alarms": [encode(each) for each in state.alarms.values()],
        "troubles": [encode(each) for each in state.troubles.values()],
        "printers": {box: list(names) for box, names in state.printers.items()},
    }


def state_of(value: Any) -> State:
    """The state of a snapshot.

    Raises:
        Undecodable: it is not one.
    """
    try:
        return _state_of(value)
    except (KeyError, TypeError, ValueError, AttributeError) as wrong:
        raise Undecodable(f"not a snapshot: {wrong}") from None


def _state_of(value: dict[str, Any]) -> State:
    definition = decode(Definition, value["definition"])
    added = {each["id"]: decode(WindowPlace, each) for each in value.get("added", ())}
    state = State(
        seq=decode(int, value["seq"]),
        at=None if value["at"] is None else moment_of(value["at"]),
        day=None if value["day"] is None else date.fromisoformat(value["day"]),
        is_open=decode(bool, value["is_open"]),
        definition=definition,
        windows={each["id"]: decode(Window, each) for each in value["windows"]},
        calls={zone: tuple(decode(Call, each) for each in calls) for zone, calls in value["calls"].items()},
        issued={service: decode(int, count) for service, count in value["issued"].items()},
        done={service: decode(int, count) for service, count in value.get("done", {}).items()},
        given={service: _counts(steps) for service, steps in value.get("given", {}).items()},
        notices={zone: tuple(map(str, each)) for zone, each in value["notices"].items()},
        suspended={service: decode(str, reason) for service, reason in value["suspended"].items()},
        crowd=decode(str, value["crowd"]) if value["crowd"] is not None else None,
        said=tuple(decode(Said, each) for each in value["said"]),
        added=added,
        printers={box: tuple(map(str, names)) for box, names in value.get("printers", {}).items()},
        index=Index(definition, added.values()),
    )
    for each in value["tickets"]:
        put(state, decode(Ticket, each))
    for each in value["alarms"]:
        alarm = decode(Alarm, each)
        state.alarms[f"{alarm.alarm}/{alarm.about}"] = alarm
    for each in value["troubles"]:
        trouble = decode(BoxTrouble, each)
        state.troubles[f"{trouble.box}/{trouble.part}"] = trouble
    return state


def _counts(pairs: Any) -> dict[int, int]:
    return {decode(int, step): decode(int, count) for step, count in pairs}
