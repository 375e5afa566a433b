"""Practice: the real rules in a hall of its own that nobody else hears of, and that leaves nothing behind."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest
import tomlkit

from config.hall import load_hall
from config.wrong import ConfigError
from hall.rules.paper import PaperHall
from jiaohao.practice.boxes import PracticeBox, document, written
from jiaohao.practice.crowd import MOST_WAITING, next_press, next_service, others, served_at
from jiaohao.practice.hall import NoHall, write_practice_hall
from jiaohao.practice.house import window_of
from link.messages import commands as c

ROOT = Path(__file__).parents[2]
MORNING = datetime(2026, 3, 12, 1, 30, tzinfo=UTC)
REAL = """
[hall]
id = "yunxi"
name = "云溪县政务服务中心"
public_url = "https://hall.example.cn"

[policy]
staff_listed = true
recall_limit = 2

[[zone]]
id = "z"
name = "大厅"

[[series]]
id = "A"

[[department]]
id = "d"
name = "综合"

[[service]]
id = "a"
name = "办卡"
department = "d"
series = "A"

[[window]]
id = "3"
services = "*"

[[window]]
id = "4"
services = "*"
"""


def real(tmp_path):
    file = tmp_path / "real.toml"
    file.write_text(REAL, encoding="utf-8")
    return file


# ── the hall ─────────────────────────────────────────────────────────────────────────────────────────


def test_the_rules_are_the_real_ones_and_nothing_leads_to_the_real_hall(tmp_path):
    source = real(tmp_path)
    definition, file = write_practice_hall(tmp_path, source)
    assert definition.is_practice
    assert definition.id.startswith("practice-")
    assert definition.policy.recall_limit == 2
    assert not definition.policy.staff_listed, "who practises need not be on the list"
    assert definition.public_url == ""
    assert [each.id for each in definition.windows] == ["3", "4"]
    assert source.read_text("utf-8") == REAL
    assert load_hall(file) == definition


def test_no_two_practices_have_one_hall(tmp_path):
    ids = {write_practice_hall(tmp_path)[0].id for _ in range(5)}
    assert len(ids) == 5


def test_a_platform_above_hears_nothing_of_it(tmp_path):
    source = tmp_path / "real.toml"
    source.write_text(f'{REAL}\n[outbox]\nurl = "https://platform.example.cn/"\n', encoding="utf-8")
    _, file = write_practice_hall(tmp_path, source)
    assert "outbox" not in tomlkit.parse(file.read_text("utf-8"))


@pytest.mark.parametrize("text", ["[[[", "", "[hall]\nid = 'x'\nwindows = 3\n"])
def test_a_file_that_is_no_halls_is_refused(tmp_path, text):
    source = tmp_path / "wrong.toml"
    source.write_text(text, encoding="utf-8")
    with pytest.raises((NoHall, ConfigError)):
        write_practice_hall(tmp_path, source)
    with pytest.raises(NoHall):
        write_practice_hall(tmp_path, tmp_path / "missing.toml")


# ── the boxes ────────────────────────────────────────────────────────────────────────────────────────

BOX = """
[box]
id = "window-3"
data_dir = "/var/lib/jiaohao"

[link]
url = "https://192.168.1.10:8600"
hall = "yunxi"

[caller]
window = "4"
form = "bar"

[caller.keys]
next = "F2"

[[printer]]
name = "ticket"
port = "network"
address = "192.168.1.20:9100"

