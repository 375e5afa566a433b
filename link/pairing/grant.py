"""What a paired box is given: which hall is its own, how it knows it again, and the token that the hall knows it by."""

import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Final

_LISTS: Final = ("windows", "zones", "printers")


class GrantError(ValueError):
    """A text that is no grant, and why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """`authority` is the hall's own certificate authority (PEM), `token` what stands behind `Authorization: Bearer`.

    `windows`, `zones`, `printers` are what the token may touch (empty: all that its role may); moments are RFC 3339 UTC.
    """

    hall: str
    name: str
    authority: str
    token: str
    role: str
    box: str
    made_at: str
    expires_at: str
    windows: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    printers: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"Grant(hall={self.hall!r}, role={self.role!r}, box={self.box!r})"


def grant_text(grant: Grant) -> str:
    """The grant as JSON."""
    return json.dumps(asdict(grant), ensure_ascii=False, indent=1) + "\n"


def grant_of(text: str | bytes) -> Grant:
    """The grant of a JSON text; what is not known here is left aside.

    Raises:
        GrantError: something is missing or is not what it should be.
    """
    try:
        value: Any = json.loads(text)
    except (ValueError, RecursionError):
        raise GrantError("not JSON") from None
    if not isinstance(value, dict):
        raise GrantError("not an object")
    known = {each.name: value[each.name] for each in fields(Grant) if each.name in value}
    for name, given in known.items():
        is_right = _is_list(given) if name in _LISTS else isinstance(given, str)
        if not is_right:
            raise GrantError(name)
        if name in _LISTS:
            known[name] = tuple(given)
    try:
        return Grant(**known)
    except TypeError:
        raise GrantError("something is missing") from None


def _is_list(given: object) -> bool:
    return isinstance(given, list) and all(isinstance(each, str) for each in given)
