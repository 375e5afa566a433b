"""Who may be connected: one address has its share, strangers make room for the next, boxes with a token keep their place."""

from hall.access.limits import Rate
from hall.access.room import Room

OFTEN = Rate(per_s=1000.0, burst=1000)


class Line:
    """A connection that knows whether it was cut."""

    def __init__(self):
        self.is_cut = False

    def cut(self):
        self.is_cut = True


def came(room, host, now_s=0.0):
    line = Line()
    return line, room.enter(host, line.cut, now_s)


def test_one_address_cannot_hold_all_connections_and_this_machine_may():
    room = Room(most_of_one=4, arrivals=OFTEN)
    seats = [came(room, "10.0.0.9")[1] for _ in range(6)]
    assert [seat is not None for seat in seats] == [True] * 4 + [False] * 2
    assert came(room, "10.0.0.10")[1] is not None
    assert all(came(room, "127.0.0.1")[1] for _ in range(50))
    seats[0].leave()
    assert came(room, "10.0.0.9")[1] is not None


def test_the_stranger_who_came_first_makes_room_and_a_box_with_a_token_never():
    room = Room(most_strangers=3, arrivals=OFTEN)
    box, seat = came(room, "10.0.0.2")
    seat.known()
    crowd = [came(room, f"10.0.1.{number}") for number in range(5)]
    assert [line.is_cut for line, _ in crowd] == [True, True, False, False, False]
    assert not box.is_cut
    assert room.strangers == 3


def test_who_comes_again_and_again_has_to_wait_and_others_do_not():
    room = Room(arrivals=Rate(per_s=2.0, burst=3))
    for _ in range(3):
        came(room, "10.0.0.9")[1].leave()
    assert came(room, "10.0.0.9")[1] is None
    assert came(room, "10.0.0.10")[1] is not None
    assert came(room, "10.0.0.9", now_s=1.0)[1] is not None


def test_a_seat_is_given_back_once():
    room = Room(most_of_one=1, arrivals=OFTEN)
    _, seat = came(room, "10.0.0.9")
    seat.leave()
    seat.leave()
    assert came(room, "10.0.0.9")[1] is not None
    assert came(room, "10.0.0.9")[1] is None


def test_a_connection_that_cannot_be_cut_any_more_is_gone_all_the_same():
    room = Room(most_strangers=1, arrivals=OFTEN)

    def gone():
        raise OSError(9, "closed already")

    room.enter("10.0.0.9", gone, 0.0)
    assert came(room, "10.0.0.10")[1] is not None
    assert room.strangers == 1
