"""Stories of a guide desk: for others, by keyboard, with a hall that refuses, falls silent and comes back."""

import pytest

from link.messages import commands as c
from link.messages.facts import Who

# ── giving a ticket ──────────────────────────────────────────────────────────────────────────────────


def give(desk, service="A1"):
    desk.presenter.choose_service(service)
    desk.keys("Enter")


def first_service(desk):
    return desk.hall.state.definition.services[0].id


def test_a_ticket_is_given_with_enter_printed_at_the_desk_and_looked_at(desk):
    give(desk, first_service(desk))
    number = desk.shown.found.number
    assert desk.ticket(number).state == "waiting"
    assert desk.toast == f"{number} 已出号"
    assert [(each.ticket.number, each.is_reprint) for each in desk.press.out] == [(number, False)]
    assert desk.press.out[0].ticket.secret


def test_a_ticket_given_by_mistake_is_taken_back_within_four_seconds(desk):
    give(desk, first_service(desk))
    number = desk.shown.found.number
    assert desk.shown.toast.undo.is_ready
    desk.keys("Ctrl+Z")
    assert desk.ticket(number).state == "cancelled"
    assert desk.toast == "已撤销"
    assert not desk.shown.toast.undo.is_ready


def test_after_four_seconds_it_cannot_be_taken_back_with_one_key_any_more(desk):
    give(desk, first_service(desk))
    number = desk.shown.found.number
    desk.passes(4)
    desk.keys("Ctrl+Z")
    assert desk.toast == ""
    assert desk.ticket(number).state == "waiting"


@pytest.mark.parametrize("typed", ["A", "zxdj", "注销", "cancellation"])
def test_a_service_is_found_by_letter_pinyin_or_a_part_of_its_name(desk, typed):
    desk.keys("F3")
    assert desk.shown.focus == "offer"
    desk.presenter.type_service(typed)
    names = {each.name for each in desk.shown.tiles}
    assert "注销登记" in names
    assert all(each.mark == "A" for each in desk.shown.tiles if typed == "A")


def test_a_department_is_opened_and_left_by_the_arrows_alone(desk):
    desk.keys("F3")
    assert desk.shown.tiles[0].is_pointed
    desk.run(desk.presenter.confirm_offer)
    assert desk.shown.tiles[0].kind == "back"
    desk.keys("Down")
    desk.run(desk.presenter.confirm_offer)
    assert desk.shown.issue.is_ready
    assert [each.is_chosen for each in desk.shown.tiles].count(True) == 1
    desk.keys("Esc")
    assert all(each.kind != "back" for each in desk.shown.tiles)


def test_class_language_and_where_it_is_printed_go_with_the_ticket(desk):
    desk.hall.do(c.ReportHealth(box="kiosk-2", printers=("ticket",), who=Who(box="kiosk-2")))
    desk.presenter.choose_class("elderly")
    desk.presenter.choose_language()
    desk.presenter.choose_paper("near")
    give(desk, first_service(desk))
    ticket = desk.ticket(desk.shown.found.number)
    assert (ticket.priority, ticket.language) == ("elderly", "en")
    assert not desk.press.out
    assert desk.hall.asks[-1].body == {"printer": "kiosk-2/ticket", "first": True}
    assert not desk.hall.paper.facts[-1].body.reprint
    assert desk.presenter.situation.priority == "normal", "the next one is like anybody"


def test_a_ticket_in_large_print_comes_from_the_desks_own_printer(desk):
    desk.presenter.choose_paper("large")
    give(desk, first_service(desk))
    give(desk, first_service(desk))
    assert [each.is_large for each in desk.press.out] == [True, False], "the next one is like anybody"
    desk.presenter.choose_paper("none")
    assert [each.is_ready for each in desk.shown.papers if each.id == "large"] == [False]


def test_without_paper_nothing_is_printed(desk):
    desk.presenter.choose_paper("none")
    give(desk, first_service(desk))
    assert not desk.press.out
    assert desk.hall.asks[-1].verb == "take"


def test_a_printer_without_paper_is_said_and_the_number_is_good(desk):
    desk.press.is_empty = True
    give(desk, first_service(desk))
    assert "没有打出来" in desk.toast
    assert desk.ticket(desk.shown.found.number).state == "waiting"


