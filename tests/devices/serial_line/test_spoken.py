"""A line for one who asks and waits, on a real pty: answers, silence, pulled out in mid-sentence, put back, forbidden."""

import os
import threading
import time
import tty

import pytest

from devices.serial_line.port import LineGone, open_port
from devices.serial_line.spoken import SpokenLine


class Device:
    """The other end, at a path where it is plugged in and pulled out."""

    def __init__(self, path):
        self.path = path
        self.plug()

    def plug(self):
        self._own, self._far = os.openpty()
        tty.setraw(self._far)
        self.path.unlink(missing_ok=True)
        self.path.symlink_to(os.ttyname(self._far))

    def pull(self):
        os.close(self._own)
        os.close(self._far)

    def heard(self, count):
        """The next so many bytes."""
        heard = b""
        while len(heard) < count:
            heard += os.read(self._own, count - len(heard))
        return heard

    def say(self, raw):
        os.write(self._own, raw)


def arrived(port, count):
    """A pty hands on what was said when it comes to it."""
    end = time.monotonic() + 20
    while port.in_waiting < count:
        assert time.monotonic() < end
        time.sleep(0.002)


@pytest.fixture
def device(tmp_path):
    made = Device(tmp_path / "ttyUSB0")
    yield made
    made.pull()


@pytest.fixture
def line(device):
    made = SpokenLine(str(device.path), 9600, bits=8, parity="N", stops=1)
    yield made
    made.close()


def test_it_is_opened_by_the_first_word_and_hears_an_answer_whole(device, line):
    line.say(b"who?")
    assert device.heard(4) == b"who?"
    device.say(b"sign 3")
    assert line.listen(64, 20.0) == b"sign 3"
    device.say(b"sign 3")
    assert line.listen(4, 20.0) == b"sign"


def test_silence_is_no_fault(line):
    assert line.listen(64, 0.01) == b""


def test_what_was_said_before_the_question_is_no_answer_to_it(device, line):
    line.say(b"a")
    beside = open_port(str(device.path), 9600, is_exclusive=False)
    device.say(b"old")
    arrived(beside, 3)
    beside.close()
    line.say(b"b")
    device.say(b"new")
    assert line.listen(64, 20.0) == b"new"


def test_a_line_that_is_pulled_out_is_a_fault_and_the_next_word_finds_it_again(device, line):
    line.say(b"a")
    device.pull()
    with pytest.raises(LineGone) as gone:
        line.say(b"b")
    assert gone.value.fault == "line"
    device.plug()
    line.say(b"c")
    assert device.heard(1) == b"c"


def test_who_waits_for_an_answer_is_told_that_the_line_is_gone(device, line):
    line.say(b"a")
    pulled = threading.Timer(0.1, device.pull)
    pulled.start()
    with pytest.raises(LineGone):
        line.listen(64, 20.0)
    pulled.join()
    device.plug()


def test_a_technician_tries_a_sign_beside_the_box_that_shows_the_calls(device, line):
    line.say(b"box")
    other = SpokenLine(str(device.path), 9600, bits=8, parity="N", stops=1)
    other.say(b"test")
    other.close()
    assert device.heard(7) == b"boxtest"


def test_a_line_that_somebody_listens_to_is_not_opened_by_another_listener(device):
    first = open_port(str(device.path), 9600)
    with pytest.raises(LineGone) as gone:
        open_port(str(device.path), 9600)
    first.close()
    assert gone.value.fault == "taken"


@pytest.mark.parametrize(("baud", "bits"), [(-1, 8), (9600, 9)])
def test_a_speed_or_a_form_that_no_line_has_is_a_fault(device, baud, bits):
    with pytest.raises(LineGone) as gone:
        open_port(str(device.path), baud, bits=bits)
    assert gone.value.fault == "line"
    assert str(gone.value)
