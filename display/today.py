"""The page of the day: what was done of every service, some of them at a time."""

from collections.abc import Sequence

from config.texts import Texts
from display.shown import TodayLine
from display.turning import pages_of, turned
from link.views import ServiceToday


def today_lines(
    services: Sequence[ServiceToday], rows: int, turn: int, words: Texts, *, is_known: bool
) -> tuple[tuple[TodayLine, ...], str]:
    """The services whose turn it is, `rows` at most, and `2/4` where there are several pages."""
    page, said = turned(pages_of(services, rows), turn)
    return tuple(_line(each, words, is_known) for each in page or ()), said


def today_columns(services: Sequence[ServiceToday]) -> tuple[str, ...]:
    """The counts that are shown, by their names in `TodayLine`."""
    has_limit = any(each.left is not None for each in services)
    return ("issued", "waiting", "serving", "done", *(("left",) if has_limit else ()))


def _line(today: ServiceToday, words: Texts, is_known: bool) -> TodayLine:
    counts = (today.issued, today.waiting, today.serving, today.done)
    issued, waiting, serving, done = (str(each) if is_known else "–" for each in counts)
    return TodayLine(
        prefix=today.prefix,
        name=today.name_en if words.language == "en" and today.name_en else today.name,
        issued=issued,
        waiting=waiting,
        serving=serving,
        done=done,
        left="" if today.left is None else str(today.left) if is_known else "–",
    )
