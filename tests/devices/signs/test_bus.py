"""Signs on a wire: over real sockets and ptys, switched off and on, many on one bus."""

import asyncio
import os
import pty
import tty

import pytest

from devices.signs.bus import Bus
from devices.signs.drivers import AlphaDriver, HuiduDriver, OnbonDriver, TemplateDriver
from devices.signs.emulator import understood
from devices.signs.emulator.server import EmulatedSign
from devices.signs.face import Face, Page, Panel
from devices.signs.template import Template
from devices.signs.wire import SerialWire, TcpWire, UdpWire, WireFault

PANEL = Panel(width=64, height=16)
QUICK = {"between_s": 0.0, "again_s": 0.05, "refresh_s": 30.0}


def face(text, **more):
    return Face(pages=(Page(text=text),), **more)


async def until(is_so, seconds=30.0):
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.01)


async def with_sign(make, driver, story, **options):
    sign = EmulatedSign(make, **options)
    port = await sign.open()
    bus = Bus(TcpWire("127.0.0.1", port), {"w1": driver}, **QUICK)
    await bus.open()
    try:
        await story(sign, bus, port)
    finally:
        await bus.close()
        await sign.close()


@pytest.mark.parametrize(
    ("make", "driver"),
    [("onbon", OnbonDriver(panel=PANEL)), ("alpha", AlphaDriver()), ("huidu", HuiduDriver(PANEL))],
)
def test_a_sign_of_each_make_shows_the_newest_face(make, driver):
    async def story(sign, bus, port):
        for number in range(1, 4):
            bus.show("w1", face(f"A00{number}"))
            await until(lambda number=number: sign.shown and sign.shown[-1].text == f"A00{number}")
        await until(lambda: bus.health("w1").is_well)

    asyncio.run(with_sign(make, driver, story))


def test_a_sign_that_was_off_catches_up_with_what_is_so_now():
    async def story(sign, bus, port):
        bus.show("w1", face("A001"))
        await until(lambda: len(sign.shown) == 1)
        sign.is_silent = True
        bus.show("w1", face("A002"))
        await until(lambda: not bus.health("w1").is_well)
        assert bus.health("w1").reason == "no answer"
        bus.show("w1", face("A003"))
        await bus.settled(30)  # else the last that was said of A002 may still be on its way
        sign.is_silent = False
        await until(lambda: bus.health("w1").is_well)
        assert [each.text for each in sign.shown] == ["A001", "A003"]

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story))


def test_a_call_blinks_five_times_and_then_stands():
    async def story(sign, bus, port):
        bus.show("w1", face("A001", blinks=5))
        await until(lambda: len(sign.shown) == 11)
        assert [each.text.strip() for each in sign.shown] == ["A001", ""] * 5 + ["A001"]

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story))


def test_a_newer_call_ends_the_blinking_of_the_old_one():
    async def story(sign, bus, port):
        bus.show("w1", face("A001", blinks=5))
        await until(lambda: len(sign.shown) >= 2)
        bus.show("w1", face("A002"))
        await until(lambda: sign.shown[-1].text == "A002")
        assert sum(each.text == "A001" for each in sign.shown) < 4

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story))


def test_a_call_blinks_once_however_its_face_changes_and_the_next_one_of_its_number_again():
    async def story(sign, bus, port):
        def texts():
            return [each.text.strip() for each in sign.shown]

        bus.show("w1", face("A001", blinks=1, call=7))
        await until(lambda: texts() == ["A001", "", "A001"])
        bus.show("w1", face("again"))
        bus.show("w1", face("A001", blinks=1, call=7))
        await until(lambda: texts()[3:] == ["A001"])
        bus.show("w1", face("A001", blinks=1, call=8))
        await until(lambda: texts()[4:] == ["A001", "", "A001"])

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story))


def test_a_sign_that_flashes_by_itself_stops_when_the_call_has_blinked():
    async def story(sign, bus, port):
        bus.show("w1", face("A001", blinks=1))
        await until(lambda: [each.flashes for each in sign.shown] == [True, False])

    asyncio.run(with_sign("alpha", AlphaDriver(), story))


def test_signs_that_keep_silent_do_not_keep_the_others_waiting():
    asked = []

    def listen(received):
        heard = understood.onbon(received)
        asked.extend(each.address for each in heard)
        return heard

    async def story(sign, _bus, port):
        drivers = {f"w{at}": OnbonDriver(panel=PANEL, screen=at) for at in range(1, 9)}
        sign.silent = set(range(2, 9))
        bus = Bus(TcpWire("127.0.0.1", port), drivers, between_s=0.0, again_s=0.0)
        await bus.open()
        for name in drivers:
            bus.show(name, face("A000"))
        await until(lambda: not bus.health("w3").is_well)
        before = len(asked)
        bus.show("w1", face("A001"))
        await until(lambda: (shown := sign.last(1)) is not None and shown.text == "A001")
        assert len([each for each in asked[before:] if each != 1]) <= 1, "one may be on its way, no more"
        await bus.close()

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story, listener=lambda: listen))


