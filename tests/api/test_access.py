"""Who gets what over HTTP: every route for every role, scopes, strangers, and the citizen with a ticket's secret."""

import re
from pathlib import Path

import httpx
import pytest

from hall.access.limits import Limits, Rate
from hall.api.role_page import SHOWN, operations, role_table
from hall.trust.passes import Pass

PAGE = Path(__file__).parents[2] / "docs" / "security.md"

TOKENS = {role: Pass(role=role, box=f"{role}-1", token=f"id-{role}") for role in SHOWN} | {
    "caller-w1": Pass(role="caller", box="caller-w1", windows=("w1",), token="id-w1"),
    "board-left": Pass(role="display", box="tv", zones=("left",), token="id-tv"),
    "rating-w1": Pass(role="rating", box="rate-w1", windows=("w1",), token="id-r1"),
    "rating-w2": Pass(role="rating", box="rate-w2", windows=("w2",), token="id-r2"),
    "desk-printer": Pass(role="desk", box="desk-9", printers=("kiosk-1/ticket",), token="id-p"),
}
"""Whoever says its name as a token has it."""

PATH = {
    "ticket": "t-unknown",
    "window": "w1",
    "zone": "left",
    "service": "night",
    "department": "all",
    "booking": "K7M2QX9P",
}


@pytest.fixture(scope="module")
def hall(tmp_path_factory, live_hall):
    """A hall that asks for tokens, with what is in it: a ticket at window 1, and the clerk who called it."""
    # How often one may ask is another file's matter; here strangers ask for every route at once.
    limits = Limits(by_address=Rate(per_s=1000.0, burst=10_000))
    live = live_hall(tmp_path_factory.mktemp("hall"), pass_of=TOKENS.get, limits=limits)
    live.open()
    live.as_role = lambda role: {"Authorization": f"Bearer {role}"}
    live.client.headers.update(live.as_role("manager"))
    yield live
    live.close()


def asked(hall, role, method, path, **kwargs):
    headers = hall.as_role(role) if role else {"Authorization": ""}
    return hall.client.request(method, path, headers=headers | kwargs.pop("headers", {}), **kwargs)


def problem(reply):
    return reply.json()["type"].rpartition(":")[2]


def stranger(hall):
    return httpx.Client(base_url=f"{hall.hall.url}/api/v1", timeout=60, trust_env=False)


def test_the_table_in_the_document_is_the_one_in_force():
    assert role_table() in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("role", SHOWN)
def test_each_role_may_ask_exactly_for_what_the_document_says(hall, role):
    rows = _document()
    for method, path, operation in operations():
        said = _try(hall, role, method, path)
        is_let_in = said not in ("not-allowed", "not-paired", "token-unknown")
        assert is_let_in == rows[f"{method} {path.removeprefix('/api/v1')}"][role], (operation, said)


