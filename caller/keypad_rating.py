"""The evaluator at a keypad: which transaction a citizen's press is about, and what grade it is."""

from collections.abc import Callable
from typing import Final

from caller.ports import Clock
from caller.rating.due import Due
from caller.rating.rating import Rating
from link.messages.facts import Fact

GRADES: Final = (5, 4, 3, 2)
"""非常满意、满意、基本满意、不满意: the evaluator has four keys, so the worst of the five grades cannot be given here."""

DUE_S: Final = 180.0
"""How long after its end a transaction can be rated here: then somebody else may stand at the window."""


class KeypadRating:
    """One rating for each transaction (一事一评); a press with nothing to rate does nothing."""

    def __init__(self, post: Callable[[Rating], None], clock: Clock, new_key: Callable[[], str]) -> None:
        self._post, self._clock, self._new_key = post, clock, new_key
        self._due = Due()

    def hear(self, facts: tuple[Fact, ...]) -> None:
        """Whoever was served last at a window may rate it; the next one's service ends that."""
        self._due = self._due.after(facts, None, self._clock.steady_s())

    def is_due(self, window: str) -> bool:
        """Whether somebody can rate now."""
        return self._due.of(window, self._clock.steady_s(), DUE_S) is not None

    def grade(self, window: str, key: int) -> bool:
        """A key of the evaluator, 0 for the best; whether it counts. The first press does."""
        ended = self._due.of(window, self._clock.steady_s(), DUE_S)
        if ended is None or not 0 <= key < len(GRADES):
            return False
        self._due = self._due.without(window)
        self._post(
            Rating(
                ticket=ended.ticket,
                transaction=ended.transaction,
                grade=GRADES[key],
                key=self._new_key(),
                by="device",
            )
        )
        return True
