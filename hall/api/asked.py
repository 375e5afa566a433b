"""Who asks, by what right, under which key and in which language, as the headers of a request say."""

import re
from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import Final, Literal

from config.texts import FIRST_LANGUAGE, languages
from link.messages.problems import refuse

DEFAULT_BOX: Final = "api"
"""Who asks where nobody says: a program at the API."""

_BOX: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_KEY: Final = re.compile(r"[\x21-\x7e]{1,128}")
_EVENT_ID: Final = re.compile(r"([A-Za-z0-9_-]{1,64})\.([0-9]{1,15})")
_MOST_CHOICES: Final = 20

Headers = Sequence[tuple[bytes, bytes]]


Scheme = Literal["", "bearer", "ticket", "cookie"]
"""How somebody shows who they are: not at all, by a token, by the secret of a ticket, by a browser's cookie."""

COOKIE: Final = "__Host-jiaohao"
"""The prefix makes browsers keep it to this host, to TLS and to the root path (RFC 6265bis section 4.1.3.2)."""


def box_named(headers: Headers) -> str:
    """The box that a request says it comes from. Raises Refused `bad-request`."""
    value = next((value for name, value in headers if name == b"jiaohao-box"), None)
    return DEFAULT_BOX if value is None else _checked("Jiaohao-Box", _BOX, value)


def key_of(headers: Headers, new_key: Callable[[], str]) -> str:
    """The key of a press, made up where it brings none. Raises Refused `bad-request`."""
    value = next((value for name, value in headers if name == b"idempotency-key"), None)
    return new_key() if value is None else _checked("Idempotency-Key", _KEY, value)


def credentials(headers: Headers) -> tuple[Scheme, str]:
    """How a request says who asks, and the secret that proves it."""
    said = header(headers, b"authorization")
    if said is not None:
        scheme, _, secret = said.partition(" ")
        if scheme.lower() == "ticket":
            return "ticket", secret.strip()
        return "bearer", secret.strip() if scheme.lower() == "bearer" else ""
    cookies = (each.strip().partition("=") for each in (header(headers, b"cookie") or "").split(";"))
    found = next((value for name, _, value in cookies if name == COOKIE), None)
    return ("", "") if found is None else ("cookie", found)


def request_hash(method: str, path: str, body: str) -> str:
    """What makes two requests the same under one key; `body` is the canonical JSON of what was understood."""
    return sha256(f"{method} {path}\n{body}".encode()).hexdigest()


def language_asked(headers: Headers) -> str:
    """The best language that we have of those in `Accept-Language` (RFC 9110 section 12.5.4); Chinese without any."""
    choices = (header(headers, b"accept-language") or "").split(",")[:_MOST_CHOICES]
    ranked = sorted((_weighed(choice) for choice in choices), key=lambda each: -each[0])
    for weight, language in ranked:
        if weight > 0 and language in languages():
            return language
    return FIRST_LANGUAGE


def last_event(headers: Headers) -> tuple[str, int] | None:
    """(ledger, seq) of `Last-Event-ID`; None where there is none, or none of ours."""
    found = _EVENT_ID.fullmatch(header(headers, b"last-event-id") or "")
    return (found[1], int(found[2])) if found else None


def header(headers: Headers, name: bytes) -> str | None:
    """The first header of this (lower-case) name."""
    return next((value.decode("latin-1") for key, value in headers if key == name), None)


def _weighed(choice: str) -> tuple[float, str]:
    tag, _, parameter = choice.partition(";")
    language = tag.strip().partition("-")[0].lower()
    _, _, text = parameter.strip().partition("=")
    try:
        return (float(text) if text else 1.0, language)
    except ValueError:
        return (0.0, language)


def _checked(name: str, form: re.Pattern[str], value: bytes) -> str:
    text = value.decode("latin-1")
    if not form.fullmatch(text):
        raise refuse("bad-request", field=name, reason="header")
    return text
