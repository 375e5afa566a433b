"""A browser that becomes a box by a link: once, in time, by a cookie that no page of others can use."""

import httpx
import pytest

from hall.access.links import LIFE_S, MOST, Links
from hall.trust.certificate import FOLDER
from hall.trust.token import Wish
from hall.trust.trust import LOCAL_FILE
from link.messages.problems import Refused
from link.pairing.grant import grant_of
from link.pinned import name_of, pinned_context

BOARD = Wish(role="display", box="tv-1", zones=("left",))


def test_a_link_is_good_once():
    links = Links()
    code = links.make(BOARD, "boss", 0.0)
    assert links.use(code, 1.0) == (BOARD, "boss")
    with pytest.raises(Refused, match="link-over"):
        links.use(code, 1.0)


def test_a_link_that_nobody_opened_runs_out():
    links = Links()
    code = links.make(BOARD, "boss", 0.0)
    with pytest.raises(Refused, match="link-over"):
        links.use(code, LIFE_S)


@pytest.mark.parametrize("guess", ["", "a", "\ud800", "x" * 22])
def test_a_guess_opens_nothing(guess):
    links = Links()
    links.make(BOARD, "boss", 0.0)
    with pytest.raises(Refused, match="link-over"):
        links.use(guess, 1.0)


def test_so_many_links_and_no_more_until_they_run_out():
    links = Links()
    for _ in range(MOST):
        links.make(BOARD, "boss", 0.0)
    with pytest.raises(Refused, match="too-many-requests"):
        links.make(BOARD, "boss", 1.0)
    links.make(BOARD, "boss", LIFE_S)


@pytest.fixture
def hall(make_hall):
    """A hall on TLS, and the client of a technician on its own machine."""
    live = make_hall(is_trusted=True)
    live.open()
    grant = grant_of((live.settings.data / FOLDER / LOCAL_FILE).read_bytes())
    tls = pinned_context(grant.authority)
    opened = []

    def browser(**headers):
        """A browser that trusts the hall; it keeps cookies."""
        opened.append(
            httpx.Client(
                base_url=f"{live.hall.url}/api/v1", verify=tls, headers=headers, timeout=60, trust_env=False
            )
        )
        opened[-1].event_hooks["request"] = [
            lambda request: request.extensions.update(sni_hostname=name_of("test"))
        ]
        return opened[-1]

    live.browser = browser
    live.technician = browser(Authorization=f"Bearer {grant.token}")
    yield live
    for each in opened:
        each.close()


def opened(hall, **wish):
    made = hall.technician.post("/links", json={"role": "display", "box": "tv-1"} | wish)
    assert made.status_code == 201, made.text
    browser = hall.browser()
    return browser, browser.get(made.json()["path"].removeprefix("/api/v1"))


def problem(reply):
    return reply.json()["type"].rpartition(":")[2]


def test_a_browser_that_opened_a_link_is_that_box_and_no_more(hall):
    browser, entered = opened(hall, zones=["left"])
    assert entered.json() == {"role": "display", "box": "tv-1", "windows": [], "zones": ["left"]}
    assert browser.get("/views/board/left").status_code == 200
    assert browser.get("/views/board/right").status_code == 403
    assert browser.get("/audit").status_code == 403
    assert (
        browser.post("/tickets", json={"service": "cards"}, headers={"Origin": hall.hall.url}).status_code
        == 403
    )


def test_nobody_gives_away_more_than_they_have(hall):
    def made(wish, **asked):
        return hall.browser(Authorization=f"Bearer {asked['by']}").post(asked["at"], json=wish).status_code

    def token(**wish):
        return hall.technician.post("/tokens", json=wish).json()["token"]

    technician = token(role="technician", box="laptop")
    of_one_room = token(role="technician", box="tablet", zones=["left"])
    manager = token(role="manager", box="console")
    for at in ("/tokens", "/links", "/pairing/codes"):
        boss, board = {"role": "manager", "box": "x"}, {"role": "display", "box": "y"}
        assert made(boss, by=technician, at=at) == 403, (
            "who looks after boxes makes nobody who looks after people"
        )
        assert made(boss, by=manager, at=at) == 201
        assert made(board, by=technician, at=at) == 201
        assert made(board, by=of_one_room, at=at) == 403
        assert made(board | {"zones": ["left", "right"]}, by=of_one_room, at=at) == 403
        assert made(board | {"zones": ["left"]}, by=of_one_room, at=at) == 201


def test_the_cookie_is_for_no_script_no_other_site_and_no_plain_line(hall):
    _, entered = opened(hall)
    said = entered.headers["set-cookie"]
    name, _, rest = said.partition("=")
    assert name == "__Host-jiaohao"
    assert {each.strip().lower() for each in rest.split(";")[1:] if "max-age" not in each.lower()} == {
        "httponly", "secure", "samesite=strict", "path=/",
    }  # fmt: skip
    assert "no-store" in entered.headers["cache-control"]


def test_the_link_is_worth_nothing_to_the_second_who_opens_it(hall):
    made = hall.technician.post("/links", json={"role": "display", "box": "tv-1"}).json()["path"]
    path = made.removeprefix("/api/v1")
    assert hall.browser().get(path).status_code == 200
    again = hall.browser().get(path)
    assert (again.status_code, problem(again)) == (404, "link-over")
    assert "set-cookie" not in again.headers


@pytest.mark.parametrize("origin", [None, "null", "https://evil.example", "http://127.0.0.1"])
def test_a_cookie_presses_nothing_without_a_page_of_the_halls_own(hall, origin):
    browser, _ = opened(hall, role="desk", box="web-desk")
    headers = {} if origin is None else {"Origin": origin}
    reply = browser.post("/tickets", json={"service": "cards"}, headers=headers)
    assert (reply.status_code, problem(reply)) == (403, "foreign-origin")
    own = browser.post("/tickets", json={"service": "cards"}, headers={"Origin": hall.hall.url})
    assert own.status_code == 201


def test_the_hall_is_called_by_its_own_name_or_an_address_and_nothing_else(hall):
    for host in ("evil.example", "test.jiaohao.internal.evil.example", "other.jiaohao.internal", ""):
        reply = hall.technician.get("/state", headers={"Host": host})
        assert (reply.status_code, problem(reply)) == (403, "foreign-origin"), host
    for host in ("test.jiaohao.internal", "TEST.jiaohao.internal:8600", "10.0.0.7:8600", "[fe80::1]:8600"):
        assert hall.technician.get("/state", headers={"Host": host}).status_code == 200, host


def test_a_browser_whose_box_is_revoked_is_out(hall):
    browser, _ = opened(hall)
    assert browser.get("/state").status_code == 200
    listed = hall.technician.get("/tokens").json()["tokens"]
    token = next(each["id"] for each in listed if each["box"] == "tv-1")
    assert hall.technician.post(f"/tokens/{token}/revoke", json={}).status_code == 200
    assert (browser.get("/state").status_code, problem(browser.get("/state"))) == (401, "token-unknown")


def test_who_made_a_link_and_that_it_was_opened_is_in_the_record(hall):
    opened(hall)
    deeds = hall.technician.get("/audit").json()["entries"]
    assert [(each["action"], each["about"]) for each in deeds if "link" in each["action"]] == [
        ("link-made", "tv-1"),
        ("link-opened", "tv-1"),
    ]
