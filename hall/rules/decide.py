"""The one `decide`: what a command makes happen, or why not."""

from collections.abc import Callable
from datetime import datetime
from typing import Any, Final

from hall.rules import (
    bookings,
    by_hand,
    check_in,
    calling,
    classes,
    hall_wide,
    handing_in,
    health,
    leases,
    moving,
    printers,
    ratings,
    recovering,
    serving,
    temporary,
    tickets,
    ticking,
    undo,
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
    c.RateTicket: ratings.rate,
    c.ConfirmPrint: tickets.confirm_print,
    c.ReportPrintFailure: tickets.report_print_failure,
    c.AddService: tickets.add_service,
    c.ReviveTicket: tickets.revive,
    c.OpenWindow: windows.open_window,
    c.PauseWindow: windows.pause,
    c.ResumeWindow: windows.resume,
    c.CloseWindow: windows.close,
    c.TakeOver: windows.take_over,
    c.ChangeWindowServices: windows.change_services,
    c.ChangeProfile: windows.change_profile,
    c.AddWindow: temporary.add_window,
    c.RemoveWindow: temporary.remove_window,
    c.Recall: calling.recall,
    c.MarkArrived: serving.arrived,
    c.StartService: serving.start,
    c.FinishService: serving.finish,
    c.MarkMissed: serving.missed,
    c.Park: moving.park,
    c.Unpark: moving.unpark,
    c.Transfer: moving.transfer,
    c.DefineHall: hall_wide.define,
    c.TakeLead: hall_wide.take_lead,
    c.SuspendService: hall_wide.suspend,
    c.ResumeService: hall_wide.resume,
    c.StartCrowd: hall_wide.start_crowd,
    c.EndCrowd: hall_wide.end_crowd,
    c.SetNotice: hall_wide.set_notice,
    c.Broadcast: hall_wide.broadcast,
    c.EndBroadcast: hall_wide.end_broadcast,
    c.ReportHealth: health.report,
    c.LeaseNumbers: leases.lease,
    c.EndRecovery: recovering.end,
}
_WITH_NOW: Final[dict[type[c.Command], Callable[[Day, Any, datetime], tuple[Body, ...]]]] = {
    c.CallNext: calling.call_next,
    c.CallTicket: calling.call_ticket,
    c.Undo: undo.undo,
    c.HandIn: handing_in.hand_in,
    c.Tick: ticking.tick,
    c.CancelBooking: bookings.cancel,
}
_WITH_ID: Final[dict[type[c.Command], Callable[[Day, Any, datetime, NewId], tuple[Body, ...]]]] = {
    c.TakeTicket: check_in.take,
    c.CheckIn: check_in.check_in,
    c.MakeBooking: bookings.make,
    c.ImportBookings: bookings.take_in,
    c.ImportNumbers: by_hand.take_in,
    c.WalkDirect: calling.walk,
}
