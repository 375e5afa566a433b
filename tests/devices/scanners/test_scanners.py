"""Scanners: from signs to codes, from a recording, on a real line, pulled out, and talking nonsense."""

import asyncio
import errno
import json
import os
import shutil
import subprocess
import sys
import tty
from pathlib import Path

import pytest
from evdev import InputEvent, ecodes
from hypothesis import given
from hypothesis import strategies as st

from devices.keypads.inputs import Input, Wanted
from devices.scanners.input_scanner import InputScanner
from devices.scanners.scan import MOST, Assembler, Scan
from devices.scanners.serial_scanner import SerialScanner
from devices.scanners.signs_of_keys import Keyboard

ROOT = Path(__file__).parents[3]
RECORDED = Path(__file__).parent / "recorded"
GARBAGE = Scan(is_garbage=True)
KEYS = frozenset({"KEY_A", "KEY_1", "KEY_ENTER"})


def scans(*fed):
    """What comes of signs, each with its moment."""
    assembler = Assembler()
    return [scan for signs, at_s in fed for scan in assembler.feed(signs, at_s)]


@pytest.mark.parametrize("end", ["\r", "\n", "\t", "\r\n"])
def test_a_code_ends_as_the_scanner_was_set(end):
    assert scans((f"K7M2QX9P{end}", 0.0), (f"A012{end}", 1.0)) == [Scan(text="K7M2QX9P"), Scan(text="A012")]


def test_a_code_without_an_end_is_over_after_a_silence():
    assembler = Assembler()
    assert list(assembler.feed("K7M2QX9P", 0.0)) == []
    assert assembler.pause(0.2) is None
    assert assembler.pause(0.31) == Scan(text="K7M2QX9P")
    assert assembler.pause(9.0) is None


def test_what_a_torn_code_left_is_no_part_of_the_next():
    assert scans(("K7M2", 0.0), ("A012\n", 5.0)) == [Scan(text="K7M2"), Scan(text="A012")]


def test_ten_thousand_signs_are_garbage_once_and_the_next_code_is_read():
    assert scans(("x" * 10_000 + "\nA012\n", 0.0)) == [GARBAGE, Scan(text="A012")]
    assert scans(("x" * MOST + "\n", 0.0)) == [Scan(text="x" * MOST)]


@pytest.mark.parametrize("sign", ["\x1b", "\x00", "\ufffd", "\u2028", "\u202e"])
def test_signs_that_no_code_has_make_it_garbage(sign):
    assert scans((f"A0{sign}12\n", 0.0)) == [GARBAGE]


@given(st.lists(st.tuples(st.text(max_size=2000), st.floats(0, 3)), max_size=6))
def test_whatever_comes_no_code_is_longer_or_stranger_than_allowed(fed):
    at_s, assembler = 0.0, Assembler()
    for signs, gap in fed:
        at_s += gap
        for scan in assembler.feed(signs, at_s):
            assert scan.is_garbage == (scan.text == "")
            assert len(scan.text) <= MOST
            assert scan.text.isprintable()


def typed(*pressed):
    keyboard, text = Keyboard(), ""
    for names, value in pressed:
        keyboard, sign = keyboard.key((names,), value)
        text += sign
    return text


def test_a_scanner_types_as_a_keyboard_does():
    shift = "KEY_LEFTSHIFT"
    assert (
        typed(("KEY_A", 1), ("KEY_A", 0), (shift, 1), ("KEY_A", 1), ("KEY_2", 1), (shift, 0), ("KEY_2", 1))
        == "aA@2"
    )
    assert (
        typed(("KEY_CAPSLOCK", 1), ("KEY_A", 1), (shift, 1), ("KEY_A", 1), (shift, 0), ("KEY_1", 2)) == "Aa"
    )
    assert (
        typed((shift, 1), ("KEY_SEMICOLON", 1), ("KEY_SLASH", 1), ("KEY_KP4", 1), ("KEY_ENTER", 1)) == ":?4\n"
    )
    assert typed(("KEY_F5", 1), ("KEY_MUTE", 1)) == ""


class PipeScanner:
    """A scanner as python-evdev gives it; pulled out, it says ENODEV."""

    def __init__(self, path, is_taken=False):
        self.path, self.name, self.is_taken = path, "scanner", is_taken
        self.fd, self._push = os.pipe()
        self.events, self.is_out, self.is_grabbed = [], False, False

    def grab(self):
        if self.is_taken:
            raise OSError(errno.EBUSY, "Device or resource busy")
        self.is_grabbed = True

    def type(self, text):
        for sign in text:
            name = {"\n": "KEY_ENTER"}.get(sign, f"KEY_{sign}")
            self.events += [InputEvent(0, 0, ecodes.EV_KEY, ecodes.ecodes[name], value) for value in (1, 0)]
        os.write(self._push, b".")

    def lose_events(self):
        self.events.append(InputEvent(0, 0, ecodes.EV_SYN, ecodes.SYN_DROPPED, 0))

    def pull_out(self):
        self.is_out = True
        os.write(self._push, b".")

    def read(self):
        if self.is_out:
            raise OSError(errno.ENODEV, "No such device")
        os.read(self.fd, 64)
        events, self.events = self.events, []
        return iter(events)

    def close(self):
        if self.fd >= 0:
            os.close(self.fd)
            os.close(self._push)
            self.fd = -1


