"""Asking the hall that runs on a data directory of this machine: what its own commands do, such as `jiaohao hall pair`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import httpx

from hall.trust.certificate import FOLDER
from hall.trust.trust import LOCAL_FILE
from hall.whereabouts import URL_FILE
from link.pairing.grant import Grant, GrantError, grant_of
from link.pinned import name_of, pinned_context

TIMEOUT_S: Final = 10.0
"""A hall answers in milliseconds; after this it is not there any more."""


class NotAsked(Exception):
    """`key` is the sentence that says why, `fields` fill it."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


class HallSaidNo(Exception):
    """The hall understood and refused: its own sentence, in the asker's language, and the fields in it."""

    def __init__(self, sentence: str, fields: Mapping[str, str]) -> None:
        super().__init__(sentence)
        self.sentence, self.fields = sentence, fields


def ask(data: Path, language: str, method: str, path: str, body: object = None) -> dict[str, Any]:
    """What the hall that runs on this data directory answers.

    Raises:
        NotAsked: none runs there, or this user may not speak to it.
        HallSaidNo: it refused.
    """
    return _understood(_answer(data, language, method, path, body))


def ask_text(data: Path, language: str, path: str) -> str:
    """Like `ask`, for what is read as it is: a table, a page."""
    answer = _answer(data, language, "GET", path)
    if answer.is_error:
        _understood(answer)
    return answer.text


def _answer(data: Path, language: str, method: str, path: str, body: object = None) -> httpx.Response:
    url = _url(data)
    grant = _pass(data) if url.startswith("https:") else None
    headers = {"Accept-Language": language} | ({"Authorization": f"Bearer {grant.token}"} if grant else {})
    try:
        with httpx.Client(
            verify=pinned_context(grant.authority) if grant else False, timeout=TIMEOUT_S, trust_env=False
        ) as line:
            return line.request(
                method,
                f"{url}/api/v1{path}",
                json=body,
                headers=headers,
                extensions={"sni_hostname": name_of(grant.hall)} if grant else {},
            )
    except (httpx.HTTPError, httpx.InvalidURL):
        raise NotAsked("hall.wrong.not_running", data=str(data)) from None


def _url(data: Path) -> str:
    try:
        return (data / URL_FILE).read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        raise NotAsked("hall.wrong.not_running", data=str(data)) from None


def _pass(data: Path) -> Grant:
    path = data / FOLDER / LOCAL_FILE
    try:
        return grant_of(path.read_bytes())
    except PermissionError:
        raise NotAsked("hall.wrong.not_owner", file=str(path)) from None
    except (OSError, GrantError):
        raise NotAsked("hall.wrong.not_running", data=str(data)) from None


def _understood(answer: httpx.Response) -> dict[str, Any]:
    try:
        value: dict[str, Any] = answer.json()
        if answer.is_error:
            raise HallSaidNo(str(value["detail"]), value["fields"])
    except (ValueError, KeyError, TypeError):
        raise HallSaidNo(f"HTTP {answer.status_code}", {}) from None
    return value
