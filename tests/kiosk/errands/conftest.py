"""A kiosk on which errands are tried."""

import pytest
from errand_stand import Errand, county


@pytest.fixture
def errand():
    """Makes a kiosk in the county's hall in the middle of a morning."""

    def make(definition=None, **options):
        return Errand(definition or county(), **options)

    return make
