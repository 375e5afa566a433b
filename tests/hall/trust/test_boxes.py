"""Boxes at a hall that asks for tokens: paired, not paired, revoked, renewed, and face to face with an impostor."""

import asyncio
import json
import logging
import socket
import ssl
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes

from hall.trust.authority import new_authority, new_certificate
from link.asking import HallAway, HallRefused
from link.hall_link import HallLink
from link.messages.voices import VoiceQueue
from link.pairing.grant import grant_of
from link.passport import Passport, passport_in
from link.pinned import name_of, unproven_context
from link.tending import is_old, renew
from link.trusted import TrustedFile
from link.unproven import why_unproven


def play(story, limit_s=90):
    async def bounded():
        async with asyncio.timeout(limit_s):
            await story

    asyncio.run(bounded())


async def reason(link, wanted):
    """Wait until the link says why it is not live."""
    said = asyncio.Event()
    leave = link.on_status.add(lambda status: said.set() if status.reason == wanted else None)
    if link.status.reason != wanted:
        await said.wait()
    leave()
    assert not link.status.is_live


def test_a_paired_kiosk_takes_a_ticket_under_the_name_and_within_the_bounds_of_its_token(hall):
    passport = Passport("whatever", grant=hall.grant("kiosk", "kiosk-1"))

    async def story():
        async with HallLink("whatever", url=hall.url, passport=passport) as link:
            await link.wait_live(30)
            taken = await link.client.take_ticket("cards")
            assert taken.number == "A001"
            assert link.client.box == "kiosk-1"
            with pytest.raises(HallRefused, match="not-allowed"):
                await link.client.window("w1", "open", clerk="1001")

    play(story())


def test_a_box_that_is_not_paired_says_so_and_is_live_seconds_after_somebody_pairs_it(hall, tmp_path):
    async def story():
        passport = passport_in(tmp_path, "tv")
        async with HallLink("tv", url=hall.url, passport=passport) as link:
            await reason(link, "not-paired")
            with pytest.raises(HallAway, match="unknown-hall"):
                await link.client.get("/hall")
            TrustedFile(tmp_path, "tv").write(await asyncio.to_thread(hall.grant, "display", "board-1"))
            await link.wait_live(30)
            assert link.client.box == "board-1"

    play(story())


def test_a_revoked_token_ends_the_stream_at_once_and_the_box_says_so(hall):
    passport = Passport("tv", grant=hall.grant("display", "tv"))
    token = hall.ask("/tokens", method="GET")["tokens"][0]["id"]

    async def story():
        async with HallLink("tv", url=hall.url, passport=passport) as link:
            await link.wait_live(30)
            await asyncio.to_thread(hall.ask, f"/tokens/{token}/revoke", {})
            await reason(link, "token-refused")

    play(story())


def test_a_voice_is_known_for_as_long_as_its_box_listens_though_it_says_nothing(hall):
    passport = Passport("tv", grant=hall.grant("display", "tv"))

    def known():
        return [each["box"] for each in hall.ask("/health", method="GET")["voices"]]

    async def story():
        async with HallLink("tv", url=hall.url, passport=passport) as link:
            await link.wait_live(30)
            await link.client.report_health((), voices=(VoiceQueue(zones=("left",)),))
            assert await asyncio.to_thread(known) == ["tv"]
        for _ in range(300):
            if not await asyncio.to_thread(known):
                return
            await asyncio.sleep(0.1)
        pytest.fail("a box that was taken away is still known")

    play(story())


def test_an_impostor_with_the_halls_name_and_address_is_not_believed_and_gets_no_token(make_hall, new_port):
    ours = make_hall("a", port=new_port())
    passport = Passport("tv", grant=ours.grant("display", "tv"))
    ours.close()
    make_hall("b", port=ours.port)

    async def story():
        async with HallLink("tv", url=ours.url, passport=passport) as link:
            await reason(link, "unproven")
            with pytest.raises(HallAway):
                await link.client.get("/hall")
        asker = link.client.__class__(ours.url, "tv", passport=passport)
        with pytest.raises(HallAway, match="unreachable"):
            await asker.get("/hall")
        await asker.close()

    play(story())


def test_a_hall_that_restarts_knows_its_boxes(make_hall, new_port):
    hall = make_hall("a", port=new_port())
    passport = Passport("tv", grant=hall.grant("display", "tv"))
    hall.close()
    again = make_hall("a", port=hall.port)

    async def story():
        async with HallLink("tv", url=again.url, passport=passport) as link:
            await link.wait_live(30)

    play(story())
    assert again.ask("/tokens", method="GET")["tokens"][0]["box"] == "tv"


def test_a_plain_address_in_the_boxs_file_is_asked_over_tls_all_the_same(hall):
    passport = Passport("tv", grant=hall.grant("display", "tv"))

    async def story():
        async with HallLink("tv", url=hall.url.replace("https", "http"), passport=passport) as link:
            await link.wait_live(30)

    play(story())


