"""A hall is told once where its ledger is; its units and its backup follow, and nothing forgets it."""

import json
import re
import shutil
import subprocess
from datetime import UTC, datetime
from itertools import count

import pytest
from blank_box import PowerCut

from config.install_answers import Answers
from config.installed_hall import LedgerPlace, noted_ledger_file
from jiaohao.checking.command import installed_here
from jiaohao.install.doing import StepFailed, take_away, undo_what_was_begun
from jiaohao.install.installing import CannotInstall
from jiaohao.install.ledger import chosen_place
from jiaohao.install.plan import Draft, planned
from jiaohao.install.record import read_installed
from jiaohao.install.target import templates

FILE = "/etc/jiaohao/ledger.url"
URL = "postgresql+psycopg://hall:geheim@192.0.2.5/hall"
HALL, BACKUP = "/etc/systemd/system/jiaohao-hall.service", "/etc/systemd/system/jiaohao-backup.service"
PAIR = {"hall": {"ledger_file": FILE, "standby": True}}


@pytest.fixture
def address(box):
    file = box.target.at(box.target.etc) / "ledger.url"
    file.parent.mkdir(parents=True)
    file.write_text(f"{URL}\n", "utf-8")
    return file


def starts(box, unit):
    return re.findall(r"^ExecStart=(.+)$", box.text(unit), re.MULTILINE)


def place(box):
    return read_installed(box.target.at(box.target.record_file)).ledger


def test_units_and_backup_follow_what_was_said_and_the_file_is_the_halls(box, address):
    assert box.install("hall", said=["1"], **PAIR)
    (hall,), (backup,) = starts(box, HALL), starts(box, BACKUP)
    assert hall.endswith(f"--data /var/lib/jiaohao/hall --ledger-file {FILE} --standby")
    assert backup.endswith(f"--to /var/backups/jiaohao --ledger-file {FILE}")
    assert "\nPrivateNetwork=false\n" in box.text(BACKUP)
    assert "\nRestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK\n" in box.text(BACKUP)
    assert ("chown", "--no-dereference", "jiaohao:jiaohao", FILE) in box.system.ran
    assert box.asked == 1, "which example to begin with, and nothing of the ledger"
    assert not any("geheim" in text.decode() for path, text in box.files().items() if path != FILE)


def test_without_a_word_nothing_of_it_is_in_the_units(box):
    box.install("hall", said=["1"])
    for unit in (HALL, BACKUP):
        assert "@" not in re.sub(r"(?m)^#.*|@system-service|@privileged|@resources", "", box.text(unit))
        assert "ledger-file" not in box.text(unit)
        assert "standby" not in box.text(unit)
    assert "\nPrivateNetwork=true\n" in box.text(BACKUP)
    assert "\nRestrictAddressFamilies=AF_UNIX\n" in box.text(BACKUP)
    assert place(box) == LedgerPlace()


def test_a_later_installation_as_an_update_makes_it_changes_nothing(box, address):
    box.install("hall", said=["1"], **PAIR)
    before, noted, box.system.ran = box.files(), place(box), []
    assert not box.install("hall")
    assert not box.install("hall", **PAIR)
    assert (box.files(), place(box), box.system.ran) == (before, noted, [])


def test_a_hall_that_serves_already_is_told_later_and_begins_anew(box, address):
    box.install("hall", said=["1"])
    box.system.ran = []
    assert box.install("hall", **PAIR)
    assert box.system.units("restart") == ["jiaohao-hall.service"]
    assert place(box).file == FILE
    moment = place(box).since
    assert box.install("hall", hall={"standby": False})
    assert "--standby" not in box.text(HALL)
    assert place(box) == LedgerPlace(file=FILE, is_standby=False, since=moment)


def test_what_was_noted_is_what_commands_and_the_check_read(box, address):
    box.install("hall", said=["1"], **PAIR)
    record = box.target.at(box.target.record_file)
    home = box.target.at(box.target.data) / "hall"
    assert str(noted_ledger_file(home, record, home)) == FILE
    since = installed_here(box.target).ledger_since
    assert since is not None
    assert abs((datetime.now(UTC) - since).total_seconds()) < 600


