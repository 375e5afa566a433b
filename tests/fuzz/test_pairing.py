"""Pairing with somebody who lies, and a hall's TLS port under garbage: a sentence or a closed connection, nothing given
away, nothing fallen over, and the next honest box is paired."""

import asyncio
import json
import os
import random
import ssl
from pathlib import Path

import pytest
from lan.impostor import server_context
from odd.mutation import TEXTS, mutated, mutated_value
from proving.lives import free_port, program

from hall.asking import ask
from link.pairing.asking import PairingFailed, PairingRefused, pair
from link.pairing.code import Code, NoCodeError, new_code, read_code
from link.pairing.exchange import BoxSide, ExchangeFailed, HallSide, Offer
from link.pairing.grant import Grant, GrantError, grant_of, grant_text
from link.trusted import TrustedFile, TrustedFileError

CODE = Code("12", "345678")
OFFER = Offer(hall="yunxi", authority="ab" * 32, role="kiosk", box="k1")
GRANT = Grant(
    hall="yunxi", name="云溪", authority="-----BEGIN CERTIFICATE-----", token="t", role="kiosk", box="k1",
    made_at="2026-03-12T01:00:00.000Z", expires_at="2027-03-12T01:00:00.000Z", windows=("1",),
)  # fmt: skip


def test_whatever_is_typed_is_a_code_or_is_none():
    chance = random.Random(1)
    clean = str(new_code(7, chance.randrange)).encode()
    typed = [*TEXTS, *(mutated(clean, chance).decode("utf-8", "replace") for _ in range(500))]
    for text in typed:
        try:
            assert len(str(read_code(text))) == 9
        except NoCodeError:
            continue


def test_whatever_lies_in_the_file_of_a_box_is_a_grant_or_is_refused_in_words(tmp_path):
    chance, clean, refused = random.Random(2), grant_text(GRANT).encode(), 0
    file = TrustedFile(tmp_path, "k1")
    for _ in range(300):
        file.path.write_bytes(mutated(clean, chance))
        file.path.chmod(0o600)
        try:
            file.read()
        except TrustedFileError:
            refused += 1
    for _ in range(300):
        try:
            grant_of(json.dumps(mutated_value(json.loads(clean), chance)))
        except GrantError:
            refused += 1
    assert refused > 200


def test_whatever_a_stranger_sends_to_the_hall_makes_no_key():
    chance, box = random.Random(3), BoxSide(CODE)
    honest = HallSide(CODE, box.message, OFFER)
    for number in range(60):
        wrong = mutated(box.message, chance) if number % 2 else chance.randbytes(33)
        try:
            side = HallSide(CODE, wrong, OFFER)
        except ExchangeFailed:
            continue
        assert wrong == box.message or side.keys.sealing != honest.keys.sealing
    sealed = honest.keys.seal(b"secret")
    for _ in range(60):
        wrong = mutated(sealed, chance)
        if wrong != sealed:
            with pytest.raises(ExchangeFailed):
                honest.keys.unseal(wrong)


class Liar:
    """A TLS server that answers a pairing with what is nearly right."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    async def __aenter__(self) -> "Liar":
        context = server_context()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        self.url = f"https://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while head := await reader.readuntil(b"\r\n\r\n"):
                length = next(
                    int(line[15:])
                    for line in head.lower().split(b"\r\n")
                    if line.startswith(b"content-length:")
                )
                writer.write(self._answer(head, json.loads(await reader.readexactly(length))))
        except (asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            pass
        finally:
            writer.close()

    def _answer(self, head: bytes, asked: dict[str, str]) -> bytes:
        chance = self._chance
        if b"/begin" in head:
            side = HallSide(Code("12", "345679"), bytes.fromhex(asked["message"]), OFFER)
            value = {"exchange": "x", "message": side.message.hex(), "name": "x", **{
                name: getattr(OFFER, name) for name in ("hall", "authority", "role", "box")
            }}  # fmt: skip
        else:
            value = {"confirmation": chance.randbytes(32).hex(), "sealed": chance.randbytes(200).hex()}
        text = json.dumps(mutated_value(value, chance) if chance.random() < 0.6 else value).encode()
        text = mutated(text, chance) if chance.random() < 0.2 else text
        status = chance.choice((b"200 OK", b"200 OK", b"404 No", b"500 No"))
        return b"HTTP/1.1 %s\r\ncontent-type: application/json\r\ncontent-length: %d\r\n\r\n%s" % (
            status,
            len(text),
            text,
        )


async def lied_to(times: int, seed: int) -> set[str]:
    """How so many pairings with a liar ended."""
    ends = set[str]()
    async with Liar(random.Random(seed)) as liar:
        for _ in range(times):
            try:
                async with asyncio.timeout(60):
                    await pair(CODE, liar.url, "en")
                ends.add("paired")
            except (PairingFailed, PairingRefused) as wrong:
                ends.add(type(wrong).__name__)
    return ends


def test_a_box_believes_no_liar_and_falls_over_none():
    assert asyncio.run(lied_to(40, 20260312)) == {"PairingFailed", "PairingRefused"}


async def besieged(folder: Path, times: int, seed: int) -> str:
    """The log of a hall that was sent garbage and pairings that nearly are some; then an honest box was paired."""
    chance, port, data, log = random.Random(seed), free_port(), folder / "data", folder / "hall.log"
    life = await program(data, port, log, is_insecure=False)
    await life.serves()
    try:
        url = f"https://127.0.0.1:{port}"
        wish = {"role": "kiosk", "box": "k1"}
        for number in range(times):
            await _sent(port, mutated(CLIENT_HELLO if number % 2 else b"GET / HTTP/1.1\r\n\r\n", chance))
        for _ in range(times):
            code = read_code((await _asked(data, "/pairing/codes", wish))["code"])
            box = BoxSide(code)
            begun = await _post(
                port, "/pairing/begin", _wrong({"slot": code.slot, "message": box.message.hex()}, chance)
            )
            said = {"exchange": begun.get("exchange", "x"), "confirmation": os.urandom(32).hex()}
            await _post(port, "/pairing/confirm", _wrong(said, chance))
        code = (await _asked(data, "/pairing/codes", wish))["code"]
        grant = await pair(read_code(code), url, "en")
        assert (grant.role, grant.box) == ("kiosk", "k1")
        tokens = (await asyncio.to_thread(ask, data, "en", "GET", "/tokens"))["tokens"]
        assert len([each for each in tokens if each["box"] == "k1"]) == 1, "nobody else was paired"
    finally:
        life.kill()
        await life.over()
    return log.read_text("utf-8")


CLIENT_HELLO = bytes.fromhex("16030100c8010000c40303") + bytes(range(32)) + bytes.fromhex("20") + bytes(150)
"""As a TLS client begins (RFC 8446 section 4.1.2), and then not."""


def _wrong(value: dict[str, str], chance: random.Random) -> bytes:
    return json.dumps(mutated_value(value, chance) if chance.random() < 0.7 else value).encode()


async def _asked(data: Path, path: str, body: object) -> dict[str, str]:
    return await asyncio.to_thread(ask, data, "en", "POST", path, body)


async def _sent(port: int, garbage: bytes) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(garbage)
    writer.write_eof()
    try:
        async with asyncio.timeout(60):
            assert b"Traceback" not in await reader.read()
    except ConnectionError:
        pass
    writer.close()


async def _post(port: int, path: str, body: bytes) -> dict[str, str]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=context)
    head = f"POST /api/v1{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    writer.write(head.encode() + b"Connection: close\r\n\r\n" + body)
    async with asyncio.timeout(60):
        received = await reader.read()
    writer.close()
    status, text = int(received.split(b" ", 2)[1]), received.partition(b"\r\n\r\n")[2]
    assert status < 500 and b"Traceback" not in received, received[:1000]
    value: dict[str, str] = json.loads(text)
    return value


@pytest.mark.timeout(300)
def test_a_hall_under_siege_pairs_the_honest_box_and_no_other(tmp_path):
    said = asyncio.run(asyncio.wait_for(besieged(tmp_path, 25, 20260312), 280))
    assert "Traceback" not in said, said[-3000:]
    assert " ERROR " not in said, said[-3000:]


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_long_siege_changes_nothing(tmp_path):
    seed = random.randrange(2**32)
    assert "Traceback" not in asyncio.run(besieged(tmp_path, 3_000, seed)), f"seed {seed}"
    assert asyncio.run(lied_to(3_000, seed)) == {"PairingFailed", "PairingRefused"}, f"seed {seed}"
