"""Turns a screen off and on by the commands that a hall gives, for panels that a black picture does not rest."""

import asyncio
import logging
from collections.abc import Callable
from typing import Final

TAKES_AT_MOST_S: Final = 20.0

log = logging.getLogger(__name__)


class Power:
    """`want` says what the screen should be; the command runs only when that changes. No shell reads it."""

    def __init__(
        self, on_command: tuple[str, ...], off_command: tuple[str, ...], on_health: Callable[[], None]
    ) -> None:
        self._commands = {True: on_command, False: off_command}
        self._on_health = on_health
        self._is_on = True
        self._running: asyncio.Task[None] | None = None
        self.wrong = ""
        """Why the last command did not succeed; empty where it did."""

    def want(self, *, is_on: bool) -> None:
        """The screen should be on, or off."""
        if is_on == self._is_on:
            return
        self._is_on = is_on
        log.info("the screen goes %s", "on" if is_on else "off")
        if self._commands[is_on] and (self._running is None or self._running.done()):
            self._running = asyncio.get_running_loop().create_task(self._run())

    async def _run(self) -> None:
        """Run what is wanted; wanted otherwise meanwhile, run that as well."""
        done = None
        while done != self._is_on:
            done = self._is_on
            self.wrong = await _succeeds(self._commands[done]) if self._commands[done] else ""
            self._on_health()


async def _succeeds(command: tuple[str, ...]) -> str:
    """Why a command did not succeed; empty where it did."""
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        return f"{command[0]}: {error.strerror}"
    try:
        async with asyncio.timeout(TAKES_AT_MOST_S):
            _, said = await process.communicate()
    except TimeoutError:
        process.kill()
        return f"{command[0]}: {TAKES_AT_MOST_S:.0f} s"
    lines = said.decode(errors="replace").strip().splitlines()
    return (
        "" if process.returncode == 0 else lines[-1][:120] if lines else f"{command[0]}: {process.returncode}"
    )
