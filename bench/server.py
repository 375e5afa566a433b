"""A hall for the bench: the same as `jiaohao hall`, with one more route that does nothing, to compare with."""

import asyncio
import signal
import sys
from pathlib import Path

import uvloop
from fastapi import APIRouter, Response

from hall.clock import machine_clock
from hall.running import RunningHall, Settings, settle_memory


def empty_post() -> APIRouter:
    """`POST /api/v1/empty`: through the same door and the same framework, and out again."""
    router = APIRouter()

    @router.post("/api/v1/empty", status_code=201)
    async def empty() -> Response:
        return Response(b"{}", status_code=201, media_type="application/json")

    return router


async def serve(config: Path, data: Path, ledger: str) -> None:
    """Serve until told to stop; `READY URL` on standard output."""
    asked = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, asked.set)
    settings = Settings(
        config=config,
        data=data,
        host="127.0.0.1",
        port=0,
        clock=machine_clock,
        is_advertised=False,
        ledger=ledger,
    )
    hall = RunningHall(settings, more=(empty_post(),))
    await hall.open()
    settle_memory()
    print(f"READY {hall.url}", flush=True)
    await asked.wait()
    await hall.close()


if __name__ == "__main__":
    uvloop.run(serve(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]))
