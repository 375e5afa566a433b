"""The bundle's install.sh believes only what is whole, listed and signed, and leaves nothing half; tried with an /etc, /opt
and /run of its own."""

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from jiaohao.updating.signed import SIGNATURE, SUMS, Signing

SCRIPT = Path(__file__).parents[2] / "bundle" / "install.sh"
OURS = "jiaohao-9.0.0-py3-none-any.whl"

ELSEWHERE = """
set -e
mount -t tmpfs tmpfs /mnt && mkdir /mnt/u /mnt/w
mount -t overlay overlay -o lowerdir=/etc,upperdir=/mnt/u,workdir=/mnt/w /etc
mount -t tmpfs -o "$OPT" tmpfs /opt && mount -t tmpfs tmpfs /run && mount -t tmpfs tmpfs /usr/local/bin
printf 'ID=debian\\nVERSION_ID="12"\\nPRETTY_NAME=Debian\\n' >/etc/os-release.new && mv /etc/os-release.new /etc/os-release
mkdir -p /etc/jiaohao
[ ! -e "$1/../known.pub" ] || cp "$1/../known.pub" /etc/jiaohao/update.pub
"""
"""Nothing of it is seen outside, and nothing outside is touched."""

BEGUN = "/opt/jiaohao.d"
"""Which cannot be made there: it was let in."""


ROOMY = "size=300m"
"""As /opt, for a script that gets to its end."""

PYTHON = """#!/bin/sh
set -e
case "$*" in
*"-m venv"*) mkdir -p "$3/bin"; cp "$0" "$3/bin/python" ;;
*"--find-links"*)
  while [ "$1" != --find-links ]; do shift; done
  sh -c "$MISHAP"
  cat "$2"/*.whl >"${0%python}wheels"
  printf '#!/bin/sh\\n[ "$1" = --version ] && echo "jiaohao 9.0.0" || echo "INSTALL $*"\\n' >"${0%python}jiaohao"
  chmod +x "${0%python}jiaohao" ;;
esac
"""
"""In the place of Debian's Python, which the long proofs use (tests/installed): what it makes is read from the bundle, and
something may happen meanwhile."""

FROM_A_STICK = """
mount --bind "$1" /media
mount --bind "$1/../python3" /usr/bin/python3
sh /media/install.sh hall"""
HALL = "INSTALL install hall"


