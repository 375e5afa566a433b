"""Halls that ask for tokens, for the stories of trust."""

import pytest
from trusted_hall import TrustedHall


@pytest.fixture
def make_hall(tmp_path):
    """Halls that the test names; all are closed in the end."""
    made = []

    def make(name="a", **options):
        hall = TrustedHall(tmp_path / name, **options).open()
        made.append(hall)
        return hall

    yield make
    for hall in made:
        if hall.thread.is_alive():
            hall.close()


@pytest.fixture
def hall(make_hall):
    """One hall."""
    return make_hall()
