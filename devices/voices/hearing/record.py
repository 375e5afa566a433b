"""What was heard of each clip of a folder, kept beside the clips, so that a check goes on where it was."""

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FILE: Final = "heard.tsv"


@dataclass(frozen=True, slots=True)
class Remark:
    """`content` is the CRC-32 of the clip that was heard: another take of it is not yet."""

    clip: str
    content: int
    share: float
    heard: str


def content_of(path: Path) -> int:
    return zlib.crc32(path.read_bytes())


def remarks(folder: Path) -> Mapping[str, Remark]:
    """The last remark on each clip; a line that cannot be read is none."""
    try:
        lines = (folder / FILE).read_text("utf-8").splitlines()
    except FileNotFoundError:
        return {}
    return {remark.clip: remark for line in lines for remark in _read(line)}


def add_remark(folder: Path, remark: Remark) -> None:
    """Raises OSError."""
    heard = " ".join(remark.heard.split())
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write(f"{remark.clip}\t{remark.content}\t{remark.share:.3f}\t{heard}\n")


def _read(line: str) -> Iterator[Remark]:
    try:
        clip, content, share, heard = line.split("\t")
        yield Remark(clip, int(content), float(share), heard)
    except ValueError:
        return
