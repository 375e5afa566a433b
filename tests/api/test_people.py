"""People over HTTP: managers look after the list, clerks sign in at their boxes, and what they do is theirs."""

import pytest

from hall.trust.passes import Pass

TOKENS = {
    "manager": Pass(role="manager", box="console", token="id-m"),
    "caller": Pass(role="caller", box="caller-1", windows=("w1",), token="id-c1"),
    "caller-2": Pass(role="caller", box="caller-2", windows=("w2",), token="id-c2"),
    "pads": Pass(role="caller", box="pads", windows=("w1", "w2"), token="id-p"),
    "desk": Pass(role="desk", box="desk-1", token="id-d"),
    "tv": Pass(role="display", box="tv-1", token="id-tv"),
    "kiosk": Pass(role="kiosk", box="kiosk-1", token="id-k"),
}


@pytest.fixture
def hall(make_hall):
    """A hall that asks for tokens."""
    live = make_hall(pass_of=TOKENS.get)
    live.open()
    return live


@pytest.fixture
def listed(make_hall, hall_text):
    """A hall where only listed staff works."""
    live = make_hall(pass_of=TOKENS.get)
    live.file.write_text(f"{hall_text}\n[policy]\nstaff_listed = true\n", encoding="utf-8")
    live.open()
    return live


def ask(hall, box, path, body=None, session="", method="POST"):
    headers = {"Authorization": f"Bearer {box}"} | ({"Jiaohao-Session": session} if session else {})
    return hall.client.request(
        method, path, json={} if body is None and method == "POST" else body, headers=headers
    )


def problem(reply):
    return reply.json()["type"].rpartition(":")[2]


def signed_in(hall, box="caller", id="1001", role="clerk", password="58291467035"):
    """A new person who has made a password of their own; their session."""
    first = ask(hall, "manager", "/staff", {"id": id, "name": "王秀英", "role": role}).json()["password"]
    session = ask(hall, box, "/sessions", {"person": id, "password": first}).json()["session"]
    changed = ask(hall, box, "/sessions/password", {"password": first, "new": password}, session)
    assert changed.status_code == 200, changed.text
    return session


def test_a_clerk_signs_in_works_and_signs_out(hall):
    session = signed_in(hall)
    shown = ask(hall, "caller", "/sessions", session=session, method="GET").json()
    assert (shown["person"], shown["name"], shown["must_change"]) == ("1001", "王秀英", False)
    opened = ask(hall, "caller", "/windows/w1/open", session=session)
    assert opened.json()["window"]["clerk"] == "1001"
    assert ask(hall, "caller", "/sessions/end", session=session).status_code == 200
    gone = ask(hall, "caller", "/windows/w1/pause", session=session)
    assert (gone.status_code, problem(gone)) == (403, "signed-out")


def test_nobody_opens_a_window_in_anothers_name(hall):
    session = signed_in(hall)
    reply = ask(hall, "caller", "/windows/w1/open", {"clerk": "1002"}, session)
    assert (reply.status_code, problem(reply)) == (403, "not-allowed")
    assert ask(hall, "caller", "/windows/w1/open", {"clerk": "1002"}).status_code == 200, (
        "the hall lists no staff"
    )


def test_a_session_is_worth_nothing_at_another_box(hall):
    session = signed_in(hall)
    stolen = ask(hall, "caller-2", "/windows/w2/open", session=session)
    assert (stolen.status_code, problem(stolen)) == (403, "signed-out")


def test_the_facts_name_who_signed_in(hall):
    session = signed_in(hall, id="1007")
    headers = {"Authorization": "Bearer manager"}
    with hall.client.stream("GET", "/stream", headers=headers) as stream:
        lines = stream.iter_lines()
        ask(hall, "caller", "/windows/w1/open", session=session)
        opened = next(line for line in lines if '"kind":"window_opened"' in line)
    assert '"who":{"box":"caller-1","clerk":"1007"}' in opened


def test_where_staff_is_listed_only_who_signed_in_works_at_a_window(listed):
    for path in ("/windows/w1/open", "/windows/w1/next"):
        reply = ask(listed, "caller", path, {})
        assert (reply.status_code, problem(reply)) == (403, "not-signed-in"), path
    session = signed_in(listed)
    assert ask(listed, "caller", "/windows/w1/open", session=session).json()["window"]["clerk"] == "1001"
    assert problem(ask(listed, "caller", "/windows/w1/next")) == "not-signed-in"
    assert ask(listed, "caller", "/windows/w1/close").status_code == 200, "a forgotten window can be closed"


def test_who_was_disabled_is_out_at_once(listed):
    session = signed_in(listed)
    assert ask(listed, "caller", "/windows/w1/open", session=session).status_code == 200
    assert ask(listed, "manager", "/staff/1001/disable").json()["is_enabled"] is False
    assert problem(ask(listed, "caller", "/windows/w1/next", session=session)) == "signed-out"


def test_a_box_with_several_windows_has_a_session_for_each(listed):
    password = "58291467035"
    signed_in(listed, password=password)
    body = {"person": "1001", "password": password}
    assert problem(ask(listed, "pads", "/sessions", body | {"window": "w9"})) == "unknown-window"
    assert problem(ask(listed, "caller", "/sessions", body | {"window": "w2"})) == "not-allowed"
    session = ask(listed, "pads", "/sessions", body | {"window": "w2"}).json()["session"]
    assert ask(listed, "pads", "/windows/w2/open", session=session).json()["window"]["clerk"] == "1001"
    assert problem(ask(listed, "pads", "/windows/w1/open", session=session)) == "not-allowed"
    ask(listed, "pads", "/sessions", body | {"window": "w1"})
    assert ask(listed, "pads", "/windows/w2/pause", session=session).status_code == 200, (
        "that is another seat"
    )


