"""What a page of an errand comes to, and its keys."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk.errands.here import Here
from kiosk.errands.places import key_rects
from kiosk.layout import Rect
from kiosk.view import Choice, Detail, ErrandShown, Guide, Key, KeyKind, Line, Pager


@dataclass(frozen=True)
class Made:
    """One page."""

    title: Line
    shown: ErrandShown = ErrandShown()
    keys: tuple[Key, ...] = ()
    guides: tuple[Guide, ...] = ()
    choices: tuple[Choice, ...] = ()
    details: tuple[Detail, ...] = ()
    pager: Pager = Pager()
    rail_title: Line | None = None


@dataclass(frozen=True)
class Wanted:
    """A key before it has a place; its words are `errand.key.ID` unless `text` names others."""

    id: str
    kind: KeyKind = "ink"
    icon: str = ""
    text: str = ""
    is_ready: bool = True


def keys_of(wanted: Sequence[Wanted], here: Here, busy: str) -> tuple[Key, ...]:
    """The keys at the foot of a page; the one whose answer is on its way says so."""
    rects = key_rects(here.form, len(wanted))
    return tuple(
        _key(each, here, rect, is_busy=each.id == busy) for each, rect in zip(wanted, rects, strict=True)
    )


def key_sizes(here: Here) -> tuple[int, int]:
    """A key's words and the smaller ones under them, in pixels of the drawing."""
    if here.is_large:
        return (34, 24) if here.form == "wide" else (48, 32)
    return (28, 18) if here.form == "wide" else (38, 24)


def _key(wanted: Wanted, here: Here, rect: Rect, *, is_busy: bool) -> Key:
    words = here.speech.line("errand.busy" if is_busy else wanted.text or f"errand.key.{wanted.id}")
    is_wide = here.form == "wide"
    size, second_size = key_sizes(here)
    return Key(
        wanted.id,
        wanted.kind,
        words.text,
        words.second,
        icon="clock" if is_busy else wanted.icon,
        size=size,
        second_size=second_size,
        icon_size=44 if is_wide else 56,
        is_ready=wanted.is_ready and not is_busy,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )


def placed(shown: ErrandShown, rect: Rect) -> ErrandShown:
    """With its field or summary at a place."""
    return replace(shown, x=rect.x, y=rect.y, w=rect.w, h=rect.h)
