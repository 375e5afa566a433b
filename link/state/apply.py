"""The one `apply`: how a fact changes the public state, in the hall and in every box alike."""

from collections.abc import Callable, Iterable
from typing import Any

from link.messages import facts as f
from link.messages.definition import Definition
from link.state import tickets, windows
from link.state.changed import changed
from link.state.index import Index
from link.state.model import Alarm, BoxTrouble, Said, State, Window
from link.state.undone import undone

SAID_KEPT = 20

HELP = "help-asked"
"""The alarm of somebody who asks for help at a box; `about` is the box."""

BOX_TROUBLE = "box-trouble"
"""What an acknowledgement calls the troubles of boxes, which are no alarms by rule."""


def apply(state: State, fact: f.Fact) -> None:
    """Change `state` by one fact. Reads the fact alone, never configuration; facts at or below `state.seq` are old news."""
    if fact.seq <= state.seq:
        return
    for step in _STEPS.get(type(fact.body), ()):
        step(state, fact, fact.body)
    state.seq, state.at = fact.seq, fact.at


def fold(facts: Iterable[f.Fact], state: State | None = None) -> State:
    """The state after all these facts, from nothing or from a given state."""
    folded = State() if state is None else state
    for fact in facts:
        apply(folded, fact)
    return folded


def public(fact: f.Fact) -> f.Fact:
    """The fact as boxes may see it: without the secret's hash, persons, notes and what a rating said."""
    body = fact.body
    if isinstance(body, f.TicketIssued):
        if body.secret_hash or body.person:
            body = changed(body, secret_hash="", person="")
    elif isinstance(body, f.TicketRated):
        body = f.TicketRated(ticket=body.ticket, transaction=body.transaction, grade=0)
    elif isinstance(body, f.CaseOpened):
        body = f.CaseOpened(case=body.case)
    elif isinstance(body, f.CaseStepped):
        body = f.CaseStepped(case=body.case)
    elif isinstance(body, f.TicketNoted | f.TicketTransferred):
        if body.note:
            body = changed(body, note="")
    elif isinstance(body, f.BookingMade):
        body = changed(body, person="")
    elif isinstance(body, f.DayOpened) and (body.booked or body.missed):
        body = changed(body, booked=(), missed=())
    return fact if body is fact.body else changed(fact, body=body)


# ── the day and the hall ─────────────────────────────────────────────────────────────────────────────


def _defined(state: State, fact: f.Fact, body: f.HallDefined) -> None:
    state.definition = body.definition
    state.added = {id: place for id, place in state.added.items() if id not in _ids(body.definition)}
    state.index = Index(body.definition, state.added.values())
    kept = state.windows
    state.windows = {
        place.id: windows.redefined(kept.get(place.id, Window(id=place.id)), place.services)
        for place in body.definition.windows
    } | {
        window.id: window
        for window in kept.values()
        if window.id in state.added or (window.state != "closed" and window.id not in state.index.places)
    }


def _ids(definition: Definition) -> frozenset[str]:
    return frozenset(each.id for each in definition.windows)


def _day_opened(state: State, fact: f.Fact, body: f.DayOpened) -> None:
    carried = [state.tickets[each] for each in body.carried if each in state.tickets]
    state.day, state.is_open = fact.day, True
    state.tickets.clear()
    state.ended.clear()
    state.waiting.clear()
    state.calls.clear()
    state.issued.clear()
    state.done.clear()
    state.given.clear()
    state.suspended.clear()
    state.said, state.crowd = (), None
    if state.added:
        state.added, state.index = {}, Index(state.definition)
    state.windows = {
        place.id: Window(id=place.id, services=place.services, since=fact.at)
        for place in state.definition.windows
    }
    for ticket in carried:
        tickets.put(state, ticket)


def _day_closed(state: State, fact: f.Fact, body: f.DayClosed) -> None:
    state.is_open = False


def _frees_window(state: State, fact: f.Fact, body: Any) -> None:
    windows.lets_go(state, fact, body.ticket)


def _suspended(state: State, fact: f.Fact, body: f.ServiceSuspended) -> None:
    state.suspended[body.service] = body.reason


def _unsuspended(state: State, fact: f.Fact, body: f.ServiceResumed) -> None:
    state.suspended.pop(body.service, None)


def _crowded(state: State, fact: f.Fact, body: f.CrowdStarted) -> None:
    state.crowd = body.reason


def _uncrowded(state: State, fact: f.Fact, body: f.CrowdEnded) -> None:
    state.crowd = None


def _noticed(state: State, fact: f.Fact, body: f.NoticeSet) -> None:
    state.notices[body.zone] = body.notices


def _broadcast(state: State, fact: f.Fact, body: f.BroadcastMade) -> None:
    said = Said(seq=fact.seq, at=fact.at, text=body.text, zones=body.zones, is_emergency=body.emergency)
    last = (*(each for each in state.said if not _replaces(said, each)), said)
    state.said = tuple(each for each in last[:-SAID_KEPT] if each.is_emergency) + last[-SAID_KEPT:]


def _replaces(new: Said, old: Said) -> bool:
    """Whether an emergency is no longer seen anywhere behind a newer one; any other stays until it is ended."""
    is_covered = not new.zones or (bool(old.zones) and set(old.zones) <= set(new.zones))
    return new.is_emergency and old.is_emergency and is_covered


def _broadcast_ended(state: State, fact: f.Fact, body: f.BroadcastEnded) -> None:
    state.said = tuple(each for each in state.said if each.seq != body.broadcast)


def _alarmed(state: State, fact: f.Fact, body: f.AlarmRaised) -> None:
    raised = Alarm(alarm=body.alarm, about=body.about, at=fact.at, fields=body.fields)
    state.alarms[f"{body.alarm}/{body.about}"] = raised


def _calmed(state: State, fact: f.Fact, body: f.AlarmCleared) -> None:
    state.alarms.pop(f"{body.alarm}/{body.about}", None)


def _acknowledged(state: State, fact: f.Fact, body: f.AlarmAcknowledged) -> None:
    seen = {"acknowledged_at": fact.at, "acknowledged_by": body.clerk, "acknowledged_box": body.box}
    if body.alarm == BOX_TROUBLE and body.about in state.troubles:
        state.troubles[body.about] = changed(state.troubles[body.about], **seen)
    key = f"{body.alarm}/{body.about}"
    if key in state.alarms:
        state.alarms[key] = changed(state.alarms[key], **seen)


def _printers_told(state: State, fact: f.Fact, body: f.PrintersTold) -> None:
    state.printers[body.box] = body.printers


def _troubled(state: State, fact: f.Fact, body: f.BoxTroubled) -> None:
    trouble = BoxTrouble(box=body.box, part=body.part, reason=body.reason, at=fact.at)
    state.troubles[f"{body.box}/{body.part}"] = trouble


def _recovered(state: State, fact: f.Fact, body: f.BoxRecovered) -> None:
    state.troubles.pop(f"{body.box}/{body.part}", None)


_STEPS: dict[type[f.Body], tuple[Callable[[State, f.Fact, Any], None], ...]] = {
    f.HallDefined: (_defined,),
    f.DayOpened: (_day_opened,),
    f.DayClosed: (_day_closed,),
    f.TicketIssued: (tickets.issued,),
    f.TicketPrinted: (tickets.printed,),
    f.TicketCalled: (tickets.called, windows.holds),
    f.TicketRecalled: (tickets.recalled,),
    f.TicketArrived: (tickets.arrived,),
    f.ServiceStarted: (tickets.started, windows.holds),
    f.ServiceFinished: (tickets.finished, windows.finished, _frees_window),
    f.TicketMissed: (tickets.missed, _frees_window),
    f.TicketReturned: (tickets.waits_again, _frees_window),
    f.TicketRevived: (tickets.waits_again,),
    f.TicketParked: (tickets.parked, _frees_window),
    f.TicketUnparked: (tickets.waits_again,),
    f.TicketTransferred: (tickets.transferred, _frees_window),
    f.TicketPrioritised: (tickets.prioritised,),
    f.TicketCancelled: (tickets.cancelled, _frees_window),
    f.TicketExpired: (tickets.expired, _frees_window),
    f.ServiceAdded: (tickets.added,),
    f.ServicesArranged: (tickets.arranged,),
    f.TicketFlagged: (tickets.flagged,),
    f.CommandUndone: (undone,),
    f.NextStored: (windows.stored,),
    f.NextDropped: (windows.dropped,),
    f.WindowOpened: (windows.opened,),
    f.WindowPaused: (windows.paused,),
    f.WindowResumed: (windows.resumed,),
    f.WindowClosed: (windows.closed,),
    f.WindowServicesChanged: (windows.services_changed,),
    f.ClerkTookOver: (windows.taken_over,),
    f.WindowProfileChanged: (windows.profile_changed,),
    f.WindowAdded: (windows.added,),
    f.WindowRemoved: (windows.removed,),
    f.TicketsHandedIn: (tickets.handed_in,),
    f.ServiceSuspended: (_suspended,),
    f.ServiceResumed: (_unsuspended,),
    f.CrowdStarted: (_crowded,),
    f.CrowdEnded: (_uncrowded,),
    f.NoticeSet: (_noticed,),
    f.BroadcastMade: (_broadcast,),
    f.BroadcastEnded: (_broadcast_ended,),
    f.AlarmRaised: (_alarmed,),
    f.AlarmCleared: (_calmed,),
    f.AlarmAcknowledged: (_acknowledged,),
    f.PrintersTold: (_printers_told,),
    f.BoxTroubled: (_troubled,),
    f.BoxRecovered: (_recovered,),
}
"""What each kind does; kinds without a step (a print asked, a lease, a booking, a rating) change nothing public."""
