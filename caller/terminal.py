"""All that a clerk's terminal may know of the hall, derived from the public state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from caller.names import class_name, said, service_name
from caller.plan import Plan, plan
from caller.waiting_room import Aside, Coming, Row, aside, coming, pool_name, rows, waited_min
from link.messages.definition import Policy, Service
from link.state import State
from link.views import CallerView, caller_view


@dataclass(frozen=True, slots=True, kw_only=True)
class Choosable:
    """A service that a ticket can be moved to or a citizen be served for."""

    id: str
    name: str
    prefix: str
    is_here: bool
    """Whether this window calls it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Another window at which somebody sits now. `name` is empty where the hall does not list its clerks."""

    window: str
    label: str
    clerk: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """One window at one moment. Texts are in the terminal's language; `waited_min` is None without a ticket."""

    view: CallerView
    colour: int
    """The zone's, 1–8."""
    zone: str
    window: str
    """The window's own name, empty where it has none."""
    service: str
    priority: str
    """The name of the ticket's class, empty for the ordinary one."""
    waited_min: int | None
    calls: int
    further: tuple[str, ...]
    """Names of the services that follow under the same number."""
    rows: tuple[Row, ...]
    coming: tuple[Coming, ...]
    aside: tuple[Aside, ...]
    services: tuple[Choosable, ...]
    policy: Policy
    outcomes: tuple[tuple[str, str], ...] = ()
    """Ids and names of the results that a matter can have; empty: the hall lists none."""
    seats: tuple[Seat, ...] = ()
    """The other windows, to which a ticket can be sent."""
    pools: tuple[tuple[str, str], ...] = ()
    """Ids and names of the hall's pools."""
    needs_outcome: bool = False
    """Whether the service at the window ends only with an outcome."""
    awaits_arrival: bool = False
    """Whether the clerk must first say that the one who was called is there."""
    usual_min: int | None = None
    """Whole minutes that the service usually takes, as the hall's file says; None: it does not, or nobody is there."""
    clerk: str = ""
    """The name of who sits there; empty where the hall does not list its clerks."""
    last_call: int = 0
    """The id of the newest call of the window's zone."""
    plan: Plan = Plan()
    """What the window could call instead, and who could take it over."""


def terminal(state: State, window: str, now: datetime, language: str) -> Terminal | None:
    """The terminal of a window at `now` (any zone); None where the hall has no such window."""
    view = caller_view(state, window)
    place = state.index.places.get(window)
    if view is None or place is None:
        return None
    zone = state.index.zones.get(place.zone)
    held = view.ticket
    known = state.windows[window]
    return Terminal(
        view=view,
        colour=zone.colour if zone else 1,
        zone=said(zone.name, zone.name_en, language) if zone else "",
        window=said(place.name, place.name_en, language),
        service=service_name(state, held.service, language) if held else "",
        priority=class_name(state, held.priority, language) if held else "",
        waited_min=waited_min(held.issued_at, held.called_at or now) if held else None,
        calls=held.recalls + 1 if held and held.called_at else 0,
        further=_further(state, held.id, language) if held else (),
        rows=rows(state, known.services, now, language),
        coming=coming(state, known, now, language),
        aside=aside(state, window, view, now, language),
        services=tuple(
            _choosable(state, each, known.services, language) for each in state.definition.services
        ),
        policy=state.definition.policy,
        outcomes=tuple(
            (each.id, said(each.name, each.name_en, language)) for each in state.definition.outcomes
        ),
        seats=tuple(_seats(state, window, language)),
        pools=tuple((each.id, pool_name(state, each, language)) for each in view.pools),
        needs_outcome=held is not None and _needs_outcome(state, held.service),
        awaits_arrival=held is not None and held.arrived_at is None and _awaits_arrival(state, held.service),
        usual_min=_usual_min(state, held.service) if held else None,
        clerk=_clerk_name(state, known.clerk, language),
        last_call=max((call.seq for call in state.calls.get(place.zone, ())), default=0),
        plan=plan(state, known, language),
    )


def _seats(state: State, here: str, language: str) -> Iterator[Seat]:
    for place in state.index.places.values():
        known = state.windows.get(place.id)
        if known is None or known.state == "closed" or place.id == here:
            continue
        name = _clerk_name(state, known.clerk, language)
        yield Seat(window=place.id, label=place.label, clerk=known.clerk, name=name)


def _needs_outcome(state: State, service: str) -> bool:
    known = state.index.services.get(service)
    own = known.outcome_mandatory if known else None
    return state.definition.policy.outcome_mandatory if own is None else own


def _clerk_name(state: State, clerk: str, language: str) -> str:
    known = state.index.clerks.get(clerk)
    return said(known.name, known.name_en, language) if known else ""


def _awaits_arrival(state: State, service: str) -> bool:
    known = state.index.services.get(service)
    return known is not None and known.confirm_arrival


def _usual_min(state: State, service: str) -> int | None:
    known = state.index.services.get(service)
    return round(known.minutes) if known is not None and known.minutes else None


def _further(state: State, ticket: str, language: str) -> tuple[str, ...]:
    known = state.find(ticket)
    return tuple(service_name(state, each, language) for each in known.further) if known else ()


def _choosable(state: State, service: Service, here: tuple[str, ...], language: str) -> Choosable:
    series = state.index.series.get(service.series)
    return Choosable(
        id=service.id,
        name=said(service.name, service.name_en, language),
        prefix=series.prefix if series else "",
        is_here=service.id in here,
    )
