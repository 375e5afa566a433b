"""The Debian releases that a bundle can be made for, and the machines that they run on."""

import platform
import sys
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A Debian release on a kind of machine: its Python, and the newest glibc that its wheels may ask for."""

    name: str
    """As install.sh finds it: the release, and the machine where it is no amd64."""
    release: str
    python: str
    newest_glibc: int
    machine: str = "amd64"

    @property
    def is_here(self) -> bool:
        """Whether wheels can be built with the Python that runs this."""
        return (
            self.python == f"{sys.version_info.major}.{sys.version_info.minor}"
            and self.cpu == platform.machine()
        )

    @property
    def is_tried(self) -> bool:
        """Whether the tests install it and boot it."""
        return self.machine == "amd64"

    @property
    def cpu(self) -> str:
        """As uname(1) and the tags of wheels have it."""
        return {"amd64": "x86_64", "arm64": "aarch64"}[self.machine]

    @property
    def platforms(self) -> tuple[str, ...]:
        """Tags of the wheels that run there (PEP 600, and the older names of PEP 513, 571 and 599)."""
        older = ("2014", "2010", "1") if self.machine == "amd64" else ("2014",)
        return (
            *(f"manylinux_2_{minor}_{self.cpu}" for minor in range(self.newest_glibc, 4, -1)),
            *(f"manylinux{name}_{self.cpu}" for name in older),
        )

    @property
    def environment(self) -> dict[str, str]:
        """What it answers to the conditions of a requirement (PEP 508)."""
        return {
            "python_version": self.python, "python_full_version": f"{self.python}.0", "implementation_name": "cpython",
            "implementation_version": f"{self.python}.0", "platform_python_implementation": "CPython",
            "platform_machine": self.cpu, "platform_system": "Linux", "sys_platform": "linux", "os_name": "posix",
        }  # fmt: skip


SYSTEMS: Final = (
    System(name="debian12", release="bookworm", python="3.11", newest_glibc=36),
    System(name="debian13", release="trixie", python="3.13", newest_glibc=41),
    System(name="debian13-arm64", release="trixie", python="3.13", newest_glibc=41, machine="arm64"),
)
