"""Sentences rendered ahead: while one is said, the next is made."""

import asyncio
from collections.abc import Sequence

from devices.voices.sound import Sound
from devices.voices.voice import CannotSpeak, Engine, Sentence


class Ahead:
    """The sentences of one announcement, each rendered once. `close` ends what is not wanted any more."""

    def __init__(self, engine: Engine | None, sentences: Sequence[Sentence]) -> None:
        self._render = _none if engine is None else engine.render
        self._sentences = () if engine is None else sentences
        self._tasks: dict[int, asyncio.Task[Sound]] = {}
        self.trouble = ""
        """Why the last sentence that could not be rendered was not."""

    def __len__(self) -> int:
        return len(self._sentences)

    async def is_ready(self, place: int, within_s: float) -> bool:
        """Whether a sentence is rendered within that time."""
        done, _ = await asyncio.wait([self._task(place)], timeout=within_s)
        return bool(done)

    async def sound(self, place: int) -> Sound | None:
        """The sentence, when it is rendered; None where it cannot be said. The one behind it is begun."""
        task = self._task(place)
        try:
            sound = await task
        except CannotSpeak as error:
            self.trouble = str(error)
            sound = None
        if place + 1 < len(self._sentences):
            self._task(place + 1)
        return sound

    def close(self) -> None:
        for task in self._tasks.values():
            task.cancel()
            task.add_done_callback(_seen)

    def _task(self, place: int) -> asyncio.Task[Sound]:
        if place not in self._tasks:
            self._tasks[place] = asyncio.create_task(self._render(self._sentences[place]))
        return self._tasks[place]


async def _none(_sentence: Sentence) -> Sound:
    raise CannotSpeak("the chime alone is this voice")


def _seen(task: asyncio.Task[Sound]) -> None:
    """A sentence that nobody waits for any more may fail in silence."""
    if not task.cancelled():
        task.exception()
