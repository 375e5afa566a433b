"""Beside the way to a ticket: what to bring, one thing in life, finding by first letters, the map, a third language."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from kiosk.asides.finding import found
from kiosk.asides.guides import guide_paper
from kiosk.asides.menu import hidden_offers, offers, shown_offers
from kiosk.practice import PracticeKiosk
from link.messages.definition import Definition, Service, Theme

Practice = Callable[..., PracticeKiosk]
Example = Callable[[str], Definition]


def with_themes(hall: Definition) -> Definition:
    realty = tuple(each.id for each in hall.services if each.department == "realty")
    services = tuple(
        replace(each, papers=("身份证", "户口簿"), guide=("交材料", "领证"))
        if each.id == realty[0]
        else replace(each, papers=())
        for each in hall.services
    )
    theme = Theme(id="home", name="买房", name_en="Buying a home", services=(*realty[:2], "no-longer-there"))
    return replace(hall, services=services, themes=(theme,))


def press(stand: PracticeKiosk, *keys: str) -> None:
    for key in keys:
        assert stand.presenter.press(key), f"{key} did nothing on {stand.screen.page}"
        stand.passes(1)


def test_one_thing_in_life_leads_to_matters_of_several_departments_and_to_a_ticket(
    practice: Practice, example: Example
) -> None:
    stand = practice(with_themes(example("county")))
    press(stand, "themes", "pick-home")
    assert (stand.screen.page, stand.screen.title.text, len(stand.screen.choices)) == ("theme", "买房", 2)
    press(stand, stand.screen.choices[0].id)
    stand.answers()
    assert stand.screen.page == "done"
    assert stand.hall.taken[0].service == stand.hall.state.definition.themes[0].services[0]


def test_what_to_bring_is_shown_and_printed_and_leads_on_to_the_ticket(
    practice: Practice, example: Example
) -> None:
    hall = with_themes(example("county"))
    stand = practice(hall)
    stand.presenter.choose_department("realty")
    stand.passes(1)
    assert [key.id for key in stand.screen.own_keys] == ["papers"]
    press(stand, "papers")
    assert (stand.screen.page, stand.screen.papers, stand.screen.steps) == (
        "guide",
        ("身份证", "户口簿"),
        ("交材料", "领证"),
    )
    press(stand, "print")
    stand.answers()
    assert stand.guides == [hall.themes[0].services[0]]
    assert stand.screen.own_keys[0].text == "已打印，请取走"
    press(stand, "take")
    stand.answers()
    assert stand.screen.page == "done"


def test_a_guide_that_does_not_come_out_says_so(practice: Practice, example: Example) -> None:
    stand = practice(with_themes(example("county")))
    stand.printer.trouble = "out_of_paper"
    stand.presenter.choose_department("realty")
    stand.passes(1)
    press(stand, "papers", "print")
    stand.answers()
    assert (stand.screen.page, stand.screen.note) == ("guide", "没有打印出来，请到导办台")


def test_back_leads_to_where_one_came_from(practice: Practice, example: Example) -> None:
    stand = practice(with_themes(example("county")))
    stand.presenter.choose_department("realty")
    stand.passes(1)
    press(stand, "papers")
    stand.presenter.go_home()
    assert (stand.screen.page, stand.screen.department.name.text) == ("service", "不动产登记局")
    stand.passes(1)
    stand.presenter.go_home()
    assert stand.screen.page == "home"


def test_a_list_that_nobody_touches_asks_and_goes(practice: Practice, example: Example) -> None:
    stand = practice(with_themes(example("county")))
    press(stand, "themes")
    stand.passes(61)
    assert stand.screen.page == "timeout"
    stand.presenter.touch_anywhere()
    stand.presenter.go_on()
    assert stand.screen.page == "themes"
    stand.passes(85)
    assert stand.screen.page == "home"


def test_services_are_found_by_first_letters_the_beginning_first() -> None:
    services = [
        Service(id="a", name="居民身份证", name_en="Resident ID card"),
        Service(id="b", name="身份证换领", name_en="ID card renewal"),
        Service(id="c", name="护照", name_en="Passport"),
    ]
    assert [each.id for each in found(services, "sfz")] == ["b", "a"]
    assert [each.id for each in found(services, "pass")] == ["c"]
    assert [each.id for each in found(services, "ric")] == ["a"]
    assert found(services, "") == found(services, "zzz") == ()


def test_a_search_gives_a_ticket_and_mistakes_are_rubbed_out(practice: Practice, example: Example) -> None:
    stand = practice(example("city"))
    press(stand, "search", "sign-q", "rub", "sign-h", "sign-z")
    assert stand.screen.errand.typed == "HZ"
    assert "护照" in stand.screen.choices[0].name
    press(stand, stand.screen.choices[0].id)
    stand.answers()
    assert stand.screen.page == "done"


def test_a_search_without_a_hit_says_what_to_do(practice: Practice, example: Example) -> None:
    stand = practice(example("city"))
    press(stand, "search", *["sign-q"] * 12)
    assert len(stand.screen.errand.typed) == 8
    assert stand.screen.choices == ()
    assert stand.screen.errand.lead.text == "没有找到，请换几个字母，或按“求助”"


def test_the_map_shows_every_zone_once_where_it_lies(practice: Practice, example: Example) -> None:
    stand = practice(example("city"))
    press(stand, "map")
    rooms = stand.screen.rooms
    assert [room.name.text for room in rooms if room.side == "left"]
    assert len(rooms) == len(stand.hall.state.definition.zones)
    left = max(room.x for room in rooms if room.side == "left")
    assert all(room.x > left for room in rooms if room.side == "right")


def test_what_has_no_room_on_the_home_page_is_behind_one_key(example: Example) -> None:
    hall = with_themes(example("city"))
    every = offers(hall, has_booking=True, has_several=True)
    assert every == ("booking", "several", "themes", "search", "map")
    assert shown_offers(every, "tall") == ("booking", "several", "themes", "more")
    assert hidden_offers(every, "tall") == ("search", "map")
    assert shown_offers(every, "wide") == ("booking", "more")


def test_more_leads_to_what_it_hides(practice: Practice, example: Example) -> None:
    stand = practice(with_themes(example("city")), form="wide")
    press(stand, "more", "pick-map")
    assert stand.screen.page == "map"
    stand.presenter.go_home()
    assert stand.screen.page == "home"


def test_two_languages_need_one_key_and_three_a_list(practice: Practice, example: Example) -> None:
    stand = practice()
    stand.presenter.speak_other()
    assert (stand.screen.page, stand.screen.language) == ("home", "en")
    stand = practice(replace(example("county"), languages=("zh", "en", "zh-none")))
    stand.presenter.speak_other()
    assert stand.screen.page == "home"


def test_the_guide_on_paper_lists_what_to_bring(practice: Practice, example: Example) -> None:
    stand = practice(with_themes(example("county")))
    service = stand.hall.state.definition.themes[0].services[0]
    now = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
    paper = guide_paper(service, "zh", stand.hall.state, "1 号取号机", now)
    assert [line for _, line in paper.lines] == ["身份证", "户口簿", "交材料", "领证"]
    assert (paper.number, paper.issued_at.hour, paper.label.text) == ("", 10, "要带的材料")


def grouped(hall: Definition) -> Definition:
    """The realty office with a third level; two services have no heading."""
    realty = [each.id for each in hall.services if each.department == "realty"]
    headings = dict.fromkeys(realty[:3], ("登记", "Registration")) | dict.fromkeys(
        realty[3:-2], ("查询", "Enquiries")
    )
    services = tuple(
        replace(each, group=headings[each.id][0], group_en=headings[each.id][1])
        if each.id in headings
        else each
        for each in hall.services
    )
    return replace(hall, services=services)


def test_a_long_department_has_headings_between_it_and_its_services(
    practice: Practice, example: Example
) -> None:
    stand = practice(grouped(example("county")))
    stand.presenter.choose_department("realty")
    stand.passes(1)
    assert [choice.name for choice in stand.screen.choices] == ["登记", "查询", "其他事项"]
    press(stand, "pick-登记")
    assert (stand.screen.title.text, len(stand.screen.choices)) == ("登记", 3)
    stand.presenter.go_home()
    stand.passes(1)
    press(stand, "pick-")
    assert len(stand.screen.choices) == 2
    press(stand, stand.screen.choices[0].id)
    stand.answers()
    assert stand.screen.page == "done"


def test_a_department_without_headings_goes_straight_to_its_services(practice: Practice) -> None:
    stand = practice()
    stand.presenter.choose_department("realty")
    assert stand.screen.page == "service"
