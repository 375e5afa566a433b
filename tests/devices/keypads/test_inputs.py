"""Number pads of the input layer: from recorded events, from a real virtual keypad, and pulled out and put back."""

import asyncio
import errno
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from evdev import InputEvent, ecodes

from devices.keypads.input_keypads import InputKeypads, InputPad
from devices.keypads.inputs import Input, Wanted, chosen
from devices.keypads.keymap import key_map
from devices.keypads.press import Press, ReadOut

ROOT = Path(__file__).parents[3]
RECORDED = Path(__file__).parent / "recorded"
PAD_KEYS = frozenset({"KEY_KP1", "KEY_KP2", "KEY_KPENTER"})


class PipeKeypad:
    """A keypad as python-evdev gives it, worked by a test; pulled out, it says ENODEV."""

    def __init__(self, path):
        self.path, self.name = path, "pad"
        self.fd, self._push = os.pipe()
        self.events, self.lamp = [], []
        self.is_out = self.is_grabbed = False

    def grab(self):
        self.is_grabbed = True

    def press(self, *keys, value=1):
        self.events += [InputEvent(0, 0, ecodes.EV_KEY, ecodes.ecodes[key], value) for key in keys]
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

    def set_led(self, led, value):
        self.lamp.append(value)

    def close(self):
        if self.fd >= 0:
            os.close(self.fd)
            os.close(self._push)
            self.fd = -1


class Room:
    """A folder of inputs into which keypads are plugged."""

    def __init__(self, folder):
        self.folder, self.in_it = folder, {}

    def plug(self, number, place, model="04d9:1203", keys=PAD_KEYS):
        path = self.folder / f"event{number}"
        path.touch()
        pad = PipeKeypad(str(path))
        seen = Input(path=str(path), name="pad", place=place, model=model, keys=keys)
        self.in_it[seen] = pad
        return pad

    def pull(self, pad):
        Path(pad.path).unlink()
        self.in_it = {seen: each for seen, each in self.in_it.items() if each is not pad}
        pad.pull_out()

    def open_all(self, folder):
        return dict(self.in_it), []


def in_room(story, tmp_path, **places):
    async def run():
        room, heard = Room(tmp_path), []
        pads = {
            name: InputPad(wanted=Wanted(place=place), keys=key_map("numberpad", tmp_path))
            for name, place in places.items()
        }
        keypads = InputKeypads(
            pads, heard.append, folder=tmp_path, look_s=0.01, blink_s=0.02, open_all=room.open_all
        )
        await keypads.open()
        try:
            await story(room, keypads, heard)
        finally:
            await keypads.close()

    asyncio.run(run())


def test_several_keypads_on_one_box_each_have_their_own_place(tmp_path, until):
    async def story(room, keypads, heard):
        left, right = room.plug(3, "usb-1.1/input0"), room.plug(4, "usb-1.2/input0")
        await until(lambda: all(each.is_well for each in keypads.health.values()))
        right.press("KEY_KP1", "KEY_KP2", "KEY_KPENTER")
        left.press("KEY_KPPLUS")
        await until(lambda: len(heard) == 2)
        assert sorted(heard, key=lambda press: press.keypad) == [
            Press(keypad="left", action="recall"),
            Press(keypad="right", action="call", number="12"),
        ]
        assert left.is_grabbed
        assert right.is_grabbed

    in_room(story, tmp_path, left="usb-1.1", right="usb-1.2")


def test_a_keypad_that_is_pulled_out_is_said_and_works_again_when_it_is_back(tmp_path, until):
    async def story(room, keypads, heard):
        pad = room.plug(3, "usb-1.1/input0")
        await until(lambda: keypads.health["pad"].is_well)
        pad.press("KEY_KP1")
        await asyncio.sleep(0.02)
        room.pull(pad)
        await until(lambda: keypads.health["pad"].reason == "unplugged")
        again = room.plug(9, "usb-1.1/input0")
        await until(lambda: keypads.health["pad"].is_well)
        again.press("KEY_KPENTER")
        await until(lambda: bool(heard))
        # What was half typed when it was pulled out is gone.
        assert heard == [Press(keypad="pad", action="next")]

    in_room(story, tmp_path, pad="usb-1.1")


def test_nought_and_the_pause_key_sign_out(tmp_path, until):
    async def story(room, keypads, heard):
        pad = room.plug(3, "usb-1")
        await until(lambda: keypads.health["pad"].is_well)
        pad.press("KEY_KPASTERISK", "KEY_KP0", "KEY_KPASTERISK")
        await until(lambda: len(heard) == 2)
        assert [each.action for each in heard] == ["pause", "sign_out"]

    in_room(story, tmp_path, pad="usb-1")


def test_a_held_key_and_a_key_that_goes_up_are_no_presses(tmp_path, until):
    async def story(room, keypads, heard):
        pad = room.plug(3, "usb-1")
        await until(lambda: keypads.health["pad"].is_well)
        pad.press("KEY_KPENTER")
        pad.press("KEY_KPENTER", "KEY_KPENTER", value=2)
        pad.press("KEY_KPENTER", value=0)
        pad.press("KEY_KPPLUS")
        await until(lambda: len(heard) == 2)
        assert [press.action for press in heard] == ["next", "recall"]

    in_room(story, tmp_path, pad="usb-1")


