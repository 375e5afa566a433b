"""What an LED sign shows, worked out from the same views as boards: over a window, or as a strip in a zone."""

from collections.abc import Iterable, Sequence
from typing import Final

from config.texts import Texts, texts
from devices.signs.face import NOTHING, PAGE_S, Face, Page, Panel
from devices.signs.fitting import fitted
from display.bands import Bands
from link.views import BoardView, CallView, WindowView

BLINKS: Final = 5
IDLE_S: Final = 5.0
"""How long the welcome stands, and then the window's number."""

MOST_CALLS: Final = 6
"""Calls that a strip turns through: more would keep each of them waiting for longer than somebody looks up."""


def window_face(view: WindowView, panel: Panel, language: str, *, is_fresh: bool) -> Face:
    """The sign over a window. `is_fresh`: its call blinks; one that stood before this box heard of it does not."""
    words = words_of(panel, language)
    match view.state:
        case "calling" if view.number:
            wordings = _calling(words, view.number, view.label)
            return _called(fitted(wordings, "red", panel), view.call, is_fresh=is_fresh)
        case "serving" if view.number:
            serving = ("sign.serving.1", "sign.serving.2")
            return _called(fitted(_said(words, serving, view.number, view.label), "red", panel), view.call)
        case "paused":
            return fitted((words.say("sign.paused"),), "amber", panel)
        case "closed":
            return fitted((words.say("sign.closed"),), "red", panel, is_dim=True)
    return _idle(words, panel, _place(words, view.label))


def strip_face(view: BoardView, bands: Bands, panel: Panel, language: str) -> Face:
    """A zone's strip: its calls, the newest first, a screenful each; an emergency before all."""
    words = words_of(panel, language)
    if view.emergency:
        return fitted((view.emergency,), "red", panel)
    if calls := _standing(view, bands):
        faces = [fitted(_to_window(words, call), "red", panel) for call in calls]
        face = Face(pages=_in_turn((page for each in faces for page in each.pages), PAGE_S))
        return _called(face, calls[0].seq, is_fresh=_does_pulse(bands, calls[0].seq))
    if not view.has_open_window:
        return fitted((words.say("sign.closed"),), "red", panel, is_dim=True)
    name = view.zone.name_en if words.language == "en" and view.zone.name_en else view.zone.name
    return _idle(words, panel, (name,))


def stale_face(panel: Panel, language: str) -> Face:
    """The hall is out of reach: an old number would send people to the wrong place."""
    return fitted((words_of(panel, language).say("sign.stale"),), "amber", panel)


def words_of(panel: Panel, language: str) -> Texts:
    """A sign without Hanzi speaks English."""
    return texts(language if panel.has_hanzi else "en")


def _called(face: Face, call: int, *, is_fresh: bool = False) -> Face:
    return Face(pages=face.pages, call=call, blinks=BLINKS if is_fresh else 0)


def _calling(words: Texts, number: str, label: str) -> tuple[str, ...]:
    whole = "sign.calling.named" if _is_named(label) else "sign.calling.1"
    return _said(words, (whole, "sign.calling.2", "sign.calling.3", "sign.calling.4"), number, label)


def _to_window(words: Texts, call: CallView) -> tuple[str, ...]:
    """A strip always says the window; a wording too long for it turns as pages."""
    if _is_named(call.label):
        return _said(words, ("sign.strip.named", "sign.strip.named.2"), call.number, call.label)
    return _said(words, ("sign.strip.1", "sign.strip.2", "sign.strip.3"), call.number, call.label)


def _said(words: Texts, keys: Sequence[str], number: str, label: str) -> tuple[str, ...]:
    return tuple(words.say(key, call=number, label=label) for key in keys)


def _place(words: Texts, label: str) -> tuple[str, ...]:
    if _is_named(label):
        return (label,)
    return tuple(words.say(key, label=label) for key in ("sign.window.1", "sign.window.2", "sign.window.3"))


def _is_named(label: str) -> bool:
    """A window that has a name instead of a number."""
    return not any(letter.isdigit() for letter in label)


def _idle(words: Texts, panel: Panel, place: Sequence[str]) -> Face:
    """The welcome and the place in turn; what a sign has no letters for is left out."""
    faces = (fitted((words.say("sign.welcome"),), "green", panel), fitted(place, "green", panel))
    pages = [page for face in faces for page in face.pages if page.text.strip()]
    return Face(pages=_in_turn(pages, IDLE_S)) if pages else NOTHING


def _in_turn(pages: Iterable[Page], seconds: float) -> tuple[Page, ...]:
    """Pages with the time that each stands; a single one stands for good."""
    several = tuple(pages)
    held_s = seconds if len(several) > 1 else 0.0
    return tuple(Page(text=page.text, colour=page.colour, seconds=held_s) for page in several)


def _standing(view: BoardView, bands: Bands) -> list[CallView]:
    """What the zone's boards have in amber, and whoever else is still called; newest first."""
    amber = {band.seq for band in bands.shown}
    calls = [call for call in view.calls if call.seq in amber or call.state == "called"]
    return calls[:MOST_CALLS]


def _does_pulse(bands: Bands, seq: int) -> bool:
    return any(band.seq == seq and band.does_pulse for band in bands.shown)