def test_a_box_whose_file_names_another_hall_than_it_was_paired_with_stays_away(hall):
    passport = Passport("tv", grant=hall.grant("display", "tv"))

    async def story():
        async with HallLink("tv", hall="east", url=hall.url, passport=passport) as link:
            await reason(link, "other-hall")

    play(story())


def test_a_box_without_a_grant_speaks_to_its_own_machine_alone():
    free = Passport("tv")
    assert free.may_ask("http://127.0.0.1:8600/api/v1")
    assert free.may_ask("http://localhost:8600")
    assert not free.may_ask("http://10.0.0.5:8600")
    assert not free.may_ask("https://127.0.0.1:8600")


def test_a_token_is_renewed_without_a_gap_and_the_old_one_is_worth_nothing_then(hall, tmp_path):
    old = hall.grant("display", "tv")
    TrustedFile(tmp_path, "tv").write(old)
    passport = passport_in(tmp_path, "tv")

    async def story():
        async with HallLink("tv", url=hall.url, passport=passport) as link:
            await link.wait_live(30)
            await renew(link.client)
            assert passport.grant.token != old.token
            await link.client.get("/hall")
            await link.wait_live(30)

    play(story())
    assert TrustedFile(tmp_path, "tv").read() == passport.grant
    stale = {"Authorization": f"Bearer {old.token}"}
    with httpx.Client(verify=unproven_context(), trust_env=False, timeout=30) as line:
        assert line.get(f"{hall.url}/api/v1/hall", headers=stale).status_code == 401


def test_a_disk_that_takes_no_new_token_leaves_the_old_one_in_use(hall, tmp_path):
    TrustedFile(tmp_path / "box", "tv").write(hall.grant("display", "tv"))
    passport = passport_in(tmp_path / "box", "tv")
    (tmp_path / "box").rename(tmp_path / "gone")
    (tmp_path / "box").write_text("a file where a folder was")

    async def story():
        async with HallLink("tv", url=hall.url, passport=passport) as link:
            await link.wait_live(30)
            await renew(link.client)
            await link.client.get("/hall")
            assert link.status.is_live

    play(story())


def test_a_token_is_old_after_a_month_of_the_halls_time(hall):
    grant = hall.grant()
    now = datetime.now(UTC)
    assert not is_old(grant, now + timedelta(days=29))
    assert is_old(grant, now + timedelta(days=31))
    assert not is_old(None, now)


@pytest.mark.parametrize(
    "said", [b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", b"\x16\x03\x01", b"\0" * 64]
)
def test_who_speaks_no_tls_is_cut_and_leaves_no_trace_in_the_log(hall, caplog, said):
    caplog.set_level(logging.INFO)
    with socket.create_connection(("127.0.0.1", hall.port), timeout=30) as line:
        line.sendall(said)
        assert b"HTTP/1.1" not in line.recv(4096)
    assert hall.grant().hall == "hulu", "and the next one is served"
    assert not [each for each in caplog.records if each.levelno >= logging.WARNING]


def test_a_health_without_a_token_is_answered_over_tls(hall):
    with httpx.Client(verify=unproven_context(), trust_env=False, timeout=30) as line:
        assert line.get(f"{hall.url}/api/v1/health").status_code == 200
        assert line.get(f"{hall.url}/api/v1/state").status_code == 401


def test_a_certificate_out_of_its_time_is_a_matter_of_clocks(tmp_path):
    authority = new_authority("hulu", datetime.now(UTC))
    fresh = new_certificate(authority, "hulu", datetime.now(UTC))
    old = x509.CertificateBuilder(
        subject_name=fresh.certificate.subject,
        issuer_name=fresh.certificate.issuer,
        public_key=fresh.key.public_key(),
        serial_number=7,
        not_valid_before=datetime(2019, 1, 1, tzinfo=UTC),
        not_valid_after=datetime(2020, 1, 1, tzinfo=UTC),
        extensions=list(fresh.certificate.extensions),
    ).sign(authority.key, hashes.SHA256())
    file = tmp_path / "server.pem"
    file.write_bytes(replace(fresh, certificate=old).secret)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(file)
    passport = Passport("tv", grant=_grant(authority.public))

    async def story():
        listening = await asyncio.start_server(
            lambda reader, writer: writer.close(), "127.0.0.1", 0, ssl=server
        )
        port = listening.sockets[0].getsockname()[1]
        async with HallLink("tv", url=f"https://127.0.0.1:{port}", passport=passport) as link:
            await reason(link, "wrong-clock")
        listening.close()

    play(story())


def test_other_faults_are_no_question_of_trust():
    assert why_unproven(ConnectionRefusedError()) == ""
    assert name_of("hulu") == "hulu.jiaohao.internal"


def _grant(authority):
    words = dict.fromkeys(("name", "token", "role", "box", "made_at", "expires_at"), "x")
    return grant_of(json.dumps(words | {"hall": "hulu", "authority": authority}))
