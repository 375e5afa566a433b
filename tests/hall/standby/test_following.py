"""What a hall that stands by reads before it leads: whatever happens to the ledger meanwhile, once it leads it knows the day
as one that reads everything then; and nobody is disturbed by its reading."""

import tempfile
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule
from sqlalchemy import Connection, create_engine, insert, make_url, text

from hall.ledger import CommandRow, FactRow, Follower, Ledger, open_ledger
from hall.ledger.sqlite_store import SqliteStore
from hall.ledger.tables import COMMAND, FACT, TABLES
from hall.replay import Replay, read_to_the_end
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.codec import moment_text
from link.messages.definition import Definition, Policy, Series, Service, WindowPlace, Zone
from link.messages.facts import Fact, Who
from link.messages.problems import Refused
from link.messages.wire import fact_text

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
KIOSK, TERMINAL = Who(box="k1"), Who(box="c1")
SMALL = Definition(
    id="yunxi",
    name="云溪",
    zones=(Zone(id="left", name="左厅"),),
    series=(Series(id="A", prefix="A"),),
    services=(Service(id="house", name="首次登记", series="A"),),
    windows=(WindowPlace(id="w1", label="1", zone="left", services=("house",)),),
)


class Leader:
    """A hall on paper that writes all it does into a ledger, as the one that leads does."""

    def __init__(self, ledger: Ledger, carries: bool) -> None:
        self.ledger = ledger
        self.paper = PaperHall(replace(SMALL, policy=Policy(carry_over=carries)), NOW)
        self.keys: dict[tuple[str, str], int] = {}
        """Of each command that did something, and the seq of the first fact that it made."""
        self._presses, self._written = 0, 0
        self._written_keys: set[tuple[str, str]] = set()
        self.write()

    def ask(self, *commands: c.Command) -> None:
        """Each carried out under a key of its own, or refused without a fact; then all is written."""
        for command in commands:
            self._presses += 1
            self.paper.let_pass(1)
            key = f"press-{self._presses}" if command.who.box else ""
            with suppress(Refused):
                made = self.paper.do(command, key)
                if made and key:
                    self.keys[command.who.box, key] = made[0].seq
        self.write()

    def forget(self, facts: int) -> None:
        """It was put back as it was so many facts ago, and goes on from there."""
        left = max(2, len(self.paper.facts) - facts)
        self.paper.facts = self.paper.facts[:left]
        self.paper.day = replay(self.paper.facts)
        self.paper.let_pass(1)
        self._written = left
        self.keys = {key: seq for key, seq in self.keys.items() if seq <= left}
        with self.ledger.engine.begin() as connection:
            connection.execute(FACT.delete().where(FACT.c.seq > left))
            for box, key in self._written_keys - self.keys.keys():
                connection.execute(COMMAND.delete().where(COMMAND.c.box == box, COMMAND.c.key == key))
        self._written_keys &= self.keys.keys()

    def write(self) -> None:
        new, asked = self.paper.facts[self._written :], sorted(self.keys.keys() - self._written_keys)
        rows = [
            CommandRow(box=box, key=key, hash="", status=200, reply="", seqs=(), at="") for box, key in asked
        ]
        self.ledger.append([row(each) for each in new], rows)
        self._written = len(self.paper.facts)
        self._written_keys |= set(asked)


def row(fact: Fact) -> FactRow:
    return FactRow(
        seq=fact.seq, at=moment_text(fact.at), day=str(fact.day), kind=fact.kind, text=fact_text(fact)
    )


def looked(follower: Follower[Replay], connection: Connection) -> None:
    """To where the ledger ends."""
    for _ in range(1000):
        if not follower.look(connection):
            return
    raise AssertionError("it never comes to an end")


