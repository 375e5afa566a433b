"""A LAN of our own: a switch and some hosts, each a network namespace, with addresses of TEST-NET-1 (RFC 5737)."""

import ctypes
import itertools
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self, TypeVar

PROJECT = Path(__file__).parents[3]
NETWORK = "192.0.2"
"""Documentation only, by RFC 5737: nothing in the world answers there."""

T = TypeVar("T")
_numbers = itertools.count()


class NoNamespaces(Exception):
    """This machine lets nobody make a network of its own, and why."""


def ip(*words: str) -> None:
    """Raises NoNamespaces with the kernel's word."""
    if shutil.which("ip") is None:
        raise NoNamespaces("there is no `ip` (Debian: iproute2)")
    done = subprocess.run(["ip", *words], capture_output=True, text=True, check=False, timeout=60)
    if done.returncode:
        raise NoNamespaces(f"ip {' '.join(words)}: {done.stderr.strip()}")


@dataclass(slots=True)
class Cable:
    """The wire between a host and the switch, bad where it is told to be: `lan.relay` carries each frame."""

    process: subprocess.Popen[str]

    def be(self, **faults: float) -> None:
        """`loss` and `late` are chances (0 to 1), `late_ms` is how late: what comes late is overtaken by the rest."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(faults) + "\n")
        self.process.stdin.flush()

    def carried(self) -> dict[str, int]:
        """How many frames went `through`, were `lost`, or came `late`."""
        self.be(tell=1)
        assert self.process.stdout is not None
        told: dict[str, int] = json.loads(self.process.stdout.readline())
        return told


@dataclass(slots=True)
class Host:
    """One machine on the LAN. `port` is its plug at the switch."""

    lan: "Lan"
    space: str
    port: str
    address: str
    cable: Cable | None = None
    _running: list[subprocess.Popen[Any]] = field(default_factory=list)

    def run(self, *words: str, log: Path, **more: Any) -> "subprocess.Popen[str]":
        """A program on this host; what it complains of goes to `log`. It ends with the LAN at the latest."""
        with log.open("ab") as errors:
            process = subprocess.Popen(
                ["ip", "netns", "exec", self.space, *words],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, text=True, bufsize=1, cwd=log.parent,
                env=os.environ | {"PYTHONPATH": str(PROJECT), "LANG": "en_GB.UTF-8"} | more.pop("env", {}), **more,
            )  # fmt: skip
        self._running.append(process)
        return process

    def python(self, script: Path, *words: str, log: Path) -> "subprocess.Popen[str]":
        return self.run(sys.executable, "-P", str(script), *words, log=log)

    def inside(self, work: Callable[[], T], within_s: float = 120.0) -> T:
        """What `work` gives, done by a thread of ours that stands on this host: the sockets it makes are this host's."""

        def enter() -> None:
            with Path(f"/run/netns/{self.space}").open("rb") as space:
                if ctypes.CDLL(None, use_errno=True).setns(space.fileno(), 0):
                    raise OSError(ctypes.get_errno(), "setns")

        with ThreadPoolExecutor(1, initializer=enter) as there:
            return there.submit(work).result(within_s)

    def cut(self) -> None:
        """The switch forgets this plug: silence, without a sign at either end."""
        ip("-n", self.lan.switch, "link", "set", self.port, "nomaster")

    def heal(self) -> None:
        ip("-n", self.lan.switch, "link", "set", self.port, "master", "br0")

    def move_to(self, address: str) -> None:
        """Another address, as from another DHCP lease."""
        ip("-n", self.space, "addr", "flush", "dev", "eth0")
        ip("-n", self.space, "addr", "add", f"{address}/24", "dev", "eth0")
        ip("-n", self.space, "route", "replace", "224.0.0.0/4", "dev", "eth0")
        self.address = address

    def end(self) -> None:
        for process in self._running:
            if process.poll() is None:
                process.kill()
            process.wait(60)
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


class Lan:
    """Use it as `with Lan() as lan`. Raises NoNamespaces where it cannot be."""

    def __init__(self) -> None:
        self._name = f"jh{os.getpid()}n{next(_numbers)}"
        self.switch = f"{self._name}sw"
        self._hosts: list[Host] = []

    def __enter__(self) -> Self:
        ip("netns", "add", self.switch)
        try:
            ip(
                "-n",
                self.switch,
                "link",
                "add",
                "br0",
                "type",
                "bridge",
                "mcast_snooping",
                "0",
                "forward_delay",
                "0",
            )
            ip("-n", self.switch, "link", "set", "br0", "up")
        except NoNamespaces:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        for host in self._hosts:
            host.end()
        for space in (*(host.space for host in self._hosts), self.switch):
            subprocess.run(["ip", "netns", "delete", space], capture_output=True, check=False, timeout=60)

    def host(self, number: int, *, has_bad_cable: bool = False, log: Path | None = None) -> Host:
        """One more machine, at the address of this number."""
        space, port, address = f"{self._name}h{number}", f"p{number}", f"{NETWORK}.{number}"
        ip("netns", "add", space)
        host = Host(self, space, port, address)
        self._hosts.append(host)
        ip("-n", self.switch, "link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", space)
        for words in (("-n", space, "link", "set", "lo", "up"), ("-n", space, "link", "set", "eth0", "up")):
            ip(*words)
        ip("-n", self.switch, "link", "set", port, "up")
        if has_bad_cable and log is not None:
            host.cable = self._cable(host, log)
        else:
            host.heal()
        host.move_to(address)
        return host

    def _cable(self, host: Host, log: Path) -> Cable:
        near, far = f"c{host.port}", f"d{host.port}"
        ip("-n", self.switch, "link", "add", near, "type", "veth", "peer", "name", far)
        for words in ((near, "up"), (far, "up"), (far, "master", "br0")):
            ip("-n", self.switch, "link", "set", *words)
        at_switch = Host(self, self.switch, "", "", _running=host._running)
        process = at_switch.python(Path(__file__).with_name("relay.py"), host.port, near, log=log)
        assert process.stdout is not None
        if process.stdout.readline().strip() != "READY":
            raise NoNamespaces(f"no cable: {log.read_text()[-200:]}")
        return Cable(process)
