"""Stories of the whole hall: its definition, notices, broadcasts and the health of its boxes."""

from dataclasses import replace

from hall.rules.hall_wide import DROPPED
from link.messages import commands as c


def test_the_same_definition_again_is_no_news(story):
    assert story.redefine() == ()
    assert story.redefine(name="云溪县") == ("hall_defined",)


def test_who_waits_for_a_service_that_is_dropped_is_not_forgotten(story):
    story.open()
    number = story.take("pledge")
    before = story.hall.state.definition
    kept = tuple(each for each in before.services if each.id != "pledge")
    windows = tuple(replace(each, services=("house", "ask")) for each in before.windows)
    assert story.redefine(services=kept, windows=windows) == ("hall_defined", "alarm_raised")
    assert story.hall.state.alarms[f"{DROPPED}/pledge"].fields["waiting"] == "1"
    assert story.next() is None
    story.press(c.CallTicket, ticket=number)
    assert story.at("w1") == number
    assert story.redefine(services=before.services) == ("hall_defined", "alarm_cleared")


def test_a_window_that_is_dropped_while_it_serves_goes_on_until_it_closes(story):
    story.open("w1")
    story.take()
    story.next()
    story.press(c.StartService)
    windows = tuple(each for each in story.hall.state.definition.windows if each.id != "w1")
    story.redefine(windows=windows)
    assert story.press(c.FinishService) == ("service_finished",)
    assert story.press(c.CloseWindow) == ("window_closed",)


def test_notices_and_broadcasts_name_zones_that_exist(story):
    assert story.do(c.SetNotice(zone="left", notices=("下午停电",))) == ("notice_set",)
    assert story.do(c.SetNotice(zone="left", notices=("下午停电",))) == ()
    assert story.do(c.Broadcast(text="请有序排队", zones=("right",))) == ("broadcast_made",)
    assert story.problem(c.SetNotice(zone="moon")).type == "unknown-zone"
    assert story.problem(c.Broadcast(text="?", zones=("moon",))).type == "unknown-zone"


def test_only_what_changed_in_a_boxs_health_becomes_a_fact(story):
    paper = c.Trouble(part="printer", reason="paper")
    sound = c.Trouble(part="sound")
    assert story.do(c.ReportHealth(box="k1", troubles=(paper, sound))) == ("box_troubled", "box_troubled")
    assert story.do(c.ReportHealth(box="k1", troubles=(paper, sound))) == ()
    assert story.do(c.ReportHealth(box="k2", troubles=(paper,))) == ("box_troubled",)
    jammed = replace(paper, reason="jam")
    assert story.do(c.ReportHealth(box="k1", troubles=(jammed,))) == ("box_troubled", "box_recovered")
    assert set(story.hall.state.troubles) == {"k1/printer", "k2/printer"}
