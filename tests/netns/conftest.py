"""A LAN of network namespaces for the stories of a file; skipped, with the reason, where this machine cannot make one."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from lan.network import Host, Lan, NoNamespaces
from lan.parties import BoxOn, HallOn


@pytest.fixture(scope="module")
def lan() -> Iterator[Lan]:
    try:
        made = Lan().__enter__()
    except NoNamespaces as why:
        pytest.skip(f"this machine makes no network namespaces: {why}")
    try:
        yield made
    finally:
        made.__exit__()


@pytest.fixture(scope="module")
def hall(lan, tmp_path_factory) -> HallOn:
    """A hall at 192.0.2.1, serving. Whoever stops or moves it puts it back."""
    made = HallOn(lan.host(1), tmp_path_factory.mktemp("hall"), "yunxi")
    made.start()
    return made


@pytest.fixture(scope="module")
def numbers() -> Iterator[int]:
    return itertools.count(10)


@pytest.fixture
def new_host(lan, numbers, tmp_path) -> Callable[..., Host]:
    """One more machine; `has_bad_cable` where it is to be disturbed."""

    def make(**options: bool) -> Host:
        return lan.host(next(numbers), log=tmp_path / "cable.log", **options)

    return make


@pytest.fixture
def new_box(hall, new_host, tmp_path) -> Iterator[Callable[..., BoxOn]]:
    """A box that has been paired with the hall, or with another."""
    made: list[BoxOn] = []

    def make(name: str, role: str = "kiosk", at: HallOn | None = None, **options: bool) -> BoxOn:
        box = BoxOn(new_host(**options), tmp_path / name, name)
        box.trust((at or hall).grant(role, name))
        made.append(box)
        return box

    yield make
    for box in made:
        box.host.end()
