"""Stories at the kiosk: checking in with a code, a card, a telephone; early, late, twice, not found, and given back."""

from dataclasses import replace

import pytest
from errand_stand import county, somebody

from devices.cards.holder import phone_holder
from devices.scanners.scan import Scan
from kiosk.errands.ports import Ways
from kiosk.errands.practice import KEY
from kiosk.ports import Refusal

PHONE = "13812345678"


def test_a_code_is_typed_the_booking_confirmed_and_the_ticket_printed(errand):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 0.2)
    kiosk.begin("booking")
    assert kiosk.title == "请刷身份证、扫码或输入预约码"
    kiosk.press("way-code")
    kiosk.types("K7M2QX9P")
    assert kiosk.stand.screen.errand.typed == "K7M2 QX9P"
    kiosk.press("enter")
    kiosk.answers()
    assert (kiosk.page, kiosk.title) == ("found", "请核对您的预约")
    assert [each.text for each in kiosk.stand.screen.details] == ["首次登记", "今天 3月12日 10:36"]
    kiosk.press("check-in")
    kiosk.answers()
    assert kiosk.page == "done"
    assert kiosk.stand.hall.wishes[-1].booking == "K7M2QX9P"
    assert len(kiosk.stand.printer.papers) == 1


def test_a_code_is_scanned_from_the_home_page_even_out_of_an_address(errand):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 0.2)
    kiosk.errands.scanned(Scan(text="https://hall.example/b/K7M2QX9P"))
    kiosk.answers()
    assert kiosk.page == "found"


def test_a_card_finds_its_booking_and_shows_a_masked_name_alone(errand):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 0.2, somebody())
    kiosk.errands.card(somebody())
    kiosk.answers()
    assert kiosk.page == "found"
    assert kiosk.stand.screen.details[0].text == "王*"
    kiosk.press("check-in")
    kiosk.answers()
    assert kiosk.page == "done"


def test_a_card_without_a_booking_is_greeted_and_its_age_goes_with_the_ticket(errand):
    kiosk = errand()
    kiosk.errands.card(somebody())
    kiosk.answers()
    assert (kiosk.page, kiosk.title) == ("home", "王*，您好，请选择事项")
    department = kiosk.stand.screen.tiles[0].id
    kiosk.stand.presenter.choose_department(department)
    kiosk.stand.passes(1)
    kiosk.stand.presenter.choose_service(kiosk.stand.screen.services[0].id)
    kiosk.answers()
    wish = kiosk.stand.hall.wishes[-1]
    assert (wish.age, wish.person) == (70, "p-1")
    assert kiosk.people.kept == [somebody().masked]


def test_who_was_greeted_is_forgotten_when_they_go(errand):
    kiosk = errand()
    kiosk.errands.card(somebody())
    kiosk.answers()
    kiosk.stand.passes(65)
    assert (kiosk.page, kiosk.title) == ("home", "请问您办什么事？")
    assert kiosk.stand.presenter.visit.holder is None


def test_a_telephone_finds_a_booking_and_cannot_give_it_back(errand):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 4, phone_holder(KEY, PHONE))
    kiosk.begin("booking")
    kiosk.press("way-phone")
    kiosk.types(PHONE)
    assert kiosk.stand.screen.errand.typed == "138 1234 5678"
    kiosk.press("enter")
    kiosk.answers()
    assert kiosk.page == "found"
    assert "give-back" not in kiosk.keys


def test_several_bookings_are_chosen_from(errand):
    kiosk = errand()
    for code, service, hours in (("AAAA2222", "A1", 0.2), ("BBBB2222", "A2", 3)):
        kiosk.people.books(code, service, hours, somebody())
    kiosk.people.books("CCCC2222", "A2", -30, somebody())
    kiosk.errands.card(somebody())
    kiosk.answers()
    assert (kiosk.page, kiosk.title) == ("choose", "您有 2 个预约，请选一个")
    kiosk.pick(0)
    assert kiosk.page == "found"
    kiosk.back()
    assert kiosk.page == "choose"


@pytest.mark.parametrize(
    ("hours", "title", "keys"),
    [
        (4, "您来早了，14:04 起可以签到", ["plain", "give-back"]),
        (0.5, "您来早了，10:34 起可以签到", ["plain"]),
        (-2, "预约时间已过，为您取普通号", ["check-in"]),
        (0.1, "请核对您的预约", ["check-in"]),
    ],
)
def test_early_and_late_are_said_with_the_time(errand, hours, title, keys):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", hours)
    kiosk.errands.scanned(Scan(text="K7M2QX9P"))
    kiosk.answers()
    assert (kiosk.title, kiosk.keys) == (title, keys)


def test_where_the_desk_decides_who_is_late_is_sent_there(errand):
    definition = county()
    kiosk = errand(replace(definition, bookings=replace(definition.bookings, late="desk")))
    kiosk.people.books("K7M2QX9P", "A1", -2)
    kiosk.errands.scanned(Scan(text="K7M2QX9P"))
    kiosk.answers()
    assert (kiosk.title, kiosk.keys) == ("预约时间已过，请到导办台", ["plain"])


def test_one_that_is_checked_in_says_its_number(errand):
    kiosk = errand()
    booking = kiosk.people.books("K7M2QX9P", "A1", 0.2)
    kiosk.people.bookings["K7M2QX9P"] = replace(booking, state="arrived", number="A012")
    kiosk.errands.scanned(Scan(text="K7M2QX9P"))
    kiosk.answers()
    assert kiosk.title == "您已经签到，号码是 A012"
    assert "check-in" not in kiosk.keys


