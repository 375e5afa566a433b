"""Tickets that look other than the rest, by zone and by service, and the stub for the desk."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from config.hall import load_hall_text
from config.wrong import ConfigError
from kiosk.ports import Taken, ToPrint
from kiosk.printing import Presses, template_for, ticket_paper
from link.messages.definition import Definition, TicketTemplate
from link.state import State
from printer.health import NotPrinted, Printed, PrinterHealth
from printer.job import PrintJob
from printer.ticket import lay_out

NOW = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
TICKET = Taken("t1", "A012", "cards", ("left",), NOW, ahead=5, wait=(10, 20), secret="s" * 22)
HALL = """
[hall]
id = "h"
name = "大厅"
[[zone]]
id = "left"
name = "左厅"
[[series]]
id = "A"
prefix = "A"
[[department]]
id = "home"
name = "部门"
[[service]]
id = "cards"
name = "办卡"
department = "home"
[[window]]
id = "w1"
zone = "left"
services = ["*"]
"""


def hall(more: str = "") -> Definition:
    return load_hall_text(HALL + more, "hall.toml")


def paper_of(definition: Definition, **more: object) -> object:
    asked = replace(ToPrint(TICKET, "zh"), **more)
    return ticket_paper(asked, State(definition=definition), "1 号取号机")


def test_a_hall_without_templates_has_the_usual_ticket():
    assert template_for(hall(), TICKET) == TicketTemplate()
    paper = paper_of(hall())
    assert (paper.header, paper.form, paper.ahead) == ((), "normal", 5)


def test_the_first_template_that_fits_by_service_or_zone_counts():
    of_service = '[[ticket]]\nservices = ["@home"]\nheader = "二楼"\nwithout = ["code", "ahead", "wait", "kiosk", "second"]\n'
    of_zone = '[[ticket]]\nzones = "left"\nnotice = "请在左厅等候"\nform = "large"\n'
    paper = paper_of(hall(of_service + of_zone))
    assert (paper.header, paper.qr, paper.ahead, paper.wait, paper.kiosk) == (("二楼",), None, None, None, "")
    assert paper.languages == ("zh",)
    paper = paper_of(hall(of_zone + of_service))
    assert (paper.notice, paper.form, paper.header) == ("请在左厅等候", "large", ())
    other = hall('[[ticket]]\nzones = "left"\nheader = "x"\n')
    assert template_for(other, replace(TICKET, zones=("right",))) == TicketTemplate()


def test_the_header_stands_on_the_paper():
    paper = paper_of(hall('[[ticket]]\nheader = ["二楼东", "电话 12345"]\n'))
    texts = [block.run.text for block in lay_out(paper, 576) if hasattr(block, "run")]
    assert texts[:3] == ["大厅", "二楼东", "电话 12345"]


def test_a_template_for_what_is_not_there_is_refused_in_words():
    with pytest.raises(ConfigError, match="lefft"):
        hall('[[ticket]]\nzones = "lefft"\n')
    with pytest.raises(ConfigError, match="cardz"):
        hall('[[ticket]]\nservices = "cardz"\n')


class APress:
    """A printer in memory."""

    def __init__(self, *, is_able: bool = True) -> None:
        self.health = PrinterHealth("ready", None, NOW)
        self.is_able, self.jobs = is_able, list[PrintJob]()

    async def print_ticket(self, job: PrintJob):
        self.jobs.append(job)
        return Printed(job.id, True) if self.is_able else NotPrinted(job.id, "offline", is_begun=False)


def printed(press: APress, copier: APress | None, **more: object) -> None:
    state = State(definition=hall())
    presses = Presses([press], lambda: state, "", lambda: copier)
    asyncio.run(presses.print(replace(ToPrint(TICKET, "zh"), **more)))


def test_the_desk_gets_a_stub_of_each_ticket_and_none_of_a_reprint():
    press, copier = APress(), APress()
    printed(press, copier)
    (stub,) = copier.jobs
    assert (stub.id, stub.paper.is_copy, press.jobs[0].paper.is_copy) == ("t1+copy", True, False)
    printed(press, copier, is_reprint=True)
    assert len(copier.jobs) == 1


def test_a_stub_that_fails_is_nothing_to_the_citizen():
    printed(APress(), APress(is_able=False))
