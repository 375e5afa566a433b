"""Running a program that may be missing, fail or hang."""

import asyncio
import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

_LONGEST_TROUBLE: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a program ended. `trouble` is empty where it said it was well; `seconds` is how long it ran."""

    trouble: str
    seconds: float


async def run(command: Sequence[str], *, within_s: float, text: str = "") -> Ended:
    """Run `command` with `text` on its standard input; it is killed after `within_s` or when we are cancelled."""
    clock = asyncio.get_running_loop().time
    begun_at = clock()
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
    except OSError as error:
        return Ended(trouble=f"{command[0]}: {error.strerror or error}", seconds=0.0)
    try:
        async with asyncio.timeout(within_s):
            _, stderr = await process.communicate(text.encode())
    except TimeoutError:
        return Ended(trouble=f"{command[0]} did not end within {within_s:.0f} s", seconds=clock() - begun_at)
    finally:
        await _end(process)
    return Ended(trouble=_trouble(command[0], process.returncode, stderr), seconds=clock() - begun_at)


async def _end(process: asyncio.subprocess.Process) -> None:
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _trouble(program: str, status: int | None, stderr: bytes) -> str:
    if status == 0:
        return ""
    lines = [line.strip() for line in stderr.decode(errors="replace").splitlines() if line.strip()]
    return (lines[-1] if lines else f"{program} ended with status {status}")[:_LONGEST_TROUBLE]
