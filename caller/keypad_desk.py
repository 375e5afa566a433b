"""All keypads of a box and their windows: whose press is whose, and what each shows; no link, no clock of its own."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from caller.errand import Pause
from caller.keypad_rating import KeypadRating
from caller.keypad_sitting import PadSitting
from caller.keypad_window import KeypadWindow, Standing
from caller.keypad_wishes import Seen
from caller.keypad_words import Word
from caller.ports import Clock, Hall, Staff
from devices.keypads.press import Grade, Keypads, Press, ReadOut, SignInKeys
from link.messages.facts import Fact
from link.state import State


@dataclass(frozen=True, slots=True, kw_only=True)
class PadPlace:
    """Where a keypad is, who usually works there (empty: nobody in particular), and by which keys they sign in."""

    window: str
    clerk: str = ""
    sign_in: SignInKeys = SignInKeys()


@dataclass(frozen=True, slots=True)
class _PadFace:
    """One keypad of a driver that has many."""

    driver: Keypads
    name: str
    on_beep: Callable[[str, int], None]

    def show(self, shown: ReadOut) -> None:
        self.driver.show(self.name, shown)

    def beep(self, times: int) -> None:
        self.driver.beep(self.name, times)
        self.on_beep(self.name, times)


class KeypadDesk:
    """`press` and `hear` are all that happens to it. `hall_of` and `staff_of` are told a keypad's name.

    `on_beep` is told of each beep, for a box with a loudspeaker.
    """

    def __init__(
        self,
        places: Mapping[str, PadPlace],
        drivers: Mapping[str, Keypads],
        hall_of: Callable[[str], Hall],
        clock: Clock,
        new_key: Callable[[], str],
        *,
        staff_of: Callable[[str], Staff] | None = None,
        rating: KeypadRating | None = None,
        pause: Pause = asyncio.sleep,
        on_beep: Callable[[str, int], None] = lambda name, times: None,
    ) -> None:
        self._places, self._clock, self._rating = places, clock, rating
        self.windows: Final = {
            name: KeypadWindow(
                place.window,
                hall_of(name),
                _PadFace(drivers[name], name, on_beep),
                clock,
                new_key,
                sitting=PadSitting(staff_of(name), clock, place.sign_in) if staff_of else None,
                pause=pause,
            )
            for name, place in places.items()
        }

    def press(self, pressed: Press | Grade) -> None:
        """A keypad says something."""
        window = self.windows[pressed.keypad]
        if isinstance(pressed, Grade):
            if self._rating is not None:
                self._rating.grade(window.window, pressed.key)
        elif pressed.action == "evaluate":
            is_due = self._rating is not None and self._rating.is_due(window.window)
            window.evaluate(is_due=is_due)
        else:
            window.press(pressed)

    def hear(self, state: State, facts: tuple[Fact, ...] = (), away: Word | None = None) -> None:
        """The hall as it is now, and what has just happened in it; or why nothing is known of it."""
        if self._rating is not None:
            self._rating.hear(facts)
        now = self._clock.hall_now()
        for name, window in self.windows.items():
            known = state.windows.get(window.window)
            clerk = self._places[name].clerk
            seen = Seen(state=state, window=known, now=now, clerk=clerk) if known else None
            window.hear(Standing(seen=seen, away=away, seq=state.seq))

    def refresh(self) -> None:
        """Some time went by."""
        for window in self.windows.values():
            window.refresh()

    async def settled(self) -> None:
        """Return when no press is on its way."""
        for window in self.windows.values():
            await window.settled()
