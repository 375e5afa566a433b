"""The types that all text from outside passes: no control characters, no lone surrogates, NFC, a length."""

import re
import unicodedata
from datetime import datetime
from typing import Annotated, Any, Final

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, WithJsonSchema

UNWANTED: Final = "\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
"""Control characters (Unicode Cc), line and paragraph separators, overrides of direction, surrogates."""

_PATTERN: Final = r"^[^\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]*$"
_UNWANTED: Final = re.compile(f"[{UNWANTED}]")


def composed(text: str) -> str:
    """The text in NFC, so that one name is always one sequence of characters (Unicode Annex 15)."""
    return unicodedata.normalize("NFC", text)


def harmless(text: str, longest: int = 300) -> str:
    """What somebody sent, safe to repeat to them: without what `Text` refuses, and cut."""
    clean = _UNWANTED.sub("", text)
    return clean if len(clean) <= longest else clean[: longest - 1] + "…"


def is_clean(text: str) -> bool:
    """Whether a text has none of the characters that no text of ours may have."""
    return _UNWANTED.search(text) is None


def plain_pattern(pattern: str) -> bool:
    """Whether a pattern is the one of plain text, not that of some id."""
    return pattern == _PATTERN


def _with_zone(value: Any) -> Any:
    """A moment as RFC 3339 text with a zone; numbers are not moments here."""
    if not isinstance(value, str):
        raise ValueError("not text")
    moment = datetime.fromisoformat(value)
    if moment.tzinfo is None:
        raise ValueError("no zone")
    return moment


def _whole(value: Any) -> Any:
    """`2.0` is an integer in JSON (JSON Schema 2020-12, section 4.2.3), whatever it is in Python."""
    return int(value) if isinstance(value, float) and value.is_integer() else value


Word = Annotated[str, StringConstraints(max_length=64, pattern=_PATTERN), AfterValidator(composed)]
"""An id or a number that must be found among the hall's own."""

Line = Annotated[str, StringConstraints(max_length=300, pattern=_PATTERN), AfterValidator(composed)]
"""One line of text that people read."""

NewId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}$")]
"""An id that the outside brings with it: a box, one of its parts."""

Printer = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,40}/[A-Za-z0-9_-]{1,40}$")]
"""`BOX/NAME`."""

Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?$")]
"""A language tag (RFC 5646), as short as we need it: `zh`, `en`, `zh-Hant`."""

Moment = Annotated[
    datetime,
    BeforeValidator(_with_zone),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-03-12T02:24:00Z"]}),
]
Count = Annotated[int, Field(ge=1, le=1000), BeforeValidator(_whole)]
Places = Annotated[int, Field(ge=0, le=1000), BeforeValidator(_whole)]
Seq = Annotated[int, Field(ge=0, le=(1 << 53) - 1), BeforeValidator(_whole)]
"""A fact's number; every JSON reader has whole numbers up to this (RFC 8259 section 6)."""

Grade = Annotated[int, Field(ge=1, le=5), BeforeValidator(_whole)]
Counter = Annotated[int, Field(ge=0, le=10_000_000), BeforeValidator(_whole)]
RowNumber = Annotated[int, Field(ge=1, le=1_000_000), BeforeValidator(_whole)]
"""A line of a list, counted from 1."""

Some = Annotated[int, Field(ge=0, le=500), BeforeValidator(_whole)]

Age = Annotated[int, Field(ge=0, le=150), BeforeValidator(_whole)]
"""Full years of life; a number, never a birth date."""