def test_why_there_is_no_ticket_is_said_in_the_halls_words(desk):
    desk.hall.do(c.SuspendService(service=first_service(desk)))
    give(desk, first_service(desk))
    assert desk.shown.toast.is_red
    assert "暂停办理" in desk.toast


# ── finding one ──────────────────────────────────────────────────────────────────────────────────────


def test_a_number_is_found_as_people_say_it(desk):
    number = desk.hall.take(first_service(desk))
    for said in (number, number.lower(), f"{number[0]}{int(number[1:])}", f" {number} "):
        desk.finds(said)
        assert desk.shown.found.number == number


def test_of_two_with_one_number_the_one_that_lives_is_found(desk):
    number = desk.hall.take(first_service(desk))
    desk.hall.do(c.CancelTicket(ticket=desk.ticket(number).id))
    desk.finds(number)
    assert desk.shown.found.state.before == "已取消"


def test_a_scanner_is_told_from_a_hand_and_asks_the_hall_for_the_secret(desk):
    secret = "PYSNRTMV-_abcdefghij01"  # begins with letters that are keys of the desk
    number = desk.hall.take(first_service(desk))
    desk.finds(number)
    desk.scans(f"http://hall.example/t/{secret}")
    assert [each.body for each in desk.hall.asks] == [{"secret": secret}]
    assert desk.presenter.situation.flow is None
    assert desk.shown.missed == "这个二维码不是今天的号票"


def test_a_letter_alone_is_a_key_and_several_are_what_is_looked_for(desk):
    number = desk.hall.take(first_service(desk))
    desk.finds(number)
    desk.keys("P")
    assert desk.shown.flow.title == "在哪里补打"
    desk.keys("Esc")
    for char in "b1":
        desk.run(lambda char=char: desk.presenter.key(char.upper(), char))
        desk.seconds += 0.01
    desk.passes(0.3)
    assert (desk.shown.focus, desk.shown.typed) == ("find", "b1")


def test_nothing_found_is_said_with_what_was_typed(desk):
    desk.finds("13800138000")
    assert desk.shown.missed == "没有找到“13800138000”"
    assert desk.shown.found.number == ""


def test_the_story_of_a_ticket_is_told(desk):
    number = desk.hall.take(first_service(desk))
    ticket = desk.ticket(number).id
    desk.hall.do(c.ReportPrintFailure(ticket=ticket, printer="kiosk-1/ticket", reason="out_of_paper"))
    desk.finds(number)
    story = [(each.text, each.is_red) for each in desk.shown.story]
    assert story == [("kiosk-1 取号", False), ("没有打印：纸用完了", True)]


# ── with a ticket ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def found(desk):
    """The number of a waiting ticket that is looked at."""
    number = desk.hall.take(first_service(desk))
    desk.finds(number)
    return number


def test_it_is_put_into_another_class_with_the_reason_and_back(desk, found):
    desk.keys("Y")
    desk.answers("绿色")
    assert not desk.shown.flow.confirm.is_ready, "this class needs a reason"
    desk.answers("急病")
    assert desk.ticket(found).priority == "green"
    assert desk.hall.paper.facts[-1].body.reason == "急病"
    desk.keys("Ctrl+Z")
    assert desk.ticket(found).priority == "normal"


def test_its_service_is_changed_and_back(desk, found):
    before = desk.ticket(found).service
    desk.keys("S")
    desk.answers("抵押")
    assert desk.ticket(found).service != before
    desk.keys("Ctrl+Z")
    assert desk.ticket(found).service == before


def test_one_more_matter_is_added_and_taken_away_again(desk, found):
    desk.keys("N")
    desk.answers("抵押")
    assert len(desk.ticket(found).further) == 1
    assert "还要办" in desk.shown.found.facts
    desk.keys("Ctrl+Z")
    assert desk.ticket(found).further == ()


