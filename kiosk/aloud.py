"""What is said of every page: one or more sentences, each shown as a caption while it is spoken. Pure."""

import re
from collections.abc import Iterator
from typing import Final

from kiosk.errands.aloud import told
from kiosk.said import Said
from kiosk.speech import Speech
from kiosk.view import CareRow, Row, Shown, Tile
from look.words import Counted

_NUMBER: Final = re.compile(r"\b([A-Z]{1,2}[0-9]?)?([0-9]{3,})\b", re.ASCII)
_BREAK: Final = re.compile(r"\s*\n\s*")
_ENDS: Final = "。，.,"
_ASKING: Final = "？！?!"


def aloud(screen: Shown, speech: Speech) -> tuple[Said, ...]:
    """The sentences of a page; never none."""
    return tuple(
        Said(text, spoken(text, speech), item) for text, item in _sentences(screen, speech) if text
    ) or (Said(screen.page, screen.page),)


def spoken(text: str, speech: Speech) -> str:
    """`A012` as `A 零一二`: people compare it letter by letter with what they hold."""
    return _NUMBER.sub(lambda found: _spelled(found.group(), speech), text)


def _spelled(number: str, speech: Speech) -> str:
    parts = [speech.say(f"voice.digit.{sign}") if sign.isdigit() else sign for sign in number]
    if speech.language != "zh":
        return " ".join(parts)
    letters = "".join(part for part, sign in zip(parts, number, strict=True) if not sign.isdigit())
    digits = "".join(part for part, sign in zip(parts, number, strict=True) if sign.isdigit())
    return f"{letters} {digits}".strip()


def _sentences(screen: Shown, speech: Speech) -> Iterator[tuple[str, str]]:
    yield from _page(screen, speech)
    if screen.is_keyed:
        yield from ((text, "") for text in _keys(screen, speech))


def _keys(screen: Shown, speech: Speech) -> Iterator[str]:
    """What the number pad does beside choosing."""
    if screen.page == "done" and screen.ticket.is_printed:
        again = speech.say("pad.again") if screen.ticket.can_print_again else ""
        yield _whole(speech, speech.say("pad.done"), again)
    if screen.page == "timeout":
        yield speech.say("pad.timeout")
    more = speech.say("pad.more") if screen.pager.pages > 1 else ""
    yield _whole(speech, speech.say("pad.keys"), more)


def _page(screen: Shown, speech: Speech) -> Iterator[tuple[str, str]]:
    if screen.page in ("home", "service"):
        yield _listed(screen, speech), ""
        yield from _large_rows(screen, speech)
        for tile in screen.tiles:
            yield _item(tile.name + tile.bracket, tile, speech), tile.id
        for row in screen.services:
            yield _item(row.name + row.bracket, row, speech), row.id
    elif screen.page == "done":
        yield from ((text, "") for text in _ticket(screen, speech))
        yield speech.say("aloud.take" if screen.ticket.is_printed else "aloud.printing"), ""
    elif screen.page in ("paper", "jam"):
        yield _whole(speech, screen.title.text, speech.say("paper.kept")), ""
        yield from ((text, "") for text in _ticket(screen, speech))
        yield _whole(speech, *(speech.say(f"paper.{at}") for at in (1, 2, 3))), ""
        yield screen.staff, ""
    elif screen.page in ("closed", "early", "full"):
        yield _whole(speech, screen.title.text, _next(screen, speech)), ""
    elif screen.layout in ("Ask", "Typing", "Choose", "Summary"):
        yield from ((_whole(speech, *parts), item) for parts, item in told(screen))
    elif screen.page == "timeout":
        yield _whole(speech, screen.title.text, speech.say("aloud.timeout")), ""
    else:
        yield _whole(speech, screen.title.text, screen.errand.lead.text, screen.hint.text), ""
        yield from _of_aside(screen, speech)


def _of_aside(screen: Shown, speech: Speech) -> Iterator[tuple[str, str]]:
    """Lists to choose from, what to bring, rooms, and the keys of the page."""
    yield from _large_rows(screen, speech)
    for choice in screen.choices:
        yield (
            _whole(speech, choice.name + choice.bracket, choice.state, mark=speech.say("aloud.comma")),
            choice.id,
        )
    if screen.papers:
        yield _whole(speech, speech.say("aside.guide.papers"), *screen.papers), ""
    if screen.steps:
        yield _whole(speech, speech.say("aside.guide.steps"), *screen.steps), ""
    for room in screen.rooms:
        yield (
            _whole(speech, room.name.text, room.windows, room.departments, mark=speech.say("aloud.comma")),
            "",
        )


def _large_rows(screen: Shown, speech: Speech) -> Iterator[tuple[str, str]]:
    """The large rows; by the number pad each that is open with its number."""
    number = 0
    for each in screen.care_rows:
        number += each.is_open
        text = _item(each.name + each.bracket, each, speech)
        yield (
            (speech.say("pad.item", n=number, item=text) if screen.is_keyed and each.is_open else text),
            each.id,
        )


def _listed(screen: Shown, speech: Speech) -> str:
    """How many there are to choose from, and which of them stand here."""
    listed = screen.listed
    pages = screen.pager.pages
    if not listed.here:
        return screen.title.text
    key = f"aloud.{screen.page}.{'one' if pages == 1 else 'first' if listed.first == 1 else 'next'}"
    last = listed.first + listed.here - 1
    return speech.say(key, all=listed.count, first=listed.first, last=last, n=listed.here)


def _item(name: str, row: Tile | Row | CareRow, speech: Speech) -> str:
    wait = "" if isinstance(row, Tile) else row.wait
    return _whole(speech, name, _plain(row.state), wait, mark=speech.say("aloud.comma"))


def _ticket(screen: Shown, speech: Speech) -> Iterator[str]:
    ticket = screen.ticket
    number = speech.say("aloud.number", number=ticket.number)
    yield _whole(speech, number, _plain(ticket.ahead), _plain(ticket.wait), mark=speech.say("aloud.comma"))
    if ticket.place.text:
        yield speech.say("aloud.where", place=ticket.place.text)


def _next(screen: Shown, speech: Speech) -> str:
    if not screen.next_time:
        return ""
    return speech.say("aloud.next", day=screen.next_day, time=screen.next_time)


def _plain(parts: Counted) -> str:
    return " ".join(part for part in (parts.before, parts.number, parts.after) if part)


def _whole(speech: Speech, *parts: str, mark: str = "") -> str:
    """The parts as one running text, each ended once."""
    stop = speech.say("aloud.stop")
    whole = ""
    for part in (_BREAK.sub("" if speech.language == "zh" else " ", part) for part in parts if part):
        if not whole:
            whole = part
        elif whole[-1] in _ASKING:
            whole += stop[1:] + part
        else:
            whole = whole.rstrip(_ENDS) + (mark or stop) + (part[:1].lower() + part[1:] if mark else part)
    return whole if not whole or whole[-1] in _ASKING else whole.rstrip(_ENDS) + stop.strip()
