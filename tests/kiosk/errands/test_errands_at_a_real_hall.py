"""Errands at a real hall over HTTP: a card, a booking made and checked in, limits, ages, several matters, known people."""

import asyncio
import re
import sys
from contextlib import asynccontextmanager
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from devices.cards.emulator import EmulatedReader
from devices.cards.holder import card_holder, keyed_hash
from devices.cards.made_up import MadeUpCard, number_of
from devices.cards.sdt import SdtReader
from kiosk.errands.errands import Errands
from kiosk.errands.linked import LinkedErrandHall
from kiosk.errands.practice import PracticeSlips
from kiosk.linked import LinkedHall
from kiosk.ports import Refusal
from kiosk.practice import PracticePrinter
from kiosk.presenter import Presenter
from link.hall_link import HallLink
from link.passport import Passport

pytestmark = pytest.mark.timeout(400)
ROOT = Path(__file__).parents[3]
HALL = """
[hall]
id = "errands"
name = "测试大厅"
hours = ["daily 08:00-20:00"]

[[zone]]
id = "left"
name = "左厅"

[[department]]
id = "all"
name = "综合"

[[service]]
id = "cards"
name = "办卡"
department = "all"
series = "A"
person_limit = 1

[[service]]
id = "deed"
name = "登记"
department = "all"
series = "B"
identity = "required"

[[series]]
id = "A"

[[series]]
id = "B"

[[window]]
id = "w1"
label = "1"
services = "*"

[[priority]]
id = "normal"
name = "普通"

[[priority]]
id = "elderly"
name = "老年人"
rank = 50
from_age = 60

[bookings]
early_min = 20
cancel_min = 30

[[slot]]
service = "cards"
hours = ["daily 09:30-12:00"]
minutes = 30
places = 2
"""
OLD = MadeUpCard(name="王小明", number=number_of(date(1950, 1, 2), 1), born=date(1950, 1, 2))
YOUNG = MadeUpCard(name="李四", number=number_of(date(1995, 1, 2), 2), born=date(1995, 1, 2))
ZONE = ZoneInfo("Asia/Shanghai")


@asynccontextmanager
async def running(folder, moment="2026-03-12T09:15:00+08:00"):
    """A hall in a process of its own until the end of the block; its address."""
    config = folder / "hall.toml"
    config.write_text(HALL, encoding="utf-8")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-m", "jiaohao", "hall", "--config", str(config), "--data", str(folder / "day"),
        "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns", "--clock", moment,
        cwd=ROOT, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        async with asyncio.timeout(200):
            while not (ready := re.match(rb"READY (\S+)", await process.stdout.readline())):
                assert not process.stdout.at_eof(), "the hall did not start"
        yield ready[1].decode()
    finally:
        process.kill()
        await process.wait()


class Kiosk:
    """A presenter on a real loop that speaks to a real hall; pages settle at once."""

    def __init__(self, link, url):
        loop = asyncio.get_running_loop()
        self.hall = LinkedHall(Passport("kiosk-1"), "kiosk-1/ticket", lambda: url)
        self.people, self.slips, self.printer = (
            LinkedErrandHall(self.hall),
            PracticeSlips(),
            PracticePrinter(),
        )
        self.link, self.tasks = link, []
        self.presenter = Presenter(
            self.hall,
            self.printer,
            show=lambda shown: None,
            moment=loop.time,
            hall_now=lambda: datetime(2026, 3, 12, 9, 16, tzinfo=ZONE),
            spawn=lambda work: self.tasks.append(loop.create_task(work)),
            errands=(self.people, self.slips),
        )
        self.presenter.pace = type(self.presenter.pace)(settle_s=0.0)
        self.presenter.hear(link.state)
        self.presenter.hearing("live")

    @property
    def errands(self) -> Errands:
        return self.presenter.errands

    @property
    def page(self):
        return self.presenter.shown.page

    async def press(self, *keys):
        for key in keys:
            self.presenter.press_key(key)
            await self.answers()

    async def answers(self):
        while self.tasks:
            await self.tasks.pop(0)

    def holder(self, card):
        return card_holder(self.people.key, card.name, card.number, card.born, date(2026, 3, 12))

    async def lays(self, card):
        self.errands.card(self.holder(card))
        await self.answers()

    async def takes(self, service):
        self.presenter.choose_department("all")
        self.presenter.choose_service(service)
        await self.answers()

    def home(self):
        self.errands._finish()


@pytest.fixture
def at_hall(tmp_path):
    """Runs a story with a kiosk at a hall."""

    def run(story):
        async def whole():
            async with running(tmp_path) as url, HallLink("kiosk-1", hall="errands", url=url) as link:
                await link.wait_live(30)
                kiosk = Kiosk(link, url)
                await kiosk.people.learn_key()
                try:
                    await story(kiosk)
                finally:
                    await kiosk.answers()
                    await kiosk.hall.close()

        asyncio.run(asyncio.wait_for(whole(), 350))

    return run


