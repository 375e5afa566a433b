"""How a ticket is laid out: pure, from what it says to the blocks on its paper."""

from collections.abc import Iterator

from config.texts import FIRST_LANGUAGE, Texts, texts
from printer.blocks import Band, Block, Code, Cut, Line, Number, Paragraph, Rule, Run, Space, Title
from printer.clean import clean, clean_line
from printer.paper import Name, TicketPaper
from printer.sheet import Sheet, sheet_for

SMALLEST_TAIL_MM = 3
"""Empty paper after the last line, before the cut."""


def lay_out(paper: TicketPaper, dots: int) -> tuple[Block, ...]:
    """The ticket's blocks for paper `dots` wide, words from the catalogues, every text cleaned."""
    sheet = sheet_for(dots, paper.form)
    words = texts(paper.languages[0] if paper.languages else "zh")
    second = texts(paper.languages[1]) if len(paper.languages) > 1 else None
    parts = _large(paper, sheet, words) if paper.form == "large" else _normal(paper, sheet, words, second)
    across = tuple(_practice(paper, sheet, words, second))
    return (*across, *parts, *across, Space(SMALLEST_TAIL_MM * 8), Cut())


def _normal(paper: TicketPaper, sheet: Sheet, words: Texts, second: Texts | None) -> Iterator[Block]:
    yield from _head(paper, sheet)
    yield from _service(Name(paper.service.text, paper.service.second or paper.department), sheet)
    yield from _matters(paper, sheet, words)
    yield from _number(paper, sheet, words)
    yield from _band(paper, sheet, words, second)
    yield from _ahead(paper, sheet, words)
    if paper.qr:
        yield from _ruled(_code(paper.qr, paper.is_online, sheet, words, second), sheet)
    notice = _notice(paper, words)
    yield from _ruled(Paragraph(Run(clean(notice), sheet.text)), sheet)
    yield from _foot(paper, sheet, words)


def _large(paper: TicketPaper, sheet: Sheet, words: Texts) -> Iterator[Block]:
    yield from _head(paper, sheet)
    yield from _service(Name(paper.service.text), sheet)
    yield from _matters(paper, sheet, words)
    yield from _number(paper, sheet, words)
    yield from _large_band(paper, sheet)
    yield from _ahead(paper, sheet, words)
    notice = paper.notice or words.say("ticket.large_notice")
    yield from (Space(sheet.step * 3), Paragraph(Run(clean(notice), sheet.text)))
    yield from _large_foot(paper, sheet, words)


def _practice(paper: TicketPaper, sheet: Sheet, words: Texts, second: Texts | None) -> Iterator[Block]:
    """Across the paper, above all and below all: this number is good for nothing."""
    if paper.is_practice:
        below = Run(second.say("ticket.practice"), sheet.second, "bold") if second else None
        yield Space(sheet.step * 2)
        yield Band("none", (Run(words.say("ticket.practice"), sheet.place, "bold"),), second=below)


def _head(paper: TicketPaper, sheet: Sheet) -> Iterator[Block]:
    yield Space(sheet.step * 3)
    yield Title(Run(clean_line(paper.hall), sheet.hall, "bold"), is_centred=True)
    for line in paper.header:
        yield from (Space(sheet.step), Title(Run(clean_line(line), sheet.text), is_centred=True))
    yield from (Space(sheet.step * 2), Rule(), Space(sheet.step * 3))


def _service(service: Name, sheet: Sheet) -> Iterator[Block]:
    yield Title(Run(clean_line(service.text), sheet.service, "bold"))
    if service.second:
        yield Space(sheet.step)
        yield Title(Run(clean_line(service.second), sheet.second, "bold"))


def _matters(paper: TicketPaper, sheet: Sheet, words: Texts) -> Iterator[Block]:
    """What follows under the same number, each with its place."""
    if not paper.matters:
        return
    yield from (Space(sheet.step * 2), Paragraph(Run(words.say("ticket.then"), sheet.foot)))
    for place, matter in enumerate(paper.matters, start=2):
        yield Space(sheet.step)
        yield Title(Run(clean_line(f"{place}  {matter.text}"), sheet.text, "bold"))


def _number(paper: TicketPaper, sheet: Sheet, words: Texts) -> Iterator[Block]:
    marked = "copy" if paper.is_copy else "reprint" if paper.is_reprint else ""
    mark = words.say(f"ticket.{marked}") if marked else ""
    yield Space(sheet.step * 4)
    yield Number(clean_line(paper.number, 12), sheet.number, mark, sheet.mark)
    yield Space(sheet.step * 3)


def _band(paper: TicketPaper, sheet: Sheet, words: Texts, second: Texts | None) -> Iterator[Block]:
    titles = _places(paper, sheet)
    if not titles:
        return
    joined = _where(words, paper.place.text, paper.windows.text)
    below = _where(second, paper.place.second, paper.windows.second) if second else ""
    yield Band(
        paper.side,
        titles,
        Run(joined, sheet.place, "bold"),
        Run(below, sheet.second, "bold") if below else None,
    )


