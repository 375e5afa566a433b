"""Telling a running hall to read its file again."""

from pathlib import Path
from typing import Final

import httpx

from hall.whereabouts import URL_FILE

TIMEOUT_S: Final = 10.0
"""A hall answers in milliseconds; after this it is not there any more."""


class CannotReload(Exception):
    """`key` is the sentence that says why, `fields` fill it."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


def ask_to_reload(data: Path, language: str) -> None:
    """Ask the hall that runs on this data directory. Raises CannotReload."""
    try:
        url = (data / URL_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise CannotReload("hall.wrong.not_running", data=str(data)) from None
    try:
        answer = httpx.post(
            f"{url}/api/v1/hall/reload",
            headers={"Accept-Language": language},
            timeout=TIMEOUT_S,
            trust_env=False,
        )
    except (httpx.HTTPError, httpx.InvalidURL):
        raise CannotReload("hall.wrong.not_running", data=str(data)) from None
    if answer.is_error:
        raise CannotReload("hall.wrong.not_reloaded", reason=_reason(answer))


def _reason(answer: httpx.Response) -> str:
    try:
        problem = answer.json()
        return str(problem["fields"].get("reason") or problem["detail"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"HTTP {answer.status_code}"
