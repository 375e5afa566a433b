"""What is sent and answered about ratings and the cases of bad ones."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StringConstraints

from hall.api.bodies import Body
from hall.api.shapes import Shape
from hall.api.words import Count, Grade, NewId, Word, composed
from link.messages.facts import CaseState, CaseStep

_TEXT = r"^[^\u0000-\u0009\u000B-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]*$"

Writing = Annotated[str, StringConstraints(max_length=1000, pattern=_TEXT), AfterValidator(composed)]
"""What somebody wrote, in lines."""


class AnswerBody(Body):
    """One answer of the survey: a grade, 1 yes or 2 no, or which of the choices."""

    question: Word
    answer: Count


class RatingBody(Body):
    """How one transaction was; `by` says which kind of device asks."""

    transaction: Count = 1
    grade: Grade
    reasons: Annotated[list[NewId], Field(max_length=12, default_factory=list)]
    comment: Writing = ""
    answers: Annotated[list[AnswerBody], Field(max_length=8, default_factory=list)]
    by: Literal["screen", "device"] = "screen"


class StepBody(Body):
    """What was done, in words."""

    text: Writing


class VerifyBody(StepBody):
    is_founded: bool = True
    """Whether there was something to it; if not, the citizen gets a reply and nothing is rectified."""


class CallBackBody(StepBody):
    is_content: bool = True
    """Whether the citizen is content now; if not, it is rectified once more."""


class ShownStep(Shape):
    """One thing that was done; `text` is null where it is not kept any more."""

    step: CaseStep
    state: CaseState
    at: datetime
    box: str
    clerk: str
    text: str | None


class ShownCase(Shape):
    """A case as it stands; `due` is for the next step."""

    id: str
    ticket: str
    number: str
    transaction: int
    grade: int
    reasons: list[str]
    service: str
    window: str
    clerk: str
    day: date
    opened_at: datetime
    state: CaseState
    due: datetime | None
    is_late: bool
    comment: str | None = None
    steps: list[ShownStep] | None = None


class CasesShown(Shape):
    """The cases asked for, the oldest first."""

    seq: int
    cases: list[ShownCase]
