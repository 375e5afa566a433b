"""Ratings through a platform that fails half the time, and a hall that is killed in between: each arrives, and once.
A hundred in every test run; a thousand by `make soak`, whose report is kept in docs/proofs/."""

import json
import os
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from platform import machine, python_version, system
from random import Random

import httpx
import pytest
from platform_above import KEY, PlatformAbove

HALL = """
[hall]
id = "mortal"
name = "厅"

[policy]
double_press_s = 0.0
low_volume = true

[[department]]
id = "d"
name = "科"
series = "A"

[[series]]
id = "A"
digits = 4

[[service]]
id = "a"
name = "甲"
department = "d"

[[window]]
id = "w1"
services = "*"

[outbox]
url = "{url}"
key = "above.key"
"""

PROOF = Path(__file__).parents[3] / "docs/proofs/ratings.json"
SCRIPT = Path(__file__).with_name("mortal_hall.py")


class MortalHall:
    """A hall that is killed and started again; who asks it tries until it is there."""

    def __init__(self, folder: Path, url: str) -> None:
        self.config, self.data = folder / "hall.toml", folder / "data"
        self.config.write_text(HALL.format(url=url), "utf-8")
        (folder / "above.key").write_bytes(KEY + b"\n")
        self.kills = 0
        self.start()

    def start(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-P", str(SCRIPT), str(self.config), str(self.data)],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        url = self.process.stdout.readline().strip()
        assert url.startswith("http"), "the hall did not start"
        self.line = httpx.Client(base_url=f"{url}/api/v1", timeout=30, trust_env=False)

    def kill(self) -> None:
        self.line.close()
        self.process.kill()
        self.process.wait(30)
        self.kills += 1

    def post(self, path: str, key: str, **body: object) -> dict[str, object]:
        """What the hall answers once it does, whatever happens to it meanwhile."""
        for _ in range(20):
            try:
                answer = self.line.post(path, json=body, headers={"Idempotency-Key": key})
            except httpx.HTTPError:
                self.kill()
                self.start()
                continue
            if answer.status_code < 500:
                assert answer.is_success, answer.text
                return answer.json()
        raise AssertionError(f"{path} was never answered")


def bring(tmp_path: Path, count: int, kills: int, within_s: float) -> dict[str, object]:
    """So many ratings, so many kills; and what must be true in the end. What was found, for docs/proofs."""
    draw = Random(count)
    platform = PlatformAbove(chance=0.5, hang_s=0.6, seed=count)
    hall = MortalHall(tmp_path, platform.url)
    dying = set(draw.sample(range(count), kills))
    fatal = sorted(draw.sample(range(count // 2, count), kills))
    rated, begun = [], time.monotonic()
    try:
        hall.post("/windows/w1/open", "open", clerk="1001")
        for press in range(count):
            ticket = hall.post("/windows/w1/walk", f"walk-{press}", service="a")["ticket"]
            hall.post(f"/tickets/{ticket['id']}/rating", f"rate-{press}", grade=draw.randint(1, 5))
            rated.append(f"mortal.{ticket['id']}.1")
            if press in dying:
                hall.kill()
                hall.start()
        ends_at = time.monotonic() + within_s
        while len(platform.letters) < count and time.monotonic() < ends_at:
            if fatal and len(platform.letters) >= fatal[0]:  # while letters are on their way
                fatal.pop(0)
                hall.kill()
                hall.start()
            time.sleep(0.005)
        platform.chance = 0.0
        stands = _settled(hall, ends_at)
    finally:
        hall.kill()
        platform.close()
    assert platform.wrong == []
    assert [each["id"] for each in platform.values()] == rated, (
        "each once, in the order in which they were made"
    )
    assert (stands["waiting"], stands["aside"], stands["delivered"]) == (0, 0, count)
    assert platform.tries > count * 1.5
    assert hall.kills > kills  # the last one ends the test
    ids = [each["id"] for each in platform.values()]
    return {
        "at": date.today().isoformat(),
        "machine": f"{system()} {machine()}, Python {python_version()}, {os.cpu_count()} cores",
        "minutes": round((time.monotonic() - begun) / 60, 1),
        "ratings": count,
        "tries": platform.tries,
        "failures": dict(sorted(platform.troubles.items())),
        "kills": hall.kills - 1,
        "arrived": len(ids),
        "lost": len(set(rated) - set(ids)),
        "doubled": len(ids) - len(set(ids)),
        "out_of_order": sum(one != other for one, other in zip(ids, rated, strict=True)),
        "changed_on_the_way": len(platform.wrong),
    }


def _settled(hall: MortalHall, ends_at: float) -> dict[str, object]:
    while (stands := hall.line.get("/outbox").json())["waiting"] and time.monotonic() < ends_at:
        time.sleep(0.05)
    return stands


@pytest.mark.timeout(400)
def test_a_hundred_ratings_arrive_once_each_whatever_fails(tmp_path):
    bring(tmp_path, 100, kills=1, within_s=200)


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_thousand_ratings_arrive_once_each_whatever_fails(tmp_path):
    found = bring(tmp_path, 1000, kills=25, within_s=1700)
    PROOF.write_text(json.dumps(found, indent=1) + "\n", "utf-8")
