"""A folder of wheels for another machine is known to be whole, or what it lacks is named."""

import importlib.util
import sys
import zipfile
from pathlib import Path

import pytest

BUNDLE = Path(__file__).parents[2] / "bundle"
THERE = {"python_version": "3.13", "platform_machine": "aarch64", "sys_platform": "linux"}


def module(name):
    """One of bundle/, which is no package."""
    spec = importlib.util.spec_from_file_location(f"bundle_{name}", BUNDLE / f"{name}.py")
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


@pytest.fixture(scope="module")
def whole():
    return module("whole")


def wheel(folder, name, *asks, content=b""):
    with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as made:
        lines = "".join(f"Requires-Dist: {each}\n" for each in asks)
        made.writestr(f"{name}-1.0.dist-info/METADATA", f"Name: {name}\nVersion: 1.0\n{lines}")
        made.writestr(f"{name}.py", content)


def test_what_only_the_other_machine_needs_is_named(whole, tmp_path):
    wheel(tmp_path, "jiaohao", "Ice_Cream>=2", 'qt; extra == "screen"', 'spoon; extra == "soup"')
    wheel(
        tmp_path, "ice_cream", 'cone>=3; platform_machine == "aarch64"', 'cup; platform_machine == "x86_64"'
    )
    wheel(tmp_path, "qt", 'old; python_version < "3.12"', "evdev", "ice-cream[nuts]")
    (tmp_path / "evdev-2.0.0.tar.gz").touch()
    assert whole.lacking(tmp_path, "jiaohao", "screen", THERE) == ["cone>=3"]
    wheel(tmp_path, "cone")
    assert whole.lacking(tmp_path, "jiaohao", "screen", THERE) == []
    assert whole.lacking(tmp_path, "jiaohao", "screen,soup", THERE) == ["spoon"]


def test_what_another_name_needs_by_its_extra_is_asked_too(whole, tmp_path):
    wheel(tmp_path, "jiaohao", "ice-cream", "ice-cream[nuts]")
    wheel(tmp_path, "ice_cream", 'almond; extra == "nuts"')
    assert whole.lacking(tmp_path, "jiaohao", "", THERE) == ["almond"]


def test_the_room_is_counted_in_blocks_and_python_twice(whole, tmp_path):
    wheel(tmp_path, "jiaohao", content=b"#" * 5000)
    assert whole.unpacked_kib(tmp_path) == 2 * 8 + 4


def test_arm64_asks_for_no_wheel_of_another_machine():
    systems = {system.name: system for system in module("systems").SYSTEMS}
    arm, here = systems["debian13-arm64"], systems["debian13"]
    assert all(tag.endswith("_aarch64") for tag in arm.platforms)
    assert "manylinux_2_39_aarch64" in arm.platforms
    assert (arm.is_tried, here.is_tried) == (False, True)
    assert not arm.is_here
