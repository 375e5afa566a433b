"""One way to ask each command there is, drawn for the hall as it stands: mostly sensible, sometimes not at all."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from random import Random
from typing import Any

from surroundings import Surroundings
from whole_hall import CHANGES, CLASSES, CLERKS, PROFILES, SERVICES, changed

from link.messages import commands as c
from link.messages.facts import Who

Asked = Callable[[Surroundings, Random], c.Command]

KIOSKS = ("k1", "k2")
CLOCKS = ("08:30", "09:00", "09:30", "10:00", "11:00", "11:10")
PERSONS = ("", "", "p-1", "p-2")
TARGETS = (
    {"service": "a"}, {"service": "c"}, {"service": "d"}, {"to_window": "w2"}, {"to_window": "t1"}, {"clerk": "1001"},
    {"clerk": "1002"}, {"pool": "p"}, {"pool": "q", "service": "b"}, {"to_window": "w3", "service": "b"},
    {"clerk": "1001", "pool": "p"},
)  # fmt: skip


def some(draw: Random, choices: Sequence[Any], most: int) -> list[Any]:
    return [draw.choice(choices) for _ in range(draw.randint(0, most))]


def window(hall: Surroundings, draw: Random, *states: str) -> str:
    """One in one of these states where there is any; now and then whichever."""
    known = list(hall.state.windows.values())
    fit = [each.id for each in known if each.state in states]
    rest = [each.id for each in known] if draw.choice(range(6)) else ["t1", "w9"]
    return draw.choice(fit if fit and draw.choice(range(6)) else rest)


def ticket(hall: Surroundings, draw: Random, *states: str) -> str:
    """The like for tickets; None of them: of those that live."""
    known = [*hall.state.tickets.values(), *hall.state.ended.values()]
    fit = [each.id for each in known if each.state in states or (not states and each.ended_at is None)]
    rest = [*(each.id for each in known), "nobody"]
    return draw.choice(fit if fit and draw.choice(range(6)) else rest)


def seen(hall: Surroundings, draw: Random, window: str) -> c.Seen | None:
    """What the clerk's screen shows: not said, right, or old."""
    held = hall.state.windows[window].ticket if window in hall.state.windows else None
    return draw.choice((None, None, None, c.Seen(ticket=held), c.Seen(ticket="t1")))


def booking(hall: Surroundings, draw: Random) -> str:
    return draw.choice([*hall.booked, "nothing"])


def _pressed(kind: Any, *states: str, **more: Callable[[Surroundings, Random], Any]) -> Asked:
    """A key of a window, at one where it does something."""

    def asked(hall: Surroundings, draw: Random) -> c.Command:
        at = window(hall, draw, *states)
        fields = {name: value(hall, draw) for name, value in more.items()}
        return kind(window=at, at=seen(hall, draw, at), who=Who(box="cal"), **fields)

    return asked


def _of_ticket(kind: Any, *states: str, **more: Callable[[Surroundings, Random], Any]) -> Asked:
    def asked(hall: Surroundings, draw: Random) -> c.Command:
        fields = {name: value(hall, draw) for name, value in more.items()}
        return kind(ticket=ticket(hall, draw, *states), who=Who(box=draw.choice(KIOSKS)), **fields)

    return asked


def _of_hall(kind: Any, **more: Callable[[Surroundings, Random], Any]) -> Asked:
    return lambda hall, draw: kind(**{name: value(hall, draw) for name, value in more.items()})


def _any(*choices: Any) -> Callable[[Surroundings, Random], Any]:
    return lambda hall, draw: draw.choice(choices)


def _take(hall: Surroundings, draw: Random) -> c.Command:
    return c.TakeTicket(
        service=draw.choice((*SERVICES, "a", "b", "x")),
        priority=draw.choice(CLASSES),
        further=draw.choice(((), (), ("c",), ("b", "d", "a"))),
        person=draw.choice(PERSONS),
        age=draw.choice((None, None, 30, 71)),
        visual=draw.choice((False, True)),
        booking=booking(hall, draw) if draw.choice(range(9)) == 0 else "",
        who=draw.choice((Who(box="k1"), Who(box="k1"), Who(box="k2"), Who(box="desk", clerk="1002"))),
    )


