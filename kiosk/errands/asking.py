"""The page that asks who somebody is: what to do with a card or a code, and keys for all other ways."""

from collections.abc import Iterator

from kiosk.errands.errand import Errand, Purpose
from kiosk.errands.here import Here
from kiosk.errands.made import Made, Wanted, keys_of
from kiosk.errands.places import above_keys, side_by_side
from kiosk.errands.ports import WayState
from kiosk.layout import Rect
from kiosk.view import ErrandShown, Guide, Line


def ask(errand: Errand, here: Here) -> Made:
    """Card, code, keys: whatever this kiosk has."""
    keys = keys_of(tuple(_wanted(errand.purpose, here)), here, errand.busy)
    space = above_keys(here.form, len(keys))
    wanted = [each for each in _ways(errand.purpose, here) if each[1] != "none"]
    guides = tuple(
        _guide(icon, state, errand, here, rect)
        for (icon, state), rect in zip(wanted, side_by_side(space, len(wanted)), strict=True)
    )
    lead = Line(errand.why) if errand.why else Line()
    if not guides and errand.wrong:
        lead = here.speech.line(f"errand.wrong.{errand.wrong}")
    key = f"errand.ask.{_title(errand.purpose, here)}"
    rail = here.speech.line(f"{key}.rail") if errand.purpose == "check_in" else None
    return Made(here.speech.line(key), ErrandShown(lead=lead), keys, guides, rail_title=rail)


def _title(purpose: Purpose, here: Here) -> str:
    if purpose != "check_in":
        return purpose
    has_card, has_scan = here.ways.card == "ready", here.ways.scan == "ready"
    return "both" if has_card and has_scan else "card" if has_card else "scan" if has_scan else "keys"


def _ways(purpose: Purpose, here: Here) -> Iterator[tuple[str, WayState]]:
    yield "idcard", here.ways.card
    if purpose == "check_in":
        yield "qr", here.ways.scan


def _wanted(purpose: Purpose, here: Here) -> Iterator[Wanted]:
    if purpose == "check_in":
        yield Wanted("way-code", icon="keys")
    if purpose != "take":
        yield Wanted("way-phone", icon="phone")
    if purpose == "check_in":
        if can_book(here):
            yield Wanted("book", "quiet", icon="cal")
        yield Wanted("plain", "quiet", icon="ticket", text="errand.key.none")


def can_book(here: Here) -> bool:
    """Whether anything can be booked on the spot."""
    return bool(here.state.definition.slots)


def _guide(icon: str, state: WayState, errand: Errand, here: Here, rect: Rect) -> Guide:
    what = "card" if icon == "idcard" else "scan"
    is_ready = state == "ready"
    key = f"errand.guide.{what}" if is_ready else f"errand.guide.{what}.broken"
    is_wrong = is_ready and (errand.wrong == "garbage") == (what == "scan") and errand.wrong != ""
    below = f"errand.wrong.{errand.wrong}" if is_wrong else f"{key}.below"
    return Guide(
        icon=icon,
        name=here.speech.line(key),
        below=here.speech.line(below),
        is_ready=is_ready,
        is_wrong=is_wrong,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )
