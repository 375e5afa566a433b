"""A power cut may leave any beginning of the log on the disk, and anything behind it: zeros, garbage, an older log. All that
was acknowledged while the log was so long is there, nothing else is, and the hall goes on from it.

Every frame's end and some places between in every test run; every byte by `make soak`, whose report is kept in docs/proofs/.
"""

import asyncio
import json
import sys
from itertools import cycle
from pathlib import Path

import pytest
from proving.generation import TAILS, Generation, a_desk, command_of, lay, recorded, rows_in

from hall.rules import Day, apply
from link.messages.wire import fact_of

PROOF = Path(__file__).parents[2] / "docs/proofs/log-prefixes.json"


@pytest.fixture(scope="module")
def generation(tmp_path_factory) -> Generation:
    return asyncio.run(recorded(tmp_path_factory.mktemp("ledger"), rounds=16))


class Truth:
    """What the whole log says, to hold each beginning of it against."""

    def __init__(self, generation: Generation, directory: Path) -> None:
        lay(generation, directory, len(generation.log), "nothing")
        self.facts, self.commands = rows_in(directory)
        self.last_seq = {command: json.loads(command[2])[-1] for command in self.commands}

    def is_kept(self, directory: Path, upto: int) -> bool:
        """Whether exactly the facts up to `upto` are there, with the replies that belong to them."""
        facts, commands = rows_in(directory)
        expected = {command for command, seq in self.last_seq.items() if seq <= upto}
        return facts == [row for row in self.facts if row[0] <= upto] and commands == expected


def test_the_recording_is_one_that_can_show_a_loss(generation):
    lengths = [length for length, _ in generation.commits]
    assert lengths == sorted(set(lengths))
    assert lengths[-1] == len(generation.log) == generation.frame_ends[-1]
    assert len(generation.acknowledged) > 30
    assert generation.older_log[:8] == generation.log[:8]
    assert generation.older_log[16:24] != generation.log[16:24], "another generation's salt"


def test_every_beginning_of_the_log_is_read_to_its_last_whole_commit(generation, tmp_path):
    truth = Truth(generation, tmp_path)
    ends = generation.frame_ends
    between = [end + shift for end in ends[:-1] for shift in (1, 23, 2049)]
    tried = [(end, tail) for end in (0, *ends) for tail in TAILS] + list(
        zip(between, cycle(TAILS), strict=False)
    )
    for length, tail in tried:
        lay(generation, tmp_path, length, tail)
        assert truth.is_kept(tmp_path, generation.seq_at(length)), f"{length} bytes, then {tail}"


def test_a_page_that_is_half_written_is_dropped_and_never_misread(generation, tmp_path):
    """The frame is as long as it should be, and some of it is from before."""
    truth = Truth(generation, tmp_path)
    start, end = generation.frame_ends[-2:]
    for torn_at in range(start, end, 512):
        lay(generation, tmp_path, torn_at, "zeros")
        log = (tmp_path / "ledger.db-wal").read_bytes()
        (tmp_path / "ledger.db-wal").write_bytes(log[:-8] + generation.log[-8:])
        assert truth.is_kept(tmp_path, generation.seq_at(start)), torn_at


@pytest.mark.timeout(300)
def test_the_hall_goes_on_from_every_commit_with_all_that_it_had_acknowledged(generation, tmp_path):
    truth = Truth(generation, tmp_path)
    for (length, upto), tail in zip(generation.commits, cycle(TAILS), strict=False):
        lay(generation, tmp_path, length, tail)
        asyncio.run(asyncio.wait_for(_goes_on(generation, truth, tmp_path, length, upto), 60))


async def _goes_on(generation, truth, directory, length, upto):
    async with a_desk(directory, on_published=lambda facts: None) as desk:
        folded = Day()
        for seq, text in truth.facts:
            if seq <= upto:
                apply(folded, fact_of(text))
        assert desk.published == folded.public, "the state is the fold of the facts"
        kept = [each for each in generation.acknowledged if each.log_length <= length]
        for each in kept:
            again = await desk.do(command_of(each.box, each.press), each.key, "h")
            assert again.seqs == each.reply.seqs
            assert json.loads(again.body) == json.loads(each.reply.body)
        assert desk.published.seq == upto, "asking again made something happen"
        for each in generation.acknowledged[len(kept) :]:
            if each.box.startswith("k"):
                await desk.do(command_of(each.box, each.press), each.key, "h")
        assert desk.published.issued == truth_issued(truth), "each press has one ticket in the end"


def truth_issued(truth):
    return {"A": sum('"kind":"ticket_issued"' in text for _, text in truth.facts)}


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_every_single_byte_of_a_log_is_a_place_where_the_power_may_fail(tmp_path, capsys):
    made, cut = tmp_path / "made", tmp_path / "cut"
    made.mkdir()
    cut.mkdir()
    generation = asyncio.run(recorded(made, rounds=3))
    truth, misread = Truth(generation, cut), []
    for length, tail in zip(range(len(generation.log) + 1), cycle(TAILS), strict=False):
        lay(generation, cut, length, tail)
        if not truth.is_kept(cut, generation.seq_at(length)):
            misread.append(f"{length} bytes, then {tail}")
        if length % 5000 == 0:
            with capsys.disabled():
                print(f"\r{length} of {len(generation.log)} bytes", end="", file=sys.stderr, flush=True)
    found = {
        "bytes_of_log": len(generation.log), "frames": len(generation.frame_ends) - 1,
        "commits": len(generation.commits) - 1, "acknowledged": len(generation.acknowledged),
        "prefixes": len(generation.log) + 1, "tails": TAILS, "misread": misread[:20],
    }  # fmt: skip
    PROOF.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert not misread
