"""What to bring for a service, on paper."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from kiosk.printing import Presses
from kiosk.speech import Speech
from link.state import State
from printer.job import PrintJob
from printer.paper import Name, SlipPaper

OF_GUIDE: Final = "guide-"
"""Begins the id of a guide's job: no ticket is called so, and after a power cut nobody is told of it."""


class Guides:
    """The kiosk's printers, for guides. `now` is the seam for tests."""

    def __init__(
        self,
        presses: Presses,
        state: Callable[[], State],
        kiosk: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._presses, self._state, self._kiosk, self._now = presses, state, kiosk, now

    async def print_guide(self, service: str, language: str) -> None:
        """Print it. Raises NotPrinted (kiosk.ports)."""
        paper = guide_paper(service, language, self._state(), self._kiosk, self._now())
        await self._presses.put_out(lambda: PrintJob(f"{OF_GUIDE}{uuid4().hex[:12]}", paper))


def guide_paper(service: str, language: str, state: State, kiosk: str, now: datetime) -> SlipPaper:
    """The list and the steps, a line each, under the name of the service."""
    speech, definition, known = Speech(language), state.definition, state.index.services[service]
    name, label = speech.name(known.name, known.name_en), speech.line("aside.guide.papers")
    papers = tuple((f"{at}.", line) for at, line in enumerate(known.papers, start=1))
    steps = tuple(
        (speech.say("aside.guide.step", n=at), line) for at, line in enumerate(known.guide, start=1)
    )
    return SlipPaper(
        hall=speech.name(definition.name, definition.name_en).text,
        title=Name(name.text, name.second),
        label=Name(label.text, label.second),
        number="",
        lines=papers + steps,
        note="",
        issued_at=now.astimezone(ZoneInfo(definition.timezone)),
        kiosk=kiosk,
        languages=(language, speech.second),
    )
