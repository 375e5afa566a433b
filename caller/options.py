"""What each choice offers at one window at one moment."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from caller.choices import ABANDON, PAUSE_REASONS, Chooser, Kind, Option
from caller.further import deeds
from caller.terminal import Terminal
from config.texts import Texts

OUTCOMES: Final = ("done", "incomplete", "declined", "advised")
"""Where the hall lists none."""

PLACES_IN: Final = ("last", "first", "age")
BACK: Final = (3, 5)
"""Places that somebody is put back by, as halls do it."""

PARK_MIN: Final = (5, 10, 15, 30)


def chooser(
    kind: Kind,
    seen: Terminal,
    say: Texts,
    *,
    then_next: bool = False,
    gathered: tuple[tuple[str, object], ...] = (),
) -> Chooser:
    """The choice that a key opens, with what this window can choose now."""
    options = _OPTIONS[kind](seen, say)
    if kind == "outcome" and not then_next:
        options += (Option(value=ABANDON, text=say.say("caller.outcome.abandon")),)
    return Chooser(
        kind=kind,
        options=_numbered(options) if kind in _NUMBERED else options,
        takes_typed=kind in _TYPED,
        then_next=then_next,
        gathered=gathered,
    )


_NUMBERED: Final = frozenset[Kind]({"pause", "outcome", "result", "place", "further"})
_TYPED: Final = frozenset[Kind]({"pick", "note", "remark", "deputy", "delivered"})
"""What is typed may itself be the choice."""


def _numbered(options: tuple[Option, ...]) -> tuple[Option, ...]:
    return tuple(replace(each, mark=str(place)) for place, each in enumerate(options, 1))


def _further(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(Option(value=each, text=say.say(_deed_text(each, seen))) for each in deeds(seen))


def _deed_text(deed: str, seen: Terminal) -> str:
    is_taken_back = deed == "visual" and seen.view.ticket is not None and seen.view.ticket.visual
    return f"caller.further.{deed}.off" if is_taken_back else f"caller.further.{deed}"


def _pauses(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(Option(value=each, text=say.say(f"caller.pause.{each}")) for each in PAUSE_REASONS)


def _outcomes(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    listed = tuple(Option(value=id, text=name) for id, name in seen.outcomes)
    return listed or tuple(Option(value=each, text=say.say(f"caller.outcome.{each}")) for each in OUTCOMES)


def _delivered(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return (Option(value="", text=say.say("caller.delivered.none")),)


def _no_note(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return (Option(value="", text=say.say("caller.choose.note.none")),)


def _targets(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    """The other services, the windows at which somebody sits, those who sit there, and the hall's pools."""
    held = seen.view.ticket.service if seen.view.ticket else ""
    services = (
        Option(value=f"service:{each.id}", text=each.name, mark=each.prefix)
        for each in seen.services
        if each.id != held
    )
    windows = (
        Option(
            value=f"window:{each.window}", text=say.say("caller.window", label=each.label), mark=each.label
        )
        for each in seen.seats
    )
    clerks = (
        Option(value=f"clerk:{each.clerk}", text=say.say("caller.to.clerk", name=each.name), mark=each.clerk)
        for each in seen.seats
        if each.clerk
    )
    return (*services, *windows, *clerks, *_pools(seen, say))


def _places(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    words = tuple(Option(value=each, text=say.say(f"caller.place.{each}")) for each in PLACES_IN)
    return words + tuple(Option(value=f"back:{n}", text=say.count("caller.place.back", n)) for n in BACK)


def _shelves(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    """Where and until when a ticket can be put aside; first what is usual: here, until somebody calls it."""
    timed = ((f"min:{each}", say.say("caller.park.until", n=each)) for each in PARK_MIN)
    words = (("", say.say("caller.park.here")), *timed, ("with:clerk", say.say("caller.park.with_clerk")))
    return (*_numbered(tuple(Option(value=value, text=text) for value, text in words)), *_pools(seen, say))


def _pools(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(
        Option(value=f"pool:{id}", text=say.say("caller.to.pool", name=name)) for id, name in seen.pools
    )


def _walks(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(
        Option(value=each.id, text=each.name, mark=each.prefix) for each in seen.services if each.is_here
    )


def _tickets(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    coming = (Option(value=each.ticket, text=each.name, mark=each.number) for each in seen.coming)
    return (*_lying(seen, say), *coming)


def _lying(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(Option(value=each.ticket, text=each.name, mark=each.number) for each in seen.aside)


def _new_matters(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    held = seen.view.ticket
    taken = (held.service, *held.further) if held else ()
    return _named(seen, (each.id for each in seen.services if each.id not in taken))


def _matters(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return _named(seen, iter(seen.view.ticket.further if seen.view.ticket else ()))


def _named(seen: Terminal, services: Iterator[str]) -> tuple[Option, ...]:
    known = {each.id: each for each in seen.services}
    return tuple(
        Option(value=id, text=known[id].name, mark=known[id].prefix) for id in services if id in known
    )


def _deputies(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    return tuple(Option(value=id, text=name, mark=id) for id, name in seen.plan.clerks)


def _profiles(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    chosen = tuple(Option(value=id, text=name) for id, name in seen.plan.profiles)
    return _numbered((*chosen, Option(value="", text=say.say("caller.profile.own"))))


def _toggles(seen: Terminal, say: Texts) -> tuple[Option, ...]:
    """All services of the hall: what the window calls can be left out, what it does not can be added."""
    return tuple(
        Option(
            value=each.id,
            text=say.say("caller.services.less" if each.is_here else "caller.services.more", name=each.name),
            mark=each.prefix,
        )
        for each in seen.services
    )


_OPTIONS: Final[Mapping[Kind, Callable[[Terminal, Texts], tuple[Option, ...]]]] = {
    "pause": _pauses, "transfer": _targets, "place": _places, "note": _no_note, "park": _shelves, "walk": _walks,
    "pick": _tickets, "outcome": _outcomes, "further": _further, "remark": lambda seen, say: (),
    "matter": _new_matters, "unmatter": _matters, "next_matter": _matters, "result": _outcomes, "delivered": _delivered,
    "return": _lying, "deputy": _deputies, "profile": _profiles, "services": _toggles,
}  # fmt: skip
