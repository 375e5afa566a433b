"""A box is installed wholly or not at all, once and again, and taken back."""

import pytest
from blank_box import PowerCut

from config.box import load_box_text
from config.hall import load_hall_text
from config.install_answers import Answers
from jiaohao.install.doing import StepFailed, take_away, undo_what_was_begun
from jiaohao.install.installing import CannotInstall
from jiaohao.install.letting_in import code_said
from jiaohao.install.plan import SHARED, Draft, box_text, planned
from jiaohao.install.record import RecordDamaged, read_begun, read_installed, write_durably


def test_a_hall_is_asked_one_question_and_has_its_file_its_unit_and_its_user(box):
    assert box.install("hall", said=["1"])
    assert box.asked == 1
    hall = load_hall_text(box.text("/etc/jiaohao/hall.toml"), "hall.toml")
    assert hall.id == "hulu-township"
    assert "ExecStart=" in box.text("/etc/systemd/system/jiaohao-hall.service")
    assert ("systemd-sysusers", "/etc/sysusers.d/jiaohao.conf") in box.system.ran
    assert box.system.units("enable") == box.system.units("restart")
    assert set(box.system.units("enable")) == {"jiaohao-hall.service", "jiaohao-backup.timer"}
    assert read_installed(box.target.at(box.target.record_file)).roles == ("hall",)


def test_a_second_time_nothing_changes(box):
    box.install("hall", said=["1"])
    before, box.system.ran = box.files(), []
    assert not box.install("hall")
    assert box.files() == before
    assert box.system.ran == []


def test_what_the_technician_wrote_into_the_halls_file_stays(box):
    box.install("hall", said=["1"])
    file = box.target.at(box.target.hall_file)
    file.write_text(file.read_text("utf-8").replace("葫芦镇", "石桥镇"), "utf-8")
    box.target.at(box.target.units / "jiaohao-hall.service").write_text("# changed by hand\n")
    assert box.install("hall")
    assert "石桥镇" in file.read_text("utf-8")
    assert "changed by hand" not in box.text("/etc/systemd/system/jiaohao-hall.service")


def test_who_leaves_at_a_question_leaves_the_box_as_it_was(box):
    with pytest.raises(EOFError):
        box.install("hall")
    assert box.files() == {}
    assert box.system.ran == []


def test_a_power_cut_at_any_step_leaves_nothing_half(box):
    """Cut at the first command, then at the second …: each time the next start takes everything back."""
    step = 1
    while True:
        box.system.ran, box.system.dies_at = [], step
        try:
            with pytest.raises(PowerCut):
                _install_without_mending(box)
        except BaseException:
            if box.system.dies_at > len(box.system.ran):
                break
            raise
        box.system.dies_at = 0
        assert read_begun(box.target.at(box.target.begun_file)) is not None
        assert undo_what_was_begun(box.target, box.system)
        assert box.files() == {}
        assert not box.target.at(box.target.record_file).exists()
        step += 1
    assert step > 6


def _install_without_mending(box):
    """As a power cut leaves it: what runs after the cut in the program itself does nothing."""
    real = box.system.run

    def run(*command):
        if box.system.dies_at and len(box.system.ran) >= box.system.dies_at:
            raise PowerCut
        real(*command)

    box.system.run = run
    try:
        box.install("hall", said=["1"])
    finally:
        box.system.run = real


def test_a_unit_that_does_not_start_takes_everything_back(box):
    box.system.fails = "restart"
    with pytest.raises(StepFailed, match="no such thing"):
        box.install("hall", said=["1"])
    assert box.files() == {}
    assert ("systemctl", "disable", "--now", "jiaohao-hall.service") in box.system.ran


def test_a_failed_second_role_leaves_the_first_as_it_was(box):
    box.install("hall", said=["1"])
    before, box.system.ran = box.files(), []
    with pytest.raises(CannotInstall):
        box.install("keypad", "kiosk", "display")
    assert box.files() == before
    assert box.system.ran == []


