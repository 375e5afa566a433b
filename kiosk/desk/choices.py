"""Which question comes next, and what can be answered: from the hall as it is. Pure."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from config.texts import Texts
from kiosk.desk.flows import Flow, FlowKind, Option, Step, StepName
from kiosk.desk.offer import named
from kiosk.pinyin import initials
from link.messages.definition import Service
from link.state import State

ORDER: Final[Mapping[FlowKind, tuple[StepName, ...]]] = {
    "reprint": ("printer",),
    "prioritise": ("priority", "reason"),
    "change": ("service",),
    "add": ("service",),
    "cancel": ("sure",),
    "note": ("text",),
    "book": ("service", "slot", "phone", "name"),
    "numbers": ("service", "at", "lines"),
    "notices": ("zone", "lines"),
    "broadcast": ("how", "zone", "text", "sure"),
    "crowd": ("reason", "sure"),
    "uncrowd": ("sure",),
    "suspend": ("service", "reason"),
}
"""What is asked, in order; some questions fall away by the answers before."""

REASONS: Final[Mapping[FlowKind, tuple[str, ...]]] = {
    "cancel": ("leaves", "wrong", "twice", "other"),
    "crowd": ("full", "safety", "machine"),
    "suspend": ("clerk", "system", "papers"),
}
EVERYWHERE: Final = "*"
"""In the place of a zone: the whole hall."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the questions are about."""

    state: State
    say: Texts
    own_printer: str = ""
    near_printer: str = ""


def begun(kind: FlowKind, world: World, about: str = "", number: str = "") -> Flow | None:
    """A flow at its first question; None where there is nothing to ask."""
    step = following(kind, {}, world, about)
    return Flow(kind=kind, step=step, about=about, number=number, typed=step.typed) if step else None


