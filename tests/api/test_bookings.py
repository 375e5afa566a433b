"""Appointments over HTTP and by command: times, booking, lists in and out, check-in; numbers by hand, stopped rooms."""

import csv
import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from typer.testing import CliRunner

from config.texts import texts
from hall.bookings_read import start_of_text
from hall.command import commands

SLOTS = """
[bookings]
to_days = 30

[[slot]]
service = "cards"
hours = ["daily 09:00-11:00"]
minutes = 30
places = 2
"""


@pytest.fixture
def hall(hall):
    """The hall of the stories, where cards can be booked."""
    hall.file.write_text(hall.file.read_text("utf-8") + SLOTS, "utf-8")
    assert hall.post("/hall/reload").status_code == 200
    return hall


def book(hall, start="2026-03-13T09:30:00+08:00", **fields):
    return hall.post("/bookings", {"service": "cards", "start": start} | fields)


def problem(reply):
    value = reply.json()
    return value["type"].rpartition(":")[2], value["detail"]


def test_times_are_told_with_their_places_left(hall):
    made = book(hall)
    assert made.status_code == 201
    assert made.json()["start"] == "2026-03-13T01:30:00.000Z"
    slots = hall.client.get("/bookings/slots", params={"service": "cards", "from": "2026-03-13", "days": 1})
    assert [(each["start"][11:16], each["left"]) for each in slots.json()["slots"]] == [
        ("01:00", 2), ("01:30", 1), ("02:00", 2), ("02:30", 2),
    ]  # fmt: skip
    assert len(hall.client.get("/bookings/slots").json()["slots"]) == 7 * 4
    assert hall.client.get("/bookings/slots", params={"service": "moon"}).status_code == 404


def test_a_press_sent_twice_books_once(hall):
    first = book(hall, **{}).json()["booking"]
    body = {"service": "cards", "start": "2026-03-13T10:00:00+08:00"}
    codes = {hall.post("/bookings", body, **{"Idempotency-Key": "k1"}).json()["booking"] for _ in range(2)}
    assert len(codes) == 1
    assert first not in codes
    assert len(hall.client.get("/bookings", params={"days": 2}).json()["bookings"]) == 2


def test_check_in_gives_a_ticket_with_its_secret(hall):
    code = book(hall).json()["booking"]
    early = hall.post(f"/bookings/{code}/check-in")
    assert (early.status_code, problem(early)) == (
        409,
        ("booking-early", "Your appointment is at 2026-03-13 9:30; check in from 2026-03-13 9:15"),
    )
    hall.clock.forward(24.4 * 3600)
    taken = hall.post(f"/bookings/{code}/check-in", {"language": "en"})
    assert taken.status_code == 201
    assert (taken.json()["number"], bool(taken.json()["secret"])) == ("A001", True)
    shown = hall.client.get(f"/bookings/{code}").json()
    assert (shown["state"], shown["number"]) == ("arrived", "A001")
    assert hall.client.get("/bookings/nothing").status_code == 404


def test_taking_a_ticket_with_the_code_is_checking_in(hall):
    code = book(hall).json()["booking"]
    hall.clock.forward(24.4 * 3600)
    taken = hall.post("/tickets", {"service": "cards", "booking": code})
    assert taken.status_code == 201
    assert hall.client.get(f"/bookings/{code}").json()["state"] == "arrived"


def test_an_appointment_given_back_is_free_again(hall):
    code = book(hall).json()["booking"]
    assert hall.post(f"/bookings/{code}/cancel", {"reason": "改天"}).status_code == 200
    assert hall.client.get(f"/bookings/{code}").json()["state"] == "cancelled"
    assert hall.client.get("/bookings").json()["bookings"] == []


def test_of_a_list_each_bad_row_is_answered_in_words(hall):
    rows = [
        {"service": "cards", "start": "2026-03-13 09:30", "booking": "P-1"},
        {"service": "办卡", "start": "2026/3/13 9:30"},
        {"service": "cards", "start": "tomorrow", "line": 17},
        {"service": "cards", "start": "2026-03-13T09:30:00+08:00"},
    ]
    answer = hall.post("/bookings/import", {"rows": rows}).json()
    assert (answer["made"], answer["known"], answer["bookings"][0]["booking"]) == (2, 0, "P-1")
    assert [(each["line"], each["reason"], each["detail"]) for each in answer["refused"]] == [
        (17, "booking-time", "“tomorrow” is not a time; write it like 2026-03-13 09:30"),
        (
            4,
            "slot-full",
            "All appointments for 办卡 at 2026-03-13 9:30 are taken; please choose another time",
        ),
    ]
    again = hall.post("/bookings/import", {"rows": rows[:1]}).json()
    assert (again["made"], again["known"]) == (0, 1)


