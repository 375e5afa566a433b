"""From answered questions to a wish, and from what was done to the words that say so. Pure."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from config.texts import Texts
from kiosk.desk import asks
from kiosk.desk.choices import EVERYWHERE, World
from kiosk.desk.flows import FlowKind, Option
from kiosk.desk.found import service_words
from kiosk.desk.offer import named
from kiosk.desk.ports import Answer, Ask
from link.state import Ticket

_CLOCK: Final = re.compile(r"([01]?\d|2[0-3])[:：]?([0-5]\d)", re.ASCII)

Gathered = Mapping[str, str]


def ask_of(kind: FlowKind, about: str, gathered: Gathered, world: World, now: datetime) -> Ask | None:
    """The wish; None where an hour was written that is none."""
    if kind in ("reprint", "prioritise", "change", "add", "cancel", "note"):
        return _of_ticket(kind, about, gathered)
    return _of_hall(kind, gathered, world, now)


def _of_ticket(kind: FlowKind, about: str, gathered: Gathered) -> Ask | None:
    match kind:
        case "reprint":
            return asks.reprint(about, gathered["printer"])
        case "prioritise":
            return asks.prioritise(about, gathered["priority"], gathered.get("reason", ""))
        case "change" | "add":
            wish = asks.change if kind == "change" else asks.add
            return wish(about, gathered["service"])
        case _:
            return (
                asks.cancel(about, gathered["sure"])
                if kind == "cancel"
                else asks.note(about, gathered["text"])
            )


def _of_hall(kind: FlowKind, gathered: Gathered, world: World, now: datetime) -> Ask | None:
    match kind:
        case "numbers":
            return _numbers(gathered, now)
        case "notices":
            return asks.notices(_zone(gathered), lines_of(gathered["lines"]))
        case "broadcast":
            return _broadcast(gathered)
        case "suspend":
            service = gathered["service"]
            is_stopped = service in world.state.suspended
            return asks.resume(service) if is_stopped else asks.suspend(service, gathered["reason"])
        case _:
            return asks.uncrowd() if kind == "uncrowd" else asks.crowd(gathered["reason"])


def _numbers(gathered: Gathered, now: datetime) -> Ask | None:
    at = hour_of(gathered["at"], now) if gathered.get("at") else ""
    if at is None:
        return None
    return asks.numbers(gathered["service"], written_numbers(gathered["lines"]), at)


def _broadcast(gathered: Gathered) -> Ask:
    if gathered["how"] == "calm":
        return asks.calm()
    zone = _zone(gathered)
    return asks.broadcast(gathered["text"], (zone,) if zone else (), emergency=gathered["how"] == "emergency")


def _zone(gathered: Gathered) -> str:
    return "" if gathered["zone"] == EVERYWHERE else gathered["zone"]


def hour_of(text: str, now: datetime) -> str | None:
    """`9:45`, `9：45` or `945` of today as a moment with its zone; None where it is no hour."""
    found = _CLOCK.fullmatch(text.strip())
    if found is None:
        return None
    return now.replace(hour=int(found[1]), minute=int(found[2]), second=0, microsecond=0).isoformat()


def lines_of(text: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in text.splitlines() if each.strip())


def written_numbers(text: str) -> tuple[str, ...]:
    """One number a line, or several in a line with spaces or commas between; `A013-A020` is all of them."""
    words = [each for each in re.split(r"[\s,，、;；]+", text) if each]
    return tuple(number for word in words for number in _range(word))


def _range(word: str) -> tuple[str, ...]:
    found = re.fullmatch(r"([A-Za-z]{0,2})(\d{1,6})[-–~]\1(\d{1,6})", word)
    if found is None:
        return (word,)
    first, last, width = int(found[2]), int(found[3]), len(found[2])
    if not 0 <= last - first < 500:
        return (word,)
    return tuple(f"{found[1]}{number:0{width}d}" for number in range(first, last + 1))


def booked_person(gathered: Gathered) -> tuple[str, str]:
    """The telephone and the name of who books; the name may be missing."""
    return re.sub(r"[\s-]", "", gathered.get("phone", "")), gathered.get("name", "").strip()


# ── what was done ────────────────────────────────────────────────────────────────────────────────────


def done_words(ask: Ask, answer: Answer, ticket: Ticket | None, world: World, *, is_undo: bool) -> str:
    """`A024 已改办税务`; what was taken back is said to be."""
    if is_undo:
        return world.say.say("desk.undone")
    value = answer.value
    fields: dict[str, Any] = {
        "number": value.get("number") or _number_in(value) or (ticket.number if ticket else ""),
        "service": _service_words(ask, world),
        "priority": _priority_words(str(ask.body.get("priority", "")), world),
        "booking": value.get("booking", ""),
    }
    if ask.verb == "numbers":
        return world.say.count("desk.done.numbers", int(value.get("made", 0)))
    key = f"desk.done.{ask.verb}"
    if ask.verb == "broadcast" and ask.body.get("emergency"):
        key = "desk.done.emergency"
    elif ask.verb == "flag":
        key = "desk.done.flag" if ask.body.get("visual") else "desk.done.unflag"
    return world.say.say(key, **fields)


def _number_in(value: Mapping[str, Any]) -> str:
    ticket = value.get("ticket")
    return str(ticket.get("number", "")) if isinstance(ticket, Mapping) else ""


def _service_words(ask: Ask, world: World) -> str:
    service = str(ask.body.get("service", ""))
    if ask.verb in ("suspend", "resume"):
        service = ask.path.split("/")[2]
    return service_words(service, world.state, world.say) if service else ""


def _priority_words(priority: str, world: World) -> str:
    known = world.state.index.priorities.get(priority)
    return named(world.say, known.name, known.name_en) if known else priority


def report_of(answer: Answer, say: Texts) -> tuple[Option, ...]:
    """The lines of a list that were not taken in, each with the hall's reason."""
    return tuple(
        Option(
            value="",
            mark=say.say("desk.report.line", line=each.get("line", 0)),
            text=str(each.get("detail", "")),
        )
        for each in answer.value.get("refused", ())
    )