def following(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step | None:
    """The next question; None: all is answered."""
    for name in ORDER[kind]:
        if name not in gathered and _is_asked(kind, name, gathered, world):
            return _STEPS[name](kind, gathered, world, about)
    return None


def _is_asked(kind: FlowKind, name: StepName, gathered: Mapping[str, str], world: World) -> bool:
    if kind == "broadcast":
        how = gathered.get("how", "")
        return name == "how" or (how != "calm" and (name != "sure" or how == "emergency"))
    if kind == "suspend" and name == "reason":
        return gathered.get("service", "") not in world.state.suspended
    return not (kind == "book" and name == "name" and not gathered.get("phone"))


# ── the questions ────────────────────────────────────────────────────────────────────────────────────


def _printer(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    return Step(name="printer", kind="option", options=printers(world))


def printers(world: World) -> tuple[Option, ...]:
    """Every printer that a box has told of: the desk's own first, then the nearest."""
    told = (f"{box}/{name}" for box, names in sorted(world.state.printers.items()) for name in names)
    ordered = dict.fromkeys(each for each in (world.own_printer, world.near_printer, *told) if each)
    return tuple(Option(value=each, text=printer_words(each, world)) for each in ordered)


def printer_words(printer: str, world: World) -> str:
    """`BOX/NAME` as people say it."""
    box, _, name = printer.partition("/")
    if printer == world.own_printer:
        return world.say.say("desk.printer.own")
    others = world.state.printers.get(box, ())
    return world.say.say("desk.printer.at", box=box if len(others) < 2 else f"{box} {name}")


def _priority(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    say, known = world.say, world.state.find(about)
    now = known.priority if known else ""
    options = tuple(
        Option(
            value=each.id,
            text=named(say, each.name, each.name_en) or each.id,
            quiet=say.say("desk.priority.reason") if each.needs_reason else "",
            words=initials(each.name),
        )
        for each in world.state.definition.priorities
        if each.id not in (now, world.state.definition.bookings.priority)
    )
    return Step(name="priority", kind="option", options=options)


def _reason(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    if kind != "prioritise":
        return Step(name="reason", kind="option", options=_reasons(kind, world))
    chosen = world.state.index.priorities.get(gathered.get("priority", ""))
    return Step(name="reason", kind="line", is_needed=chosen is not None and chosen.needs_reason)


def _reasons(kind: FlowKind, world: World) -> tuple[Option, ...]:
    words = (world.say.say(f"desk.reason.{kind}.{each}") for each in REASONS.get(kind, ()))
    return tuple(Option(value=each, text=each, words=initials(each)) for each in words)


def _sure(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    if kind == "cancel":
        return Step(name="sure", kind="option", options=_reasons("cancel", world))
    yes = Option(value="yes", text=world.say.say(f"desk.sure.{kind}"))
    return Step(name="sure", kind="option", options=(yes,), is_grave=True)


def _service(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    known = world.state.find(about)
    has = {known.service, *known.further} if known and kind == "add" else {known.service} if known else set()
    chosen = (each for each in _services_for(kind, world) if each.id not in has)
    return Step(name="service", kind="option", options=tuple(_option(each, world) for each in chosen))


def _services_for(kind: FlowKind, world: World) -> Iterable[Service]:
    definition = world.state.definition
    if kind != "book":
        return definition.services
    booked = {each.service for each in definition.slots}
    return (each for each in definition.services if each.id in booked)


def _option(service: Service, world: World) -> Option:
    say, state = world.say, world.state
    series = state.index.series.get(service.series)
    is_stopped = service.id in state.suspended
    return Option(
        value=service.id,
        text=named(say, service.name, service.name_en),
        mark=series.prefix if series else "",
        quiet=say.say("desk.offer.suspended")
        if is_stopped
        else say.count("desk.waiting", state.waiting.count(service.id)),
        words=initials(service.name),
    )


def _zone(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    every = Option(value=EVERYWHERE, text=world.say.say("desk.zone.all"))
    zones = (
        Option(value=each.id, text=named(world.say, each.name, each.name_en), words=initials(each.name))
        for each in world.state.definition.zones
    )
    return Step(name="zone", kind="option", options=(every, *zones))


def _how(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    is_on = any(each.is_emergency for each in world.state.said)
    hows = (("calm",) if is_on else ()) + ("plain", "emergency")
    options = tuple(Option(value=each, text=world.say.say(f"desk.broadcast.{each}")) for each in hows)
    return Step(name="how", kind="option", options=options)


def _text(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    return Step(name="text", kind="line", is_needed=True)


def _lines(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    if kind != "notices":
        return Step(name="lines", kind="lines", is_needed=True)
    return Step(name="lines", kind="lines", typed="\n".join(notices_of(world.state, gathered["zone"])))


def notices_of(state: State, zone: str) -> tuple[str, ...]:
    """The notices of a zone, or of the hall, as they are now."""
    key = "" if zone == EVERYWHERE else zone
    said = state.notices.get(key)
    return said if said is not None else state.definition.notices if not key else ()


def _plain(name: StepName) -> Callable[[FlowKind, Mapping[str, str], World, str], Step]:
    return lambda kind, gathered, world, about: Step(name=name, kind="line")


def _slot(kind: FlowKind, gathered: Mapping[str, str], world: World, about: str) -> Step:
    return Step(name="slot", kind="loading")


_STEPS: Final[Mapping[StepName, Callable[[FlowKind, Mapping[str, str], World, str], Step]]] = {
    "printer": _printer, "priority": _priority, "reason": _reason, "sure": _sure, "service": _service, "zone": _zone,
    "how": _how, "text": _text, "lines": _lines, "slot": _slot,
    "phone": _plain("phone"), "name": _plain("name"), "at": _plain("at"),
}  # fmt: skip


def near_printer_of(state: State, own: str) -> str:
    """The first printer of another box; empty where none has told of one."""
    told = (f"{box}/{name}" for box, names in sorted(state.printers.items()) for name in names)
    return next((each for each in told if each != own), "")
