"""`jiaohao simulate` as a hall manager types it."""

import json
from xml.etree import ElementTree

import pytest
from typer.testing import CliRunner

from config.texts import texts
from hall.simulation.command import commands
from hall.simulation.demand import usual_demand
from hall.simulation.tried import Trial, tried
from link.messages.wire import fact_text

HALL = """
[hall]
id = "small"
name = "小大厅"
name_en = "Small Hall"
hours = ["mon-fri 09:00-12:00"]

[[series]]
id = "A"

[[service]]
id = "a"
name = "业务"
name_en = "Matters"
minutes = 6

[[window]]
id = "1"
services = "*"

[[window]]
id = "2"
services = "*"
"""


@pytest.fixture
def file(tmp_path):
    written = tmp_path / "hall.toml"
    written.write_text(HALL, encoding="utf-8")
    return written


def simulate(file, *more, language="zh"):
    words = ["--config", str(file), "--from", "2026-11-23", "--days", "2", *more]
    return CliRunner().invoke(commands(texts(language)), words)


def test_a_manager_sees_waits_by_class_hour_and_window(file):
    told = simulate(file)
    assert told.exit_code == 0, told.output
    for word in ("现在的设置", "普通", "9:00", "忙碌", "该开几个窗口"):
        assert word in told.output


def test_in_english_too(file):
    told = simulate(file, language="en")
    assert told.exit_code == 0, told.output
    assert "As it is set now" in told.output
    assert "Half within" in told.output
    assert "普通" not in told.output


def test_two_orders_are_tried_on_the_same_people(file):
    told = json.loads(simulate(file, "--json", "--profile", "arrival").stdout)
    as_it_is, by_arrival = told.values()
    assert as_it_is["came"] == by_arrival["came"] > 20
    classes = [found["classes"]["elderly"]["mean_s"] for found in (as_it_is, by_arrival)]
    assert classes[0] < classes[1], "by arrival the old wait as long as all others"


def test_the_picture_is_well_formed_and_names_the_hall(file, tmp_path):
    out = tmp_path / "waits.svg"
    assert simulate(file, "--profile", "fair", "--out", str(out)).exit_code == 0
    drawn = ElementTree.parse(out).getroot()
    words = ["".join(each.itertext()) for each in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert any("小大厅" in each for each in words)
    assert sum("全部窗口用方案 fair" in each for each in words) == 1
    assert len(list(drawn.iter("{http://www.w3.org/2000/svg}rect"))) > 20


def test_an_unknown_profile_ends_with_the_nearest(file):
    told = simulate(file, "--profile", "fare")
    assert told.exit_code == 2
    assert "fare" in told.output
    assert "fair" in told.output


def test_a_wrong_hall_ends_with_its_line(file):
    file.write_text(HALL.replace('services = "*"', 'services = "b"'), encoding="utf-8")
    told = simulate(file)
    assert told.exit_code == 2
    assert "hall.toml" in told.output


def test_a_wrong_day_is_named(file):
    told = simulate(file, "--from", "tomorrow")
    assert told.exit_code == 2
    assert "tomorrow" in told.output


def test_a_picture_that_cannot_be_written_is_said(file, tmp_path):
    told = simulate(file, "--out", str(tmp_path / "no" / "such" / "folder.svg"))
    assert told.exit_code == 2
    assert "folder.svg" in told.output


def test_people_come_as_the_ledger_says(file, tmp_path, morning_hall, monday):
    facts = []
    demand = usual_demand(morning_hall, monday, 0.4)
    tried(
        Trial(definition=morning_hall, demand=demand, first=monday, days=3),
        on_fact=lambda hall, fact: facts.append(fact_text(fact)),
    )
    exported = tmp_path / "days"
    exported.mkdir()
    (exported / "one.jsonl").write_text("\n".join(facts) + "\n", encoding="utf-8")
    told = json.loads(simulate(file, "--json", "--history", str(exported)).stdout)
    seen = next(iter(told.values()))
    assert 0.5 * demand.tickets["a"] < seen["came"] / 2 < 1.7 * demand.tickets["a"]


@pytest.mark.parametrize("line", ["no json", '{"kind":"day_closed"}', "\x00"])
def test_a_ledger_file_with_a_broken_line_is_named(file, tmp_path, line):
    broken = tmp_path / "broken.jsonl"
    broken.write_text("\n" + line + "\n", encoding="utf-8")
    told = simulate(file, "--history", str(broken))
    assert told.exit_code == 2
    assert "broken.jsonl" in told.output
    assert "2" in told.output


def test_no_ledger_at_all_is_said(file, tmp_path):
    assert simulate(file, "--history", str(tmp_path / "nothing.jsonl")).exit_code == 2
    assert simulate(file, "--history", str(tmp_path)).exit_code == 2
