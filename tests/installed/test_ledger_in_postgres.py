"""A hall that was installed with a file is told that its ledger is in PostgreSQL, by the one command of docs/ha.md: hall,
backup, check and `jiaohao ledger` follow, under a real systemd."""

import json
import re
import shutil
from pathlib import Path

import pytest
from booted.machine import ROOT, booted, prepared, torn_down, why_not

from hall.ledger.postgres_store import LOCK

pytestmark = pytest.mark.timeout(900)

COMMAND = re.search(r"^ +(jiaohao install hall .+)$", (ROOT / "docs/ha.md").read_text("utf-8"), re.MULTILINE)[
    1
]
FILE = "/etc/jiaohao/ledger.url"
HALL = "/var/lib/jiaohao/hall"
ADDRESS = "postgresql+psycopg://hall:change-me@127.0.0.1/hall"
ANSWERS = 'roles = ["hall"]\n[hall]\nfile = "township"\n'
UNITS = ("jiaohao-hall", "jiaohao-backup")
OF_WHICH = (
    "import sys, tempfile; from pathlib import Path; from hall.backup.package import opened, unpack; "
    "print(unpack(opened(Path(sys.argv[1])), Path(tempfile.mkdtemp()))['ledger'])"
)


def programs():
    """Where Debian's newest PostgreSQL is; None: nowhere."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    return found[0].parent if found else None


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    """A machine with a hall, its ledger a file, and a database beside it."""
    if reason := why_not():
        pytest.skip(reason)
    if programs() is None or shutil.which("psql") is None:
        pytest.skip("PostgreSQL is not installed (Debian: postgresql)")
    folder = tmp_path_factory.mktemp("machine")
    prepared(folder)
    try:
        machine = booted(folder)
        machine.write("/etc/answers.toml", ANSWERS)
        machine.run("jiaohao install --answers /etc/answers.toml", timeout=500)
        machine.run("systemctl start jiaohao-backup")
        start_database(machine)
        yield machine
        machine.off()
    finally:
        torn_down(folder)


def start_database(machine):
    machine.run("install -d -o postgres -g postgres -m 700 /var/lib/postgresql/hall /run/postgresql")
    as_postgres = "runuser -u postgres --"
    machine.run(f"{as_postgres} {programs()}/initdb -D /var/lib/postgresql/hall -A scram-sha-256 --auth-local=peer "
                "-E UTF8 --locale=C.UTF-8 --no-sync")  # fmt: skip
    machine.run(
        f"systemd-run --unit=database -p User=postgres {programs()}/postgres -D /var/lib/postgresql/hall"
    )
    machine.wait_for(f"{as_postgres} psql -qc 'SELECT 1'", "the database does not start")
    for statement in ("CREATE ROLE hall LOGIN PASSWORD 'change-me'", "CREATE DATABASE hall OWNER hall"):
        machine.run(f'{as_postgres} psql -qc "{statement}"')


@pytest.fixture(scope="module")
def told(machine):
    """As the page says it: stopped, put away, told."""
    machine.run(f"systemctl stop jiaohao-hall; mv {HALL}/ledger.db* /var/backups/jiaohao/")
    machine.write(FILE, f"{ADDRESS}\n")
    machine.run(f"chmod 600 {FILE}")
    machine.run(COMMAND, timeout=500)
    machine.wait_for(f"test -e {HALL}/hall.url", "the hall does not come to lead")
    return machine


def checked(machine):
    said = machine.run("jiaohao check --json", is_checked=False).stdout
    return {line["key"] for line in json.loads(said)["lines"]}


def ledger_id(machine):
    return machine.says("runuser -u postgres -- psql -Atc 'SELECT id FROM ledger' hall")


def test_the_hall_serves_from_the_database_and_no_file_comes_back(told):
    assert told.says("systemctl is-active jiaohao-hall") == "active"
    assert told.says(f"stat -c %U:%a {FILE}") == "jiaohao:600"
    assert len(ledger_id(told)) > 8
    assert told.run(f"ls {HALL}/ledger.db", is_checked=False).returncode != 0


def test_the_backup_of_before_counts_for_nothing_and_the_next_one_is_of_this_ledger(told):
    assert told.says("ls /var/backups/jiaohao/*.bak"), "that of the file"
    assert "backup.none" in checked(told)
    told.run("systemctl start jiaohao-backup")
    newest = told.says("ls -t /var/backups/jiaohao/*.bak | head -1")
    assert told.says(f'/opt/jiaohao/bin/python -c "{OF_WHICH}" {newest}') == ledger_id(told)
    assert {"backup.good", "ledger.good"} <= checked(told)


@pytest.mark.parametrize("user", ["root", "jiaohao"])
def test_a_technician_need_not_say_where_it_is(told, user):
    said = told.says(f"runuser -u {user} -- jiaohao ledger verify --data {HALL}")
    facts = told.says("runuser -u postgres -- psql -Atc 'SELECT count(*) FROM fact' hall")
    assert facts in said
    assert told.run(f"ls {HALL}/ledger.db", is_checked=False).returncode != 0


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_has_nothing_to_complain_of_and_little_is_exposed(told, unit):
    said = told.run(f"systemd-analyze verify /etc/systemd/system/{unit}.service")
    assert (said.stdout, said.stderr) == ("", "")
    last = told.says(f"systemd-analyze security --no-pager {unit}").splitlines()[-1]
    assert float(last.split(":")[1].split()[0]) <= 3.0


def test_a_hall_that_stands_by_is_as_it_should_be(told):
    """Somebody else holds the lead, as the hall of the other machine does; an update asks the same check."""
    told.run("systemctl stop jiaohao-hall")
    lead = f"SELECT pg_advisory_lock({LOCK}); SELECT pg_sleep(3600)"
    told.run(f"systemd-run --unit=other -p User=postgres psql -d hall -c '{lead}'")
    told.wait_for(
        "runuser -u postgres -- psql -Atc \"SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted\" "
        "| grep -qx 1",
        "nobody holds the lead",
    )
    told.run("systemctl start jiaohao-hall")
    found = checked(told)
    assert "hall.standing_by" in found
    assert not {
        key for key in found if key.startswith(("hall.", "certificate.")) and key != "hall.standing_by"
    }
    told.run("systemctl start jiaohao-backup")
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
    told.run(f'runuser -u postgres -- psql -Atc "{end}"')  # a server that sleeps does not see its client go
    told.wait_for(f"test -e {HALL}/hall.url", "the hall does not take over")
    assert "hall.standing_by" not in checked(told)


def test_installing_again_as_an_update_does_changes_nothing(told):
    state = f"md5sum /etc/jiaohao/* /etc/systemd/system/jiaohao-*; stat -c %U:%a {FILE}; systemctl show -P MainPID jiaohao-hall"
    before = told.says(state)
    for line in ("jiaohao install hall --answers /dev/null", COMMAND):
        assert "already" in told.says(line)
    assert told.says(state) == before
