"""Which stories of a carried bundle came to their end, for the kept report."""

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    report = yield
    if report.when == "call" and report.passed and "carried" in item.fixturenames:
        stories = item.funcargs["carried"].told["stories"]
        stories += {item.originalname.removeprefix("test_")} - set(stories)
    return report
