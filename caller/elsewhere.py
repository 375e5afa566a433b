"""What was pressed for a window at another place: a second terminal of the same clerk, a keypad, a browser."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from config.texts import Texts
from link.messages import facts as f
from link.messages.facts import Body, Fact
from link.state import State

_KEYS: Final[Mapping[type[Body], str]] = {
    f.TicketCalled: "called", f.TicketRecalled: "recalled", f.TicketArrived: "arrived", f.ServiceStarted: "started",
    f.ServiceFinished: "finished", f.TicketMissed: "missed", f.TicketParked: "parked", f.TicketTransferred: "moved",
    f.WindowPaused: "paused", f.WindowResumed: "resumed", f.WindowClosed: "closed", f.WindowOpened: "opened",
    f.ClerkTookOver: "taken", f.WindowServicesChanged: "services", f.WindowProfileChanged: "services",
    f.CommandUndone: "undone",
}  # fmt: skip


def told_elsewhere(
    facts: Sequence[Fact], window: str, is_own: Callable[[str], bool], state: State, say: Texts
) -> str:
    """The last of what was pressed for this window and not here, as a sentence; empty where nothing was.

    What the hall does by itself has no `command` and is not somebody's press.
    """
    for fact in reversed(facts):
        key = _KEYS.get(type(fact.body))
        is_pressed = fact.command and not is_own(fact.command) and not _is_remembered(fact.body)
        if key is not None and is_pressed and _window(fact.body) == window:
            return say.say(f"caller.elsewhere.{key}", number=_number(fact.body, state))
    return ""


def _is_remembered(body: Body) -> bool:
    """A press of before, which the hall carried out when somebody took a ticket."""
    return isinstance(body, f.TicketCalled) and body.rule == "stored"


def _window(body: Body) -> str:
    if isinstance(body, f.TicketTransferred):
        return body.from_window
    return str(getattr(body, "window", ""))


def _number(body: Body, state: State) -> str:
    ticket = state.find(str(getattr(body, "ticket", "")))
    return ticket.number if ticket else ""
