"""The staff card of a window: who sits there, as the citizen in front of it may know."""

from dataclasses import dataclass

from link.messages.words import WindowState
from link.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """Window and clerk. `clerk` is the number on the card (工号); empty while nobody has signed in, the names too where the
    hall does not list its clerks."""

    seq: int
    window: str
    label: str
    state: WindowState
    name: str = ""
    name_en: str = ""
    clerk: str = ""
    clerk_name: str = ""
    clerk_name_en: str = ""


def card_view(state: State, window: str) -> CardView | None:
    """The card of a window; None where the hall has no such window."""
    known, place = state.windows.get(window), state.index.places.get(window)
    if known is None:
        return None
    clerk = state.index.clerks.get(known.clerk) if known.state != "closed" else None
    return CardView(
        seq=state.seq,
        window=window,
        label=place.label if place else window,
        state=known.state,
        name=place.name if place else "",
        name_en=place.name_en if place else "",
        clerk=known.clerk if known.state != "closed" else "",
        clerk_name=clerk.name if clerk else "",
        clerk_name_en=clerk.name_en if clerk else "",
    )
