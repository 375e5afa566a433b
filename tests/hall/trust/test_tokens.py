"""Tokens: given once, kept as a hash, renewed without a gap, ended at once, the same after a restart."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from hall.ledger import open_ledger
from hall.ledger.tokens import TokenTable
from hall.trust.passes import Pass
from hall.trust.token import LASTS, Wish, new_token
from hall.trust.tokens import SEEN, Tokens
from link.messages.problems import Refused, refuse

CALLER = Wish(role="caller", box="w3", windows=("3",), zones=("left",), printers=("k1/ticket",))
KIOSK = Wish(role="kiosk", box="k1")
MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


class Office:
    """Tokens over a real ledger, with a clock that stands still until it is moved."""

    def __init__(self, folder):
        self.now = MORNING
        self.ended = []
        self.is_full = False
        self.saves = 0
        self.ledger = open_ledger(folder, MORNING)
        self.table = TokenTable(self.ledger.engine)
        self.tokens = Tokens(self.table.all(), self._save, lambda: self.now, self.ended.append)

    async def _save(self, tokens):
        if self.is_full:
            raise refuse("not-durable")
        self.saves += 1
        self.table.put(tokens)

    def do(self, work):
        return asyncio.run(work)

    def close(self):
        self.ledger.close()


@pytest.fixture
def office(tmp_path):
    made = Office(tmp_path / "data")
    yield made
    made.close()


def test_a_token_gives_its_role_and_what_it_may_touch(office):
    token, text = office.do(office.tokens.make(CALLER, "technician"))
    assert office.tokens.pass_of(text) == Pass(
        role="caller", box="w3", windows=("3",), zones=("left",), printers=("k1/ticket",), token=token.id
    )
    assert office.tokens.pass_of(text + "x") is None
    assert office.tokens.pass_of("") is None
    assert office.tokens.pass_of(token.hash) is None


def test_the_disk_has_only_its_hash(office, tmp_path):
    _, text = office.do(office.tokens.make(CALLER))
    office.ledger.tidy()
    kept = b"".join(each.read_bytes() for each in (tmp_path / "data").iterdir())
    assert text.encode() not in kept
    assert text.removeprefix("jh1_").encode() not in kept


def test_a_restart_knows_every_token_and_its_last_use(office, tmp_path):
    token, text = office.do(office.tokens.make(CALLER, "technician"))
    gone, gone_text = office.do(office.tokens.make(KIOSK))
    office.do(office.tokens.revoke(gone.id))
    office.tokens.pass_of(text)
    office.do(office.tokens.save_uses())
    office.close()
    again = Office(tmp_path / "data")
    assert again.tokens.pass_of(text).token == token.id
    assert again.tokens.pass_of(gone_text) is None
    assert again.tokens.named(token.id).used_at == MORNING
    assert again.tokens.listed == office.tokens.listed
    again.close()


def test_a_revoked_token_ends_at_once_and_says_so(office):
    token, text = office.do(office.tokens.make(CALLER))
    office.do(office.tokens.revoke(token.id))
    assert office.tokens.pass_of(text) is None
    assert office.ended == [token.id]
    office.do(office.tokens.revoke(token.id))
    assert office.ended == [token.id]
    with pytest.raises(Refused):
        office.do(office.tokens.revoke("nobody"))


def test_a_token_ends_by_itself_after_its_time(office):
    token, text = office.do(office.tokens.make(CALLER))
    office.now = MORNING + LASTS - timedelta(seconds=1)
    assert office.tokens.pass_of(text) is not None
    office.tokens.end_expired()
    assert office.ended == []
    office.now = MORNING + LASTS
    assert office.tokens.pass_of(text) is None
    office.tokens.end_expired()
    assert office.ended == [token.id], "and its streams with it"


def test_the_old_token_is_good_until_the_new_one_is_used(office):
    old, old_text = office.do(office.tokens.make(CALLER, "technician"))
    new, new_text = office.do(office.tokens.renew(old.id))
    assert new.wish == CALLER
    assert office.tokens.pass_of(old_text) is not None
    assert office.tokens.pass_of(new_text).token == new.id
    assert office.tokens.pass_of(old_text) is None
    assert office.ended == [old.id]


def test_a_renewal_whose_answer_was_lost_is_asked_for_again(office):
    old, old_text = office.do(office.tokens.make(CALLER))
    _, lost = office.do(office.tokens.renew(old.id))
    _, heard = office.do(office.tokens.renew(old.id))
    assert office.tokens.pass_of(lost) is None
    assert office.tokens.pass_of(old_text) is not None
    assert office.tokens.pass_of(heard) is not None
    assert office.tokens.pass_of(old_text) is None


def test_revoking_a_token_ends_the_renewed_one_that_nobody_used(office):
    old, _ = office.do(office.tokens.make(CALLER))
    _, new_text = office.do(office.tokens.renew(old.id))
    office.do(office.tokens.revoke(old.id))
    assert office.tokens.pass_of(new_text) is None
    with pytest.raises(Refused):
        office.do(office.tokens.renew(old.id))


def test_a_box_paired_anew_shuts_out_the_one_that_had_its_name(office):
    old, old_text = office.do(office.tokens.make(KIOSK))
    _, other_role = office.do(office.tokens.make(Wish(role="display", box="k1")))
    _, new_text = office.do(office.tokens.make(KIOSK))
    assert office.tokens.pass_of(old_text) is None
    assert office.tokens.pass_of(new_text) is not None
    assert office.tokens.pass_of(other_role) is not None
    assert office.ended == [old.id]


def test_what_cannot_be_written_has_not_happened(office):
    token, text = office.do(office.tokens.make(KIOSK))
    office.is_full = True
    for work in (lambda: office.tokens.make(KIOSK), lambda: office.tokens.revoke(token.id)):
        with pytest.raises(Refused):
            office.do(work())
    assert office.tokens.pass_of(text) is not None
    with pytest.raises(Refused):
        office.do(office.tokens.save_uses())
    office.is_full = False
    office.do(office.tokens.save_uses())
    assert office.table.all()[0].used_at == MORNING


def test_the_pass_of_the_halls_own_commands_is_kept_and_listed_nowhere(office):
    local, text = new_token(Wish(role="hall", box="local"), MORNING)
    office.tokens.admit(local)
    assert office.tokens.pass_of(text).role == "hall"
    office.do(office.tokens.save_uses())
    assert office.table.all() == office.tokens.listed == []


def test_a_busy_box_does_not_wear_out_the_disk(office):
    _, text = office.do(office.tokens.make(KIOSK))
    before = office.saves
    for _ in range(1000):
        office.tokens.pass_of(text)
    office.do(office.tokens.save_uses())
    office.do(office.tokens.save_uses())
    assert office.saves == before + 1
    office.now += SEEN
    office.tokens.pass_of(text)
    office.do(office.tokens.save_uses())
    assert office.saves == before + 2
