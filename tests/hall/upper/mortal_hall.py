"""A hall as a process of its own, to be killed: python mortal_hall.py HALL.TOML DATA; says where it serves, then goes on."""

import asyncio
import sys
from pathlib import Path

from hall.clock import machine_clock
from hall.running import RunningHall, Settings
from hall.upper.courier import Patience


async def live(config: Path, data: Path) -> None:
    """Until it is killed."""
    hall = RunningHall(
        Settings(
            config=config,
            data=data,
            host="127.0.0.1",
            port=0,
            clock=machine_clock,
            is_advertised=False,
            patience=Patience(first_s=0.005, longest_s=0.05, within_s=0.3),
        )
    )
    await hall.open()
    print(hall.url, flush=True)
    await hall.ended()


if __name__ == "__main__":
    asyncio.run(live(Path(sys.argv[1]), Path(sys.argv[2])))
