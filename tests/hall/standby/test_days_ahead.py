"""Real halls: who stands by writes the files of closed days, and after a takeover proves and backs up everything."""

import os
import signal
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.hall import load_hall
from hall.ledger import FactRow, open_ledger
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.codec import moment_text
from link.messages.wire import fact_text

PROJECT = Path(__file__).parents[3]

pytestmark = pytest.mark.timeout(300)  # on a busy machine a hall takes half a minute to start


@pytest.fixture
def days_gone_by(tmp_path, url):
    """Three days of last week are in the ledger, and nobody has closed their books."""
    begun = datetime.now(UTC).replace(hour=1, minute=0, second=0, microsecond=0) - timedelta(days=7)
    hall = PaperHall(load_hall(PROJECT / "config/examples/bench.toml"), begun)
    for number in range(3):
        hall.do(c.TakeTicket(service="A"))
        hall.now = begun + timedelta(days=number + 1)
        hall.do(c.Tick())
    rows = [
        FactRow(
            seq=fact.seq, at=moment_text(fact.at), day=str(fact.day), kind=fact.kind, text=fact_text(fact)
        )
        for fact in hall.facts
    ]
    with closing(open_ledger(tmp_path / "before", begun, url)) as ledger:
        ledger.append(rows, [])
    return [f"{begun.date() + timedelta(days=number)}.jsonl.zst" for number in range(3)]


def files(hall):
    """Those in their place: one that is still being written is gone from one moment to the next."""
    return {each.name: each.read_bytes() for each in (hall.directory / "days").glob("*.jsonl.zst")}


def ledger_command(hall, *words):
    """What `jiaohao ledger` says of the machine's data directory, beside the hall that runs on it."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "jiaohao", "ledger", *words, "--data", str(hall.directory)],
        cwd=PROJECT, capture_output=True, text=True, check=False,
        env=os.environ | {"LANG": "en_US.UTF-8", "PYTHONPATH": str(PROJECT), "JIAOHAO_LEDGER": hall.url},
    )  # fmt: skip


def test_whoever_stands_by_has_the_days_and_a_third_one_has_them_by_leading(
    hall, days_gone_by, wait_until, tmp_path
):
    first, second, third = hall("first").start(), hall("second"), hall("third")
    wait_until(lambda: set(days_gone_by) <= files(first).keys())
    second.is_standby = True
    second.start()
    wait_until(lambda: files(second) == files(first))

    first.signal(signal.SIGTERM)
    second.until_ready()
    backup = ledger_command(second, "backup", "--to", str(tmp_path / "hall.bak"))
    assert (backup.returncode, backup.stderr) == (0, "")

    second.signal(signal.SIGTERM)
    assert second.last_words()[0] == 0
    third.start()
    wait_until(lambda: files(third) == files(first))
    verified = ledger_command(third, "verify")
    assert (verified.returncode, verified.stderr) == (0, "")
