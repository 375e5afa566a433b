"""A wrong file read again by a running hall: named in one line, and the hall goes on with what it had."""

import pytest

EXTRA = """
[[service]]
id = "papers"
name = "证明"
department = "all"
series = "A"
quotas = ["08:00-12:00 60", "12:00-20:00 40"]
[[series]]
id = "B"
prefix = "B"
first = 1
last = 500
[[profile]]
id = "first"
services = ["cards", "papers"]
when = [{ service = "cards", longer_than = 5 }, { wait_over_min = 30 }]
ratio = [{ service = "cards", count = 2 }, { service = "papers", count = 1 }]
"""

WRONG = [
    # a story, what stands there, what is written instead, what the line says
    ("a condition that is never reached", "{ wait_over_min = 30 }", '{ service = "cards", longer_than = 9 }', "is never reached"),
    ("two parts of a ratio for the same", 'service = "papers", count = 1', 'service = "cards", count = 1', "is listed twice"),
    ("a profile that calls nothing there is", '["cards", "papers"]', '["cards", "paper"]', "Did you mean papers?"),
    ("a condition for what is not called here", 'when = [{ service = "cards"', 'when = [{ service = "night"', "is not called here"),
    ("parts of the day that overlap", '"12:00-20:00 40"', '"11:00-20:00 40"', "overlap"),
    ("a series that ends before it begins", "last = 500", "last = 0", "series[B].last"),
    ("two series with one letter", 'prefix = "B"', 'prefix = "A"', "series[B].prefix"),
    ("hours that overlap", '"daily 08:00-20:00"', '"daily 08:00-20:00", "mon 19:00-21:00"', "overlap"),
    ("a file that is cut off", "[[profile]]", "[[profile", "hall.toml"),
]  # fmt: skip


@pytest.fixture(scope="module")
def at_work(open_hall):
    """A hall in mid-morning: somebody is served, somebody waits, a profile is in force."""
    open_hall.file.write_text(open_hall.file.read_text("utf-8") + EXTRA, "utf-8")
    assert open_hall.post("/hall/reload").status_code == 200
    open_hall.open_window("w1")
    assert open_hall.post("/windows/w1/profile", {"profile": "first"}).status_code == 200
    open_hall.take()
    open_hall.next("w1")
    assert open_hall.post("/windows/w1/start").status_code == 200
    open_hall.take()
    return open_hall


@pytest.mark.parametrize(
    ("old", "new", "said"), [each[1:] for each in WRONG], ids=[each[0] for each in WRONG]
)
def test_a_wrong_file_is_named_and_the_hall_goes_on(at_work, old, new, said):
    good = at_work.file.read_text("utf-8")
    before = [at_work.client.get(path).text for path in ("/hall", "/state", "/views/caller/w1")]
    assert old in good
    at_work.file.write_text(good.replace(old, new, 1), "utf-8")
    refused = at_work.post("/hall/reload")
    at_work.file.write_text(good, "utf-8")
    assert refused.status_code == 422
    assert said in refused.json()["detail"]
    assert "\n" not in refused.json()["detail"]
    assert [at_work.client.get(path).text for path in ("/hall", "/state", "/views/caller/w1")] == before
    taken = at_work.take()
    assert at_work.next("w1")["ticket"]["number"] < taken["number"]
    assert at_work.post("/windows/w1/start").status_code == 200
