"""Help: a touch on its key raises the desk, and the screen says what has become of it."""

import logging
from collections.abc import Callable, Coroutine
from typing import Any, Final, Literal, Protocol

from kiosk.ports import HallAway, Refusal
from kiosk.said import Said
from kiosk.speech import Speech
from link.state import HELP, State

SAID_FOR_S: Final = 8.0
"""How long the answer stands on the screen; the key says it for as long as it is so."""

HelpState = Literal["", "asked", "coming"]
"""Nobody asked; the desk knows; somebody is on the way."""

log = logging.getLogger(__name__)


class HelpPort(Protocol):
    """The desk, as far as it can be called."""

    async def ask_help(self) -> None:
        """Somebody here asks for help. Raises Refusal, HallAway."""
        ...


def help_state(state: State, box: str) -> HelpState:
    """What the hall knows of help at a box."""
    alarm = state.alarms.get(f"{HELP}/{box}")
    if alarm is None:
        return ""
    return "coming" if alarm.acknowledged_at is not None else "asked"


class Helping:
    """Help at one kiosk. `now` is monotonic seconds; `changed` is called when the answer is there."""

    def __init__(
        self,
        desk: HelpPort,
        now: Callable[[], float],
        spawn: Callable[[Coroutine[Any, Any, None]], object],
        changed: Callable[[], None],
    ) -> None:
        self._desk, self._now, self._spawn, self._changed = desk, now, spawn, changed
        self._is_asking = False
        self._answer: Said | None = None
        self._until = 0.0

    @property
    def answer(self) -> Said | None:
        """What is said of it now; None once it has been read."""
        return self._answer if self._now() < self._until else None

    def ask(self, speech: Speech) -> None:
        """Once at a time: who touches again while it is on its way is not in more of a hurry."""
        if not self._is_asking:
            self._is_asking = True
            self._spawn(self._ask(speech))

    async def _ask(self, speech: Speech) -> None:
        key = "help.away"
        try:
            await self._desk.ask_help()
            key = "help.sent"
        except (Refusal, HallAway) as fault:
            log.warning("the desk could not be called: %s", fault)
        finally:
            self._is_asking = False
        text = speech.say(key)
        self._answer, self._until = Said(text, text), self._now() + SAID_FOR_S
        self._changed()
