"""The one `decide`: what a command makes happen, or why not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from hall.rules import (
    bookings,
    by_hand,
    calling,
    cases,
    check_in,
    classes,
    hall_wide,
    handing_in,
    health,
    helping,
    leases,
    matters,
    missing,
    moving,
    noting,
    parking,
    printers,
    ratings,
    recovering,
    serving,
    storing,
    suspending,
    temporary,
    tickets,
    ticking,
    undo,
    walking,
    windows,
)
from hall.rules.day import Day
from link.messages import commands as c
from link.messages.facts import Body
from link.messages.problems import refuse

NewId = Callable[[], str]


def decide(day: Day, command: c.Command, now: datetime, new_id: NewId) -> tuple[Body, ...]:
    """What has happened once this command is carried out; nothing, where all is already so.

    `now` is what the hall's clock says, UTC. `new_id` makes ids that were never given before. Changes nothing itself.

    Raises:
        Refused: it cannot be carried out; the day stays as it is.
    """
    bodies = _decided(day, command, now, new_id)
    return (*bodies, *storing.calls_for(day, bodies, now)) if day.visits.stored else bodies


def _decided(day: Day, command: c.Command, now: datetime, new_id: NewId) -> tuple[Body, ...]:
    kind = type(command)
    if kind in _PLAIN:
        return _PLAIN[kind](day, command)
    if kind in _WITH_NOW:
        return _WITH_NOW[kind](day, command, now)
    if kind in _WITH_ID:
        return _WITH_ID[kind](day, command, now, new_id)
    raise refuse("not-built")


_PLAIN: Final[dict[type[c.Command], Callable[[Day, Any], tuple[Body, ...]]]] = {
    c.CancelTicket: tickets.cancel,
    c.PrioritiseTicket: classes.prioritise,
    c.ReprintTicket: printers.reprint,
    c.ConfirmPrint: tickets.confirm_print,
    c.ReportPrintFailure: tickets.report_print_failure,
    c.AddService: matters.add_service,
    c.RemoveService: matters.remove_service,
    c.ChooseService: matters.choose_service,
    c.ChangeService: matters.change_service,
    c.NoteTicket: noting.note,
    c.FlagTicket: noting.flag,
    c.ReviveTicket: missing.revive,
    c.OpenWindow: windows.open_window,
    c.PauseWindow: windows.pause,
    c.ResumeWindow: windows.resume,
    c.CloseWindow: windows.close,
    c.TakeOver: windows.take_over,
    c.ChangeWindowServices: windows.change_services,
    c.ChangeProfile: windows.change_profile,
    c.AddWindow: temporary.add_window,
    c.RemoveWindow: temporary.remove_window,
    c.MarkArrived: serving.arrived,
    c.StartService: serving.start,
    c.FinishService: serving.finish,
    c.Abandon: serving.abandon,
    c.Unpark: parking.unpark,
    c.Transfer: moving.transfer,
    c.DefineHall: hall_wide.define,
    c.TakeLead: hall_wide.take_lead,
    c.SuspendService: suspending.suspend,
    c.ResumeService: suspending.resume,
    c.StartCrowd: hall_wide.start_crowd,
    c.EndCrowd: hall_wide.end_crowd,
    c.SetNotice: hall_wide.set_notice,
    c.Broadcast: hall_wide.broadcast,
    c.EndBroadcast: hall_wide.end_broadcast,
    c.AcknowledgeAlarm: hall_wide.acknowledge,
    c.ReportHealth: health.report,
    c.AskHelp: helping.ask,
    c.EndHelp: helping.end,
    c.LeaseNumbers: leases.lease,
    c.EndRecovery: recovering.end,
}
_WITH_NOW: Final[dict[type[c.Command], Callable[[Day, Any, datetime], tuple[Body, ...]]]] = {
    c.CallNext: calling.call_next,
    c.CallTicket: calling.call_ticket,
    c.Recall: calling.recall,
    c.MarkMissed: serving.missed,
    c.Park: parking.park,
    c.Undo: undo.undo,
    c.HandIn: handing_in.hand_in,
    c.Tick: ticking.tick,
    c.CancelBooking: bookings.cancel,
    c.StepCase: cases.step,
}
_WITH_ID: Final[dict[type[c.Command], Callable[[Day, Any, datetime, NewId], tuple[Body, ...]]]] = {
    c.TakeTicket: check_in.take,
    c.RateTicket: ratings.rate,
    c.CheckIn: check_in.check_in,
    c.MakeBooking: bookings.make,
    c.ImportBookings: bookings.take_in,
    c.ImportNumbers: by_hand.take_in,
    c.WalkDirect: walking.walk,
}
