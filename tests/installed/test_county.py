"""From switched-off machines to the first call: a technician installs a hall, a kiosk, a caller and a board by hand, and a
number goes from the touch to the board."""

import os
import time

import pytest
from booted import glass
from booted.county import standing, written
from booted.machine import ROOT, why_not
from booted.reading import called_on
from lan.network import NoNamespaces
from lan.parties import until

pytestmark = pytest.mark.timeout(900)
REPORT = ROOT / "docs/proofs/county.json"
ROOMS = {"left": range(1, 13), "right": range(13, 25)}
GENERALS = {"left": "12", "right": "13"}
"""The window of each room that calls whoever has waited longest there."""
WINDOWS = os.environ.get(
    "WINDOWS", " ".join(str(number) for room in ROOMS.values() for number in room)
).split()
"""Those with a machine of their own in the long proof."""
KIOSKS = int(os.environ.get("KIOSKS", "3"))
LEFT_FIRST = 3
"""With this seed the first citizen goes to the left room."""
QUESTIONS = {"hall": 1, "kiosk": 5, "caller": 1, "display": 2}
WITHIN_S = 300.0
AGAIN_S = 10.0
"""A clerk waits as long before pressing again: what comes late, on a busy machine too, must not be pressed twice."""


@pytest.fixture
def county(tmp_path):
    if reason := why_not():
        pytest.skip(reason)
    try:
        with standing(tmp_path) as county:
            yield county
    except NoNamespaces as why:
        pytest.skip(f"this machine makes no network namespaces: {why}")


def at(county, window):
    """The window as the hall sees it."""
    return next(each for each in county.state()["windows"] if each["id"] == window)


def does(county, window, *keys, until_it_is):
    """The clerk presses these keys, again where nothing comes of it: a terminal that has just been switched on is deaf."""
    deadline = time.monotonic() + WITHIN_S
    while not until_it_is(at(county, window)):
        assert time.monotonic() < deadline, f"window {window} stays as it is: {at(county, window)}"
        glass.press(county.machines[f"caller-{window}"], *keys)
        patience = time.monotonic() + AGAIN_S
        while not until_it_is(at(county, window)) and time.monotonic() < patience:
            time.sleep(0.1)
    return at(county, window)


def signs_in(county, window):
    """A clerk of the window's own: nobody works at two."""
    clerk = f"10{window:0>2}"
    keys = (*["BackSpace"] * len(clerk), *clerk, "F8")
    does(county, window, *keys, until_it_is=lambda window: window["state"] != "closed")


def calls_the_next(county, window):
    """The clerk signs in and calls, by the keyboard alone; the number that was called."""
    signs_in(county, window)
    called = does(county, window, "F8", until_it_is=lambda window: window["ticket"])["ticket"]
    return next(each["number"] for each in county.state()["tickets"] if each["id"] == called)


def waits_for_paper(county, name):
    """Until a ticket lies there beside the test page."""
    until(lambda: len(county.paper(name)) > 1, WITHIN_S)


def test_a_number_goes_from_the_touch_to_the_board(county, tmp_path):
    began = time.monotonic()
    county.hall()
    board = county.board("left")
    county.caller(GENERALS["left"])
    county.kiosk("kiosk-1", LEFT_FIRST)
    waits_for_paper(county, "kiosk-1")
    number = calls_the_next(county, GENERALS["left"])
    until(lambda: called_on(glass.picture(board)) == number, WITHIN_S)
    print(written(county.walks, seconds=round(time.monotonic() - began, 1), number=number))
    assert {walk.role: walk.questions for walk in county.walks} == QUESTIONS


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_the_whole_county(county):
    """Every window of county.toml, or as many as WINDOWS names, a board in each room, and kiosks: each a machine of its own."""
    began, called = time.monotonic(), {}
    county.hall()
    boards = {room: county.board(room) for room in ROOMS}
    for window in WINDOWS:
        county.caller(window)
    for number in range(1, KIOSKS + 1):
        county.kiosk(f"kiosk-{number}", number)
    for number in range(1, KIOSKS + 1):
        waits_for_paper(county, f"kiosk-{number}")
    for room, window in GENERALS.items():
        called[room] = calls_the_next(county, window)
        until(lambda room=room: called_on(glass.picture(boards[room])) == called[room], WITHIN_S)
    until_first_calls_s = round(time.monotonic() - began, 1)
    for window in WINDOWS:
        signs_in(county, window)
    numbers = [each["number"] for each in county.state()["tickets"]]
    assert len(numbers) == len(set(numbers))
    REPORT.write_text(
        written(county.walks, machines=len(county.machines), seconds=until_first_calls_s, called=called,
                tickets=len(numbers), windows_open=len(WINDOWS)),
        "utf-8",
    )  # fmt: skip
