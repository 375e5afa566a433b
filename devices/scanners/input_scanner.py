"""The driver of scanners that are keyboards: grabbed, pulled out and put back at any time."""

import asyncio
import logging
from pathlib import Path
from typing import Final

from evdev import InputDevice, InputEvent, ecodes

from devices.keypads.input_keypads import LOOK_S, Opened
from devices.keypads.inputs import FOLDER, Wanted, chosen, names_of, nodes, opened, shut
from devices.scanners.scan import LOST, PAUSE_S, Assembler, OnScan, OnScannerHealth, ScannerHealth
from devices.scanners.signs_of_keys import SCANNER_KEYS, Keyboard

MUST_HAVE: Final = frozenset({"KEY_A", "KEY_1"})
"""Beside a scanner's keyboard some have a second input for media keys."""

log = logging.getLogger(__name__)


class InputScanner:
    """The driver (see Scanner). `wanted` says which keyboard is the scanner: any other stays what it is."""

    def __init__(
        self,
        wanted: Wanted,
        on_scan: OnScan,
        on_health: OnScannerHealth = lambda health: None,
        *,
        folder: Path = FOLDER,
        look_s: float = LOOK_S,
        open_all: Opened = opened,
    ) -> None:
        self._wanted, self._on_scan, self._on_health = wanted, on_scan, on_health
        self._folder, self._look_s, self._open_all = folder, look_s, open_all
        self._health = ScannerHealth(is_well=False, reason="unplugged")
        self._device: InputDevice[str] | None = None
        self._nodes: tuple[tuple[str, int, int], ...] | None = None
        self._keyboard, self._assembler = Keyboard(), Assembler()
        self._task: asyncio.Task[None] | None = None
        self._silence: asyncio.TimerHandle | None = None

    @property
    def health(self) -> ScannerHealth:
        return self._health

    async def open(self) -> None:
        self._look()
        self._task = asyncio.create_task(self._keep_looking())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        if self._silence is not None:
            self._silence.cancel()
        self._let_go()

    # ── found and lost ───────────────────────────────────────────────────────────────────────────────

    async def _keep_looking(self) -> None:
        while True:
            await asyncio.sleep(self._look_s)
            self._look()

    def _look(self) -> None:
        """Take it when it is plugged in. Without a change of the folder nothing is opened."""
        there = nodes(self._folder)
        if self._device is not None or there == self._nodes:
            return
        self._nodes = there
        found, forbidden = self._open_all(self._folder)
        fit = chosen(
            self._wanted, [each for each in found if each.keys >= MUST_HAVE], SCANNER_KEYS, frozenset()
        )
        if fit is not None:
            self._take(found.pop(fit))
        elif forbidden:
            self._told(ScannerHealth(is_well=False, reason="not-allowed", detail=" ".join(forbidden)))
        for device in found.values():
            shut(device)

    def _take(self, device: "InputDevice[str]") -> None:
        try:
            device.grab()
        except OSError as error:
            shut(device)
            self._nodes = None  # whoever has it may let it go
            self._told(ScannerHealth(is_well=False, reason="taken", detail=str(error)))
            return
        self._device, self._keyboard, self._assembler = device, Keyboard(), Assembler()
        asyncio.get_running_loop().add_reader(device.fd, self._hear)
        self._told(ScannerHealth(is_well=True, detail=f"{device.name} {device.path!s}"))

    def _lose(self, error: OSError) -> None:
        self._let_go()
        self._nodes = None
        self._told(ScannerHealth(is_well=False, reason="unplugged", detail=str(error)))

    def _let_go(self) -> None:
        device, self._device = self._device, None
        if device is not None:
            asyncio.get_running_loop().remove_reader(device.fd)
            shut(device)

    # ── keys ─────────────────────────────────────────────────────────────────────────────────────────

    def _hear(self) -> None:
        if self._device is None:
            return
        try:
            events = tuple(self._device.read())
        except BlockingIOError:
            return
        except OSError as error:  # ENODEV: it was pulled out
            self._lose(error)
            return
        now_s = asyncio.get_running_loop().time()
        for scan in self._assembler.feed("".join(self._sign(event) for event in events), now_s):
            self._on_scan(scan)
        self._wait_for_silence()

    def _sign(self, event: InputEvent) -> str:
        if event.type == ecodes.EV_SYN and event.code == ecodes.SYN_DROPPED:
            return LOST
        if event.type != ecodes.EV_KEY:
            return ""
        self._keyboard, sign = self._keyboard.key(names_of(event.code), event.value)
        return sign

    def _wait_for_silence(self) -> None:
        if self._silence is not None:
            self._silence.cancel()
            self._silence = None
        if self._assembler.is_within:
            self._silence = asyncio.get_running_loop().call_later(PAUSE_S, self._fell_silent)

    def _fell_silent(self) -> None:
        scan = self._assembler.pause(asyncio.get_running_loop().time() + PAUSE_S)
        if scan is not None:
            self._on_scan(scan)

    def _told(self, health: ScannerHealth) -> None:
        if health != self._health:
            self._health = health
            log.info("scanner: %s %s", health.reason or "well", health.detail)
            self._on_health(health)
