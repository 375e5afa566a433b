"""Players: programs of the system that make a sound audible, and a folder that collects sounds instead."""

import asyncio
import errno
import os
import shutil
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Final

from devices.voices.programs import run
from devices.voices.sound import silence, write_wave
from devices.voices.voice import Played

COMMANDS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"))
"""PipeWire, PulseAudio, ALSA: the first that works is used."""

DEVICE: Final = MappingProxyType({"pw-play": "--target=", "paplay": "--device=", "aplay": "--device="})
"""How each is told where to play: pw-play(1), paplay(1), aplay(1)."""

_LATE_S: Final = 5.0
"""How long after the end of its sound a player may still run: it waits until the sound card's buffer is empty."""

STARTED_S: Final = 0.3
"""A player that fails later than this has been heard in part: no other one begins the sound again."""

_MOMENT_S: Final = 0.05
_MOMENT_RATE: Final = 22050


class CommandPlayer:
    """Plays by a program that is given the file's name and ends when the sound does, with status 0 if it was heard."""

    def __init__(self, commands: Sequence[Sequence[str]] = COMMANDS, *, started_s: float = STARTED_S) -> None:
        self._commands = tuple(tuple(command) for command in commands)
        self._started_s = started_s

    async def check(self) -> Played:
        """Play a moment of silence: the only way to learn whether there is a sound card that takes sound."""
        with tempfile.TemporaryDirectory(prefix="jiaohao-sound-") as folder:
            moment = Path(folder) / "silence.wav"
            write_wave(moment, silence(_MOMENT_S, _MOMENT_RATE))
            return await self.play(moment, _MOMENT_S)

    async def play(self, sound: Path, seconds: float) -> Played:
        """Try each command until one has begun to play; the one that works is asked first the next time."""
        reasons = []
        for command in self._commands:
            ended = await run((*command, str(sound)), within_s=seconds + _LATE_S)
            if not ended.trouble:
                self._prefer(command)
                return Played(was_heard=True)
            reasons.append(ended.trouble)
            if min(ended.seconds, seconds) > self._started_s:
                break
        return Played(was_heard=False, reason=reasons[-1] if reasons else "no player is set")

    def _prefer(self, command: tuple[str, ...]) -> None:
        if self._commands[0] != command:
            self._commands = (command, *(other for other in self._commands if other != command))


def on_device(command: Sequence[str], device: str) -> tuple[str, ...]:
    """The command with the device that it plays on; where none is named, on the system's own."""
    option = DEVICE.get(command[0], "")
    return (*command, f"{option}{device}") if device and option else tuple(command)


class FilePlayer:
    """Keeps each sound in a folder instead of playing it, and takes the time that playing would take."""

    def __init__(self, folder: Path, *, pause: Callable[[float], Awaitable[None]] = asyncio.sleep) -> None:
        self._folder = folder
        self._pause = pause

    async def check(self) -> Played:
        """Whether the folder takes files."""
        try:
            await asyncio.to_thread(self._make_folder)
        except OSError as error:
            return self._refusal(error)
        return Played(was_heard=True)

    async def play(self, sound: Path, seconds: float) -> Played:
        """Copy the sound into the folder under its own name."""
        try:
            await asyncio.to_thread(self._keep, sound)
        except OSError as error:
            return self._refusal(error)
        await self._pause(seconds)
        return Played(was_heard=True)

    def _keep(self, sound: Path) -> None:
        self._make_folder()
        shutil.copyfile(sound, self._folder / sound.name)

    def _make_folder(self) -> None:
        self._folder.mkdir(parents=True, exist_ok=True)
        if not os.access(self._folder, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(self._folder))

    def _refusal(self, error: OSError) -> Played:
        return Played(was_heard=False, reason=f"{self._folder}: {error.strerror or error}")
