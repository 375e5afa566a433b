"""One citizen's way through the pages, pure: what a touch and the passing of time make of it."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from devices.cards.holder import Holder
from kiosk.asides.aside import Aside
from kiosk.errands.errand import LAST, Errand
from kiosk.ports import Taken
from look.language import Language, second_language

Stop = Literal[
    "home", "service", "errand", "aside", "issuing", "done", "paper", "jam", "refused", "order", "timeout"
]


@dataclass(frozen=True)
class Pace:
    """How long pages stay, in seconds; `box.toml` may set the first four."""

    idle_s: float = 60.0
    more_time_s: float = 120.0
    done_s: float = 20.0
    attract_s: float = 120.0
    """After so long without anybody the attract page comes; 0: never."""
    timeout_s: float = 20.0
    refused_s: float = 20.0
    order_s: float = 30.0
    booked_s: float = 40.0
    """A code may have to be written down."""
    slow_s: float = 0.4
    """Without a reply for so long, the page says that the ticket is on its way."""
    settle_s: float = 0.4
    """After a page changed, a touch meant for the page before is not taken."""


@dataclass(frozen=True)
class Visit:
    """Where a citizen stands. Moments are monotonic seconds; `leaves_at` is when the page goes by itself."""

    stop: Stop = "home"
    language: Language = "zh"
    entered_at: float = 0.0
    leaves_at: float | None = None
    zone: str = ""
    department: str = ""
    screenful: int = 0
    busy: str = ""
    busy_since: float = 0.0
    ticket: Taken | None = None
    service: str = ""
    key: str = ""
    """The touch that asked for a number; its answer is for this visit alone."""
    is_printed: bool = False
    is_printing: bool = False
    has_reprinted: bool = False
    """One more paper is enough: who needs a third asks at the desk."""
    detail: str = ""
    staff_told: str = ""
    is_large: bool = False
    """The care mode: larger, spoken, a few things a page."""
    is_spoken: bool = False
    """Each page is read aloud until this citizen leaves."""
    is_keyed: bool = False
    """By the number pad, since its first key."""
    asked_again: int = 0
    """How often the page was asked to be read once more."""
    errand: Errand | None = None
    holder: Holder | None = None
    """Who it is, where they have laid down a card or typed a telephone number; forgotten when they go."""
    aside: Aside | None = None
    why: str = ""
    """The name of the problem for which the hall refused."""
    under: "Visit | None" = None


def home(language: Language, now: float) -> Visit:
    """The untouched home page; it stays."""
    return Visit(language=language, entered_at=now)


def home_again(visit: Visit, now: float, pace: Pace, first: Language) -> Visit:
    """The home page for the same citizen; another language than the first goes back after a while."""
    is_as_found = visit.language == first and not (visit.is_large or visit.is_spoken or visit.holder)
    leaves_at = None if is_as_found else now + pace.idle_s
    return _of_same(visit, Visit(entered_at=now, leaves_at=leaves_at))


def accepts(visit: Visit, now: float, pace: Pace) -> bool:
    """Whether a touch counts: nothing is on its way and the page has stood for a moment."""
    return not visit.busy and now - visit.entered_at >= pace.settle_s


def chose_zone(visit: Visit, zone: str, now: float, pace: Pace) -> Visit:
    return _stays(replace(visit, zone=zone, screenful=0), now, pace)


def turned(visit: Visit, pages: int, now: float, pace: Pace) -> Visit:
    """The next screenful; after the last comes the first."""
    return _stays(replace(visit, screenful=(visit.screenful + 1) % max(1, pages)), now, pace)


def spoke(visit: Visit, now: float, pace: Pace) -> Visit:
    """The other language, on this and every later page of this visit."""
    return _for_all(visit, now, pace, language=second_language(visit.language))


def enlarged(visit: Visit, now: float, pace: Pace, *, is_large: bool) -> Visit:
    """The care mode, on this and every later page of this visit, or the standard size again."""
    return _for_all(visit, now, pace, is_large=is_large, is_spoken=is_large, screenful=0)


def keyed(visit: Visit, now: float, pace: Pace) -> Visit:
    """By the number pad from now on: a few things a page, each read with its number."""
    return _for_all(visit, now, pace, is_keyed=True, is_large=True, is_spoken=True, screenful=0)


def heard(visit: Visit, now: float, pace: Pace) -> Visit:
    """Read aloud, this page once more and every later one of this visit."""
    return _for_all(visit, now, pace, is_spoken=True, asked_again=visit.asked_again + 1)


def turned_back(visit: Visit, pages: int, now: float, pace: Pace) -> Visit:
    """The screenful before; before the first comes the last."""
    return turned(replace(visit, screenful=visit.screenful + max(1, pages) - 2), pages, now, pace)


def chose_department(visit: Visit, department: str, now: float, pace: Pace) -> Visit:
    return _stays(
        replace(visit, stop="service", department=department, screenful=0, entered_at=now), now, pace
    )


def aside(visit: Visit, aside: Aside, now: float, pace: Pace) -> Visit:
    """Something to look at; the page before it stays under it."""
    opened = Visit(
        stop="aside",
        aside=aside,
        entered_at=now,
        department=visit.department,
        under=visit,
        holder=visit.holder,
    )
    return _stays(_of_same(visit, opened), now, pace)


def in_aside(visit: Visit, aside: Aside, now: float, pace: Pace) -> Visit:
    """The same page, with more typed or printed."""
    return _stays(replace(visit, aside=aside), now, pace)


def back_from_aside(visit: Visit, under: Visit, now: float, pace: Pace) -> Visit:
    """The page under it."""
    return _stays(_of_same(visit, replace(under, entered_at=now)), now, pace)


def speaking(visit: Visit, language: Language, now: float, pace: Pace) -> Visit:
    """In a language, on this and every later page of this visit."""
    return _for_all(visit, now, pace, language=language)


def on_errand(visit: Visit, errand: Errand, now: float, pace: Pace) -> Visit:
    """A step of an errand. A new step is a new page; typing and ticking stay on it."""
    before = visit.errand.step if visit.errand and visit.stop == "errand" else None
    is_same = before == errand.step
    entered_at = visit.entered_at if is_same else now
    screenful = visit.screenful if is_same else 0
    stays_s = pace.booked_s if errand.step in LAST else pace.idle_s
    return replace(
        visit,
        stop="errand",
        errand=errand,
        busy="",
        screenful=screenful,
        entered_at=entered_at,
        leaves_at=now + stays_s,
    )


def recognised(visit: Visit, holder: Holder, now: float, pace: Pace) -> Visit:
    """Somebody has said who they are; the page stays."""
    return replace(visit, holder=holder, leaves_at=now + pace.idle_s)


def asked(visit: Visit, touched: str, service: str, key: str, now: float) -> Visit:
    """A ticket for a service is on its way; `touched` is the tile or row that was touched."""
    return replace(visit, busy=touched, busy_since=now, service=service, key=key, leaves_at=None)


def got(visit: Visit, ticket: Taken, now: float) -> Visit:
    """The number is there; its paper is being printed, so the page does not go yet."""
    return _arrives(visit, "done", now, ticket=ticket, is_printing=True)


def reprinting(visit: Visit, now: float) -> Visit:
    """The citizen found no paper; it is printed once more."""
    return replace(
        visit, is_printing=True, is_printed=False, has_reprinted=True, leaves_at=None, entered_at=now
    )


def printed(visit: Visit, now: float, pace: Pace) -> Visit:
    """The paper is out."""
    return _arrives(visit, "done", now, leaves_at=now + pace.done_s, ticket=visit.ticket, is_printed=True)


def kept(visit: Visit, is_paper_out: bool, now: float, pace: Pace) -> Visit:
    """The paper did not come out; the number stays on the screen."""
    stop: Stop = "paper" if is_paper_out else "jam"
    return _arrives(visit, stop, now, leaves_at=now + pace.idle_s, ticket=visit.ticket)


def refused(visit: Visit, detail: str, now: float, pace: Pace, why: str = "") -> Visit:
    arrived = _arrives(visit, "refused", now, leaves_at=now + pace.refused_s, detail=detail)
    return replace(arrived, why=why)


def out_of_order(visit: Visit, now: float, pace: Pace) -> Visit:
    return _arrives(visit, "order", now, leaves_at=now + pace.order_s)


def went_on(visit: Visit, now: float, pace: Pace, *, has_more_time: bool = False) -> Visit:
    """Back from `Are you still there?` to the page under it."""
    under = visit.under or visit
    stay_s = pace.more_time_s if has_more_time else pace.idle_s
    return replace(under, entered_at=now, leaves_at=now + stay_s)


def touched(visit: Visit, now: float, pace: Pace) -> Visit:
    """A touch anywhere: the page gets its whole time again."""
    if visit.leaves_at is None or visit.stop in ("timeout", "order"):
        return visit
    return replace(visit, leaves_at=now + _stay_s(visit, pace))


def due(visit: Visit, now: float, pace: Pace, first: Language) -> Visit:
    """What time alone makes of a visit; `first` is the language of the next citizen."""
    if visit.busy and visit.stop != "issuing" and now - visit.busy_since >= pace.slow_s:
        return replace(visit, stop="issuing", entered_at=now)
    if visit.leaves_at is None or now < visit.leaves_at:
        return visit
    is_on_its_way = visit.stop == "errand" and visit.errand is not None and visit.errand.step not in LAST
    if visit.stop in ("service", "paper", "jam", "aside") or is_on_its_way:
        asking = Visit(stop="timeout", entered_at=now, leaves_at=now + pace.timeout_s, under=visit)
        return _of_same(visit, asking)
    return home(first, now)


def seconds_left(visit: Visit, now: float) -> float | None:
    """Until the page goes, where it says so; None where it does not."""
    if visit.leaves_at is None or visit.stop not in ("done", "timeout", "refused"):
        return None
    return max(0.0, visit.leaves_at - now)


def share_left(visit: Visit, now: float, pace: Pace) -> float:
    """The part of the page's time that is left, 1 … 0."""
    left = seconds_left(visit, now)
    return 0.0 if left is None else min(1.0, left / _stay_s(visit, pace))


