"""One event loop for Qt and asyncio: how every screen's process starts, stops and survives a fault."""

import asyncio
import logging
import os
import signal
import sys
from collections.abc import Callable, Coroutine
from types import TracebackType
from typing import Any

from PySide6.QtGui import QFontDatabase, QGuiApplication

# qasync takes the Qt binding that is already imported, so it must come after PySide6.
from qasync import QEventLoop  # type: ignore[import-untyped]  # qasync ships no types

from link.service_manager import ServiceManager
from look.theme import FALLBACK_FONT, FONTS, chosen_font

FAULT_SHOWN_S = 30.0
"""How long the `order` page stays before the process ends and systemd starts it afresh."""

log = logging.getLogger(__name__)


class Faults:
    """Where an unexpected exception goes, so that a screen can say it is out of order."""

    def __init__(self) -> None:
        self._listener: Callable[[BaseException], None] | None = None

    @property
    def is_heard(self) -> bool:
        """Whether a screen is there to show the fault."""
        return self._listener is not None

    def listen(self, on_fault: Callable[[BaseException], None]) -> None:
        """From now on tell `on_fault`; the last caller wins."""
        self._listener = on_fault

    def report(self, fault: BaseException) -> None:
        """Log a fault with its traceback and tell the listener."""
        log.error("unexpected fault: %s", fault, exc_info=fault)
        if self._listener is not None:
            try:
                self._listener(fault)
            except Exception:
                log.exception("the screen could not show the fault")


Main = Callable[[Faults], Coroutine[Any, Any, int | None]]


def application() -> QGuiApplication:
    """The process's QGuiApplication, made on the first call; draws in software unless the user chose a backend."""
    os.environ.setdefault("QT_QUICK_BACKEND", "software")
    present = QGuiApplication.instance()
    if isinstance(present, QGuiApplication):
        return present
    app = QGuiApplication(["jiaohao"])
    app.setApplicationName("jiaohao")
    app.setQuitOnLastWindowClosed(False)
    return app


def screen_font() -> str:
    """The font of all screens, set as the application's; a clear log line when none of ours is installed."""
    font = chosen_font(QFontDatabase.families())
    if font == FALLBACK_FONT:
        log.error(
            "none of the fonts %s is installed, Chinese may be missing; install fonts-noto-cjk or fonts-wqy-microhei",
            ", ".join(FONTS),
        )
    shown = QGuiApplication.font()
    shown.setFamily(font)
    QGuiApplication.setFont(shown)
    return font


def run(main: Main, *, fault_shown_s: float = FAULT_SHOWN_S) -> int:
    """Run `main` to its end and return the exit status.

    0 after SIGINT, SIGTERM or a plain return, what `main` returned otherwise. When `main` fails its screen shows the
    fault for `fault_shown_s`, then the status is 1. Exceptions in slots and in forgotten tasks reach `Faults` too.
    """
    app = application()
    loop = QEventLoop(app)
    faults = Faults()
    asyncio.set_event_loop(loop)
    loop.set_exception_handler(lambda _, context: _report_context(faults, context))
    hook = sys.excepthook
    sys.excepthook = _hook(faults)
    try:
        return _run_to_end(loop, main, faults, fault_shown_s)
    finally:
        sys.excepthook = hook
        loop.close()
        asyncio.set_event_loop(None)


def _run_to_end(loop: asyncio.AbstractEventLoop, main: Main, faults: Faults, fault_shown_s: float) -> int:
    task = loop.create_task(_guarded(main, faults, fault_shown_s))
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, task.cancel)
    try:
        return loop.run_until_complete(task)
    except asyncio.CancelledError:
        return 0
    finally:
        loop.run_until_complete(_drained())
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


async def _guarded(main: Main, faults: Faults, fault_shown_s: float) -> int:
    manager = ServiceManager()
    manager.ready()  # a screen is ready when it can say what is wrong: its hall may come hours later
    alive = asyncio.get_running_loop().create_task(manager.keep_telling())
    try:
        return await main(faults) or 0
    except Exception as fault:
        faults.report(fault)
        if faults.is_heard:
            await asyncio.sleep(fault_shown_s)
        return 1
    finally:
        manager.stopping()
        alive.cancel()


async def _drained() -> None:
    """Cancel what `main` left running and wait for it, so that nothing is destroyed while pending."""
    left = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in left:
        task.cancel()
    await asyncio.gather(*left, return_exceptions=True)


def _report_context(faults: Faults, context: dict[str, Any]) -> None:
    fault = context.get("exception")
    faults.report(
        fault if isinstance(fault, BaseException) else RuntimeError(context.get("message", "unknown fault"))
    )


def _hook(faults: Faults) -> Callable[[type[BaseException], BaseException, TracebackType | None], None]:
    def report(kind: type[BaseException], fault: BaseException, trace: TracebackType | None) -> None:
        faults.report(fault.with_traceback(trace))

    return report
