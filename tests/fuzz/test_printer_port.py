"""The emulated printer's port takes whatever any program sends: it draws what it can, stays on, and says nothing wrong."""

import asyncio
import logging
import random

import pytest
from odd.mutation import mutated

from printer.emulator import EmulatedPrinter

TICKET = (
    b"\x1b@\x1ba\x01\x1d!\x11A001\n\x1d!\x00\x1bE\x01\xb4\xfd\xcd\xfb\n\x1dv0\x00\x08\x00\x10\x00"
    + bytes(128)
    + b"\x1d(k\x03\x001C\x06\x1d(k\x07\x001P0hello\x1d(k\x03\x001Q0\x10\x04\x01\x1d(H\x06\x0000abcd\x1dVA\x03"
)
"""ESC @, alignment, size, text, a raster (GS v 0), a QR code (GS ( k), a status request (DLE EOT), an id (GS ( H), a cut."""

LARGEST = b"\x1dv0\x00\xff\xff\xff\xff" + b"\xff" * 4096
"""A picture of 524,280 by 65,535 dots is announced, of which a few rows come."""


async def fed(jobs: int, seed: int) -> tuple[list[str], int]:
    """What the event loop had to complain of, and how many tickets came out after a clean one at the end."""
    chance, faults = random.Random(seed), list[str]()
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: faults.append(str(context)))
    machine = EmulatedPrinter()
    await machine.start()
    for number in range(jobs):
        job = LARGEST if number % 40 == 39 else mutated(TICKET * chance.choice((1, 1, 3)), chance)
        await printed(machine.port, job)
        machine.tickets.clear()
    machine.machine.receive(bytes(1 << 20))  # whatever a command still waited for has come
    await printed(machine.port, b"\x1b@" + TICKET)
    tickets = len(machine.tickets)
    await machine.stop()
    return faults, tickets


async def printed(port: int, job: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(job)
    writer.write_eof()
    async with asyncio.timeout(60):
        while await reader.read(1 << 16):
            pass
    writer.close()


def test_a_printer_survives_jobs_that_nearly_are_escpos(caplog):
    faults, tickets = asyncio.run(asyncio.wait_for(fed(60, 20260312), 115))
    assert faults == []
    assert tickets >= 1
    assert not [each for each in caplog.records if each.levelno >= logging.ERROR], caplog.text[-3000:]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_printer_survives_a_long_day_of_garbage():
    seed = random.randrange(2**32)
    faults, tickets = asyncio.run(fed(20_000, seed))
    assert faults == [], f"seed {seed}"
    assert tickets >= 1, f"seed {seed}"