def test_a_code_that_nobody_has_offers_a_plain_ticket_and_another_try(errand):
    kiosk = errand()
    kiosk.begin("booking")
    kiosk.press("way-code")
    kiosk.types("ZZZZ2222")
    kiosk.press("enter")
    kiosk.answers()
    assert (kiosk.page, kiosk.title) == ("sorry", "没有找到这个预约")
    kiosk.press("again")
    assert (kiosk.page, kiosk.stand.screen.errand.typed) == ("code", "ZZZZ 2222")
    kiosk.press("delete")
    assert kiosk.stand.screen.errand.typed == "ZZZZ 222"
    kiosk.back()
    kiosk.press("plain")
    assert kiosk.page == "home"


def test_a_booking_is_given_back_after_being_asked_twice(errand):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 4)
    kiosk.errands.scanned(Scan(text="K7M2QX9P"))
    kiosk.answers()
    kiosk.press("give-back", "keep")
    assert (kiosk.page, kiosk.people.given_back) == ("found", [])
    kiosk.press("give-back", "give-back-yes")
    kiosk.answers()
    assert (kiosk.page, kiosk.people.given_back) == ("cancelled", ["K7M2QX9P"])
    kiosk.press("done")
    assert kiosk.page == "home"


# ── troubles ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_hall_away_is_said_and_a_plain_ticket_still_offered(errand):
    kiosk = errand()
    kiosk.begin("booking")
    kiosk.press("way-code")
    kiosk.types("K7M2QX9P")
    kiosk.people.is_away = True
    kiosk.press("enter")
    kiosk.answers()
    assert (kiosk.title, kiosk.keys) == ("现在查不到预约", ["plain"])


def test_the_halls_own_words_are_shown_where_it_refuses(errand):
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 4)
    kiosk.errands.scanned(Scan(text="K7M2QX9P"))
    kiosk.answers()
    kiosk.people.refusal = Refusal("要在开始前 60 分钟取消，请到导办台办理", "booking-cancel-late")
    kiosk.press("give-back", "give-back-yes")
    kiosk.answers()
    assert kiosk.title == "要在开始前 60 分钟取消，请到导办台办理"


@pytest.mark.parametrize(
    ("trouble", "words"),
    [
        ("moved", "没有读到，请再平放一次"),
        ("unread", "这张卡读不出来，请用其他方式"),
        ("no-card", "这不是居民身份证"),
    ],
)
def test_a_card_that_was_not_read_is_said_where_the_card_lies(errand, trouble, words):
    kiosk = errand()
    kiosk.errands.card_trouble(trouble)
    guide = kiosk.stand.screen.guides[0]
    assert (kiosk.page, guide.below.text, guide.is_wrong) == ("ask", words, True)
    kiosk.errands.card(somebody())
    kiosk.answers()
    assert kiosk.title == "没有找到您的预约"


def test_ten_thousand_scanned_signs_are_no_code_and_do_no_harm(errand):
    kiosk = errand()
    kiosk.errands.scanned(Scan(is_garbage=True))
    assert (kiosk.page, kiosk.stand.screen.guides[1].below.text) == ("ask", "这个码看不懂，请换一个")
    kiosk.errands.scanned(Scan(text="x" * 1024))
    kiosk.answers()
    assert kiosk.title == "没有找到这个预约"


def test_a_broken_reader_leaves_the_other_ways(errand):
    kiosk = errand()
    kiosk.stand.presenter.has_ways(Ways("broken", "none"))
    kiosk.begin("booking")
    (guide,) = kiosk.stand.screen.guides
    assert (guide.name.text, guide.is_ready) == ("读卡器暂时不能用", False)
    assert kiosk.title == "请输入预约码或手机号"
    assert {"way-code", "way-phone", "plain"} <= set(kiosk.keys)


def test_a_kiosk_without_reader_and_scanner_has_keys_alone(errand):
    kiosk = errand()
    kiosk.stand.presenter.has_ways(Ways())
    kiosk.begin("booking")
    assert kiosk.stand.screen.guides == ()


def test_a_card_is_not_taken_for_the_citizen_before(errand):
    """What the hall says to somebody who has gone by then changes nothing."""
    kiosk = errand()
    kiosk.people.books("K7M2QX9P", "A1", 0.2)
    kiosk.begin("booking")
    kiosk.press("way-code")
    kiosk.types("K7M2QX9P")
    kiosk.press("enter")
    kiosk.stand.passes(90)
    assert kiosk.page == "home"
    kiosk.begin("several")
    kiosk.answers()
    assert kiosk.page == "several"


def test_while_the_hall_is_asked_no_other_key_counts(errand):
    kiosk = errand()
    kiosk.begin("booking")
    kiosk.press("way-code")
    kiosk.types("K7M2QX9P")
    kiosk.press("enter")
    kiosk.stand.passes(1)
    kiosk.errands.press("delete")
    kiosk.back()
    assert (kiosk.page, kiosk.stand.screen.errand.lead.text) == ("code", "正在查询，请稍候")
    kiosk.answers()
    assert kiosk.page == "sorry"


def test_a_page_that_nobody_touches_asks_whether_anybody_is_there_and_goes_on(errand):
    kiosk = errand()
    kiosk.begin("booking")
    kiosk.press("way-code")
    kiosk.types("K7M2")
    kiosk.stand.passes(62)
    assert kiosk.page == "timeout"
    kiosk.stand.presenter.go_on()
    assert (kiosk.page, kiosk.stand.screen.errand.typed) == ("code", "K7M2")
    kiosk.stand.passes(90)
    assert (kiosk.page, kiosk.stand.presenter.visit.errand) == ("home", None)
