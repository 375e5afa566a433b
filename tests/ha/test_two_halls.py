"""Two halls over one database on a LAN: one leads, and when something happens to it the other takes over, the boxes follow,
and everybody has the ticket that was promised, once. A cut in every test run; everything, many times, by `make soak`, whose
report is kept in docs/proofs/.
"""

import os
import time
from typing import Any

import pytest
from pair.comparison import compared
from pair.halls import Fault
from pair.proofs import PROOFS, keep, summary

ROUNDS = int(os.environ.get("ROUNDS", "5"))
ENOUGH = 5
CASES = ("killed", "paused", "cut off", "cut off from the database")

LAPSED = "another hall may lead by now"
"""What a hall says at its end that could not prove its lead any more."""

BOXES, STALE_S = 3, 12.0
"""As boxes are in earnest."""


def one_round(pair: Any, people: Any, fault: Fault) -> dict[str, float]:
    """It happens; the other takes over, everybody is served again, and the one that led has ended; seconds since it
    happened."""
    people.until_each_got_one(time.time())
    at = fault.happen_to(pair.leader)
    free_s, served_s = pair.taken_over(at)
    answered = people.until_each_got_one(at + served_s)
    assert fault.mend(pair.leader) != 0
    return {"the_lead_is_free_s": free_s, "the_other_serves_s": served_s,
            "all_boxes_were_answered_s": served_s + max(answered.values())}  # fmt: skip


def facts(database: Any) -> list[str]:
    return [str(text) for (text,) in database.say("SELECT text FROM fact ORDER BY seq")]


@pytest.mark.timeout(900)
def test_whoever_is_cut_off_is_followed_and_gives_way(pair, crowd, database):
    """First from the database alone, while the boxes still hear it; then from everybody."""
    people = crowd(pair, 1, 6.0)
    one_round(pair, people, Fault("cut off from the database", database.host.address))
    assert LAPSED in pair.leader.log, pair.leader.log[-2000:]
    pair.change_places()
    one_round(pair, people, Fault("cut off", database.host.address))
    assert LAPSED in pair.leader.log, pair.leader.log[-2000:]
    people.go_home()
    found = compared([each.number for each in people.presses], facts(database))
    assert found.is_clean, found


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_fault_again_and_again(pair, crowd, database, tmp_path, capsys):
    people = crowd(pair, BOXES, STALE_S)
    rounds: dict[str, list[dict[str, float]]] = {case: [] for case in CASES}
    for _ in range(ROUNDS):
        for case in CASES:
            rounds[case].append(one_round(pair, people, Fault(case, database.host.address)))
            with capsys.disabled():
                print(case, rounds[case][-1], flush=True)
            pair.change_places()
    people.go_home()
    found = compared([each.number for each in people.presses], facts(database))
    report = {case: summary(each) for case, each in rounds.items()} | found.counted()
    keep({"two halls, one database": report}, tmp_path if ROUNDS < ENOUGH else PROOFS)
    assert found.is_clean, found
