"""Windows for a day, profiles and alarms over HTTP."""

import pytest

from config.texts import languages, texts
from hall.rules import alarms, days, hall_wide
from hall.trust.passes import Pass


def test_a_window_is_added_for_the_day_works_and_is_taken_away(hall):
    added = hall.post("/windows", {"window": "T1", "label": "临1", "zone": "left", "services": ["cards"]})
    assert added.status_code == 200, added.text
    shown = added.json()["window"]
    assert (shown["id"], shown["label"], shown["services"]) == ("T1", "临1", ["cards"])
    assert "T1" in [each["id"] for each in hall.client.get("/hall").json()["windows"]]
    number = hall.take()["number"]
    hall.open_window("T1", "1009")
    assert hall.next("T1")["ticket"]["number"] == number
    assert hall.client.get("/views/window/T1").json()["label"] == "临1"
    assert hall.post("/windows/T1/remove").json()["type"] == "urn:jiaohao:problem:window-already-open"
    hall.clock.forward(5)
    hall.post("/windows/T1/finish")
    hall.post("/windows/T1/close")
    assert set(hall.post("/windows/T1/remove").json()) == {"seq"}
    assert hall.client.get("/views/window/T1").status_code == 404


def test_a_window_that_is_there_already_cannot_be_added(hall):
    refused = hall.post("/windows", {"window": "w1", "label": "9", "zone": "left"})
    assert (refused.status_code, refused.json()["type"]) == (409, "urn:jiaohao:problem:window-exists")


def test_a_profile_that_the_hall_has_not_is_refused_and_none_changes_nothing(hall):
    assert hall.post("/windows/w1/profile", {"profile": "moon"}).status_code == 404
    assert hall.post("/windows/w1/profile", {}).json()["window"]["services"] == ["cards"]


def test_a_profile_is_set_for_the_day_and_a_wrong_file_leaves_it(hall):
    text = hall.file.read_text("utf-8")
    hall.file.write_text(f'{text}\n[[profile]]\nid = "late"\nservices = ["night"]\n', "utf-8")
    assert hall.post("/hall/reload").status_code == 200
    assert hall.post("/windows/w1/profile", {"profile": "late"}).json()["window"]["services"] == ["night"]
    hall.file.write_text(f'{text}\n[[profile]]\nid = "late"\nservices = ["nigth"]\n', "utf-8")
    refused = hall.post("/hall/reload").json()
    assert "profile[late].services: there is no service “nigth”. Did you mean night?" in refused["detail"]
    assert [each["id"] for each in hall.client.get("/hall").json()["profiles"]] == ["late"]
    assert hall.post("/windows/w1/profile", {"profile": ""}).json()["window"]["services"] == ["cards"]


@pytest.mark.parametrize(("age", "priority"), [(71, "elderly"), (20, "normal")])
def test_an_age_from_a_card_gives_the_class(hall, age, priority):
    taken = hall.post("/tickets", {"service": "cards", "age": age})
    assert taken.json()["priority"] == priority


def test_a_class_that_needs_a_reason_is_refused_without_one_in_words(hall):
    ticket = hall.take()["id"]
    refused = hall.post(f"/tickets/{ticket}/prioritise", {"priority": "green"})
    assert (refused.status_code, refused.json()["type"]) == (422, "urn:jiaohao:problem:reason-missing")
    given = hall.post(f"/tickets/{ticket}/prioritise", {"priority": "green", "reason": "急病"})
    assert given.status_code == 200


def test_a_kiosk_gives_only_the_classes_that_citizens_may_choose(make_hall):
    roles = {role: Pass(role=role, box=f"{role}-1", token=role) for role in ("kiosk", "desk", "technician")}
    hall = make_hall(pass_of=roles.get)
    hall.file.write_text(f"{hall.file.read_text('utf-8')}{CLASSES}", "utf-8")
    hall.open()

    def take(role, priority):
        headers = {"Authorization": f"Bearer {role}"}
        return hall.post("/tickets", {"service": "cards", "priority": priority}, **headers)

    refused = take("kiosk", "green")
    assert (refused.status_code, refused.json()["type"]) == (403, "urn:jiaohao:problem:class-by-staff")
    assert [take("kiosk", each).status_code for each in ("normal", "elderly")] == [201, 201]
    assert take("desk", "green").status_code == 201


CLASSES = """
[[priority]]
id = "normal"
name = "普通"

[[priority]]
id = "elderly"
name = "老年人"
at_kiosk = true

[[priority]]
id = "green"
name = "绿色通道"
"""


def test_an_alarm_is_told_in_the_language_asked_for(hall):
    hall.take()
    text = hall.file.read_text("utf-8")
    hall.file.write_text(text.replace('"cards"', '"papers"'), "utf-8")
    assert hall.post("/hall/reload").status_code == 200
    (english,) = hall.client.get("/alarms").json()["alarms"]
    assert english["text"] == "cards: the hall no longer has it; still waiting: 1. Call them by number"
    (chinese,) = hall.client.get("/alarms", headers={"Accept-Language": "zh"}).json()["alarms"]
    assert (chinese["alarm"], chinese["text"][:8]) == ("service-dropped", "大厅不再办“ca")


def test_who_works_at_the_windows_is_not_told_with_the_definition(hall):
    text = hall.file.read_text("utf-8")
    hall.file.write_text(f'{text}\n[[clerk]]\nid = "1001"\nname = "王芳"\n', "utf-8")
    assert hall.post("/hall/reload").status_code == 200
    assert "王芳" not in hall.client.get("/hall").text
    hall.open_window("w1", "1001")
    assert hall.client.get("/views/caller/w1").json()["clerk_name"] == "王芳"
    assert hall.client.get("/views/window/w1").json()["clerk_name"] == "王芳"


@pytest.mark.parametrize("kind", sorted(alarms.KINDS | {days.CLOCK, hall_wide.DROPPED}))
def test_every_alarm_has_its_sentence(kind):
    assert all(texts(language).has(f"alarm.{kind}") for language in languages())
