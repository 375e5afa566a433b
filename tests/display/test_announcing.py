"""The announcer at work with a voice: one at a time, remembered first, over restarts and real players."""

import asyncio
import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from devices.voices.players import CommandPlayer
from devices.voices.speaker import Speaker
from devices.voices.voice import PLAIN, Manner, Sentence, Spoken, Voice, VoiceHealth, all_wanted
from display.announced import Announced, AnnouncedLog, line
from display.announcer import Call, Memory, Notice, Standing
from display.announcing import Announcing
from display.memory import MemoryFile
from display.wording import Wording

NINE = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
KNOWN = Memory(ledger="L1", last_begun=1)


class PatientVoice:
    """A voice that speaks until it is told that the sentence is over."""

    def __init__(self, memory: MemoryFile | None = None) -> None:
        self.names: list[str] = []
        self.texts: list[str] = []
        self.manners: list[Manner] = []
        self.remembered: list[Memory | None] = []
        self.is_open = False
        self._memory = memory
        self._over = asyncio.Semaphore(0)
        self.health = VoiceHealth(state="closed")

    async def open(self) -> None:
        self.health = VoiceHealth(state="ready")

    async def check(self) -> VoiceHealth:
        return self.health

    async def speak(
        self,
        sentences: Sequence[Sentence],
        *,
        name: str,
        manner: Manner = PLAIN,
        is_wanted: Callable[[int], bool] = all_wanted,
    ) -> Spoken:
        self.names.append(name)
        self.manners.append(manner)
        self.remembered.append(self._memory.load() if self._memory else None)
        said = []
        for place, each in enumerate(sentences):
            if place == 0 or is_wanted(place):
                said.append(place)
                self.texts.append(each.text)
                await self._over.acquire()
        return Spoken(seconds=3.0, was_heard=True, said=tuple(said))

    async def close(self) -> None:
        self.health = VoiceHealth(state="closed")

    def is_over(self, times: int = 1) -> None:
        for _ in range(times):
            self._over.release()


class FailingVoice(PatientVoice):
    """A driver with a fault of its own."""

    async def speak(
        self,
        sentences: Sequence[Sentence],
        *,
        name: str,
        manner: Manner = PLAIN,
        is_wanted: Callable[[int], bool] = all_wanted,
    ) -> Spoken:
        self.names.append(name)
        raise RuntimeError("a fault in the driver")


def call(seq: int, number: str) -> Call:
    return Call(seq=seq, ticket=number, number=number, window="3", zones=("left",), at=NINE)


def calls(*pairs: tuple[int, str]) -> Standing:
    return Standing(ledger="L1", seq=max(seq for seq, _ in pairs), calls=tuple(call(*pair) for pair in pairs))


def announcing(
    voice: Voice,
    memory: MemoryFile,
    said: list[Announced] | None = None,
    on_health: Callable[[], None] = lambda: None,
    **more: Any,
) -> Announcing:
    return Announcing(
        voice,
        memory,
        zones=("left",),
        wording=more.pop("wording", Wording()),
        now=more.pop("now", lambda: NINE + timedelta(seconds=1)),
        on_announced=(said if said is not None else []).append,
        on_health=on_health,
        check_every_s=0.02,
        **more,
    )


async def until(is_so: Callable[[], bool]) -> None:
    for _ in range(12_000):
        if is_so():
            return
        await asyncio.sleep(0.005)
    raise AssertionError("it did not come to that in a minute")


async def end(task: asyncio.Task[None]) -> None:
    task.cancel()
    await asyncio.wait([task], timeout=60)
    assert task.done()


def test_calls_are_said_one_after_another_and_each_is_remembered_before_it_sounds(tmp_path: Path) -> None:
    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        voice = PatientVoice(memory)
        at_work = announcing(voice, memory, said)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001"), (6, "B001")))
        await until(lambda: len(voice.names) == 1)
        assert at_work.backlog.waiting == 1
        at_work.hear(calls((5, "A001"), (6, "B001"), (7, "C001")))
        voice.is_over(4)
        await until(lambda: len(said) == 3)
        assert voice.names == ["000005-A001", "000006-B001", "000007-C001"]
        assert [each.last_begun for each in voice.remembered if each] == [5, 6, 7]
        assert [(each.number, each.times) for each in said] == [("A001", 1), ("B001", 1), ("C001", 2)]
        await end(task)
        assert voice.health.state == "closed"

    asyncio.run(story())


def test_a_box_switched_off_in_mid_sentence_does_not_say_it_again(tmp_path: Path) -> None:
    async def story() -> None:
        memory = MemoryFile(tmp_path / "memory.json")
        memory.store(KNOWN)
        first = PatientVoice()
        before = announcing(first, memory)
        task = asyncio.create_task(before.run())
        before.hear(calls((5, "A001"), (6, "B001")))
        await until(lambda: len(first.names) == 1)
        await end(task)

        second = PatientVoice()
        after = announcing(second, memory)
        task = asyncio.create_task(after.run())
        after.hear(calls((5, "A001"), (6, "B001")))
        await until(lambda: len(second.names) == 1)
        assert second.names == ["000006-B001"]
        await end(task)

    asyncio.run(story())


