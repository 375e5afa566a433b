"""The demo in a terminal: who runs, what was done, and the last calls, as one table that stays in place."""

from collections.abc import Callable, Sequence
from datetime import datetime

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from jiaohao.demo.processes import BoxProcess
from jiaohao.demo.summary import Summary
from link.state import State
from link.views import CallView, board_view

CALLS_SHOWN = 8


def table(
    state: State, boxes: Sequence[BoxProcess], done: Summary, now: datetime, say: Callable[..., str]
) -> RenderableType:
    """What the terminal shows now."""
    head = Text(f"{state.definition.name}  {now:%H:%M:%S}", style="bold")
    return Group(head, Columns([_boxes(boxes, say), _counts(done, say), _calls(state, say)], padding=(0, 3)))


def _boxes(boxes: Sequence[BoxProcess], say: Callable[..., str]) -> Table:
    drawn = Table(title=say("demo.boxes"), title_justify="left", box=None, show_header=False)
    for box in boxes:
        word = "demo.runs" if box.is_alive else "demo.ended"
        drawn.add_row(box.name, Text(say(word), style="red" if box.has_failed else ""))
    return drawn


def _counts(done: Summary, say: Callable[..., str]) -> Table:
    drawn = Table(title=say("demo.done"), title_justify="left", box=None, show_header=False)
    for name in ("issued", "printed", "called", "announced", "finished", "errors"):
        drawn.add_row(say(f"demo.{name}"), Text(str(getattr(done, name)), justify="right", style="bold"))
    return drawn


def _calls(state: State, say: Callable[..., str]) -> Table:
    drawn = Table(title=say("demo.calls"), title_justify="left", box=None, show_header=False)
    for call in latest_calls(state)[:CALLS_SHOWN]:
        drawn.add_row(call.number, "→", say("demo.window", window=call.label))
    return drawn


def latest_calls(state: State) -> list[CallView]:
    """The calls of all zones, each once, the newest first."""
    boards = (board_view(state, zone.id) for zone in state.definition.zones)
    calls = {call.seq: call for board in boards if board is not None for call in board.calls}
    return [calls[seq] for seq in sorted(calls, reverse=True)]
