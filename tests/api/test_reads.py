"""What can be read: the hall, the day, the views, health and figures."""

import pytest
from prometheus_client.parser import text_string_to_metric_families


def test_the_hall_says_what_it_is(hall):
    shown = hall.client.get("/hall").json()
    assert shown["hall"] == "test"
    assert shown["name"] == "测试大厅"
    assert [each["id"] for each in shown["zones"]] == ["left", "right"]
    assert {"id", "name", "department", "series"} <= set(shown["services"][0])
    assert {"id", "name", "zone", "services"} <= set(shown["windows"][0])


def test_the_day_as_it_stands(hall):
    waiting, called = hall.take()["id"], None
    hall.open_window()
    called = hall.next()["ticket"]["id"]
    other = hall.take()["id"]
    day = hall.client.get("/state").json()
    assert waiting == called
    assert day["seq"] == hall.seq
    assert day["day"] == "2026-03-12"
    assert {each["id"]: (each["state"], each["window"]) for each in day["tickets"]} == {
        called: ("called", "w1"),
        other: ("waiting", None),
    }
    window = next(each for each in day["windows"] if each["id"] == "w1")
    assert (window["state"], window["clerk"], window["ticket"]) == ("calling", "1001", called)
    assert day["waiting"] == {"cards": 1, "night": 0}


def test_a_board_a_sign_a_caller_and_a_kiosk_show_the_call(hall):
    number = hall.take()["number"]
    hall.open_window()
    hall.next()
    board = hall.client.get("/views/board/left").json()
    assert [(each["number"], each["label"]) for each in board["calls"]] == [(number, "1")]
    assert [each["number"] for each in hall.client.get("/views/board/right").json()["calls"]] == [number]
    assert hall.client.get("/views/window/w1").json()["number"] == number
    assert hall.client.get("/views/caller/w1").json()["ticket"]["number"] == number
    kiosk = hall.client.get("/views/kiosk").json()
    services = {each["id"]: each["status"] for each in kiosk["departments"][0]["services"]}
    assert services == {"cards": "open", "night": "early"}


@pytest.mark.parametrize("path", ["board/nowhere", "window/w9", "caller/w9"])
def test_views_of_what_is_not_there(open_hall, path):
    assert open_hall.client.get(f"/views/{path}").status_code == 404


def test_a_service_is_suspended_and_resumed(hall):
    assert hall.post("/services/cards/suspend", {"reason": "network"}).status_code == 200
    refused = hall.post("/tickets", {"service": "cards"})
    assert refused.json()["type"] == "urn:jiaohao:problem:service-suspended"
    assert hall.client.get("/state").json()["suspended"] == {"cards": "network"}
    assert hall.post("/services/cards/resume").status_code == 200
    hall.take()


def test_a_notice_reaches_the_board_of_its_zone(hall):
    assert hall.post("/hall/notices", {"zone": "left", "notices": ["明天上午停电"]}).status_code == 200
    assert hall.client.get("/views/board/left").json()["notices"] == ["明天上午停电"]
    assert hall.client.get("/views/board/right").json()["notices"] == []


def test_names_that_look_alike_are_stored_alike(hall):
    hall.post("/hall/notices", {"notices": ["Cafe\u0301"]})
    assert hall.client.get("/views/board/left").json()["notices"] == ["Caf\u00e9"]


def test_the_hall_in_trouble_still_answers_that_it_serves(hall):
    assert hall.client.get("/health").json()["status"] == "ok"
    troubles = [{"part": "printer", "reason": "paper"}]
    assert hall.post("/boxes/kiosk-1/health", {"troubles": troubles}).status_code == 200
    health = hall.client.get("/health")
    assert health.status_code == 200
    assert health.json()["status"] == "troubled"
    assert health.json()["faults"] == [{"fault": "box", "about": "kiosk-1/printer", "reason": "paper"}]
    hall.post("/boxes/kiosk-1/health", {"troubles": []})
    assert hall.client.get("/health").json()["faults"] == []


def test_the_figures_for_prometheus(hall):
    hall.take()
    hall.take()
    hall.open_window(clerk="clerk-77")
    hall.next()
    page = hall.client.get(hall.hall.url + "/metrics")
    assert page.status_code == 200
    figures = {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(page.text)
        for sample in family.samples
    }
    assert figures["jiaohao_tickets_total",] == 2
    assert figures["jiaohao_calls_total",] == 1
    assert figures["jiaohao_waiting", "cards"] == 1
    assert figures["jiaohao_issued_today", "cards"] == 2
    assert figures["jiaohao_windows", "calling"] == 1
    assert figures["jiaohao_facts_total", "ticket_issued"] == 2
    assert figures["jiaohao_stale",] == 0
    assert figures["jiaohao_commit_facts_count",] >= 5
    labels = {value for _, *values in figures for value in values}
    assert "1001" not in labels, "no figure about a clerk"


def test_reads_carry_their_seq_and_are_not_kept_by_caches(open_hall):
    for path in ("/hall", "/state", "/views/kiosk", "/health"):
        reply = open_hall.client.get(path)
        assert reply.headers["Jiaohao-Seq"] == str(open_hall.seq)
        assert reply.headers["Cache-Control"] == "no-store"
        assert "Jiaohao-Stale" not in reply.headers


def test_the_file_is_read_again_and_a_wrong_one_changes_nothing(hall):
    text = hall.file.read_text(encoding="utf-8")
    hall.file.write_text(text.replace("测试大厅", "新大厅"), encoding="utf-8")
    assert hall.post("/hall/reload").status_code == 200
    assert hall.client.get("/hall").json()["name"] == "新大厅"
    hall.file.write_text(text.replace('name = "测试大厅"', 'name = "测试大厅"\nnmae = "?"'), encoding="utf-8")
    refused = hall.post("/hall/reload")
    assert refused.status_code == 422
    assert "nmae" in refused.json()["detail"]
    assert hall.client.get("/hall").json()["name"] == "新大厅"
    before = hall.seq
    hall.file.write_text(text.replace("测试大厅", "新大厅"), encoding="utf-8")
    assert hall.post("/hall/reload").status_code == 200
    assert hall.seq == before
