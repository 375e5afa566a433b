"""Files that somebody made to look like a backup: nothing of them is laid outside, or fills the disk, or is believed."""

import io
import json
import tarfile
from hashlib import sha256
from pathlib import Path

import pytest
import zstandard

from hall.backup.package import CONTENTS, PackageError, opened, pack, unpack


def member(name, content=b"x", **said):
    made = tarfile.TarInfo(name)
    made.size = len(content)
    for key, value in said.items():
        setattr(made, key, value)
    return made, io.BytesIO(content)


def contents(**files):
    hashes = {name: sha256(content).hexdigest() for name, content in files.items()}
    return member(CONTENTS, json.dumps({"format": 1, "about": {}, "sha256": hashes}).encode())


def written(file, *members):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        for made, content in members:
            tar.addfile(made, content)
    file.write_bytes(zstandard.ZstdCompressor().compress(out.getvalue()))
    return file


@pytest.fixture
def place(tmp_path):
    """An empty folder inside another, so that what slips out is seen."""
    folder = tmp_path / "inside" / "folder"
    folder.mkdir(parents=True)
    return folder


def unpacked(file, place):
    with opened(file) as raw:
        return unpack(raw, place)


def lying(tmp_path):
    return sorted(
        path.relative_to(tmp_path / "inside").as_posix() for path in (tmp_path / "inside").rglob("*")
    )


def test_what_was_packed_is_unpacked(tmp_path, place):
    source = tmp_path / "source"
    (source / "days").mkdir(parents=True)
    (source / "hall.key").write_bytes(b"k" * 32)
    (source / "days" / "2026-03-12.jsonl.zst").write_bytes(b"d")
    pack(source, tmp_path / "hall.backup", {"ledger": "abc"})
    assert unpacked(tmp_path / "hall.backup", place) == {"ledger": "abc"}
    assert (place / "hall.key").read_bytes() == b"k" * 32
    assert all(path.stat().st_mode & 0o077 == 0 for path in place.rglob("*") if path.is_file())


@pytest.mark.parametrize("trap", ["link", "open file"])
def test_nobody_reads_along_or_has_another_file_overwritten_while_it_is_packed(tmp_path, trap):
    source, other = tmp_path / "source", tmp_path / "other"
    source.mkdir()
    (source / "hall.key").write_bytes(b"k" * 32)
    other.write_bytes(b"somebody's")
    laid = tmp_path / "hall.backup.new"
    laid.symlink_to(other) if trap == "link" else laid.write_bytes(b"")
    laid.chmod(0o666)
    with laid.open("rb") as reading:
        pack(source, tmp_path / "hall.backup", {})
        seen = reading.read()
    assert (other.read_bytes(), seen) in ((b"somebody's", b"somebody's"), (b"somebody's", b""))
    assert (tmp_path / "hall.backup").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "hall.backup").is_symlink()


@pytest.mark.parametrize(
    "slip",
    [
        member("../slipped"),
        member("/tmp/jiaohao-slipped"),
        member("days/../../slipped"),
        member("link", b"", type=tarfile.SYMTYPE, linkname="/etc/passwd"),
        member("link", b"", type=tarfile.LNKTYPE, linkname="../../slipped"),
        member("disk", b"", type=tarfile.BLKTYPE, devmajor=8, devminor=0),
        member("null", b"", type=tarfile.CHRTYPE, devmajor=1, devminor=3),
        member("pipe", b"", type=tarfile.FIFOTYPE),
        member("folder", b"", type=tarfile.DIRTYPE),
        member("", b"x"),
        member("thin", b"0" * 512, type=tarfile.GNUTYPE_SPARSE),
    ],
    ids=lambda each: each[0].name or "nameless",
)
def test_only_files_and_only_inside(tmp_path, place, slip):
    with pytest.raises(PackageError):
        unpacked(written(tmp_path / "evil", slip, contents()), place)
    assert lying(tmp_path) == ["folder"]
    assert not Path("/tmp/jiaohao-slipped").exists()


def test_a_link_and_then_a_file_through_it_lays_nothing_anywhere(tmp_path, place):
    link = member("days", b"", type=tarfile.SYMTYPE, linkname=str(tmp_path))
    with pytest.raises(PackageError):
        unpacked(written(tmp_path / "evil", link, member("days/slipped"), contents()), place)
    assert not (tmp_path / "slipped").exists()


def test_a_name_twice_is_refused(tmp_path, place):
    with pytest.raises(PackageError):
        unpacked(written(tmp_path / "evil", member("a", b"1"), member("a", b"2"), contents(a=b"2")), place)


def test_what_is_not_listed_is_not_taken_and_what_is_listed_must_be_there(tmp_path, place):
    with pytest.raises(PackageError) as wrong:
        unpacked(
            written(tmp_path / "evil", member("a", b"1"), member("hall.key", b"k"), contents(a=b"1")), place
        )
    assert wrong.value.fields["part"] == "hall.key"
    (tmp_path / "inside" / "other").mkdir()
    with pytest.raises(PackageError) as wrong:
        unpacked(
            written(tmp_path / "evil", member("a", b"1"), contents(a=b"1", b=b"2")), tmp_path / "inside/other"
        )
    assert wrong.value.fields["part"] == "b"


@pytest.mark.parametrize(
    "said",
    [
        b"",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b'{"format": 1}',
        b"[" * 100_000,
        b'{"format":1,"about":7,"sha256":{}}',
    ],
    ids=range(8),
)
def test_contents_that_are_none_are_refused_in_words(tmp_path, place, said):
    with pytest.raises(PackageError) as wrong:
        unpacked(written(tmp_path / "evil", member(CONTENTS, said)), place)
    assert wrong.value.key.startswith("ledger.wrong.backup")


def test_a_bomb_is_refused_before_it_fills_the_disk(tmp_path, place):
    zeros = b"\0" * (80 << 20)
    evil = written(tmp_path / "evil", member("ledger.db", zeros), contents(**{"ledger.db": zeros}))
    assert evil.stat().st_size < 1 << 20
    with pytest.raises(PackageError, match="backup") as wrong:
        unpacked(evil, place)
    assert wrong.value.fields["reason"] == "size"
    assert lying(tmp_path) == ["folder"]
