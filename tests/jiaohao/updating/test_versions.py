"""Versions lie side by side, and at no moment is there none."""

import pytest

from jiaohao.install.target import program_place
from jiaohao.updating.versions import WHOLE, Versions, newest_wheel, order


@pytest.fixture
def versions(tmp_path):
    return Versions(link=tmp_path / "jiaohao")


def made(versions, version):
    versions.place(version).mkdir(parents=True)
    versions.made(version)


def test_the_first_installation_becomes_the_first_version(versions):
    versions.link.mkdir()
    (versions.link / "program").write_text("one")
    versions.settle("0.1.0")
    assert versions.present == "0.1.0"
    assert (versions.place("0.1.0") / WHOLE).exists()
    versions.clear_unfinished()
    assert (versions.link / "program").read_text() == "one"
    versions.settle("0.1.0")
    assert versions.present == "0.1.0"


def test_switching_shows_the_other_version_and_back(versions):
    for version in ("0.1.0", "0.2.0"):
        made(versions, version)
    versions.switch("0.1.0")
    versions.switch("0.2.0")
    assert versions.present == "0.2.0"
    versions.switch("0.1.0")
    assert versions.link.resolve() == versions.place("0.1.0").resolve()


def test_what_a_power_cut_left_unfinished_goes_and_what_is_whole_stays(versions):
    made(versions, "0.1.0")
    (versions.folder / "0.2.0").mkdir()
    versions.clear_unfinished()
    assert [each.name for each in versions.folder.iterdir()] == ["0.1.0"]


def test_old_versions_go_but_never_the_one_that_runs(versions):
    for version in ("0.1.0", "0.2.0", "0.9.0", "0.10.0"):
        made(versions, version)
    versions.switch("0.1.0")
    versions.forget_old()
    assert {each.name for each in versions.folder.iterdir()} == {"0.1.0", "0.9.0", "0.10.0"}


def test_the_newest_wheel_of_a_folder_is_taken_by_number(tmp_path):
    for name in ("jiaohao-0.9.0", "jiaohao-0.10.0", "jiaohao-0.10.0rc1"):
        (tmp_path / f"{name}-py3-none-any.whl").touch()
    (tmp_path / "jiaohaolib-9.9.9-py3-none-any.whl").touch()
    assert newest_wheel(tmp_path).version == "0.10.0"
    assert newest_wheel(tmp_path / "jiaohao-0.9.0-py3-none-any.whl").version == "0.9.0"
    assert newest_wheel(tmp_path / "nothing") is None


def test_a_candidate_comes_before_its_version_and_what_is_no_version_first():
    assert sorted(["1.0", "1.0rc1", "0.10.0", "0.9.0", "old"], key=order) == [
        "old",
        "0.9.0",
        "0.10.0",
        "1.0rc1",
        "1.0",
    ]


def test_units_name_the_link_and_not_the_version(versions):
    made(versions, "0.1.0")
    assert program_place(versions.place("0.1.0")) == versions.place("0.1.0")
    versions.switch("0.1.0")
    assert program_place(versions.place("0.1.0")) == versions.link
