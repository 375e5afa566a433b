"""What a kiosk does, told without a screen: every way that taking a ticket can go."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from kiosk.practice import PracticeKiosk
from link.messages import facts as f
from link.messages.definition import Definition

Practice = Callable[..., PracticeKiosk]


def a_department(stand: PracticeKiosk, services: int) -> str:
    """A department of the chosen room with one service, or with several."""
    view = stand.presenter.offer
    assert view is not None
    shown = {tile.id for tile in stand.screen.tiles if tile.is_open}
    fits = [
        each.id
        for each in view.departments
        if each.id in shown and (len(each.services) > 1) == (services > 1)
    ]
    assert fits, "the example hall has no such department"
    return fits[0]


def take(stand: PracticeKiosk) -> str:
    """Touch a department and its first open service; gives the service."""
    stand.presenter.choose_department(a_department(stand, services=2))
    stand.passes(1)
    service = next(row.id for row in stand.screen.services if row.is_open)
    stand.presenter.choose_service(service)
    return service


def one_service_each(definition: Definition) -> Definition:
    """The same hall, with departments of one service."""
    first = {each.department: each for each in reversed(definition.services)}
    kept = tuple(first.values())
    ids = {each.id for each in kept}
    windows = tuple(
        replace(each, services=tuple(service for service in each.services if service in ids))
        for each in definition.windows
    )
    return replace(definition, services=kept, windows=windows)


def test_two_touches_give_a_number_and_its_paper(practice: Practice) -> None:
    stand = practice()
    service = take(stand)
    stand.answers()
    assert stand.screen.page == "done"
    assert stand.screen.ticket.number == stand.hall.taken[0].number
    assert stand.screen.ticket.is_printed
    assert [each.ticket.service for each in stand.printer.papers] == [service]
    assert ("printed", stand.hall.taken[0].id) in stand.hall.told


def test_the_number_is_on_the_screen_before_its_paper_is_out(practice: Practice) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    first = next(shown for shown in stand.seen if shown.page == "done")
    assert first.ticket.number
    assert not first.ticket.is_printed


def test_a_department_with_one_service_gives_the_number_at_one_touch(practice: Practice) -> None:
    hall = practice("township").hall.state.definition
    stand = practice(one_service_each(hall))
    stand.presenter.choose_department(stand.screen.tiles[0].id)
    stand.answers()
    assert stand.screen.page == "done"
    assert len(stand.hall.taken) == 1


def test_a_double_press_gives_one_ticket(practice: Practice) -> None:
    stand = practice()
    service = take(stand)
    stand.presenter.choose_service(service)
    stand.presenter.choose_service(service)
    stand.answers()
    stand.presenter.choose_service(service)
    stand.answers()
    assert len(stand.hall.taken) == 1


def test_a_double_press_on_a_department_does_not_take_the_service_that_appears_under_the_finger(
    practice: Practice,
) -> None:
    stand = practice()
    stand.presenter.choose_department(a_department(stand, services=2))
    stand.presenter.choose_service(stand.screen.services[0].id)
    stand.answers()
    assert (stand.screen.page, stand.hall.taken) == ("service", [])


def test_the_page_says_that_a_ticket_is_on_its_way_when_the_hall_is_slow(practice: Practice) -> None:
    stand = practice()
    service = take(stand)
    assert [row.id for row in stand.screen.services if row.is_busy] == [service]
    stand.passes(1)
    assert stand.screen.page == "issuing"
    stand.answers()
    assert stand.screen.page == "done"


def test_the_done_page_goes_home_by_itself_and_a_touch_gives_it_its_whole_time_again(
    practice: Practice,
) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    stand.passes(15)
    assert stand.screen.countdown.words == "4 秒后回到首页"
    stand.presenter.touch_anywhere()
    stand.passes(15)
    assert stand.screen.page == "done"
    stand.passes(6)
    assert stand.screen.page == "home"


def test_without_paper_the_number_is_kept_and_staff_are_told(practice: Practice) -> None:
    stand = practice()
    stand.printer.trouble = "out_of_paper"
    take(stand)
    stand.answers()
    assert stand.screen.page == "paper"
    assert stand.screen.ticket.number == stand.hall.taken[0].number
    assert stand.screen.ticket.number in stand.screen.ticket.scan
    assert stand.screen.staff == "10:24 已通知工作人员"
    assert ("print_failed", stand.hall.taken[0].id, "out_of_paper") in stand.hall.told


def test_with_paper_back_the_kiosk_goes_home_by_itself(practice: Practice) -> None:
    stand = practice()
    stand.printer.trouble = "out_of_paper"
    take(stand)
    stand.answers()
    stand.printer.trouble = ""
    stand.presenter.printer_changed()
    assert stand.screen.page == "home"


@pytest.mark.parametrize("trouble", ["offline", "timeout", "unconfirmed", "cover_open"])
def test_any_other_printer_trouble_keeps_the_number_too(practice: Practice, trouble: str) -> None:
    stand = practice()
    stand.printer.trouble = trouble
    take(stand)
    stand.answers()
    assert (stand.screen.page, stand.screen.ticket.number) == ("jam", stand.hall.taken[0].number)


def test_a_hall_that_gives_no_numbers_without_paper_says_so_before_anybody_touches(
    practice: Practice,
) -> None:
    hall = practice().hall.state.definition
    stand = practice(replace(hall, policy=replace(hall.policy, ticket_without_paper="none")))
    stand.printer.trouble = "out_of_paper"
    stand.presenter.printer_changed()
    assert stand.screen.page == "nopaper"


def test_who_got_no_paper_can_ask_for_it_once_more_and_only_once_and_it_is_marked(practice: Practice) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    stand.presenter.print_again()
    stand.answers()
    assert not stand.screen.ticket.can_print_again
    stand.presenter.print_again()
    stand.answers()
    assert [each.is_reprint for each in stand.printer.papers] == [False, True]
    assert ("reprint", stand.hall.taken[0].id) in stand.hall.told
    assert stand.screen.page == "done"


def test_a_reprint_for_somebody_elsewhere_does_not_change_the_page(practice: Practice) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    ticket = stand.hall.taken[0]
    stand.presenter.finish()
    stand.presenter.print_asked(ticket, "zh")
    stand.answers()
    assert stand.screen.page == "home"
    assert stand.printer.papers[-1].is_reprint


def test_the_first_paper_of_a_ticket_of_the_desk_s_is_not_marked(practice: Practice) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    ticket = stand.hall.taken[0]
    stand.presenter.finish()
    stand.presenter.print_asked(ticket, "zh", is_reprint=False)
    stand.answers()
    assert not stand.printer.papers[-1].is_reprint


def test_a_refusal_is_shown_in_the_hall_s_own_words(practice: Practice) -> None:
    stand = practice()
    stand.hall.refusal = "您今天已取过这个号：A012"
    take(stand)
    stand.answers()
    assert (stand.screen.page, stand.screen.hint.text) == ("refused", "您今天已取过这个号：A012")
    stand.passes(25)
    assert stand.screen.page == "home"


def test_a_hall_that_does_not_answer_gives_no_number_and_says_so(practice: Practice) -> None:
    stand = practice()
    stand.hall.is_away = True
    take(stand)
    stand.answers()
    assert (stand.screen.page, stand.screen.hint.text) == ("refused", "暂时不能取号，请到导办台")


def test_a_number_whose_answer_was_lost_is_found_again_by_its_key_and_printed(practice: Practice) -> None:
    stand = practice()
    stand.hall.is_reply_lost = True
    take(stand)
    stand.answers()
    assert any(shown.page == "refused" for shown in stand.seen)
    assert (stand.screen.page, stand.screen.ticket.number) == ("done", stand.hall.taken[0].number)
    assert len(stand.hall.taken) == 1


def test_a_number_that_is_found_after_its_citizen_has_gone_is_given_back(practice: Practice) -> None:
    stand = practice()
    stand.hall.is_reply_lost = True

    def the_citizen_leaves() -> None:
        stand.passes(30)
        stand.hall.comes_back()

    stand.while_resting = the_citizen_leaves
    take(stand)
    stand.answers()
    assert stand.screen.page == "home"
    assert ("cancel", stand.hall.taken[0].id) in stand.hall.told
    assert stand.printer.papers == []


def test_a_fault_of_our_own_shows_the_polite_page_and_then_serves_again(practice: Practice) -> None:
    stand = practice()
    stand.presenter.fault(RuntimeError("a bug"))
    assert stand.screen.page == "order"
    stand.passes(31)
    assert stand.screen.page == "home"


def test_a_fault_does_not_take_a_number_off_the_screen(practice: Practice) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    stand.presenter.fault(RuntimeError("a bug"))
    assert stand.screen.page == "done"


def test_who_stands_still_is_asked_and_may_have_more_time(practice: Practice) -> None:
    stand = practice()
    stand.presenter.choose_department(a_department(stand, services=2))
    stand.passes(61)
    assert stand.screen.page == "timeout"
    stand.presenter.go_on(has_more_time=True)
    stand.passes(110)
    assert stand.screen.page == "service"
    stand.passes(11)
    assert stand.screen.page == "timeout"
    stand.passes(20)
    assert stand.screen.page == "home"


def test_the_other_language_holds_for_this_citizen_and_not_for_the_next(practice: Practice) -> None:
    stand = practice()
    stand.presenter.speak_other()
    assert (stand.screen.language, stand.screen.title.text) == ("en", "How can we help you today?")
    take(stand)
    stand.answers()
    assert stand.printer.papers[0].language == "en"
    stand.presenter.go_home()
    assert stand.screen.language == "en"
    stand.passes(61)
    assert (stand.screen.page, stand.screen.language) == ("home", "zh")


def test_a_hall_that_is_away_is_said_and_no_touch_counts(practice: Practice) -> None:
    stand = practice()
    stand.presenter.hearing("away")
    assert (stand.screen.page, stand.screen.title.text) == ("away", "暂时不能取号，请到导办台")
    stand.presenter.choose_department(stand.hall.state.definition.departments[0].id)
    stand.answers()
    assert stand.hall.taken == []
    stand.presenter.hearing("live")
    assert stand.screen.page == "home"


def test_a_number_on_the_screen_stays_when_the_hall_goes_away(practice: Practice) -> None:
    stand = practice()
    take(stand)
    stand.answers()
    stand.presenter.hearing("away")
    assert stand.screen.page == "done"


def test_before_the_hall_is_found_the_screen_says_that_it_looks_for_it(practice: Practice) -> None:
    stand = practice()
    stand.presenter.hearing("starting")
    assert stand.screen.page == "starting"


def test_a_kiosk_that_is_not_paired_sends_people_to_the_desk_and_tells_a_technician_what_to_do(
    practice: Practice,
) -> None:
    stand = practice()
    stand.presenter.hearing("away", "shut-out.not-paired")
    assert stand.screen.page == "away"
    assert stand.screen.title.text == "暂时不能取号，请到导办台"
    assert "jiaohao pair" in stand.screen.hint.text


@pytest.mark.parametrize(
    ("at", "page", "day", "time"),
    [
        (datetime(2026, 3, 12, 7, 50), "early", "今天", "8:30"),
        (datetime(2026, 3, 12, 18, 0), "closed", "明天 星期五", "8:30"),
        (datetime(2026, 3, 13, 18, 0), "closed", "3月16日 星期一", "8:30"),
    ],
)
def test_a_closed_hall_says_when_it_opens(
    practice: Practice, at: datetime, page: str, day: str, time: str
) -> None:
    stand = practice(at=at)
    assert (stand.screen.page, stand.screen.next_day, stand.screen.next_time) == (page, day, time)
    assert [row.days for row in stand.screen.hours] == ["星期一至星期五", "星期六至星期日"]
    assert stand.screen.hours[-1].spans == ("休息",)


def test_a_crowd_stops_tickets_until_it_is_over(practice: Practice) -> None:
    stand = practice()
    stand.happens(f.CrowdStarted())
    assert stand.screen.page == "crowd"
    stand.happens(f.CrowdEnded())
    assert stand.screen.page == "home"


def test_a_suspended_service_is_closed_and_not_taken(practice: Practice) -> None:
    stand = practice()
    department = a_department(stand, services=2)
    stand.presenter.choose_department(department)
    stand.passes(1)
    service = stand.screen.services[0].id
    stand.happens(f.ServiceSuspended(service=service))
    row = stand.screen.services[0]
    assert (row.is_open, row.state.before) == (False, "暂停办理")
    stand.presenter.choose_service(service)
    stand.answers()
    assert stand.hall.taken == []


def test_the_counts_on_the_page_follow_the_hall(practice: Practice) -> None:
    stand = practice()
    tile = stand.screen.tiles[0]
    service = next(each for each in stand.hall.state.definition.services if each.department == tile.id)
    before = int(tile.state.number or 0)
    stand.happens(
        f.TicketIssued(ticket="late", number="A900", counter=900, series=service.series, service=service.id)
    )
    assert int(stand.screen.tiles[0].state.number) == before + 1


def test_the_last_departments_of_a_large_room_are_a_page_further(practice: Practice) -> None:
    stand = practice("county", form="wide")
    assert stand.screen.pager.pages == 2
    first = {tile.id for tile in stand.screen.tiles}
    stand.presenter.turn()
    stand.passes(1)
    second = {tile.id for tile in stand.screen.tiles}
    assert first.isdisjoint(second)
    assert len(first | second) == 12
    stand.presenter.turn()
    assert {tile.id for tile in stand.screen.tiles} == first


def test_a_box_may_have_its_own_rule_for_when_there_is_no_paper(practice: Practice) -> None:
    stand = practice(without_paper="none")
    stand.printer.trouble = "out_of_paper"
    stand.presenter.printer_changed()
    assert stand.screen.page == "nopaper"
    stand.printer.trouble = ""
    stand.presenter.printer_changed()
    assert stand.screen.page == "home"
