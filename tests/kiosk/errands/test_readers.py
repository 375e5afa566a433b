"""What a kiosk has for cards and codes: read through a real pty into the pages, broken, missing, and told to the hall."""

import asyncio
from datetime import date
from random import Random
from zoneinfo import ZoneInfo

import pytest
from errand_stand import MORNING, county

from config.box import load_box_text
from config.reader_tables import CardTable, ScannerTable
from config.wrong import ConfigError
from devices.cards.emulating import obey
from devices.cards.emulator import EmulatedReader
from devices.scanners.scan import Scan
from kiosk.errands.ports import Ways
from kiosk.errands.practice import PracticeErrandHall, PracticeSlips
from kiosk.errands.readers import Brings, Readers
from kiosk.errands.simulated import one_errand
from kiosk.practice import PracticeHall, PracticePrinter
from kiosk.presenter import Presenter
from kiosk.visit import Pace

KEY = bytes(32)
MORNING_THERE = MORNING.replace(tzinfo=ZoneInfo("Asia/Shanghai"))


class Box:
    """Readers of a box, and what they brought."""

    def __init__(self, card, scanner=None):
        self.cards, self.troubles, self.scans, self.changes = [], [], [], 0
        brings = Brings(card=self.cards.append, card_trouble=self.troubles.append, scan=self.scans.append)
        self.key = KEY
        self.readers = Readers(
            card,
            scanner or ScannerTable(),
            brings,
            self._changed,
            key=lambda: self.key,
            today=lambda: date(2026, 3, 12),
        )

    def _changed(self):
        self.changes += 1


async def until(is_so):
    async with asyncio.timeout(30):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.01)


def test_a_card_goes_through_the_reader_and_trouble_with_it_is_told():
    async def story():
        reader, random = EmulatedReader(), Random(1)
        reader.open()
        box = Box(CardTable(device=reader.port))
        await box.readers.open()
        await until(lambda: box.readers.ways == Ways("ready", "none"))
        obey(reader, "lay", random)
        await until(lambda: box.cards)
        assert box.cards[0].name.endswith("*")
        obey(reader, "lift", random)
        obey(reader, "bad", random)
        await until(lambda: box.troubles)
        assert box.troubles == ["unread"]
        assert box.readers.troubles("zh") == ()
        reader.close()
        await until(lambda: box.readers.ways.card == "broken")
        (trouble,) = box.readers.troubles("zh")
        assert (trouble.part, trouble.reason) == ("card", "读卡器没有接上")
        await box.readers.close()

    asyncio.run(story())


def test_without_the_halls_key_the_reader_counts_as_broken():
    async def story():
        reader = EmulatedReader()
        reader.open()
        box = Box(CardTable(device=reader.port))
        box.key = None
        await box.readers.open()
        await until(
            lambda: (
                [each.reason for each in box.readers.troubles("en")] == ["The hall's key is not known yet"]
            )
        )
        assert box.readers.ways.card == "broken"
        await box.readers.close()
        reader.close()

    asyncio.run(story())


def test_a_serial_scanner_that_is_not_there_is_told_and_a_box_without_any_says_nothing():
    async def story():
        box = Box(CardTable(), ScannerTable(port="serial", device="/dev/does-not-exist"))
        await box.readers.open()
        assert box.readers.ways == Ways("none", "broken")
        assert [each.part for each in box.readers.troubles("zh")] == ["scanner"]
        await box.readers.close()
        bare = Box(CardTable())
        await bare.readers.open()
        assert (bare.readers.ways, bare.readers.troubles("zh")) == (Ways(), ())
        await bare.readers.close()

    asyncio.run(story())


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ('[scanner]\nport = "input"\n', "scanner"),
        ('[scanner]\nport = "serial"\n', "device"),
        ("[card]\nbaud = 1\n", "baud"),
    ],
)
def test_a_scanner_must_be_named_or_every_keyboard_would_be_taken(table, words):
    with pytest.raises(ConfigError) as wrong:
        load_box_text(table, "box.toml")
    assert words in str(wrong.value)
    assert (
        load_box_text('[scanner]\nport = "input"\nmodel = "0c2e:0901"\n', "box.toml").scanner.port == "input"
    )


def test_pretended_citizens_book_and_choose_several_matters():
    hall, people, slips = PracticeHall(county(), MORNING), PracticeErrandHall(MORNING_THERE), PracticeSlips()

    async def story():
        loop, tasks = asyncio.get_running_loop(), []
        presenter = Presenter(
            hall,
            PracticePrinter(),
            show=lambda shown: None,
            moment=loop.time,
            hall_now=hall.hall_now,
            spawn=lambda work: tasks.append(loop.create_task(work)),
            pace=Pace(settle_s=0.0),
            errands=(people, slips),
        )
        presenter.hear(hall.state)
        presenter.hearing("live")
        random = Random(3)
        async with asyncio.timeout(60):
            return [await one_errand(presenter, random, look_s=0.01) for _ in range(4)]

    assert all(asyncio.run(story()))
    assert slips.slips
    assert any(wish.further for wish in hall.wishes)


def test_nothing_scanned_while_a_ticket_is_on_its_way_counts(errand):
    kiosk = errand()
    kiosk.stand.presenter.choose_department("realty")
    kiosk.stand.passes(1)
    kiosk.stand.presenter.choose_service("A1")
    kiosk.errands.scanned(Scan(text="K7M2QX9P"))
    kiosk.answers()
    assert kiosk.page == "done"