def test_lost_events_take_the_digits_with_them_so_that_no_wrong_number_is_called(tmp_path, until):
    async def story(room, keypads, heard):
        pad = room.plug(3, "usb-1")
        await until(lambda: keypads.health["pad"].is_well)
        pad.press("KEY_KP1")
        pad.lose_events()
        pad.press("KEY_KP2", "KEY_KPENTER")
        await until(lambda: bool(heard))
        assert heard == [Press(keypad="pad", action="call", number="2")]

    in_room(story, tmp_path, pad="usb-1")


def test_the_lamp_blinks_while_the_hall_is_away_and_stands_when_it_is_back(tmp_path, until):
    async def story(room, keypads, heard):
        pad = room.plug(3, "usb-1")
        keypads.show("pad", ReadOut(lamp="blinking"))
        await until(lambda: pad.lamp[-4:].count(1) >= 2 and pad.lamp[-4:].count(0) >= 2)
        keypads.show("pad", ReadOut(lamp="lit"))
        await until(lambda: pad.lamp[-1] == 1)
        changes = len(pad.lamp)
        await asyncio.sleep(0.1)
        assert len(pad.lamp) == changes

    in_room(story, tmp_path, pad="usb-1")


def test_of_a_keypads_several_inputs_the_one_with_its_keys_is_meant():
    media = Input(path="a", name="pad", place="usb-1/input1", model="1:1", keys=frozenset({"KEY_MUTE"}))
    keys = Input(path="b", name="pad", place="usb-1/input0", model="1:1", keys=PAD_KEYS)
    assert chosen(Wanted(place="usb-1"), [media, keys], PAD_KEYS, frozenset()) == keys
    assert chosen(Wanted(place="usb-1"), [media, keys], PAD_KEYS, frozenset({"b"})) is None
    assert chosen(Wanted(model="2:2"), [keys], PAD_KEYS, frozenset()) is None


# ── recorded and real ────────────────────────────────────────────────────────────────────────────────


def with_recorded(*command):
    umockdev = shutil.which("umockdev-run")
    if umockdev is None:
        pytest.skip("umockdev is not installed")
    device = "/dev/input/event5"
    return subprocess.run(
        [umockdev, "-d", "kp.umockdev", "-i", f"{device}=kp.ioctl", "-e", f"{device}=kp.events", "--",
         sys.executable, *command],
        cwd=RECORDED, capture_output=True, text=True, timeout=60, check=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "LANG": "zh_CN.UTF-8", "PYTHONUTF8": "1"},
    ).stdout  # fmt: skip


def replayed(*words):
    return [json.loads(line) for line in with_recorded("../replayed.py", *words).splitlines()]


def test_a_keypad_is_learned_key_by_key_and_its_map_is_kept_for_its_make(tmp_path):
    box = tmp_path / "box.toml"
    box.write_text(f'[box]\ndata_dir = "{tmp_path}"\n', "utf-8")
    # Patient beyond what a busy machine takes from one key to the next: who is silent for so long has no such key.
    words = "-P -m jiaohao keypad learn --name mine --patience 2.5 --box"
    said = with_recorded(*words.split(), str(box))
    assert "请按“下一个”" in said
    learned = key_map("", tmp_path, "04d9:1203")
    assert (learned.name, learned.keys) == (
        "mine", {"KEY_KP1": "next", "KEY_KP2": "recall", "KEY_KPENTER": "missed"},
    )  # fmt: skip


def test_a_recorded_keypad_is_found_grabbed_and_understood():
    said = replayed("usb-0000:00:14.0-2", "30")
    assert said[0] == {"well": True, "reason": ""}
    assert said[1] == {"action": "call", "number": "12"}


def test_a_recorded_keypad_is_listed_with_its_place_and_model():
    (listed,) = replayed("list", "0")
    assert listed == {
        "name": "SIGMACHIP USB Keypad", "place": "usb-0000:00:14.0-2/input0", "model": "04d9:1203", "has_enter": True,
    }  # fmt: skip


def test_a_keypad_in_another_socket_is_left_alone():
    assert replayed("usb-elsewhere", "0.3") == [{"well": False, "last": True}]


def test_a_real_virtual_keypad_is_grabbed_pulled_out_and_put_back(tmp_path, until):
    if not os.access("/dev/uinput", os.W_OK):
        pytest.skip("this machine has no /dev/uinput that can be written")
    from evdev import UInput

    keys = {ecodes.EV_KEY: [ecodes.KEY_KP1, ecodes.KEY_KPENTER], ecodes.EV_LED: [ecodes.LED_NUML]}

    def pad():
        return UInput(keys, name="jiaohao-test-pad", vendor=0xFEED, product=0x0001, phys="jiaohao/test")

    async def story():
        heard = []
        wanted = {"pad": InputPad(wanted=Wanted(model="feed:0001"), keys=key_map("", tmp_path))}
        keypads = InputKeypads(wanted, heard.append, look_s=0.05)
        await keypads.open()
        for times in (1, 2):
            device = pad()
            await until(lambda: keypads.health["pad"].is_well)
            for value in (1, 0):
                device.write(ecodes.EV_KEY, ecodes.KEY_KPENTER, value)
                device.syn()
            await until(lambda times=times: len(heard) == times)
            device.close()
            await until(lambda: keypads.health["pad"].reason == "unplugged")
        await keypads.close()
        assert heard == [Press(keypad="pad", action="next")] * 2

    asyncio.run(story())
