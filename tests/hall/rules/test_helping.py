"""Somebody at a kiosk asks for help, and the desk sees it until somebody has been there."""

from link.messages import commands as c
from link.messages.facts import Who

KIOSK, DESK = Who(box="kiosk-1"), Who(box="desk")


def asked(name="1 号取号机"):
    return c.AskHelp(box="kiosk-1", name=name, who=KIOSK)


def ended():
    return c.EndHelp(box="kiosk-1", who=DESK)


def test_a_call_for_help_is_an_alarm_that_says_where(story):
    assert story.do(asked()) == ("alarm_raised",)
    alarm = story.hall.state.alarms["help-asked/kiosk-1"]
    assert alarm.fields == {"name": "1 号取号机"}


def test_who_touches_the_key_again_does_not_ring_again(story):
    story.do(asked())
    assert story.do(asked()) == ()


def test_a_box_without_a_name_is_called_by_its_id(story):
    story.do(asked(name=""))
    assert story.hall.state.alarms["help-asked/kiosk-1"].fields == {"name": "kiosk-1"}


def test_it_is_over_when_somebody_has_been_there_and_can_be_asked_anew(story):
    story.do(asked())
    assert story.do(ended()) == ("alarm_cleared",)
    assert story.do(ended()) == ()
    assert story.do(asked()) == ("alarm_raised",)


def test_that_somebody_is_on_the_way_is_seen_at_the_kiosk(story):
    story.do(asked())
    story.do(c.AcknowledgeAlarm(alarm="help-asked", about="kiosk-1", who=DESK))
    assert story.hall.state.alarms["help-asked/kiosk-1"].acknowledged_at is not None
