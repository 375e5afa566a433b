"""A running hall and its platform: what is set aside is shown, what is missing is said, and nobody in the hall waits."""

import time

import pytest
from platform_above import KEY, PlatformAbove

from hall.backup import make_backup, restore_backup
from hall.ledger import open_beside
from hall.upper.courier import Patience
from link.messages.codec import moment_text

OUTBOX = """
[outbox]
url = "{url}"
key = "above.key"
comments = true
"""
QUICK = Patience(first_s=0.01, longest_s=0.05, within_s=30)
"""Between two tries; the platform of these stories answers always, however busy the machine is."""


@pytest.fixture
def platform():
    above = PlatformAbove()
    yield above
    above.close()


@pytest.fixture
def hall(make_hall, platform):
    live = make_hall(patience=QUICK)
    live.file.write_text(live.file.read_text("utf-8") + OUTBOX.format(url=platform.url), "utf-8")
    live.file.with_name("above.key").write_bytes(KEY)
    live.open()
    live.open_window()
    return live


def serve(hall):
    ticket = hall.take()["id"]
    hall.next()
    assert hall.post("/windows/w1/start").status_code == 200
    assert hall.post("/windows/w1/finish").status_code == 200
    return ticket


def rate(hall, grade=5, ticket="", **more):
    ticket = ticket or serve(hall)
    reply = hall.post(f"/tickets/{ticket}/rating", {"grade": grade} | more)
    assert reply.status_code == 200, reply.text
    return ticket


def stands(hall, is_so):
    """How the outbox is, as soon as it is so."""
    for _ in range(1500):
        value = hall.client.get("/outbox").json()
        if is_so(value):
            return value
        time.sleep(0.02)
    raise AssertionError(value)


def test_a_rating_reaches_the_platform_with_what_was_written(hall, platform):
    ticket = rate(hall, 4, comment="谢谢\n下次见")
    stands(hall, lambda each: each["delivered"] == 1)
    (letter,) = platform.values()
    assert (letter["ticket"], letter["grade"], letter["comment"]) == (ticket, 4, "谢谢\n下次见")
    assert platform.wrong == []


def test_a_letter_that_the_platform_does_not_want_is_shown_and_the_others_go_on(hall, platform):
    platform.judge = lambda letter: 422 if letter["grade"] == 3 else 200
    rate(hall, 3)
    good = rate(hall, 5)
    value = stands(hall, lambda each: each["delivered"] == 1 and each["aside"] == 1)
    assert [each["ticket"] for each in platform.values()] == [good]
    assert value["letters_aside"][0]["trouble"] == "HTTP 422"
    platform.judge = lambda letter: 200
    assert hall.post("/outbox/retry").json() == {"again": 1}
    stands(hall, lambda each: (each["delivered"], each["aside"]) == (2, 0))


def test_a_platform_that_is_away_is_a_fault_of_health_and_of_nothing_else(hall, platform):
    platform.judge = lambda letter: 503
    rate(hall)
    value = stands(hall, lambda each: each["trouble"])
    assert (value["waiting"], value["trouble"]) == (1, "HTTP 503")
    faults = hall.client.get("/health").json()["faults"]
    assert {"fault": "outbox", "about": "", "reason": "HTTP 503"} in faults
    rate(hall)
    platform.judge = lambda letter: 200
    value = stands(hall, lambda each: each["delivered"] == 2)
    assert value["trouble"] == ""


def test_a_hall_that_gets_its_key_later_tells_what_was_rated_before(make_hall, platform):
    live = make_hall(patience=QUICK)
    live.file.write_text(live.file.read_text("utf-8") + OUTBOX.format(url=platform.url), "utf-8")
    live.open()
    live.open_window()
    rate(live)
    assert "above.key" in stands(live, lambda each: each["trouble"] and each["waiting"])["trouble"]
    live.file.with_name("above.key").write_bytes(KEY)
    stands(live, lambda each: each["delivered"] == 1)


def test_a_hall_without_a_platform_keeps_no_letters(make_hall):
    live = make_hall()
    live.open()
    live.open_window()
    rate(live)
    value = live.client.get("/outbox").json()
    assert (value["is_on"], value["waiting"]) == (False, 0)


def test_what_was_rated_before_there_was_a_platform_is_not_told(make_hall, platform):
    live = make_hall(patience=QUICK)
    live.open()
    live.open_window()
    rate(live)
    live.file.write_text(live.file.read_text("utf-8") + OUTBOX.format(url=platform.url), "utf-8")
    live.file.with_name("above.key").write_bytes(KEY)
    assert live.post("/hall/reload").status_code == 200
    stands(live, lambda each: each["is_on"])
    later = rate(live)
    stands(live, lambda each: each["delivered"] == 1)
    assert [each["ticket"] for each in platform.values()] == [later]


def test_who_rates_anew_in_a_hall_that_was_put_back_is_heard_by_the_platform(hall, platform, tmp_path):
    waits = rate(hall, 3)
    stands(hall, lambda each: each["delivered"] == 1)
    served, backup = serve(hall), tmp_path / "hall.backup"
    ledger = open_beside(hall.settings.data)
    make_backup(ledger, hall.settings.data, backup, moment_text(hall.clock()))
    ledger.close()
    rate(hall, 1, served)
    stands(hall, lambda each: each["delivered"] == 2)
    hall.close()

    again = type(hall)(tmp_path / "again", patience=QUICK)
    again.clock.forward(3600)
    restore_backup(backup, again.settings.data, again.clock())
    again.file.write_text(hall.file.read_text("utf-8"), "utf-8")
    again.file.with_name("above.key").write_bytes(KEY)
    again.open()
    try:
        rate(again, 5, served)
        stands(again, lambda each: each["delivered"] == 2)
    finally:
        again.close()
    letters = [(each["ticket"], each["transaction"], each["grade"]) for each in platform.values()]
    assert letters == [(waits, 1, 3), (served, 1, 1), (served, 1, 5)]
    assert platform.wrong == []


def test_a_platform_behind_a_certificate_that_nobody_vouches_for_gets_nothing(make_hall, tmp_path):
    other = make_hall(is_trusted=True)
    other.open()
    live = type(other)(tmp_path / "second", patience=QUICK)
    live.file.write_text(
        live.file.read_text("utf-8") + OUTBOX.format(url=f"{other.hall.url}/api/v1/tickets"), "utf-8"
    )
    live.file.with_name("above.key").write_bytes(KEY)
    live.open()
    try:
        live.open_window()
        rate(live)
        assert "CERTIFICATE_VERIFY_FAILED" in stands(live, lambda each: each["trouble"])["trouble"]
    finally:
        live.close()


def test_the_command_shows_how_it_stands(hall, platform, capsys, monkeypatch):
    from hall.command import app

    platform.judge = lambda letter: 422
    rate(hall)
    stands(hall, lambda each: each["aside"] == 1)
    monkeypatch.setenv("LANGUAGE", "en")
    with pytest.raises(SystemExit) as ended:
        app(["outbox", "--data", str(hall.settings.data)])
    assert ended.value.code in (0, None)
    said = capsys.readouterr().out
    assert "0 waiting, 1 set aside, 0 delivered" in said
    assert "HTTP 422" in said
