"""The fan-out by itself: who gets what, and who is thrown out."""

import asyncio
from datetime import UTC, datetime

import pytest

from hall.entries import Published
from hall.feed import Feed
from hall.outbox import PIECE_BYTES, Straight, chunk_of
from link.messages import facts as f
from link.messages.problems import Refused
from link.state import State

MARK = {"whole": "", "caller": "c", "screen": "s"}


def published(seq, text):
    moment = datetime(2026, 3, 12, tzinfo=UTC)
    fact = f.Fact(seq=seq, at=moment, day=moment.date(), who=f.Who(), command="", body=f.DayClosed())
    return Published(fact, text)


class Hall:
    """A feed over a state that has only a seq."""

    def __init__(self, **limits):
        self.state = State()
        self.snapshots_made = 0
        self.feed = Feed(
            ledger="ledger",
            state=lambda: self.state,
            fact_frame=lambda view, each: f"{MARK[view]}{each.fact.seq}={each.text};".encode(),
            snapshot_frame=self._snapshot,
            **limits,
        )

    def _snapshot(self, view, state):
        self.snapshots_made += 1
        return f"{MARK[view]}S{state.seq};".encode()

    def happens(self, *texts):
        first = self.state.seq + 1
        self.state.seq += len(texts)
        self.feed.publish([published(seq, text) for seq, text in enumerate(texts, start=first)])


def taken(reader):
    return asyncio.run(asyncio.wait_for(reader.take(), 20))


def everything(reader, size):
    """The next `size` bytes."""
    pieces = []
    while sum(map(len, pieces)) < size:
        pieces.append(taken(reader))
    return b"".join(pieces)


def test_who_comes_new_gets_a_snapshot_and_then_what_happens():
    hall = Hall()
    hall.happens("a", "b")
    reader = hall.feed.subscribe(None)
    assert taken(reader) == b"S2;"
    hall.happens("c", "d")
    hall.happens("e")
    assert taken(reader) == b"3=c;4=d;5=e;"


def test_who_comes_back_gets_what_was_missed_and_nothing_twice():
    hall = Hall()
    hall.happens("a", "b", "c")
    reader = hall.feed.subscribe(("ledger", 1), b"W;")
    hall.happens("d")
    assert taken(reader) == b"W;2=b;3=c;4=d;"
    assert hall.snapshots_made == 0


def test_who_missed_nothing_gets_nothing_until_something_happens():
    hall = Hall()
    hall.happens("a")
    reader = hall.feed.subscribe(("ledger", 1))
    hall.happens("b")
    assert taken(reader) == b"2=b;"


@pytest.mark.parametrize("last", [("other", 2), ("ledger", 9), ("ledger", 0), None])
def test_who_names_a_place_that_is_not_known_gets_a_snapshot(last):
    hall = Hall(kept=2)
    hall.happens("a", "b", "c")
    assert taken(hall.feed.subscribe(last)) == b"S3;"


def test_after_a_restart_only_those_who_missed_nothing_resume():
    hall = Hall()
    hall.state.seq = 40
    assert taken(hall.feed.subscribe(("ledger", 39))) == b"S40;"
    back = hall.feed.subscribe(("ledger", 40))
    hall.happens("a")
    assert taken(back) == b"41=a;"


def test_all_who_come_at_the_same_seq_share_one_snapshot():
    hall = Hall()
    hall.happens("a")
    for _ in range(80):
        hall.feed.subscribe(None)
    assert hall.snapshots_made == 1
    hall.happens("b")
    assert taken(hall.feed.subscribe(None)) == b"S2;"
    assert hall.snapshots_made == 2


def test_who_asks_afresh_gets_what_has_just_happened_however_large_the_hall_is():
    hall = Hall(outbox_bytes=20)
    hall.feed._snapshot_frame = lambda view, state: f"S{state.seq};".encode().ljust(1 << 19)
    hall.happens("a")
    early = hall.feed.subscribe(None)
    hall.happens("b")
    assert everything(hall.feed.subscribe(None), 1 << 19).startswith(b"S2;")
    assert everything(early, (1 << 19) + 4).endswith(b" 2=b;")


def test_a_large_snapshot_goes_out_in_pieces_and_does_not_count_as_slowness():
    hall = Hall(outbox_bytes=20)
    hall.feed._snapshot_frame = lambda view, state: b"S" * 200_000
    reader = hall.feed.subscribe(None, b"W;")
    assert taken(reader).startswith(b"W;SSS")
    hall.happens("a")
    assert reader.ending == ""
    rest = everything(reader, 200_000 - PIECE_BYTES + 4)
    assert rest.endswith(b"SSS1=a;")
    for _ in range(4):
        hall.happens("fact")
    assert reader.ending == "slow"


