"""From the tables about ratings to what the hall runs by, back to tables, and what is wrong with them."""

from collections.abc import Iterator
from dataclasses import asdict
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from config.hall_tables import HallTables
from config.reading import Source
from config.wrong import Finding, said
from link.messages.definition import (
    USUAL_REASONS,
    CaseRules,
    Definition,
    Outbox,
    RatingReason,
    RatingRules,
    SurveyQuestion,
)


def rating_built(tables: HallTables) -> dict[str, Any]:
    """The parts of a Definition that these tables make."""
    return {
        "rating": RatingRules(**tables.rating.model_dump()),
        "rating_reasons": tuple(RatingReason(**row.model_dump()) for row in tables.rating_reason),
        "survey": tuple(SurveyQuestion(**row.model_dump()) for row in tables.survey),
        "cases": CaseRules(**tables.cases.model_dump()),
        "outbox": Outbox(**tables.outbox.model_dump()),
    }


def rating_tables(definition: Definition) -> dict[str, Any]:
    """These parts as tables again."""
    return {
        "rating": asdict(definition.rating),
        "rating_reason": [asdict(each) for each in definition.rating_reasons],
        "survey": [asdict(each) for each in definition.survey],
        "cases": asdict(definition.cases),
        "outbox": asdict(definition.outbox),
    }


def findings(source: Source, tables: HallTables) -> Iterator[Finding]:
    """All that is wrong: names given twice, questions without choices, a platform that anybody could be."""
    yield from _twice(source, "rating_reason", [*USUAL_REASONS, *(row.id for row in tables.rating_reason)])
    yield from _twice(source, "survey", [row.id for row in tables.survey])
    for place, row in enumerate(tables.survey):
        if (row.answers == "choice") != (len(row.choices) > 1):
            yield _finding(source, ("survey", place, "choices"), "choices")
        if row.choices_en and len(row.choices_en) != len(row.choices):
            yield _finding(source, ("survey", place, "choices_en"), "choices_en")
    if tables.outbox.url and not is_safe_url(tables.outbox.url):
        yield _finding(source, ("outbox", "url"), "outbox_plain")
    if bool(tables.outbox.url) != bool(tables.outbox.key):
        yield _finding(source, ("outbox", "key"), "outbox_key")


def is_safe_url(url: str) -> bool:
    """Whether nobody on the way can read it: TLS, or this very machine."""
    parts = urlsplit(url)
    if parts.scheme == "https":
        return True
    try:
        return ip_address(parts.hostname or "").is_loopback
    except ValueError:
        return parts.hostname == "localhost"


def _twice(source: Source, table: str, ids: list[str]) -> Iterator[Finding]:
    own = len(getattr(source, "tables", {}).get(table, ()))
    for place in range(own):
        at = len(ids) - own + place
        if ids[at] in ids[:at]:
            yield _finding(source, (table, place, "id"), "twice", given=ids[at])


def _finding(source: Source, path: tuple[str | int, ...], what: str, **fields: str) -> Finding:
    return source.finding(
        path, said(f"config.what.rating.{what}", **fields), said(f"config.allowed.rating.{what}")
    )