class AnyStory(RuleBasedStateMachine):
    """A ledger that one hall writes and another reads, in pages so small that anything may happen between two."""

    @initialize(carries=st.booleans(), page=st.integers(2, 7))
    def opens(self, carries: bool, page: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        file = Path(self.folder.name) / "ledger.db"
        store = SqliteStore(file)
        TABLES.create_all(store.engine)
        self.leader = Leader(Ledger(store, "one"), carries)
        self.follower = Follower(Replay, page=page, again_s=0.0)
        self.reader = create_engine(f"sqlite:///{file}", isolation_level="AUTOCOMMIT")
        self.connection = self.reader.connect()

    @rule(people=st.integers(1, 8))
    def people_come(self, people: int) -> None:
        self.leader.ask(*[c.TakeTicket(service="house", who=KIOSK)] * people)

    @rule()
    def a_clerk_works(self) -> None:
        self.leader.ask(
            c.OpenWindow(window="w1", clerk="1001", who=TERMINAL),
            c.CallNext(window="w1", who=TERMINAL),
            c.FinishService(window="w1", who=TERMINAL),
        )

    @rule(notice=st.sampled_from(["一", "二"]))
    def something_lasting_is_said(self, notice: str) -> None:
        self.leader.ask(c.SetNotice(zone="left", notices=(notice,), who=TERMINAL))

    @rule()
    def a_day_ends(self) -> None:
        self.leader.paper.now += timedelta(days=1)
        self.leader.ask(c.Tick())

    @rule(pages=st.integers(1, 30))
    def it_looks(self, pages: int) -> None:
        for _ in range(pages):
            self.follower.look(self.connection)

    @rule()
    def its_connection_breaks(self) -> None:
        self.connection.close()
        self.connection = self.reader.connect()

    @rule(facts=st.integers(1, 12))
    def what_was_read_was_never_confirmed(self, facts: int) -> None:
        """As a copy does that takes over without having got the last."""
        self.leader.forget(facts)

    @precondition(lambda self: hasattr(self, "leader"))
    @rule()
    def it_takes_over(self) -> None:
        read = read_to_the_end(self.leader.ledger, self.follower.handed_over())
        assert read.day == self.leader.paper.day
        assert read.seq == self.leader.paper.state.seq
        assert all(read.keys.add(*each) for each in self.leader.keys)

    def teardown(self) -> None:
        if hasattr(self, "leader"):
            self.it_takes_over()
            self.connection.close()
            self.reader.dispose()
            self.leader.ledger.engine.dispose()
            self.folder.cleanup()


TestAnyStory = AnyStory.TestCase
TestAnyStory.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)


@pytest.fixture
def leader(tmp_path: Path, url: str) -> Iterator[Leader]:
    """On the server, where the one that stands by has a connection of its own."""
    with closing(open_ledger(tmp_path, NOW, url)) as ledger:
        leader = Leader(ledger, carries=False)
        come(leader, 30)
        yield leader


@pytest.fixture
def connection(url: str) -> Iterator[Connection]:
    engine = create_engine(make_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as one:
        yield one
    engine.dispose()


def come(leader: Leader, people: int) -> None:
    leader.ask(*[c.TakeTicket(service="house", who=KIOSK)] * people)


def test_what_was_read_before_is_not_read_again(leader, connection):
    follower = Follower(Replay, page=7)
    looked(follower, connection)
    come(leader, 5)
    ahead = follower.handed_over()
    assert (ahead.is_whole, ahead.seq) == (True, leader.paper.state.seq - 5)
    asked = []
    read = read_to_the_end(Watched(leader.ledger, asked), ahead)
    assert read is ahead
    assert (read.day, asked) == (leader.paper.day, [leader.paper.state.seq - 6])
    assert all(read.keys.add(*each) for each in leader.keys)


class Watched:
    """A ledger, and from where on it was asked for facts."""

    def __init__(self, ledger: Ledger, asked: list[int]) -> None:
        self._ledger, self._asked = ledger, asked

    def facts(self, after: int = 0) -> Iterator[Fact]:
        self._asked.append(after)
        return self._ledger.facts(after)


def test_what_was_put_back_meanwhile_is_read_from_the_beginning(leader, connection):
    follower = Follower(Replay)
    looked(follower, connection)
    leader.forget(3)
    leader.paper.let_pass(60)
    come(leader, 3)
    ahead = follower.handed_over()
    read = read_to_the_end(leader.ledger, ahead)
    assert read is not ahead
    assert read.day == leader.paper.day != ahead.day


def test_its_reading_keeps_no_transaction_open(leader, connection, postgres, url):
    follower = Follower(Replay, page=7)
    states = set()
    while follower.look(connection):
        pid = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        states |= set(postgres.say(f"SELECT state, backend_xmin FROM pg_stat_activity WHERE pid = {pid}"))
    assert states == {("idle", None)}


def test_the_facts_of_a_newer_program_stop_nobody_from_standing_by(leader, connection, caplog):
    caplog.set_level("INFO", "hall.ledger.following")
    follower = Follower(Replay)
    looked(follower, connection)
    newer = {
        "seq": leader.paper.state.seq + 1,
        "at": "",
        "day": "",
        "kind": "moon_landed",
        "text": '{"kind": "moon_landed"}',
    }
    with leader.ledger.engine.begin() as writing:
        writing.execute(insert(FACT).values(newer))
    assert not follower.look(connection)
    assert not follower.look(connection)
    assert len([each for each in caplog.messages if "cannot be followed yet" in each]) == 1
    assert not follower.handed_over().is_whole


def test_where_nobody_has_led_yet_there_is_nothing_to_follow(connection, postgres, url):
    connection.execute(text("ALTER TABLE fact RENAME TO later"))
    try:
        follower = Follower(Replay)
        assert not follower.look(connection)
        assert not follower.handed_over().is_whole
    finally:
        connection.execute(text("ALTER TABLE later RENAME TO fact"))