def test_a_manager_at_a_desk_may_do_what_managers_may(hall):
    assert ask(hall, "desk", "/staff", method="GET").status_code == 403
    session = signed_in(hall, "desk", "boss", "manager")
    assert [
        each["id"] for each in ask(hall, "desk", "/staff", session=session, method="GET").json()["staff"]
    ] == ["boss"]
    ask(hall, "desk", "/staff", {"id": "1002"}, session)
    deeds = ask(hall, "desk", "/audit", session=session, method="GET").json()["entries"]
    assert (deeds[-1]["action"], deeds[-1]["person"], deeds[-1]["box"]) == ("staff-added", "boss", "desk-1")


def test_a_stream_is_the_boxs_own_and_shows_no_more_after_whoever_signed_in_has_left(hall):
    session = signed_in(hall, "caller", "boss", "manager")
    headers = {"Authorization": "Bearer caller", "Jiaohao-Session": session}
    with hall.client.stream("GET", "/stream", headers=headers) as stream:
        lines = stream.iter_lines()
        ticket = ask(hall, "manager", "/tickets", {"service": "cards"}).json()["id"]
        assert ask(hall, "manager", f"/tickets/{ticket}/note", {"note": "带小孩"}).status_code == 200
        noted = next(line for line in lines if "ticket_noted" in line)
    assert ticket not in noted


def test_a_first_password_opens_nothing_until_it_is_changed(listed):
    first = ask(listed, "manager", "/staff", {"id": "1001"}).json()["password"]
    begun = ask(listed, "caller", "/sessions", {"person": "1001", "password": first}).json()
    assert begun["must_change"] is True
    assert problem(ask(listed, "caller", "/windows/w1/open", session=begun["session"])) == "not-signed-in"


def test_guessing_is_answered_with_a_wait_that_is_also_in_the_header(hall):
    ask(hall, "manager", "/staff", {"id": "1001"})
    for _ in range(5):
        wrong = ask(hall, "caller", "/sessions", {"person": "1001", "password": "000000"})
        assert (wrong.status_code, problem(wrong)) == (403, "sign-in-failed")
    locked = ask(hall, "caller", "/sessions", {"person": "1001", "password": "000000"})
    assert (locked.status_code, problem(locked), locked.headers["Retry-After"]) == (429, "locked-out", "30")
    assert ask(hall, "manager", "/staff", method="GET").json()["staff"][0]["locked_s"] == 30
    ask(hall, "manager", "/staff/1001/unlock")
    assert ask(hall, "manager", "/staff", method="GET").json()["staff"][0]["locked_s"] == 0


def test_a_kiosk_is_no_place_to_sign_in(hall):
    assert ask(hall, "kiosk", "/sessions", {"person": "1001", "password": "x"}).status_code == 403
    assert hall.client.post("/sessions", json={"person": "1001", "password": "x"}).status_code == 401


def test_the_record_is_read_in_pages_and_by_time(hall):
    signed_in(hall)
    hall.clock.forward(86_400)
    ask(hall, "manager", "/hall/reload")
    whole = ask(hall, "manager", "/audit", method="GET").json()
    actions = [each["action"] for each in whole["entries"]]
    assert actions == ["staff-added", "signed-in", "password-changed", "hall-reloaded"]
    assert (whole["next"], whole["broken"]) == (None, None)
    later = ask(hall, "manager", "/audit?start=2026-03-13", method="GET").json()["entries"]
    assert [each["action"] for each in later] == ["hall-reloaded"]
    assert (
        ask(hall, "manager", "/audit?end=2026-03-13&after=2", method="GET").json()["entries"][0]["seq"] == 3
    )


def test_no_password_and_no_session_is_in_the_record_or_the_log(hall, caplog):
    session = signed_in(hall, password="70416398255")
    said = ask(hall, "manager", "/audit", method="GET").text + caplog.text
    assert "70416398255" not in said
    assert session not in said


def test_who_was_sent_to_a_clerk_tells_no_screen_which_one(hall):
    ask(hall, "manager", "/windows/w2/open", {"clerk": "clerk-80"})
    ask(hall, "manager", "/windows/w1/open", {"clerk": "clerk-79"})
    taken = ask(hall, "kiosk", "/tickets", {"service": "cards"}).json()
    number, path = taken["number"], f"/tickets/{taken['id']}"
    hall.clock.forward(60)
    assert ask(hall, "manager", "/windows/w1/next").json()["ticket"]["number"] == number
    ask(hall, "manager", "/windows/w1/start")
    sent = ask(hall, "manager", "/windows/w1/transfer", {"clerk": "clerk-80"})
    assert sent.status_code == 200, sent.text
    assert "clerk-80" in ask(hall, "manager", "/state", method="GET").text
    assert "clerk-80" not in ask(hall, "tv", "/state", method="GET").text
    with hall.client.stream("GET", "/stream", headers={"Authorization": "Bearer tv"}) as stream:
        lines = stream.iter_lines()
        welcome, snapshot = (next(line for line in lines if line.startswith("data: {")) for _ in range(2))
    assert number in snapshot
    assert "clerk-80" not in welcome + snapshot
    assert "clerk-80" not in ask(hall, "kiosk", path, method="GET").text
