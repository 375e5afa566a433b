"""What lies under 0 of a window's page, by keyboard alone in a real browser: the same things as on the terminal of a box."""

import os
from pathlib import Path

import pytest

expect = pytest.importorskip("playwright.sync_api", reason="playwright is not installed").expect
SHOTS = os.environ.get("SHOTS", "")

pytestmark = pytest.mark.timeout(300)
ARRANGED = """
[policy]
double_press_s = 0.0

[[profile]]
id = "late"
name = "夜间值班"
name_en = "Night duty"
services = ["night"]

[[outcome]]
id = "done"
name = "办结"

[[outcome]]
id = "papers"
name = "缺材料"
"""


class Clerk:
    """Who sits before a page and has a keyboard alone."""

    def __init__(self, page, url):
        self.page = page
        page.goto(f"{url}/window/w1")
        page.locator("#label", has_text="号窗口").wait_for()

    def key(self, *keys):
        for key in keys:
            self.page.wait_for_timeout(30)
            self.page.keyboard.press(key)

    def stands(self, phase):
        """Waits for the state, and for the key to be there again."""
        self.page.locator(f"#card.{phase}").wait_for()
        self.page.locator("#k-main:enabled").wait_for()

    def is_asked(self, text):
        self.page.locator("#asks", has_text=text).wait_for()

    def offered(self):
        """What stands under 0 now."""
        self.key("0")
        self.is_asked("更多")
        found = self.page.locator("#choices li span").all_inner_texts()
        self.key("Escape")
        self.page.locator("#panel").wait_for(state="hidden")
        return found

    def chooses(self, *typed):
        """Opens 0 and types what narrows each choice down to one."""
        self.key("0")
        self.is_asked("更多")
        for text in typed:
            before = self.page.locator("#asks").inner_text()
            self.page.keyboard.type(text)
            self.key("Enter")
            if text != typed[-1]:
                expect(self.page.locator("#asks")).not_to_have_text(before, use_inner_text=True)
        self.page.locator("#panel").wait_for(state="hidden")

    def sits_down(self):
        self.stands("closed")
        self.key("F8")
        self.is_asked("签到")
        self.page.keyboard.type("1001")
        self.key("Enter")
        self.stands("idle")

    def serves(self):
        self.key("F8")
        self.stands("calling")
        self.key("F8")
        self.stands("serving")

    def shoots(self, name):
        if SHOTS:
            self.page.screenshot(path=str(Path(SHOTS) / f"{name}.png"))


@pytest.fixture
def at(live, new_page):
    """A clerk who has sat down at window 1, and the hall."""

    def sit(more=ARRANGED):
        hall = live(more)
        clerk = Clerk(new_page(960, 640), hall.hall.url)
        clerk.sits_down()
        return clerk, hall

    return sit


def calls(hall):
    """What window 1 calls now, and by which profile."""
    view = hall.client.get("/views/caller/w1").json()
    return [each["service"] for each in view["waiting"]], view["profile"]


def ticket(hall, number):
    every = hall.client.get("/state?all=1").json()["tickets"]
    return next(each for each in every if each["number"] == number)


def held(hall):
    """The ticket at window 1, as its page sees it."""
    return hall.client.get("/views/caller/w1").json()["ticket"]


def take(hall):
    return hall.post("/tickets", {"service": "cards"}).json()["number"]


def eventually(clerk, is_so):
    """The hall has heard the press as soon as it is so."""
    for _ in range(1200):
        if is_so():
            return
        clerk.page.wait_for_timeout(50)
    raise AssertionError(is_so())


