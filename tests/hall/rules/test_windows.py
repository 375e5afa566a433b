"""Stories of a window's session."""

from link.messages import commands as c


def test_a_clerk_opens_pauses_resumes_and_closes(story):
    assert story.press(c.OpenWindow, clerk="1001") == ("window_opened",)
    assert story.press(c.PauseWindow, reason="午餐") == ("window_paused",)
    assert (story.window("w1").state, story.window("w1").reason) == ("paused", "午餐")
    assert story.press(c.ResumeWindow) == ("window_resumed",)
    assert story.press(c.CloseWindow) == ("window_closed",)
    assert (story.window("w1").state, story.window("w1").clerk) == ("closed", "")


def test_a_window_opens_once_and_a_clerk_sits_at_one_window(story):
    story.open(clerk="1001")
    assert story.problem(c.OpenWindow(window="w1", clerk="1001")).type == "window-already-open"
    elsewhere = story.problem(c.OpenWindow(window="w2", clerk="1001"))
    assert (elsewhere.type, elsewhere.fields["window"]) == ("clerk-elsewhere", "1")
    story.press(c.CloseWindow)
    assert story.press(c.OpenWindow, "w2", clerk="1001") == ("window_opened",)


def test_what_a_closed_window_is_asked_is_refused(story):
    for command in (c.CloseWindow, c.PauseWindow, c.ResumeWindow):
        assert story.problem(command(window="w1")).type == "window-not-open"
    story.open()
    assert story.problem(c.ResumeWindow(window="w1")).type == "window-not-paused"


def test_a_pause_keeps_the_one_being_served_who_can_be_finished(story):
    story.open()
    story.take()
    story.next()
    story.press(c.StartService)
    story.press(c.PauseWindow)
    assert story.problem(c.PauseWindow(window="w1")).type == "window-paused"
    assert story.problem(c.CloseWindow(window="w1")).type == "window-serving"
    story.press(c.ResumeWindow)
    assert (story.at("w1"), story.window("w1").state) == ("A001", "serving")
    story.press(c.PauseWindow)
    story.press(c.FinishService)
    assert (story.at("w1"), story.window("w1").state) == (None, "paused")


def test_closing_sends_the_one_who_was_called_back_to_where_they_stood(story):
    story.open("w1")
    first, second = story.take(), story.take()
    story.next("w1")
    assert story.press(c.CloseWindow) == ("ticket_returned", "window_closed")
    assert story.queue() == [first, second]


def test_another_clerk_takes_over_with_the_ticket_in_hand(story):
    story.open(clerk="1001")
    story.take()
    story.next()
    assert story.press(c.TakeOver, clerk="1002") == ("clerk_took_over",)
    assert (story.window("w1").clerk, story.at("w1")) == ("1002", "A001")
    story.open("w2", clerk="1003")
    assert story.problem(c.TakeOver(window="w2", clerk="1002")).type == "clerk-elsewhere"


def test_what_a_window_calls_can_change_for_the_day(story):
    story.open("w3")
    house = story.take("house")
    assert story.press(c.ChangeWindowServices, "w3", services=("house", "house")) == (
        "window_services_changed",
    )
    assert story.next("w3") == house
    assert story.problem(c.ChangeWindowServices(window="w3", services=("moon",))).type == "unknown-service"


class TestUndo:
    def test_a_miss_pressed_by_mistake_is_taken_back(self, story):
        story.open()
        story.take()
        story.next()
        story.press(c.MarkMissed)
        assert story.press(c.Undo) == ("command_undone",)
        ticket = story.ticket("A001")
        assert (ticket.state, ticket.misses, story.at("w1"), story.window("w1").state) == (
            "called",
            0,
            "A001",
            "calling",
        )

    def test_next_pressed_too_early_brings_back_the_one_in_service_and_sends_the_other_to_wait(self, story):
        story.open()
        first, second = story.take(), story.take()
        story.next()
        story.press(c.StartService)
        story.next()
        assert story.press(c.Undo) == ("command_undone", "command_undone")
        assert (story.at("w1"), story.window("w1").state, story.queue()) == (first, "serving", [second])
        assert story.ticket(first).state == "serving"

    def test_a_finish_without_start_goes_back_to_called(self, story):
        story.open()
        story.take()
        story.next()
        story.press(c.FinishService)
        story.press(c.Undo)
        assert (story.ticket("A001").state, story.window("w1").state) == ("called", "calling")
        story.press(c.FinishService)
        assert story.ticket("A001").transaction == 1

    def test_after_some_seconds_or_once_something_followed_it_is_too_late(self, story):
        story.open()
        story.take()
        assert story.problem(c.Undo(window="w1")).type == "nothing-to-undo"
        story.next()
        story.press(c.MarkMissed)
        story.hall.let_pass(6)
        assert story.problem(c.Undo(window="w1")).type == "nothing-to-undo"
        story.take()
        story.next()
        story.press(c.PauseWindow)
        assert story.problem(c.Undo(window="w1")).type == "nothing-to-undo"

    def test_what_another_window_did_with_the_ticket_stands(self, story):
        story.open("w1")
        story.open("w2")
        number = story.take()
        story.next("w1")
        story.press(c.MarkMissed)
        story.press(c.CallTicket, "w2", ticket=number)
        assert story.problem(c.Undo(window="w1")).type == "nothing-to-undo"
        assert story.at("w2") == number

    def test_one_press_is_taken_back_once(self, story):
        story.open()
        story.take()
        story.next()
        story.press(c.Undo)
        assert story.problem(c.Undo(window="w1")).type == "nothing-to-undo"

    def test_somebody_served_without_a_ticket_is_not_sent_to_wait(self, story):
        story.open()
        story.press(c.WalkDirect)
        assert story.press(c.Undo) == ("command_undone", "ticket_cancelled")
        assert (story.ticket("A001").state, story.queue(), story.window("w1").state) == (
            "cancelled",
            [],
            "open",
        )
