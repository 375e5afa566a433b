"""Touch: from a finger on the kiosk's screen to the first byte of its ticket at the printer."""

import asyncio
import json
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from figures import Row, at_most, beside, middle, percentile
from halls import ROOT, Bench
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtQuick import QQuickItem, QQuickView

from kiosk.app import Kiosk
from kiosk.settings import KioskSettings
from kiosk.visit import Pace
from look.loop import Faults
from look.loop import run as run_loop
from printer.emulator.server import EmulatedPrinter
from printer.settings import PrinterSettings

TOUCHES = 100
"""So many that the 99th percentile is not the slowest."""
TILE = "department-bench"
"""A department with one service, so that one touch is all that its ticket takes."""

QUESTIONS = re.compile(rb"(?:\x10\x04[\x01-\x04])+")
"""DLE EOT n, which asks a printer how it is and prints nothing (Epson's ESC/POS reference)."""

BETWEEN_S = 0.2
LOOK_S = 0.02
STARTS_S = 30.0
BOUND_S = 240.0


def measure(bench: Bench) -> list[Row]:
    """A kiosk in a process of its own, its hall and its printer in two others; the first touch counts as well."""
    count = max(10, int(TOUCHES * bench.scale))
    with bench.hall() as hall:
        hall.load("open_windows")
        took_s = asyncio.run(_took_s(hall.port, bench.new_data(), count))
    return [
        beside("touch to first byte at the printer, median", middle(took_s) * 1000, "ms"),
        at_most("touch to first byte at the printer, p99", percentile(took_s, 99) * 1000, "ms", 150),
    ]


# ── the printer ──────────────────────────────────────────────────────────────────────────────────────


async def _took_s(hall: int, folder: Path, count: int) -> list[float]:
    printer, came = EmulatedPrinter(), list[float]()

    def receive(received: bytes) -> None:
        if not QUESTIONS.fullmatch(received):
            came.append(perf_counter())
        printer.machine.receive(received)

    printer.on_bytes = receive
    await printer.start()
    try:
        touched = await _touched(hall, printer.port, folder, count)
    finally:
        await printer.stop()
    if not len(touched) == len(printer.tickets) == count:
        raise RuntimeError(f"{count} touches gave {len(printer.tickets)} tickets")
    # A ticket is out before the next touch, and perf_counter is one clock for all processes of a machine.
    return [next(moment for moment in came if moment > at) - at for at in touched]


async def _touched(hall: int, printer: int, folder: Path, count: int) -> list[float]:
    """When the kiosk was touched, once its last ticket is out."""
    around = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    kiosk = await asyncio.create_subprocess_exec(
        sys.executable, __file__, str(hall), str(printer), str(folder), str(count),
        stdout=asyncio.subprocess.PIPE, env=around,
    )  # fmt: skip
    try:
        said, _ = await asyncio.wait_for(kiosk.communicate(), BOUND_S)
    finally:
        if kiosk.returncode is None:
            kiosk.kill()
            await kiosk.wait()
    if kiosk.returncode:
        raise RuntimeError("the kiosk did not give all tickets")
    moments: list[float] = json.loads(said)
    return moments


# ── the kiosk ────────────────────────────────────────────────────────────────────────────────────────


async def _touch_all(kiosk: Kiosk, count: int) -> list[float]:
    """When each of so many citizens touched; the next one comes when the one before has the ticket."""
    moments = []
    await kiosk.link.wait_live(STARTS_S)
    for _ in range(count):
        await _comes(lambda: kiosk.screen.page == "home" and _tile() is not None)
        await asyncio.sleep(BETWEEN_S)
        moments.append(_touch())
        await _comes(lambda: kiosk.presenter.visit.is_printed)
        await _comes(lambda: _is_done(kiosk))
    return moments


def _is_done(kiosk: Kiosk) -> bool:
    """Touch `Done`, which counts once the page has stood for a moment."""
    kiosk.presenter.finish()
    return kiosk.screen.page == "home"


def _touch() -> float:
    """A finger on the middle of the tile, down and up; gives the moment when it came down."""
    tile = _tile()
    assert tile is not None
    place, left = tile.mapToScene(QPointF(tile.width() / 2, tile.height() / 2)), Qt.MouseButton.LeftButton
    began_s = perf_counter()
    for kind, held in (
        (QEvent.Type.MouseButtonPress, left),
        (QEvent.Type.MouseButtonRelease, Qt.MouseButton.NoButton),
    ):
        event = QMouseEvent(kind, place, place, left, held, Qt.KeyboardModifier.NoModifier)
        QCoreApplication.sendEvent(_window(), event)
    return began_s


def _window() -> QQuickView:
    return next(window for window in QGuiApplication.topLevelWindows() if isinstance(window, QQuickView))


def _tile() -> QQuickItem | None:
    return _named(_window().rootObject(), TILE)


def _named(item: QQuickItem, name: str) -> QQuickItem | None:
    if not item.isVisible():
        return None
    if item.objectName() == name:
        return item
    return next((found for child in item.childItems() if (found := _named(child, name))), None)


async def _comes(is_there: Callable[[], bool]) -> None:
    for _ in range(round(STARTS_S / LOOK_S)):
        if is_there():
            return
        await asyncio.sleep(LOOK_S)
    raise TimeoutError("the kiosk did not get there")


async def _be_kiosk(faults: Faults, hall: str, printer: str, folder: str, count: int) -> int:
    settings = KioskSettings(
        box="kiosk-1",
        data=Path(folder),
        url=f"http://127.0.0.1:{hall}",
        size=(1080, 1920),
        is_fullscreen=False,
        pace=Pace(settle_s=0.1),
        printers=(PrinterSettings("ticket", "jiaohao-emulator", "network", f"127.0.0.1:{printer}"),),
    )
    kiosk = Kiosk(settings)
    running = asyncio.create_task(kiosk.run(faults))
    try:
        print(json.dumps(await _touch_all(kiosk, count)), flush=True)
    finally:
        running.cancel()
        await asyncio.wait([running], timeout=10)
    return 0


if __name__ == "__main__":
    hall_port, printer_port, data, touches = sys.argv[1:]
    sys.exit(run_loop(lambda faults: _be_kiosk(faults, hall_port, printer_port, data, int(touches))))
