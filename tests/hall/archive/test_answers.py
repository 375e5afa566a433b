"""What a survey was answered with stays in the history of its visit, and days written before that are not taken for wrong."""

import io
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from hall.archive.closing import Shelf, close_days
from hall.archive.proving import prove
from hall.archive.reading import Form, export, rebuild
from hall.entries import entry_of
from hall.ledger import DayBooks, Ledger, open_ledger
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition, SurveyQuestion
from link.messages.facts import Answer

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)
SAID = (Answer(question="clear", answer=1), Answer(question="quick", answer=4))


@pytest.fixture
def ledger(tmp_path: Path, ledger_url: str) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path, NOW, ledger_url)
    yield opened
    opened.close()


@pytest.fixture
def shelf(ledger: Ledger, definition: Definition, tmp_path: Path) -> Shelf:
    """A closed day on which one citizen rated and answered."""
    asks = (
        SurveyQuestion(id="clear", ask="说得清楚吗", answers="yes_no"),
        SurveyQuestion(id="quick", ask="快吗"),
    )
    hall = PaperHall(replace(definition, survey=asks), NOW)
    hall.do(c.OpenWindow(window="w1", clerk="1001"))
    hall.do(c.TakeTicket(service="house"))
    for number, press in enumerate((c.CallNext, c.StartService, c.FinishService)):
        hall.let_pass(60)
        hall.do(press(window="w1"), f"press-{number}")
    (ticket,) = {fact.body.ticket for fact in hall.facts if fact.kind == "ticket_issued"}
    hall.do(c.RateTicket(ticket=ticket, transaction=1, grade=4, answers=SAID), "rate")
    hall.now = NOW + timedelta(days=1)
    hall.do(c.Tick())
    ledger.append([entry_of(fact).row for fact in hall.facts], [])
    made = Shelf(books=DayBooks(ledger.engine), directory=tmp_path, hall="yunxi")
    list(close_days(made, "2026-03-20T00:00:00.000Z"))
    return made


def exported(shelf: Shelf, form: Form) -> str:
    out = io.StringIO()
    assert export(shelf.books, shelf.directory, (DAY, DAY), what="ratings", form=form, out=out) == 1
    return out.getvalue()


def test_a_closed_day_has_the_answers_and_so_has_who_takes_them_away(ledger: Ledger, shelf: Shelf) -> None:
    (rating,) = shelf.books.history(DAY).ratings
    assert rating.answers == SAID
    assert prove(ledger, shelf.directory).wrongs == ()
    told = json.loads(exported(shelf, "jsonl"))["answers"]
    assert told == [{"question": "clear", "answer": 1}, {"question": "quick", "answer": 4}]
    assert exported(shelf, "csv").splitlines()[1].endswith(",clear=1、quick=4")


def test_a_day_that_was_written_without_answers_holds_and_has_them_when_it_is_made_again(
    ledger: Ledger, shelf: Shelf
) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE rating SET answers = NULL"))
    (rating,) = shelf.books.history(DAY).ratings
    assert (rating.answers, rating.grade) == ((), 4)
    assert prove(ledger, shelf.directory).wrongs == ()
    list(rebuild(shelf.books, shelf.directory))
    assert shelf.books.history(DAY).ratings[0].answers == SAID


def test_answers_that_are_not_as_they_were_given_are_found(ledger: Ledger, shelf: Shelf) -> None:
    with ledger.engine.begin() as connection:
        connection.execute(text("UPDATE rating SET answers = '[]'"))
    assert [each.key for each in prove(ledger, shelf.directory).wrongs] == ["ledger.wrong.history"]
