"""Stories at the kiosk: a booking made on the spot, several matters under one number, and tickets for known people."""

from dataclasses import replace
from datetime import date

import pytest
from errand_stand import county, somebody

from kiosk.errands.ports import Ways
from kiosk.errands.several import in_order
from kiosk.ports import Refusal
from link.messages import facts as f

PHONE = "13812345678"
TOMORROW = f"pick-{date(2026, 3, 13).isoformat()}"


def to_the_time(kiosk):
    """Service and day are chosen; the times are shown."""
    kiosk.begin("booking")
    kiosk.press("book", "pick-A1")
    kiosk.answers()
    kiosk.press(TOMORROW)


def test_a_booking_is_made_with_a_card_and_comes_out_on_a_slip(errand):
    kiosk = errand()
    to_the_time(kiosk)
    assert (kiosk.page, kiosk.stand.screen.errand.lead.text) == ("time", "首次登记 · 明天 3月13日")
    kiosk.pick(0)
    assert (kiosk.page, kiosk.title) == ("ask", "预约要留下身份")
    kiosk.errands.card(somebody())
    assert kiosk.page == "confirm"
    assert [each.text for each in kiosk.stand.screen.details] == ["王*", "首次登记", "明天 3月13日 9:00"]
    kiosk.press("make")
    kiosk.answers()
    assert (kiosk.page, kiosk.people.kept) == ("booked", [somebody().masked])
    (slip,) = kiosk.slips.slips
    assert kiosk.stand.screen.errand.big.replace(" ", "") == slip.booking.code
    assert kiosk.stand.screen.errand.note.text == "请取走预约单"
    assert kiosk.stand.screen.details[-1].text == "8:40–9:15"
    kiosk.press("done")
    assert (kiosk.page, kiosk.stand.presenter.visit.holder) == ("home", None)


def test_with_a_telephone_only_the_masked_number_is_shown(errand):
    kiosk = errand()
    to_the_time(kiosk)
    kiosk.pick(1)
    kiosk.press("way-phone")
    assert kiosk.stand.screen.errand.lead.text == "只用来认出您，30 天后删除"
    kiosk.types(PHONE)
    kiosk.press("enter")
    assert kiosk.stand.screen.details[0].text == "138****5678"
    kiosk.press("make")
    kiosk.answers()
    assert (kiosk.page, kiosk.people.kept) == ("booked", ["138****5678"])


def test_today_is_offered_and_times_that_have_passed_are_not(errand):
    kiosk = errand()
    kiosk.begin("booking")
    kiosk.press("book", "pick-A1")
    kiosk.answers()
    assert [each.name for each in kiosk.stand.screen.choices] == [
        "今天 3月12日", "明天 3月13日", "3月16日 星期一", "3月17日 星期二",
    ]  # fmt: skip
    kiosk.pick(0)
    assert kiosk.stand.screen.choices[0].name == "10:30"
    kiosk.back()
    kiosk.back()
    assert kiosk.page == "bookable"


def test_a_slip_that_does_not_come_out_leaves_the_code_on_the_screen(errand):
    kiosk = errand()
    kiosk.slips.trouble = "out_of_paper"
    to_the_time(kiosk)
    kiosk.pick(0)
    kiosk.errands.card(somebody())
    kiosk.press("make")
    kiosk.answers()
    assert kiosk.stand.screen.errand.note.text == "预约单没有打出来，请记下预约码"
    kiosk.stand.passes(45)
    assert kiosk.page == "home"


def test_all_taken_is_said_and_a_plain_ticket_offered(errand):
    kiosk = errand()
    kiosk.people.free = ()
    kiosk.begin("booking")
    kiosk.press("book", "pick-A1")
    kiosk.answers()
    assert (kiosk.title, kiosk.keys) == ("这几天都约满了", ["plain"])


def test_a_booking_that_the_hall_refuses_is_said_in_its_words(errand):
    kiosk = errand()
    to_the_time(kiosk)
    kiosk.pick(0)
    kiosk.errands.card(somebody())
    kiosk.people.refusal = Refusal(
        "您有 3 次预约没有来，2026-04-01 起可以再预约，请现场取号", "booking-blocked"
    )
    kiosk.press("make")
    kiosk.answers()
    assert kiosk.title.startswith("您有 3 次预约没有来")


def test_a_hall_without_appointments_offers_none(errand):
    kiosk = errand(replace(county(), slots=()))
    kiosk.begin("booking")
    assert kiosk.page == "home"
    assert "booking" not in [key.id for key in kiosk.stand.screen.own_keys]


# ── several matters ──────────────────────────────────────────────────────────────────────────────────