def test_profile_and_services_are_changed_for_the_day_and_back_again(at):
    clerk, hall = at()
    assert clerk.offered() == ["换人接替", "换叫号方案", "加减办理事项"]
    clerk.chooses("方案", "1")
    clerk.page.locator("#profile", has_text="夜间值班").wait_for()
    clerk.shoots("web-window-profile")
    assert calls(hall) == (["night"], "late")
    clerk.stands("idle")
    clerk.chooses("方案", "恢复")
    eventually(clerk, lambda: calls(hall) == (["cards"], ""))
    expect(clerk.page.locator("#profile")).to_have_text("")
    clerk.stands("idle")
    clerk.key("0")
    clerk.page.keyboard.type("加减")
    clerk.key("Enter")
    clerk.is_asked("当天加减事项")
    assert clerk.page.locator("#choices li span").all_inner_texts() == ["停办 办卡", "加办 夜间办理"]
    clerk.shoots("web-window-services")
    clerk.page.keyboard.type("夜间")
    clerk.key("Enter")
    eventually(clerk, lambda: calls(hall)[0] == ["cards", "night"])
    clerk.page.locator("#queues", has_text="夜间办理").wait_for()
    clerk.stands("idle")
    clerk.chooses("加减", "停办 办卡")
    eventually(clerk, lambda: calls(hall)[0] == ["night"])


def test_where_the_hall_forbids_it_a_clerk_is_not_offered_to_arrange(at):
    clerk, _ = at(ARRANGED.replace("[policy]\n", "[policy]\nclerks_arrange = false\n"))
    assert clerk.offered() == ["换人接替"]


def test_a_matter_more_and_less_a_call_by_the_screen_and_the_papers(at):
    clerk, hall = at()
    number = take(hall)
    clerk.key("F8")
    clerk.stands("calling")
    assert "弃号，人已离开" in clerk.offered()
    assert "加减办理事项" not in clerk.offered(), "somebody is on the way here"
    clerk.key("F8")
    clerk.stands("serving")
    clerk.chooses("加办", "夜间")
    eventually(clerk, lambda: held(hall)["further"] == ["night"])
    clerk.page.locator("#notes", has_text="夜间办理").wait_for()
    clerk.stands("serving")
    clerk.chooses("少办", "夜间")
    eventually(clerk, lambda: held(hall)["further"] == [])
    expect(clerk.page.locator("#notes")).not_to_contain_text("夜间")
    clerk.stands("serving")
    clerk.chooses("需要看屏幕")
    eventually(clerk, lambda: held(hall)["visual"])
    clerk.stands("serving")
    clerk.chooses("不用看屏幕")
    eventually(clerk, lambda: not held(hall)["visual"])
    clerk.stands("serving")
    clerk.chooses("结果和", "办结", "2")
    clerk.stands("idle")
    assert ticket(hall, number)["state"] == "finished"


def test_who_was_missed_goes_back_to_the_queue_and_a_deputy_sits_down(at):
    clerk, hall = at()
    number = take(hall)
    clerk.key("F8")
    clerk.stands("calling")
    clerk.key("F10")
    clerk.stands("idle")
    clerk.page.locator("#aside", has_text=number).wait_for()
    clerk.chooses("放回", number)
    eventually(clerk, lambda: ticket(hall, number)["state"] == "waiting")
    clerk.stands("idle")
    clerk.chooses("换人", "1002")
    clerk.page.locator("#clerk", has_text="1002").wait_for()
    assert hall.client.get("/views/caller/w1").json()["clerk"] == "1002"


def test_a_press_whose_answer_was_lost_and_that_is_refused_at_the_door_then_is_told_as_that(at):
    clerk, hall = at()
    number, lost = take(hall), []

    def answer(route):
        """The press arrives and its answer does not; then this page may not ask any more."""
        if not lost:
            lost.append(route.fetch().status)
            route.abort()
        else:
            route.fulfill(
                status=403,
                content_type="application/problem+json",
                body='{"type": "urn:jiaohao:problem:not-allowed", "detail": "这里不能这样做"}',
            )

    clerk.page.route("**/windows/w1/next", answer)
    clerk.key("F8")
    clerk.page.locator("#said", has_text="不知道办成没有").wait_for()
    assert lost == [200]
    clerk.page.locator("#number", has_text=number).wait_for()