def test_a_booking_is_made_with_a_card_found_by_it_and_checked_in_only_once(at_hall):
    async def story(kiosk):
        await kiosk.press("booking", "book")
        assert kiosk.page == "day"
        await kiosk.press("pick-2026-03-12")
        assert kiosk.presenter.shown.choices[0].name == "9:30"
        await kiosk.press(kiosk.presenter.shown.choices[0].id)
        await kiosk.lays(OLD)
        await kiosk.press("make")
        assert kiosk.page == "booked"
        code = kiosk.slips.slips[0].booking.code
        assert re.fullmatch(r"[2-9A-Z]{8}", code)
        kiosk.home()
        await kiosk.lays(OLD)
        assert kiosk.page == "found"
        await kiosk.press("check-in")
        assert kiosk.page == "done"
        assert kiosk.presenter.visit.ticket.number == "A001"
        kiosk.home()
        await kiosk.lays(OLD)
        assert kiosk.presenter.shown.title.text == "您已经签到，号码是 A001"

    at_hall(story)


def test_a_booking_is_given_back_by_its_code_and_its_place_is_free_again(at_hall):
    async def story(kiosk):
        person = await kiosk.people.know(kiosk.holder(YOUNG), "", "k1")
        times = await kiosk.people.times("cards", 1)
        start = times[-1].start
        booking = await kiosk.people.book("cards", start, person, "zh", "k2")
        assert (await kiosk.people.times("cards", 1))[-1].left == times[-1].left - 1
        await kiosk.press("booking", "way-code", *(f"sign-{sign}" for sign in booking.code), "enter")
        assert kiosk.page == "found"
        await kiosk.press("give-back", "give-back-yes")
        assert kiosk.page == "cancelled"
        assert (await kiosk.people.times("cards", 1))[-1].left == times[-1].left
        with pytest.raises(Refusal) as refused:
            await kiosk.people.booking("ZZZZ2222", "zh")
        assert refused.value.name == "unknown-booking"

    at_hall(story)


def test_an_age_gives_its_class_and_the_second_ticket_of_a_day_names_the_first(at_hall):
    async def story(kiosk):
        await kiosk.lays(OLD)
        assert kiosk.presenter.shown.title.text == "王*，您好，请选择事项"
        await kiosk.takes("cards")
        assert kiosk.page == "done"
        ticket = await kiosk.hall.client().ticket(kiosk.presenter.visit.ticket.id)
        assert ticket.priority == "elderly"
        kiosk.home()
        await kiosk.lays(OLD)
        await kiosk.takes("cards")
        assert (kiosk.page, kiosk.presenter.shown.title.text) == ("limit", "您今天已取过这个号：A001")
        kiosk.home()
        await kiosk.lays(YOUNG)
        await kiosk.takes("cards")
        ticket = await kiosk.hall.client().ticket(kiosk.presenter.visit.ticket.id)
        assert ticket.priority == "normal"

    at_hall(story)


def test_a_service_for_known_people_asks_for_the_card_and_goes_on_with_it(at_hall):
    async def story(kiosk):
        kiosk.presenter.has_ways(type(kiosk.errands.ways)("ready", "none"))
        await kiosk.takes("deed")
        assert kiosk.page == "ask"
        assert "登记要实名取号" in kiosk.presenter.shown.errand.lead.text
        await kiosk.lays(YOUNG)
        assert kiosk.page == "done"
        assert kiosk.presenter.visit.ticket.number == "B001"

    at_hall(story)


def test_several_matters_go_under_one_number_which_lists_them(at_hall):
    async def story(kiosk):
        await kiosk.press("several", "pick-cards", "pick-deed")
        await kiosk.press("next", "take")
        assert kiosk.page == "done"
        ticket = await kiosk.hall.client().ticket(kiosk.presenter.visit.ticket.id)
        assert (ticket.service, ticket.further) == ("cards", ("deed",))
        assert kiosk.printer.papers[0].ticket.further == ("deed",)

    at_hall(story)


def test_a_laid_card_goes_all_the_way_and_only_its_keyed_hash_reaches_the_disk(at_hall, tmp_path):
    async def story(kiosk):
        reader = EmulatedReader()
        driver = SdtReader(
            reader.port,
            kiosk.errands.card,
            key=lambda: kiosk.people.key,
            today=lambda: date(2026, 3, 12),
            poll_s=0.02,
        )
        reader.open()
        await driver.open()
        reader.lay(OLD)
        async with asyncio.timeout(30):
            while kiosk.presenter.visit.holder is None:  # noqa: ASYNC110 - it looks at things that tell nobody
                await asyncio.sleep(0.01)
        await kiosk.answers()
        await kiosk.takes("cards")
        assert kiosk.page == "done"
        await driver.close()
        reader.close()
        kept = b"".join(file.read_bytes() for file in (tmp_path / "day").rglob("*") if file.is_file())
        assert keyed_hash(kiosk.people.key, "id", OLD.number).encode() in kept
        assert OLD.number.encode() not in kept
        assert OLD.name.encode() not in kept

    at_hall(story)