[kiosk]
printer = "ticket"
"""


def box(part, **changes):
    usual = {
        "part": part, "url": "http://127.0.0.1:5", "language": "zh", "printer_address": "127.0.0.1:6", "window": "4",
        "given": BOX,
    }  # fmt: skip
    return PracticeBox(**(usual | changes))


def test_a_clerks_keys_and_form_are_their_own_but_never_the_way_to_the_real_hall(tmp_path):
    made = document(box("caller"), tmp_path)
    assert made["link"] == {"url": "http://127.0.0.1:5"}
    assert made["box"]["data_dir"] == str(tmp_path), "no passport of the real box is there"
    assert (made["caller"]["form"], made["caller"]["keys"]["next"], made["caller"]["window"]) == (
        "bar",
        "F2",
        "4",
    )
    assert "192.168" not in tomlkit.dumps(made)


def test_a_kiosk_prints_on_pretended_paper_unless_real_paper_is_wished(tmp_path):
    assert "192.168" not in tomlkit.dumps(document(box("kiosk"), tmp_path))
    made = document(box("kiosk", has_real_paper=True), tmp_path)
    assert made["printer"][0]["address"] == "192.168.1.20:9100"
    assert made["link"] == {"url": "http://127.0.0.1:5"}


@pytest.mark.parametrize("part", ["kiosk", "caller", "desk"])
@pytest.mark.parametrize("given", ["", BOX])
def test_each_box_of_a_practice_is_a_right_one(tmp_path, part, given):
    from config.box import load_box

    settings = load_box(written(box(part, given=given), tmp_path), {})
    assert settings.link.url == "http://127.0.0.1:5"


def test_the_window_is_the_wished_one_else_the_boxs_own_else_the_first(tmp_path):
    definition, _ = write_practice_hall(tmp_path, real(tmp_path))
    assert window_of(definition, "4", "") == "4"
    assert window_of(definition, "", BOX) == "4"
    assert window_of(definition, "99", BOX.replace('"4"', '"77"')) == "3"


# ── who is not there ─────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def hall(tmp_path):
    return PaperHall(write_practice_hall(tmp_path, real(tmp_path))[0], MORNING)


COMMANDS = {
    "open": c.OpenWindow, "resume": c.ResumeWindow, "next": c.CallNext, "start": c.StartService,
    "finish": c.FinishService, "missed": c.MarkMissed,
}  # fmt: skip


def test_pretended_clerks_serve_whoever_comes_for_an_hour_and_nothing_they_do_is_refused(hall):
    chance, served = Random(7), 0
    for _ in range(300):
        hall.let_pass(12)
        service = next_service(hall.state, hall.now, chance)
        if service and chance.random() < 0.5:
            hall.do(c.TakeTicket(service=service))
        for window in ("3", "4"):
            press = next_press(hall.state, window, chance)
            if press is not None:
                hall.do(COMMANDS[press.verb](window=window, **press.fields))
                served += press.verb == "finish"
    assert served > 50
    assert any(each.kind == "ticket_missed" for each in hall.facts), "there is somebody to revive"


def test_no_more_come_than_a_learner_can_serve(hall):
    chance = Random(1)
    for _ in range(100):
        service = next_service(hall.state, hall.now, chance)
        if service:
            hall.do(c.TakeTicket(service=service))
    assert sum(count for _, count in hall.state.waiting.counts()) == MOST_WAITING * 2


def test_the_practised_window_is_left_to_its_clerk(hall):
    assert others(hall.state, ("3",)) == ("4",)
    assert others(hall.state, ()) == ("3", "4")


def test_most_come_for_what_the_learner_serves_and_few_others_call_them_away(tmp_path):
    hall = PaperHall(write_practice_hall(tmp_path)[0], MORNING)
    window = hall.state.definition.windows[0].id
    served = served_at(hall.state, (window,))
    chance = Random(3)
    asked = [next_service(hall.state, hall.now, chance, served) for _ in range(200)]
    assert sum(each in served for each in asked) > 100
    assert len(set(asked)) > 10
    staffed = others(hall.state, (window,))
    assert len(staffed) == 6
    assert all(not set(hall.state.windows[each].services) & set(served) for each in staffed)


# ── as people start it ───────────────────────────────────────────────────────────────────────────────


def run(tmp_path, *words):
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "jiaohao", "practice", *words],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={
            **os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), "TMPDIR": str(tmp_path),
            "JIAOHAO_LANGUAGE": "zh",
        },
    )  # fmt: skip


@pytest.mark.timeout(400)
def test_a_practice_begins_says_so_and_leaves_nothing_behind(tmp_path):
    shots = tmp_path / "shots"
    process = run(tmp_path, "desk", "--shots", str(shots))
    try:
        until = time.monotonic() + 180
        while not any(shots.glob("*-desk.png")) and process.poll() is None and time.monotonic() < until:
            time.sleep(0.2)
        assert process.poll() is None
        assert list(tmp_path.glob("jiaohao-practice-*"))
        process.send_signal(signal.SIGTERM)
        said, _ = process.communicate(timeout=100)
    finally:
        process.kill()
    assert process.returncode == 0, said
    assert "练习的数据已删除" in said
    assert not list(tmp_path.glob("jiaohao-practice-*"))


@pytest.mark.timeout(400)
def test_who_is_told_to_end_while_it_still_begins_leaves_nothing_either(tmp_path):
    process = run(tmp_path, "desk")
    try:
        until = time.monotonic() + 180
        while not list(tmp_path.glob("jiaohao-practice-*/hall.toml")) and time.monotonic() < until:
            time.sleep(0.02)
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=100)
    finally:
        process.kill()
    assert process.returncode == 0
    assert not list(tmp_path.glob("jiaohao-practice-*"))


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("moon",), "可以写：kiosk、caller、desk、all"),
        (("desk", "--hall", "nothing.toml"), "nothing.toml"),
        (("desk", "--language", "xx"), "只能是"),
    ],
)
def test_what_is_typed_wrongly_is_said_in_one_line(tmp_path, words, says):
    process = run(tmp_path, *words)
    said, _ = process.communicate(timeout=100)
    assert process.returncode == 2
    assert says in said
    assert "Traceback" not in said
    assert not list(tmp_path.glob("jiaohao-practice-*"))
