"""What a board says while no window of its zone is open."""

from datetime import datetime

from config.texts import Texts
from link.views.hours import Timetable, next_opening, open_span, spans
from look.stale import shown_time


def closed_title(hours: Timetable, now: datetime, words: Texts) -> str:
    """Over for today, not begun yet, or about to begin. `now` in the hall's zone."""
    if open_span(hours, now) is not None:
        return words.say("board.closed.soon")
    opens_at = next_opening(hours, now)
    if opens_at is None or opens_at.date() != now.date():
        return words.say("board.closed")
    return words.say("board.closed.until", time=shown_time(opens_at))


def closed_lines(hours: Timetable, now: datetime, words: Texts) -> tuple[str, ...]:
    """Today's hours, and when it goes on where that is another day."""
    if hours.is_always:
        return ()
    lines = []
    today = tuple(
        f"{shown_time(span.start_at)}–{_end(span.end_at)}" for span in spans(hours, now.date(), now)
    )
    if today:
        lines.append(words.say("board.closed.today", hours="  ".join(today)))
    opens_at = next_opening(hours, now)
    if opens_at is not None and opens_at.date() != now.date():
        lines.append(words.say("board.closed.next", day=_day(opens_at, words), time=shown_time(opens_at)))
    return tuple(lines)


def _day(moment: datetime, words: Texts) -> str:
    month = words.say(f"month.{moment.month}")
    date = words.say("clock.date", month=moment.month, day=moment.day, month_name=month)
    return words.say("clock.line", date=date, weekday=words.say(f"weekday.{moment.isoweekday()}"))


def _end(moment: datetime) -> str:
    return "24:00" if (moment.hour, moment.minute) == (0, 0) else shown_time(moment)
