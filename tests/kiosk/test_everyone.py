"""The kiosk for everyone: the care mode, reading aloud, and what stays of them for one citizen and no longer."""

from collections.abc import Callable

from kiosk.aloud import aloud, spoken
from kiosk.bar import Offered, bar
from kiosk.care import row_rects
from kiosk.practice import PracticeKiosk
from kiosk.speech import Speech
from link.messages import facts as f

Practice = Callable[..., PracticeKiosk]


def in_care(practice: Practice, **changes: object) -> PracticeKiosk:
    stand = practice(**changes)
    stand.presenter.care()
    stand.passes(1)
    return stand


def take(stand: PracticeKiosk) -> None:
    stand.presenter.choose_department("realty")
    stand.passes(1)
    stand.presenter.choose_service(next(row.id for row in stand.screen.care_rows if row.is_open))
    stand.answers()


def test_the_care_mode_shows_five_large_rows_and_turns(practice: Practice) -> None:
    stand = in_care(practice)
    screen = stand.screen
    assert (screen.layout, len(screen.care_rows), screen.care_rows[0].name) == ("Care", 5, "不动产登记局")
    assert screen.caption == "请按要去的部门。共 24 个，这是前 5 个"
    first = screen.care_rows
    stand.presenter.turn()
    assert stand.screen.caption == "请按要去的部门。共 24 个，这是第 6–10 个"
    assert not {row.id for row in first} & {row.id for row in stand.screen.care_rows}
    stand.presenter.turn_back()
    assert stand.screen.care_rows == first


def test_every_department_of_the_hall_is_on_one_of_the_pages(practice: Practice) -> None:
    stand = in_care(practice)
    seen: set[str] = set()
    for _ in range(stand.screen.pager.pages):
        seen |= {row.id for row in stand.screen.care_rows}
        stand.presenter.turn()
    offer = stand.presenter.offer
    assert offer is not None
    assert seen == {each.id for each in offer.departments} | {"search"}


def test_in_the_care_mode_a_ticket_takes_two_touches_and_every_page_is_read(practice: Practice) -> None:
    stand = in_care(practice)
    take(stand)
    assert stand.screen.page == "done"
    assert stand.screen.is_large
    assert stand.hall.taken[0].number in stand.voice.read_out[-1][0]
    assert stand.voice.read_out[-1][-1] == "请取走您的号票。"
    assert stand.voice.tones == ["ticket"]


def test_one_language_is_enough_in_the_care_mode(practice: Practice) -> None:
    stand = in_care(practice)
    screen = stand.screen
    assert (screen.title.text, screen.title.second, screen.hall.second) == ("您办什么事？", "", "")
    assert all(not key.second for key in screen.bar)
    stand.presenter.speak_other()
    assert stand.screen.title.text == "How can we help?"


def test_who_follows_finds_the_standard_size_and_silence(practice: Practice) -> None:
    stand = in_care(practice)
    take(stand)
    stand.presenter.finish()
    assert not stand.screen.is_large
    assert stand.voice.is_silent


def test_the_care_mode_is_left_after_a_minute_untouched(practice: Practice) -> None:
    stand = in_care(practice)
    stand.passes(55)
    assert stand.screen.is_large
    stand.presenter.touch_anywhere()
    stand.passes(55)
    assert stand.screen.is_large
    stand.passes(6)
    assert not stand.screen.is_large


def test_standard_size_comes_back_by_the_same_key(practice: Practice) -> None:
    stand = in_care(practice)
    stand.presenter.care()
    assert (stand.screen.layout, stand.screen.is_large) == ("Home", False)


def test_read_aloud_reads_this_page_and_every_later_one(practice: Practice) -> None:
    stand = practice()
    assert stand.voice.read_out == []
    stand.presenter.read_aloud()
    assert "不动产登记局，等候 12 人。" in stand.voice.read_out[-1]
    assert not stand.screen.is_large
    stand.presenter.choose_department("realty")
    assert stand.voice.read_out[-1][0].startswith("请按要办的事项，按下即出号。")
    stand.presenter.read_aloud()
    assert len(stand.voice.read_out) == 3


