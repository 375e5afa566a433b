"""The sound of an alarm at the desk: three short notes, and silence on a machine without sound."""

import asyncio
from itertools import pairwise
from pathlib import Path

from devices.voices.voice import Played
from kiosk.desk.tones import AlarmTone, alarm_sound


class Player:
    def __init__(self, *, is_deaf: bool = False) -> None:
        self.played: list[float] = []
        self.is_deaf = is_deaf
        self.was_asked = asyncio.Event()

    async def play(self, sound: Path, seconds: float) -> Played:
        self.was_asked.set()
        if self.is_deaf:
            raise OSError("no sound card")
        self.played.append(seconds)
        return Played(was_heard=True, reason="")


def crossings(samples: list[int]) -> int:
    return sum(a < 0 <= b for a, b in pairwise(samples))


def test_it_is_three_notes_of_660_hertz_and_a_tenth_of_a_second():
    sound = alarm_sound(22050)
    samples = list(sound.samples)
    assert abs(sound.seconds - 0.46) < 0.01
    note = samples[: 22050 // 10]
    assert abs(crossings(note) - 66) <= 1
    assert max(map(abs, samples)) < 32767 * 0.4
    pause = samples[22050 // 10 + 100 : 22050 // 10 + 1500]
    assert not any(pause)


def test_nobody_waits_for_it_and_a_deaf_machine_is_no_fault():
    async def story() -> None:
        for player in (Player(), Player(is_deaf=True)):
            tone = AlarmTone(player)
            tone.beep()
            await asyncio.wait_for(player.was_asked.wait(), 30)
            await tone.close()
            assert len(player.played) == (not player.is_deaf)

    asyncio.run(story())
