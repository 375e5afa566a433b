"""Two loudspeakers of one box on a real hall: each says its zone's calls, and an emergency is said by both."""

import asyncio
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from config.box import load_box_text
from display.box import DisplayBox
from display.settings import DisplaySettings
from display.speaking_settings import speaking_settings

TEST_S = 300
"""Nothing here depends on how fast the machine is."""

BOUND_S = 200

pytestmark = pytest.mark.timeout(TEST_S)

HALL = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
[[zone]]
id = "left"
name = "左厅"
[[zone]]
id = "right"
name = "右厅"
[[series]]
id = "A"
[[department]]
id = "civil"
name = "民政室"
series = "A"
[[service]]
id = "A1"
name = "低保"
department = "civil"
[[service]]
id = "A2"
name = "婚姻登记"
department = "civil"
[[window]]
id = "1"
zone = "left"
services = ["A1"]
[[window]]
id = "2"
zone = "right"
services = ["A2"]
"""
BOX = """
[box]
id = "voices"
[voice]
engine = "none"
[[speaker]]
name = "left"
zones = ["left"]
device = "one"
[[speaker]]
name = "right"
zones = ["right"]
device = "two"
"""


@pytest.fixture
def clerks(tmp_path: Path) -> Iterator[httpx.Client]:
    (tmp_path / "hall.toml").write_text(HALL, encoding="utf-8")
    command = (
        *(sys.executable, "-P", "-m", "jiaohao", "hall"),
        *("--config", str(tmp_path / "hall.toml"), "--data", str(tmp_path / "hall")),
        *(
            "--bind",
            "127.0.0.1:0",
            "--insecure-loopback",
            "--no-mdns",
            "--clock",
            "2026-03-12T10:24:00+08:00",
        ),
    )
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as hall:
        guard = threading.Timer(TEST_S, hall.kill)
        guard.start()
        try:
            assert hall.stdout is not None
            url = (
                next(line for line in hall.stdout if line.startswith("READY ")).removeprefix("READY ").strip()
            )
            threading.Thread(target=hall.stdout.read, daemon=True).start()
            with httpx.Client(base_url=f"{url}/api/v1", timeout=60) as people:
                yield people
        finally:
            hall.terminate()
            hall.wait(BOUND_S)
            guard.cancel()


def post(clerks: httpx.Client, path: str, **body: object) -> Any:
    answer = clerks.post(path, json=body)
    assert answer.status_code < 300, answer.text
    return answer.json()


def call(clerks: httpx.Client, window: str) -> None:
    post(clerks, "/tickets", service=f"A{window}")
    post(clerks, f"/windows/{window}/next")


async def announced(folder: Path, count: int) -> list[dict[str, Any]]:
    lines: list[str] = []
    for _ in range(BOUND_S * 50):
        path = folder / "announced.jsonl"
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        if len(lines) >= count:
            break
        await asyncio.sleep(0.02)
    return [json.loads(line) for line in lines]


def test_each_speaker_says_its_own_zone_and_an_emergency_is_said_by_all(
    clerks: httpx.Client, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    settings = DisplaySettings(
        box="voices",
        url=str(clerks.base_url).removesuffix("/api/v1/"),
        data=tmp_path / "data",
        speaking=speaking_settings(load_box_text(BOX, "box.toml"), "", out),
    )

    async def story() -> None:
        told: list[bool] = []
        async with DisplayBox(settings) as box:
            box.sounding.on_change.add(told.append)
            await box.link.wait_live(BOUND_S)
            for window in ("1", "2"):
                await asyncio.to_thread(post, clerks, f"/windows/{window}/open", clerk=f"100{window}")
                await asyncio.to_thread(call, clerks, window)
            left, right = await announced(out / "left", 1), await announced(out / "right", 1)
            assert [line["window"] for line in left] == ["1"]
            assert [line["window"] for line in right] == ["2"]
            await asyncio.to_thread(post, clerks, "/hall/broadcast", text="请立即疏散", emergency=True)
            for side in ("left", "right"):
                assert (await announced(out / side, 2))[1]["text"] == "请立即疏散"
            await asyncio.to_thread(post, clerks, "/hall/broadcast/end")
        assert told[0] is True
        assert told[-1] is False
        assert {path.name for path in (tmp_path / "data" / "voice").iterdir()} >= {"left", "right"}

    asyncio.run(story())
