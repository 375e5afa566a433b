"""A card reader on a real pty: laid down, lifted, taken away too early, spoilt, mute, pulled out."""

import asyncio
import logging
from datetime import date

import pytest

from devices.cards.emulator import EmulatedReader, ReaderFaults
from devices.cards.holder import card_holder
from devices.cards.made_up import MadeUpCard, number_of
from devices.cards.sdt import SdtReader

KEY = bytes(range(32))
TODAY = date(2026, 3, 12)


def person(name="王小明", order=1, born=date(1956, 3, 9)):
    return MadeUpCard(name=name, number=number_of(born, order), born=born)


def holder(card):
    return card_holder(KEY, card.name, card.number, card.born, TODAY)


class Desk:
    """A reader, its driver, and what was told."""

    def __init__(self, key=KEY, *, answer_s=10.0, read_s=10.0, **faults):
        """Only who waits for an answer that never comes is impatient: on a busy machine each comes late."""
        self.reader = EmulatedReader(ReaderFaults(**faults))
        self.cards, self.troubles, self.healths = [], [], []
        self.key = key
        self.driver = SdtReader(
            self.reader.port,
            self.cards.append,
            self.troubles.append,
            lambda health: self.healths.append(health.reason or "well"),
            key=lambda: self.key,
            today=lambda: TODAY,
            poll_s=0.01,
            answer_s=answer_s,
            read_s=read_s,
            again_s=0.05,
            lifted_s=0.1,
        )

    async def until(self, has_happened):
        async with asyncio.timeout(30):
            while not has_happened():  # noqa: ASYNC110 - it looks at things that tell nobody
                await asyncio.sleep(0.005)

    async def looks(self, times=3):
        before = len(self.reader.heard)
        await self.until(lambda: len(self.reader.heard) >= before + times)


def told(story, **faults):
    """Runs a story with a reader at hand, and gives it back."""

    async def run():
        desk = Desk(**faults)
        desk.reader.open()
        await desk.driver.open()
        try:
            await story(desk)
        finally:
            await desk.driver.close()
            desk.reader.close()
        return desk

    return asyncio.run(run())


def test_a_card_is_told_once_until_it_is_lifted_and_laid_down_again():
    async def story(desk):
        desk.reader.lay(person())
        await desk.until(lambda: desk.cards)
        await desk.looks(10)
        assert len(desk.cards) == 1
        desk.reader.lift()
        await asyncio.sleep(0.15)
        await desk.looks()
        desk.reader.lay(person())
        await desk.until(lambda: len(desk.cards) == 2)

    assert told(story).cards == [holder(person())] * 2


def test_a_reader_that_finds_a_lying_card_again_and_again_tells_it_once_all_the_same():
    async def story(desk):
        desk.reader.lay(person())
        await desk.until(lambda: desk.reader.heard.count("read") > 4)
        assert len(desk.cards) == 1
        desk.reader.lay(person(order=2))
        await desk.until(lambda: len(desk.cards) == 2)

    told(story, finds_again=True)


def test_a_card_pulled_in_mid_read_is_said_and_read_when_it_is_laid_down_again():
    async def story(desk):
        desk.reader.faults.cut_at = 700
        desk.reader.lay(person())
        await desk.until(lambda: desk.troubles)
        assert (desk.troubles, desk.cards) == (["moved"], [])
        desk.reader.lay(person())
        await desk.until(lambda: desk.cards)

    told(story, read_s=0.3)


def test_a_card_that_cannot_be_read_is_said_once_after_three_tries():
    async def story(desk):
        desk.reader.lay(person())
        await desk.until(lambda: desk.troubles)
        await desk.looks(9)
        assert desk.troubles == ["unread"]

    desk = told(story, is_unreadable=True)
    assert desk.reader.heard.count("read") >= 3
    assert desk.cards == []


@pytest.mark.parametrize("where", [-1, 6, 8, 40], ids=["check", "length", "status", "text"])
def test_an_answer_spoilt_on_the_line_is_asked_again(where):
    left = [2]

    def spoil(answer):
        if len(answer) > 1000 and left[0]:
            left[0] -= 1
            at = where % len(answer)
            return answer[:at] + bytes([answer[at] ^ 0x55]) + answer[at + 1 :]
        return answer

    async def story(desk):
        desk.reader.lay(person())
        await desk.until(lambda: desk.cards)

    desk = told(story, spoil=spoil, finds_again=True, read_s=1.5)
    assert (desk.cards[0], desk.troubles) == (holder(person()), [])


def test_something_that_is_no_card_of_a_resident_is_said():
    async def story(desk):
        desk.reader.lay(MadeUpCard(name="BUS", number="1" * 18, born=date(2000, 1, 1)))
        await desk.until(lambda: desk.troubles)
        await desk.looks(9)
        assert desk.troubles == ["no-card"]

    assert told(story, finds_again=True).cards == []


def test_a_mute_reader_is_told_and_told_again_when_it_speaks():
    async def story(desk):
        await desk.until(lambda: "mute" in desk.healths)
        desk.reader.faults.is_mute = False
        await desk.until(lambda: desk.healths[-1] == "well")

    assert told(story, is_mute=True, answer_s=0.2).healths == ["mute", "well"]


def test_without_the_halls_key_no_card_is_read():
    async def story(desk):
        desk.reader.lay(person())
        await desk.until(lambda: "no-key" in desk.healths)
        await desk.looks(4)
        assert "read" not in desk.reader.heard
        desk.key = KEY
        await desk.until(lambda: desk.cards)

    assert told(story, key=None).healths == ["no-key", "well"]


def test_a_box_without_the_reader_it_should_have_says_so_and_goes_on():
    async def story():
        said = []
        driver = SdtReader(
            "/dev/does-not-exist",
            said.append,
            on_health=said.append,
            key=lambda: KEY,
            today=lambda: TODAY,
            again_s=0.01,
        )
        await driver.open()
        await asyncio.sleep(0.05)
        await driver.close()
        return driver.health, said

    health, said = asyncio.run(story())
    assert (health.is_well, health.reason) == (False, "line")
    assert all(each.reason == "line" for each in said)


def test_no_log_line_says_who_it_was(caplog):
    caplog.set_level(logging.DEBUG)

    async def story(desk):
        desk.reader.faults.cut_at = 900
        desk.reader.lay(person())
        await desk.until(lambda: desk.troubles)
        desk.reader.lay(person())
        await desk.until(lambda: desk.cards)

    told(story, read_s=0.3)
    assert person().number not in caplog.text
    assert "王" not in caplog.text
    assert person().number.encode("utf-16-le").hex() not in caplog.text
    assert "a card was read" in caplog.text
