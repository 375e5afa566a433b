"""The public state of a hall, and the one `apply` that every box and the hall itself fold facts with."""

from link.state.apply import BOX_TROUBLE, HELP, apply, fold, public
from link.state.model import GIVEN_STEP_MIN, Alarm, BoxTrouble, Call, Said, State, Ticket, Window
from link.state.snapshot import around_tickets, snapshot_value, state_of
from link.state.undone import was_of, window_was_of
from link.state.waiting import Place, Waiting

__all__ = [
    "BOX_TROUBLE", "GIVEN_STEP_MIN", "HELP", "Alarm", "BoxTrouble", "Call", "Place", "Said", "State", "Ticket", "Waiting", "Window",
    "apply", "around_tickets", "fold", "public", "snapshot_value", "state_of",
    "was_of", "window_was_of",
]  # fmt: skip