def test_a_count_that_changes_does_not_begin_the_page_again(practice: Practice) -> None:
    stand = practice()
    stand.presenter.read_aloud()
    spoken_before = len(stand.voice.read_out)
    service = stand.hall.state.definition.services[0]
    stand.happens(
        f.TicketIssued(ticket="late", number="A900", counter=900, series=service.series, service=service.id)
    )
    assert len(stand.voice.read_out) == spoken_before


def test_what_is_said_stands_on_the_screen_and_keeps_who_listens_there(practice: Practice) -> None:
    stand = practice()
    stand.presenter.read_aloud()
    stand.passes(50)
    sentence = aloud(stand.screen, Speech("zh"))[1]
    stand.presenter.saying(sentence)
    assert (stand.screen.caption, stand.screen.pointed_at) == (sentence.caption, sentence.item)
    stand.passes(50)
    assert stand.presenter.visit.is_spoken
    stand.presenter.saying(None)
    assert stand.screen.caption == ""


def test_that_the_ticket_is_out_is_said_to_everybody_and_nothing_else(practice: Practice) -> None:
    stand = practice()
    stand.presenter.choose_department("realty")
    stand.passes(1)
    stand.presenter.choose_service(next(row.id for row in stand.screen.services if row.is_open))
    stand.answers()
    assert stand.voice.read_out == [("请取走您的号票。",)]


def test_a_refusal_is_heard(practice: Practice) -> None:
    stand = practice()
    stand.hall.refusal = "您今天已取过这个号：A012"
    stand.presenter.choose_department("realty")
    stand.passes(1)
    stand.presenter.choose_service(next(row.id for row in stand.screen.services if row.is_open))
    stand.answers()
    assert stand.voice.tones == ["refused"]


def test_a_number_is_spoken_sign_by_sign() -> None:
    assert spoken("您的号码是 A012，前面还有 5 人", Speech("zh")) == "您的号码是 A 零一二，前面还有 5 人"
    assert spoken("Your number is A012", Speech("en")) == "Your number is A zero one two"
    assert spoken("1–12 号窗口", Speech("zh")) == "1–12 号窗口"


def test_the_keys_of_the_bar_never_move() -> None:
    for form in ("tall", "wide"):
        for is_large in (False, True):
            places: dict[str, set[tuple[int, int]]] = {}
            for offered in (Offered(), Offered(can_go_back=True), Offered(has_another=True)):
                for key in bar(form, Speech("zh"), offered, is_large=is_large):  # type: ignore[arg-type]  # two forms
                    places.setdefault(key.id, set()).add((key.x, key.y))
            assert all(len(places[key]) == 1 for key in ("language", "help", "care", "back"))


def test_low_reach_has_its_large_rows_in_the_lower_half() -> None:
    assert all(rect.y >= 960 for rect in row_rects("low"))
    assert [len(row_rects(form)) for form in ("tall", "low", "wide")] == [5, 4, 4]  # type: ignore[arg-type]  # three forms


def test_help_raises_the_desk_and_the_screen_says_so(practice: Practice) -> None:
    stand = practice()
    stand.presenter.ask_help()
    stand.answers()
    stand.presenter.hear(stand.hall.state)
    assert stand.hall.told == [("help",)]
    assert stand.screen.caption == "已通知导办台，马上有人来"
    assert help_key(stand) == "已通知"
    assert stand.voice.read_out[-1] == ("已通知导办台，马上有人来",)
    stand.passes(10)
    assert (stand.screen.caption, help_key(stand)) == ("", "已通知")


def test_the_key_says_that_somebody_is_on_the_way_and_then_that_nobody_is_asked_for(
    practice: Practice,
) -> None:
    stand = practice()
    stand.presenter.ask_help()
    stand.answers()
    stand.happens(f.AlarmAcknowledged(alarm="help-asked", about="kiosk-1", box="desk"))
    assert help_key(stand) == "马上来"
    stand.happens(f.AlarmCleared(alarm="help-asked", about="kiosk-1"))
    assert help_key(stand) == "求助"


def test_who_asks_for_help_while_the_hall_is_away_is_sent_to_the_desk(practice: Practice) -> None:
    stand = practice()
    stand.hall.is_away = True
    stand.presenter.ask_help()
    stand.answers()
    assert stand.screen.caption == "暂时联系不上导办台，请直接到导办台"


def help_key(stand: PracticeKiosk) -> str:
    return next(key.text for key in stand.screen.bar if key.id == "help")
