"""Whatever happens to calls, cables and boxes: no voice speaks over itself or says a call twice."""

from datetime import UTC, datetime, timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from display.announcer import (
    FRESH_FOR_S,
    Announcer,
    Call,
    Entry,
    Notice,
    Standing,
    begin,
    finish,
    hear,
    lose,
    must_stop,
)

TICKETS = ("A001", "A002", "B001", "C001", "C002")
ZONES = ("left", "right")


class Hall(RuleBasedStateMachine):
    """A hall that calls as it likes, and the voice of its left zone, cut off and restarted at any time."""

    def __init__(self) -> None:
        super().__init__()
        self.now = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
        self.seq = 10
        self.calls: dict[str, Call] = {}
        self.voice = Announcer(zones=frozenset({"left"}))
        self.begun: list[Call] = []
        self.emergencies: dict[int, Notice] = {}
        self.again: set[int] = set()
        self.owed: set[int] = set()

    @rule(ticket=st.sampled_from(TICKETS), window=st.integers(1, 4), both=st.booleans())
    def a_ticket_is_called_or_recalled(self, ticket: str, window: int, both: bool) -> None:
        self.seq += 1
        zones = ZONES if both else ZONES[window % 2 : window % 2 + 1]
        self.calls[ticket] = Call(
            seq=self.seq, ticket=ticket, number=ticket, window=str(window), zones=zones, at=self.now
        )

    @rule(ticket=st.sampled_from(TICKETS))
    def a_ticket_ends(self, ticket: str) -> None:
        self.seq += 1
        self.calls.pop(ticket, None)

    @rule(seconds=st.sampled_from((1, 5, 40, 100)))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def the_voice_hears(self) -> None:
        had_memory = self.voice.memory is not None
        self.voice = hear(self.voice, self.standing(), self.now)
        standing = {call.seq for call in self.calls.values()}
        self.owed &= standing
        if had_memory:
            self.owed |= {call.seq for call in self.voice.waiting}

    @rule()
    def the_cable_is_pulled(self) -> None:
        self.voice = lose(self.voice)
        self.owed.clear()

    @rule()
    def the_box_restarts(self) -> None:
        self.voice = Announcer(zones=self.voice.zones, memory=self.voice.memory)
        self.owed.clear()

    @rule()
    def the_voice_is_free_to_begin(self) -> None:
        was_speaking = self.voice.speaking is not None
        self.voice, entry = begin(self.voice, self.now)
        if entry is not None:
            assert not was_speaking
            self._is_begun(entry)

    def _is_begun(self, entry: Entry) -> None:
        if isinstance(entry, Notice):
            assert entry in self.voice.urgent
            return
        assert not self.voice.urgent
        if entry.seq in self.again:
            self.again.discard(entry.seq)
            self.begun = [call for call in self.begun if call.seq != entry.seq]
        self.begun.append(entry)
        self.owed.discard(entry.seq)

    @rule()
    def the_sentence_ends(self) -> None:
        self.voice = finish(self.voice, self.now)

    @rule()
    def what_must_stop_stops(self) -> None:
        said = self.voice.speaking
        if said is not None and must_stop(self.voice):
            if isinstance(said, Call):
                self.again.add(said.seq)
            self.voice = finish(self.voice, self.now, is_broken_off=True)

    @rule(here=st.booleans())
    def there_is_an_emergency(self, here: bool) -> None:
        self.seq += 1
        zones = ("left",) if here else ("right",)
        self.emergencies[self.seq] = Notice(seq=self.seq, text="!", zones=zones, at=self.now, is_urgent=True)

    @rule()
    def the_emergencies_end(self) -> None:
        self.seq += 1
        self.emergencies.clear()

    @invariant()
    def no_call_is_begun_twice_and_order_is_kept(self) -> None:
        seqs = [call.seq for call in self.begun]
        assert seqs == sorted(set(seqs))

    @invariant()
    def only_the_own_zone_is_spoken(self) -> None:
        assert all("left" in call.zones for call in self.begun)

    @invariant()
    def one_entry_a_ticket_waits(self) -> None:
        tickets = [entry.ticket for entry in self.voice.waiting if isinstance(entry, Call)]
        assert len(tickets) == len(set(tickets))

    @invariant()
    def what_the_voice_owes_is_waiting(self) -> None:
        assert self.owed <= {call.seq for call in self.voice.waiting}

    def teardown(self) -> None:
        """In the end every fresh call that still stands and was not begun is said, once."""
        self.emergencies.clear()
        self.voice = finish(self.voice, self.now)
        knew_the_hall = self.voice.memory is not None
        self.voice = hear(self.voice, self.standing(), self.now)
        memory = self.voice.memory
        assert memory is not None
        fresh = {
            call.seq
            for call in self.calls.values()
            if "left" in call.zones
            and call.seq > memory.last_begun
            and self.now - call.at < timedelta(seconds=FRESH_FOR_S)
        }
        said = set()
        while True:
            self.voice, entry = begin(self.voice, self.now)
            if entry is None:
                break
            said.add(entry.seq)
            self.voice = finish(self.voice, self.now)
        assert fresh <= said if knew_the_hall else not said

    def standing(self) -> Standing:
        return Standing(
            ledger="L1",
            seq=self.seq,
            calls=tuple(self.calls.values()),
            notices=tuple(self.emergencies.values()),
        )


TestAnyHistory = Hall.TestCase
TestAnyHistory.settings = settings(
    max_examples=150, stateful_step_count=30, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
