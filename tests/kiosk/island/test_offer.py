"""What a citizen sees of a kiosk that is alone."""

from dataclasses import dataclass, field, replace

from kiosk.home import tile_state
from kiosk.island.offer import NO_NUMBER, UNKNOWN, Alone
from kiosk.services import service_state
from kiosk.speech import Speech
from link.messages.definition import Definition, Department, Service
from link.state import State
from link.state.index import Index
from link.views import DepartmentTile, KioskView, ServiceTile

SPEECH = Speech("zh")


@dataclass
class Own:
    """A kiosk's own numbers."""

    has: set[str] = field(default_factory=set)
    given: int = 0

    def has_number(self, state: State, service: Service) -> bool:
        return service.id in self.has

    def given_alone(self, state: State, service: str) -> int:
        return self.given


def service(id: str, **more: object) -> ServiceTile:
    tile = ServiceTile(
        id=id, name=id, name_en="", prefix="A", department="d", zones=(), status="open", waiting=7, ahead=7, opens_at=None,
        quota_left=None, has_papers=False,
    )  # fmt: skip
    return replace(tile, **more)


def alone(own: Own, *tiles: ServiceTile) -> KioskView:
    definition = Definition(
        id="h",
        name="厅",
        departments=(Department(id="d", name="d"),),
        services=tuple(Service(id=each.id, name=each.id) for each in tiles),
    )
    state = State(definition=definition, index=Index(definition, ()))
    department = DepartmentTile(
        id="d",
        name="d",
        name_en="",
        icon="",
        zone="",
        services=tiles,
        status="open",
        waiting=7,
        opens_at=None,
    )
    view = KioskView(
        seq=1, hall="厅", hall_en="", zones=(), departments=(department,), status="open", opens_at=None, hours_text=(),
        is_day_open=True, notices=(),
    )  # fmt: skip
    return Alone(own).view(view, state)


def test_nobody_is_told_that_none_wait_when_nobody_knows():
    view = alone(Own({"a"}), service("a"))
    (department,) = view.departments
    assert department.waiting == department.services[0].ahead == UNKNOWN
    said = tile_state(department.status, "", department.waiting, SPEECH)
    assert said.before == "可以取号"
    assert service_state(department.services[0], State(), SPEECH).before == "可以取号"


def test_a_service_whose_numbers_are_used_up_is_closed_and_with_the_last_the_kiosk_is_away():
    view = alone(Own({"a"}), service("a"), service("b"))
    assert [each.status for each in view.departments[0].services] == ["open", NO_NUMBER]
    assert (view.status, alone(Own(), service("a")).status) == ("open", NO_NUMBER)


def test_no_more_of_a_quota_is_given_than_was_left_when_the_hall_was_heard():
    left = service("a", quota_left=3)
    assert alone(Own({"a"}, given=2), left).departments[0].status == "open"
    assert alone(Own({"a"}, given=3), left).departments[0].status == "full"


def test_what_was_closed_stays_closed():
    later = service("a", status="later")
    assert alone(Own({"a"}), later).departments[0].services == (later,)
