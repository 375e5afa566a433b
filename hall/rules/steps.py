"""What each window's last press did, while nothing has followed: all that can be taken back."""

from dataclasses import dataclass, field, replace
from typing import Final

from hall.rules.remembered import Served
from link.messages import facts as f
from link.state import State, Ticket, Window

Press = tuple[str, str]
"""(box, idempotency key): which press a fact comes from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One fact that a clerk may take back, and how things stood before and after it."""

    fact: f.Fact
    ticket: Ticket
    window: Window
    left: Ticket
    caller: Served | None
    """Who had called the ticket before."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A fact that is about to change the window `at`; `step` where it can be taken back."""

    at: str
    step: Step | None


@dataclass(slots=True, kw_only=True)
class Steps:
    """The last press of each window, fact by fact."""

    by_window: dict[str, tuple[Step, ...]] = field(default_factory=dict)
    last: tuple[Press, str] = (("", ""), "")
    """The last press that touched a window, and which: what else it did belongs to that window too."""

    def of(self, window: str) -> tuple[Step, ...]:
        return self.by_window.get(window, ())

    def begin(self, state: State, fact: f.Fact, callers: dict[str, Served]) -> Begun | None:
        """Look at things before a fact changes them; None where no window's last press is touched. What the hall did by
        itself is never taken back."""
        press = (fact.who.box, fact.command)
        window = self._touched(state, fact.body, press)
        if window is None:
            return None
        is_own = not (fact.command or fact.who.box or fact.who.clerk)
        return Begun(window, None if is_own else _step(state, fact, window, callers))

    def end(self, state: State, fact: f.Fact, begun: Begun) -> None:
        """The same when the fact has changed things."""
        press = (fact.who.box, fact.command)
        is_same = bool(fact.command) and self.last == (press, begun.at)
        self.last = (press, begun.at)
        if begun.step is None:
            self.by_window[begun.at] = ()
            return
        step = replace(begun.step, left=state.find(begun.step.ticket.id) or begun.step.left)
        self.by_window[begun.at] = (*(self.of(begun.at) if is_same else ()), step)

    def take_back(self, window: str, undone_seq: int) -> Step | None:
        """Forget one fact and what came after it; the step that it was."""
        steps = self.of(window)
        self.by_window[window] = tuple(each for each in steps if each.fact.seq < undone_seq)
        return next((each for each in steps if each.fact.seq == undone_seq), None)

    def clear(self) -> None:
        self.by_window.clear()
        self.last = (("", ""), "")

    def copy(self) -> "Steps":
        return Steps(by_window=dict(self.by_window), last=self.last)

    def _touched(self, state: State, body: f.Body, press: Press) -> str | None:
        """The window whose last press is no longer the last after this fact."""
        if type(body) in _TOUCHES_NO_WINDOW:
            return None
        if isinstance(body, f.NextStored) and press == self.last[0] and any(press):
            return None  # part of the press that let somebody go: taken back, nothing is remembered
        named: str = getattr(body, "window", "") or ""
        if isinstance(body, f.TicketTransferred):
            named = body.from_window
        if isinstance(body, f.TicketReturned | f.TicketExpired | f.TicketRevived) and press == self.last[0]:
            return self.last[1] or None
        if named:
            return named
        ticket = state.tickets.get(getattr(body, "ticket", ""))
        return ticket.window if ticket is not None and ticket.state in ("called", "serving") else None


def _step(state: State, fact: f.Fact, window: str, callers: dict[str, Served]) -> Step | None:
    body = fact.body
    if not isinstance(body, _TAKEN_BACK) or (isinstance(body, f.ServiceFinished) and body.left_open):
        return None
    ticket, place = state.find(body.ticket), state.windows.get(window)
    if ticket is None or place is None:
        return None
    return Step(fact=fact, ticket=ticket, window=place, left=ticket, caller=callers.get(ticket.id))


_TAKEN_BACK: Final = (
    f.TicketCalled | f.TicketArrived | f.ServiceStarted | f.ServiceFinished | f.TicketMissed | f.TicketReturned
    | f.TicketExpired | f.TicketTransferred | f.TicketParked | f.TicketUnparked | f.TicketCancelled
)  # fmt: skip

_TOUCHES_NO_WINDOW: Final = frozenset(
    (
        f.CommandUndone, f.TicketIssued, f.TicketPrinted, f.TicketPrintFailed, f.PrintAsked, f.TicketRated,
        f.TicketNoted,
    )
)  # fmt: skip
