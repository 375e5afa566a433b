"""Who may be told `you are next`: whoever really is, at windows that call several services."""

from datetime import datetime
from importlib.resources import as_file, files

import pytest

from config.hall import load_hall
from config.texts import texts
from kiosk.ports import ToPrint
from kiosk.practice import PracticeKiosk
from kiosk.printing import ticket_paper
from kiosk.turn import waits_behind_others
from link.messages import facts as f

NEXT, FIRST = "下一位就是您", "本事项您排第一位"


@pytest.fixture
def kiosk() -> PracticeKiosk:
    """A kiosk in the county's hall, where nobody waits yet."""
    with as_file(files("config.examples") / "county.toml") as path:
        made = PracticeKiosk(load_hall(path), datetime(2026, 3, 12, 10, 24))
    made.opens()
    return made


def waits(kiosk: PracticeKiosk, service: str, number: str) -> None:
    kiosk.happens(
        f.TicketIssued(
            ticket=number, number=number, counter=1, series=service[0], service=service, language="zh"
        )
    )


def take(kiosk: PracticeKiosk, department: str, service: str) -> None:
    kiosk.presenter.choose_department(department)
    kiosk.passes(1)
    kiosk.presenter.choose_service(service)
    kiosk.answers()


def test_nobody_at_the_windows_means_that_one_is_next(kiosk: PracticeKiosk) -> None:
    take(kiosk, "realty", "A2")
    assert (kiosk.screen.ticket.ahead.before, kiosk.screen.ticket.ahead_second) == (NEXT, "You are next")


def test_who_waits_for_another_matter_at_the_same_windows_comes_first(kiosk: PracticeKiosk) -> None:
    waits(kiosk, "C1", "C901")
    kiosk.presenter.choose_department("ageing")
    said = {row.id: row.state.before for row in kiosk.screen.services}
    assert (said["K1"], said["K2"]) == ("前面没有人", "前面没有人")
    kiosk.passes(1)
    kiosk.presenter.choose_service("K1")
    kiosk.answers()
    assert kiosk.screen.ticket.ahead.before == FIRST
    paper = ticket_paper(kiosk.printer.papers[0], kiosk.hall.state, "1 号取号机")
    assert (paper.ahead, paper.is_next) == (0, False)


def test_all_who_hold_a_number_of_the_same_letter_stand_before(kiosk: PracticeKiosk) -> None:
    waits(kiosk, "A1", "A901")
    kiosk.presenter.choose_department("realty")
    said = {row.id: (row.state.before, row.state.number) for row in kiosk.screen.services}
    assert said["A1"] == said["A2"] == ("前面", "1")
    kiosk.passes(1)
    kiosk.presenter.choose_service("A2")
    kiosk.answers()
    assert kiosk.printer.papers[0].ticket.ahead == 1


def test_who_comes_later_changes_nothing_for_who_is_next(kiosk: PracticeKiosk) -> None:
    take(kiosk, "realty", "A2")
    waits(kiosk, "A1", "A901")
    assert kiosk.screen.ticket.ahead.before == NEXT


def test_people_at_other_windows_are_not_in_the_way(kiosk: PracticeKiosk) -> None:
    waits(kiosk, "N1", "N901")
    assert not waits_behind_others(kiosk.hall.state, "A2")
    take(kiosk, "realty", "A2")
    assert kiosk.screen.ticket.ahead.before == NEXT


def test_a_code_promises_a_phone_something_only_where_phones_reach_the_hall(kiosk: PracticeKiosk) -> None:
    take(kiosk, "realty", "A2")
    asked: ToPrint = kiosk.printer.papers[0]
    paper = ticket_paper(asked, kiosk.hall.state, "1 号取号机")
    assert (paper.qr, paper.is_online, paper.kiosk) == (asked.ticket.secret, False, "1 号取号机")
    kiosk.hall.state.definition = type(kiosk.hall.state.definition)(
        id="hall", name="大厅", public_url="https://hall.example"
    )
    online = ticket_paper(asked, kiosk.hall.state, "")
    assert (online.qr, online.is_online) == (f"https://hall.example/t/{asked.ticket.secret}", True)
    assert texts("zh").say("ticket.scan").startswith("扫码看进度")
