"""What becomes of a bad rating: a case that is verified, rectified, replied to and called back, each by its day."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from hall.rules.case_records import LATE, Case
from hall.rules.day import Day
from hall.rules.known import label_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import BAD, CaseRules
from link.messages.problems import refuse

BAD_RATING: Final = "rating-bad"

FROM: Final[dict[f.CaseStep, f.CaseState]] = {
    "verify": "opened",
    "rectify": "verified",
    "reply": "rectified",
    "call_back": "replied",
    "reopen": "closed",
}
"""How a case must stand for each step; a note can always be made."""

_TO: Final[dict[f.CaseStep, f.CaseState]] = {
    "verify": "verified",
    "rectify": "rectified",
    "reply": "replied",
    "call_back": "closed",
    "reopen": "opened",
}


def opens(
    day: Day, rated: f.TicketRated, number: str, now: datetime, new_id: Callable[[], str]
) -> tuple[f.Body, ...]:
    """The case and the alarm that a rating makes; none where it is not a bad one."""
    if rated.grade > BAD:
        return ()
    opened = f.CaseOpened(
        case=new_id(),
        ticket=rated.ticket,
        number=number,
        transaction=rated.transaction,
        grade=rated.grade,
        service=rated.service,
        window=rated.window,
        clerk=rated.clerk,
        reasons=rated.reasons,
        comment=rated.comment,
        due=_due(day.public.definition.cases, "opened", now),
    )
    return opened, _alarm(day, opened)


def step(day: Day, command: c.StepCase, now: datetime) -> tuple[f.Body, ...]:
    """Do the next thing about a case, or note something; whoever does it says what they did.

    Raises:
        Refused: `unknown-case`, `case-state`, `reason-missing`.
    """
    case = day.cases.known.get(command.case)
    if case is None:
        raise refuse("unknown-case", case=command.case)
    if not command.text:
        raise refuse("text-missing")
    if command.step == "note":
        stays = f.CaseStepped(
            case=case.id,
            state=case.state,
            text=command.text,
            due=case.due,
            kept_until=case.kept_until,
        )
        return (stays,)
    if case.state != FROM[command.step]:
        raise refuse("case-state", ticket=case.opened.number, state=case.state)
    return _stepped(day, command, now), *_alarms(day, case, command.step)


def late(day: Day, now: datetime) -> tuple[f.Body, ...]:
    """Which cases are late by now, and nobody was told yet."""
    over = (case for at, case in day.cases.deadlines if at <= now)
    return tuple(
        f.AlarmRaised(alarm=LATE, about=case, fields={"ticket": day.cases.known[case].opened.number})
        for case in over
        if f"{LATE}/{case}" not in day.public.alarms
    )


def late_due(day: Day) -> datetime | None:
    """When the next case becomes late."""
    alarms = day.public.alarms
    return next((at for at, case in day.cases.deadlines if f"{LATE}/{case}" not in alarms), None)


def _stepped(day: Day, command: c.StepCase, now: datetime) -> f.CaseStepped:
    rules = day.public.definition.cases
    state = _reached(command)
    today = day.public.day or now.date()
    return f.CaseStepped(
        case=command.case,
        step=command.step,
        state=state,
        text=command.text,
        due=_due(rules, state, now),
        kept_until=today + timedelta(days=rules.keep_closed_days) if state == "closed" else None,
    )


def _reached(command: c.StepCase) -> f.CaseState:
    """What was not founded needs no remedy; who is not content after one gets another."""
    if command.step == "verify" and not command.is_founded:
        return "rectified"
    if command.step == "call_back" and not command.is_content:
        return "verified"
    return _TO[command.step]


def _due(rules: CaseRules, state: f.CaseState, now: datetime) -> datetime | None:
    days = {
        "opened": rules.verify_days,
        "verified": rules.rectify_days,
        "rectified": rules.reply_days,
        "replied": rules.call_back_days,
    }.get(state)
    return None if days is None else now + timedelta(days=days)


def _alarm(day: Day, opened: f.CaseOpened) -> f.AlarmRaised:
    fields = {"ticket": opened.number, "window": label_of(day, opened.window)}
    return f.AlarmRaised(alarm=BAD_RATING, about=opened.case, fields=fields)


def _alarms(day: Day, case: Case, step: f.CaseStep) -> Iterator[f.Body]:
    """What the step ends: nobody had looked, or it was late; a reopened one waits for somebody to look again."""
    for alarm in (BAD_RATING, LATE):
        if f"{alarm}/{case.id}" in day.public.alarms:
            yield f.AlarmCleared(alarm=alarm, about=case.id)
    if step == "reopen":
        yield _alarm(day, case.opened)
