"""The plug is pulled at each step of a switch: there is a program at every moment, and the next try ends well."""

import os
import sys

import pytest

from jiaohao.updating.exchange import exchange
from jiaohao.updating.versions import WHOLE, Versions

STEPS = ("open", "os.", "ctypes.", "shutil.")
CUT = 9


def cut_at(step, work):
    """Do the work in a process that ends just before its `step`-th touch of the disk; whether it got to its end."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    left = step

    def count(event, _):
        nonlocal left
        if event.startswith(STEPS):
            left -= 1
            if not left:
                os._exit(CUT)

    try:
        sys.addaudithook(count)
        work()
        os._exit(0)
    finally:
        os._exit(1)


@pytest.fixture
def opt(tmp_path):
    return Versions(link=tmp_path / "jiaohao")


def installed_as_a_folder(opt):
    opt.link.mkdir()
    (opt.link / "program").write_text("0.1.0")


def program(opt):
    return (opt.link / "program").read_text()


def test_the_first_program_becomes_a_version(tmp_path):
    step, is_done = 0, False
    while not is_done:
        step += 1
        opt = Versions(link=tmp_path / str(step) / "jiaohao")
        opt.link.parent.mkdir()
        installed_as_a_folder(opt)
        is_done = cut_at(step, lambda opt=opt: opt.settle("0.1.0"))
        assert program(opt) == "0.1.0", step
        opt.clear_unfinished()
        assert program(opt) == "0.1.0", step
        opt.settle("0.1.0")
        assert (opt.present, (opt.place("0.1.0") / WHOLE).exists(), program(opt)) == (
            "0.1.0",
            True,
            "0.1.0",
        ), step
        assert [each.name for each in opt.folder.iterdir()] == ["0.1.0"]
    assert step > 8, "each touch of the disk was one"


def test_another_version_is_switched_to(tmp_path):
    step, is_done = 0, False
    while not is_done:
        step += 1
        opt = Versions(link=tmp_path / str(step) / "jiaohao")
        for version in ("0.1.0", "0.2.0"):
            opt.place(version).mkdir(parents=True)
            (opt.place(version) / "program").write_text(version)
            opt.made(version)
        opt.switch("0.1.0")
        is_done = cut_at(step, lambda opt=opt: opt.switch("0.2.0"))
        assert program(opt) == opt.present
        opt.switch("0.2.0")
        assert program(opt) == "0.2.0"
    assert step > 3


def test_what_lies_where_the_first_version_would_go_stays(opt):
    installed_as_a_folder(opt)
    opt.place("0.1.0").mkdir(parents=True)
    (opt.place("0.1.0") / "program").write_text("another")
    opt.made("0.1.0")
    opt.settle("0.1.0")
    assert (opt.present, program(opt)) == ("0.1.0+first", "0.1.0")
    assert (opt.place("0.1.0") / "program").read_text() == "another"


def test_two_names_change_places_or_nothing_happens(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.write_text("a file")
    exchange(one, other)
    assert (one.read_text(), other.is_dir()) == ("a file", True)
    with pytest.raises(FileNotFoundError):
        exchange(one, tmp_path / "none")
    assert one.read_text() == "a file"
