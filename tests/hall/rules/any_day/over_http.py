"""The same commands as requests: where each is asked, and with which body."""

from collections.abc import Callable
from typing import Any

from link.messages import commands as c
from link.messages.codec import moment_text

Request = tuple[str, dict[str, Any]]
"""Path and body."""


def request_of(command: c.Command) -> Request:
    """The request that asks for a command."""
    return _REQUESTS[type(command)](command)


def _seen(command: Any) -> dict[str, Any]:
    return {} if command.at is None else {"at": command.at.ticket}


def _window(verb: str, *names: str) -> Callable[[Any], Request]:
    def request(command: Any) -> Request:
        fields = {name: getattr(command, name) for name in names}
        return f"/windows/{command.window}/{verb}", fields | _seen(command)

    return request


def _ticket(verb: str, *names: str) -> Callable[[Any], Request]:
    return lambda command: (
        f"/tickets/{command.ticket}/{verb}",
        {name: getattr(command, name) for name in names},
    )


def _hall(path: str, *names: str) -> Callable[[Any], Request]:
    return lambda command: (path, {name: _plain(getattr(command, name)) for name in names})


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def _take(command: c.TakeTicket) -> Request:
    names = ("service", "priority", "language", "further", "booking", "visual", "age", "person")
    return "/tickets", {name: _plain(getattr(command, name)) for name in names}


def _transfer(command: c.Transfer) -> Request:
    fields = {name: getattr(command, name) for name in ("service", "clerk", "pool", "place", "back", "note")}
    return f"/windows/{command.window}/transfer", fields | {"window": command.to_window} | _seen(command)


def _park(command: c.Park) -> Request:
    until = None if command.until is None else moment_text(command.until)
    fields = {"pool": command.pool, "until": until, "with_clerk": command.with_clerk}
    return f"/windows/{command.window}/park", fields | _seen(command)


def _add_window(command: c.AddWindow) -> Request:
    fields = {"window": command.window, "label": command.label, "zone": command.zone}
    return "/windows", fields | {"services": list(command.services), "kind": command.window_kind}


def _of_services(verb: str, *names: str) -> Callable[[Any], Request]:
    def request(command: Any) -> Request:
        fields = {name: getattr(command, name) for name in names}
        for place in ("department", "zone"):
            if getattr(command, place):
                return f"/{place}s/{getattr(command, place)}/{verb}", fields
        return f"/services/{command.service}/{verb}", fields

    return request


def _book(command: c.MakeBooking) -> Request:
    fields = {"service": command.service, "by": command.by, "person": command.person}
    return "/bookings", fields | {"start": moment_text(command.start)}


def _book_a_list(command: c.ImportBookings) -> Request:
    rows = [
        {
            "service": each.service,
            "start": moment_text(each.start) if each.start else "morgen",
            "booking": each.booking,
        }
        for each in command.lines
    ]
    return "/bookings/import", {"rows": rows}


def _check_in(command: c.CheckIn) -> Request:
    return f"/bookings/{command.booking}/check-in", {"priority": command.priority, "admit": command.admit}


def _by_hand(command: c.ImportNumbers) -> Request:
    at = None if command.at is None else moment_text(command.at)
    fields = {"service": command.service, "numbers": list(command.numbers), "count": command.count}
    return "/hall/crowd/numbers", fields | {"at": at, "priority": command.priority}


def _hand_in(command: c.HandIn) -> Request:
    names = ("ticket", "number", "counter", "series", "service", "priority", "language")
    tickets = [
        {name: getattr(each, name) for name in names} | {"issued_at": moment_text(each.issued_at)}
        for each in command.tickets
    ]
    return f"/boxes/{command.box}/hand-in", {"tickets": tickets, "has_more": command.has_more}


def _health(command: c.ReportHealth) -> Request:
    troubles = [{"part": each.part, "reason": each.reason} for each in command.troubles]
    printers = None if command.printers is None else list(command.printers)
    return f"/boxes/{command.box}/health", {"troubles": troubles, "printers": printers}


