"""Every driver on a serial line through a hall's year: nothing there, pulled out, wrong speed, taken, forbidden, no line."""

import asyncio
import contextlib
import itertools
import os
import tempfile
from datetime import date
from pathlib import Path

import pytest

from devices.cards.emulator import EmulatedReader
from devices.cards.made_up import MadeUpCard, number_of
from devices.cards.sdt import SdtReader
from devices.keypads.emulator import EmulatedBus
from devices.keypads.serial_keypads import SerialKeypads
from devices.scanners.scan import Scan
from devices.scanners.serial_scanner import SerialScanner
from devices.serial_line.far_end import FarEnd
from devices.serial_line.line import SerialLine
from devices.serial_line.port import open_port

TODAY = date(2026, 3, 12)
NOBODY = 65534


def as_it_is(said):
    return said


def at_another_speed(said, ratio):
    """What a line that listens `ratio` times as fast as somebody speaks makes of it: 8N1, sampled in mid-bit."""
    bits = [1] * 12
    for byte in said:
        bits += [0, *((byte >> place) & 1 for place in range(8)), 1]
    bits += [1] * 12
    found, at = bytearray(), 0.0
    while at + 10 / ratio < len(bits):
        if bits[int(at)]:
            at += 0.1
            continue
        sampled = [bits[int(at + (place + 0.5) / ratio)] for place in range(10)]
        found.append(sum(bit << place for place, bit in enumerate(sampled[1:9])))
        at += 9.5 / ratio
        while at < len(bits) and not bits[int(at)]:
            at += 0.1
    return bytes(found)


class Healths(list):
    """What was told of a line, one after another. The same may be told again, with other words for the technician."""

    def tell(self, reason):
        if self[-1:] != [reason]:
            self.append(reason)


class Card:
    """A reader of identity cards."""

    def __init__(self, path):
        self.heard, self.healths, self._order = [], Healths(), itertools.count(1)
        self.driver = SdtReader(
            path,
            self.heard.append,
            on_health=lambda health: self.healths.tell(health.reason or "well"),
            key=lambda: bytes(32),
            today=lambda: TODAY,
            poll_s=0.01,
            answer_s=1.0,
            again_s=0.05,
        )

    def far_end(self):
        return EmulatedReader()

    async def work(self, far, spoil=as_it_is):
        """A card that nobody has laid down before."""
        far.faults.spoil = spoil
        born = date(1956, 3, 9)
        far.lay(MadeUpCard(name="王小明", number=number_of(born, next(self._order)), born=born))

    @property
    def worked(self):
        return len(self.heard)


class Keypads:
    """Keypads with a read-out."""

    def __init__(self, path):
        self.heard, self.healths = [], Healths()
        self.driver = SerialKeypads(
            path,
            {"pad": 1},
            self.heard.append,
            lambda name, health: self.healths.tell(health.reason or "well"),
            between_s=0.0,
            again_s=0.05,
            repeat_s=0.0,
        )

    def far_end(self):
        return EmulatedBus(range(1, 2), again_s=0.08)

    async def work(self, far, spoil=as_it_is):
        far.spoil = spoil
        await far.press(1, "next")

    @property
    def worked(self):
        return len(self.heard)


class Scanner:
    """A scanner with a plug of its own."""

    def __init__(self, path):
        self.heard, self.healths = [], Healths()
        self.driver = SerialScanner(
            path,
            self.heard.append,
            lambda health: self.healths.tell(health.reason or "well"),
            again_s=0.05,
        )

    def far_end(self):
        return FarEnd(lambda heard: None)

    async def work(self, far, spoil=as_it_is):
        far.say(spoil(b"A012\r"))

    @property
    def worked(self):
        return self.heard.count(Scan(text="A012"))


class Bare:
    """The line itself."""

    def __init__(self, path):
        self.heard, self.healths, self.driver = bytearray(), Healths(), self
        self._line = SerialLine(path, 9600, self.heard.extend, self._opened, self._gone, again_s=0.05)

    async def open(self):
        self._line.open()

    async def close(self):
        self._line.close()

    def far_end(self):
        return FarEnd(lambda heard: None)

    async def work(self, far, spoil=as_it_is):
        far.say(spoil(b"A012\r"))

    @property
    def worked(self):
        return self.heard.count(b"A012\r")

    def _opened(self):
        self.healths.tell("well")

    def _gone(self, fault, detail):
        assert detail
        self.healths.tell(fault)


every_driver = pytest.mark.parametrize("make", [Card, Keypads, Scanner, Bare])


async def until(is_so, seconds=30):
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.005)