def test_two_screens_on_one_box_are_refused_with_their_names(box):
    with pytest.raises(CannotInstall) as wrong:
        box.install("kiosk", "display")
    assert (wrong.value.key, wrong.value.fields) == ("install.wrong.screens", {"roles": "kiosk, display"})


def test_a_damaged_record_is_said_and_touched_by_nobody(box):
    file = box.target.at(box.target.begun_file)
    file.parent.mkdir(parents=True)
    file.write_text("{")
    with pytest.raises(RecordDamaged, match=r"installing\.json"):
        box.install("hall", said=["1"])
    assert file.read_text() == "{"


def test_uninstalling_keeps_the_settings_and_takes_all_else(box):
    box.install("hall", said=["1"])
    kept = take_away(box.target, box.system, ("hall",))
    assert kept == ("/etc/jiaohao/hall.toml",)
    assert list(box.files()) == ["/etc/jiaohao/hall.toml"]
    assert ("systemctl", "disable", "--now", "jiaohao-hall.service") in box.system.ran


def test_each_role_has_a_box_file_that_is_right(box):
    for role in ("kiosk", "caller", "display", "desk", "rating", "voice", "keypad"):
        draft = Draft(answers=Answers.model_validate(DECIDED), target=box.target, first=role, is_at_hall=True)
        settings = load_box_text(box_text(role, draft), f"{role}.toml")
        assert settings.box.id == f"{role}-1"
        assert settings.box.data_dir == "/var/lib/jiaohao"


DECIDED = {
    "window": "3",
    "zone": "left",
    "sound": True,
    "printer": {"port": "usb", "address": "04b8:0e15"},
    "link": {"url": "https://127.0.0.1:8600"},
    "box": {"language": "zh"},
}


def test_what_the_public_touches_has_no_way_out_by_its_keyboard(box):
    pieces = dict.fromkeys(
        ("hardened.conf", *SHARED, "sysctl.d/jiaohao-screen.conf", "jiaohao-screen.service"), "x"
    )
    files = {
        str(file.path): file.text
        for file in planned(("kiosk",), Draft(answers=Answers(), target=box.target), pieces).files
    }
    assert files["/etc/systemd/system/ctrl-alt-del.target"] == ""
    assert "/etc/sysctl.d/jiaohao-screen.conf" in files


def test_a_link_that_a_part_laid_into_its_own_folder_leads_root_nowhere(tmp_path):
    precious = tmp_path / "shadow"
    precious.write_text("root's own")
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / ".trusted-kiosk.json.new").symlink_to(precious)
    (folder / "trusted-kiosk.json").symlink_to(precious)
    write_durably(folder / "trusted-kiosk.json", b"token", 0o600)
    assert precious.read_text() == "root's own"
    written = folder / "trusted-kiosk.json"
    assert (written.is_symlink(), written.read_bytes()) == (False, b"token")
    assert written.stat().st_mode & 0o777 == 0o600


def test_an_owner_is_given_to_what_lies_there_and_never_through_a_link(box):
    box.install("hall", said=["1"])
    given = [command for command in box.system.ran if command[0] == "chown"]
    assert given
    assert all("--no-dereference" in command for command in given)


def test_what_is_no_code_is_asked_again_and_at_last_said_in_words(box):
    with pytest.raises(CannotInstall) as wrong:
        box.install("kiosk", said=["nonsense", "12345", "1234-567x"])
    assert wrong.value.key == "install.wrong.pair"
    assert "1234-567x" in str(wrong.value.fields["reason"])
    assert box.files() == {}


@pytest.mark.parametrize("said", ["", "nonsense", "[]", "{}", '"1234"', "7"])
def test_a_hall_that_says_no_code_is_a_step_that_failed(said):
    with pytest.raises(StepFailed):
        code_said(("jiaohao", "hall", "pair"), said)
    assert code_said(("jiaohao", "hall", "pair"), '{"code": "1234-5678"}') == "1234-5678"
