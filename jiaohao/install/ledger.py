"""Where the ledger of this machine's hall will be: as a technician says now, else as it was."""

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from config.install_answers import HallAnswers
from config.installed_hall import LedgerPlace
from hall.ledger_url import NoLedgerUrl, ledger_url
from jiaohao.install.target import Target
from link.messages.codec import moment_text

SCHEMES: Final = ("postgresql", "postgresql+psycopg")

_PLAIN: Final = re.compile(r"(/[A-Za-z0-9][A-Za-z0-9._-]*)+", re.ASCII)
"""A path that means the same in a unit's command (systemd.service(5), command lines)."""


class NoPlace(Exception):
    """What was said of the ledger will not do: the key of a sentence, and its fields."""

    def __init__(self, key: str, **fields: object) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


def chosen_place(
    answers: HallAnswers, before: LedgerPlace, target: Target, now: datetime, *, is_hall: bool
) -> tuple[LedgerPlace, str]:
    """The place, and what stands in its file; `is_hall`: whether a hall is being installed, or installed again.

    Raises:
        NoPlace: it concerns no hall; or the file cannot be used; or a hall should stand by whose ledger nobody shares.
    """
    if not is_hall:
        if answers.ledger_file or answers.standby is not None:
            raise NoPlace("install.wrong.ledger_role")
        return before, ""
    file = answers.ledger_file or before.file
    is_standby = before.is_standby if answers.standby is None else answers.standby
    if not file:
        if is_standby:
            raise NoPlace("install.wrong.standby")
        return before, ""
    since = before.since if file == before.file else moment_text(now.astimezone(UTC))
    return LedgerPlace(file=file, is_standby=is_standby, since=since), _address_in(file, target)


def _address_in(file: str, target: Target) -> str:
    """What stands in the file. The reason never repeats it: there is a password in it."""
    if not _PLAIN.fullmatch(file):
        raise NoPlace("install.wrong.ledger_path", file=file)
    try:
        url = ledger_url("", target.at(Path(file)), {})
    except NoLedgerUrl as wrong:
        raise NoPlace("install.wrong.ledger_file", file=file, reason=wrong.fields["reason"]) from None
    if _scheme(url) not in SCHEMES or "\n" in url:
        raise NoPlace("install.wrong.ledger_address", file=file)
    return f"{url}\n"


def _scheme(url: str) -> str:
    try:
        return urlsplit(url).scheme
    except ValueError:
        return ""
