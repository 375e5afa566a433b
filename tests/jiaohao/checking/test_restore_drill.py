"""The drill: the hall's machine is gone, its backup is put back on another one, and every box comes back by itself."""

import asyncio
import shutil
from datetime import UTC, datetime

import pytest
from trusted_hall import TrustedHall

from hall.ledger_command import app as ledger
from jiaohao.checking.hall import health
from jiaohao.checking.link import Bond, linked, paired, reached
from link.discovery import LOOPBACK
from link.hall_link import HallLink
from link.passport import Passport
from link.trusted import TrustedFile

BOXES = {"kiosk-1": "kiosk", "caller-1": "caller", "tv-left": "display"}
WAIT_S = 60


def command(*words):
    with pytest.raises(SystemExit) as ended:
        ledger([str(word) for word in words], "jiaohao ledger")
    assert ended.value.code == 0


def bond(folder, box, hall):
    """A box whose box.toml says where the hall is now; what it was given when it was paired lies in its folder."""
    return Bond(box=box, folder=folder / box, hall="hulu", url=hall.url, language="en", interfaces=LOOPBACK)


def wrong(bond, wait_s=WAIT_S):
    """What is not good of a box: its pairing and its link."""
    told = [*paired(bond, datetime.now(UTC)), *linked(asyncio.run(reached(bond, wait_s)), bond.box)]
    return {each.key for each in told if each.state != "good"}


async def taken_at(bond):
    """The number of a ticket that the kiosk takes, and the numbers that it sees."""
    passport = Passport(bond.box, TrustedFile(bond.folder, bond.box))
    passport.refresh()
    async with HallLink(
        passport.box, hall=bond.hall, url=bond.url, interfaces=LOOPBACK, passport=passport
    ) as link:
        await link.wait_live(WAIT_S)
        ticket = await link.client.take_ticket("cards")
        return ticket.number, {each.number for each in link.mirror.state.tickets.values()}


@pytest.mark.timeout(400)
def test_a_hall_on_a_new_machine_keeps_its_boxes_and_its_tickets(tmp_path):
    old = TrustedHall(tmp_path / "old").open()
    for box, role in BOXES.items():
        TrustedFile(tmp_path / box, box).write(old.grant(role, box))
    assert asyncio.run(taken_at(bond(tmp_path, "kiosk-1", old)))[0] == "A001"
    stolen = next(each for each in old.ask("/tokens", method="GET")["tokens"] if each["box"] == "tv-left")
    old.ask(f"/tokens/{stolen['id']}/revoke", {})
    command("backup", "--data", old.data, "--to", tmp_path / "hall.bak")
    old.close()
    shutil.rmtree(old.data)

    new = TrustedHall(tmp_path / "new")
    command("restore", "--from", tmp_path / "hall.bak", "--data", new.data)
    new.open()
    try:
        assert new.url != old.url
        for box in ("kiosk-1", "caller-1"):
            assert wrong(bond(tmp_path, box, new)) == set(), box
        assert wrong(bond(tmp_path, "tv-left", new), wait_s=15) == {"hall.token-refused"}
        waits = {each.key for each in health(new.ask("/health", method="GET")) if each.state != "good"}
        number, seen = asyncio.run(taken_at(bond(tmp_path, "kiosk-1", new)))
        assert "ledger.recovering" in waits, "until the kiosks have handed in what they printed"
        assert number == "A1001", "none that the lost machine may have given since the backup"
        assert "A001" in seen
    finally:
        new.close()
