"""What holds for the whole house: its names are its own, and parts are loaded when they are asked for."""

import os
import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("jiaohao", "link", "hall", "look", "kiosk", "caller", "display", "printer", "devices", "config")
FOLDERS = (*PACKAGES, "tests", "docs", "bench", "systemd")
WRITTEN = {
    ".py", ".md", ".toml", ".cfg", ".ini", ".qml", ".js", ".po", ".json", ".txt", ".service", ".target", ".rules",
    ".conf", ".mako", ".sh", "",
}  # fmt: skip


def test_no_dependency_brings_a_module_named_like_one_of_ours():
    brought = packages_distributions()
    taken = {name: set(brought.get(name, ())) - {"jiaohao"} for name in PACKAGES}
    assert not {name: by for name, by in taken.items() if by}


def imported(module):
    """The names of all modules that importing one loads, in a process of its own."""
    told = subprocess.run(
        [sys.executable, "-P", "-c", f"import sys, {module}; print(*sys.modules)"],
        env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    return set(told.stdout.split())


def test_the_command_loads_no_part_until_it_is_asked_for():
    loaded = imported("jiaohao.cli")
    assert "jiaohao.cli" in loaded
    assert not {each for each in loaded if each.split(".")[0] in set(PACKAGES) - {"jiaohao"}}
    assert not loaded & {"PySide6", "sqlalchemy", "fastapi", "zeroconf", "httpx", "escpos"}


@pytest.mark.parametrize("module", ["link.messages.wire", "link.state", "link.views"])
def test_words_state_and_views_load_nothing_that_is_not_pythons_own(module):
    roots = {each.split(".")[0] for each in imported(module)}
    brought = {name for name in packages_distributions() if name in roots} - {"link"}
    # What the environment itself loads at every start (an editable install's finder, …) is not the module's doing.
    assert brought <= {each.split(".")[0] for each in imported("sys")}


def test_a_screen_needs_nothing_of_the_hall():
    loaded = imported("link.hall_link")
    assert not {each for each in loaded if each.split(".")[0] in {"hall", "sqlalchemy", "fastapi", "PySide6"}}


USUAL = [(), ("opt",), ("srv",), ("usr",), ("var",), ("etc",)]
"""Where docs may say that things lie; a checkout that lies there too cannot be told apart."""


def written_files():
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in WRITTEN and "__pycache__" not in path.parts:
                yield path
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in WRITTEN)


def test_no_file_names_a_path_of_this_machine():
    checkout = [
        place for place in (ROOT, ROOT.parent) if len(place.parts) > 2
    ]  # /tmp alone is on every machine
    own = [place for place in (*checkout, Path.home()) if place.parts[1:2] not in USUAL]
    if not own:
        pytest.skip("this checkout lies where docs may say that things lie")
    here = re.compile(rf"(?<![\w./-])(?:{'|'.join(re.escape(str(place)) for place in own)})/")
    named = {
        str(path.relative_to(ROOT)): found[0]
        for path in written_files()
        if (found := here.search(path.read_text("utf-8", "replace")))
    }
    assert not named


def test_every_folder_that_is_a_package_says_what_is_found_in_it():
    silent = [
        str(path.relative_to(ROOT))
        for package in PACKAGES
        for path in (ROOT / package).rglob("*.py")
        if "__pycache__" not in path.parts
        and path.read_text("utf-8").strip()
        and not path.read_text("utf-8").lstrip().startswith('"""')
    ]
    assert not silent
