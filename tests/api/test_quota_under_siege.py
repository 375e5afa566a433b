"""A quota that many ask for at the same moment: not one ticket more is given, and not one less."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx

CLIENTS, QUOTA = 64, 50


def test_64_at_once_get_the_50_there_are(hall):
    text = hall.file.read_text("utf-8").replace('name = "办卡"', f'name = "办卡"\nquota = {QUOTA}')
    hall.file.write_text(text, "utf-8")
    assert hall.post("/hall/reload").status_code == 200

    def asks(number: int) -> list[tuple[int, str]]:
        """One kiosk, whose citizens press twice; each press is sent again, as if its answer had been lost."""
        with httpx.Client(base_url=f"{hall.hall.url}/api/v1", timeout=90, trust_env=False) as client:
            answers = []
            for press in (1, 1, 2, 2):
                headers = {"Jiaohao-Box": f"k{number}", "Idempotency-Key": f"press-{press}"}
                answer = client.post("/tickets", json={"service": "cards"}, headers=headers)
                told = answer.json()
                answers.append((answer.status_code, told.get("number") or told["type"]))
            return answers

    with ThreadPoolExecutor(CLIENTS) as crowd:
        answers = [each for kiosk in crowd.map(asks, range(CLIENTS)) for each in kiosk]
    given = Counter(number for status, number in answers if status == 201)
    assert len(given) == QUOTA
    assert set(given.values()) == {2}
    assert {each for each in answers if each[0] != 201} == {(409, "urn:jiaohao:problem:quota-used-up")}
    state = hall.client.get("/state?all=1").json()
    assert sorted(each["number"] for each in state["tickets"]) == sorted(given)
    assert state["waiting"]["cards"] == QUOTA
