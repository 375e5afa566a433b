"""What kind of failure a ledger has, out of the many ways in which its disk or its server says so."""

import errno
import sqlite3
from typing import Final, Literal

Failure = Literal["full", "read-only", "gone", "io", "unreachable", "other"]

_OF_OS: Final[dict[int | None, Failure]] = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EROFS: "read-only",
    errno.EACCES: "read-only",
    errno.EPERM: "read-only",
    errno.EIO: "io",
    errno.ENOENT: "gone",
    errno.ENODEV: "gone",
}
_OF_SQLITE: Final[dict[int, Failure]] = {
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_READONLY: "read-only",
    sqlite3.SQLITE_IOERR: "io",
    sqlite3.SQLITE_CANTOPEN: "gone",
}
"""By the primary result code, the low byte of an extended one (sqlite.org/rescode.html)."""

_OF_SQLSTATE: Final[dict[str, Failure]] = {
    "53100": "full",
    "58030": "io",
    "25006": "read-only",
    "08": "unreachable",
    "57P": "unreachable",
}
"""By PostgreSQL's error code, or the beginning of it (appendix A)."""


def failure_of(error: BaseException) -> Failure:
    """The kind of failure, by the codes that the driver or the system gives; never by its words."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, OSError):
        return _OF_OS.get(cause.errno, "other")
    if isinstance(cause, sqlite3.Error):
        return _OF_SQLITE.get(getattr(cause, "sqlite_errorcode", 0) & 0xFF, "other")
    state = getattr(cause, "sqlstate", "")
    if state is None:  # PostgreSQL's driver had nobody who would have given it a code
        return "unreachable"
    return next((failure for code, failure in _OF_SQLSTATE.items() if state.startswith(code)), "other")
