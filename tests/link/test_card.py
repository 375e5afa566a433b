"""What the sign of a window and the card in front of it show."""

from datetime import UTC, datetime

import pytest

from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Clerk, Definition, Series, Service, WindowPlace, Zone
from link.views import card_view, window_view

HALL = Definition(
    id="yunxi",
    name="云溪县政务服务中心",
    zones=(Zone(id="left", name="左厅", colour=4),),
    series=(Series(id="A", prefix="A"),),
    services=(
        Service(id="move", name="不动产转移登记", name_en="Property transfer", short="转移登记", series="A"),
    ),
    windows=(
        WindowPlace(id="3", label="3", name="不动产", name_en="Real estate", zone="left", services=("move",)),
    ),
    clerks=(Clerk(id="1001", name="王芳", name_en="Wang Fang"),),
)


@pytest.fixture
def hall() -> PaperHall:
    return PaperHall(HALL, datetime(2026, 3, 12, 2, 24, tzinfo=UTC))


def test_a_closed_window_has_nobody_on_its_card(hall: PaperHall) -> None:
    card = card_view(hall.state, "3")
    assert card is not None
    assert (card.state, card.label, card.name, card.clerk, card.clerk_name) == (
        "closed",
        "3",
        "不动产",
        "",
        "",
    )


def test_the_card_changes_when_somebody_signs_in_or_takes_over(hall: PaperHall) -> None:
    hall.do(c.OpenWindow(window="3", clerk="1001"))
    card = card_view(hall.state, "3")
    assert card is not None
    assert (card.clerk, card.clerk_name, card.clerk_name_en) == ("1001", "王芳", "Wang Fang")
    hall.do(c.TakeOver(window="3", clerk="1009"))
    card = card_view(hall.state, "3")
    assert card is not None
    assert (card.clerk, card.clerk_name) == ("1009", "")


def test_a_window_that_is_not_there_has_neither(hall: PaperHall) -> None:
    assert card_view(hall.state, "9") is None
    assert window_view(hall.state, "9") is None


def test_a_sign_says_what_the_number_is_for_while_it_calls_and_serves(hall: PaperHall) -> None:
    hall.do(c.OpenWindow(window="3", clerk="1001"))
    idle = window_view(hall.state, "3")
    assert idle is not None
    assert (idle.colour, idle.name_en, idle.number, idle.service, idle.called_at) == (
        4,
        "Real estate",
        "",
        "",
        None,
    )
    hall.do(c.TakeTicket(service="move", language="en", visual=True))
    hall.do(c.CallNext(window="3"))
    calling = window_view(hall.state, "3")
    assert calling is not None
    assert (calling.number, calling.service, calling.service_en) == ("A001", "转移登记", "Property transfer")
    assert (calling.called_at, calling.language, calling.visual) == (hall.now, "en", True)
    hall.do(c.PauseWindow(window="3"))
    paused = window_view(hall.state, "3")
    assert paused is not None
    assert (paused.state, paused.number, paused.service) == ("paused", "", "")