async def until(is_so):
    async with asyncio.timeout(30):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.005)


class Room:
    """A folder of inputs, a driver that looks into it, and what was told."""

    def __init__(self, folder):
        self.folder, self.in_it = folder, {}
        self.heard, self.healths = [], []
        self.driver = InputScanner(
            Wanted(model="0c2e:0901"),
            self.heard.append,
            lambda health: self.healths.append(health.reason or "well"),
            folder=folder,
            look_s=0.01,
            open_all=lambda folder: (dict(self.in_it), []),
        )

    def plug(self, number=1, model="0c2e:0901", keys=KEYS, **options):
        path = self.folder / f"event{number}"
        path.touch()
        scanner = PipeScanner(str(path), **options)
        self.in_it[Input(path=str(path), name="scanner", place="usb-1", model=model, keys=keys)] = scanner
        return scanner

    def pull(self, scanner):
        Path(scanner.path).unlink()
        self.in_it = {seen: each for seen, each in self.in_it.items() if each is not scanner}
        scanner.pull_out()


def in_room(folder, story):
    async def run():
        room = Room(folder)
        await room.driver.open()
        try:
            await story(room)
        finally:
            await room.driver.close()

    asyncio.run(run())


def test_only_the_scanner_is_grabbed_and_no_keyboard_beside_it(tmp_path):
    async def story(room):
        keyboard, media = room.plug(1, model="046d:c31c"), room.plug(2, keys=frozenset({"KEY_MUTE"}))
        scanner = room.plug(3)
        await until(lambda: room.driver.health.is_well)
        assert (scanner.is_grabbed, keyboard.is_grabbed, media.is_grabbed) == (True, False, False)
        scanner.type("A012\n")
        await until(lambda: room.heard)
        assert room.heard == [Scan(text="a012")]

    in_room(tmp_path, story)


def test_a_scanner_is_pulled_out_in_mid_code_and_put_back(tmp_path):
    async def story(room):
        scanner = room.plug()
        await until(lambda: room.healths == ["well"])
        scanner.type("A0")
        room.pull(scanner)
        await until(lambda: room.healths[-1] == "unplugged")
        room.plug(2).type("B7\n")
        await until(lambda: room.heard)
        assert room.heard[-1] == Scan(text="b7")
        assert all("a0b7" not in each.text for each in room.heard)

    in_room(tmp_path, story)


def test_lost_events_spoil_the_code_and_a_silence_ends_it(tmp_path):
    async def story(room):
        scanner = room.plug()
        await until(lambda: room.healths)
        scanner.type("A0")
        scanner.lose_events()
        scanner.type("12\n")
        await until(lambda: room.heard)
        scanner.type("77")
        await until(lambda: len(room.heard) == 2)
        assert room.heard == [GARBAGE, Scan(text="77")]

    in_room(tmp_path, story)


def test_one_that_somebody_else_has_is_said(tmp_path):
    async def story(room):
        room.plug(is_taken=True)
        await until(lambda: room.healths == ["taken"])

    in_room(tmp_path, story)


def test_a_serial_scanner_is_heard_and_its_nonsense_is_garbage():
    async def story():
        own, far = os.openpty()
        tty.setraw(far)
        heard = []
        driver = SerialScanner(os.ttyname(far), heard.append)
        await driver.open()
        os.write(own, "预约K7M2QX9P\r\n".encode())
        await until(lambda: len(heard) == 1)
        os.write(own, b"\xff\xfe\x80A012\r")
        await until(lambda: len(heard) == 2)
        os.write(own, b"A012")
        await until(lambda: len(heard) == 3)
        os.close(own)
        os.close(far)
        await until(lambda: not driver.health.is_well)
        await driver.close()
        assert heard == [Scan(text="预约K7M2QX9P"), GARBAGE, Scan(text="A012")]

    asyncio.run(story())


def test_a_recorded_scanner_is_found_and_understood():
    umockdev = shutil.which("umockdev-run")
    if umockdev is None:
        pytest.skip("umockdev is not installed")
    device = "/dev/input/event5"
    said = subprocess.run(
        [umockdev, "-d", "scanner.umockdev", "-i", f"{device}=scanner.ioctl", "-e", f"{device}=scan.events", "--",
         sys.executable, "../replayed.py"],
        cwd=RECORDED, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"},
    ).stdout  # fmt: skip
    assert [json.loads(line) for line in said.splitlines()] == [{"text": "A1003", "garbage": False}]
