"""A display box without its screen: the link, the voice, the signs and the health report, and the tasks that keep them going."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from typing import Any

from devices.voices.voice import Voice
from display.health import HealthReport
from display.settings import DisplaySettings
from display.signing import Signing
from display.sounding import Sounding
from display.speaking import Speaking
from link.hall_link import HallLink
from link.messages.commands import Trouble
from link.messages.voices import VoiceQueue
from link.passport import passport_in
from link.service_manager import until_stopped

log = logging.getLogger(__name__)


class DisplayBox:
    """Use as `async with`; on the way out the voice falls silent, the signs go dark and the link is closed."""

    def __init__(
        self,
        settings: DisplaySettings,
        *,
        voice: Voice | None = None,
        more_troubles: Callable[[], tuple[Trouble, ...]] = lambda: (),
    ) -> None:
        """`more_troubles`: what does not work of the boards that are shown beside."""
        self.link = HallLink(
            settings.box,
            hall=settings.hall or None,
            url=settings.url or None,
            language=settings.language,
            passport=passport_in(settings.data, settings.box),
        )
        self._more_troubles = more_troubles
        self._health = HealthReport(self.link, self._troubles, self._voices)
        self.sounding = Sounding()
        self._speaking = tuple(
            Speaking(
                settings,
                each,
                self.link,
                self._health.changed,
                voice=voice,
                on_sound=self.sounding.of(each.name),
            )
            for each in settings.speaking
        )
        self._signing: Signing | None = None
        if settings.signs:
            self._signing = Signing(settings.signs, settings.language, self.link, self._health.changed)
        self._tasks: list[asyncio.Task[None]] = []
        self._stack = AsyncExitStack()

    async def __aenter__(self) -> "DisplayBox":
        await self._stack.enter_async_context(self.link)
        self._stack.push_async_callback(self._end_tasks)
        self.keep(self._health.run())
        for speaking in self._speaking:
            self.keep(speaking.run())
        if self._speaking:
            self.keep(self._health.keep_queues_told())
        if self._signing is not None:
            self.keep(self._signing.run())
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._stack.aclose()

    def health_changed(self) -> None:
        """Tell the hall what works and what does not: it may be something else now."""
        self._health.changed()

    def keep(self, work: Coroutine[Any, Any, None]) -> None:
        """Run something as long as the box does; its fault is the loop's to report."""
        task = asyncio.get_running_loop().create_task(work)
        task.add_done_callback(_report)
        self._tasks.append(task)

    def _troubles(self) -> tuple[Trouble, ...]:
        spoken = (trouble for speaking in self._speaking for trouble in speaking.troubles())
        signed = self._signing.troubles() if self._signing is not None else ()
        return (*spoken, *signed, *self._more_troubles())

    def _voices(self) -> tuple[VoiceQueue, ...]:
        return tuple(speaking.queue() for speaking in self._speaking)

    async def _end_tasks(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


async def speak_only(settings: DisplaySettings) -> int:
    """A voice or signs without a board, on a plain event loop, until SIGINT or SIGTERM. Returns the exit status."""
    async with DisplayBox(settings):
        await until_stopped()
    return 0


def _report(task: asyncio.Task[None]) -> None:
    fault = None if task.cancelled() else task.exception()
    if fault is not None:
        context = {"message": "a task of the display failed", "exception": fault}
        task.get_loop().call_exception_handler(context)
