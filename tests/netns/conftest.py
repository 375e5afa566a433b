"""A LAN of network namespaces for each test; skipped, with the reason, where this machine cannot make one."""

from collections.abc import Iterator

import pytest
from lan.network import Lan, NoNamespaces


@pytest.fixture
def lan() -> Iterator[Lan]:
    try:
        made = Lan().__enter__()
    except NoNamespaces as why:
        pytest.skip(f"this machine makes no network namespaces: {why}")
    try:
        yield made
    finally:
        made.__exit__()
