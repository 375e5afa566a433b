"""Where things lie on a box. `root` is / on the box itself, another folder where a box is prepared or tried."""

import sys
from dataclasses import dataclass, field
from pathlib import Path

from config.install_answers import Role
from config.installed_hall import DATA, RECORD


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Paths as the box itself sees them; `at` gives where they lie now."""

    root: Path = Path("/")
    program: Path = field(default_factory=lambda: program_place(Path(sys.prefix)))
    """The virtual environment that `jiaohao` runs in, or the link that shows its present version."""
    etc: Path = RECORD.parent
    data: Path = DATA.parent
    units: Path = Path("/etc/systemd/system")
    backups: Path = Path("/var/backups/jiaohao")
    lock_file: Path = Path("/run/jiaohao-install.lock")
    """Held by whoever installs, updates or uninstalls; only root can make files beside it."""

    def at(self, path: Path) -> Path:
        """Where a path of the box lies now."""
        return self.root / path.relative_to("/")

    def box_file(self, role: Role, first: Role | None) -> Path:
        """The settings of a role: box.toml for the first of a box, a file of its own for each other."""
        return self.etc / ("box.toml" if first in (None, role) else f"box-{role}.toml")

    @property
    def hall_file(self) -> Path:
        return self.etc / "hall.toml"

    @property
    def record_file(self) -> Path:
        """What was installed here."""
        return self.etc / RECORD.name

    @property
    def begun_file(self) -> Path:
        """What is being installed; it is there after a power cut in mid-install."""
        return self.etc / "installing.json"

    @property
    def update_key(self) -> Path:
        """The public halves of the keys whose updates are taken in; put there with the first bundle, or by hand."""
        return self.etc / "update.pub"

    @property
    def is_reachable(self) -> bool:
        """Whether another user than root can run the program: nothing below somebody's home."""
        real = Path(sys.executable).resolve()
        homes = (Path("/root"), Path("/home"))
        return not any(path.is_relative_to(home) for home in homes for path in (self.program, real))


def program_place(prefix: Path) -> Path:
    """/opt/jiaohao for whatever lies in /opt/jiaohao.d, so that units need not change with the version."""
    link = prefix.parent.with_suffix("")
    return link if prefix.parent.suffix == ".d" and link.is_symlink() else prefix


def templates() -> Path:
    """The folder systemd/ of this program: beside the packages in a checkout, in share/ where it was installed."""
    beside = Path(__file__).resolve().parents[2] / "systemd"
    return beside if beside.is_dir() else Path(sys.prefix) / "share" / "jiaohao" / "systemd"
