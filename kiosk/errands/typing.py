"""The pages on which a code or a telephone number is typed."""

from typing import Final

from kiosk.errands.errand import Errand, is_typed_enough
from kiosk.errands.here import Here
from kiosk.errands.made import Made, key_sizes, placed
from kiosk.errands.places import field_rect, sign_rects
from kiosk.layout import Rect
from kiosk.view import ErrandShown, Key, KeyKind, Line

CODE_SIGNS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What the hall's codes are made of (hall/rules/bookings.py): nothing that is misread for something else."""

DIGITS: Final = "1234567890"


def typing(errand: Errand, here: Here) -> Made:
    """A field, and keys to fill it with."""
    signs = DIGITS if errand.step == "phone" else CODE_SIGNS
    rects = sign_rects(here.form, len(signs))
    keys = [_sign(sign, rect, here) for sign, rect in zip(signs, rects, strict=False)]
    delete = _word("delete", "quiet", rects[-2], here, is_ready=bool(errand.typed))
    enter = _word("enter", "ink", rects[-1], here, is_ready=is_typed_enough(errand) and not errand.busy)
    hint = "errand.code.hint"
    if errand.step == "phone":
        hint = "errand.phone.book" if errand.purpose == "book" else "errand.phone.hint"
    lead = here.speech.line(hint, days=here.state.definition.policy.keep_people_days)
    shown = ErrandShown(
        lead=here.speech.line("errand.busy") if errand.busy else lead,
        typed=grouped(errand.typed, is_phone=errand.step == "phone"),
    )
    return Made(
        here.speech.line(f"errand.{errand.step}.title"),
        placed(shown, field_rect(here.form)),
        (*keys, delete, enter),
    )


def grouped(typed: str, *, is_phone: bool) -> str:
    """As people read it aloud: `138 1234 5678`, `K7M2 QX9P`."""
    if (is_phone and len(typed) == 11) or (is_phone and len(typed) > 3 and typed[0] == "1"):
        head, rest = typed[:3], typed[3:]
        return " ".join([head, *_fours(rest)]).strip()
    return " ".join(_fours(typed))


def _fours(text: str) -> list[str]:
    return [text[at : at + 4] for at in range(0, len(text), 4)]


def _sign(sign: str, rect: Rect, here: Here) -> Key:
    size = 40 if here.form == "wide" else 54
    large = 50 if here.form == "wide" else 68
    return Key(
        f"sign-{sign}",
        "plain",
        sign,
        size=large if here.is_large else size,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )


def _word(id: str, kind: KeyKind, rect: Rect, here: Here, *, is_ready: bool) -> Key:
    words: Line = here.speech.line(f"errand.key.{id}")
    size, second_size = key_sizes(here)
    return Key(
        id,
        kind,
        words.text,
        words.second,
        size=size,
        second_size=second_size,
        is_ready=is_ready,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )
