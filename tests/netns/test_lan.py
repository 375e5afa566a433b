"""Stories of a hall and its boxes on a LAN of several machines: found, cut off, moved, mistaken for another."""

import time

import pytest
from lan.parties import BoxOn, HallOn

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def hall(lan, tmp_path):
    """A hall at 192.0.2.1, serving."""
    made = HallOn(lan.host(1), tmp_path / "hall", "yunxi")
    made.start()
    return made


def box_of(hall, host, folder, name, role="kiosk"):
    """A box that has been paired."""
    box = BoxOn(host, folder, name)
    status, said = box.pair(hall.code(role, name), "--hall", hall.id)
    assert status == 0, said
    return box


def test_a_box_finds_its_hall_and_loses_nothing_when_the_cable_is_pulled(lan, hall, tmp_path):
    kiosk = box_of(hall, lan.host(2), tmp_path / "k1", "k1")
    other = box_of(hall, lan.host(3), tmp_path / "k2", "k2")
    for each in (kiosk, other):
        each.start(stale_s=2.5)
        found = each.until("link", state="live")
        assert found["url"].startswith("https://192.0.2.1:8600")
    assert kiosk.take() == "A00001"
    kiosk.host.cut()
    mark = kiosk.mark
    kiosk.tell(take="A")
    deadline = time.monotonic() + 40
    while kiosk.said("link")[-1]["state"] == "live":
        other.take()
        assert time.monotonic() < deadline
        time.sleep(0.2)
    kiosk.host.heal()
    taken = kiosk.until("taken", start=mark)
    kiosk.until("link", start=mark, state="live")
    last = other.take()
    numbers = kiosk.state()["numbers"]
    deadline = time.monotonic() + 20
    while last not in (numbers := kiosk.state()["numbers"]):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert numbers == [f"A{number:05}" for number in range(1, len(numbers) + 1)]
    assert taken["number"] in numbers, "the press that was under way was carried out once"
    seqs = kiosk.facts()
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs))), "resumed: nothing missed, nothing twice"
    assert [each["is_snapshot"] for each in kiosk.said("change")].count(True) == 1


def test_a_bad_cable_slows_and_loses_nothing(lan, hall, tmp_path):
    host = lan.host(2, has_bad_cable=True, log=tmp_path / "cable.log")
    kiosk = box_of(hall, host, tmp_path / "k1", "k1")
    host.cable.be(loss=0.1, late=0.3, late_ms=60)
    kiosk.start()
    kiosk.until("link", state="live")
    numbers = [kiosk.take() for _ in range(12)]
    host.cable.be(loss=0.0, late=0.0)
    assert numbers == [f"A{number:05}" for number in range(1, 13)]
    carried = host.cable.carried()
    assert carried["lost"] > 5 and carried["late"] > 10, "it was a bad cable"
    deadline = time.monotonic() + 20
    while kiosk.state()["numbers"] != numbers:
        assert time.monotonic() < deadline
        time.sleep(0.1)
    seqs = kiosk.facts()
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def test_a_hall_that_gets_another_address_is_found_there(lan, hall, tmp_path):
    kiosk = box_of(hall, lan.host(2), tmp_path / "k1", "k1")
    kiosk.start(stale_s=3)
    kiosk.until("link", state="live")
    mark = kiosk.mark
    hall.host.move_to("192.0.2.77")
    found = kiosk.until("link", start=mark, state="live", within_s=60)
    assert found["url"].startswith("https://192.0.2.77:8600")
    assert kiosk.take() == "A00001"


def test_two_halls_on_one_lan_each_keep_their_own_boxes(lan, hall, tmp_path):
    other = HallOn(lan.host(9), tmp_path / "other", "longquan")
    other.start()
    here = box_of(hall, lan.host(2), tmp_path / "k1", "k1")
    there = box_of(other, lan.host(3), tmp_path / "k2", "k2")
    for box, its in ((here, "yunxi"), (there, "longquan")):
        box.start()
        assert box.until("link", state="live")["hall"] == its
    here.take()
    here.take()
    there.take()
    assert (here.state()["numbers"], there.state()["numbers"]) == (["A00001", "A00002"], ["A00001"])
    hall.kill()
    here.until("link", state="stale", within_s=30)
    assert {each["hall"] for each in here.said("link") if each["state"] == "live"} == {"yunxi"}, "faithful"


def test_a_hall_behind_a_router_without_multicast_is_reached_by_its_address(lan, tmp_path):
    hall = HallOn(lan.host(1), tmp_path / "hall", "yunxi")
    hall.start("--no-mdns")
    kiosk = BoxOn(lan.host(2), tmp_path / "k1", "k1")
    status, said = kiosk.pair(hall.code("kiosk", "k1"), "--url", "https://192.0.2.1:8600")
    assert status == 0, said
    kiosk.start(url="https://192.0.2.1:8600")
    kiosk.until("link", state="live")
    assert kiosk.take() == "A00001"
