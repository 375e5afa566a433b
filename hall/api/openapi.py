"""The OpenAPI page, completed by what holds for every route: problems, and the headers of a command."""

from typing import Any, Final

from hall.api.shapes import ProblemShown
from link.messages.problems import PROBLEM_TYPES, STATUS

_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_READ: Final = (401, 403, 404, 405, 422, 429, 500)
_COMMAND: Final = (401, 403, 404, 405, 409, 413, 415, 422, 429, 500, 501, 503)

_HEADERS: Final = [
    {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "description": "The press. Sent again with the same key, a command has no second effect. Made up where missing.",
        "schema": {"type": "string", "pattern": "^[!-~]{1,128}$"},
    },
    {
        "name": "Jiaohao-Box",
        "in": "header",
        "required": False,
        "description": "The box that asks, on a hall without tokens (--insecure-loopback); elsewhere its token says so.",
        "schema": {"type": "string", "pattern": "^[A-Za-z0-9_-]{1,40}$", "default": "api"},
    },
]


def completed(page: dict[str, Any]) -> dict[str, Any]:
    """The page that FastAPI made, with problems in place of its own errors."""
    schemas = page.setdefault("components", {}).setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"] = ProblemShown.model_json_schema(ref_template="#/components/schemas/{model}")
    for operations in page["paths"].values():
        for method, operation in operations.items():
            _complete(operation, is_command=method == "post")
    return page


def _complete(operation: dict[str, Any], *, is_command: bool) -> None:
    statuses = _COMMAND if is_command else _READ
    operation["responses"] |= {str(status): _refusal(status) for status in statuses}
    if operation["operationId"] == "get_stream":
        operation["responses"]["503"] = _refusal(503)
    if is_command:
        operation["parameters"] = [*operation.get("parameters", []), *_HEADERS]


def _refusal(status: int) -> dict[str, Any]:
    types = [each for each in PROBLEM_TYPES if STATUS.get(each, 409) == status]
    return {
        "description": ", ".join(types),
        "content": {"application/problem+json": {"schema": _PROBLEM}},
    }
