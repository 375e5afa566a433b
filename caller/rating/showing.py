"""From what the rating screen knows to what it shows: pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from caller.rating.card import Card
from caller.rating.sheet import Offer, Sheet, question_of
from caller.rating.shown import Choice, RatingPage, RatingShown, Said
from caller.rating.touch import Touch
from config.texts import Texts
from link.messages.definition import BAD, RatingReason, SurveyQuestion
from link.views import WindowView
from look.stale import Stale

GRADES: Final = (5, 4, 3, 2, 1)
_PAGE_S: Final[Mapping[str, float]] = {"ask": 30.0, "why": 20.0, "survey": 20.0, "note": 90.0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facing:
    """What a screen is made of. `window` None: the hall has no such window; `says` are the first and the second language."""

    window: WindowView | None
    has_state: bool
    stale: Stale
    card: Card
    photo: str
    sheet: Sheet | None
    offer: Offer
    own_reasons: tuple[RatingReason, ...]
    now_s: float
    ask_s: float
    says: tuple[Texts, Texts]
    id: str
    touch: Touch
    is_reversed: bool = False
    is_faulty: bool = False


def screen(facing: Facing) -> RatingShown:
    """The whole screen."""
    seen, page = facing.window, page_of(facing)
    choices = _choices(facing, page)
    return RatingShown(
        page=page,
        colour=seen.colour if seen else 8,
        label=seen.label if seen else facing.id,
        unit=_first(facing, "rater.unit"),
        place=_both(facing, seen.name, seen.name_en).first if seen else "",
        name=_name(facing),
        job=_first(facing, "rater.job", number=facing.card.clerk) if facing.card.clerk else "",
        number_label=_number_label(facing, page),
        number=_number(facing, page),
        photo=facing.photo,
        title=_title(facing, page),
        note=_note(facing, page),
        grades=_grades(facing) if _asks_grade(facing, page) else (),
        choices=choices,
        has_grades=_asks_grade(facing, page),
        choice_count=len(choices),
        skip=_said(facing, "rater.skip" if page == "ask" else "rater.pass"),
        done=_said(facing, "rater.done"),
        write=_said(facing, "rater.write") if page == "why" and facing.offer.can_write else Said(),
        typed=facing.sheet.comment if facing.sheet else "",
        icon={"paused": "pause", "closed": "clock", "stale": "clock", "order": "warn", "unknown": "warn"}.get(
            page, ""
        ),
        share=_share(facing, page),
        is_in_rows=facing.touch.is_in_rows,
        skip_h=facing.touch.skip_h,
    )


def page_of(facing: Facing) -> RatingPage:
    """Which page. An asking that has begun goes on while the hall is away: what is said is kept until it is back."""
    if facing.is_faulty or facing.stale.shut_out:
        return "order" if facing.is_faulty else "stale"
    if facing.sheet is not None:
        return facing.sheet.page
    if facing.stale.is_stale:
        return "stale"
    return _page_without_asking(facing)


def _page_without_asking(facing: Facing) -> RatingPage:
    if not facing.has_state or facing.stale.freshness == "starting":
        return "starting"
    if facing.window is None:
        return "unknown"
    return facing.window.state if facing.window.state in ("closed", "paused") else "idle"


def _said(facing: Facing, key: str, **fields: object) -> Said:
    first, second = facing.says
    return Said(first=first.say(key, **fields), second=second.say(key, **fields))


def _first(facing: Facing, key: str, **fields: object) -> str:
    return facing.says[0].say(key, **fields)


def _name(facing: Facing) -> str:
    is_english = facing.says[0].language == "en"
    return facing.card.name_en or facing.card.name if is_english else facing.card.name


def _number(facing: Facing, page: RatingPage) -> str:
    if facing.sheet is not None and page not in ("thanks", "order", "stale"):
        return facing.sheet.about.number
    return facing.window.number if facing.window is not None and page == "idle" else ""


def _number_label(facing: Facing, page: RatingPage) -> str:
    if not _number(facing, page):
        return ""
    if page == "idle" and facing.window is not None:
        return _first(facing, f"rater.number.{facing.window.state}")
    return _first(facing, "rater.number")


def _title(facing: Facing, page: RatingPage) -> Said:
    question = question_of(facing.sheet, facing.offer) if facing.sheet else None
    if question is not None:
        return _both(facing, question.ask, question.ask_en)
    if page == "why" and facing.sheet is not None and (facing.sheet.grade > BAD or not facing.offer.reasons):
        return _said(facing, "rater.title.more")
    if page == "stale" and facing.stale.shut_out:
        return _said(facing, facing.stale.shut_out)
    return _said(facing, f"rater.title.{page}")


def _note(facing: Facing, page: RatingPage) -> Said:
    left_s = ceil(max(0.0, facing.sheet.until_s - facing.now_s)) if facing.sheet else 0
    if page == "ask":
        first, second = facing.says
        closes = second.say("rater.closes", s=left_s)
        return Said(
            first=first.say("rater.note"),
            second=f"{second.say('rater.note')}{second.say('rater.join')}{closes}",
        )
    if page in ("why", "survey", "note"):
        return _said(facing, "rater.closes", s=left_s)
    if page in ("stale", "closed", "paused", "order"):
        return _said(facing, f"rater.note.{page}")
    return _said(facing, "rater.note.unknown", window=facing.id) if page == "unknown" else Said()


def _asks_grade(facing: Facing, page: RatingPage) -> bool:
    question = question_of(facing.sheet, facing.offer) if facing.sheet else None
    return page == "ask" or (question is not None and question.answers == "grade")


def _grades(facing: Facing) -> tuple[Choice, ...]:
    order = tuple(reversed(GRADES)) if facing.is_reversed else GRADES
    return tuple(_choice(facing, str(grade), f"rater.grade.{grade}", f"grade-{grade}") for grade in order)


def _choices(facing: Facing, page: RatingPage) -> tuple[Choice, ...]:
    sheet = facing.sheet
    if sheet is None:
        return ()
    if page == "why" and sheet.grade <= BAD:
        return tuple(_reason(facing, each, is_chosen=each in sheet.reasons) for each in facing.offer.reasons)
    question = question_of(sheet, facing.offer)
    return _answers(facing, question) if question is not None else ()


def _answers(facing: Facing, question: SurveyQuestion) -> tuple[Choice, ...]:
    if question.answers == "yes_no":
        return (_choice(facing, "1", "rater.yes"), _choice(facing, "2", "rater.no"))
    if question.answers == "grade":
        return ()
    english = question.choices_en or question.choices
    said = (_both(facing, one, other) for one, other in zip(question.choices, english, strict=False))
    return tuple(
        Choice(value=str(at), first=each.first, second=each.second if each.second != each.first else "")
        for at, each in enumerate(said, 1)
    )


def _choice(facing: Facing, value: str, key: str, icon: str = "") -> Choice:
    said = _said(facing, key)
    return Choice(value=value, first=said.first, second=said.second, icon=icon)


def _reason(facing: Facing, reason: str, *, is_chosen: bool) -> Choice:
    own = next((each for each in facing.own_reasons if each.id == reason), None)
    said = _both(facing, own.name, own.name_en) if own else _said(facing, f"rater.reason.{reason}")
    return Choice(value=reason, first=said.first, second=said.second, is_chosen=is_chosen)


def _both(facing: Facing, chinese: str, english: str) -> Said:
    """A text of the hall's file, in the order of the screen's languages."""
    if facing.says[0].language == "en":
        return Said(first=english or chinese, second=chinese if english else "")
    return Said(first=chinese, second=english)


def _share(facing: Facing, page: RatingPage) -> float:
    if facing.sheet is None or page not in _PAGE_S:
        return 0.0
    whole = facing.ask_s if page == "ask" else _PAGE_S[page]
    return max(0.0, min(1.0, (facing.sheet.until_s - facing.now_s) / whole))
