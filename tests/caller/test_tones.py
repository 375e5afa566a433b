"""The terminal's two tones."""

import asyncio
from pathlib import Path

import pytest

from caller.ports import Tone
from caller.tones import Tones, sound_of
from devices.voices.players import FilePlayer
from devices.voices.sound import FULL, read_wave


@pytest.mark.parametrize(("tone", "seconds"), [("arrival", 0.1), ("stale", 0.32)])
def test_a_tone_is_short_soft_and_does_not_click(tone: Tone, seconds: float) -> None:
    sound = sound_of(tone)
    assert sound.seconds == pytest.approx(seconds, abs=0.001)
    assert 0.2 * FULL < max(sound.samples) < 0.26 * FULL
    assert abs(sound.samples[0]) < 0.01 * FULL
    assert abs(sound.samples[-1]) < 0.01 * FULL


def test_a_beep_returns_at_once_and_is_played_whole(tmp_path: Path) -> None:
    async def beep() -> None:
        heard = asyncio.Event()

        async def ends(seconds: float) -> None:
            heard.set()

        tones = Tones(FilePlayer(tmp_path, pause=ends))
        tones.beep("arrival")
        assert not (tmp_path / "arrival.wav").exists()
        await asyncio.wait_for(heard.wait(), 60)
        await tones.close()

    asyncio.run(beep())
    assert read_wave(tmp_path / "arrival.wav").seconds == pytest.approx(0.1, abs=0.001)


def test_without_a_player_nothing_happens(tmp_path: Path) -> None:
    async def beep() -> None:
        (tmp_path / "file").write_text("")
        tones = Tones(FilePlayer(tmp_path / "file" / "folder"))
        tones.beep("stale")
        await tones.close()

    asyncio.run(beep())
