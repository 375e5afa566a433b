"""Who may import whom: the contracts of setup.cfg hold, and each of them breaks when somebody breaks it."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PREFIX = "importlinter:contract:"
SETUP = configparser.ConfigParser()
SETUP.read(ROOT / "setup.cfg", "utf-8")
CONTRACTS = {name.removeprefix(PREFIX): SETUP[name]["name"] for name in SETUP if name.startswith(PREFIX)}
PACKAGES = SETUP["importlinter"]["root_packages"].split()

PLANTED = {
    "link": ("link/messages/planted.py", "import config"),
    "config": ("config/planted.py", "import link.state"),
    "printer": ("printer/planted.py", "import link.views"),
    "devices": ("devices/planted.py", "import printer"),
    "look": ("look/planted.py", "import printer"),
    "screens": ("kiosk/planted.py", "import caller"),
    "hall-is-asked": ("display/planted.py", "import hall.rules"),
    "hall": ("hall/planted.py", "import link.client"),
    "pure": ("hall/rules/planted.py", "import time"),
    "words-first": ("link/state/planted.py", "import link.views"),
    "rules": ("hall/rules/planted_too.py", "import hall.desk"),
    "api-translates": ("hall/ledger/planted.py", "import hall.desk"),
    "sql": ("hall/api/planted.py", "import sqlite3"),
    "web": ("hall/planted_web.py", "from starlette.responses import Response"),
    "qt": ("printer/planted_qt.py", "from PySide6.QtGui import QImage"),
    "mdns": ("hall/planted_mdns.py", "import zeroconf"),
    "wires": ("printer/planted_wire.py", "import serial"),
    "lines": ("devices/cards/planted_line.py", "import serial"),
    "paper": ("devices/planted_paper.py", "import escpos"),
    "http": ("kiosk/planted_http.py", "import httpx"),
    "edges": ("hall/rules/planted_edge.py", "import pydantic"),
    "secrets": ("kiosk/planted_secret.py", "import cryptography"),
}
"""For each contract one file that breaks it."""


@pytest.fixture(scope="module")
def verdict(tmp_path_factory):
    """What the linter says of a copy of the house with all of these planted in it."""
    house = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, house / package, ignore=_all_but_python)
    shutil.copy(ROOT / "setup.cfg", house)
    for place, line in PLANTED.values():
        (house / place).write_text(f'"""Planted."""\n\n{line}\n', "utf-8")
    return lint(house)


def _all_but_python(folder, names):
    return {name for name in names if not (Path(folder, name).is_dir() or name.endswith(".py"))} | {
        "__pycache__"
    }


def lint(house):
    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
        cwd=house, env=os.environ | {"COLUMNS": "200"}, capture_output=True, text=True, timeout=100, check=False,
    )  # fmt: skip
    return told.returncode, told.stdout + told.stderr


def said_of(contract, text):
    return re.search(rf"^{re.escape(CONTRACTS[contract])} (KEPT|BROKEN)", text, re.MULTILINE)[1]


def test_the_house_keeps_every_contract():
    status, text = lint(ROOT)
    assert status == 0, text
    assert {said_of(contract, text) for contract in CONTRACTS} == {"KEPT"}


def test_every_contract_has_its_planted_violation():
    assert PLANTED.keys() == CONTRACTS.keys()


@pytest.mark.parametrize("contract", CONTRACTS)
def test_a_planted_violation_breaks_its_contract(verdict, contract):
    status, text = verdict
    assert status == 1, text
    assert said_of(contract, text) == "BROKEN"
    of_contract = text.split(f"\n{CONTRACTS[contract]}\n", 1)[1].split("\n\n\n", 1)[0]
    planted = PLANTED[contract][0].removesuffix(".py").replace("/", ".")
    assert planted in of_contract, "it broke for another reason"
