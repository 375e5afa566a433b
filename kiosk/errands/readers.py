"""What a kiosk has for cards and codes, put together: drivers, what they bring, and how they are."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from config.reader_tables import CardTable, ScannerTable
from config.texts import texts
from devices.cards.reader import CardReader, CardTrouble, OnCard, ReaderFault, ReaderHealth
from devices.scanners.made import scanner_of
from devices.scanners.scan import OnScan, ScannerHealth
from kiosk.errands.ports import Ways, WayState
from link.messages.commands import Trouble
from look.language import Language

Driver = TypeVar("Driver")

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brings:
    """Who is told of what the drivers bring."""

    card: OnCard
    card_trouble: Callable[[CardTrouble], None]
    scan: OnScan


class Readers:
    """The card reader and the scanner of one kiosk; both may be missing. `changed` is called when one works or does not
    any more; a driver whose packages are not installed is a broken reader, and the kiosk goes on."""

    def __init__(
        self,
        card: CardTable,
        scanner: ScannerTable,
        brings: Brings,
        changed: Callable[[], None],
        *,
        key: Callable[[], bytes | None],
        today: Callable[[], date],
    ) -> None:
        self._has_card, self._has_scanner = bool(card.device), scanner.port != "none"
        self._changed = changed
        self._card = (
            _made(lambda: _card_reader(card, brings, self._note_card, key, today)) if self._has_card else None
        )
        self._scanner = (
            _made(lambda: scanner_of(scanner, brings.scan, self._note_scan)) if self._has_scanner else None
        )

    @property
    def ways(self) -> Ways:
        """What citizens may use now."""
        card = self._card.health.is_well if self._card else False
        scan = self._scanner.health.is_well if self._scanner else False
        return Ways(_state(self._has_card, is_well=card), _state(self._has_scanner, is_well=scan))

    def troubles(self, language: Language) -> tuple[Trouble, ...]:
        """What the hall is told: everything that should work and does not."""
        found: list[tuple[str, ReaderFault | str]] = []
        if self._has_card and not (self._card and self._card.health.is_well):
            found.append(("card", self._card.health.reason if self._card else "missing"))
        if self._has_scanner and not (self._scanner and self._scanner.health.is_well):
            found.append(("scanner", self._scanner.health.reason if self._scanner else "missing"))
        say = texts(language).say
        return tuple(Trouble(part=part, reason=say(f"{part}.trouble.{reason}")) for part, reason in found)

    async def open(self) -> None:
        for each in (self._card, self._scanner):
            if each is not None:
                await each.open()
        self._changed()

    async def close(self) -> None:
        for each in (self._card, self._scanner):
            if each is not None:
                await each.close()

    def _note_card(self, health: ReaderHealth) -> None:
        self._changed()

    def _note_scan(self, health: ScannerHealth) -> None:
        self._changed()


def _made(make: Callable[[], Driver]) -> Driver | None:
    try:
        return make()
    except ModuleNotFoundError as missing:
        log.error("a reader cannot be used: %s is not installed", missing.name)
        return None


def _state(has_one: bool, *, is_well: bool) -> WayState:
    return "none" if not has_one else "ready" if is_well else "broken"


def _card_reader(
    table: CardTable,
    brings: Brings,
    told: Callable[[ReaderHealth], None],
    key: Callable[[], bytes | None],
    today: Callable[[], date],
) -> CardReader:
    from devices.cards.sdt import SdtReader

    return SdtReader(
        table.device, brings.card, brings.card_trouble, told, key=key, today=today, baud=table.baud
    )
