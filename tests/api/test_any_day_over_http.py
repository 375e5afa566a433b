"""Every command there is over HTTP, in any order: what a real hall answers, tells, shows and keeps."""

import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest
from every_command import ASKED, KINDS
from httpx_sse import EventSource
from over_http import REQUESTED, request_of
from surroundings import Surroundings

from hall.ledger import open_ledger
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages import facts as f
from link.messages.commands import COMMANDS
from link.messages.problems import PROBLEM_TYPES
from link.mirror import Mirror
from link.state import State

HALL = Path(__file__).with_name("any_day.toml").read_text("utf-8")

FILES = (
    HALL,
    HALL.replace("quota = 9", "quota = 3"),
    HALL.replace('services = ["c", "a"]', 'services = ["c", "b"]'),
    HALL.replace('profile = "strict"\n', ""),
    HALL.replace('services = ["b", "d"]\nkind', 'services = ["d", "c"]\nkind'),
)
BROKEN = (
    HALL.replace("quota = 9", "quota = -9"),
    HALL.replace('services = ["b", "d"]\nwhen', 'services = ["b", "moon"]\nwhen'),
    HALL.replace('series = "W"', 'series = "X"'),
    HALL[: len(HALL) // 2] + "[[[",
)
OF_THE_HALL_ALONE = {c.Tick, c.TakeLead, c.DefineHall}
"""What nobody asks for over HTTP: the clock, the takeover; a definition comes with a reload of the file."""

OTHERS = re.compile(
    r"/(people|staff|tokens|codes|pairing|links|outbox|sessions?|boxes/\{box\}/renew|audit|citizen|hall/reload"
    r"|tickets/find|bookings/find)"
)
"""Routes of trust and of persons and of finding, which change nothing of the queue; and the reload, which is asked for below."""


class HallOverHttp(Surroundings):
    """A live hall as its boxes know it: by the answers it gives and the facts it tells."""

    def __init__(self, live: Any) -> None:
        super().__init__()
        self.live, self.screen, self.booked = live, Mirror(), []
        self.box = httpx.Client(base_url=live.hall.url, timeout=60, trust_env=False)
        self._stream = self.box.stream("GET", "/api/v1/stream")
        self._events = EventSource(self._stream.__enter__()).iter_sse()
        self.presses, self.asked_facts = 0, list[int]()
        self.follow()

    @property
    def state(self) -> State:
        return self.screen.state

    @property
    def now(self) -> Any:
        return self.live.clock()

    def close(self) -> None:
        self._stream.__exit__(None, None, None)
        self.box.close()

    def follow(self) -> None:
        """Read the stream up to what the hall has published by now."""
        seq = self.live.seq
        while self.state.seq < seq or not self.screen.last_id:
            event = next(self._events)
            self.screen.hear(event.event, event.data)
            if event.event == "fact":
                fact = json.loads(event.data)
                self._learn(fact)
                self.asked_facts += [fact["seq"]] if fact["command"] else []

    def is_nothing_done_since(self, seq: int) -> bool:
        """Whether nobody's wish has made a fact since; what the clock makes comes when it comes."""
        self.follow()
        return not [each for each in self.asked_facts if each > seq]

    def _learn(self, fact: dict[str, Any]) -> None:
        if fact["kind"] == "numbers_leased" and fact["box"] in self.kiosks:
            days = self.kiosks[fact["box"]].leases
            assert self.state.day is not None
            days.setdefault((self.state.day, fact["series"]), []).extend(
                range(fact["first"], fact["last"] + 1)
            )

    def ask(self, path: str, body: dict[str, Any]) -> httpx.Response:
        """Ask, and ask again: what was done is done once and answered alike, what was refused is refused in words."""
        self.presses += 1
        headers = {"Idempotency-Key": f"k{self.presses}", "Jiaohao-Box": f"k{self.presses % 2 + 1}"}
        answer = self.live.post(path, body, **headers)
        assert answer.status_code < 500, answer.text
        seq = self.live.seq
        if answer.status_code >= 400:
            self.refused(answer, self.live.post(path, body, **headers, **{"Accept-Language": "zh"}))
        else:
            again = self.live.post(path, body, **headers)
            assert (again.status_code, again.text) == (answer.status_code, answer.text)
        assert self.is_nothing_done_since(seq)
        return answer

    def refused(self, answer: httpx.Response, chinese: httpx.Response) -> None:
        for each in (answer, chinese):
            problem = each.json()
            assert each.headers["content-type"] == "application/problem+json"
            assert problem["type"].removeprefix("urn:jiaohao:problem:") in PROBLEM_TYPES
            assert problem["detail"]
            assert not set("{}") & set(problem["title"] + problem["detail"])
        assert answer.json()["type"] == chinese.json()["type"]
        assert re.search("[\u4e00-\u9fff]", chinese.json()["detail"])

    def reload(self, text: str) -> httpx.Response:
        self.live.file.write_text(text, "utf-8")
        return self.live.post("/hall/reload")


@pytest.fixture
def make_day(make_hall: Any) -> Iterator[Any]:
    made = []

    def make() -> HallOverHttp:
        live = make_hall()
        live.file.write_text(HALL, "utf-8")
        live.open()
        made.append(HallOverHttp(live))
        return made[-1]

    yield make
    for each in made:
        each.close()


def test_every_command_is_asked_over_http_or_is_the_halls_own():
    assert set(COMMANDS) == REQUESTED | OF_THE_HALL_ALONE
    assert not REQUESTED & OF_THE_HALL_ALONE


def test_each_file_says_something_else():
    assert len({*FILES, *BROKEN}) == len(FILES) + len(BROKEN)


def play(day: HallOverHttp, chance: Random, steps: int) -> set[str]:
    """So many things happen; the paths that were asked."""
    people = [_person(day, sign) for sign in "ab"]
    asked = set()
    for step in range(steps):
        day.live.clock.forward(chance.choice([0, 1, 4, 4, 30, 120]))
        if step % 25 == 24:
            tomorrow = day.at_clock(1, "08:35") - day.now
            day.live.clock.forward(chance.choice([600, 3600, tomorrow.total_seconds()]))
        if step % 10 == 9:
            looks_the_same(day)
            reads_its_file(day, chance)
        for command in _commands(day, chance):
            path, body = request_of(command)
            if body.get("person"):
                body["person"] = people[int(body["person"][-1]) % 2]
            answer = day.ask(path, body)
            asked.add(path)
            if path == "/bookings" and answer.status_code == 201:
                day.booked.append(answer.json()["booking"])
    return asked


def _commands(day: HallOverHttp, chance: Random) -> list[c.Command]:
    """One of any kind; or a window works."""
    if chance.random() < 0.75:
        kinds = [kind for kind in KINDS if kind in REQUESTED]
        return [ASKED[chance.choice(kinds)](day, chance)]
    window = chance.choice([*day.state.windows.values()])
    opened = [c.OpenWindow(window=window.id, clerk="")] if window.state == "closed" else []
    taken = [c.TakeTicket(service=each) for each in window.services[: chance.choice([0, 1, 2])]]
    return [*opened, *taken, c.CallNext(window=window.id, outcome="即办件")]


def looks_the_same(day: HallOverHttp) -> None:
    """What is read, what was told, and what the hall goes by."""
    shown = day.live.client.get("/state?all=1").json()
    day.follow()
    state, own = day.state, day.live.hall._desk.published_day.public
    if not shown["seq"] == state.seq == own.seq:
        return  # the clock made something happen meanwhile
    tickets = {
        each["id"]: (each["number"], each["service"], each["state"], each["window"] or "")
        for each in shown["tickets"]
    }
    assert tickets == {
        id: (each.number, each.service, each.state, each.window)
        for id, each in {**own.tickets, **own.ended}.items()
    }
    assert {id: each for id, each in tickets.items() if id in state.tickets} == {
        id: (each.number, each.service, each.state, each.window) for id, each in state.tickets.items()
    }
    windows = {each["id"]: (each["state"], each["ticket"], each["services"]) for each in shown["windows"]}
    assert windows == {id: (each.state, each.ticket, [*each.services]) for id, each in state.windows.items()}
    counts = {queue: count for queue, count in state.waiting.counts() if ":" not in queue}
    assert {queue: count for queue, count in shown["waiting"].items() if count} == counts  # fmt: skip


def reads_its_file(day: HallOverHttp, chance: Random) -> None:
    """A wrong file is refused in words and changes nothing; a right one is taken in."""
    before = day.live.client.get("/hall").text
    seq = day.live.seq
    refused = day.reload(chance.choice(BROKEN))
    assert 400 <= refused.status_code < 500
    assert refused.json()["detail"]
    assert day.live.client.get("/hall").text == before
    assert day.is_nothing_done_since(seq)
    assert day.reload(chance.choice(FILES)).status_code == 200
    day.follow()


def _person(day: HallOverHttp, sign: str) -> str:
    kept = day.live.post("/people", {"hash": sign * 64, "masked": "110***********1234"})
    assert kept.status_code == 200, kept.text
    return kept.json()["person"]


@pytest.mark.parametrize("seed", range(2))
def test_any_day(make_day: Any, caplog: pytest.LogCaptureFixture, seed: int) -> None:
    a_day_is_right(make_day(), caplog, Random(seed), 60)


@pytest.mark.soak
@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", range(100, 120))
def test_any_long_day(make_day: Any, caplog: pytest.LogCaptureFixture, seed: int) -> None:
    a_day_is_right(make_day(), caplog, Random(seed), 400)


def a_day_is_right(day: HallOverHttp, caplog: pytest.LogCaptureFixture, chance: Random, steps: int) -> None:
    """What was told, shown and logged while it was played, and that the ledger makes the very same day again."""
    caplog.set_level(logging.WARNING)
    play(day, chance, steps)
    looks_the_same(day)
    live = day.live
    own = live.hall._desk.published_day
    shown = live.client.get("/state?all=1").json()
    day.close()
    live.close()
    assert not [each for each in caplog.records if each.exc_info or each.levelno >= logging.ERROR]
    ledger = open_ledger(live.settings.data, live.clock())
    try:
        facts = list(ledger.facts())
    finally:
        ledger.close()
    assert [each.seq for each in facts] == list(range(1, len(facts) + 1))
    assert replay(facts) == own
    assert shown["seq"] <= facts[-1].seq
    assert len({each.body.ticket for each in facts if isinstance(each.body, f.TicketIssued)}) == sum(
        isinstance(each.body, f.TicketIssued) for each in facts
    )


def test_every_route_that_changes_the_queue_is_asked(make_day: Any) -> None:
    day = make_day()
    asked = {re.sub(r"(?<=/)(w\d|t\d|d\d|k\d|[abcdzy])(?=/)", "{}", path) for path in _all_paths(day)}
    page = day.live.client.get(f"{day.live.hall.url}/openapi.json").json()["paths"]
    routes = {
        re.sub(r"\{\w+\}", "{}", path.removeprefix("/api/v1"))
        for path, verbs in page.items()
        if "post" in verbs and not OTHERS.search(path)
    }
    assert asked == routes


def _all_paths(day: HallOverHttp) -> set[str]:
    """The paths of many commands of each kind, none of them asked."""
    chance = Random(1)
    day.booked = ["k1"]
    paths = set()
    for kind in REQUESTED:
        for _ in range(40):
            paths.add(re.sub(r"/nobody/|/nothing/|/w9/", "/k1/", request_of(ASKED[kind](day, chance))[0]))
    return paths