def _transfer(hall: Surroundings, draw: Random) -> c.Command:
    at = window(hall, draw, "calling", "serving")
    return c.Transfer(
        window=at,
        place=draw.choice(("first", "last", "age", "back")),
        back=draw.choice((0, 1, 2, 9)),
        note=draw.choice(("", "n-1")),
        at=seen(hall, draw, at),
        **draw.choice(TARGETS),
    )


def _park(hall: Surroundings, draw: Random) -> c.Command:
    minutes = draw.choice((None, None, 2, 10, -5, 2000))
    return c.Park(
        window=window(hall, draw, "calling", "serving"),
        pool=draw.choice(("", "", "p", "q", "x")),
        until=None if minutes is None else hall.now + timedelta(minutes=minutes, microseconds=7),
        with_clerk=draw.choice((False, True)),
    )


def _hand_in(hall: Surroundings, draw: Random) -> c.Command:
    """Everything that the box has on its disk, or the first of it; perhaps a paper of just now among it."""
    box = draw.choice(KIOSKS)
    for _ in range(draw.choice((0, 1, 2))):
        hall.give_alone(box, draw.choice(tuple(hall.state.index.services)), draw.choice(CLASSES))
    if draw.choice(range(12)) == 0:
        hall.paint_over(box)
    papers = tuple(hall.kiosks[box].journal)
    has_more = draw.choice((False, False, True))
    return c.HandIn(box=box, tickets=papers[: len(papers) // 2] if has_more else papers, has_more=has_more)


def _book(hall: Surroundings, draw: Random) -> c.Command:
    return c.MakeBooking(
        service=draw.choice(("a", "a", "a", "b")),
        start=hall.at_clock(draw.choice((0, 0, 0, 1, 2, 5)), draw.choice(CLOCKS)),
        person=draw.choice(PERSONS),
        by=draw.choice(("online", "phone", "desk", "kiosk")),
    )


def _book_a_list(hall: Surroundings, draw: Random) -> c.Command:
    clocks = some(draw, (*CLOCKS, ""), 4)
    name = draw.choice(("", "X-1"))
    return c.ImportBookings(
        lines=tuple(
            c.BookingLine(
                line=line,
                service=draw.choice(("a", "甲", "moon")),
                start=hall.at_clock(1, clock) if clock else None,
                given=clock,
                booking=name,
            )
            for line, clock in enumerate(clocks, start=1)
        )
    )


def _by_hand(hall: Surroundings, draw: Random) -> c.Command:
    ago = draw.choice((None, 0, 20, 90, 3000))
    return c.ImportNumbers(
        service=draw.choice(SERVICES),
        numbers=tuple(some(draw, ("1", "7", "A09", "b2", "B3", "4", "x", "5001"), 3)),
        count=draw.choice((0, 0, 1, 2)),
        at=None if ago is None else hall.now - timedelta(minutes=ago),
        priority=draw.choice(CLASSES),
    )  # fmt: skip


def check_in(hall: Surroundings, draw: Random) -> c.Command:
    return c.CheckIn(
        booking=booking(hall, draw), priority=draw.choice(CLASSES), admit=draw.choice((False, True))
    )


def _define(hall: Surroundings, draw: Random) -> c.Command:
    """The hall's file says something else, or again what it said first."""
    how = draw.choice((None, *CHANGES))
    return c.DefineHall(definition=changed(hall.first, how) if how else hall.first)


def _health(hall: Surroundings, draw: Random) -> c.Command:
    troubles = draw.choice(((), (c.Trouble(part="printer", reason="paper-out"),), (c.Trouble(part="sound"),)))
    return c.ReportHealth(
        box=draw.choice(KIOSKS), troubles=troubles, printers=draw.choice((None, (), ("ticket",)))
    )


def _acknowledge(hall: Surroundings, draw: Random) -> c.Command:
    lasting = [(each.alarm, each.about) for each in hall.state.alarms.values()]
    troubles = [("box-trouble", each) for each in hall.state.troubles]
    alarm, about = draw.choice([*lasting, *troubles, ("nothing", "")])
    return c.AcknowledgeAlarm(alarm=alarm, about=about, who=Who(box="desk", clerk=draw.choice(("", "1002"))))


_TICKETS = _any("", "done", "即办件", "instant")

ASKED: dict[type[c.Command], Asked] = {
    c.TakeTicket: _take,
    c.CancelTicket: _of_ticket(c.CancelTicket),
    c.PrioritiseTicket: _of_ticket(c.PrioritiseTicket, priority=_any(*CLASSES, "x"), reason=_any("", "急病")),
    c.ReprintTicket: _of_ticket(
        c.ReprintTicket, printer=_any("", "k1/ticket", "k9/x"), first=_any(False, True)
    ),
    c.RateTicket: _of_ticket(
        c.RateTicket,
        "serving",
        "finished",
        grade=_any(1, 2, 5),
        transaction=_any(1, 1, 2),
        reasons=_any((), ("wait",), ("manner", "other"), ("gloom",)),
        by=_any("screen", "device"),
    ),
    c.ConfirmPrint: _of_ticket(c.ConfirmPrint, printer=_any("k1/ticket")),
    c.ReportPrintFailure: _of_ticket(c.ReportPrintFailure, printer=_any("k1/ticket")),
    c.AddService: _of_ticket(c.AddService, service=_any(*SERVICES)),
    c.RemoveService: _of_ticket(c.RemoveService, service=_any(*SERVICES)),
    c.ChooseService: _of_ticket(c.ChooseService, service=_any(*SERVICES)),
    c.ChangeService: _of_ticket(c.ChangeService, "waiting", service=_any(*SERVICES)),
    c.NoteTicket: _of_ticket(c.NoteTicket, note=_any("n-2")),
    c.FlagTicket: _of_ticket(c.FlagTicket, visual=_any(True, False)),
    c.ReviveTicket: _of_ticket(c.ReviveTicket, "missed", "expired", to_same=_any(None, True, False)),
    c.OpenWindow: _pressed(c.OpenWindow, "closed", clerk=_any("", *CLERKS, "1009")),
    c.PauseWindow: _pressed(c.PauseWindow, "open", "calling", "serving", reason=_any("", "取材料")),
    c.ResumeWindow: _pressed(c.ResumeWindow, "paused"),
    c.CloseWindow: _pressed(c.CloseWindow, "open", "calling", "paused"),
    c.CallNext: _pressed(c.CallNext, "open", "calling", "serving", outcome=_TICKETS),
    c.Recall: _pressed(c.Recall, "calling"),
    c.MarkArrived: _pressed(c.MarkArrived, "calling"),
    c.StartService: _pressed(c.StartService, "calling"),
    c.FinishService: _pressed(c.FinishService, "calling", "serving", outcome=_TICKETS),
    c.MarkMissed: _pressed(c.MarkMissed, "calling"),
    c.Abandon: _pressed(c.Abandon, "calling", "serving"),
    c.Park: _park,
    c.Unpark: _pressed(c.Unpark, "open", "calling", ticket=lambda hall, draw: ticket(hall, draw, "parked")),
    c.Transfer: _transfer,
    c.CallTicket: _pressed(
        c.CallTicket,
        "open",
        "calling",
        "serving",
        ticket=lambda hall, draw: ticket(hall, draw, "waiting", "missed", "parked", "expired"),
    ),
    c.WalkDirect: _pressed(c.WalkDirect, "open", "serving", service=_any("", *SERVICES), outcome=_TICKETS),
    c.Undo: _pressed(c.Undo, "open", "calling", "serving", "paused"),
    c.ChangeWindowServices: _pressed(
        c.ChangeWindowServices, "open", "closed", services=_any(("a",), ("b", "d", "b"), (), SERVICES)
    ),
    c.TakeOver: _pressed(c.TakeOver, "open", "calling", "serving", clerk=_any(*CLERKS, "1009")),
    c.ChangeProfile: _pressed(c.ChangeProfile, "open", "closed", profile=_any(*PROFILES, "x")),
    c.AddWindow: _of_hall(
        c.AddWindow,
        window=_any("t1", "t2", "w1"),
        label=_any("临", "临2", "1"),
        zone=_any("z", "y", ""),
        services=_any((), ("a", "d")),
        window_kind=_any("ordinary", "complaint"),
    ),
    c.RemoveWindow: _of_hall(c.RemoveWindow, window=_any("t1", "t2", "w1")),
    c.DefineHall: _define,
    c.TakeLead: _of_hall(c.TakeLead, epoch=_any(2, 3)),
    c.Tick: _of_hall(c.Tick, after_gap=_any(False, True), clock_off_s=_any(0.0, 0.0, 90.0)),
    c.SuspendService: lambda hall, draw: c.SuspendService(
        **draw.choice(
            ({"service": "a"}, {"service": "d"}, {"department": "d1"}, {"zone": "z"}, {"zone": "y"})
        ),
        reason=draw.choice(("", "停电")),
    ),
    c.ResumeService: lambda hall, draw: c.ResumeService(
        **draw.choice(
            ({"department": "d1"}, {"department": "d2"}, {"zone": "z"}, {"zone": "y"}, {"service": "a"})
        )
    ),
    c.StartCrowd: _of_hall(c.StartCrowd, reason=_any("", "人多")),
    c.EndCrowd: _of_hall(c.EndCrowd),
    c.SetNotice: _of_hall(c.SetNotice, zone=_any("", "z", "x"), notices=_any((), ("请带原件",))),
    c.Broadcast: _of_hall(
        c.Broadcast, text=_any("请离开"), zones=_any((), ("z",)), emergency=_any(True, False)
    ),
    c.EndBroadcast: _of_hall(c.EndBroadcast, broadcast=_any(None, 3)),
    c.AcknowledgeAlarm: _acknowledge,
    c.MakeBooking: _book,
    c.CancelBooking: lambda hall, draw: c.CancelBooking(
        booking=booking(hall, draw), by=draw.choice(("online", "desk"))
    ),
    c.CheckIn: check_in,
    c.ImportBookings: _book_a_list,
    c.ImportNumbers: _by_hand,
    c.LeaseNumbers: _of_hall(
        c.LeaseNumbers, series=_any("A", "B", "W", "x"), count=_any(1, 3), box=_any(*KIOSKS)
    ),
    c.HandIn: _hand_in,
    c.ReportHealth: _health,
    c.AskHelp: _of_hall(c.AskHelp, box=_any(*KIOSKS), name=_any("", "1 号取号机")),
    c.EndHelp: _of_hall(c.EndHelp, box=_any(*KIOSKS)),
    c.EndRecovery: _of_hall(c.EndRecovery),
    c.StepCase: lambda hall, draw: c.StepCase(
        case=draw.choice([*hall.cases, "nothing"]),
        step=draw.choice(("verify", "rectify", "reply", "call_back", "reopen", "note")),
        text=draw.choice(("", "p-1", "p-2", "p-3")),
        is_founded=draw.choice((True, False)),
        is_content=draw.choice((True, False)),
        who=Who(box="office", clerk="1002"),
    ),
}

OFTEN = {
    c.TakeTicket: 8,
    c.CallNext: 8,
    c.OpenWindow: 3,
    c.ResumeWindow: 3,
    c.FinishService: 3,
    c.StartService: 3,
    c.MarkMissed: 3,
    c.Transfer: 3,
    c.Park: 2,
    c.Undo: 2,
    c.ReviveTicket: 2,
    c.MakeBooking: 2,
    c.AddWindow: 2,
    c.EndCrowd: 5,
    c.ResumeService: 3,
}
"""How much more often than the others some are asked, so that days have something in them."""

KINDS = tuple(kind for kind in ASKED for _ in range(OFTEN.get(kind, 1)))
