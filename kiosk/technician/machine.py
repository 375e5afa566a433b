"""The box as its technician asks it: its check, its printers, its log."""

from collections.abc import Callable, Sequence
from pathlib import Path

from config.texts import texts
from kiosk.technician.checked import Checked, check, command, gravest_first, of_printers
from kiosk.technician.identity import Identity, own_address, program_version
from kiosk.technician.recent import Recent
from kiosk.technician.slip import TestSlips
from link.reconnect import LinkStatus
from link.state import State
from printer.health import PrinterHealth
from printer.settings import PrinterSettings


class BoxMachine:
    """This box. `printers` are those that work, with their health; one that could not be set up is said by the log."""

    def __init__(
        self,
        file: Path | None,
        box: str,
        *,
        status: Callable[[], LinkStatus],
        state: Callable[[], State],
        printers: Callable[[], Sequence[tuple[PrinterSettings, PrinterHealth]]],
        slips: TestSlips,
        recent: Recent,
    ) -> None:
        self._file, self._box = file, box
        self._status, self._state, self._printers = status, state, printers
        self._slips, self._recent = slips, recent

    def identity(self) -> Identity:
        status, state = self._status(), self._state()
        return Identity(
            version=program_version(),
            box=self._box,
            hall=state.definition.name if state.seq else status.hall,
            hall_url=status.url,
            address=own_address(status.url),
        )

    def log(self) -> tuple[str, ...]:
        return self._recent.lines

    async def check(self, language: str) -> tuple[Checked, ...]:
        words = texts(language)
        lines = await check(command(self._file), words)
        return gravest_first((*lines, *of_printers(self._printers(), words)))

    async def print_test(self, language: str) -> None:
        await self._slips.print_test(language)
