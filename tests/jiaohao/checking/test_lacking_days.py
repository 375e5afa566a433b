"""A machine that was off while days were closed is told which of their files it lacks, and what to do."""

import hashlib
import json
from datetime import date, timedelta

from config.texts import texts
from jiaohao.checking import hall
from jiaohao.checking.told import advice, sentence

FIRST = date(2026, 3, 12)


def noted(data, contents):
    """What a hall notes: a day for each of the contents that its files should have."""
    days = [str(FIRST + timedelta(days=number)) for number in range(len(contents))]
    note = [
        {"day": day, "sha256": hashlib.sha256(content).hexdigest()}
        for day, content in zip(days, contents, strict=True)
    ]
    (data / "days").mkdir()
    (data / "days" / "lacking.json").write_text(json.dumps(note), "utf-8")
    return [data / "days" / f"{day}.jsonl.zst" for day in days]


def test_the_days_are_named_until_their_very_files_are_there(tmp_path):
    assert list(hall.days(tmp_path)) == []
    one, other = noted(tmp_path, [b"one", b"other"])
    (told,) = hall.days(tmp_path)
    assert (told.part, told.state, told.key) == ("ledger", "bad", "ledger.lacking")
    for language in ("zh", "en"):
        assert "2026-03-12, 2026-03-13" in sentence(told, texts(language))
        assert str(tmp_path / "days") in advice(told, texts(language))
    one.write_bytes(b"one")
    other.write_bytes(b"something else")
    (told,) = hall.days(tmp_path)
    assert (told.fields["count"], told.fields["days"]) == (1, "2026-03-13")
    other.write_bytes(b"other")
    assert list(hall.days(tmp_path)) == []


def test_of_many_days_the_first_and_the_last_are_named(tmp_path):
    noted(tmp_path, [b"some"] * 20)
    (told,) = hall.days(tmp_path)
    assert (told.fields["count"], told.fields["days"]) == (20, "2026-03-12 … 2026-03-31")


def test_a_note_that_nobody_understands_says_nothing(tmp_path):
    noted(tmp_path, [])
    for text in ("", "{", "[1]", '[{"day": "?", "sha256": ""}]', "{}"):
        (tmp_path / "days" / "lacking.json").write_text(text, "utf-8")
        assert list(hall.days(tmp_path)) == []
