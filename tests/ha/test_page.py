"""What docs/ha.md shows can be copied: the files fit each other, the program and its unit."""

import re
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from pair.halls import KEYS
from pair.page import PAGE, on_machine, shown, words_of

from config.install_answers import HallAnswers
from config.installed_hall import LedgerPlace
from hall.ledger import store_at
from jiaohao.install.ledger import chosen_place
from jiaohao.install.target import Target

BOTH = ("192.0.2.1", "192.0.2.2")
ALL = {"hall1": "192.0.2.1", "hall2": "192.0.2.2", "witness": "192.0.2.3"}


@pytest.fixture
def patroni():
    return yaml.safe_load(shown("/etc/patroni/config.yml"))


def test_the_command_that_tells_the_hall_is_understood_and_names_the_file_that_is_shown(tmp_path):
    (command,) = re.findall(r"^ +jiaohao install hall (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    words = command.split()
    assert words == ["--ledger-file", "/etc/jiaohao/ledger.url", "--standby"]
    target = Target(root=tmp_path)
    file = target.at(Path(words[1]))
    file.parent.mkdir(parents=True)
    for about in ("one database", "hall1, hall2"):
        file.write_text(shown(words[1], about), "utf-8")
        said = HallAnswers(ledger_file=words[1], standby=True)
        place, _ = chosen_place(said, LedgerPlace(), target, datetime.now(UTC), is_hall=True)
        assert (place.file, place.is_standby) == (words[1], True)


@pytest.mark.parametrize("about", ["one database", "hall1, hall2"])
def test_the_addresses_of_the_ledger_are_understood_and_fit_the_user(tmp_path, about):
    url = shown("/etc/jiaohao/ledger.url", about).strip()
    store_at(tmp_path, url)
    parts = urlsplit(url)
    sql = shown("hall.sql")
    assert f"ROLE {parts.username} LOGIN PASSWORD '{parts.password}'" in sql
    assert f"DATABASE {parts.path[1:]} OWNER {parts.username}" in sql


def test_the_hall_asks_both_copies_and_takes_the_one_that_can_be_written(patroni):
    words = parse_qs(urlsplit(shown("/etc/jiaohao/ledger.url", "hall1, hall2").strip()).query)
    assert words["host"] == [f"{address}:5432" for address in BOTH]
    assert words["target_session_attrs"] == ["read-write"]
    for address in BOTH:
        assert f"host hall hall {address}/32 scram-sha-256" in patroni["postgresql"]["pg_hba"]
        assert f"host replication replicator {address}/32 scram-sha-256" in patroni["postgresql"]["pg_hba"]


def test_nothing_is_confirmed_that_one_machine_alone_has(patroni):
    together = patroni["bootstrap"]["dcs"]
    assert together["synchronous_mode"] is True
    assert together["primary_start_timeout"] == 0
    assert together["ttl"] >= together["loop_wait"] + 2 * together["retry_timeout"], "as Patroni asks for"


def test_each_machine_names_itself_and_all_name_all_three(patroni):
    for name, address in ALL.items():
        etcd = words_of(on_machine(shown("/etc/default/etcd"), name, address))
        env = words_of(on_machine(shown("/etc/patroni_env.conf"), name, address))
        assert etcd["ETCD_NAME"] == env["PATRONI_NAME"] == name
        assert etcd["ETCD_ADVERTISE_CLIENT_URLS"] == f"http://{address}:2379"
        assert env["PATRONI_POSTGRESQL_CONNECT_ADDRESS"] == f"{address}:5432"
        members = dict(each.split("=") for each in etcd["ETCD_INITIAL_CLUSTER"].split(","))
        assert members == {each: f"http://{at}:2380" for each, at in ALL.items()}
    assert patroni["etcd3"]["hosts"] == [f"{address}:2379" for address in ALL.values()]


def test_the_keys_to_be_copied_are_those_that_the_proofs_copy():
    for key in KEYS:
        assert f"   /var/lib/jiaohao/hall/{key}\n" in PAGE.read_text("utf-8")
