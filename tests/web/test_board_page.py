"""The board in a real browser: what it shows, how it goes on after the line was cut, and that it shows nothing else."""

import json
import os
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.timeout(300)

SHOTS = os.environ.get("SHOTS", "")


def shot(page, name):
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


def call(hall, window="w1"):
    number = hall.post("/tickets", {"service": "cards"}).json()["number"]
    if hall.client.get("/state").json()["windows"][0]["state"] == "closed":
        assert hall.post(f"/windows/{window}/open", {"clerk": "1001"}).status_code == 200
    assert hall.post(f"/windows/{window}/next").status_code == 200
    return number


def top(page):
    return page.locator("#bands li b").first


@pytest.fixture
def hall(live):
    return live("\n[policy]\ndouble_press_s = 0.0\n")


def board(page, hall, zone="left", port=None):
    page.goto(f"http://127.0.0.1:{port or hall.hall._serving.port}/board/{zone}")
    page.locator("#zone", has_text="左厅").wait_for()
    return page


def test_a_call_is_seen_on_top_and_pulses_and_the_earlier_ones_stay(hall, new_page, witness):
    page = board(new_page(), hall)
    watching = witness(page)
    for number in (
        "A001",
        "A002",
        "A003",
    ):  # the next is called when this one was seen: who has come needs no band
        assert call(hall) == number
        first_seen = watching.sees(number)
    for number in ("A001", "A002", "A003"):
        assert first_seen[number]["place"] == 0, "the newest is on top"
        assert first_seen[number]["pulses"]
        assert first_seen[number]["window"] == "1"
        blink_s = float(first_seen[number]["blink"].removesuffix("s"))
        assert blink_s >= 1 / 3, "nothing blinks more often than three times a second"
    assert [each.strip() for each in page.locator("#calls b").all_inner_texts()][:3] == [
        "A003",
        "A002",
        "A001",
    ]
    shot(page, "web-board")


def test_a_recall_comes_back_to_the_top(hall, new_page):
    page = board(new_page(), hall)
    first = call(hall)
    second = hall.post("/tickets", {"service": "cards"}).json()["number"]
    hall.post("/windows/w1/recall")
    page.locator("#bands b", has_text=first).wait_for()
    hall.post("/windows/w1/next")
    page.locator("#bands b", has_text=second).wait_for()
    assert top(page).inner_text() == second


def test_waiting_pauses_notices_and_the_other_room(hall, new_page):
    page = board(new_page(), hall)
    call(hall)
    for _ in range(3):
        hall.post("/tickets", {"service": "cards"})
    hall.post("/windows/w1/pause", {"reason": "取材料"})
    hall.post("/hall/notices", {"notices": ["请带好<b>身份证</b>"]})
    page.locator("#queues b", has_text="3").first.wait_for()
    page.locator("#paused span", has_text="1 号窗口暂停").wait_for()
    page.locator("#notice-text", has_text="请带好<b>身份证</b>").wait_for()
    assert page.locator("#notice-text b").count() == 0, "what somebody wrote is no markup"
    assert "右厅" in page.locator("#other").inner_text()


def test_an_emergency_fills_the_board_until_it_is_over(hall, new_page):
    page = board(new_page(), hall)
    hall.post("/hall/broadcast", {"text": "请从东门离开", "emergency": True})
    page.locator("#emergency p", has_text="请从东门离开").wait_for()
    shot(page, "web-board-emergency")
    hall.post("/hall/broadcast/end")
    page.locator("#emergency").wait_for(state="hidden")


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1080, 1920), (800, 600)])
def test_it_fits_any_television(hall, new_page, width, height):
    page = board(new_page(width, height), hall)
    call(hall)
    page.locator("#bands b").wait_for()
    outside = page.evaluate(
        """() => Array.from(document.querySelectorAll('#board *')).filter(each => {
            const box = each.getBoundingClientRect();
            return box.width && (box.right > innerWidth + 1 || box.bottom > innerHeight + 1 || box.left < -1 || box.top < -1);
        }).map(each => each.id || each.tagName)"""
    )
    assert outside == []
    if (width, height) == (1080, 1920):
        shot(page, "web-board-upright")


def test_who_comes_by_a_link_lands_on_the_board_and_sees_its_zone_alone(guarded, new_page):
    hall = guarded()
    made = hall.boss.post("/links", json={"role": "display", "box": "tv-1", "zones": ["left"]}).json()
    page = new_page()
    page.goto(hall.hall.url + made["path"])
    page.locator("#zone", has_text="左厅").wait_for()
    assert page.url.endswith("/board/left")
    page.goto(f"{hall.hall.url}/board/right")
    page.locator("#message strong", has_text="还没有接入大厅").wait_for()


def test_a_stranger_gets_the_page_and_nothing_of_the_hall(guarded, new_page):
    hall = guarded()
    page = new_page()
    page.goto(f"{hall.hall.url}/board/left")
    page.locator("#message strong", has_text="还没有接入大厅").wait_for()


# ── the plain port ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def plain(guarded):
    return guarded("\n[policy]\ndouble_press_s = 0.0\n", board_port=0)


def test_a_television_that_refuses_our_certificate_sees_the_board(plain, new_page, witness):
    caller, kiosk = plain.role("caller"), plain.role("kiosk")
    page = new_page()
    page.goto(f"{plain.hall.board_url}/board/left")
    page.locator("#zone", has_text="左厅").wait_for()
    watching = witness(page)
    number = kiosk.post("/tickets", json={"service": "cards"}).json()["number"]
    assert caller.post("/windows/w1/open", json={"clerk": "1001"}).status_code == 200
    assert caller.post("/windows/w1/next", json={}).status_code == 200
    assert watching.sees(number)[number]["pulses"]


def test_nothing_else_can_be_reached_there(plain):
    paths = json.loads(plain.boss.get(f"{plain.hall.url}/openapi.json").text)["paths"]
    plain_line = httpx.Client(base_url=plain.hall.board_url, timeout=60, trust_env=False)
    grant = plain.boss.headers["authorization"]
    reached = set()
    for path, verbs in paths.items():
        for verb in verbs:
            url = path.replace("{zone}", "left").replace("{window}", "w1").replace("{name}", "board.js")
            url = url.replace("{language}", "zh")
            answer = plain_line.request(verb.upper(), url, headers={"Authorization": grant})
            if answer.status_code not in (404, 405):
                reached.add(f"{verb} {path}")
            if answer.status_code == 429:
                raise AssertionError("the test asks too fast")
    plain_line.close()
    assert reached <= {
        "get /api/v1/views/board/{zone}", "get /board/{zone}", "get /web/{name}", "get /web/texts/{language}",
        "get /web/place", "get /web/layout",
    }  # fmt: skip
    assert "get /api/v1/views/board/{zone}" in reached


@pytest.mark.parametrize(
    "headers",
    [{"Host": "evil.example"}, {"Origin": "http://evil.example"}, {"Host": "127.0.0.1", "Origin": "null"}],
)
def test_a_page_of_another_site_reads_nothing_there(plain, headers):
    answer = httpx.get(
        f"{plain.hall.board_url}/api/v1/views/board/left", headers=headers, timeout=60, trust_env=False
    )
    assert answer.status_code == 403
    assert not [each for each in answer.headers if each.lower().startswith("access-control")]


def test_a_hall_has_no_plain_port_unless_it_is_asked_for(guarded):
    hall = guarded()
    assert hall.hall.board_url == ""
