"""A cluster of Patroni on hosts of the LAN, made of the very files that docs/ha.md shows."""

import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from lan.network import Host
from pair.database import as_postgres, own_folder, programs
from pair.page import on_machine, shown, words_of, written

WITHIN_S = 180.0
PATRONI, ETCD = "/usr/bin/patroni", "/usr/bin/etcd"


class NoPatroni(Exception):
    """Why this machine can have none."""


def wanted_programs() -> None:
    """Raises NoPatroni."""
    for program, package in ((PATRONI, "patroni"), (ETCD, "etcd-server")):
        if not Path(program).exists():
            raise NoPatroni(f"{program} is not there (Debian: {package})")


class Machine:
    """One of the three: etcd, and a copy of the database where it is no witness."""

    def __init__(self, host: Host, name: str) -> None:
        self.host, self.name, self.folder = host, name, own_folder()
        (self.folder / "sockets").mkdir(mode=0o777)
        shutil.chown(self.folder / "sockets", "postgres", "postgres")
        self._etcd = words_of(on_machine(shown("/etc/default/etcd"), name, host.address))
        self._env = words_of(on_machine(shown("/etc/patroni_env.conf"), name, host.address))
        text = shown("/etc/patroni/config.yml")
        for place, here in (
            ("/var/lib/postgresql/jiaohao", f"{self.folder}/db"),
            ("/usr/lib/postgresql/15/bin", str(programs())),
            ("/var/run/postgresql", f"{self.folder}/sockets"),
        ):
            text = text.replace(place, here)
        self._config = written(text, self.folder / "config.yml")

    def start_etcd(self) -> None:
        env = [f"{name}={value}" for name, value in self._etcd.items()]
        env.append(f"ETCD_DATA_DIR={self.folder}/etcd")
        self.host.run(*as_postgres("env", *env, ETCD), log=self.folder / "etcd.log")

    def start_patroni(self) -> None:
        env = [f"{name}={value}" for name, value in self._env.items()]
        self.host.run(*as_postgres("env", *env, PATRONI, str(self._config)), log=self.folder / "patroni.log")

    def kill_server(self) -> None:
        """The database's first process, as the kernel does when memory runs out. Patroni lives."""
        first = (self.folder / "db" / "postmaster.pid").read_text().split()[0]
        os.kill(int(first), signal.SIGKILL)

    def lose_power(self) -> None:
        """Everything that runs here, at once."""
        here = subprocess.run(
            ["ip", "netns", "pids", self.host.space], capture_output=True, text=True, check=True, timeout=20
        ).stdout.split()
        for process in here:
            try:
                os.kill(int(process), signal.SIGKILL)
            except ProcessLookupError:
                continue

    def say(self, sql: str, password: str, database: str = "postgres") -> str:
        """As the database's owner does from this machine."""
        psql = (
            "psql",
            "-h",
            self.host.address,
            "-U",
            "postgres",
            "-v",
            "ON_ERROR_STOP=1",
            "-At",
            "-f",
            "-",
            database,
        )

        def ask() -> str:
            done = subprocess.run(
                psql, input=sql, capture_output=True, text=True, timeout=60, check=False,
                env=os.environ | {"PGPASSWORD": password},
            )  # fmt: skip
            assert done.returncode == 0, done.stderr
            return done.stdout

        return self.host.inside(ask)

    def says_yes_to(self, path: str) -> bool:
        """A question of Patroni's REST interface, answered by its status."""

        def ask() -> bool:
            with urllib.request.urlopen(f"http://{self.host.address}:8008/{path}", timeout=5) as answer:
                return bool(answer.status == 200)

        try:
            return self.host.inside(ask)
        except OSError:  # it says no (503), or is not there
            return False

    @property
    def log(self) -> str:
        return (self.folder / "patroni.log").read_text("utf-8", "replace")


class Cluster:
    """Three machines, of which the last is the witness."""

    PASSWORD = "change-me-1"
    """As the page shows it."""

    def __init__(self, hosts: list[Host]) -> None:
        self.machines = [
            Machine(host, name) for host, name in zip(hosts, ("hall1", "hall2", "witness"), strict=True)
        ]
        for each in self.machines:
            each.start_etcd()
        for each in self.machines[:2]:
            each.start_patroni()
        self.until_whole()
        self.first.say(shown("hall.sql"), self.PASSWORD)

    @property
    def first(self) -> Machine:
        """The one whose copy leads."""
        leaders = [each for each in self.machines[:2] if self._roles().get(each.name) == "leader"]
        return leaders[0]

    def until_whole(self) -> None:
        """One copy leads, and the other has everything."""
        self._until(lambda: sorted(self._roles().values()) == ["leader", "sync_standby"])

    def start_again(self, machine: Machine) -> None:
        """After its power was lost."""
        machine.start_etcd()
        machine.start_patroni()

    def end(self) -> None:
        for each in self.machines:
            each.lose_power()
        for each in self.machines:
            shutil.rmtree(each.folder, ignore_errors=True)

    def _roles(self) -> dict[str, str]:
        """Each machine's own word, and no older picture of the other: one that was cut off has an old one for some time."""
        asked = {"leader": "primary", "sync_standby": "synchronous"}
        return {
            machine.name: role
            for machine in self.machines[:2]
            for role, path in asked.items()
            if machine.says_yes_to(path)
        }

    def _until(self, is_so: Callable[[], bool]) -> None:
        ends_s = time.monotonic() + WITHIN_S
        while not is_so():
            assert time.monotonic() < ends_s, [each.log[-1500:] for each in self.machines[:2]]
            time.sleep(0.5)