def test_a_new_box_remembers_its_first_snapshot_before_it_has_said_a_word(tmp_path: Path) -> None:
    async def story() -> None:
        memory = MemoryFile(tmp_path / "memory.json")
        at_work = announcing(PatientVoice(), memory)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001")))
        await until(lambda: memory.load() == Memory(ledger="L1", last_begun=5))
        await end(task)

    asyncio.run(story())


def test_a_fault_in_the_driver_silences_one_call_only(tmp_path: Path) -> None:
    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        at_work = announcing(FailingVoice(), memory, said)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001"), (6, "B001")))
        await until(lambda: len(said) == 2)
        assert [each.was_heard for each in said] == [False, False]
        await end(task)

    asyncio.run(story())


def test_a_disk_that_takes_nothing_is_said_and_the_voice_speaks_on(tmp_path: Path) -> None:
    async def story() -> None:
        (tmp_path / "file").touch()
        voice, told = PatientVoice(), list[str]()
        at_work = announcing(
            voice, MemoryFile(tmp_path / "file" / "m.json"), on_health=lambda: told.append("")
        )
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001")))
        await until(lambda: at_work.forgetful != "")
        at_work.hear(calls((6, "B001")))
        await until(lambda: voice.names == ["000006-B001"])
        assert len(told) >= 2
        await end(task)

    asyncio.run(story())


def test_a_sound_card_plugged_in_while_nobody_is_called_is_noticed(tmp_path: Path) -> None:
    async def story() -> None:
        card = tmp_path / "card"
        speaker = Speaker(engine=None, player=CommandPlayer([("sh", "-c", f"test -e {card}")]))
        at_work = announcing(speaker, MemoryFile(tmp_path / "memory.json"))
        task = asyncio.create_task(at_work.run())
        await until(lambda: at_work.health.state == "no_sound")
        card.touch()
        await until(lambda: at_work.health.state == "ready")
        await end(task)

    asyncio.run(story())


def test_with_a_real_player_process_no_two_announcements_overlap(tmp_path: Path) -> None:
    log = tmp_path / "log"
    player = f'echo "begin $(basename $0)" >> {log}; sleep 0.05; echo "end $(basename $0)" >> {log}'

    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        at_work = announcing(Speaker(engine=None, player=CommandPlayer([("sh", "-c", player)])), memory, said)
        task = asyncio.create_task(at_work.run())
        for last in range(5, 13):
            at_work.hear(calls(*((seq, f"A{seq:03d}") for seq in range(5, last + 1))))
            await asyncio.sleep(0.02)
        await until(lambda: len(said) == 8)
        await end(task)

    asyncio.run(story())
    words = [each.split() for each in log.read_text().splitlines() if "silence" not in each]
    assert [word for word, _ in words] == ["begin", "end"] * 8
    assert [name for _, name in words[::2]] == [name for _, name in words[1::2]]
    assert [name for _, name in words[::2]] == [f"{seq:06d}-A{seq:03d}.wav" for seq in range(5, 13)]


def test_a_repeat_is_left_out_as_soon_as_somebody_waits(tmp_path: Path) -> None:
    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        voice = PatientVoice()
        at_work = announcing(voice, memory, said)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001")))
        await until(lambda: len(voice.texts) == 1)
        at_work.hear(calls((5, "A001"), (6, "B001")))
        voice.is_over()
        await until(lambda: len(voice.names) == 2)
        assert [(each.number, each.times) for each in said] == [("A001", 1)]
        await end(task)

    asyncio.run(story())


def test_a_call_that_is_over_is_not_repeated(tmp_path: Path) -> None:
    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        voice = PatientVoice()
        at_work = announcing(voice, memory, said)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001")))
        await until(lambda: len(voice.texts) == 1)
        at_work.hear(Standing(ledger="L1", seq=6))
        voice.is_over()
        await until(lambda: len(said) == 1)
        assert said[0].times == 1
        await end(task)

    asyncio.run(story())


def test_an_emergency_breaks_off_the_sentence_and_the_call_is_said_again_afterwards(tmp_path: Path) -> None:
    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        voice = PatientVoice()
        at_work = announcing(voice, memory, said)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001")))
        await until(lambda: len(voice.texts) == 1)
        alarm = Notice(seq=9, text="请立即疏散", zones=(), at=NINE, is_urgent=True)
        at_work.hear(Standing(ledger="L1", seq=9, calls=(call(5, "A001"),), notices=(alarm,)))
        await until(lambda: len(voice.names) == 2)
        assert voice.texts[-1] == "请立即疏散"
        assert [manner.chime for manner in voice.manners] == ["call", "urgent"]
        at_work.hear(Standing(ledger="L1", seq=10, calls=(call(5, "A001"),)))
        await until(lambda: len(voice.names) == 3)
        assert voice.names == ["000005-A001", "000009-notice", "000005-A001"]
        assert [each.reason for each in said] == ["broken off", "broken off"]
        await end(task)

    asyncio.run(story())


