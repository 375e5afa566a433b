"""The cases about bad ratings that the hall knows, folded from facts: how each stands, and all that was done about it."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Final

from link.messages import facts as f

LATE: Final = "case-late"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done: when, where and by whom; `text` is a reference."""

    step: f.CaseStep
    state: f.CaseState
    at: datetime
    box: str
    clerk: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case as it stands. `due` is when the next step must be done; None where there is none."""

    opened: f.CaseOpened
    at: datetime
    day: date
    state: f.CaseState
    due: datetime | None
    kept_until: date | None = None
    steps: tuple[Step, ...] = ()

    @property
    def id(self) -> str:
        return self.opened.case


@dataclass(slots=True)
class Cases:
    """Every case that is open, and the closed ones that can be reopened. The same facts give the same cases."""

    known: dict[str, Case] = field(default_factory=dict)
    deadlines: tuple[tuple[datetime, str], ...] = ()
    """When the next step of each open case must be done, the first first."""

    def opened(self, fact: f.Fact, body: f.CaseOpened) -> None:
        self._put(Case(opened=body, at=fact.at, day=fact.day, state="opened", due=body.due))

    def stepped(self, fact: f.Fact, body: f.CaseStepped) -> None:
        """A step of a case; one of a case that nobody knows any more says nothing."""
        known = self.known.get(body.case)
        if known is None:
            return
        step = Step(
            step=body.step,
            state=body.state,
            at=fact.at,
            box=fact.who.box,
            clerk=fact.who.clerk,
            text=body.text,
        )
        self._put(
            replace(
                known,
                state=body.state,
                due=body.due,
                kept_until=body.kept_until,
                steps=(*known.steps, step),
            )
        )

    def begin_day(self, today: date) -> None:
        """Forget the closed ones that cannot be reopened any more."""
        over = [each.id for each in self.known.values() if each.kept_until and each.kept_until < today]
        for case in over:
            del self.known[case]

    def copy(self) -> "Cases":
        return Cases(dict(self.known), self.deadlines)

    def _put(self, case: Case) -> None:
        self.known[case.id] = case
        others = [each for each in self.deadlines if each[1] != case.id]
        self.deadlines = tuple(sorted([*others, (case.due, case.id)] if case.due else others))
