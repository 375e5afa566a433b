"""Where the hall's ledger lies, out of what was typed, a file, the environment, or what was noted when it was installed."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal
from urllib.parse import urlsplit

VARIABLE: Final = "JIAOHAO_LEDGER"

Trouble = Literal["with_password", "file"]


class NoLedgerUrl(Exception):
    """What was asked for will not do: `trouble` names the sentence, `fields` are in it."""

    def __init__(self, trouble: Trouble, **fields: str) -> None:
        super().__init__(trouble)
        self.trouble, self.fields = trouble, fields


def ledger_url(
    typed: str, file: Path | None, environment: Mapping[str, str], noted: Path | None = None
) -> str:
    """The URL of a database; empty: a file in the data directory. What was typed wins, then the file, the environment, and
    the file that was noted for this data directory (`config.installed_hall`).

    A password may be in the file or in the environment, which others cannot read; everybody sees what was typed.

    Raises:
        NoLedgerUrl: a password was typed, or the file cannot be read.
    """
    if typed:
        if has_password(typed):
            raise NoLedgerUrl("with_password")
        return typed
    if file is not None:
        return _written_in(file)
    told = environment.get(VARIABLE, "").strip()
    return _written_in(noted) if noted is not None and not told else told


def has_password(url: str) -> bool:
    """Whether a URL carries one, in front of its host or among its words."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that is none: the sentence about it must not repeat it either
        return "@" in url
    return parts.password is not None or "password=" in parts.query


def _written_in(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise NoLedgerUrl("file", file=str(file), reason=str(reason)) from None
