"""What a citizen has said so far, page by page, and what follows: pure."""

from dataclasses import dataclass, replace
from typing import Final, Literal

from caller.rating.rating import Rating, Transaction
from link.messages.definition import BAD, Definition, SurveyQuestion

Page = Literal["ask", "why", "survey", "note", "thanks"]
"""The grade; for a bad one why; the hall's own questions; words of one's own; thanks."""

WHY_S: Final = 20.0
SURVEY_S: Final = 20.0
NOTE_S: Final = 90.0
"""Pinyin is slow by one finger; each letter begins it anew."""

THANKS_S: Final = 2.0
COMMENT_MOST: Final = 120
"""Letters of a comment: what is read at a glance by whoever follows it up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What this hall and this screen ask. `reasons` are ids; `most`: so many of them at once."""

    reasons: tuple[str, ...] = ()
    most: int = 3
    survey: tuple[SurveyQuestion, ...] = ()
    can_write: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One asking. It is over at `until_s` of the steady clock unless something is touched."""

    about: Transaction
    until_s: float
    page: Page = "ask"
    grade: int = 0
    reasons: tuple[str, ...] = ()
    comment: str = ""
    answers: tuple[tuple[str, int], ...] = ()
    asked: int = 0
    """Which question of the survey stands there."""


def offer_of(definition: Definition, *, can_write: bool) -> Offer:
    """What a hall asks; `can_write`: the screen has a keyboard."""
    rules = definition.rating
    own = tuple(each.id for each in definition.rating_reasons)
    return Offer(
        reasons=(*rules.reasons, *own),
        most=rules.most_reasons,
        survey=definition.survey,
        can_write=can_write and rules.comments,
    )


def graded(sheet: Sheet, grade: int, offer: Offer, now_s: float) -> Sheet:
    """The grade was touched: the first one counts."""
    if sheet.page != "ask" or not 1 <= grade <= 5:
        return sheet
    now = replace(sheet, grade=grade)
    asks_why = (grade <= BAD and offer.reasons and offer.most > 0) or offer.can_write
    return replace(now, page="why", until_s=now_s + WHY_S) if asks_why else _survey(now, offer, now_s)


def toggled(sheet: Sheet, reason: str, offer: Offer, now_s: float) -> Sheet:
    """A reason was touched: chosen, or not any more; no more than the hall takes."""
    if sheet.page != "why" or reason not in offer.reasons:
        return sheet
    left = tuple(each for each in sheet.reasons if each != reason)
    is_new = left == sheet.reasons
    chosen = (*sheet.reasons, reason) if is_new and len(sheet.reasons) < offer.most else left
    return replace(sheet, reasons=chosen, until_s=now_s + WHY_S)


def writing(sheet: Sheet, now_s: float) -> Sheet:
    """Words of one's own."""
    return replace(sheet, page="note", until_s=now_s + NOTE_S) if sheet.page == "why" else sheet


def written(sheet: Sheet, text: str, now_s: float) -> Sheet:
    """What stands in the field now."""
    if sheet.page != "note":
        return sheet
    return replace(sheet, comment=text[:COMMENT_MOST], until_s=now_s + NOTE_S)


def answered(sheet: Sheet, answer: int, offer: Offer, now_s: float) -> Sheet:
    """The question of the survey was answered."""
    question = question_of(sheet, offer)
    if question is None or not 1 <= answer <= question.highest:
        return sheet
    answers = (*sheet.answers, (question.id, answer))
    return _survey(replace(sheet, answers=answers, asked=sheet.asked + 1), offer, now_s)


def passed(sheet: Sheet, offer: Offer, now_s: float) -> Sheet | None:
    """On without more: what was said stays said. None: nothing was, and nothing is stored."""
    if sheet.page == "ask":
        return None
    if sheet.page == "survey":
        return _survey(replace(sheet, asked=sheet.asked + 1), offer, now_s)
    return _survey(sheet, offer, now_s) if sheet.page in ("why", "note") else sheet


def question_of(sheet: Sheet, offer: Offer) -> SurveyQuestion | None:
    """The question that stands there."""
    is_asked = sheet.page == "survey" and sheet.asked < len(offer.survey)
    return offer.survey[sheet.asked] if is_asked else None


def ended(sheet: Sheet, now_s: float) -> Sheet:
    """Whoever stood there has gone, or was silent: what was said is thanked for."""
    return replace(sheet, page="thanks", until_s=now_s + THANKS_S)


def rating_of(sheet: Sheet, key: str) -> Rating:
    """What is stored."""
    return Rating(
        ticket=sheet.about.ticket,
        transaction=sheet.about.transaction,
        grade=sheet.grade,
        key=key,
        reasons=sheet.reasons,
        comment=" ".join(sheet.comment.split()),
        answers=sheet.answers,
    )


def _survey(sheet: Sheet, offer: Offer, now_s: float) -> Sheet:
    """The next question, or thanks."""
    if sheet.asked < len(offer.survey):
        return replace(sheet, page="survey", until_s=now_s + SURVEY_S)
    return ended(sheet, now_s)
