"""Stories of tickets: taking one, why not, giving it back, printing it again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from link.messages import commands as c
from link.messages.definition import Hours, Series
from link.messages.facts import TicketIssued, Who


def test_a_ticket_tells_its_number_who_is_ahead_and_where_to_wait(story):
    story.take()
    story.do(c.TakeTicket(service="house", language="en"))
    issued = story.hall.facts[-1].body
    assert isinstance(issued, TicketIssued)
    assert (issued.number, issued.ahead, issued.zones, issued.language) == ("A002", 1, ("left",), "en")


def test_people_are_sent_to_where_windows_serve_them_now(story):
    zones = []

    def sent() -> None:
        zones.append(story.ticket(story.take("ask")).zones)

    sent()
    story.open("w3")
    sent()
    story.press(c.ChangeWindowServices, "w3", services=("house",))
    sent()
    story.press(c.ChangeWindowServices, "w1", services=("ask",))
    story.press(c.ChangeWindowServices, "w3", services=("house", "ask"))
    story.open("w1")
    sent()
    story.press(c.CloseWindow, "w3")
    sent()
    assert zones == [("left", "right"), ("right",), ("left",), ("left", "right"), ("left",)]


def test_services_share_a_series_and_its_numbers(story):
    assert [story.take("house"), story.take("pledge"), story.take("ask")] == ["A001", "A002", "B001"]


def test_only_those_who_are_called_before_are_ahead(story):
    story.take()
    story.do(c.TakeTicket(service="house", priority="elderly"))
    assert story.hall.facts[-1].body.ahead == 0


def test_what_the_hall_does_not_have_cannot_be_taken(story):
    assert story.problem(c.TakeTicket(service="moon")).type == "unknown-service"
    assert story.problem(c.TakeTicket(service="house", priority="king")).type == "unknown-priority"
    assert story.problem(c.TakeTicket(service="house", further=("moon",))).type == "unknown-service"


def test_outside_its_hours_a_service_gives_no_tickets_and_says_when(story):
    story.redefine(hours=(Hours(start="09:30", end="12:00"), Hours(start="13:30", end="17:00")))
    early = story.problem(c.TakeTicket(service="house"))
    assert (early.type, early.fields["time"]) == ("service-not-yet-open", "9:30")
    story.hall.now += timedelta(hours=4)
    assert story.problem(c.TakeTicket(service="house")).fields["time"] == "13:30"
    story.hall.now += timedelta(hours=6)
    assert story.problem(c.TakeTicket(service="house")).type == "service-closed"


def test_a_quota_is_given_out_and_no_more(story):
    services = tuple(replace(each, quota=2) for each in story.hall.state.definition.services)
    story.redefine(services=services)
    story.take()
    cancelled = story.take()
    story.do(c.CancelTicket(ticket=story.ticket(cancelled).id))
    problem = story.problem(c.TakeTicket(service="house"))
    assert (problem.type, problem.fields["quota"]) == ("quota-used-up", "2")


def test_a_suspended_service_and_a_crowd_give_no_tickets_until_they_are_over(story):
    story.do(c.SuspendService(service="house", reason="停电"))
    assert story.do(c.SuspendService(service="house", reason="停电")) == ()
    assert story.problem(c.TakeTicket(service="house")).type == "service-suspended"
    story.do(c.ResumeService(service="house"))
    story.do(c.StartCrowd(reason="满"))
    assert story.problem(c.TakeTicket(service="house")).type == "crowd"
    story.do(c.EndCrowd())
    assert story.take() == "A001"


def test_what_no_window_serves_gives_no_tickets(story):
    story.do(c.ChangeWindowServices(window="w1", services=("house",)))
    assert story.problem(c.TakeTicket(service="pledge")).type == "service-closed"


def test_a_cancelled_ticket_is_not_called(story):
    story.open()
    first, second = story.take(), story.take()
    assert story.do(c.CancelTicket(ticket=story.ticket(first).id)) == ("ticket_cancelled",)
    assert story.next() == second
    assert story.problem(c.CancelTicket(ticket=story.ticket(first).id)).type == "ticket-state"


def test_one_who_is_called_may_still_give_the_ticket_back_and_the_window_is_free(story):
    story.open()
    number = story.take()
    story.next()
    story.do(c.CancelTicket(ticket=story.ticket(number).id))
    assert story.window("w1").state == "open"


def test_a_ticket_put_into_another_class_moves_up(story):
    first, second = story.take(), story.take()
    story.do(c.PrioritiseTicket(ticket=story.ticket(second).id, priority="elderly"))
    assert story.queue() == [second, first]
    assert story.do(c.PrioritiseTicket(ticket=story.ticket(second).id, priority="elderly")) == ()


def test_paper_is_asked_for_told_of_and_its_failure_too(story):
    ticket = story.ticket(story.take()).id
    assert story.problem(c.ReprintTicket(ticket=ticket, printer="k1/front")).type == "unknown-printer"
    assert story.do(c.ReportHealth(box="k1", printers=("front",))) == ("printers_told",)
    assert story.do(c.ReprintTicket(ticket=ticket, printer="k1/front")) == ("print_asked",)
    assert story.do(c.ReportPrintFailure(ticket=ticket, printer="k1/front", reason="paper")) == (
        "ticket_print_failed",
    )
    assert story.do(c.ConfirmPrint(ticket=ticket, printer="k1/front")) == ("ticket_printed",)
    assert story.ticket("A001").is_printed


def asks_for_the_first(story, ticket, box):
    """Whether the paper comes unmarked."""
    story.do(c.ReprintTicket(ticket=ticket, printer="k1/front", first=True, who=Who(box=box)))
    return not story.hall.facts[-1].body.reprint


def test_the_first_paper_is_no_reprint_wherever_it_is_printed_and_the_next_one_is(story):
    ticket = story.ticket(story.take()).id
    story.do(c.ReportHealth(box="k1", printers=("front",)))
    assert asks_for_the_first(story, ticket, "kiosk")
    assert not asks_for_the_first(story, ticket, "kiosk"), (
        "the first is on its way, though nothing is printed yet"
    )
    story.do(c.ConfirmPrint(ticket=ticket, printer="k1/front"))
    assert not asks_for_the_first(story, ticket, "kiosk"), "it has been printed, whoever calls it the first"
    story.do(c.ReprintTicket(ticket=story.ticket(story.take()).id, printer="k1/front"))
    assert story.hall.facts[-1].body.reprint, (
        "a kiosk may be printing it: who does not say that it is the first gets a marked one"
    )


def test_no_other_box_calls_a_paper_the_first_while_the_one_that_issued_it_may_be_printing(story):
    story.do(c.ReportHealth(box="k1", printers=("front",)))
    ticket = story.ticket(story.take()).id
    assert not asks_for_the_first(story, ticket, "desk")
    printed = story.ticket(story.take()).id
    story.do(c.ConfirmPrint(ticket=printed, printer="k1/front"))
    assert not asks_for_the_first(story, printed, "kiosk")


class TestNumbers:
    def of(self, story, **fields):
        series = Series(id="A", prefix="A", **fields)
        story.redefine(series=(series, Series(id="B", prefix="B")))

    def test_after_the_last_of_three_digits_comes_one_of_four(self, story):
        self.of(story, first=999)
        assert [story.take(), story.take()] == ["A999", "A1000"]

    def test_unlucky_endings_are_left_out(self, story):
        self.of(story, skip=("4", "13"))
        numbers = [story.take() for _ in range(14)]
        assert "A004" not in numbers
        assert "A013" not in numbers
        assert len(set(numbers)) == 14

    def test_a_series_without_wrap_ends_with_its_last_number(self, story):
        self.of(story, last=2)
        assert [story.take(), story.take()] == ["A001", "A002"]
        assert story.problem(c.TakeTicket(service="house")).type == "numbers-used-up"

    def test_a_series_that_wraps_gives_a_number_again_two_hours_after_its_ticket_ended(self, story):
        self.of(story, last=2, wrap=True)
        story.take()
        kept = story.take()
        story.do(c.CancelTicket(ticket=story.ticket("A001").id))
        assert story.problem(c.TakeTicket(service="house")).type == "numbers-used-up"
        story.hall.let_pass(2 * 3600)
        assert story.take() == "A001"
        assert story.problem(c.TakeTicket(service="house")).type == "numbers-used-up"
        assert story.ticket(kept).state == "waiting"

    @pytest.mark.parametrize("digits", [1, 5])
    def test_digits_are_a_width_and_no_limit(self, story, digits):
        self.of(story, digits=digits, first=99_999)
        assert [story.take(), story.take()] == ["A99999", "A100000"]
