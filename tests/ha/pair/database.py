"""A PostgreSQL server on a host of the LAN, which halls reach over the wire as they would in earnest."""

import shutil
import signal
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg
from lan.network import NETWORK, Host

WITHIN_S = 60.0
USER = "postgres"


class NoDatabase(Exception):
    """Why this machine can have none."""


def programs() -> Path:
    """The folder of Debian's newest PostgreSQL. Raises NoDatabase."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), reverse=True)
    if not folders:
        raise NoDatabase("PostgreSQL is not installed (Debian: postgresql)")
    return folders[0].parent


def as_postgres(*words: str) -> tuple[str, ...]:
    """The server refuses to run as root. Whatever happens to us, it ends with us."""
    return (
        "setpriv", "--reuid", USER, "--regid", USER, "--init-groups", "--reset-env", "--pdeathsig", "QUIT",
        *words,
    )  # fmt: skip


def own_folder() -> Path:
    """A new one that the server may write, with a name short enough for a socket's path."""
    folder = Path(tempfile.mkdtemp(prefix="jiaohao-ha-"))
    shutil.chown(folder, USER, USER)
    return folder


class PostgresOn:
    """One server, with an empty database `hall`. `close` leaves nothing behind."""

    def __init__(self, host: Host) -> None:
        self.host, self.folder = host, own_folder()
        data = self.folder / "data"
        made = subprocess.run(
            as_postgres(str(programs() / "initdb"), "-D", str(data), "-U", USER, "-A", "trust", "-E", "UTF8",
                        "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
            capture_output=True, text=True, timeout=WITHIN_S, check=False,
        )  # fmt: skip
        if made.returncode:
            raise NoDatabase(made.stderr.strip())
        with (data / "pg_hba.conf").open("a") as allowed:
            allowed.write(f"host all all {NETWORK}.0/24 trust\n")
        settings = {"listen_addresses": host.address, "shared_buffers": "32MB", "max_connections": "30"}
        self._server = host.run(
            *as_postgres(str(programs() / "postgres"), "-D", str(data), "-k", str(self.folder)),
            *(word for each in settings.items() for word in ("-c", "=".join(each))), log=self.folder / "log",
        )  # fmt: skip
        self._until_it_answers()
        self.say("CREATE DATABASE hall", "postgres")

    @property
    def url(self) -> str:
        return f"postgresql+psycopg://{USER}@{self.host.address}/hall"

    def say(self, statement: str, database: str = "hall") -> list[tuple[object, ...]]:
        """As somebody on the server's own machine; the rows that it gives."""
        where = {"host": str(self.folder), "user": USER, "dbname": database}
        with psycopg.connect(**where, autocommit=True) as one:
            cursor = one.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def close(self) -> None:
        self._server.send_signal(signal.SIGQUIT)  # at once: halls may still be connected
        try:
            self._server.wait(WITHIN_S)
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    def _until_it_answers(self) -> None:
        ends_s = time.monotonic() + WITHIN_S
        while True:
            try:
                self.say("SELECT 1", "postgres")
                return
            except psycopg.OperationalError as wrong:
                if self._server.poll() is not None or time.monotonic() > ends_s:
                    raise NoDatabase(f"it does not start: {wrong}") from None
                time.sleep(0.05)
