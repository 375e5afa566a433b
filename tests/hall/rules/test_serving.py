"""Stories of one visit at a window: arriving, being served, coming back for more, being moved."""

from link.messages import commands as c
from link.messages.facts import ServiceFinished, ServiceStarted


def test_a_whole_visit(story):
    story.open(clerk="1001")
    story.take()
    story.next()
    assert story.press(c.MarkArrived) == ("ticket_arrived",)
    assert story.press(c.MarkArrived) == ()
    assert story.press(c.StartService) == ("service_started",)
    assert story.window("w1").state == "serving"
    assert story.press(c.FinishService, outcome="done") == ("service_finished",)
    ticket = story.ticket("A001")
    assert (ticket.state, ticket.transaction, story.window("w1").state) == ("finished", 1, "open")
    assert story.hall.facts[-1].who.clerk == "1001"


def test_finishing_without_having_pressed_start_counts_as_served(story):
    story.open()
    story.take()
    story.next()
    assert story.press(c.FinishService) == ("service_started", "service_finished")


def test_who_has_a_second_matter_waits_for_it_under_the_same_number(story):
    story.open()
    story.take(further=("ask",))
    story.next()
    story.press(c.FinishService)
    assert (story.ticket("A001").state, story.queue("ask")) == ("waiting", ["A001"])
    story.open("w3")
    story.next("w3")
    story.press(c.FinishService, "w3")
    started = [fact.body for fact in story.hall.facts if isinstance(fact.body, ServiceStarted)]
    assert [each.transaction for each in started] == [1, 2]


def test_a_matter_added_at_the_window_comes_next(story):
    story.open()
    story.take()
    story.next()
    story.do(c.AddService(ticket=story.ticket("A001").id, service="ask"))
    story.press(c.FinishService)
    finished = story.hall.facts[-1].body
    assert isinstance(finished, ServiceFinished)
    assert finished.next_service == "ask"


def test_one_who_fetches_a_copy_is_put_aside_and_comes_back_by_age(story):
    story.open()
    first, second, third = story.take(), story.take(), story.take()
    story.next()
    story.press(c.StartService)
    story.press(c.Park)
    assert story.next() == second
    story.press(c.Unpark, ticket=story.ticket(first).id)
    assert story.queue() == [first, third]


def test_a_parked_ticket_is_called_straight_back(story):
    story.open()
    first = story.take()
    story.next()
    story.press(c.Park)
    story.press(c.CallTicket, ticket=first)
    assert story.at("w1") == first


def test_a_missed_ticket_comes_back_behind_three_others(story):
    story.open()
    numbers = [story.take() for _ in range(6)]
    story.next()
    story.press(c.MarkMissed)
    assert story.do(c.ReviveTicket(ticket=story.ticket(numbers[0]).id)) == ("ticket_revived",)
    assert story.queue() == [*numbers[1:4], numbers[0], *numbers[4:]]


def test_a_transfer_puts_people_first_last_by_age_or_some_places_back(story):
    story.open("w1")
    moved = [story.take("house") for _ in range(4)]
    waiting = [story.take("ask") for _ in range(4)]
    for place, back in (("last", 0), ("first", 0), ("age", 0), ("back", 2)):
        story.next("w1")
        assert story.press(c.Transfer, service="ask", place=place, back=back) == ("ticket_transferred",)
    last, first, by_age, two_back = moved
    assert story.queue("ask") == [by_age, first, two_back, *waiting, last]
    assert story.ticket(last).zones == ("left", "right")


def test_a_transfer_to_a_service_that_is_not_there_is_refused(story):
    story.open()
    story.take()
    story.next()
    assert story.problem(c.Transfer(window="w1", service="moon")).type == "unknown-service"


def test_each_transaction_is_rated_once_from_one_to_five(story):
    story.open(clerk="1001")
    story.take()
    ticket = story.ticket("A001").id
    assert story.problem(c.RateTicket(ticket=ticket, grade=5)).type == "not-served"
    story.next()
    story.press(c.FinishService)
    assert story.problem(c.RateTicket(ticket=ticket, grade=6)).type == "bad-request"
    assert story.do(c.RateTicket(ticket=ticket, grade=4)) == ("ticket_rated",)
    rated = story.hall.facts[-1].body
    assert (rated.window, rated.clerk, rated.grade) == ("w1", "1001", 4)
    assert story.problem(c.RateTicket(ticket=ticket, grade=1)).type == "already-rated"
    assert story.problem(c.RateTicket(ticket=ticket, transaction=2)).type == "not-served"
