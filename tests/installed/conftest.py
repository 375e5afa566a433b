"""One machine for all stories of a file; skipped with the reason where none can be booted."""

import pytest
from booted.machine import booted, prepared, torn_down, why_not


@pytest.fixture(scope="module")
def machine(tmp_path_factory):
    if reason := why_not():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("machine")
    prepared(folder)
    try:
        up = booted(folder)
        yield up
        up.off()
    finally:
        torn_down(folder)
