"""The sessions of a window out of its own facts: who sat there, from when to when, and how much of it was serving."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from hall.history.records import Session, Transaction
from hall.history.spans import Span, together_ms
from link.messages import facts as f


def sessions_of(
    day: date, window: str, life: Sequence[f.Fact], served: Sequence[Transaction]
) -> tuple[Session, ...]:
    """The sessions of a window that ended on `day`. `served` are the transactions that began there."""
    pauses = _pauses(life)
    serving = [(each.started_at, each.ended_at) for each in served if each.started_at is not None]
    return tuple(
        Session(
            day=day,
            window=window,
            clerk=clerk,
            opened_at=opened.at,
            closed_at=closed.at,
            served=sum(opened.seq < each.seq < closed.seq for each in served),
            serving_ms=together_ms(serving, (opened.at, closed.at)),
            paused_ms=together_ms(pauses, (opened.at, closed.at)),
        )
        for clerk, opened, closed in _sittings(life)
        if closed.day == day
    )


def clerk_at(life: Sequence[f.Fact], at: datetime) -> str:
    """Who sat at the window with these facts at a moment; empty where nobody had signed in."""
    clerk = ""
    for fact in life:
        if fact.at > at:
            break
        if isinstance(fact.body, f.WindowOpened | f.ClerkTookOver):
            clerk = fact.body.clerk
        elif isinstance(fact.body, f.WindowClosed):
            clerk = ""
    return clerk


def _sittings(life: Iterable[f.Fact]) -> Iterable[tuple[str, f.Fact, f.Fact]]:
    """(clerk, the fact that began it, the fact that ended it)."""
    opened: f.Fact | None = None
    clerk = ""
    for fact in life:
        body = fact.body
        if opened is not None and isinstance(body, f.ClerkTookOver | f.WindowClosed):
            yield clerk, opened, fact
            opened = None
        if isinstance(body, f.WindowOpened | f.ClerkTookOver):
            opened, clerk = fact, body.clerk


def _pauses(life: Iterable[f.Fact]) -> tuple[Span, ...]:
    found: list[Span] = []
    since: datetime | None = None
    for fact in life:
        if isinstance(fact.body, f.WindowPaused):
            since = fact.at
        elif isinstance(fact.body, f.WindowResumed | f.WindowClosed) and since is not None:
            found.append((since, fact.at))
            since = None
    return tuple(found)
