"""What a citizen can say of a service, and what becomes of it: told against the hall's real rules."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caller.rating.card import photo_of
from caller.rating.linked import body_of
from caller.rating.posting import Posting
from caller.rating.rating import Rating
from link.asking import HallAway, HallRefused
from link.messages import commands as c
from link.messages.definition import RatingReason, RatingRules, SurveyQuestion
from link.replies import ProblemReply

Front = Any
FrontOf = Callable[..., Any]

SURVEY = (
    SurveyQuestion(id="once", ask="是不是一次办成？", ask_en="Was it done in one go?", answers="yes_no"),
    SurveyQuestion(id="room", ask="大厅的环境怎么样？", ask_en="How was the hall?"),
)


def stored(front: Front) -> list[tuple[str, int, int]]:
    return [(each.ticket, each.transaction, each.grade) for each in front.posted]


def test_whoever_was_served_is_asked_and_one_touch_is_enough(front: Front) -> None:
    ticket = front.serve()
    assert (front.shown.page, front.shown.number_label, front.shown.number) == ("idle", "正在办理", "A012")
    front.finish()
    assert (front.shown.page, front.shown.title.first) == ("ask", "这次服务，您觉得怎么样？")
    assert (front.shown.number_label, front.shown.number) == ("您的号码", "A012")
    front.wait(2)
    front.presenter.grade(5)
    assert (front.shown.page, stored(front)) == ("thanks", [(ticket, 1, 5)])
    front.wait(2)
    assert front.shown.page == "idle"


def test_five_grades_stand_equal_and_their_order_can_be_turned_round(front_of: FrontOf) -> None:
    front = front_of()
    front.asked()
    assert [each.value for each in front.shown.grades] == ["5", "4", "3", "2", "1"]
    assert not any(each.is_chosen for each in front.shown.grades)
    turned = front_of(is_reversed=True)
    turned.asked()
    assert [each.first for each in turned.shown.grades][:2] == ["非常不满意", "不满意"]


@pytest.mark.parametrize("how", ["skip", "time"])
def test_who_does_not_rate_leaves_nothing_behind(front: Front, how: str) -> None:
    front.asked()
    if how == "skip":
        front.presenter.go_on()
    else:
        front.wait(29)
    assert (front.shown.page, front.posted) == ("idle", [])


def test_a_bad_grade_may_say_why_up_to_three_times(front: Front) -> None:
    front.asked()
    front.presenter.grade(2)
    assert front.shown.page == "why"
    for reason in ("wait", "manner", "wait", "unclear", "again", "undone"):
        front.presenter.reason(reason)
    assert [each.value for each in front.shown.choices if each.is_chosen] == ["manner", "unclear", "again"]
    front.wait(2)
    front.presenter.go_on()
    assert front.posted[0].reasons == ("manner", "unclear", "again")
    assert front.shown.page == "thanks"


def test_a_bad_grade_without_a_reason_counts_too(front: Front) -> None:
    ticket = front.asked()
    front.presenter.grade(1)
    front.wait(21)
    assert (front.shown.page, stored(front)) == ("idle", [(ticket, 1, 1)])


def test_the_halls_own_reasons_and_questions_are_asked(front_of: FrontOf) -> None:
    front = front_of(
        survey=SURVEY,
        rating_reasons=(RatingReason(id="noise", name="太吵", name_en="Noisy"),),
        rating=RatingRules(reasons=("wait",)),
    )
    front.asked()
    front.presenter.grade(2)
    assert [(each.first, each.second) for each in front.shown.choices] == [
        ("等候太久", "Long wait"),
        ("太吵", "Noisy"),
    ]
    front.presenter.reason("noise")
    front.wait(1)
    front.presenter.go_on()
    assert (front.shown.page, front.shown.title.second) == ("survey", "Was it done in one go?")
    front.wait(1)
    front.presenter.answer(2)
    assert front.shown.has_grades
    front.wait(1)
    front.presenter.grade(4)
    assert front.shown.page == "thanks"
    assert body_of(front.posted[0]) == {
        "transaction": 1,
        "grade": 2,
        "by": "screen",
        "reasons": ["noise"],
        "answers": [{"question": "once", "answer": 2}, {"question": "room", "answer": 4}],
    }


def test_a_question_can_be_passed_over_and_the_rest_still_counts(front_of: FrontOf) -> None:
    front = front_of(survey=SURVEY)
    front.asked()
    front.presenter.grade(5)
    front.wait(1)
    front.presenter.go_on()
    front.wait(30)
    assert front.posted[0].answers == ()
    assert front.posted[0].grade == 5


def test_words_of_ones_own_are_offered_for_every_grade_alike(front_of: FrontOf) -> None:
    for grade in (5, 1):
        front = front_of(can_write=True)
        front.asked()
        front.presenter.grade(grade)
        assert (front.shown.page, front.shown.write.first) == ("why", "写几句")
        front.wait(1)
        front.presenter.write()
        front.presenter.type("  办得很快，\n谢谢  ")
        front.wait(1)
        front.presenter.go_on()
        assert front.posted[0].comment == "办得很快， 谢谢"


def test_a_hall_that_takes_no_comments_offers_none(front_of: FrontOf) -> None:
    front = front_of(can_write=True, rating=RatingRules(comments=False))
    front.asked()
    front.presenter.grade(5)
    assert front.shown.page == "thanks"


def test_a_second_touch_of_the_same_finger_is_not_an_answer_to_the_next_page(front_of: FrontOf) -> None:
    front = front_of(survey=SURVEY)
    front.asked()
    front.presenter.grade(4)
    front.presenter.grade(4)
    assert front.shown.title.first == "是不是一次办成？"
    assert front.posted == []


def test_the_next_one_who_sits_down_is_not_asked_about_the_one_before(front: Front) -> None:
    front.asked()
    front.serve()
    assert (front.shown.page, front.posted) == ("idle", [])


def test_what_was_said_counts_although_the_next_one_sits_down(front: Front) -> None:
    ticket = front.asked()
    front.presenter.grade(2)
    front.presenter.reason("wait")
    front.serve()
    assert (front.shown.page, stored(front)) == ("idle", [(ticket, 1, 2)])
    assert front.posted[0].reasons == ("wait",)


def test_while_the_next_one_is_only_called_the_one_before_is_still_asked(front: Front) -> None:
    front.serve()
    front.do(c.TakeTicket(service="move"))
    front.wait(60)
    front.do(c.CallNext(window="3"))
    assert (front.shown.page, front.shown.number) == ("ask", "A012")


def test_a_finish_that_is_taken_back_asks_nobody(front: Front) -> None:
    front.serve()
    front.finish()
    assert front.shown.page == "ask"
    front.do(c.Undo(window="3"))
    assert front.shown.page == "idle"
    front.finish()
    assert front.shown.page == "ask"


def test_each_matter_of_a_visit_is_rated_on_its_own(front: Front) -> None:
    ticket = front.serve()
    front.do(c.AddService(ticket=ticket, service="tax"))
    front.finish()
    front.wait(2)
    front.presenter.grade(5)
    front.wait(10)
    front.do(c.CallNext(window="3"))
    front.do(c.StartService(window="3"))
    front.finish()
    front.wait(2)
    front.presenter.grade(4)
    assert stored(front) == [(ticket, 1, 5), (ticket, 2, 4)]


def test_another_windows_service_is_not_asked_about_here(front: Front) -> None:
    front.do(c.TakeTicket(service="move"))
    front.do(c.OpenWindow(window="4", clerk="1002"))
    front.do(c.CallNext(window="4"))
    front.do(c.FinishService(window="4"))
    assert front.shown.page == "closed"


def test_closed_paused_and_old_are_said(front: Front) -> None:
    front.hear()
    assert (front.shown.page, front.shown.title.first) == ("closed", "窗口关闭")
    front.serve()
    front.finish()
    front.wait(40)
    front.do(c.PauseWindow(window="3"))
    assert front.shown.page == "paused"
    front.stale = type(front.stale)(is_stale=True, freshness="stale", stopped_at="10:28")
    front.presenter.age(front.stale)
    assert (front.shown.page, front.shown.number) == ("stale", "")


def test_a_citizen_who_is_answering_is_not_cut_short_by_a_hall_that_is_away(front: Front) -> None:
    front.asked()
    front.presenter.age(type(front.stale)(is_stale=True, freshness="stale", stopped_at="10:28"))
    assert front.shown.page == "ask"
    front.presenter.grade(5)
    assert len(front.posted) == 1


def test_a_window_that_the_hall_does_not_have_is_said(front: Front) -> None:
    front.presenter._id = "9"
    front.hear()
    assert (front.shown.page, front.shown.note.first) == (
        "unknown",
        "大厅里没有 9 号窗口，请检查这台设备的设置",
    )


def test_a_fault_of_our_own_is_polite(front: Front) -> None:
    front.presenter.fault(ValueError("no"))
    assert (front.shown.page, front.shown.title.first) == ("order", "设备正在维护")


def test_the_photograph_is_that_of_the_number_on_the_card_and_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "1001.jpg").write_bytes(b"picture")
    (tmp_path.parent / "1002.jpg").write_bytes(b"picture")
    assert photo_of("1001", str(tmp_path)) == str(tmp_path / "1001.jpg")
    for clerk in ("", "1003", "../1002", ".hidden"):
        assert photo_of(clerk, str(tmp_path)) == ""


# ── on the way to the hall ───────────────────────────────────────────────────────────────────────────


class Desk:
    """A hall that is away for some tries, and refuses what it has already."""

    def __init__(self, away: int = 0) -> None:
        self.away, self.taken, self.tries = away, dict[str, Rating](), 0
        self.problem = ""

    async def rate(self, rating: Rating) -> None:
        self.tries += 1
        if self.away:
            self.away -= 1
            raise HallAway("unreachable", key=rating.key)
        problem = "already-rated" if rating.key in self.taken else self.problem
        if problem:
            raise HallRefused(ProblemReply(type=f"urn:jiaohao:problem:{problem}", status=409))
        self.taken[rating.key] = rating


async def _no_wait(seconds: float) -> None:
    await asyncio.sleep(0)


def one(key: str, **more: Any) -> Rating:
    return Rating(ticket="t1", transaction=1, grade=2, key=key, **more)


def test_a_rating_waits_for_a_hall_that_is_away_and_keeps_its_key() -> None:
    async def day() -> Desk:
        desk = Desk(away=3)
        posting = Posting(desk, pause=_no_wait)
        posting.post(one("k1"))
        posting.post(one("k2"))
        await posting.settled()
        assert posting.left == 0
        return desk

    desk = asyncio.run(day())
    assert (list(desk.taken), desk.tries) == (["k1", "k2"], 5)


def test_what_the_hall_refuses_is_let_go() -> None:
    async def day() -> int:
        posting = Posting(Desk(), pause=_no_wait)
        posting.post(one("k1"))
        posting.post(one("k1"))
        await posting.settled()
        return posting.left

    assert asyncio.run(day()) == 0


def test_a_box_whose_token_ran_out_keeps_what_was_said_until_it_is_paired_anew() -> None:
    async def day() -> Desk:
        desk = Desk()
        desk.problem = "token-unknown"

        async def paired_anew(seconds: float) -> None:
            desk.problem = ""

        posting = Posting(desk, pause=paired_anew)
        posting.post(one("k1"))
        await posting.settled()
        return desk

    assert list(asyncio.run(day()).taken) == ["k1"]


def test_a_box_that_goes_out_sends_what_was_left_when_it_is_back(tmp_path: Path) -> None:
    file = tmp_path / "ratings" / "rating-3.json"
    said = one("k1", reasons=("wait",), comment="太久", answers=(("once", 2),))

    async def day() -> Desk:
        before = Posting(Desk(away=1000), file, pause=lambda seconds: asyncio.sleep(3600))
        before.post(said)
        await asyncio.sleep(0)
        await before.close()
        assert file.stat().st_mode & 0o077 == 0
        desk = Desk()
        after = Posting(desk, file, pause=_no_wait)
        after.open()
        await after.settled()
        return desk

    assert asyncio.run(day()).taken == {"k1": said}
    assert "太久" not in file.read_text("utf-8")


def test_a_file_that_was_spoilt_does_not_keep_the_screen_from_starting(tmp_path: Path) -> None:
    file = tmp_path / "rating.json"
    file.write_text("[{", "utf-8")

    async def day() -> None:
        posting = Posting(Desk(), file, pause=_no_wait)
        posting.open()
        posting.post(one("k1"))
        await posting.settled()

    asyncio.run(day())
    assert file.read_text("utf-8") == "[]"