def test_uninstalling_forgets_it_and_another_role_does_not(box, address):
    box.install("hall", said=["1"], **PAIR)
    noted = place(box)
    record = box.target.at(box.target.record_file)
    written = json.loads(record.read_text())
    record.write_text(json.dumps(written | {"roles": ["hall", "voice"]}))
    take_away(box.target, box.system, ("voice",))
    assert place(box) == noted
    record.write_text(json.dumps(written | {"roles": ["hall", "voice"]}))
    kept = take_away(box.target, box.system, ("hall",))
    assert place(box) == LedgerPlace()
    assert FILE in kept
    assert address.exists()


@pytest.mark.parametrize(
    ("hall", "key"),
    [
        ({"standby": True}, "install.wrong.standby"),
        ({"ledger_file": "/etc/jiaohao/other.url"}, "install.wrong.ledger_file"),
        ({"ledger_file": "ledger.url"}, "install.wrong.ledger_path"),
        ({"ledger_file": "/etc/jiaohao/a b"}, "install.wrong.ledger_path"),
        ({"ledger_file": "/etc/jiaohao/%n.url"}, "install.wrong.ledger_path"),
        ({"ledger_file": "/etc/jiaohao/../shadow"}, "install.wrong.ledger_path"),
    ],
)
def test_what_will_not_do_is_said_and_nothing_is_changed(box, address, hall, key):
    before = box.files()
    with pytest.raises(CannotInstall) as wrong:
        box.install("hall", said=["1"], hall=hall)
    assert wrong.value.key == key
    assert (box.files(), box.system.ran) == (before, [])


@pytest.mark.parametrize("text", ["", "geheim", "sqlite:///geheim.db", "http://[geheim", f"{URL}\n{URL}"])
def test_what_stands_in_the_file_must_be_an_address_and_is_never_repeated(box, address, text):
    address.write_text(text)
    with pytest.raises(CannotInstall) as wrong:
        box.install("hall", said=["1"], **PAIR)
    assert wrong.value.key == "install.wrong.ledger_address"
    assert "geheim" not in str(wrong.value.fields)


def test_it_concerns_halls_alone(box, address):
    with pytest.raises(CannotInstall) as wrong:
        box.install("kiosk", **PAIR)
    assert wrong.value.key == "install.wrong.ledger_role"


def test_a_hall_that_does_not_start_on_its_new_ledger_goes_on_with_the_old_one(box, address):
    box.install("hall", said=["1"])
    before, noted = box.files(), place(box)
    box.system.ran, box.system.fails = [], "restart"
    with pytest.raises(StepFailed):
        box.install("hall", **PAIR)
    assert (box.files(), place(box)) == (before, noted)
    assert ("systemctl", "disable", "--now", "jiaohao-hall.service") not in box.system.ran
    put_back = box.system.ran.index(("systemctl", "daemon-reload"), -3)
    assert ("systemctl", "restart", "jiaohao-hall.service") in box.system.ran[put_back:]


def test_a_power_cut_at_any_step_leaves_the_old_ledger_and_the_hall_enabled(box, address):
    box.install("hall", said=["1"])
    before = box.files()
    for step in count(1):
        box.system.ran, box.system.dies_at = [], step
        try:
            box.install("hall", **PAIR)
        except PowerCut:
            box.system.dies_at = 0
            undo_what_was_begun(box.target, box.system)
            assert box.files() == before
            assert ("systemctl", "disable", "--now", "jiaohao-hall.service") not in box.system.ran
        else:
            break
    assert step > 6


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
@pytest.mark.parametrize("unit", ["jiaohao-hall.service", "jiaohao-backup.service"])
def test_the_way_to_a_database_exposes_hardly_more(box, address, tmp_path, unit):
    ledger, _ = chosen_place(
        Answers.model_validate(PAIR).hall, LedgerPlace(), box.target, datetime.now(UTC), is_hall=True
    )
    pieces = {
        str(file.relative_to(templates())): file.read_text("utf-8")
        for file in templates().rglob("*")
        if file.is_file()
    }
    draft = Draft(answers=Answers(), target=box.target, ledger=ledger)
    text = next(file.text for file in planned(("hall",), draft, pieces).files if file.path.name == unit)
    (tmp_path / unit).write_text(text, "utf-8")
    done = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--no-pager", tmp_path / unit],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    exposed = re.search(r"exposure level for \S+: ([0-9.]+)", done.stdout)
    assert exposed, done
    print(exposed[1])
    assert float(exposed[1]) <= 3.0
