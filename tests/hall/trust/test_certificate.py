"""The hall's certificates: believed by who knows its authority, renewed in time, never by accident another's."""

import asyncio
import socket
import ssl
import threading
from datetime import UTC, datetime, timedelta

import pytest

from hall.trust.authority import (
    CERTIFICATE_LASTS,
    FROM,
    MADE,
    is_due,
    new_authority,
    new_certificate,
    read_pair,
)
from hall.trust.certificate import AuthorityError, Certificates
from link.pinned import name_of, pinned_context

NOW = datetime(2027, 3, 12, 1, 0, tzinfo=UTC)


def certificates(folder, hall="hulu", now=NOW):
    made = Certificates(folder, hall, lambda: now)
    made.open()
    return made


def shaken(server, client, name):
    """Shake hands over a socket pair; the client's error where it does not believe."""
    ours, theirs = socket.socketpair()
    wrong = []

    def serve():
        try:
            server.wrap_socket(theirs, server_side=True).close()
        except (ssl.SSLError, OSError):
            theirs.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        with client.wrap_socket(ours, server_hostname=name) as line:
            assert line.version() == "TLSv1.3"
    except (ssl.SSLError, OSError) as error:
        wrong.append(error)
        ours.close()
    thread.join(30)
    return wrong[0] if wrong else None


@pytest.mark.parametrize("hall", ["hulu", "Hulu_East-2", "x" * 40, "-a_"])
def test_a_box_that_has_the_authority_believes_the_hall_by_its_name(tmp_path, hall):
    made = certificates(tmp_path, hall, datetime.now(UTC))
    assert shaken(made.context, pinned_context(made.authority), name_of(hall)) is None


def test_another_halls_name_or_authority_is_not_believed(tmp_path):
    ours = certificates(tmp_path / "a", now=datetime.now(UTC))
    rogue = certificates(tmp_path / "b", now=datetime.now(UTC))
    assert isinstance(
        shaken(ours.context, pinned_context(ours.authority), name_of("other")), ssl.SSLCertVerificationError
    )
    assert isinstance(
        shaken(rogue.context, pinned_context(ours.authority), name_of("hulu")), ssl.SSLCertVerificationError
    )


def test_an_old_tls_is_refused(tmp_path):
    made = certificates(tmp_path, now=datetime.now(UTC))
    old = pinned_context(made.authority)
    old.minimum_version = ssl.TLSVersion.TLSv1_2
    old.maximum_version = ssl.TLSVersion.TLSv1_2
    assert isinstance(shaken(made.context, old, name_of("hulu")), ssl.SSLError)


def test_the_files_are_their_owners_alone_and_stay_the_same(tmp_path):
    first = certificates(tmp_path)
    folder = tmp_path / "trust"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert {each.stat().st_mode & 0o777 for each in folder.iterdir()} == {0o600}
    server = (folder / "server.pem").read_bytes()
    assert certificates(tmp_path).fingerprint == first.fingerprint
    assert (folder / "server.pem").read_bytes() == server


def test_thirty_days_before_its_end_a_certificate_is_renewed(tmp_path):
    authority = new_authority("hulu", NOW)
    certificate = new_certificate(authority, "hulu", NOW)
    assert not is_due(certificate, authority, "hulu", NOW + timedelta(days=59))
    assert is_due(certificate, authority, "hulu", NOW + timedelta(days=61))


def test_it_is_renewed_while_the_hall_serves(tmp_path):
    now = [datetime.now(UTC)]
    made = Certificates(tmp_path, "hulu", lambda: now[0])
    made.open()
    before = (tmp_path / "trust" / "server.pem").read_bytes()
    now[0] += timedelta(days=70)

    async def a_while():
        task = asyncio.create_task(made.keep_fresh(0.01))
        await until(lambda: (tmp_path / "trust" / "server.pem").read_bytes() != before)
        task.cancel()

    asyncio.run(a_while())
    assert shaken(made.context, pinned_context(made.authority), name_of("hulu")) is None
    kept = read_pair((tmp_path / "trust" / "server.pem").read_bytes())
    assert kept.certificate.not_valid_after_utc > now[0] + timedelta(days=80)


def test_a_folder_that_is_gone_leaves_the_old_one_in_use_until_it_is_back(tmp_path):
    now = [datetime.now(UTC)]
    made = Certificates(tmp_path, "hulu", lambda: now[0])
    made.open()
    (tmp_path / "trust").rename(tmp_path / "away")
    now[0] += timedelta(days=70)

    async def a_while():
        task = asyncio.create_task(made.keep_fresh(0.01))
        await asyncio.sleep(0.1)
        assert not task.done()
        assert shaken(made.context, pinned_context(made.authority), name_of("hulu")) is None
        (tmp_path / "away").rename(tmp_path / "trust")
        before = (tmp_path / "trust" / "server.pem").read_bytes()
        await until(lambda: (tmp_path / "trust" / "server.pem").read_bytes() != before)
        task.cancel()

    asyncio.run(a_while())


async def until(holds):
    async with asyncio.timeout(30):
        while not holds():  # noqa: ASYNC110 - a file says nothing when it changes
            await asyncio.sleep(0.01)


def test_a_box_or_a_hall_without_a_clock_battery_believes_all_the_same(tmp_path):
    asleep = datetime(1970, 1, 1, 0, 0, 30, tzinfo=UTC)
    authority = new_authority("hulu", asleep)
    certificate = new_certificate(authority, "hulu", asleep)
    assert certificate.certificate.not_valid_before_utc == authority.certificate.not_valid_before_utc == FROM
    assert authority.certificate.not_valid_after_utc > MADE + timedelta(days=7000)
    assert certificate.certificate.not_valid_after_utc == MADE + CERTIFICATE_LASTS
    assert not is_due(certificate, authority, "hulu", asleep)


def test_a_damaged_certificate_is_made_anew_and_a_damaged_authority_is_not(tmp_path):
    first = certificates(tmp_path)
    (tmp_path / "trust" / "server.pem").write_bytes(b"half a fi")
    assert certificates(tmp_path).fingerprint == first.fingerprint
    (tmp_path / "trust" / "authority.pem").write_bytes(b"half a fi")
    with pytest.raises(AuthorityError):
        certificates(tmp_path)


def test_another_authoritys_certificate_is_not_kept(tmp_path):
    authority, other = new_authority("hulu", NOW), new_authority("hulu", NOW)
    assert is_due(new_certificate(other, "hulu", NOW), authority, "hulu", NOW)
    assert is_due(new_certificate(authority, "east", NOW), authority, "hulu", NOW)