def elsewhere(script, *words, opt="ro", mishap=""):
    """`opt`: how /opt is mounted there; `mishap`: what happens while the program is put there."""
    command = ["unshare", "--mount", "--propagation", "private", "sh", "-c", ELSEWHERE + script, "sh", *words]
    return subprocess.run(
        command, capture_output=True, text=True, check=False, timeout=300,
        env=os.environ | {"OPT": opt, "MISHAP": mishap},
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def a_place_of_its_own():
    if os.geteuid() != 0 or shutil.which("unshare") is None or shutil.which("openssl") is None:
        pytest.skip("needs root, unshare and openssl")
    if reason := elsewhere("true", "/nowhere").stderr:
        pytest.skip(f"no mounts here: {reason}")


@pytest.fixture
def signing():
    return Signing(Ed25519PrivateKey.generate())


@pytest.fixture
def bundle(tmp_path, signing):
    folder = tmp_path / "jiaohao-9.0.0"
    (folder / "wheels-debian12").mkdir(parents=True)
    (folder / "wheels-debian12" / OURS).write_bytes(b"no wheel")
    (tmp_path / "python3").write_text(PYTHON)
    (tmp_path / "python3").chmod(0o755)
    shutil.copy2(SCRIPT, folder)
    for name in ("packages.txt", "packages-screen.txt"):
        (folder / name).write_text("")
    sign(folder, signing)
    return folder


def sign(folder, signing):
    (folder / "update.pub").write_bytes(signing.public)
    files = sorted(
        file for file in folder.rglob("*") if file.is_file() and file.name not in (SUMS, SIGNATURE)
    )
    lines = [
        f"{hashlib.sha256(file.read_bytes()).hexdigest()}  {file.relative_to(folder)}\n" for file in files
    ]
    (folder / SUMS).write_text("".join(lines))
    (folder / SIGNATURE).write_bytes(signing.signature((folder / SUMS).read_bytes()))


def installed(folder, *words):
    """What the script says, with both its voices; it never gets to its end."""
    done = elsewhere('here=$1; shift; exec sh "$here/install.sh" "$@"', folder, *words)
    assert done.returncode not in (0, 2), done.stdout
    return done.stdout + done.stderr


def test_what_is_whole_is_let_in_where_no_key_is_known_yet(bundle):
    assert BEGUN in installed(bundle)


def test_what_is_signed_with_the_known_key_is_let_in(bundle, signing, tmp_path):
    (tmp_path / "known.pub").write_bytes(signing.public)
    assert BEGUN in installed(bundle)


def test_a_strangers_bundle_is_refused_unless_it_is_said_aloud(bundle, tmp_path):
    (tmp_path / "known.pub").write_bytes(Signing(Ed25519PrivateKey.generate()).public)
    said = installed(bundle)
    assert "--unsigned" in said
    assert BEGUN not in said
    assert BEGUN in installed(bundle, "--unsigned")
    (bundle / SIGNATURE).unlink()
    assert BEGUN not in installed(bundle)


def test_a_bundle_that_was_not_copied_whole_is_refused(bundle):
    (bundle / "wheels-debian12" / OURS).write_bytes(b"no whee")
    said = installed(bundle)
    assert "not whole" in said
    assert BEGUN not in said


def test_a_wheel_that_lies_beside_is_named_and_refused(bundle):
    (bundle / "wheels-debian12" / "httpx-99.0-py3-none-any.whl").write_bytes(b"evil")
    said = installed(bundle)
    assert "httpx-99.0" in said
    assert BEGUN not in said


@pytest.mark.parametrize("name", ["evil_1_all.deb", "Packages.xz", "deeper/evil_1_all.deb"])
def test_a_package_that_lies_beside_is_named_and_refused(bundle, signing, name):
    debs = bundle / "debs-debian12"
    debs.mkdir()
    (debs / "Packages").write_text("")
    sign(bundle, signing)
    assert BEGUN in installed(bundle)
    (debs / name).parent.mkdir(exist_ok=True)
    (debs / name).write_bytes(b"evil")
    said = installed(bundle)
    assert name in said
    assert BEGUN not in said


def test_a_link_that_lies_beside_is_refused_too(bundle):
    (bundle / "wheels-debian12" / "httpx-99.0-py3-none-any.whl").symlink_to("/etc/hostname")
    assert BEGUN not in installed(bundle)


@pytest.mark.parametrize("known", ["before", "after"])
def test_while_keys_change_the_box_knows_both(bundle, signing, tmp_path, known):
    other = Signing(Ed25519PrivateKey.generate()).public
    both = other + signing.public if known == "after" else signing.public + other
    (tmp_path / "known.pub").write_bytes(both)
    assert BEGUN in installed(bundle)
    sign(bundle, Signing(Ed25519PrivateKey.generate()))
    assert BEGUN not in installed(bundle)


def test_a_second_one_at_once_is_told_who_the_first_is(bundle):
    script = """
    exec 8>>/run/jiaohao-install.lock; flock -n 8; echo "4711 update 2026-03-12T01:02:03Z" >/run/jiaohao-install.lock
    exec sh "$1/install.sh"
    """
    done = elsewhere(script, bundle)
    assert done.returncode == 1
    assert "4711 update 2026-03-12T01:02:03Z" in done.stdout


def test_from_the_stick_to_the_first_question_and_again(bundle):
    done = elsewhere(f"{FROM_A_STICK}\n sh /media/install.sh hall; readlink /opt/jiaohao", bundle, opt=ROOMY)
    assert done.stdout.count(HALL) == 2, done.stdout + done.stderr
    assert done.stdout.count("Jiaohao 9.0.0") == 1
    assert done.stdout.endswith("/opt/jiaohao.d/9.0.0\n")


def test_a_link_that_leads_nowhere_is_led_to_the_program(bundle):
    done = elsewhere(
        f"ln -s /opt/gone /opt/jiaohao\n{FROM_A_STICK}\nreadlink /opt/jiaohao", bundle, opt=ROOMY
    )
    assert HALL in done.stdout, done.stdout + done.stderr
    assert done.stdout.endswith("/opt/jiaohao.d/9.0.0\n")


def test_a_machine_with_another_version_is_told_how_it_is_brought_up_to_date(bundle):
    other = (
        "mkdir -p /opt/jiaohao/bin; printf '#!/bin/sh\\necho jiaohao 8.0.0\\n' >/opt/jiaohao/bin/jiaohao; "
    )
    script = f"{other} chmod +x /opt/jiaohao/bin/jiaohao\n{FROM_A_STICK}"
    assert "sudo jiaohao update /media/wheels-debian12" in elsewhere(script, bundle, opt=ROOMY).stdout


def test_what_is_no_jiaohao_stays_where_it_lies(bundle):
    done = elsewhere(f"mkdir /opt/jiaohao; touch /opt/jiaohao/own\n{FROM_A_STICK}", bundle, opt=ROOMY)
    assert "move it away" in done.stdout
    assert HALL not in done.stdout


def test_too_little_room_is_said_before_anything_is_touched(bundle, signing):
    (bundle / "room.txt").write_text("debian11 1\ndebian12 153600\n")
    sign(bundle, signing)
    done = elsewhere(f"{FROM_A_STICK} || ls -A /opt", bundle, opt=ROOMY)
    assert "300 MB are free, 350 MB are needed" in done.stdout, done.stdout + done.stderr
    assert "jiaohao.d" not in done.stdout


@pytest.mark.parametrize(
    ("mishap", "said"),
    [
        ("umount -l /media", "Was the stick pulled out?"),
        ("cat /dev/zero >/opt/somebody-elses 2>/dev/null || true", "The disk of /opt is full"),
        ("exit 1", "The program could not be put into /opt"),
    ],
)
def test_what_ends_on_the_way_ends_with_a_sentence_and_nothing_half(bundle, mishap, said):
    script = f"{FROM_A_STICK} || {{ echo; ls -A /opt/jiaohao.d; ls -d /opt/jiaohao; }}"
    done = elsewhere(script, bundle, opt=ROOMY, mishap=mishap)
    told, _, left = done.stdout.partition("\n\n")
    assert said in told.splitlines()[-1], done.stdout + done.stderr
    assert left == ""


def test_a_script_that_was_not_copied_to_its_end_does_nothing(bundle):
    whole = SCRIPT.read_bytes()
    for share in range(1, 12):
        (bundle / "install.sh").write_bytes(whole[: len(whole) * share // 12])
        done = elsewhere(f"{FROM_A_STICK}; ls -A /opt", bundle, opt=ROOMY)
        assert done.stdout == "", share
