"""A voice from settings."""

import asyncio
from pathlib import Path

from devices.voices.made import VoiceSettings, player_of, voice_of
from devices.voices.players import CommandPlayer, FilePlayer
from devices.voices.sound import read_wave


def test_the_player_is_the_one_that_is_named(tmp_path: Path) -> None:
    assert isinstance(player_of(VoiceSettings(player="file", folder=tmp_path)), FilePlayer)
    assert isinstance(player_of(VoiceSettings(player="aplay")), CommandPlayer)
    assert isinstance(player_of(VoiceSettings()), CommandPlayer)


def test_a_hall_that_wants_the_chime_alone_gets_it_at_the_volume_it_wants(tmp_path: Path) -> None:
    async def story(volume: float) -> int:
        folder = tmp_path / str(volume)
        settings = VoiceSettings(engine="none", player="file", folder=folder, volume=volume)
        voice = voice_of(settings)
        await voice.open()
        assert (await voice.speak([], name="1")).was_heard
        await voice.close()
        return max(map(abs, read_wave(folder / "1.wav").samples))

    full, half = asyncio.run(story(1.0)), asyncio.run(story(0.5))
    assert abs(half - full / 2) <= 1
