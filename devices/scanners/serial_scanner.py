"""The driver of scanners on a serial line (or a USB one that plays a serial line)."""

import asyncio
import codecs
import logging

from devices.scanners.scan import PAUSE_S, Assembler, OnScan, OnScannerHealth, ScannerHealth
from devices.serial_line.line import AGAIN_S, SerialLine
from devices.serial_line.port import LineFault

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
        self._health = ScannerHealth(is_well=False, reason="line")
        self._line = SerialLine(device, baud, self._hear, self._opened, self._gone, again_s=again_s)
        self._assembler, self._letters = Assembler(), _letters()
        self._task: asyncio.Task[None] | None = None

    @property
    def health(self) -> ScannerHealth:
        return self._health

    async def open(self) -> None:
        self._line.open()
        self._task = asyncio.create_task(self._wait_for_silence())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._line.close()

    async def _wait_for_silence(self) -> None:
        while True:
            await asyncio.sleep(PAUSE_S)
            if (scan := self._assembler.pause(asyncio.get_running_loop().time())) is not None:
                self._on_scan(scan)

    def _opened(self) -> None:
        self._assembler, self._letters = Assembler(), _letters()
        self._told(ScannerHealth(is_well=True, detail=self._device))

    def _gone(self, fault: LineFault, detail: str) -> None:
        self._assembler = Assembler()  # half a code is none
        self._told(ScannerHealth(is_well=False, reason=fault, detail=detail))

    def _hear(self, heard: bytes) -> None:
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
