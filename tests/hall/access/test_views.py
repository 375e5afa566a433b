"""What a screen sees of a whole day: everything that it shows, and nobody's name."""

import json
from dataclasses import fields, replace
from datetime import timedelta

import pytest

from hall.access import shown_state, shown_to, view_of
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import Clerk
from link.messages.wire import fact_of, fact_text
from link.state import fold, public, snapshot_value

CLERKS = ("clerk-1001", "clerk-1002")
NAMES = ("王芳", "李强")
WORDS = ("坐轮椅", "回家了")


@pytest.fixture
def facts(definition, morning):
    """A day with clerks, a transfer with a note, a priority with its reason, a rating."""
    listed = tuple(Clerk(id=each, name=name) for each, name in zip(CLERKS, NAMES, strict=True))
    hall = PaperHall(replace(definition, clerks=listed), morning)

    def do(*commands):
        for command in commands:
            hall.let_pass(60)
            hall.do(command)

    do(*(c.TakeTicket(service=each) for each in ("house", "house", "ask", "pledge")))
    first, _, third, last = list(hall.state.tickets)
    who = f.Who(box="caller-1", clerk=CLERKS[0])
    do(
        c.OpenWindow(window="w1", clerk=CLERKS[0]),
        c.OpenWindow(window="w2", clerk=CLERKS[1]),
        c.PrioritiseTicket(ticket=third, priority="elderly", reason=WORDS[0], who=who),
        c.CallNext(window="w1", who=who),
        c.StartService(window="w1", who=who),
        c.FinishService(window="w1", who=who),
        c.RateTicket(ticket=first, grade=1, reasons=("manner",), comment="p-said", who=f.Who(box="rate-1")),
        c.CallNext(window="w1", who=who),
        c.Transfer(window="w1", service="ask", who=who),
        c.CancelTicket(ticket=last, reason=WORDS[1]),
        c.TakeOver(window="w1", clerk="clerk-1003"),
        c.CallNext(window="w2", who=f.Who(box="caller-2", clerk=CLERKS[1])),
    )
    return [public(each) for each in hall.facts]


@pytest.mark.parametrize("role", ["display", "sign", "kiosk", "printer", "rating"])
def test_a_screen_sees_no_clerk_no_rating_and_no_note(facts, role):
    view = view_of(role)
    texts = [fact_text(shown_to(view, each)) for each in facts]
    whole = "\n".join(
        [*texts, json.dumps(snapshot_value(shown_state(view, fold(facts))), ensure_ascii=False)]
    )
    for name in (*CLERKS, *NAMES, "clerk-1003", *WORDS, "rate-1", "p-said"):
        assert name not in whole
    assert any(name in "\n".join(map(fact_text, facts)) for name in CLERKS), "there was something to hide"


def test_a_caller_sees_its_colleagues_but_not_who_rated(facts):
    view = view_of("caller")
    text = "\n".join(fact_text(shown_to(view, each)) for each in facts)
    assert CLERKS[1] in text
    assert WORDS[0] in text
    rated = next(each for each in facts if each.kind == "ticket_rated")
    told = shown_to(view, rated)
    assert (told.seq, told.at, told.body.ticket, told.who) == (rated.seq, rated.at, "", f.Who())
    assert rated.body.ticket not in fact_text(told)


@pytest.mark.parametrize("role", ["manager", "technician", "desk", "integration"])
def test_who_looks_after_the_hall_sees_it_whole(facts, role):
    assert all(shown_to(view_of(role), each) is each for each in facts)


@pytest.mark.parametrize("view", ["whole", "caller", "screen"])
def test_each_view_is_whole_in_itself_whether_folded_or_fetched(facts, view):
    shown = [fact_of(fact_text(shown_to(view, each))) for each in facts]
    assert [each.seq for each in shown] == [each.seq for each in facts], "a reader must find no gap"
    for end in range(1, len(facts) + 1):
        fetched = shown_state(view, fold(facts[:end]))
        assert snapshot_value(fold(shown[:end])) == snapshot_value(fetched)


