"""Refusals as RFC 9457 problems, in the language of whoever asked."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from starlette.responses import Response

from config.problems import sentence
from config.texts import Texts, texts
from hall.api.words import composed, harmless, is_clean, plain_pattern
from link.messages.problems import URN, Problem, ProblemType

MEDIA_TYPE: Final = "application/problem+json"

RETRY_AFTER_S: Final[dict[ProblemType, int]] = {"not-durable": 1, "stopping": 2, "too-many-streams": 5}
"""When it is worth trying again: the ledger is tried each second, a restart takes about two."""

_REASONS: Final = {
    "json_invalid": "json",
    "extra_forbidden": "unknown",
    "missing": "missing",
    "string_unicode": "characters",
    "string_type": "text",
    "int_type": "integer",
    "bool_type": "truth",
    "list_type": "list",
    "model_type": "object",
    "model_attributes_type": "object",
    "string_too_long": "long",
    "too_long": "many",
    "string_too_short": "missing",
    "greater_than_equal": "small",
    "less_than_equal": "large",
    "literal_error": "choice",
}
"""pydantic's kinds of findings, by the name of our sentence (`api.reason.NAME`)."""


def problem_reply(problem: Problem, language: str, headers: Mapping[str, str] | None = None) -> Response:
    """The reply to what was refused."""
    more = dict(headers or {})
    if problem.status == 401:
        more["WWW-Authenticate"] = 'Bearer realm="jiaohao"'  # RFC 9110 section 11.6.1, RFC 6750 section 3
    if problem.status in (429, 503):
        more["Retry-After"] = problem.fields.get("seconds") or str(RETRY_AFTER_S.get(problem.type, 1))
    return Response(
        json.dumps(problem_value(problem, texts(language)), ensure_ascii=False).encode(),
        status_code=problem.status,
        headers=more | {"Content-Language": language},
        media_type=MEDIA_TYPE,
    )


def problem_value(problem: Problem, catalogue: Texts) -> dict[str, Any]:
    """The members of the problem: those of RFC 9457 section 3.1, and its fields as they are."""
    fields = {name: harmless(value) for name, value in problem.fields.items()}
    said = {name: _said(name, value, fields, catalogue) for name, value in fields.items()}
    words = sentence(problem.type, said, catalogue.language)
    return {
        "type": URN + problem.type,
        "title": words.title,
        "status": problem.status,
        "detail": words.detail,
        "fields": fields,
    }


def bad_request(findings: Sequence[Mapping[str, Any]]) -> Problem:
    """What is wrong with a body, by the first finding of pydantic."""
    first = findings[0]
    kind, context = str(first.get("type")), first.get("ctx") or {}
    reason = _REASONS.get(kind, "wrong")
    if kind == "string_pattern_mismatch":
        reason = "characters" if plain_pattern(str(context.get("pattern"))) else "form"
    return Problem(
        type="bad-request",
        fields={
            "field": _field(first.get("loc", ()), kind),
            "reason": reason,
            "limit": str(_limit(context)),
        },
    )


def _said(name: str, value: str, fields: Mapping[str, str], catalogue: Texts) -> str:
    """A field's value as people read it: codes of ours become words. States are left to `sentence`."""
    keys = {"reason": f"api.reason.{value}"}
    key = "api.body" if (name, value) == ("field", "body") else keys.get(name, "")
    if not value:
        return catalogue.say("api.nobody")
    return catalogue.say(key, **fields) if catalogue.has(key) else value


def _field(place: Sequence[object], kind: str) -> str:
    """The dotted name of what is wrong, as the sender wrote it; `body` for the whole."""
    inner = () if kind == "json_invalid" else place[1:]
    name = ".".join(str(part) for part in inner)
    return composed(name) if name and is_clean(name) else (harmless(name) or "body")


def _limit(context: Mapping[str, Any]) -> object:
    for name in ("max_length", "ge", "le", "expected"):
        if name in context:
            return context[name]
    return ""