def test_it_is_printed_again_where_it_is_wanted(desk, found):
    desk.hall.do(c.ReportHealth(box="kiosk-2", printers=("ticket",), who=Who(box="kiosk-2")))
    desk.keys("P")
    assert [each.text for each in desk.shown.options] == ["本台打印机", "kiosk-2 的打印机"]
    desk.keys("Down", "Enter")
    assert desk.hall.asks[-1].body == {"printer": "kiosk-2/ticket"}
    assert desk.toast == f"{found} 已送去补打"


def test_it_is_cancelled_with_a_reason_and_that_cannot_be_undone(desk, found):
    desk.keys("Del")
    desk.answers("取错")
    assert desk.ticket(found).state == "cancelled"
    assert not desk.shown.toast.undo.is_ready
    assert [each.is_ready for each in desk.shown.acts if each.place == "cancel"] == [False]


def test_a_missed_one_is_revived(desk, found):
    window = next(
        each.id for each in desk.hall.state.definition.windows if first_service(desk) in each.services
    )
    desk.hall.do(c.OpenWindow(window=window, clerk="1001"))
    desk.hall.do(c.CallNext(window=window))
    desk.hall.paper.let_pass(100)
    desk.hall.do(c.MarkMissed(window=window))
    ready = [each.place for each in desk.shown.acts if each.is_ready]
    if desk.ticket(found).state == "missed":
        assert "revive" in ready
        desk.keys("R")
    assert desk.ticket(found).state == "waiting"


def test_who_does_not_hear_is_marked_and_a_note_is_left(desk, found):
    desk.keys("V")
    assert desk.ticket(found).visual
    desk.keys("V")
    assert not desk.ticket(found).visual
    desk.keys("M")
    assert not desk.shown.flow.confirm.is_ready
    desk.answers("缺一份委托书")
    assert desk.hall.asks[-1].body == {"note": "缺一份委托书"}


def test_esc_asks_no_further_and_changes_nothing(desk, found):
    facts = len(desk.hall.paper.facts)
    desk.keys("Y", "Esc")
    assert not desk.shown.flow.is_open
    desk.keys("Esc")
    assert desk.shown.found.number == ""
    assert len(desk.hall.paper.facts) == facts


# ── appointments ─────────────────────────────────────────────────────────────────────────────────────


def booking(**changes):
    usual = {
        "booking": "K7M2QX9P", "service": "A1", "start": "2026-03-12T10:30:00+08:00", "state": "booked", "masked": "王*",
    }  # fmt: skip
    return usual | changes


def test_an_appointment_is_looked_at_and_given_back(desk):
    desk.hall.bookings = [booking()]
    desk.finds("13800138000")
    assert (desk.shown.found.text, desk.shown.found.zone) == ("王*", "3月12日 10:30")
    acts = {each.place: (each.text, each.is_ready) for each in desk.shown.acts}
    assert acts["revive"] == ("预约签到", True)
    assert acts["cancel"] == ("取消预约", True)
    assert not acts["prioritise"][1]
    desk.keys("Del")
    assert desk.hall.asks[-1].path == "/bookings/K7M2QX9P/cancel"


def test_of_several_appointments_one_is_chosen(desk):
    desk.hall.bookings = [booking(), booking(booking="B2", masked="王*", start="2026-03-12T11:00:00+08:00")]
    desk.finds("王")
    assert len(desk.shown.options) == 2
    desk.hall.bookings = [booking(booking="B2")]
    desk.keys("Down", "Enter")
    assert desk.presenter.situation.booking.code == "B2"


# ── the whole hall ───────────────────────────────────────────────────────────────────────────────────


def test_tickets_are_stopped_after_a_second_yes_and_given_again(desk):
    desk.keys("F7")
    desk.answers("")
    assert desk.shown.flow.is_grave
    assert desk.hall.state.crowd is None
    desk.keys("Enter")
    assert desk.hall.state.crowd == "大厅人太多"
    assert any("停止取号" in each.text for each in desk.shown.foot)
    desk.keys("F7", "Enter")
    assert desk.hall.state.crowd is None


def test_stopping_tickets_is_taken_back_with_one_key(desk):
    desk.keys("F7")
    desk.answers("", "")
    desk.keys("Ctrl+Z")
    assert desk.hall.state.crowd is None


