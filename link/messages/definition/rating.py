"""How citizens judge a service (好差评), what follows a bad grade, and who outside the hall is told."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

AnswerKind = Literal["grade", "yes_no", "choice"]
"""Five grades, yes or no, one of several."""

UsualReason = Literal["wait", "manner", "unclear", "again", "undone", "other"]
"""Waited too long, manner, explained badly, came in vain, nothing achieved, something else: words of every hall."""

USUAL_REASONS: Final[tuple[UsualReason, ...]] = get_args(UsualReason)

BAD: Final = 2
"""The best grade that is a bad one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingReason:
    """A reason for a bad grade that is this hall's own."""

    id: str
    name: str
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """One question beside the grade. It is answered by a number: a grade 1–5; 1 yes, 2 no; or which of `choices`, from 1."""

    id: str
    ask: str
    ask_en: str = ""
    answers: AnswerKind = "grade"
    choices: tuple[str, ...] = ()
    choices_en: tuple[str, ...] = ()

    @property
    def highest(self) -> int:
        """The largest number that answers it."""
        return {"grade": 5, "yes_no": 2, "choice": len(self.choices)}[self.answers]


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingRules:
    """What may be said of a service, and until when."""

    window_min: float = 0.0
    """How long after the visit's end it can be rated; 0: until the day is over."""
    comments: bool = True
    """Whether citizens may write something."""
    reasons: tuple[UsualReason, ...] = USUAL_REASONS
    """Which of the usual reasons can be chosen."""
    most_reasons: int = 3
    keep_texts_days: int = 180
    """Days after which what citizens and staff wrote is forgotten; grades stay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRules:
    """By when each step of a case about a bad rating must be done, in days after the step before it."""

    verify_days: float = 1.0
    rectify_days: float = 15.0
    reply_days: float = 3.0
    call_back_days: float = 7.0
    keep_closed_days: int = 180
    """How long a closed case can be reopened and is listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outbox:
    """The platform above the hall that is told of each rating. `key` and `authority` name files on the hall's machine."""

    url: str = ""
    key: str = ""
    authority: str = ""
    comments: bool = False
    """Whether what the citizen wrote is sent too."""