def test_in_quiet_hours_nothing_is_said_but_an_emergency(tmp_path: Path) -> None:
    async def story() -> None:
        memory, said = MemoryFile(tmp_path / "memory.json"), list[Announced]()
        memory.store(KNOWN)
        voice = PatientVoice()
        at_work = announcing(voice, memory, said, volume_at=lambda _: 0.0)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001")))
        await until(lambda: len(said) == 1)
        assert (said[0].was_heard, said[0].reason, voice.names) == (False, "quiet hours", [])
        alarm = Notice(seq=9, text="请立即疏散", zones=(), at=NINE, is_urgent=True)
        at_work.hear(Standing(ledger="L1", seq=9, notices=(alarm,)))
        await until(lambda: voice.names == ["000009-notice"])
        assert voice.manners[-1].volume == 1.0
        await end(task)

    asyncio.run(story())


def test_other_sound_goes_down_before_the_first_word_and_comes_back_after_the_last_call(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        memory, said, told = MemoryFile(tmp_path / "memory.json"), list[Announced](), list[bool]()
        memory.store(KNOWN)
        voice = PatientVoice()
        at_work = announcing(voice, memory, said, on_sound=told.append)
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001"), (6, "B001")))
        await until(lambda: len(voice.names) == 1)
        assert told == [True]
        voice.is_over(5)
        await until(lambda: len(said) == 2)
        await until(lambda: told == [True, False])
        await end(task)

    asyncio.run(story())


def test_staff_are_told_once_when_the_voice_falls_behind_and_once_when_it_has_caught_up(
    tmp_path: Path,
) -> None:
    async def story() -> None:
        memory, said, told = MemoryFile(tmp_path / "memory.json"), list[Announced](), list[bool]()
        memory.store(KNOWN)
        voice, now = PatientVoice(), [NINE + timedelta(seconds=1)]
        at_work = announcing(
            voice,
            memory,
            said,
            now=lambda: now[0],
            on_health=lambda: told.append(at_work.is_too_late),
            ceiling_s=20.0,
        )
        task = asyncio.create_task(at_work.run())
        at_work.hear(calls((5, "A001"), (6, "B001"), (7, "C001")))
        await until(lambda: len(voice.names) == 1)
        now[0] = NINE + timedelta(seconds=25)
        voice.is_over()
        await until(lambda: len(voice.names) == 2)
        assert at_work.is_too_late
        voice.is_over(9)
        await until(lambda: len(said) == 3)
        await until(lambda: not at_work.is_too_late)
        assert told[-2:] == [True, False]
        await end(task)

    asyncio.run(story())


def test_the_log_of_announcements_is_turned_before_it_fills_the_disk(tmp_path: Path) -> None:
    log = AnnouncedLog(tmp_path / "announced.jsonl", limit_bytes=500)
    for seq in range(1, 10):
        log.add(
            Announced(
                seq=seq,
                number="A012",
                window="3",
                text="",
                times=1,
                begun_at=NINE,
                ended_at=NINE,
                seconds=1.0,
                was_heard=True,
            )
        )
    sizes = {path.name: path.stat().st_size for path in tmp_path.iterdir()}
    assert set(sizes) <= {"announced.jsonl", "announced.1.jsonl"}
    assert max(sizes.values()) < 750


def test_every_announcement_is_a_line_that_says_whether_it_was_heard(tmp_path: Path) -> None:
    announced = Announced(
        seq=12,
        number="A012",
        window="3",
        text="请 A 零一二 号，到 3 号窗口办理。",
        times=2,
        begun_at=NINE,
        ended_at=NINE + timedelta(seconds=9),
        seconds=9.01234,
        was_heard=False,
        reason="no card",
    )
    log = AnnouncedLog(tmp_path / "deep" / "announced.jsonl")
    log.add(announced)
    log.add(announced)
    written = (tmp_path / "deep" / "announced.jsonl").read_text().splitlines()
    assert written == [line(announced)] * 2
    assert json.loads(written[0]) == {
        "begin": "2026-03-12T09:00:00+00:00",
        "end": "2026-03-12T09:00:09+00:00",
        "seq": 12,
        "number": "A012",
        "window": "3",
        "text": "请 A 零一二 号，到 3 号窗口办理。",
        "times": 2,
        "seconds": 9.012,
        "heard": False,
        "reason": "no card",
    }
