"""What citizens said of a service beside the grade, and what becomes of a bad rating: its case, step by step."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar, Literal

from link.messages.facts.fact import Body

RatedBy = Literal["", "device", "screen", "qr"]
"""By what it was rated: a keypad or serial evaluator, the screen at the window, the citizen's own phone."""

CaseStep = Literal["verify", "rectify", "reply", "call_back", "reopen", "note"]
"""核实、整改、反馈、回访、重新打开、备注."""

CaseState = Literal["opened", "verified", "rectified", "replied", "closed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one question of the survey was answered with (`SurveyQuestion`)."""

    question: str
    answer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Body):
    """Private: a bad rating must be looked into, verified by `due`. `comment` is a reference among the people, as are
    the texts of all steps; others learn that there is a case, and nothing of it."""

    kind: ClassVar[str] = "case_opened"
    case: str
    ticket: str = ""
    number: str = ""
    transaction: int = 0
    grade: int = 0
    service: str = ""
    window: str = ""
    clerk: str = ""
    reasons: tuple[str, ...] = ()
    comment: str = ""
    due: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStepped(Body):
    """Private: something was done about a case, and how it stands now. `text` is a reference; `due` is for the next step;
    a closed one can be reopened up to `kept_until`."""

    kind: ClassVar[str] = "case_stepped"
    case: str
    step: CaseStep = "note"
    state: CaseState = "opened"
    text: str = ""
    due: datetime | None = None
    kept_until: date | None = None