def test_the_list_of_two_days_comes_as_a_table_and_as_a_page(hall):
    code = book(hall).json()["booking"]
    table = hall.client.get("/bookings", params={"form": "csv"})
    assert table.headers["content-type"].startswith("text/csv")
    rows = [*csv.reader(io.StringIO(table.text.lstrip("\ufeff")))]
    assert rows == [
        ["Date", "Time", "Service", "Code", "State", "Number"],
        ["2026-03-13", "09:30", "办卡", code, "expected", ""],
    ]
    page = hall.client.get("/bookings", params={"form": "text"}).text
    assert page == f"2026-03-13\n[ ]  09:30  办卡  {code}  expected\n"
    assert (
        hall.client.get("/bookings", params={"from": "2026-03-20", "form": "text"}).text
        == "No appointments\n"
    )
    assert hall.client.get("/bookings", params={"form": "pdf"}).status_code == 422


def test_numbers_by_hand_go_in_and_those_that_collide_are_told(hall):
    hall.take()
    answer = hall.post("/hall/crowd/numbers", {"service": "cards", "numbers": ["A001", "A002"], "count": 1})
    value = answer.json()
    assert (value["made"], [each["number"] for each in value["tickets"]]) == (2, ["A002", "A003"])
    assert value["refused"] == [
        {
            "line": 1,
            "reason": "number-given",
            "fields": {"number": "A001"},
            "detail": "A001 was given to somebody else today",
        }
    ]


def test_a_department_and_a_room_stop_and_go_on(hall):
    assert hall.post("/departments/all/suspend", {"reason": "停电"}).status_code == 200
    assert problem(hall.post("/tickets", {"service": "cards"}))[0] == "service-suspended"
    assert hall.post("/departments/all/resume").status_code == 200
    assert hall.post("/zones/right/suspend").status_code == 200
    assert hall.take()["number"] == "A001", "it is served in the left room as well"
    assert hall.post("/zones/right/resume").status_code == 200
    assert hall.post("/zones/moon/resume").status_code == 404
    assert hall.post("/departments/moon/suspend").status_code == 404


def test_a_wrong_slot_at_reload_leaves_the_hall_as_it_was(hall):
    hall.file.write_text(hall.file.read_text("utf-8") + '[[slot]]\nservice = "crads"\nhours = "x"\n', "utf-8")
    refused = hall.post("/hall/reload")
    assert refused.status_code == 422
    assert book(hall).status_code == 201


# ── by command ───────────────────────────────────────────────────────────────────────────────────────


def run(hall, *args):
    return CliRunner().invoke(commands(texts("en")), ["bookings", *args, "--data", str(hall.settings.data)])


def test_a_table_from_a_spreadsheet_goes_in_and_its_bad_lines_are_listed(hall, tmp_path):
    file = tmp_path / "list.csv"
    table = (
        "姓名,事项,日期,时间,预约码",
        "王五,办卡,2026-03-13,9:30-10:00,P-1",
        "赵六,护照,2026-03-13,9:30,P-2",
        "",
        "孙七,办卡,13日,9:30,",
    )
    file.write_bytes("\n".join(table).encode("gb18030"))
    result = run(hall, "import", str(file))
    assert result.exit_code == 1
    assert result.stdout == "1 appointments taken in, 0 were there before, 2 lines are not right\n"
    assert result.stderr.splitlines() == [
        "line 3: The hall has no service 护照; please choose again",
        "line 5: “13日 9:30” is not a time; write it like 2026-03-13 09:30",
    ]
    assert run(hall, "import", str(file)).stdout.startswith("0 appointments taken in, 1 were there before")


def test_what_is_no_table_is_told_so(hall, tmp_path):
    assert run(hall, "import", str(tmp_path / "none.csv")).exit_code == 2
    file = tmp_path / "list.csv"
    file.write_text("a,b\n1,2\n", "utf-8")
    result = run(hall, "import", str(file))
    assert (result.exit_code, "must have the heads service and start" in result.stderr) == (2, True)


def test_the_list_for_the_paper_is_written_out(hall, tmp_path):
    code = book(hall).json()["booking"]
    assert code in run(hall, "export").stdout
    file = tmp_path / "two-days.csv"
    assert run(hall, "export", "--form", "csv", "--out", str(file)).exit_code == 0
    assert code in file.read_text("utf-8")
    assert run(hall, "export", "--out", str(tmp_path)).exit_code == 2


def test_a_moment_may_be_written_as_people_do():
    zone = ZoneInfo("Asia/Shanghai")
    wanted = datetime.fromisoformat("2026-03-13T09:30+08:00")
    written = (
        "2026-03-13 09:30",
        "2026/3/13 9:30",
        "2026年3月13日 9:30",
        "2026-03-13T01:30:00Z",
        " 2026-03-13T09:30 ",
    )
    assert [start_of_text(text, zone) for text in written] == [wanted] * 5
    assert start_of_text("九点半", zone) is None
