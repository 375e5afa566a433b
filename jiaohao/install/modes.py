"""Files that the parts can read, who are not root, however strict root's own umask is."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

USUAL: Final = 0o022
"""Debian's own (login.defs(5)); hardened machines give root 077."""


@contextmanager
def readable_by_the_parts() -> Iterator[None]:
    """What is made meanwhile, also by the commands that are run, everybody may read unless it is said otherwise."""
    before = os.umask(USUAL)
    try:
        yield
    finally:
        os.umask(before)
