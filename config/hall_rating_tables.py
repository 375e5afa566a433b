"""The tables of hall.toml about ratings: `[rating] [[rating_reason]] [[survey]] [cases] [outbox]`."""

from typing import Annotated

from config.rules import Amount, Form, Id, Line, Many, Name, NameEn, Range, Url
from config.validated import Table
from link.messages.definition import USUAL_REASONS, AnswerKind, UsualReason

Days = Annotated[float, Range(0.1, 365)]
Choice = Annotated[str, Line(20, 1)]
ChoiceEn = Annotated[str, Line(40, 1)]
File = Annotated[str, Form(r"[A-Za-z0-9._/-]{0,120}", "file")]


class RatingTable(Table):
    """`[rating]`: what citizens may say of a service, and until when."""

    window_min: Annotated[float, Range(0, 1440)] = 0.0
    comments: bool = True
    reasons: Annotated[tuple[UsualReason, ...], Many, Amount(0, 6)] = USUAL_REASONS
    most_reasons: Annotated[int, Range(0, 12)] = 3
    keep_texts_days: Annotated[int, Range(1, 3650)] = 180


class RatingReasonTable(Table):
    """`[[rating_reason]]`: a reason for a bad grade that is the hall's own."""

    id: Id
    name: Name
    name_en: NameEn = ""


class SurveyTable(Table):
    """`[[survey]]`: one question beside the grade."""

    id: Id
    ask: Annotated[str, Line(40, 1)]
    ask_en: Annotated[str, Line(80)] = ""
    answers: AnswerKind = "grade"
    choices: Annotated[tuple[Choice, ...], Many, Amount(0, 8)] = ()
    choices_en: Annotated[tuple[ChoiceEn, ...], Many, Amount(0, 8)] = ()


class CasesTable(Table):
    """`[cases]`: by when each step of a case about a bad rating must be done."""

    verify_days: Days = 1.0
    rectify_days: Days = 15.0
    reply_days: Days = 3.0
    call_back_days: Days = 7.0
    keep_closed_days: Annotated[int, Range(1, 3650)] = 180


class OutboxTable(Table):
    """`[outbox]`: the platform above the hall that is told of each rating."""

    url: Annotated[str, Url()] = ""
    key: File = ""
    authority: File = ""
    comments: bool = False
