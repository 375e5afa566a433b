"""What waits longest begins first: two workers take whole files, and a long one begun last is waited for by one alone."""

from hypothesis import settings

# How long an example takes says nothing on a machine that does other things too.
settings.register_profile("jiaohao", deadline=None)
settings.load_profile("jiaohao")

LONG = ("netns", "installed", "journeys", "crash", "ha", "web", "fuzz")
"""Folders whose stories wait for whole machines, networks and browsers rather than work."""


def pytest_collection_modifyitems(config, items):
    root = config.rootpath / "tests"

    def rank(item):
        folder = item.path.relative_to(root).parts[0] if item.path.is_relative_to(root) else ""
        return LONG.index(folder) if folder in LONG else len(LONG)

    items.sort(key=rank)
