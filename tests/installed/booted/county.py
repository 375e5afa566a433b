"""A hall of machines on one switch: each its own root and its own systemd, installed from its first start by a technician."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lan.network import Lan
from lan.parties import JIAOHAO, Lines

from booted import glass
from booted.machine import booted, prepared, torn_down
from booted.technician import chosen, installed_by_hand
from hall.asking import ask

DATA = "/var/lib/jiaohao/hall"
ALWAYS = 'hours = ["daily 00:00-24:00"]'


class County:
    """Use it as `with standing(folder) as county`."""

    def __init__(self, lan, folder):
        self.lan, self.folder, self.machines, self.walks = lan, folder, {}, []
        self._number, self._hosts, self._printers = 0, {}, {}

    def machine(self, name):
        """One more, on."""
        self._number += 1
        host = self.lan.host(self._number)
        folder = self.folder / name
        folder.mkdir()
        prepared(folder)
        self._hosts[name] = host
        self.machines[name] = booted(folder, network=host.space, name=name)
        return self.machines[name]

    def hall(self):
        """Installed as README and install.md say: an example first, then the hall's own hours."""
        hall = self.machine("hall")
        self.walks.append(installed_by_hand(hall, "hall", [("begin with?", chosen("County"))]))
        hall.run(f"sed -i 's/^hours = .*/{ALWAYS}/' /etc/jiaohao/hall.toml")
        hall.run(f"jiaohao hall reload --data {DATA}")
        return hall

    def code(self, name, role, *more):
        """What the hall's machine shows for a new box."""
        said = self.machines["hall"].says(
            f"runuser -u jiaohao -- jiaohao hall pair --data {DATA} --role {role} --box {name} {' '.join(more)}"
        )
        return next(word for word in said.split() if len(word) == 9 and word[4] == "-")

    def kiosk(self, name, seed):
        """With a printer on the LAN, which tells whether the test page came out; the seed brings its citizens."""
        box, printer = self.machine(name), self.printer(name)
        glass.hang(box, "kiosk", 1080, 1920, f"--simulate 2 --seed {seed}")
        answers = [
            ("eight digits", self.code(name, "kiosk")),
            ("ticket printer?", chosen("network")),
            ("printer's address", f"{printer.address}:9100"),
            ("wide is the paper?", ""),
            ("Did it print?", lambda _: "y" if self.paper(name) else "n"),
        ]
        self.walks.append(installed_by_hand(box, "kiosk", answers))
        return box

    def caller(self, window):
        name = f"caller-{window}"
        box = self.machine(name)
        glass.hang(box, "caller", 960, 640)
        code = self.code(name, "caller", "--windows", window)
        self.walks.append(installed_by_hand(box, "caller", [("eight digits", code)]))
        return box

    def board(self, zone):
        name = f"board-{zone}"
        box = self.machine(name)
        glass.hang(box, "display", 1920, 1080)
        code = self.code(name, "display", "--zones", zone)
        self.walks.append(installed_by_hand(box, "display", [("eight digits", code), ("speak?", "n")]))
        return box

    def printer(self, name):
        """A ticket printer with a plug of its own at the switch."""
        self._number += 1
        host, out = self.lan.host(self._number), self.folder / f"paper-{name}"
        out.mkdir()
        process = host.run(
            sys.executable, "-P", "-c", JIAOHAO, "printer", "emulate", "--host", host.address, "--port", "9100",
            "--out", str(out), log=self.folder / f"printer-{name}.log",
        )  # fmt: skip
        Lines(process).until(lambda line: "9100" in line)
        self._printers[name] = out
        return host

    def paper(self, name):
        """All that came out of a kiosk's printer."""
        return sorted(self._printers[name].iterdir())

    def state(self):
        """The day, as the hall tells it."""
        data = self.folder / "hall" / "r" / DATA.lstrip("/")
        return self._hosts["hall"].inside(lambda: ask(data, "en", "GET", "/state"))

    def off(self):
        for name, machine in self.machines.items():
            torn_down(self.folder / name)
            machine.process.wait(60)


@contextmanager
def standing(folder: Path) -> Iterator[County]:
    """An empty building with a switch."""
    with Lan() as lan:
        county = County(lan, folder)
        try:
            yield county
        finally:
            county.off()


def written(walks, **more):
    """What it took, for docs/proofs: for each role how many machines, questions and seconds."""
    roles = {}
    for walk in walks:
        roles.setdefault(walk.role, []).append(walk)
    table = {
        role: {
            "machines": len(each),
            "questions": each[0].questions,
            "asked": list(each[0].asked),
            "seconds": {"least": min(w.seconds for w in each), "most": max(w.seconds for w in each)},
        }
        for role, each in roles.items()
    }
    return json.dumps(more | {"roles": table}, ensure_ascii=False, indent=1) + "\n"
