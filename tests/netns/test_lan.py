"""Stories of a hall and its boxes on a LAN of several machines: found, cut off, moved, mistaken for another."""

import pytest
from lan.parties import BoxOn, HallOn, until

pytestmark = pytest.mark.timeout(600)


def test_a_box_is_paired_finds_its_hall_and_loses_nothing_when_the_cable_is_pulled(
    hall, new_host, new_box, tmp_path
):
    kiosk, other = BoxOn(new_host(), tmp_path / "k1", "k1"), new_box("k2")
    status, said = kiosk.pair(hall.code("kiosk", "k1"), "--hall", hall.id)
    assert status == 0, said
    for each in (kiosk, other):
        each.start(stale_s=2.5)
        assert each.until("link", state="live")["url"].startswith(hall.url)
    kiosk.take()
    kiosk.host.cut()
    mark = kiosk.mark
    kiosk.tell(take="A")
    until(lambda: other.take() and kiosk.said("link")[-1]["state"] != "live")
    kiosk.host.heal()
    taken = kiosk.until("taken", start=mark)
    kiosk.until("link", start=mark, state="live")
    last = other.take()
    until(lambda: last in kiosk.state()["numbers"])
    numbers = kiosk.state()["numbers"]
    assert numbers == [f"A{number:05}" for number in range(1, len(numbers) + 1)]
    assert taken["number"] in numbers, "the press that was under way was carried out once"
    seqs = kiosk.facts()
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs))), "resumed: nothing missed, nothing twice"
    assert [each["is_snapshot"] for each in kiosk.said("change")].count(True) == 1


def test_a_bad_cable_slows_and_loses_nothing(new_box):
    kiosk = new_box("k3", has_bad_cable=True)
    cable = kiosk.host.cable
    cable.be(loss=0.1, late=0.3, late_ms=60)
    kiosk.start()
    kiosk.until("link", state="live")
    numbers = [kiosk.take() for _ in range(12)]
    cable.be(loss=0.0, late=0.0)
    carried = cable.carried()
    assert carried["lost"] > 5 and carried["late"] > 10, "it was a bad cable"
    assert numbers == sorted(set(numbers)), "twelve presses, twelve numbers"
    until(lambda: kiosk.state()["numbers"][-12:] == numbers)
    seqs = kiosk.facts()
    assert seqs == list(range(seqs[0], seqs[0] + len(seqs)))


def test_a_hall_that_gets_another_address_is_found_there(hall, new_box):
    kiosk = new_box("k4")
    kiosk.start(stale_s=3)
    kiosk.until("link", state="live")
    mark = kiosk.mark
    hall.host.move_to("192.0.2.77")
    assert kiosk.until("link", start=mark, state="live")["url"].startswith(hall.url)
    assert kiosk.take()
    hall.host.move_to("192.0.2.1")


def test_two_halls_on_one_lan_each_keep_their_own_boxes(hall, new_host, new_box, tmp_path):
    other = HallOn(new_host(), tmp_path / "other", "longquan")
    other.start()
    here, there = new_box("k5"), new_box("k6", at=other)
    for box, its in ((here, "yunxi"), (there, "longquan")):
        box.start(stale_s=6)
        assert box.until("link", state="live")["hall"] == its
    before = here.state()["numbers"]
    here.take()
    there.take()
    until(lambda: len(here.state()["numbers"]) == len(before) + 1)
    until(lambda: there.state()["numbers"] == ["A00001"])
    other.kill()
    there.until("link", state="stale")
    assert {each["hall"] for each in there.said("link") if each["state"] == "live"} == {"longquan"}, (
        "faithful"
    )


def test_a_hall_behind_a_router_without_multicast_is_reached_by_its_address(new_host, tmp_path):
    hall = HallOn(new_host(), tmp_path / "quiet", "quiet")
    hall.start("--no-mdns")
    kiosk = BoxOn(new_host(), tmp_path / "k7", "k7")
    assert kiosk.pair(hall.code("kiosk", "k7"))[0] == 1, "nobody is heard"
    status, said = kiosk.pair(hall.code("kiosk", "k7"), "--url", hall.url)
    assert status == 0, said
    kiosk.start(url=hall.url)
    kiosk.until("link", state="live")
    assert kiosk.take() == "A00001"
    hall.kill()
