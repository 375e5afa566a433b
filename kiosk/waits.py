"""How long one would wait who takes a ticket now, as the hall foresees it: what of it stands on a page, and in which words.
Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from kiosk.island.offer import UNKNOWN
from kiosk.speech import Speech
from link.views import DepartmentTile, ServiceTile

FRESH_S: Final = 30.0
"""Longer a range is not shown: by then others have come, or windows have closed."""

Range = tuple[int, int]
"""Minutes, low and high."""


@dataclass(frozen=True)
class Waits:
    """The hall's ranges by service, asked for at `at_s` (monotonic)."""

    ranges: Mapping[str, Range] = field(default_factory=dict)
    at_s: float = 0.0

    def fresh(self, now_s: float) -> "Waits":
        """What may still be shown at `now_s`."""
        return self if now_s - self.at_s <= FRESH_S else NOT_FORESEEN

    def of_service(self, tile: ServiceTile) -> Range | None:
        """None where nothing is known, nobody is ahead, or there is no ticket now."""
        if tile.status != "open" or tile.ahead in (0, UNKNOWN):
            return None
        return self.ranges.get(tile.id)

    def of_department(self, tile: DepartmentTile) -> Range | None:
        """One range for all its services that are open; None unless it holds for each of them, nobody having to wait where
        one is free."""
        here = [each for each in tile.services if each.status == "open"]
        found = [self.of_service(each) for each in here]
        known = [each for each in found if each is not None]
        if tile.status != "open" or not known or len(known) < len(found):
            return None
        return min(low for low, _ in known), max(high for _, high in known)


NOT_FORESEEN: Final = Waits()


def wait_text(wait: Range | None, speech: Speech) -> str:
    """`约 15–25 分钟`; empty where nothing is known."""
    if wait is None:
        return ""
    low, high = wait
    if low <= 0:
        return speech.say("foreseen.within", high=high)
    return speech.say("foreseen.about" if low == high else "foreseen.range", low=low, high=high)


def after_words(wait: Range | None, speech: Speech) -> str:
    """The like within a sentence: `, about 15–25 min`; empty where nothing is known."""
    words = wait_text(wait, speech)
    return speech.say("foreseen.after", wait=words[0].lower() + words[1:]) if words else ""
