"""A bundle is taken in as it was signed, by whom the box knows, or not at all."""

import hashlib
import shutil
import subprocess

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from config.texts import texts
from jiaohao.updating.signed import SIGNATURE, SUMS, Signing, carried_over, listed, signing_with
from jiaohao.updating.updating import CannotUpdate
from jiaohao.updating.versions import newest_wheel

OURS = "jiaohao-0.2.0-py3-none-any.whl"
HTTPX = "httpx-0.28.1-py3-none-any.whl"


@pytest.fixture
def signing():
    return Signing(Ed25519PrivateKey.generate())


@pytest.fixture
def key(tmp_path, signing):
    file = tmp_path / "update.pub"
    file.write_bytes(signing.public)
    return file


@pytest.fixture
def bundle(tmp_path, signing):
    folder = tmp_path / "jiaohao-0.2.0"
    wheels = folder / "wheels-debian12"
    wheels.mkdir(parents=True)
    (wheels / OURS).write_bytes(b"ours")
    (wheels / HTTPX).write_bytes(b"theirs")
    (folder / "install.sh").write_text("#!/bin/sh\n")
    sign(folder, signing)
    return folder


def sign(folder, signing, text=None):
    files = sorted(
        file for file in folder.rglob("*") if file.is_file() and file.name not in (SUMS, SIGNATURE)
    )
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder)}\n" for file in files
    ]
    (folder / SUMS).write_text(text or "".join(lines))
    (folder / SIGNATURE).write_bytes(signing.signature((folder / SUMS).read_bytes()))


def carried(source, key, place):
    """What would be installed: each file's name and content."""
    with carried_over(newest_wheel(source), key, place) as wheel:
        assert wheel.file.parent == place
        return {file.name: file.read_bytes() for file in place.iterdir()}


def refused(source, key, place):
    with pytest.raises(CannotUpdate) as wrong:
        carried(source, key, place)
    assert not place.exists()
    said = texts("en").say(wrong.value.key, **wrong.value.fields)
    assert said != wrong.value.key
    return wrong.value.key


@pytest.mark.parametrize("source", [".", OURS])
def test_what_was_signed_is_carried_over_and_goes_at_the_end(tmp_path, bundle, key, source):
    place = tmp_path / "place"
    assert carried(bundle / "wheels-debian12" / source, key, place) == {OURS: b"ours", HTTPX: b"theirs"}
    assert not place.exists()


def test_a_list_may_lie_beside_the_wheels(tmp_path, bundle, key, signing):
    flat = tmp_path / "flat"
    shutil.copytree(bundle / "wheels-debian12", flat)
    sign(flat, signing)
    assert carried(flat, key, tmp_path / "place") == {OURS: b"ours", HTTPX: b"theirs"}


def test_a_wheel_that_somebody_laid_beside_is_not_there_for_pip(tmp_path, bundle, key):
    (bundle / "wheels-debian12" / "httpx-99.0-py3-none-any.whl").write_bytes(b"evil")
    assert carried(bundle / "wheels-debian12", key, tmp_path / "place").keys() == {OURS, HTTPX}


def test_what_is_changed_after_it_was_proven_is_not_what_is_installed(tmp_path, bundle, key):
    place = tmp_path / "place"
    with carried_over(newest_wheel(bundle / "wheels-debian12"), key, place) as wheel:
        (bundle / "wheels-debian12" / OURS).write_bytes(b"evil")
        assert wheel.file.read_bytes() == b"ours"
        assert place.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("name", "content"), [(OURS, b"evil"), (OURS, b""), (HTTPX, b"evil"), (HTTPX, b""), (HTTPX, None)]
)
def test_a_file_that_is_not_as_it_was_signed_is_named(tmp_path, bundle, key, name, content):
    file = bundle / "wheels-debian12" / name
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.sum"


def test_our_own_wheel_has_to_be_in_the_list(tmp_path, bundle, key):
    (bundle / "wheels-debian12" / "jiaohao-0.3.0-py3-none-any.whl").write_bytes(b"newer")
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.unlisted"


def test_a_list_that_was_changed_or_that_a_stranger_signed_is_refused(tmp_path, bundle, key):
    before = (bundle / SUMS).read_text()
    (bundle / SUMS).write_text(before.replace("a", "b", 1))
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.signature"
    sign(bundle, Signing(Ed25519PrivateKey.generate()))
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.signature"
    (bundle / SIGNATURE).write_bytes(b"")
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.signature"


def test_without_a_signature_or_without_a_key_nothing_is_believed(tmp_path, bundle, key):
    (bundle / SIGNATURE).unlink()
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.unsigned"
    assert refused(bundle / "wheels-debian12", tmp_path / "none", tmp_path / "place") == "update.wrong.no_key"


def x25519():
    return (
        X25519PrivateKey.generate().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    )


@pytest.mark.parametrize(
    "text", [b"", b"key", b"-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n", x25519()]
)
def test_a_key_that_is_none_is_said(tmp_path, bundle, text):
    file = tmp_path / "update.pub"
    file.write_bytes(text)
    assert refused(bundle / "wheels-debian12", file, tmp_path / "place") == "update.wrong.key"


def test_a_new_key_is_trusted_beside_the_old_one(tmp_path, bundle, key):
    new = Signing(Ed25519PrivateKey.generate())
    key.write_bytes(key.read_bytes() + new.public)
    sign(bundle, new)
    assert carried(bundle / "wheels-debian12", key, tmp_path / "place").keys() == {OURS, HTTPX}


@pytest.mark.parametrize("name", ["../update.pub", "/etc/passwd", "wheels-debian12/../../update.pub"])
def test_a_list_never_leads_out_of_its_folder(tmp_path, bundle, key, signing, name):
    sign(bundle, signing, f"{'0' * 64}  {name}\n")
    assert refused(bundle / "wheels-debian12", key, tmp_path / "place") == "update.wrong.list"


def test_a_list_is_read_as_sha256sum_writes_it(tmp_path):
    (tmp_path / "号票.whl").write_bytes(b"x")
    said = subprocess.run(
        ["sha256sum", "--binary", "号票.whl"], cwd=tmp_path, capture_output=True, check=True
    ).stdout
    assert listed(said) == {"号票.whl": hashlib.sha256(b"x").hexdigest()}
    for wrong in (b"nonsense\n", said + said, b"\xff\n"):
        with pytest.raises(ValueError):
            listed(wrong)


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
def test_openssl_makes_the_key_and_can_prove_the_signature(tmp_path):
    def openssl(*words):
        return subprocess.run(["openssl", *words], cwd=tmp_path, capture_output=True, check=True).stdout

    openssl("genpkey", "-algorithm", "ed25519", "-out", "update.key")
    openssl("pkey", "-in", "update.key", "-pubout", "-out", "update.pub")
    signing = signing_with((tmp_path / "update.key").read_bytes())
    assert signing.public == (tmp_path / "update.pub").read_bytes()
    (tmp_path / "list").write_bytes(b"sums")
    (tmp_path / "list.sig").write_bytes(signing.signature(b"sums"))
    said = openssl(
        "pkeyutl",
        "-verify",
        "-pubin",
        "-inkey",
        "update.pub",
        "-rawin",
        "-in",
        "list",
        "-sigfile",
        "list.sig",
    )
    assert b"Success" in said


def test_another_kind_of_key_signs_nothing(tmp_path):
    with pytest.raises(ValueError, match=r"PEM|key"):
        signing_with(b"nonsense")
