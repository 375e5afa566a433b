"""A citizen's own ticket on a phone: the place, giving it back, rating it; and that nobody else's can be opened."""

import os
from pathlib import Path

import httpx
import pytest

pytestmark = pytest.mark.timeout(300)

SHOTS = os.environ.get("SHOTS", "")
MORE = """
[policy]
double_press_s = 0.0

[[rating_reason]]
id = "noise"
name = "太吵"

[[survey]]
id = "clear"
ask = "一次说清楚了吗？"
answers = "yes_no"
"""
PUBLIC = ('name_en = "Test Hall"', 'name_en = "Test Hall"\npublic_url = "http://127.0.0.1"')


def shot(page, name):
    if SHOTS:
        page.screenshot(path=str(Path(SHOTS) / f"{name}.png"), full_page=True)


@pytest.fixture
def hall(live):
    return live(MORE, PUBLIC)


def opened(page, hall, secret):
    page.goto(f"{hall.hall.url}/t/{secret}")
    return page


def phone(new_page, **options):
    return new_page(390, 844, **options)


def test_a_citizen_follows_their_place_to_the_window(hall, new_page):
    hall.post("/tickets", {"service": "cards"})
    mine = hall.post("/tickets", {"service": "cards"}).json()
    page = opened(phone(new_page), hall, mine["secret"])
    page.locator("#number", has_text=mine["number"]).wait_for()
    page.locator("#ahead", has_text="前面还有 1 人").wait_for()
    shot(page, "web-ticket")
    hall.post("/windows/w1/open", {"clerk": "1001"})
    hall.post("/windows/w1/next")
    page.locator("#ahead", has_text="下一位就是您").wait_for()
    hall.post("/windows/w1/next")
    page.locator("#state", has_text="请到 1 号窗口").wait_for()


def test_a_number_that_is_not_needed_is_given_back(hall, new_page):
    mine = hall.post("/tickets", {"service": "cards"}).json()
    page = opened(phone(new_page), hall, mine["secret"])
    page.on("dialog", lambda asked: asked.accept())
    page.locator("#cancel").click()
    page.locator("#state", has_text="已取消").wait_for()
    assert hall.client.get(f"/tickets/{mine['id']}").json()["state"] == "cancelled"


def test_a_service_is_rated_once_with_all_that_can_be_said(hall, new_page):
    mine = hall.post("/tickets", {"service": "cards"}).json()
    hall.post("/windows/w1/open", {"clerk": "1001"})
    for verb in ("next", "start", "finish"):
        assert hall.post(f"/windows/w1/{verb}").status_code == 200
    page = opened(phone(new_page), hall, mine["secret"])
    page.get_by_role("button", name="非常不满意", exact=True).click()
    page.get_by_role("button", name="太吵").click()
    page.get_by_role("button", name="否", exact=True).click()
    page.locator("#comment").fill("等了很久 <img src=x>")
    shot(page, "web-rating")
    page.locator("#send").click()
    page.locator("#said", has_text="谢谢").wait_for()
    page.locator("#rating").wait_for(state="hidden")
    (case,) = hall.client.get("/cases").json()["cases"]
    assert (case["grade"], case["reasons"]) == (1, ["noise"])
    assert hall.client.get(f"/cases/{case['id']}").json()["comment"] == "等了很久 <img src=x>"


def test_who_takes_no_scripts_reads_their_place_all_the_same(hall, new_page):
    mine = hall.post("/tickets", {"service": "cards"}).json()
    page = opened(phone(new_page, java_script_enabled=False), hall, mine["secret"])
    assert f"{mine['number']}：等候中" in page.locator("#plain").inner_text()


def test_a_guessed_secret_opens_nothing(hall, new_page):
    hall.post("/tickets", {"service": "cards"})
    page = opened(phone(new_page), hall, "AAAAAAAAAAAAAAAAAAAAAA")
    page.locator("#said.wrong", has_text="没有找到").wait_for()
    assert page.locator("#now").is_hidden()


def test_a_hall_that_phones_cannot_reach_has_no_such_page(live):
    hall = live()
    mine = hall.post("/tickets", {"service": "cards"}).json()
    assert httpx.get(f"{hall.hall.url}/t/{mine['secret']}", timeout=60, trust_env=False).status_code == 404


def test_one_citizens_secret_is_no_key_to_anothers_ticket(guarded):
    hall = guarded()
    kiosk = hall.role("kiosk")
    mine, other = (kiosk.post("/tickets", json={"service": "cards"}).json() for _ in range(2))
    own = {"Authorization": f"Ticket {mine['secret']}"}
    assert kiosk.get("/my-ticket", headers=own).json()["ticket"]["number"] == mine["number"]
    assert kiosk.post(f"/tickets/{other['id']}/cancel", json={}, headers=own).status_code == 403
    assert kiosk.get("/my-ticket", headers={"Authorization": "Ticket x"}).status_code == 404