class Hall:
    """One driver at a path where a device is plugged in and pulled out."""

    def __init__(self, make, path):
        self.path = path
        self.box = make(str(path))
        self.far = None

    def plug(self):
        self.far = self.box.far_end()
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(self.far.port)
        self.far.open()

    def pull(self):
        self.far.close()

    async def is_said(self, reason):
        await until(lambda: self.box.healths[-1:] == [reason])

    async def works(self):
        """Until something that is done there is heard; what is done while a line comes up may be lost."""
        before, patience_s = self.box.worked, 0.5
        async with asyncio.timeout(60):
            while self.box.worked == before:
                await self.box.work(self.far)
                with contextlib.suppress(TimeoutError):
                    await until(lambda: self.box.worked > before, patience_s)
                patience_s *= 2  # a busy machine may need longer for the whole of it


def at_hall(make, folder, story):
    async def run():
        hall = Hall(make, folder / "ttyUSB0")
        try:
            await story(hall)
        finally:
            await hall.box.driver.close()
            if hall.far is not None:
                hall.pull()

    asyncio.run(run())


@every_driver
def test_a_line_that_is_not_there_is_used_once_it_is_plugged_in(make, tmp_path):
    async def story(hall):
        await hall.box.driver.open()
        assert hall.box.healths in ([], ["line"])  # that nothing is there yet is news to nobody
        hall.plug()
        await hall.works()
        assert hall.box.healths[-1] == "well"

    at_hall(make, tmp_path, story)


@every_driver
def test_a_line_that_is_pulled_out_is_said_and_used_again_after_each_return(make, tmp_path):
    async def story(hall):
        hall.plug()
        await hall.box.driver.open()
        await hall.works()
        for _ in range(2):
            hall.pull()
            await hall.is_said("line")
            hall.plug()
            await hall.works()
        assert hall.box.healths == ["well", "line", "well", "line", "well"]

    at_hall(make, tmp_path, story)


@every_driver
@pytest.mark.parametrize("ratio", [0.5, 2.0, 4.0, 12.0])
def test_at_the_wrong_speed_nothing_is_taken_for_what_it_is_not(make, ratio, tmp_path):
    async def story(hall):
        hall.plug()
        await hall.box.driver.open()
        before = hall.box.worked
        for _ in range(2):
            await hall.box.work(hall.far, lambda said: at_another_speed(said, ratio))
            await asyncio.sleep(0.02)
        assert hall.box.worked == before
        await hall.works()  # somebody has set the speed right

    at_hall(make, tmp_path, story)


@every_driver
def test_a_line_that_another_program_holds_is_said_and_used_when_it_lets_go(make, tmp_path):
    async def story(hall):
        hall.plug()
        other = open_port(hall.far.port, 9600)
        await hall.box.driver.open()
        await hall.is_said("taken")
        other.close()
        await hall.works()
        assert hall.box.healths == ["taken", "well"]

    at_hall(make, tmp_path, story)


@every_driver
def test_a_line_that_this_user_may_not_open_is_said_and_used_when_he_may(make):
    async def story(hall):
        hall.plug()
        permit(hall.far, 0)
        with somebody_else():
            await hall.box.driver.open()
            await hall.is_said("not-allowed")
        permit(hall.far, 0o666)
        await hall.works()
        assert hall.box.healths == ["not-allowed", "well"]

    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # he must get as far as the line
        at_hall(make, Path(folder), story)


def permit(far, mode):
    Path(far.port).chmod(mode)


@contextlib.contextmanager
def somebody_else():
    """Root may open everything; whoever is not root is refused by the mode already."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@every_driver
def test_what_is_no_serial_line_is_a_line_that_cannot_be_used(make, tmp_path):
    (tmp_path / "ttyUSB0").write_text("no line", encoding="utf-8")

    async def story(hall):
        await hall.box.driver.open()
        await asyncio.sleep(0.1)
        assert hall.box.healths in ([], ["line"])

    at_hall(make, tmp_path, story)


def test_a_closed_line_is_never_tried_again(tmp_path):
    async def story(hall):
        await hall.box.driver.open()
        await hall.box.driver.close()
        hall.plug()
        await asyncio.sleep(0.2)
        assert hall.box.healths == ["line"]

    at_hall(Bare, tmp_path, story)


def test_nothing_is_written_to_a_line_that_is_not_there(tmp_path):
    async def story():
        line = SerialLine(str(tmp_path / "ttyUSB0"), 9600, print, print, lambda fault, detail: None)
        line.open()
        assert line.write(b"x") is False
        line.close()

    asyncio.run(story())


def test_the_model_of_another_speed_hears_what_is_said_at_the_same():
    assert at_another_speed(b"A012\r\xff\x00", 1.0) == b"A012\r\xff\x00"
