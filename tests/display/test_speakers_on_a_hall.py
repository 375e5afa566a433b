"""Two loudspeakers of one box on a real hall: each says its zone's calls, and an emergency is said by both."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from config.box import load_box_text
from display.box import DisplayBox
from display.settings import DisplaySettings
from display.speaking_settings import speaking_settings

TEST_S = 300
"""Nothing here depends on how fast the machine is."""

BOUND_S = 200

pytestmark = pytest.mark.timeout(TEST_S)

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


Hall = Any


def test_each_speaker_says_its_own_zone_and_an_emergency_is_said_by_all(
    clerks: Hall, announced: Callable[[Path, int], Awaitable[list[dict[str, Any]]]], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    settings = DisplaySettings(
        box="voices",
        url=clerks.url,
        data=tmp_path / "data",
        speaking=speaking_settings(load_box_text(BOX, "box.toml"), "", out),
    )

    async def story() -> None:
        told: list[bool] = []
        async with DisplayBox(settings) as box:
            box.sounding.on_change.add(told.append)
            await box.link.wait_live(BOUND_S)
            for window in ("1", "2"):
                await asyncio.to_thread(clerks.call, window)
            left, right = await announced(out / "left", 1), await announced(out / "right", 1)
            assert [line["window"] for line in left] == ["1"]
            assert [line["window"] for line in right] == ["2"]
            await asyncio.to_thread(clerks.post, "/hall/broadcast", text="请立即疏散", emergency=True)
            for side in ("left", "right"):
                assert (await announced(out / side, 2))[1]["text"] == "请立即疏散"
            await asyncio.to_thread(clerks.post, "/hall/broadcast/end")
        assert told[0] is True
        assert told[-1] is False
        assert {path.name for path in (tmp_path / "data" / "voice").iterdir()} >= {"left", "right"}

    asyncio.run(story())
