"""A kiosk on a LAN whose hall goes: the cable is pulled, the hall is killed, the kiosk itself too; nobody is left without a
number, none is given twice, and all of them wait in the hall when it is back."""

import os
import re
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from lan.parties import JIAOHAO, BoxOn, HallOn, until

pytestmark = pytest.mark.timeout(600)
ALONE = re.compile(r"number (A\d+) was given without the hall")


class KioskOn(BoxOn):
    """`jiaohao kiosk` on a host, its citizens simulated, its printer a folder."""

    def start(self, **_: Any) -> None:
        (self.folder / "box.toml").write_text(
            f'[box]\nid = "{self.name}"\ndata_dir = "{self.folder}"\n[kiosk]\ndone_s = 3\n'
            '[screen]\nfullscreen = false\nmotion = false\n[[printer]]\nname = "ticket"\nport = "file"\n'
            f'address = "{self.folder}/paper/"\nmodel = "generic-80"\n',
            "utf-8",
        )
        import sys

        words = (sys.executable, "-P", "-c", JIAOHAO, "kiosk", "--box", str(self.folder / "box.toml"))
        self.process = self.host.run(
            *words, "--simulate", "2", "--seed", "1", "--size", "640x400",
            log=self.folder / "kiosk.log", env={"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"},
        )  # fmt: skip

    @property
    def log(self) -> str:
        return (self.folder / "kiosk.log").read_text("utf-8")

    @property
    def alone(self) -> list[str]:
        """The numbers that were given without the hall, in order."""
        return ALONE.findall(self.log)

    def has_leases(self) -> bool:
        journal = self.folder / "island" / "island.jsonl"
        return journal.exists() and journal.read_text().count('"kind":"lent"') >= 2

    def kill(self) -> None:
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait(60)


@pytest.fixture
def kiosk(hall: HallOn, new_host: Callable[..., Any], tmp_path: Path) -> Iterator[KioskOn]:
    box = KioskOn(new_host(), tmp_path / "kiosk", f"kiosk-{tmp_path.name[-1]}")
    box.trust(hall.grant("kiosk", box.name))
    box.start()
    until(box.has_leases, within_s=180)
    yield box
    box.host.end()


def waiting(hall: HallOn) -> list[str]:
    return [each["number"] for each in hall.asked("GET", "/state")["tickets"]]


def all_have_come(hall: HallOn, kiosk: KioskOn) -> bool:
    numbers = waiting(hall)
    return set(kiosk.alone) <= set(numbers) and len(numbers) == len(set(numbers))


def test_the_cable_is_pulled_and_comes_back(hall, kiosk):
    kiosk.host.cut()
    until(lambda: len(kiosk.alone) >= 3, within_s=180)
    assert not set(kiosk.alone) & set(waiting(hall)), "the hall does not know them yet"
    kiosk.host.heal()
    until(lambda: all_have_come(hall, kiosk), within_s=180)
    assert len(set(kiosk.alone)) == len(kiosk.alone)
    assert "Traceback" not in kiosk.log


def test_the_hall_is_killed_and_then_the_kiosk_too_and_the_kiosk_goes_on(hall, kiosk):
    hall.kill()
    until(lambda: len(kiosk.alone) >= 2, within_s=180)
    kiosk.kill()
    before = len(kiosk.alone)
    kiosk.start()
    until(lambda: len(kiosk.alone) >= before + 2, within_s=180)
    assert len(set(kiosk.alone)) == len(kiosk.alone), "no number twice"
    kiosk.host.cut()
    hall.start()
    kiosk.host.heal()
    until(lambda: all_have_come(hall, kiosk), within_s=180)
    assert "Traceback" not in kiosk.log
