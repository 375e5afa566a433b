"""The print test: a slip with everything that a ticket needs, by way of the kiosk's own printers."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Final
from uuid import uuid4
from zoneinfo import ZoneInfo

from config.texts import texts
from kiosk.printing import Presses
from kiosk.speech import Speech
from link.state import State
from look.language import second_language
from printer.job import PrintJob
from printer.paper import Name, SlipPaper

OF_TEST: Final = "test-"
"""Begins the id of a test's job: no ticket is called so."""


class TestSlips:
    """The kiosk's printers, for tests. `now` is the seam for tests of ours."""

    __test__ = False

    def __init__(
        self,
        presses: Presses,
        state: Callable[[], State],
        kiosk: str,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._presses, self._state, self._kiosk, self._now = presses, state, kiosk, now

    async def print_test(self, language: str) -> None:
        """Print it behind whatever is being printed. Raises NotPrinted (kiosk.ports)."""
        paper = slip_paper(language, self._state(), self._kiosk, self._now())
        await self._presses.put_out(lambda: PrintJob(f"{OF_TEST}{uuid4().hex[:12]}", paper))


def slip_paper(language: str, state: State, kiosk: str, now: datetime) -> SlipPaper:
    """Large signs, small ones, Chinese and Latin, a code: what must be sharp on a ticket."""
    say, second = texts(language).say, second_language(language)
    definition = state.definition
    name = Speech(language).name(definition.name, definition.name_en).text or say("technician.title")
    other = texts(second).say
    return SlipPaper(
        hall=name,
        title=Name(say("technician.slip.title"), other("technician.slip.title")),
        label=Name(say("technician.slip.signs"), other("technician.slip.signs")),
        number="A08",
        lines=(("1.", "0123456789"), ("2.", "ABCDEFGHIJKLM"), ("3.", say("technician.slip.sample"))),
        note=say("technician.slip.note"),
        issued_at=now.astimezone(ZoneInfo(definition.timezone)),
        qr="JIAOHAO-TEST",
        kiosk=kiosk,
        languages=(language, second),
    )
