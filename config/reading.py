"""From a file to TOML tables that remember where they were written."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any, Final

from config.lines import Path, line_of
from config.wrong import ConfigError, Finding, Said, said

LARGEST_BYTES: Final = 2_000_000
"""No settings file of a hall comes near; what is larger was chosen by mistake."""

Tables = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Settings that could be read: the file's name for people, its text, its tables, and what overrides it.

    `variables` has the environment variables that gave a value, by the path of the value; the tables hold it already.
    """

    name: str
    text: str
    tables: Tables
    variables: Mapping[Path, str] = field(default_factory=dict)

    def origin(self, path: Path) -> Said | str | None:
        """Where the value at `path` was set: the environment, a line of the file, or None for nowhere."""
        if variable := self.variables.get(path):
            return said("config.origin.environment", name=variable)
        if not _is_in(self.tables, path):
            return None
        line = line_of(self.text, path)
        return f"{self.name}:{line}" if line else self.name

    def finding(self, path: Path, what: Said, allowed: Said | None = None) -> Finding:
        """Something wrong at `path`, e.g. `("service", 2, "quota")`, with the key and line a person looks for."""
        key = dotted(self.tables, path)
        for end in range(len(path), 0, -1):
            if variable := self.variables.get(path[:end]):
                return Finding(file=variable, key=key, what=what, allowed=allowed)
        line = line_of(self.text, path)
        return Finding(file=self.name, key=key, what=what, allowed=allowed, line=line)


def read_file(file: FilePath) -> Source:
    """The file's tables. Raises ConfigError where it is missing, unreadable, not UTF-8 or not TOML."""
    try:
        with file.open("rb") as opened:
            content = opened.read(LARGEST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(str(file), said("config.what.no_file")) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise _unreadable(str(file), said("config.what.unreadable", reason=reason)) from None
    return read_text(_decoded(content, str(file)), str(file))


def read_text(text: str, name: str) -> Source:
    """The text's tables; `name` is what messages call the file. Raises ConfigError where it is not TOML."""
    if len(text) > LARGEST_BYTES:
        raise _unreadable(name, said("config.what.too_big"))
    try:
        return Source(name, text, tomllib.loads(text))
    except RecursionError:
        raise _unreadable(name, said("config.what.too_deep")) from None
    except ValueError as error:
        raise ConfigError([_not_toml(text, name, str(error))]) from None


def dotted(tables: Tables, path: Path) -> str:
    """`("service", 2, "quota")` as people say it: `service[A1].quota`; `service[#3]` where it has no id of its own."""
    key, rows = "", None
    for step in path:
        if isinstance(step, int):
            key += f"[{_id_of(rows, step) or f'#{step + 1}'}]"
            rows = None
        else:
            key += f".{step}" if key else step
            rows = tables.get(step) if key == step else None
    return key


def _is_in(tables: Any, path: Path) -> bool:
    for step in path:
        is_there = (
            step in tables if isinstance(tables, dict) else isinstance(step, int) and step < len(tables)
        )
        if not is_there:
            return False
        tables = tables[step]
    return True


def _id_of(rows: Any, index: int) -> str:
    ids = [row.get("id", row.get("name")) if isinstance(row, dict) else None for row in rows or ()]
    mine = ids[index] if index < len(ids) else None
    return mine if isinstance(mine, str) and mine and ids.count(mine) == 1 else ""


def _decoded(content: bytes, name: str) -> str:
    if len(content) > LARGEST_BYTES:
        raise _unreadable(name, said("config.what.too_big"))
    try:
        # Notepad puts a byte order mark in front, which TOML does not know.
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        what = said("config.what.not_utf8")
        raise ConfigError(
            [Finding(file=name, key="", what=what, allowed=said("config.allowed.utf8"), line=line)]
        ) from None


def _unreadable(name: str, what: Said) -> ConfigError:
    return ConfigError([Finding(file=name, key="", what=what)])


def _not_toml(text: str, name: str, reason: str) -> Finding:
    place = re.search(r"at line (\d+), column", reason)
    lines = text.split("\n")
    line = int(place[1]) if place else len(lines)
    written = lines[line - 1].strip() if line <= len(lines) else ""
    if reason.startswith(("Cannot overwrite", "Cannot declare")):
        return Finding(file=name, key="", what=said("config.what.twice_in_file", written=written), line=line)
    what = said("config.what.not_toml", written=written) if place else said("config.what.unfinished")
    return Finding(file=name, key="", what=what, allowed=said("config.allowed.toml"), line=line)
