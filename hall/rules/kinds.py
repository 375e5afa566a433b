"""What the kind of a window means for what may be done there."""

from typing import Final

from hall.rules.day import Day
from link.messages.words import WindowKind
from link.state import Window

TAKES_ANY: Final[frozenset[WindowKind]] = frozenset({"complaint", "consult", "agency", "cross_region"})
"""Here anybody's matter is looked at, though the window calls other services: 办不成事、咨询、帮办代办、跨省通办."""


def serves(day: Day, window: Window, service: str) -> bool:
    """Whether somebody with this matter may be served at a window without having been sent there."""
    place = day.public.index.places.get(window.id)
    return service in window.services or (place is not None and place.kind in TAKES_ANY)