def _large_band(paper: TicketPaper, sheet: Sheet) -> Iterator[Block]:
    titles = _places(paper, sheet)
    if titles:
        yield Band(paper.side, titles)


def _places(paper: TicketPaper, sheet: Sheet) -> tuple[Run, ...]:
    texts_here = (clean_line(paper.place.text), clean_line(paper.windows.text))
    return tuple(Run(text, sheet.place, "bold") for text in texts_here if text)


def _where(words: Texts, place: str, windows: str) -> str:
    place, windows = clean_line(place), clean_line(windows)
    if place and windows:
        return words.say("ticket.where", place=place, windows=windows)
    return place or windows


def _ahead(paper: TicketPaper, sheet: Sheet, words: Texts) -> Iterator[Block]:
    """The people ahead and the wait; the offline ticket, which knows neither, has no such line."""
    left = _ahead_runs(paper.ahead, paper.is_next, sheet, words) if paper.ahead is not None else ()
    wait = _wait_run(paper, sheet, words)
    if left or wait:
        yield Space(sheet.step * 3)
        yield Line(left, (wait,) if left and wait else ()) if left else Line((wait,) if wait else ())


def _ahead_runs(ahead: int, is_next: bool, sheet: Sheet, words: Texts) -> tuple[Run, ...]:
    if ahead == 0:
        return (Run(words.say("ticket.next" if is_next else "ticket.first"), sheet.ahead, "bold"),)
    before, digits, after = words.count("ticket.ahead", ahead).partition(str(ahead))
    runs = (
        Run(before, sheet.ahead),
        Run(digits, sheet.ahead_digit, "bold"),
        Run(after, sheet.ahead),
    )
    return tuple(run for run in runs if run.text)


def _wait_run(paper: TicketPaper, sheet: Sheet, words: Texts) -> Run | None:
    if paper.wait is None or paper.ahead == 0 or paper.form == "large":
        return None
    low, high = paper.wait
    key = "ticket.wait_about" if low == high else "ticket.wait"
    return Run(words.say(key, low=low, high=high), sheet.wait)


def _code(content: str, is_online: bool, sheet: Sheet, words: Texts, second: Texts | None) -> Code:
    """The code: a promise for a phone only where a phone can keep it, else smaller, for the hall's own readers."""
    key = "ticket.scan" if is_online else "ticket.proof"
    lines = clean(words.say(key)).split("\n")
    beside = [Run(line, sheet.text, "bold") for line in lines]
    if second:
        beside.append(Run(second.say(f"{key}_short"), sheet.second))
    width = sheet.code if is_online else sheet.code * 2 // 3
    return Code(clean_line(content), width, tuple(beside))


def _notice(paper: TicketPaper, words: Texts) -> str:
    """The hall's own words; they are in the hall's language, so who reads another has ours before them."""
    own = _own_notice(paper, words)
    if not paper.notice:
        return own
    return paper.notice if words.language == FIRST_LANGUAGE else f"{own}\n{paper.notice}"


def _own_notice(paper: TicketPaper, words: Texts) -> str:
    place = clean_line(paper.place.text)
    return words.say("ticket.notice", place=place) if place else words.say("ticket.notice_here")


def _ruled(block: Block, sheet: Sheet) -> Iterator[Block]:
    yield from (Space(sheet.step * 2 + 4), Rule(), Space(sheet.step * 2 + 4), block)


def _foot(paper: TicketPaper, sheet: Sheet, words: Texts) -> Iterator[Block]:
    issued = Run(f"{paper.issued_at:%Y-%m-%d %H:%M}", sheet.foot, "bold")
    yield from _ruled(Line((issued,), _runs(paper.kiosk, sheet.foot, "bold")), sheet)
    code = words.say("ticket.lookup", code=clean_line(paper.lookup_code)) if paper.lookup_code else ""
    phone = _phone(paper, words, sheet, "ticket.phone")
    if code or phone:
        yield Space(sheet.step + 2)
        yield Line(_runs(code, sheet.foot), phone)


def _large_foot(paper: TicketPaper, sheet: Sheet, words: Texts) -> Iterator[Block]:
    at = paper.issued_at
    moment = words.say("ticket.day_time", month=at.month, day=at.day, time=f"{at:%H:%M}")
    phone = words.say("ticket.phone_large", phone=clean_line(paper.phone)) if paper.phone else ""
    line = Line((Run(moment, sheet.foot, "bold"),), _runs(phone, sheet.foot, "bold"))
    yield from _ruled(line, sheet)


def _phone(paper: TicketPaper, words: Texts, sheet: Sheet, key: str) -> tuple[Run, ...]:
    phone = clean_line(paper.phone)
    if not phone:
        return ()
    before, digits, after = words.say(key, phone=phone).partition(phone)
    runs = (Run(before, sheet.foot), Run(digits, sheet.foot, "bold"), Run(after, sheet.foot))
    return tuple(run for run in runs if run.text)


def _runs(text: str, size: int, weight: str = "regular") -> tuple[Run, ...]:
    text = clean_line(text)
    return (Run(text, size, "bold" if weight == "bold" else "regular"),) if text else ()
