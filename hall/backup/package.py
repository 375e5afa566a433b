"""The file of a backup: a tar archive, compressed with Zstandard; its last member lists every other with its SHA-256."""

import io
import json
import os
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any, BinaryIO, Final

import zstandard

from hall.archive.file import sha256_of

CONTENTS: Final = "contents.json"
FORMAT: Final = 1
_LEVEL: Final = 3
_LEAST_ROOM: Final = 64 << 20
_MOST_TIMES: Final = 50
"""A ledger packs to a tenth; a file that wants more than this is a bomb for the disk."""

_LONGEST_CONTENTS: Final = 16 << 20


class PackageError(Exception):
    """A file is no backup, or not a whole one; `key` is the sentence that says how, `fields` fill it."""

    def __init__(self, key: str, **fields: str) -> None:
        super().__init__(key)
        self.key, self.fields = key, fields


def pack(folder: Path, file: Path, about: Mapping[str, str]) -> None:
    """Write all files of a folder into one; it is there whole or not at all, and only its owner can read it."""
    beside = file.with_name(f"{file.name}.new")
    beside.unlink(missing_ok=True)  # left by a power cut, or laid there by somebody who wants to read along
    fd = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as raw:
        with (
            zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).stream_writer(
                raw, closefd=False
            ) as packed,
            tarfile.open(fileobj=packed, mode="w|") as tar,
        ):
            hashes = {}
            for path in sorted(each for each in folder.rglob("*") if each.is_file()):
                name = path.relative_to(folder).as_posix()
                hashes[name] = sha256_of(path)
                tar.add(path, name, recursive=False)
            _add_contents(tar, {"format": FORMAT, "about": dict(about), "sha256": hashes})
        raw.flush()
        os.fsync(raw.fileno())
    beside.replace(file)


def opened(file: Path) -> BinaryIO:
    """A backup to be unpacked. Raises PackageError where it cannot be read."""
    try:
        return file.open("rb")
    except OSError as error:
        raise PackageError("ledger.wrong.backup", file=str(file), reason=str(error)) from None


def unpack(raw: BinaryIO, folder: Path) -> dict[str, str]:
    """Lay all files of an opened backup into an empty folder, each proven by its hash; what it says about itself.

    Raises:
        PackageError: it is none, or not whole. Nothing that it holds is laid outside the folder, and no more than a backup
            of its size can hold.
    """
    file = raw.name
    try:
        contents = _laid(raw, folder)
    except (tarfile.TarError, zstandard.ZstdError, OSError, ValueError, RecursionError) as error:
        raise PackageError("ledger.wrong.backup", file=file, reason=str(error)) from None
    if contents.format != FORMAT:
        raise PackageError("ledger.wrong.backup", file=file, reason="format")
    lying = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for name in sorted(lying ^ contents.sha256.keys()):
        raise PackageError("ledger.wrong.backup_part", file=file, part=name)
    for name, sha256 in contents.sha256.items():
        if sha256_of(folder / name) != sha256:
            raise PackageError("ledger.wrong.backup_part", file=file, part=name)
    return contents.about


@dataclass(frozen=True, slots=True)
class _Contents:
    """The last member."""

    format: int = 0
    about: dict[str, str] = field(default_factory=dict)
    sha256: dict[str, str] = field(default_factory=dict)


def _laid(raw: BinaryIO, folder: Path) -> _Contents:
    contents = _Contents()
    room = max(_LEAST_ROOM, _MOST_TIMES * os.fstat(raw.fileno()).st_size)
    with (
        zstandard.ZstdDecompressor().stream_reader(raw) as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        for member in tar:
            if not member.isreg() or member.issparse() or not _is_inside(member.name):
                raise ValueError(_plain(member.name))
            room -= member.size
            if room < 0:
                raise ValueError("size")
            source = tar.extractfile(member)
            if source is None:
                raise ValueError(_plain(member.name))
            if member.name == CONTENTS:
                contents = _contents(source.read(_LONGEST_CONTENTS))
                continue
            _lay(source, folder / member.name)
    return contents


def _contents(text: bytes) -> _Contents:
    """Raises ValueError where it is not what `pack` writes."""
    value: Any = json.loads(text)
    try:
        about, sha256 = dict(value["about"]), dict(value["sha256"])
        named = {str(name): str(said) for name, said in about.items()}
        return _Contents(int(value["format"]), named, {str(name): str(each) for name, each in sha256.items()})
    except (KeyError, TypeError, AttributeError):
        raise ValueError(CONTENTS) from None


def _lay(source: Any, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(fd, "wb") as file:
        while piece := source.read(1 << 20):
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def _plain(name: str) -> str:
    """The name of a member as it may be shown."""
    return ascii(name)[1:81]


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name)
    return not parts.is_absolute() and ".." not in parts.parts


def _add_contents(tar: tarfile.TarFile, contents: dict[str, Any]) -> None:
    text = json.dumps(contents, indent=1).encode()
    member = tarfile.TarInfo(CONTENTS)
    member.size, member.mode = len(text), 0o600
    tar.addfile(member, io.BytesIO(text))
