"""Two halls, and a copy of the database beside each of them, made of the files that docs/ha.md shows: whatever happens to
one machine, everybody has the ticket that was promised, once. By `make soak`, whose report is kept in docs/proofs/.
"""

import os
import time
from collections.abc import Iterator

import pytest
from pair.cluster import Cluster, Machine, NoPatroni, wanted_programs
from pair.comparison import compared
from pair.crowd import Crowd
from pair.keeper import Keeper
from pair.page import shown
from pair.people import pair_on
from pair.proofs import PROOFS, keep, summary

pytestmark = [pytest.mark.soak, pytest.mark.timeout(5400)]

ROUNDS = int(os.environ.get("ROUNDS", "5"))
ENOUGH = 5
BOXES, STALE_S = 3, 12.0
BEGINS_WITHIN_S = 2.0
"""Whoever is answered later than this after a fault is answered by what came after it, or was never disturbed."""


@pytest.fixture
def cluster(lan) -> Iterator[Cluster]:
    try:
        wanted_programs()
    except NoPatroni as why:
        pytest.skip(str(why))
    made = Cluster([lan.host(number) for number in (1, 2, 3)])
    yield made
    made.end()


class Hall:
    """Two machines with everything, the witness, and people at boxes."""

    def __init__(self, cluster: Cluster, keepers: list[Keeper], people: Crowd) -> None:
        self._cluster, self._people = cluster, people
        self._keepers = {each.hall.host.address: each for each in keepers}

    def round(self, what: str) -> dict[str, float]:
        """Seconds in which nobody was served, and until everybody was."""
        self._people.until_each_got_one(time.time())
        machine = self._cluster.first
        at = self._happens_to(machine, what)
        answered = self._people.until_each_got_one(at + BEGINS_WITHIN_S)
        found = {
            "nobody_is_served_for_s": self._people.standstill_s(at),
            "all_boxes_were_answered_s": BEGINS_WITHIN_S + max(answered.values()),
        }
        self._is_mended(machine, what)
        return found

    def _happens_to(self, machine: Machine, what: str) -> float:
        """The moment after, in Unix time."""
        match what:
            case "server killed":
                machine.kill_server()
            case "cut off":
                machine.host.cut()
            case "without power":
                self._keepers[machine.host.address].has_power = False
                machine.lose_power()
        return time.time()

    def _is_mended(self, machine: Machine, what: str) -> None:
        match what:
            case "cut off":
                machine.host.heal()
            case "without power":
                self._cluster.start_again(machine)
                self._keepers[machine.host.address].has_power = True
        self._cluster.until_whole()


def test_a_machine_with_a_copy_is_lost_again_and_again(cluster, crowd, lan, tmp_path, capsys):
    url = shown("/etc/jiaohao/ledger.url", "hall1, hall2").strip()
    pair = pair_on([each.host for each in cluster.machines[:2]], tmp_path, url)
    people = crowd(pair, BOXES, STALE_S)
    keepers = [Keeper(each) for each in (pair.leader, pair.other)]
    hall = Hall(cluster, keepers, people)
    rounds: dict[str, list[dict[str, float]]] = {"server killed": [], "cut off": [], "without power": []}
    for _ in range(ROUNDS):
        for what, found in rounds.items():
            found.append(hall.round(what))
            with capsys.disabled():
                print(what, found[-1], flush=True)
    people.go_home()
    for each in keepers:
        each.end()
    told = [each.number for each in people.presses]
    lines = cluster.first.say("SELECT text FROM fact ORDER BY seq", cluster.PASSWORD, "hall").splitlines()
    compare = compared(told, lines)
    report = {what: summary(found) for what, found in rounds.items()} | compare.counted()
    keep({"two halls, two databases (Patroni)": report}, tmp_path if ROUNDS < ENOUGH else PROOFS)
    assert compare.is_clean, compare
