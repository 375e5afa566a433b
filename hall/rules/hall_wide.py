"""What concerns the whole hall: its definition, crowds, notices and broadcasts."""

from hall.rules.day import Day
from hall.rules.profiles import after_reload
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import BOX_TROUBLE, Alarm, BoxTrouble

DROPPED = "service-dropped"
"""The alarm about people who wait for a service that the hall no longer has."""

TWICE = "number-twice"
"""The alarm about two tickets with one number; `about` is the number."""


def define(day: Day, command: c.DefineHall) -> tuple[f.Body, ...]:
    """A changed definition. Who waits for a service that it drops stays, can be called by number, and staff are told.

    Never another hall's: every box is bound to this one by its id, and would leave it.
    """
    state = day.public
    if state.definition.id not in ("", command.definition.id):
        raise refuse("other-hall", hall=state.definition.id, other=command.definition.id)
    if command.definition == state.definition:
        return ()
    kept = {each.id for each in command.definition.services}
    dropped = tuple(
        f.AlarmRaised(alarm=DROPPED, about=service, fields={"service": service, "waiting": str(count)})
        for service, count in state.waiting.counts()
        if service not in kept
        and ":" not in service  # who was sent to a window, a clerk or a pool waits there
    )
    back = tuple(
        f.AlarmCleared(alarm=DROPPED, about=alarm.about)
        for alarm in state.alarms.values()
        if alarm.alarm == DROPPED and alarm.about in kept
    )
    changed = after_reload(day, command.definition)
    return (f.HallDefined(definition=command.definition), *changed, *dropped, *back)


def take_lead(day: Day, command: c.TakeLead) -> tuple[f.Body, ...]:
    """Told by itself; the tickets stay as they are, because the ledger that is taken over has all that was confirmed."""
    return (f.HallTookOver(epoch=command.epoch, from_host=command.from_host),)


def start_crowd(day: Day, command: c.StartCrowd) -> tuple[f.Body, ...]:
    return () if day.public.crowd == command.reason else (f.CrowdStarted(reason=command.reason),)


def end_crowd(day: Day, command: c.EndCrowd) -> tuple[f.Body, ...]:
    return () if day.public.crowd is None else (f.CrowdEnded(),)


def set_notice(day: Day, command: c.SetNotice) -> tuple[f.Body, ...]:
    if command.zone:
        _zones_are_known(day, (command.zone,))
    if day.public.notices.get(command.zone) == command.notices:
        return ()
    return (f.NoticeSet(zone=command.zone, notices=command.notices),)


def broadcast(day: Day, command: c.Broadcast) -> tuple[f.Body, ...]:
    _zones_are_known(day, command.zones)
    return (f.BroadcastMade(text=command.text, zones=command.zones, emergency=command.emergency),)


def end_broadcast(day: Day, command: c.EndBroadcast) -> tuple[f.Body, ...]:
    """Take emergencies off the boards: the one that is named, or all that are in force."""
    return tuple(
        f.BroadcastEnded(broadcast=each.seq)
        for each in day.public.said
        if each.is_emergency and command.broadcast in (None, each.seq)
    )


def acknowledge(day: Day, command: c.AcknowledgeAlarm) -> tuple[f.Body, ...]:
    """Somebody looks after what lasts; who was first stays."""
    state = day.public
    if command.alarm == BOX_TROUBLE:
        known: Alarm | BoxTrouble | None = state.troubles.get(command.about)
    else:
        known = state.alarms.get(f"{command.alarm}/{command.about}")
    if known is None:
        raise refuse("unknown-alarm")
    if known.acknowledged_at is not None:
        return ()
    who = command.who
    return (f.AlarmAcknowledged(alarm=command.alarm, about=command.about, clerk=who.clerk, box=who.box),)


def _zones_are_known(day: Day, zones: tuple[str, ...]) -> None:
    for zone in zones:
        if zone not in day.public.index.zones:
            raise refuse("unknown-zone", zone=zone)
