"""The demo's boxes become boxes of its hall, each by a code and an exchange of its own, as a technician would do it."""

import asyncio
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hall.asking import ask
from jiaohao.demo.boxes import DemoBox
from jiaohao.pairing.paired import Place, paired
from link.pairing.code import read_code
from link.pairing.grant import grant_of
from link.passport import Passport

WATCHER = "demo"


def pair_all(boxes: Sequence[DemoBox], folder: Path, data: Path, url: str, language: str) -> None:
    """Pair each box with the hall at `url`, whose data directory is `data`. Raises NotPaired, NotAsked, HallSaidNo."""
    codes = {box.name: ask(data, language, "POST", "/pairing/codes", _wish(box))["code"] for box in boxes}
    asyncio.run(_pair(codes, folder, url, language))


def watcher(data: Path, language: str) -> Passport:
    """Who counts what the demo does: a program with a token for managers. Raises NotAsked, HallSaidNo."""
    made = ask(data, language, "POST", "/tokens", {"role": "manager", "box": WATCHER})
    return Passport(WATCHER, grant=grant_of(json.dumps(made)))


async def _pair(codes: dict[str, str], folder: Path, url: str, language: str) -> None:
    places = {name: Place(folder=folder / name, box=name, is_named=True, url=url) for name in codes}
    await asyncio.gather(*(paired(read_code(codes[name]), places[name], language) for name in codes))


def _wish(box: DemoBox) -> dict[str, Any]:
    windows = {"windows": [box.window]} if box.window else {}
    return {"role": box.kind, "box": box.name} | windows