def _step_case(command: c.StepCase) -> Request:
    more = {"verify": "is_founded", "call_back": "is_content"}.get(command.step)
    fields = {} if more is None else {more: getattr(command, more)}
    return f"/cases/{command.case}/{command.step.replace('_', '-')}", {"text": command.text} | fields


_REQUESTS: dict[type[c.Command], Callable[[Any], Request]] = {
    c.TakeTicket: _take,
    c.CancelTicket: _ticket("cancel", "reason"),
    c.PrioritiseTicket: _ticket("prioritise", "priority", "reason"),
    c.ReprintTicket: _ticket("reprint", "first"),
    c.RateTicket: lambda each: (
        f"/tickets/{each.ticket}/rating",
        {"transaction": each.transaction, "grade": each.grade, "reasons": list(each.reasons), "by": each.by},
    ),
    c.ConfirmPrint: _ticket("printed", "printer", "reprint"),
    c.ReportPrintFailure: _ticket("print-failed", "printer", "reason"),
    c.AddService: _ticket("add-service", "service"),
    c.RemoveService: _ticket("remove-service", "service"),
    c.ChooseService: _ticket("choose-service", "service"),
    c.ChangeService: _ticket("change-service", "service"),
    c.NoteTicket: _ticket("note", "note"),
    c.FlagTicket: _ticket("flag", "visual"),
    c.ReviveTicket: _ticket("revive", "to_same"),
    c.OpenWindow: _window("open", "clerk"),
    c.PauseWindow: _window("pause", "reason"),
    c.ResumeWindow: _window("resume"),
    c.CloseWindow: _window("close"),
    c.CallNext: _window("next", "outcome"),
    c.Recall: _window("recall"),
    c.MarkArrived: _window("arrived"),
    c.StartService: _window("start"),
    c.FinishService: _window("finish", "outcome"),
    c.MarkMissed: _window("missed"),
    c.Abandon: _window("abandon", "reason"),
    c.Park: _park,
    c.Unpark: _window("unpark", "ticket"),
    c.Transfer: _transfer,
    c.CallTicket: _window("call", "ticket"),
    c.WalkDirect: _window("walk", "service", "outcome"),
    c.Undo: _window("undo"),
    c.ChangeWindowServices: lambda each: (
        f"/windows/{each.window}/services",
        {"services": list(each.services)},
    ),
    c.TakeOver: _window("take-over", "clerk"),
    c.ChangeProfile: lambda each: (f"/windows/{each.window}/profile", {"profile": each.profile}),
    c.AddWindow: _add_window,
    c.RemoveWindow: lambda each: (f"/windows/{each.window}/remove", {}),
    c.SuspendService: _of_services("suspend", "reason"),
    c.ResumeService: _of_services("resume"),
    c.StartCrowd: _hall("/hall/crowd", "reason"),
    c.EndCrowd: _hall("/hall/crowd/end"),
    c.SetNotice: _hall("/hall/notices", "zone", "notices"),
    c.Broadcast: _hall("/hall/broadcast", "text", "zones", "emergency"),
    c.EndBroadcast: _hall("/hall/broadcast/end", "broadcast"),
    c.AcknowledgeAlarm: _hall("/alarms/acknowledge", "alarm", "about"),
    c.MakeBooking: _book,
    c.CancelBooking: lambda each: (f"/bookings/{each.booking}/cancel", {"by": each.by}),
    c.CheckIn: _check_in,
    c.ImportBookings: _book_a_list,
    c.ImportNumbers: _by_hand,
    c.LeaseNumbers: lambda each: (f"/boxes/{each.box}/leases", {"series": each.series, "count": each.count}),
    c.HandIn: _hand_in,
    c.ReportHealth: _health,
    c.AskHelp: lambda each: (f"/boxes/{each.box}/help", {"name": each.name}),
    c.EndHelp: lambda each: (f"/boxes/{each.box}/help/end", {}),
    c.EndRecovery: _hall("/hall/recovered"),
    c.StepCase: _step_case,
}

REQUESTED = frozenset(_REQUESTS)
