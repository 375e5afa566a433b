"""What the desk must look after, as the screen shows it: pure."""

from kiosk.desk.alarms import Watched
from kiosk.desk.show import Show
from kiosk.desk.shown import AlarmShown, KeyShown
from look.stale import shown_time


def alarm_shown(show: Show, each: Watched) -> AlarmShown:
    """One thing to look after, and the key that says that somebody does."""
    now, say = show.situation, show.say.say
    time = shown_time(each.at.astimezone(show.now.tzinfo))
    second = say("desk.alarm.since", time=time)
    if each.seen_at is not None:
        seen = shown_time(each.seen_at.astimezone(show.now.tzinfo))
        second = say("desk.alarm.seen", who=each.seen_by, time=seen)
    return AlarmShown(
        key=each.key,
        icon=each.icon,
        text=each.text,
        second=second,
        advice=each.advice,
        is_seen=each.seen_at is not None,
        is_open=now.alarm == each.key,
        acknowledge=KeyShown(
            place="acknowledge",
            text=say("desk.acknowledge" if each.seen_at is None else "desk.been_there"),
            hint="Enter",
            is_ready=now.can_act and (each.seen_at is None or each.is_ended_by_hand),
            is_main=True,
        ),
    )
