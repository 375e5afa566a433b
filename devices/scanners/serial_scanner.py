"""The driver of scanners on a serial line (or a USB one that plays a serial line)."""

import asyncio
import codecs
import logging
from typing import Final

import serial

from devices.scanners.scan import PAUSE_S, Assembler, OnScan, OnScannerHealth, ScannerHealth

AGAIN_S: Final = 2.0
"""How long a line that cannot be opened is left alone."""

log = logging.getLogger(__name__)


class SerialScanner:
    """The driver (see Scanner). Codes are UTF-8; what is not makes the code garbage."""

    def __init__(
        self,
        device: str,
        on_scan: OnScan,
        on_health: OnScannerHealth = lambda health: None,
        *,
        baud: int = 9600,
        again_s: float = AGAIN_S,
    ) -> None:
        self._device, self._on_scan, self._on_health = device, on_scan, on_health
        self._baud, self._again_s = baud, again_s
        self._health = ScannerHealth(is_well=False, reason="line")
        self._line: serial.Serial | None = None
        self._assembler, self._letters = Assembler(), _letters()
        self._task: asyncio.Task[None] | None = None

    @property
    def health(self) -> ScannerHealth:
        return self._health

    async def open(self) -> None:
        self._connect()
        self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._hang_up()

    async def _work(self) -> None:
        while True:
            await asyncio.sleep(self._again_s if self._line is None else PAUSE_S)
            if self._line is None:
                self._connect()
            elif (scan := self._assembler.pause(asyncio.get_running_loop().time())) is not None:
                self._on_scan(scan)

    def _connect(self) -> None:
        try:
            self._line = serial.Serial(self._device, self._baud, timeout=0)
        except (serial.SerialException, OSError, ValueError) as error:
            self._told(ScannerHealth(is_well=False, reason="line", detail=str(error)))
            return
        self._assembler, self._letters = Assembler(), _letters()
        asyncio.get_running_loop().add_reader(self._line.fileno(), self._hear)
        self._told(ScannerHealth(is_well=True, detail=self._device))

    def _hang_up(self, error: Exception | None = None) -> None:
        line, self._line = self._line, None
        if line is not None:
            asyncio.get_running_loop().remove_reader(line.fileno())
            line.close()
        if error is not None:
            self._told(ScannerHealth(is_well=False, reason="line", detail=str(error)))

    def _hear(self) -> None:
        if self._line is None:
            return
        try:
            heard = self._line.read(4096)
        except (serial.SerialException, OSError) as error:  # it was pulled out
            self._hang_up(error)
            return
        signs = self._letters.decode(heard)
        for scan in self._assembler.feed(signs, asyncio.get_running_loop().time()):
            self._on_scan(scan)

    def _told(self, health: ScannerHealth) -> None:
        if health != self._health:
            self._health = health
            log.info("scanner at %s: %s", self._device, health.reason or "well")
            self._on_health(health)


def _letters() -> codecs.IncrementalDecoder:
    """What is no UTF-8 becomes U+FFFD, which makes the code garbage."""
    return codecs.getincrementaldecoder("utf-8")(errors="replace")