def test_who_has_no_token_gets_nothing_but_what_is_public(hall):
    rows = _document()
    with stranger(hall) as client:
        for method, path, operation in operations():
            url = f"{hall.hall.url}{_filled(path)}"
            reply = client.request(method, url, json={} if method == "POST" else None)
            is_public = all(rows[f"{method} {path.removeprefix('/api/v1')}"].values())
            assert (reply.status_code != 401) == is_public, (operation, reply.text)
            if not is_public:
                assert problem(reply) == "not-paired"
                assert reply.headers["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("said", ["Bearer", "Bearer nonsense", "Basic a2lvc2s6", "Bearer kiosk x"])
def test_a_token_that_the_hall_does_not_know_opens_not_even_what_is_public(hall, said):
    with stranger(hall) as client:
        for path in ("/state", "/health", "/stream"):
            reply = client.get(path, headers={"Authorization": said})
            assert (reply.status_code, problem(reply)) == (401, "token-unknown")


def test_the_health_that_strangers_see_tells_nothing_of_the_house(hall):
    with stranger(hall) as client:
        assert set(client.get("/health").json()) == {"status", "hall", "is_open", "is_stale"}
    assert "ledger" in asked(hall, "display", "GET", "/health").json()


def test_a_caller_presses_only_at_its_own_window(hall):
    refused = asked(hall, "caller-w1", "POST", "/windows/w2/open", json={"clerk": "1"})
    assert (refused.status_code, problem(refused)) == (403, "not-allowed")
    assert asked(hall, "caller-w1", "GET", "/views/caller/w2").status_code == 403
    assert asked(hall, "caller-w1", "GET", "/views/caller/w1").status_code == 200
    assert asked(hall, "caller-w1", "POST", "/windows/w1/undo", json={}).status_code != 403


def test_a_board_sees_its_own_zone_and_the_signs_in_it(hall):
    assert asked(hall, "board-left", "GET", "/views/board/left").status_code == 200
    assert asked(hall, "board-left", "GET", "/views/board/right").status_code == 403
    assert asked(hall, "board-left", "GET", "/views/window/w1").status_code == 200
    assert asked(hall, "board-left", "GET", "/views/window/w2").status_code == 403


def test_a_box_speaks_of_its_own_health_and_prints_on_its_own_printer(hall):
    assert asked(hall, "kiosk", "POST", "/boxes/kiosk-1/health", json={}).status_code == 200
    assert asked(hall, "kiosk", "POST", "/boxes/kiosk-2/health", json={}).status_code == 403
    ticket = asked(hall, "kiosk", "POST", "/tickets", json={"service": "cards"}).json()["id"]
    printed = {"printer": "kiosk-1/ticket"}
    assert asked(hall, "kiosk", "POST", f"/tickets/{ticket}/printed", json=printed).status_code == 200
    for role, path in (("printer", "printed"), ("kiosk", "printed"), ("desk-printer", "reprint")):
        other = asked(hall, role, "POST", f"/tickets/{ticket}/{path}", json={"printer": "kiosk-2/ticket"})
        assert (other.status_code, problem(other)) == (403, "not-allowed"), role


def test_a_rating_screen_rates_what_was_done_at_its_own_window(hall):
    ticket = asked(hall, "desk", "POST", "/tickets", json={"service": "cards"}).json()["id"]
    press = [
        ("open", {"clerk": "c9"}),
        ("call", {"ticket": ticket}),
        ("start", {}),
        ("finish", {}),
        ("close", {}),
    ]
    for verb, body in press:
        assert asked(hall, "manager", "POST", f"/windows/w2/{verb}", json=body).status_code == 200, verb
    rating = {"method": "POST", "path": f"/tickets/{ticket}/rating", "json": {"grade": 1}}
    assert problem(asked(hall, "rating-w1", **rating)) == "not-allowed"
    assert asked(hall, "rating-w2", **rating).status_code == 200
    assert problem(asked(hall, "rating-w2", **rating)) == "already-rated"


def test_the_box_is_the_one_of_the_token_whatever_the_header_says(hall):
    with hall.client.stream("GET", "/stream", headers=hall.as_role("manager")) as stream:
        asked(hall, "kiosk", "POST", "/tickets", json={"service": "cards"}, headers={"Jiaohao-Box": "other"})
        lines = stream.iter_lines()
        issued = next(line for line in lines if '"ticket_issued"' in line and '"seq"' in line)
    assert '"who":{"box":"kiosk-1"' in issued


def test_keys_are_kept_apart_by_box_so_nobody_gets_anothers_reply(hall):
    key = {"Idempotency-Key": "the-same-key"}
    one = asked(hall, "kiosk", "POST", "/tickets", json={"service": "cards"}, headers=key).json()
    same = asked(hall, "kiosk", "POST", "/tickets", json={"service": "cards"}, headers=key).json()
    other = asked(hall, "desk", "POST", "/tickets", json={"service": "cards"}, headers=key).json()
    assert one["id"] == same["id"] != other["id"]


def test_a_display_reads_and_hears_of_no_clerk(hall):
    asked(hall, "manager", "POST", "/windows/w2/open", json={"clerk": "clerk-77"})
    assert "clerk-77" in asked(hall, "manager", "GET", "/state").text
    assert "clerk-77" in asked(hall, "caller", "GET", "/state?all=1").text
    for path in ("/state", "/state?all=1", "/views/board/right", "/views/window/w2"):
        assert "clerk-77" not in asked(hall, "display", "GET", path).text
    heard = {}
    for role in ("display", "manager"):
        with hall.client.stream("GET", "/stream", headers=hall.as_role(role)) as stream:
            lines = stream.iter_lines()
            heard[role] = [next(line for line in lines if line.startswith("data: {")) for _ in range(2)]
            asked(hall, "manager", "POST", "/windows/w2/take-over", json={"clerk": f"clerk-78-{role}"})
            heard[role].append(next(line for line in lines if "clerk_took_over" in line))
    assert "clerk-7" not in "".join(heard["display"])
    assert "clerk-78-display" in heard["manager"][1]
    assert "clerk-78-manager" in heard["manager"][2]


def test_a_citizen_sees_and_cancels_their_own_ticket_by_its_secret_alone(hall):
    mine, other = (
        asked(hall, "kiosk", "POST", "/tickets", json={"service": "cards"}).json() for _ in range(2)
    )
    with stranger(hall) as client:
        client.headers["Authorization"] = f"Ticket {mine['secret']}"
        assert client.get(f"/tickets/{mine['id']}").json()["number"] == mine["number"]
        for id in (other["id"], "no-such-ticket"):
            assert (
                client.get(f"/tickets/{id}").status_code,
                "secret" in client.get(f"/tickets/{id}").text,
            ) == (403, False)
        assert client.post(f"/tickets/{other['id']}/cancel", json={}).status_code == 403
        for path in (f"/tickets/{mine['id']}/paper", "/state", "/stream", "/hall"):
            assert client.get(path).status_code == 401
        assert (
            client.post(f"/tickets/{mine['id']}/prioritise", json={"priority": "normal"}).status_code == 401
        )
        key = {"Idempotency-Key": "k"}
        assert (
            client.post(f"/tickets/{mine['id']}/cancel", json={}, headers=key).json()["ticket"]["state"]
            == "cancelled"
        )
        client.headers["Authorization"] = f"Ticket {other['secret']}"
        assert client.post(f"/tickets/{other['id']}/cancel", json={}, headers=key).status_code == 200
        client.headers["Authorization"] = "Ticket"
        assert client.get(f"/tickets/{mine['id']}").status_code == 401


def _document():
    """What docs/security.md says: for each operation which role may ask for it."""
    lines = [each for each in PAGE.read_text(encoding="utf-8").splitlines() if each.startswith("| ")]
    head = next(each for each in lines if each.startswith("| operation"))
    roles = [cell.strip() for cell in head.strip("|").split("|")][1:-1]
    rows = {}
    for line in lines:
        name, *marks, _ = [cell.strip() for cell in line.strip("|").split("|")]
        if re.match(r"`(GET|POST|DELETE|PUT) ", name):
            rows[name.strip("`")] = {role: mark == "●" for role, mark in zip(roles, marks, strict=True)}
    return rows


def _filled(path):
    path = path.replace("{box}", "kiosk-1")
    for name, value in PATH.items():
        path = path.replace(f"{{{name}}}", value)
    return re.sub(r"\{\w+\}", "1", path)


def _try(hall, role, method, path):
    """The problem that it meets at the door; empty where it meets another one, or none."""
    url = f"{hall.hall.url}{_filled(path).replace('kiosk-1', f'{role}-1')}"
    body = {} if method in ("POST", "PUT") else None
    with hall.client.stream(method, url, headers=hall.as_role(role), json=body) as reply:
        if reply.status_code not in (401, 403):
            return ""
        reply.read()
        return problem(reply)
