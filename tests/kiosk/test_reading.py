"""The kiosk's voice: pages are read sentence by sentence, a new page silences the one before, and no sound is no fault."""

import asyncio
from array import array
from collections.abc import Callable
from pathlib import Path

from devices.voices.sound import Sound
from devices.voices.voice import CannotSpeak, Played, Sentence
from kiosk.reading import Reader, seconds_to_read
from kiosk.said import Said
from kiosk.sounds import tone_of

RATE = 8000
ONE, TWO = Said("一句", "一 句"), Said("两句", "两 句", item="A")


class Teller:
    """Renders a tenth of a second for each sentence, unless it cannot."""

    rate = RATE
    style = "test"

    def __init__(self, *, is_mute: bool = False) -> None:
        self.rendered: list[str] = []
        self.is_mute = is_mute

    async def open(self) -> None:
        pass

    async def render(self, sentence: Sentence) -> Sound:
        if self.is_mute:
            raise CannotSpeak("no engine here")
        self.rendered.append(sentence.text)
        return Sound(array("h", [0] * (RATE // 10)), RATE)


class Loudspeaker:
    """Plays at once, or has no sound card; `holds` keeps it playing until it is silenced."""

    def __init__(self, *, is_there: bool = True, holds: bool = False) -> None:
        self.is_there, self.holds = is_there, holds
        self.played: list[float] = []

    async def check(self) -> Played:
        return Played(was_heard=self.is_there, reason="" if self.is_there else "no sound card")

    async def play(self, sound: Path, seconds: float) -> Played:
        assert await asyncio.to_thread(sound.exists)
        self.played.append(seconds)
        if self.holds:
            await asyncio.Event().wait()
        return await self.check()


class Slept:
    """Pauses that take no time and are counted."""

    def __init__(self) -> None:
        self.seconds = 0.0

    async def __call__(self, seconds: float) -> None:
        self.seconds += seconds


async def until(is_so: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.01)


def read(reader: Reader, told: list[Said | None], page: tuple[Said, ...]) -> None:
    """A page from its tone to its end."""

    async def whole() -> None:
        await reader.open()
        reader.read(page, "zh", "touch")
        await until(lambda: told[-1:] == [None])
        await reader.close()

    asyncio.run(whole())


def test_each_sentence_is_told_as_it_is_spoken_and_the_end_too() -> None:
    told: list[Said | None] = []
    teller, loudspeaker = Teller(), Loudspeaker()
    read(Reader(teller, loudspeaker, told.append), told, (ONE, TWO))
    assert told == [ONE, TWO, None]
    assert teller.rendered == ["一 句", "两 句"]
    assert len(loudspeaker.played) == 3


def test_a_new_page_silences_the_one_before() -> None:
    told: list[Said | None] = []
    loudspeaker = Loudspeaker(holds=True)
    reader = Reader(Teller(), loudspeaker, told.append)

    async def story() -> None:
        await reader.open()
        reader.read((ONE, TWO), "zh")
        await until(lambda: len(loudspeaker.played) == 1)
        reader.read((TWO,), "zh")
        await until(lambda: len(loudspeaker.played) == 2)
        reader.stop()
        await reader.close()

    asyncio.run(story())
    assert told == [ONE, TWO]


def test_without_a_loudspeaker_the_captions_pass_as_long_as_people_read() -> None:
    told: list[Said | None] = []
    slept = Slept()
    read(Reader(None, None, told.append, pause=slept), told, (ONE, TWO))
    assert told == [ONE, TWO, None]
    assert slept.seconds >= seconds_to_read(ONE.caption) + seconds_to_read(TWO.caption)


def test_a_box_whose_sound_card_is_gone_goes_on_and_says_so() -> None:
    told: list[Said | None] = []
    changed: list[str] = []
    slept = Slept()
    reader = Reader(
        Teller(),
        Loudspeaker(is_there=False),
        told.append,
        on_health=lambda: changed.append(reader.health.state),
        pause=slept,
    )
    read(reader, told, (ONE,))
    assert (told, changed) == ([ONE, None], ["no_sound"])
    assert slept.seconds > 0


def test_a_sentence_that_nothing_can_speak_stands_as_a_caption_all_the_same() -> None:
    told: list[Said | None] = []
    reader = Reader(Teller(is_mute=True), Loudspeaker(), told.append, pause=Slept())
    read(reader, told, (ONE,))
    assert told == [ONE, None]
    assert (reader.health.state, reader.health.reason) == ("no_voice", "no engine here")


def test_a_tone_waits_for_nobody_and_does_not_cut_a_page_off() -> None:
    loudspeaker = Loudspeaker(holds=True)
    reader = Reader(Teller(), loudspeaker, lambda said: None)

    async def story() -> None:
        await reader.open()
        reader.read((ONE,), "zh")
        await until(lambda: len(loudspeaker.played) == 1)
        reader.sound("touch")
        await asyncio.sleep(0.1)
        await reader.close()

    asyncio.run(story())
    assert len(loudspeaker.played) == 1


def test_tones_are_short_and_far_from_full_scale() -> None:
    for tone, seconds in (("touch", 0.02), ("refused", 0.15), ("ticket", 0.12)):
        sound = tone_of(tone, RATE)  # type: ignore[arg-type]  # the three tones
        assert abs(sound.seconds - seconds) < 0.001
        assert 4000 < max(map(abs, sound.samples)) < 9000
