"""How long one waits, over HTTP: nothing while nothing is proven, then a range for who comes and for who waits."""


def serve_steadily(hall, count):
    """Three people wait at any time, and each takes four minutes."""
    hall.open_window()
    for _ in range(3):
        hall.take()
    for _ in range(count):
        hall.clock.forward(230)
        hall.next()
        hall.take()


def test_a_hall_that_has_proven_nothing_tells_only_who_is_ahead(hall):
    hall.take()
    waits = hall.client.get("/waits").json()
    assert {"service": "cards", "ahead": 1, "wait": None} in waits["services"]
    assert hall.take()["wait"] is None


def test_a_hall_that_has_proven_right_tells_a_range(hall):
    serve_steadily(hall, 30)
    told = next(each for each in hall.client.get("/waits").json()["services"] if each["service"] == "cards")
    assert told["ahead"] == 3
    low, high = told["wait"]
    assert 6 <= low < high <= 40
    taken = hall.take()
    assert taken["wait"] == [low, high]


def test_the_range_of_who_waits_shrinks_as_the_queue_moves(hall):
    serve_steadily(hall, 30)
    taken = hall.take()
    hall.clock.forward(230)
    hall.next()
    hall.clock.forward(230)
    hall.next()
    later = hall.client.get(f"/tickets/{taken['id']}").json()
    assert later["ahead"] == taken["ahead"] - 2
    assert later["wait"][1] < taken["wait"][1]


def test_who_has_been_called_waits_no_more(hall):
    serve_steadily(hall, 30)
    called = hall.next()["ticket"]
    assert hall.client.get(f"/tickets/{called['id']}").json()["wait"] is None
