"""The files that docs/ha.md shows, as a technician would copy them."""

import re
from pathlib import Path

from lan.network import PROJECT

PAGE = PROJECT / "docs/ha.md"
_BLOCK = re.compile(r"^( *)\*\*`([^`\n]+)`\*\*([^\n]*)\n+^ *```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def shown(file: str, about: str = "") -> str:
    """The text of a file on the page; `about` is among the words behind its name, where it is shown twice."""
    for indent, name, words, text in _BLOCK.findall(PAGE.read_text("utf-8")):
        if name == file and about in words:
            return "\n".join(line.removeprefix(indent) for line in text.splitlines()) + "\n"
    raise LookupError(f"{file} is not shown in {PAGE.name}")


def on_machine(text: str, name: str, address: str) -> str:
    """What stands before the empty line is each machine's own; the page shows hall1's."""
    own, empty, common = text.partition("\n\n")
    return own.replace("hall1", name).replace("192.0.2.1:", f"{address}:") + empty + common


def words_of(text: str) -> dict[str, str]:
    """An environment file."""
    return dict(line.split("=", 1) for line in text.splitlines() if "=" in line)


def written(text: str, file: Path) -> Path:
    file.write_text(text, encoding="utf-8")
    file.chmod(0o644)
    return file
