"""The lists of the page as rows of plain words."""

from typing import Final

from caller.choices import Chooser
from caller.shown import OptionShown, RowShown
from caller.terminal import Terminal
from caller.waiting_room import Aside, Row
from config.texts import Texts
from look.stale import shown_time

ROWS_MOST: Final = 4
COMING_WITH_ROWS: Final = 6
ASIDE_MOST: Final = 2
OPTIONS_SHOWN: Final = 8


def waiting_rows(seen: Terminal | None, say: Texts, *, is_old: bool) -> tuple[RowShown, ...]:
    """Who waits by series; what does not fit is drawn together in a last row. Old counts are `–`."""
    if seen is None:
        return ()
    sent = len(seen.view.sent)
    room = ROWS_MOST - (1 if sent else 0)
    first = seen.rows if len(seen.rows) <= room else _busiest(seen.rows, room - 1)
    shown = [
        RowShown(
            mark=each.prefix,
            text=each.name,
            quiet=_longest(each.longest_min, say) if not is_old else "",
            strong="–" if is_old else str(each.waiting),
        )
        for each in first
    ]
    rest = [each for each in seen.rows if each not in first]
    if rest:
        total = sum(each.waiting for each in rest)
        words = say.count("caller.list.rest", len(rest))
        shown.append(RowShown(mark="", text=words, strong="–" if is_old else str(total)))
    if sent:
        words = say.say("caller.list.sent")
        shown.insert(0, RowShown(mark="→", text=words, strong="–" if is_old else str(sent)))
    return tuple(shown)


def coming_rows(seen: Terminal | None, say: Texts, *, is_old: bool) -> tuple[RowShown, ...]:
    """Who is likely to come next; nobody while the hall is away: they may be called elsewhere by now."""
    if seen is None or is_old:
        return ()
    return tuple(
        RowShown(
            mark=each.number,
            text=each.name,
            badge=say.say("caller.list.priority", name=each.priority) if each.priority else "",
            quiet=say.say("caller.list.minutes", n=each.waited_min),
        )
        for each in seen.coming[: coming_room(seen)]
    )


def coming_room(seen: Terminal | None) -> int:
    """How many rows there are for those who come next; fewer where the window calls more series."""
    rows = len(seen.rows) + (1 if seen.view.sent else 0) if seen else ROWS_MOST
    return max(2, COMING_WITH_ROWS - min(rows, ROWS_MOST))


def aside_rows(seen: Terminal | None, say: Texts, *, is_old: bool) -> tuple[RowShown, ...]:
    """What was parked or missed."""
    if seen is None or is_old:
        return ()
    return tuple(
        RowShown(
            mark=each.number,
            text=each.name,
            quiet=_how(each, say),
        )
        for each in seen.aside[:ASIDE_MOST]
    )


def option_rows(chooser: Chooser | None) -> tuple[OptionShown, ...]:
    """The part of the matching options around the chosen one that fits the page."""
    if chooser is None:
        return ()
    left = chooser.matching
    at = min(chooser.at, max(0, len(left) - 1))
    start = first_shown(chooser)
    return tuple(
        OptionShown(mark=each.mark, text=each.text, is_chosen=start + place == at)
        for place, each in enumerate(left[start : start + OPTIONS_SHOWN])
    )


def first_shown(chooser: Chooser) -> int:
    """Which match stands in the first row of the list."""
    return max(0, min(chooser.at, len(chooser.matching) - 1) - OPTIONS_SHOWN + 1)


def _busiest(rows: tuple[Row, ...], count: int) -> tuple[Row, ...]:
    """Those with the most people, in the hall's order."""
    chosen = sorted(rows, key=lambda each: -each.waiting)[:count]
    return tuple(each for each in rows if each in chosen)


def _how(each: Aside, say: Texts) -> str:
    if each.back_at is not None:
        return say.say("caller.list.until", time=shown_time(each.back_at))
    return each.pool if each.how == "pool" else say.say(f"caller.list.{each.how}", n=each.since_min)


def _longest(minutes: int | None, say: Texts) -> str:
    return "" if minutes is None else say.say("caller.list.longest", n=minutes)