def test_signs_go_dark_when_their_box_ends():
    async def story(sign, bus, port):
        bus.show("w1", face("A001"))
        await until(lambda: sign.shown)
        await bus.close(dark_s=30)
        await until(lambda: sign.shown[-1].text.strip() == "")

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story))


def test_a_sign_that_nobody_listens_at_is_a_fault_and_no_crash():
    async def story():
        told = []
        bus = Bus(
            TcpWire("127.0.0.1", 1), {"w1": AlphaDriver()}, lambda sign, health: told.append(health), **QUICK
        )
        await bus.open()
        bus.show("w1", face("A001"))
        await until(lambda: told)
        assert not told[0].is_well
        await bus.close()

    asyncio.run(story())


def test_a_huidu_card_that_hangs_up_is_greeted_again():
    async def story(sign, bus, port):
        bus.show("w1", face("A001"))
        await until(lambda: sign.shown)
        for writer in tuple(sign._writers):
            writer.close()
        bus.show("w1", face("A002"))
        await until(lambda: sign.shown[-1].text == "A002")
        await until(lambda: bus.health("w1").is_well)

    asyncio.run(with_sign("huidu", HuiduDriver(PANEL), story))


def read_all(end, into):
    os.set_blocking(end, False)
    try:
        into += os.read(end, 65536)
    except BlockingIOError:
        return


def test_thirty_two_signs_on_one_serial_bus_all_end_with_their_newest_number():
    ours, theirs = pty.openpty()
    tty.setraw(ours)
    taught = Template(frame="FE {address} {length} ( {text} ) FF", encoding="ascii")
    drivers = {f"w{at}": TemplateDriver(template=taught, panel=PANEL, address=at) for at in range(1, 33)}

    async def story():
        bus = Bus(SerialWire(os.ttyname(theirs)), drivers, **QUICK)
        await bus.open()
        heard = bytearray()
        for called in range(1, 4):
            for at in range(1, 33):
                bus.show(f"w{at}", face(f"{called}{at:03d}"))
            await asyncio.sleep(0)

        def have_all():
            read_all(ours, heard)
            return all(bytes([0xFE, at, 4]) + f"3{at:03d}".encode() + b"\xff" in heard for at in range(1, 33))

        await until(have_all)
        await bus.close()
        assert len(heard) <= 3 * 32 * 8, "no sign is told more than it was shown"

    try:
        asyncio.run(story())
    finally:
        os.close(ours)
        os.close(theirs)


def test_a_serial_line_that_is_unplugged_is_a_fault_and_comes_back():
    async def story():
        wire = SerialWire("/dev/jiaohao-no-such-line")
        with pytest.raises(WireFault):
            await wire.send(b"x")
        await wire.close()

    asyncio.run(story())


def test_datagrams_reach_a_sign_that_takes_them():
    async def story():
        heard = asyncio.Queue()

        class Sign(asyncio.DatagramProtocol):
            def connection_made(self, transport):
                self.transport = transport

            def datagram_received(self, data, addr):
                heard.put_nowait(data)
                self.transport.sendto(b"OK", addr)

        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(Sign, local_addr=("127.0.0.1", 0))
        port = transport.get_extra_info("sockname")[1]
        taught = Template(frame="{text}", encoding="ascii")
        bus = Bus(
            UdpWire("127.0.0.1", port),
            {"w1": TemplateDriver(template=taught, panel=PANEL, ok=b"OK")},
            **QUICK,
        )
        await bus.open()
        bus.show("w1", face("A001"))
        async with asyncio.timeout(30):
            assert await heard.get() == b"A001"
        await until(lambda: bus.health("w1").is_well)
        await bus.close()
        transport.close()

    asyncio.run(story())


def test_the_emulator_draws_what_would_be_lit(tmp_path):
    async def story(sign, bus, port):
        bus.show("w1", Face(pages=(Page(text="A012", colour="red"),)))
        await until(lambda: sign.shown)

    asyncio.run(with_sign("onbon", OnbonDriver(panel=PANEL), story, out=tmp_path))
    from PIL import Image

    picture = Image.open(tmp_path / "00001.png")
    lit = sum(count for count, colour in picture.getcolors(1 << 20) if colour[0] > 200)
    assert lit > 500
