"""A PostgreSQL server of one's own for tests and the bench: in a new folder, on a socket there, gone afterwards."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import count
from pathlib import Path

import psycopg

PATIENCE_S = 30
"""Nothing here takes longer, however busy the machine is."""

SETTINGS = {
    "listen_addresses": "",
    "shared_buffers": "32MB",
    "max_connections": "30",
    "autovacuum": "off",  # no work of its own while something is measured
    "log_min_messages": "fatal",
    "recovery_init_sync_method": "syncfs",  # else each start after a kill syncs thousands of files one by one
}


class NoPostgres(Exception):
    """Why there can be none on this machine."""


class PrivatePostgres:
    """One server. It syncs as one in earnest does: what it confirmed is on the disk."""

    def __init__(self) -> None:
        self._programs = _programs()
        self._user = "postgres" if os.geteuid() == 0 else ""
        self._names = (f"hall{number}" for number in count(1))
        self.folder = Path(tempfile.mkdtemp(prefix="jiaohao-pg-"))
        try:
            self._make()
            self.start()
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def new_database(self, like: str = "template0") -> str:
        """The name of a new database: an empty one, or a copy of one that nobody is connected to."""
        name = next(self._names)
        self.say(f"CREATE DATABASE {name} TEMPLATE {like}")
        return name

    def emptied(self, database: str) -> None:
        """Leave nothing in the tables of a database that nobody needs any more."""
        self.end_sessions(database)
        tables = self.say("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", database)
        names = ", ".join(f'"{name}"' for (name,) in tables if name != "alembic_version")
        self.say(f"TRUNCATE {names}", database)
        self.say(f"ALTER DATABASE {database} RESET ALL")

    def url(self, database: str) -> str:
        """Where a database is, as SQLAlchemy writes it."""
        return f"postgresql+psycopg://postgres@/{database}?host={self.folder}"

    def end_sessions(self, database: str) -> None:
        """End every connection to a database, as a server does with clients that it has not heard of for long."""
        self.say(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}'")

    def say(self, statement: str, database: str = "postgres") -> list[tuple[object, ...]]:
        """Carry out one statement as somebody from outside; the rows that it gives."""
        with psycopg.connect(host=str(self.folder), user="postgres", dbname=database, autocommit=True) as one:
            cursor = one.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def reload(self) -> None:
        """Let `ALTER SYSTEM` take effect; it has, for whoever connects from now on."""
        before = self.say("SELECT pg_conf_load_time()")
        self.say("SELECT pg_reload_conf()")
        ends_s = time.monotonic() + PATIENCE_S
        while self.say("SELECT pg_conf_load_time()") == before and time.monotonic() < ends_s:
            time.sleep(0.02)

    def start(self) -> None:
        """Start the server, and wait until it takes connections."""
        settings = [word for each in SETTINGS.items() for word in ("-c", "=".join(each))]
        self._server = subprocess.Popen(
            self._as_user("postgres", "-D", self._data, "-k", str(self.folder), *settings),
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._until_it_answers()

    def kill(self) -> None:
        """As a power cut would: `kill -9` of the postmaster, whose children end when they see it."""
        self._server.send_signal(signal.SIGKILL)
        self._server.wait(PATIENCE_S)
        self._until_nobody_is_left()

    def stop(self) -> None:
        """End it, and leave nothing."""
        self._server.send_signal(signal.SIGQUIT)
        try:
            self._server.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._server.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def _data(self) -> str:
        return str(self.folder / "data")

    def _make(self) -> None:
        if self._user:
            shutil.chown(self.folder, self._user)
        made = subprocess.run(
            self._as_user("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                          "--locale=C.UTF-8", "--no-sync", "--no-instructions"),
            capture_output=True, text=True, timeout=PATIENCE_S * 2, check=False,
        )  # fmt: skip
        if made.returncode:
            raise NoPostgres(made.stderr.strip() or "initdb failed")

    def _as_user(self, program: str, *words: str) -> Sequence[str]:
        """The server refuses to run as root. Whatever happens to us, it ends with us (PR_SET_PDEATHSIG)."""
        user = ["--reuid", self._user, "--regid", self._user, "--init-groups"] if self._user else []
        return ["setpriv", *user, "--pdeathsig", "QUIT", str(self._programs / program), *words]

    def _until_it_answers(self) -> None:
        ends_s = time.monotonic() + PATIENCE_S
        while True:
            try:
                self.say("SELECT 1")
                return
            except psycopg.OperationalError as error:
                if self._server.poll() is not None or time.monotonic() > ends_s:
                    raise NoPostgres(f"the server does not start: {error}") from None
                time.sleep(0.05)

    def _until_nobody_is_left(self) -> None:
        """A server starts again only when the last process that has its shared memory is gone."""
        ends_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < ends_s and _processes_in(self._data):
            time.sleep(0.02)


def _processes_in(folder: str) -> list[str]:
    """The processes that work in a folder: each of a server's goes into its data when it starts."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended meanwhile
            if str((process / "cwd").readlink()) == folder:
                found.append(process.name)
    return found


def _programs() -> Path:
    """Where initdb and postgres are: Debian keeps each version in a folder of its own."""
    on_path = shutil.which("initdb")
    folders = [*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    folders += [Path(on_path).resolve().parent] if on_path else []
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NoPostgres("PostgreSQL is not installed (Debian: postgresql)")
