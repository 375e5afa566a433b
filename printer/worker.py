"""A thread that does one thing after the other for a printer, and never keeps the process alive."""

import asyncio
import logging
import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

_log = logging.getLogger(__name__)


class Worker:
    """Runs blocking work in its own daemon thread: a printer that hangs for ever cannot keep a box from stopping."""

    def __init__(self, name: str) -> None:
        self._work: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name=f"printer {name}", daemon=True)

    def start(self) -> None:
        """Starts the thread; once in its life."""
        self._thread.start()

    def stop(self) -> None:
        """Lets what is queued end; does not wait for it."""
        self._work.put(None)

    def do(self, work: Callable[[], T]) -> "asyncio.Future[T]":
        """The result of the work, as a future of the running loop. What it raises, the future raises."""
        loop = asyncio.get_running_loop()
        future: asyncio.Future[T] = loop.create_future()
        self._work.put(lambda: _settle(loop, future, work))
        return future

    def _run(self) -> None:
        while (work := self._work.get()) is not None:
            work()


def _settle(loop: asyncio.AbstractEventLoop, future: "asyncio.Future[T]", work: Callable[[], T]) -> None:
    try:
        result = work()
    except Exception as error:  # the caller gets it, whatever it is
        _call(loop, _fail, future, error)
    else:
        _call(loop, _succeed, future, result)


def _call(loop: asyncio.AbstractEventLoop, report: Callable[..., None], *parts: object) -> None:
    try:
        loop.call_soon_threadsafe(report, *parts)
    except RuntimeError:
        _log.debug("the loop ended before a printer's work did")


def _succeed(future: "asyncio.Future[T]", result: T) -> None:
    if not future.done():
        future.set_result(result)


def _fail(future: "asyncio.Future[T]", error: Exception) -> None:
    if not future.done():
        future.set_exception(error)
