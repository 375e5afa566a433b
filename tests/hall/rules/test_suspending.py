"""Stories of services that stop giving tickets for a while: one, a department, a room."""

from link.messages import commands as c


def test_a_whole_department_stops_and_goes_on(story):
    waiting = story.take()
    assert story.do(c.SuspendService(department="d", reason="系统维护")) == ("service_suspended",) * 2
    assert story.problem(c.TakeTicket(service="pledge")).type == "service-suspended"
    assert story.take("ask") == "B001"
    assert story.do(c.SuspendService(department="d", reason="系统维护")) == ()
    story.open()
    assert story.next() == waiting, "who has a ticket is served"
    assert story.do(c.ResumeService(department="d")) == ("service_resumed",) * 2
    assert story.take("pledge") == "A002"


def test_of_a_room_only_what_is_served_there_alone_stops(story):
    """`ask` is served in both rooms, `house` and `pledge` in the left one."""
    assert story.do(c.SuspendService(zone="right")) == ()
    assert story.do(c.SuspendService(zone="left")) == ("service_suspended",) * 2
    assert story.take("ask") == "B001"
    story.press(c.ChangeWindowServices, "w2", services=("house",))
    assert story.do(c.SuspendService(zone="right")) == ("service_suspended",)
    assert story.problem(c.TakeTicket(service="ask")).type == "service-suspended"


def test_one_of_them_may_go_on_before_the_others(story):
    story.do(c.SuspendService(department="d"))
    assert story.do(c.ResumeService(service="house")) == ("service_resumed",)
    assert story.take() == "A001"
    assert story.problem(c.TakeTicket(service="pledge")).type == "service-suspended"
    assert story.do(c.ResumeService(department="d")) == ("service_resumed",)


def test_a_department_and_a_room_that_there_are_not(story):
    assert story.problem(c.SuspendService(department="moon")).type == "unknown-department"
    assert story.problem(c.ResumeService(zone="moon")).type == "unknown-zone"
    assert story.problem(c.SuspendService()).type == "unknown-service"