def test_a_slow_reader_is_thrown_out_and_the_others_hear_on():
    hall = Hall(outbox_bytes=20)
    cuts = []
    slow, quick = hall.feed.subscribe(None), hall.feed.subscribe(None)
    slow.cut = lambda: cuts.append("slow")
    for number in range(10):
        hall.happens("fact")
        assert b"fact" in taken(quick)
        assert number < 2 or slow.ending == "slow"
    assert cuts == ["slow"]
    assert hall.feed.readers == 1
    assert taken(slow) == b""
    back = hall.feed.subscribe(("ledger", 3))
    assert taken(back).startswith(b"4=fact;5=fact;")


def test_when_the_hall_stops_everybody_gets_the_rest_and_then_the_end():
    hall = Hall()
    reader = hall.feed.subscribe(None)
    hall.happens("a")
    assert hall.feed.close() == (reader,)
    assert taken(reader) == b"S0;1=a;"
    assert taken(reader) == b""
    with pytest.raises(Refused, match="stopping"):
        hall.feed.subscribe(None)


def test_more_readers_than_can_be_served_are_told_so():
    hall = Hall(most_readers=1)
    reader = hall.feed.subscribe(None)
    with pytest.raises(Refused, match="too-many-streams"):
        hall.feed.subscribe(None)
    reader.leave()
    hall.feed.subscribe(None)


def test_the_ring_forgets_the_oldest_and_stays_right():
    hall = Hall(kept=5)
    for number in range(1, 101):
        hall.happens(str(number))
    assert taken(hall.feed.subscribe(("ledger", 95))) == b"96=96;97=97;98=98;99=99;100=100;"
    assert taken(hall.feed.subscribe(("ledger", 94))) == b"S100;"


def test_those_who_come_back_after_a_night_share_what_they_missed():
    hall = Hall(outbox_bytes=100)
    hall.happens(*("x" * 1000 for _ in range(200)))
    readers = [hall.feed.subscribe(("ledger", 1)) for _ in range(3)]
    hall.happens("new")
    missed = [everything(each, 199 * 1003) for each in readers]
    assert len(set(missed)) == 1
    assert missed[0].endswith(b"201=new;")
    assert [each.ending for each in readers] == ["", "", ""]


class Connection:
    """A connection whose other side takes bytes when the test says so."""

    def __init__(self):
        self.written = b""
        self.stuck = 0
        self.straight = Straight(self._write, lambda: self.stuck)

    def _write(self, chunk):
        self.written += chunk


def test_who_keeps_up_gets_each_fact_straight_as_one_chunk_of_the_reply():
    hall, connection = Hall(), Connection()
    reader = hall.feed.subscribe(None)
    reader.go_straight(connection.straight)
    hall.happens("early")
    assert connection.written == b"", "what waits must not be overtaken"
    assert taken(reader) == b"S0;1=early;"
    reader.go_straight(connection.straight)
    hall.happens("a", "b")
    assert connection.written == chunk_of(b"2=a;3=b;") == b"8\r\n2=a;3=b;\r\n"


def test_who_stops_taking_is_thrown_out_when_the_connection_is_full():
    hall, connection, cuts = Hall(outbox_bytes=100), Connection(), []
    reader = hall.feed.subscribe(None)
    reader.cut = lambda: cuts.append("cut")
    taken(reader)
    connection.stuck = 500
    reader.go_straight(connection.straight)
    hall.happens("the snapshot may still be on its way")
    assert reader.ending == ""
    connection.stuck = 0
    hall.happens("all has gone")
    connection.stuck = 99
    hall.happens("one too many")
    assert (reader.ending, cuts, hall.feed.readers) == ("slow", ["cut"], 0)


def test_each_view_has_frames_of_its_own_made_once_for_all_who_have_it():
    hall = Hall()
    board, other_board = hall.feed.subscribe(None, view="screen"), hall.feed.subscribe(None, view="screen")
    console = hall.feed.subscribe(None)
    hall.happens("a")
    assert taken(board) == taken(other_board) == b"sS0;s1=a;"
    assert taken(console) == b"S0;1=a;"
    assert hall.snapshots_made == 2
    assert taken(hall.feed.subscribe(("ledger", 0), view="screen")) == b"s1=a;"
    assert taken(hall.feed.subscribe(("ledger", 0), view="caller")) == b"cS1;"


def test_one_token_cannot_take_all_the_streams():
    hall = Hall(most_of_one=2)
    mine = [hall.feed.subscribe(None, token="t1") for _ in range(2)]
    with pytest.raises(Refused, match="too-many-streams"):
        hall.feed.subscribe(None, token="t1")
    hall.feed.subscribe(None, token="t2")
    mine[0].leave()
    hall.feed.subscribe(None, token="t1")


def test_a_token_that_is_revoked_has_its_streams_cut_at_once():
    hall, cuts = Hall(), []
    stolen, other = hall.feed.subscribe(None, token="t1"), hall.feed.subscribe(None, token="t2")
    stolen.cut = lambda: cuts.append("stolen")
    other.cut = lambda: cuts.append("other")
    hall.feed.end_of("t1")
    assert cuts == ["stolen"]
    assert (stolen.ending, other.ending) == ("closed", "")
