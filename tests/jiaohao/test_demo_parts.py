"""What the demo is made of: its morning, its hall, its boxes' files and its last line."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from config.box import load_box
from config.hall import load_hall
from jiaohao.demo.boxes import Pace, boxes, write
from jiaohao.demo.clock import working_morning
from jiaohao.demo.hall import write_hall
from jiaohao.demo.house import BELOW_EPHEMERAL, free_ports
from jiaohao.demo.processes import Processes, match_said
from jiaohao.demo.show import FIRST_TICKET_S, is_over
from jiaohao.demo.summary import Summary, Tally, summary
from jiaohao.demo.table import latest_calls, table
from link.messages.facts import Body, Fact, ServiceFinished, TicketCalled, TicketIssued, TicketPrinted, Who
from link.state import fold

NOW = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)


def facts(*bodies: Body) -> list[Fact]:
    return [
        Fact(seq=seq, at=NOW, day=NOW.date(), who=Who(), command="", body=body)
        for seq, body in enumerate(bodies, start=1)
    ]


DAY = facts(
    TicketIssued(ticket="t1", number="A001", counter=1, series="A", service="A1", zones=("left",)),
    TicketPrinted(ticket="t1", printer="k/p"),
    TicketCalled(ticket="t1", window="12", zones=("left",)),
    ServiceFinished(ticket="t1", window="12"),
)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2026, 3, 12), "2026-03-12T09:30:00+08:00"),
        (date(2026, 3, 14), "2026-03-16T09:30:00+08:00"),
        (date(2026, 3, 15), "2026-03-16T09:30:00+08:00"),
    ],
)
def test_the_demo_happens_on_a_working_morning(today: date, expected: str) -> None:
    assert working_morning(today, "Asia/Shanghai").isoformat() == expected


def test_the_demo_s_hall_has_an_id_of_its_own_each_time(tmp_path: Path) -> None:
    first, path = write_hall(tmp_path)
    second, _ = write_hall(tmp_path)
    assert first != second
    assert load_hall(path).id == second
    assert {"12", "13"} <= {window.id for window in load_hall(path).windows if window.kind == "general"}


def test_every_box_of_the_demo_has_a_file_that_the_checker_accepts(tmp_path: Path) -> None:
    made = boxes("demo-1", "127.0.0.1:9100", tmp_path, Pace(), "zh", is_seen=False)
    assert {box.kind for box in made} == {"kiosk", "caller", "display", "desk"}
    for box in made:
        settings = load_box(write(box, tmp_path, "zh"))
        assert settings.box.id == box.name
        assert settings.link.hall == "demo-1"


def test_the_board_s_box_has_two_signs_where_there_are_ports_for_them(tmp_path: Path) -> None:
    made = boxes("demo-1", "127.0.0.1:9100", tmp_path, Pace(), "zh", is_seen=False, sign_ports=(4001, 4002))
    signs = [sign for box in made for sign in load_box(write(box, tmp_path, "zh")).sign]
    assert [(sign.window, sign.zone, sign.where) for sign in signs] == [
        ("12", "", "127.0.0.1:4001"),
        ("", "left", "127.0.0.1:4002"),
    ]


def test_the_summary_is_counted_from_facts_paper_and_voice(tmp_path: Path) -> None:
    (tmp_path / "A001.png").touch()
    log = tmp_path / "announced.jsonl"
    log.write_text('{"seq": 3}\n', encoding="utf-8")
    tally = Tally()
    tally.count(DAY)
    told = summary(tally, log, tmp_path, errors=0)
    assert str(told) == "issued 1, printed 1, called 1, announced 1, finished 1, errors 0"
    assert told.is_whole


def test_a_number_without_its_paper_is_an_error(tmp_path: Path) -> None:
    tally = Tally()
    tally.count(DAY)
    assert summary(tally, tmp_path / "none", tmp_path, errors=0).errors == 1


def test_a_demo_in_which_nobody_was_called_is_not_whole() -> None:
    assert not Summary(issued=3, printed=3, called=0, announced=0, finished=0, errors=0).is_whole


def test_the_table_shows_the_last_calls_of_all_rooms_once(tmp_path: Path) -> None:
    from rich.console import Console

    from config.texts import texts
    from link.messages.facts import HallDefined

    definition = load_hall(write_hall(tmp_path)[1])
    state = fold(facts(HallDefined(definition=definition), *(fact.body for fact in DAY)))
    assert [call.number for call in latest_calls(state)] == ["A001"]
    console = Console(width=120, record=True, file=(tmp_path / "drawn").open("w", encoding="utf-8"))
    done = Summary(issued=7, printed=7, called=3, announced=2, finished=1, errors=0)
    console.print(table(state, (), done, NOW, texts("zh").say))
    drawn = console.export_text()
    assert "A001" in drawn
    assert "12 号窗口" in drawn
    assert "取号" in drawn


@pytest.mark.parametrize(
    ("now_s", "first_ticket_s", "is_at_its_end"),
    [
        (40.0, 20.0, False),
        (50.0, 20.0, True),
        (FIRST_TICKET_S + 29.0, None, False),
        (FIRST_TICKET_S + 30.0, None, True),
    ],
)
def test_the_seconds_of_a_demo_begin_with_its_first_ticket_or_where_none_comes_after_a_minute(
    now_s: float, first_ticket_s: float | None, is_at_its_end: bool
) -> None:
    assert is_over(30.0, now_s, first_ticket_s) == is_at_its_end
    assert not is_over(0.0, now_s, first_ticket_s), "one that is told no seconds ends when it is told to"


def test_the_ports_of_the_signs_are_given_to_nobody_else_before_they_listen() -> None:
    ports = free_ports(20)
    assert len(set(ports)) == 20
    assert set(ports) <= set(BELOW_EPHEMERAL)
    given_away = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert BELOW_EPHEMERAL[-1] < given_away


def test_a_part_that_ends_at_once_is_noticed(tmp_path: Path) -> None:
    import os

    processes = Processes(logs=tmp_path, environment=dict(os.environ))
    box = processes.start("nobody", ["there-is-no-such-part"])
    assert match_said(box, "READY (.*)", 90) is None
    assert processes.failed == ["nobody"]
    processes.stop_all()


def test_no_part_is_told_where_the_real_hall_keeps_its_ledger(tmp_path: Path) -> None:
    import os

    (tmp_path / "witness.py").write_text(
        "import os\nprint('LEDGER', os.environ.get('JIAOHAO_LEDGER', 'none'))"
    )
    told = {**os.environ, "JIAOHAO_LEDGER": "postgresql://real/hall", "PYTHONPATH": str(tmp_path)}
    processes = Processes(logs=tmp_path / "logs", environment=told)
    assert match_said(processes.start("witness", [], module="witness"), "LEDGER (.*)", 90) == "none"
    processes.stop_all()