def _stay_s(visit: Visit, pace: Pace) -> float:
    return {
        "done": pace.done_s,
        "timeout": pace.timeout_s,
        "refused": pace.refused_s,
        "order": pace.order_s,
    }.get(visit.stop, pace.idle_s)


def _of_same(visit: Visit, later: Visit) -> Visit:
    """Another page for the same citizen: their language, size and voice stay."""
    return replace(
        later,
        language=visit.language,
        is_large=visit.is_large,
        is_spoken=visit.is_spoken,
        is_keyed=visit.is_keyed,
        holder=visit.holder,
    )


def _changed(visit: Visit | None, changes: dict[str, Any]) -> Visit | None:
    return replace(visit, under=_changed(visit.under, changes), **changes) if visit else None


def _for_all(visit: Visit, now: float, pace: Pace, **changes: Any) -> Visit:
    """What a citizen wants of every page, also of the one under the question whether they are there."""
    under = _changed(visit.under, changes)
    changed = replace(visit, under=under, **changes)
    is_held = visit.leaves_at is None and visit.stop != "home"
    if visit.stop in ("timeout", "order") or visit.busy or is_held:
        return changed
    return _stays(changed, now, pace)


def _stays(visit: Visit, now: float, pace: Pace) -> Visit:
    return touched(replace(visit, leaves_at=now), now, pace)


def _arrives(
    visit: Visit,
    stop: Stop,
    now: float,
    *,
    leaves_at: float | None = None,
    ticket: Taken | None = None,
    is_printed: bool = False,
    is_printing: bool = False,
    detail: str = "",
) -> Visit:
    arrived = Visit(
        stop=stop,
        entered_at=now if stop != visit.stop else visit.entered_at,
        leaves_at=leaves_at,
        service=visit.service,
        key=visit.key,
        ticket=ticket,
        has_reprinted=visit.has_reprinted,
        is_printed=is_printed,
        is_printing=is_printing,
        detail=detail,
    )
    return _of_same(visit, arrived)