def tick(kiosk, department, *places):
    kiosk.press(f"pick-{department}")
    for place in places:
        kiosk.pick(place)
    kiosk.back()


def test_several_matters_are_ticked_in_departments_and_go_under_one_number(errand):
    kiosk = errand()
    kiosk.begin("several")
    assert "next" not in kiosk.keys
    tick(kiosk, "realty", 0)
    tick(kiosk, "police", 0, 1)
    assert kiosk.stand.screen.errand.lead.text == "选 2–5 件，已选 3 件"
    kiosk.press("next")
    order = [each.id.removeprefix("pick-") for each in kiosk.stand.screen.choices]
    assert [each.mark for each in kiosk.stand.screen.choices] == ["1", "2", "3"]
    kiosk.press("take")
    kiosk.answers()
    assert kiosk.page == "done"
    assert [kiosk.stand.hall.taken[0].service, *kiosk.stand.hall.wishes[-1].further] == order
    assert kiosk.stand.printer.papers[0].ticket.further == tuple(order[1:])


def test_a_matter_can_be_taken_back_and_no_more_than_five_are_chosen(errand):
    kiosk = errand()
    kiosk.begin("several")
    tick(kiosk, "realty", 0, 1, 0)
    assert kiosk.stand.screen.errand.lead.text == "选 2–5 件，已选 1 件"
    tick(kiosk, "police", 0, 1, 2, 3)
    kiosk.press("pick-civil")
    assert kiosk.stand.screen.errand.lead.text == "最多 5 件，已选 5 件"
    assert not any(each.is_open for each in kiosk.stand.screen.choices)


def test_the_order_is_the_halls_rule_as_ticked_or_the_shortest_wait_first(errand):
    definition = replace(county(), policy=replace(county().policy, further="shortest"))
    kiosk = errand(definition)
    series = kiosk.stand.hall.state.index.services["A1"].series
    for person in range(9):
        kiosk.stand.happens(
            f.TicketIssued(
                ticket=f"x-{person}", number=f"X{person}", counter=person, series=series, service="A1"
            )
        )
    assert in_order(("A1", "B1"), kiosk.stand.hall.state) == ("B1", "A1")
    plain = errand()
    assert in_order(("A1", "B1"), plain.stand.hall.state) == ("A1", "B1")


# ── tickets for known people ─────────────────────────────────────────────────────────────────────────


def touch_a_service(kiosk):
    kiosk.stand.presenter.choose_department("realty")
    kiosk.stand.passes(1)
    kiosk.stand.presenter.choose_service("A1")
    kiosk.answers()


@pytest.mark.parametrize("name", ["person-needed", "anonymous-limit"])
def test_where_the_hall_wants_to_know_who_it_is_the_card_is_asked_for_and_the_ticket_follows(errand, name):
    kiosk = errand()
    kiosk.stand.hall.refusal, kiosk.stand.hall.why = "首次登记要实名取号，请刷身份证", name
    touch_a_service(kiosk)
    assert (kiosk.page, kiosk.title) == ("ask", "请刷身份证取号")
    assert kiosk.stand.screen.errand.lead.text == "首次登记要实名取号，请刷身份证"
    kiosk.stand.hall.refusal = ""
    kiosk.errands.card(somebody())
    kiosk.answers()
    assert (kiosk.page, kiosk.stand.hall.wishes[-1].person) == ("done", "p-1")


def test_without_a_reader_one_is_sent_to_the_desk(errand):
    kiosk = errand()
    kiosk.stand.presenter.has_ways(Ways("broken", "ready"))
    kiosk.stand.hall.refusal, kiosk.stand.hall.why = "要实名取号", "person-needed"
    touch_a_service(kiosk)
    assert (kiosk.page, kiosk.title) == ("sorry", "要实名取号，请到导办台")


def test_who_has_a_ticket_already_reads_its_number_on_the_limit_page(errand):
    kiosk = errand()
    kiosk.errands.card(somebody())
    kiosk.answers()
    kiosk.stand.hall.refusal, kiosk.stand.hall.why = "您今天已取过这个号：A012", "limit-reached"
    touch_a_service(kiosk)
    assert (kiosk.page, kiosk.title) == ("limit", "您今天已取过这个号：A012")
    kiosk.stand.passes(30)
    assert kiosk.page == "home"


def test_a_hall_that_cannot_keep_the_person_still_gives_the_class_of_their_age(errand):
    kiosk = errand()
    kiosk.errands.card(somebody())
    kiosk.answers()
    kiosk.people.is_away = True
    touch_a_service(kiosk)
    wish = kiosk.stand.hall.wishes[-1]
    assert (kiosk.page, wish.person, wish.age) == ("done", "", 70)