def test_a_rating_cannot_be_told_from_a_note_by_whom_neither_is_shown(facts):
    rated = next(each for each in facts if each.kind == "ticket_rated")
    noted = replace(rated, body=f.TicketNoted(ticket=rated.body.ticket, note="n1"))
    for view in ("caller", "screen"):
        assert fact_text(shown_to(view, rated)) == fact_text(shown_to(view, noted))


@pytest.mark.parametrize("view", ["caller", "screen"])
def test_the_code_of_an_appointment_is_on_no_screen_and_no_caller(facts, view):
    code, issued = "K7M2QX9P", next(each for each in facts if each.kind == "ticket_issued")
    start = issued.at
    bodies = (
        replace(issued.body, booking=code),
        f.BookingMade(booking=code, service="house", start=start),
        f.BookingCancelled(booking=code),
        f.BookingArrived(booking=code, ticket=issued.body.ticket),
        f.BookingMissed(booking=code),
        f.BookingsImported(
            made=1, refused=(f.LineRefused(line=2, reason="booking-known", fields={"booking": code}),)
        ),
    )
    for body in bodies:
        told = shown_to(view, replace(issued, body=body))
        assert code not in fact_text(told), body.kind
        assert told.kind == body.kind
        assert code in fact_text(shown_to("whole", replace(issued, body=body)))
    by_booking = [*facts, replace(issued, seq=facts[-1].seq + 1, body=replace(bodies[0], ticket="t-b"))]
    assert fold(shown_to(view, each) for each in by_booking).given == fold(by_booking).given, (
        "nor counted twice"
    )


def test_hiding_changes_nothing_that_the_hall_itself_has(facts):
    state = fold(facts)
    before = json.dumps(snapshot_value(state), ensure_ascii=False)
    shown_state("screen", state)
    assert json.dumps(snapshot_value(state), ensure_ascii=False) == before
    assert CLERKS[1] in before


def test_whatever_kind_is_added_its_persons_are_hidden():
    """Every kind of fact that names a clerk, a person or a note, filled by hand; nothing of it reaches a screen."""
    for kind in f.BODIES:
        names = {"clerk", "from_clerk", "person", "note", "comment"} & {each.name for each in fields(kind)}
        for name in names:
            body = _made(kind, **{name: "secret-words"})
            shown = shown_to("screen", f.Fact(seq=1, at=None, day=None, who=f.Who(), command="", body=body))
            assert "secret-words" not in repr(shown), (kind, name)


def _made(kind, **filled):
    body = object.__new__(kind)
    for name in (each.name for each in fields(kind)):
        object.__setattr__(body, name, filled.get(name, ""))
    return body


def test_a_screen_does_not_learn_for_which_clerk_somebody_waits(definition, morning):
    hall = PaperHall(definition, morning)
    for window, clerk in zip(("w1", "w2"), CLERKS, strict=True):
        hall.do(c.OpenWindow(window=window, clerk=clerk))
    for _ in range(2):
        hall.do(c.TakeTicket(service="house"))
    who, key = f.Who(box="caller-1"), iter(map(str, range(100)))

    def press(command):
        hall.let_pass(5)
        hall.do(command, next(key))

    press(c.CallNext(window="w1", who=who))
    press(c.Park(window="w1", with_clerk=True, until=morning + timedelta(minutes=5), who=who))
    hall.let_pass(600)
    hall.do(c.Tick())
    press(c.CallNext(window="w1", who=who))
    press(c.Undo(window="w1", who=who))
    press(c.CallNext(window="w1", who=who))
    press(c.Transfer(window="w1", clerk=CLERKS[1], who=who))
    facts = [public(each) for each in hall.facts]
    texts = "\n".join(fact_text(shown_to("screen", each)) for each in facts)
    snapshot = json.dumps(snapshot_value(shown_state("screen", hall.state)), ensure_ascii=False)
    assert "clerk-100" in "\n".join(map(fact_text, facts))
    assert "clerk-100" not in texts + snapshot
    fold(shown_to("screen", each) for each in facts)