def test_an_emergency_needs_a_second_yes_and_is_ended(desk):
    desk.keys("F5", "Down", "Enter")
    desk.answers("", "请从东门离开")
    assert desk.shown.flow.is_grave
    desk.keys("Enter")
    assert [each.text for each in desk.hall.state.said] == ["请从东门离开"]
    desk.keys("F5", "Enter")
    assert not desk.hall.state.said


def test_a_plain_broadcast_is_said_in_one_room_at_once(desk):
    desk.keys("F5")
    desk.answers("", "右厅", "请移车")
    assert [(each.text, each.zones) for each in desk.hall.state.said] == [("请移车", ("right",))]


def test_notices_are_edited_as_they_stand(desk):
    desk.hall.do(c.SetNotice(notices=("一", "二")))
    desk.keys("F6")
    desk.answers("")
    assert desk.shown.flow.typed == "一\n二"
    desk.answers("一\n\n 三 ")
    assert desk.hall.state.notices[""] == ("一", "三")
    desk.keys("Ctrl+Z")
    assert desk.hall.state.notices[""] == ("一", "二")


def test_a_service_is_stopped_with_the_reason_and_goes_on(desk):
    service = first_service(desk)
    desk.keys("F8")
    desk.answers("", "系统")
    assert desk.hall.state.suspended == {service: "系统故障"}
    desk.keys("F8")
    desk.answers("")
    assert not desk.hall.state.suspended


def test_numbers_written_by_hand_are_taken_in_and_the_others_told_by_line(desk):
    desk.keys("F9")
    desk.answers("注销", "9:45", "A101-A103, A105\nx9")
    assert desk.toast == "已录入 4 个号"
    assert [(each.mark, each.text != "") for each in desk.shown.options] == [("第 5 行", True)]
    desk.keys("Enter")
    assert not desk.shown.flow.is_open


def test_an_hour_that_is_none_takes_nothing_in(desk):
    desk.keys("F9")
    desk.answers("注销", "quarter past", "A101")
    assert "9:45" in desk.toast
    assert not desk.hall.asks


# ── alarms ───────────────────────────────────────────────────────────────────────────────────────────


def trouble(desk, *reasons, box="kiosk-1"):
    desk.hall.do(
        c.ReportHealth(box=box, troubles=tuple(c.Trouble(part="printer", reason=each) for each in reasons))
    )


def test_an_alarm_is_heard_at_once_and_each_minute_until_somebody_looks_after_it(desk):
    trouble(desk, "out_of_paper")
    assert len(desk.beeps) == 1
    for _ in range(119):
        desk.passes(1)
    assert len(desk.beeps) == 2
    desk.keys("F4", "Down", "Enter")
    seen = desk.hall.state.troubles["kiosk-1/printer"]
    assert (seen.acknowledged_box, seen.acknowledged_at is not None) == ("desk-1", True)
    for _ in range(120):
        desk.passes(1)
    assert len(desk.beeps) == 2
    assert desk.shown.alarms[0].second.startswith("desk-1 ")


def test_what_is_over_is_gone_also_while_it_is_open(desk):
    trouble(desk, "out_of_paper")
    desk.keys("F4", "Down")
    assert desk.shown.alarms[0].is_open
    trouble(desk)
    assert not desk.shown.alarms
    assert desk.presenter.situation.alarm == ""
    assert desk.shown.calm == "没有需要处理的事"


def test_the_oldest_that_nobody_has_seen_stands_first(desk):
    trouble(desk, "out_of_paper")
    desk.passes(60)
    trouble(desk, "cover_open", box="kiosk-2")
    assert [each.key for each in desk.shown.alarms] == [
        "box-trouble/kiosk-1/printer", "box-trouble/kiosk-2/printer",
    ]  # fmt: skip
    desk.keys("F4", "Down", "Enter")
    assert desk.shown.alarms[-1].key == "box-trouble/kiosk-1/printer"


