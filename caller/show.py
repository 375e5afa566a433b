"""What a terminal's screen is made of, and what all of its parts ask of it."""

from dataclasses import dataclass
from datetime import datetime

from caller.keys import Bindings
from caller.situation import Situation
from caller.tally import Tally
from config.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Show:
    """What a screen is made of; one of these is made for each showing."""

    situation: Situation
    now: datetime
    """The hall's time in its zone."""
    bindings: Bindings
    say: Texts
    window: str
    tally: Tally | None = None
    """None: what was done today is not known."""

    @property
    def is_old(self) -> bool:
        """Whether counts are not to be believed."""
        return self.situation.phase in ("stale", "starting")

    @property
    def number(self) -> str:
        """The number in sight; empty where there is none."""
        held = self.situation.ticket
        return held.number if held is not None and self.situation.phase in ("calling", "serving") else ""

    @property
    def label(self) -> str:
        """What people call the window."""
        return self.situation.seen.view.label if self.situation.seen else self.window
