"""A loudspeaker at work: the chime does not wait for a slow voice, and the next sentence is made while one is said."""

import asyncio
from pathlib import Path

from devices.voices.chime import opening
from devices.voices.sound import Sound, read_wave, silence
from devices.voices.speaker import BREATH_S, Speaker
from devices.voices.voice import CannotSpeak, Manner, Played, Sentence

RATE = 24_000
ONE, TWO, THREE = (Sentence(text=text, language="zh") for text in ("一", "二", "三"))


class SlowEngine:
    """Takes its time for each sentence; each is as many seconds long as it is in the list. `mute` it cannot say."""

    rate = RATE
    style = "slow"

    def __init__(self, takes_s: float = 0.0, mute: str = "") -> None:
        self._takes_s, self._mute = takes_s, mute
        self.begun: list[str] = []

    async def open(self) -> None: ...

    async def render(self, sentence: Sentence) -> Sound:
        self.begun.append(sentence.text)
        await asyncio.sleep(self._takes_s)
        if sentence.text == self._mute:
            raise CannotSpeak("no such word")
        return silence(float("一二三".index(sentence.text) + 1), RATE)


class Ears:
    """A player that notes how long each sound is, and what the engine had begun by then."""

    def __init__(self, engine: SlowEngine) -> None:
        self._engine = engine
        self.heard: list[tuple[str, float]] = []
        self.begun: list[int] = []

    async def check(self) -> Played:
        return Played(was_heard=True)

    async def play(self, sound: Path, seconds: float) -> Played:
        self.heard.append((sound.name, round(read_wave(sound).seconds, 2)))
        await asyncio.sleep(0.01)
        self.begun.append(len(self._engine.begun))
        return Played(was_heard=True)


def spoken(
    engine: SlowEngine, *sentences: Sentence, manner: Manner | None = None
) -> tuple[Ears, tuple[int, ...]]:
    ears = Ears(engine)

    async def story() -> tuple[int, ...]:
        speaker = Speaker(engine=engine, player=ears)
        await speaker.open()
        said = await speaker.speak(sentences, name="7", manner=manner or Manner())
        await speaker.close()
        return said.said

    return ears, asyncio.run(story())


CHIME_S = round(opening("call", RATE).seconds, 2)


def test_a_quick_voice_follows_its_chime_in_one_sound_and_a_breath_lies_between_sentences() -> None:
    ears, said = spoken(SlowEngine(), ONE, TWO)
    assert ears.heard == [("7.wav", CHIME_S + 1), ("7-2.wav", BREATH_S + 2)]
    assert said == (0, 1)


def test_a_slow_voice_is_not_waited_for_by_the_chime() -> None:
    ears, said = spoken(SlowEngine(takes_s=0.5), ONE)
    assert ears.heard == [("7.wav", CHIME_S), ("7-2.wav", 1.0)]
    assert said == (0,)


def test_while_one_sentence_is_said_the_next_is_made() -> None:
    ears, _ = spoken(SlowEngine(), ONE, TWO, THREE)
    assert ears.begun == [2, 3, 3]


def test_a_sentence_that_cannot_be_said_is_left_out_and_the_others_are_said() -> None:
    ears, said = spoken(SlowEngine(mute="一"), ONE, TWO)
    assert ears.heard == [("7.wav", CHIME_S + 2)]
    assert said == (1,)


def test_where_nothing_can_be_said_the_chime_is_heard() -> None:
    ears, said = spoken(SlowEngine(mute="一"), ONE)
    assert ears.heard == [("7.wav", CHIME_S)]
    assert said == ()


def test_an_emergency_has_three_chimes() -> None:
    ears, _ = spoken(SlowEngine(), ONE, manner=Manner(chime="urgent"))
    assert ears.heard == [("7.wav", round(opening("urgent", RATE).seconds + 1, 2))]