def test_who_asked_for_help_is_gone_to_and_the_call_ended(desk):
    desk.hall.do(c.AskHelp(box="kiosk-1", name="1 号取号机"))
    assert "求助" in desk.shown.alarms[0].text
    assert (desk.shown.alarms[0].icon, len(desk.beeps)) == ("bell", 1)
    desk.keys("F4", "Down", "Enter")
    assert desk.shown.alarms[0].acknowledge.text == "已去过，结束求助"
    desk.keys("F4", "Enter")
    assert not desk.shown.alarms
    assert desk.toast == "求助已结束"


def test_a_long_wait_says_which_windows_could_open(desk):
    desk.hall.take(first_service(desk))
    desk.passes(3 * 3600)
    desk.hall.do(c.Tick())
    long = [each for each in desk.shown.alarms if each.icon in ("clock", "people")]
    assert long
    assert any(each.advice.startswith("可以开") for each in long)


# ── the hall is away ─────────────────────────────────────────────────────────────────────────────────


def test_while_the_hall_is_away_nothing_can_be_asked_and_no_count_is_shown(desk):
    number = desk.hall.take(first_service(desk))
    desk.finds(number)
    desk.goes_away()
    shown = desk.shown
    assert shown.trouble == "号码停在 10:24，正在恢复"
    assert not any(each.is_ready for each in (*shown.acts, *shown.tools, shown.issue))
    assert {cell.look for zone in shown.zones for cell in zone.cells} == {"stale"}
    assert {zone.waiting.before for zone in shown.zones} == {"–"}
    desk.keys("P", "F7", "Enter")
    assert not desk.hall.asks
    desk.comes_back()
    assert desk.shown.trouble == ""


def test_a_wish_whose_answer_is_lost_is_asked_again_with_its_key_and_done_once(desk):
    desk.hall.loses_answers = 3
    give(desk, first_service(desk))
    keys = [each.key for each in desk.hall.asks]
    assert len(keys) == 4
    assert len(set(keys)) == 1
    assert len(desk.hall.state.tickets) == 1
    assert desk.shown.found.number


def test_a_wish_without_any_answer_is_given_up_after_a_while_and_said(desk):
    desk.hall.is_silent = True
    give(desk, first_service(desk))
    assert "不知道办了没有" in desk.toast
    assert desk.presenter.situation.in_flight is None


# ── who sits there ───────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def listed(desk):
    """The desk of a hall that lists its staff."""
    from dataclasses import replace

    definition = desk.hall.state.definition
    policy = replace(definition.policy, staff_listed=True)
    desk.hall.do(c.DefineHall(definition=replace(definition, policy=policy)))
    return desk


def sign_in(desk, person="2003", password="314159"):
    desk.presenter.type_in("person", person)
    desk.presenter.type_in("password", password)
    desk.run(desk.presenter.confirm)


def test_nothing_is_done_before_somebody_has_signed_in(listed):
    assert listed.shown.login.is_open
    give(listed, first_service(listed))
    assert not listed.hall.asks
    sign_in(listed, password="guess")
    assert listed.shown.login.why == "工号或密码不对"
    sign_in(listed)
    assert (listed.shown.clerk, listed.shown.login.is_open) == ("李静 2003", False)
    give(listed, first_service(listed))
    assert listed.hall.state.tickets


def test_a_first_password_is_changed_before_anything_else(listed):
    listed.staff.first.add("2003")
    sign_in(listed)
    assert listed.shown.login.is_changing
    for field, text in (("password", "271828"), ("again", "2718")):
        listed.presenter.type_in(field, text)
    listed.run(listed.presenter.confirm)
    assert "不一样" in listed.shown.login.why
    for field in ("password", "again"):
        listed.presenter.type_in(field, "271828")
    listed.run(listed.presenter.confirm)
    assert listed.presenter.situation.signed_in == "2003"


def test_whose_session_is_over_has_to_sign_in_again_and_is_told_why(listed):
    sign_in(listed)
    listed.staff.is_over = True
    listed.passes(16)
    assert listed.shown.login.is_open
    assert listed.shown.login.why == "登录已失效，请重新登录"


def test_who_gets_up_leaves_nothing_behind(listed):
    sign_in(listed)
    listed.keys("F10")
    assert listed.shown.login.is_open
    assert listed.staff.signed_in == ""
    assert listed.presenter.situation.signing.password == ""
    assert "314159" not in repr(listed.presenter.situation)
