"""Every refusal of the hall has words that a clerk understands, and every field in them is one that is supplied."""

import ast
from pathlib import Path

import pytest

from config.problems import fields_in, sentence
from config.texts import languages, texts
from link.messages.problems import PROBLEM_TYPES, ProblemType

FIELDS: dict[ProblemType, set[str]] = {
    "bad-request": {"field", "reason"},
    "unknown-case": {"case"},
    "case-state": {"ticket", "state"},
    "rating-over": {"ticket", "minutes"},
    "unknown-reason": {"reason"},
    "unknown-question": {"question"},
    "head-too-large": {"limit_kb"},
    "too-slow": {"seconds"},
    "body-too-large": {"limit_kb"},
    "unknown-route": {"path"},
    "method-not-allowed": {"path", "method"},
    "foreign-origin": {"origin"},
    "too-many-requests": {"seconds"},
    "locked-out": {"seconds"},
    "signed-out": {"why"},
    "password-weak": {"shortest"},
    "unknown-clerk": {"clerk"},
    "clerk-known": {"clerk"},
    "wrong-code": {"tries"},
    "too-many-codes": {"limit"},
    "unknown-service": {"service"},
    "unknown-window": {"window"},
    "unknown-zone": {"zone"},
    "unknown-ticket": {"ticket"},
    "unknown-priority": {"priority"},
    "unknown-printer": {"printer"},
    "unknown-box": {"box"},
    "unknown-series": {"series"},
    "unknown-token": {"token"},
    "unknown-department": {"department"},
    "unknown-booking": {"booking"},
    "span-quota-used-up": {"service", "span", "quota"},
    "anonymous-limit": {"service", "minutes"},
    "person-needed": {"service"},
    "turn-after-closing": {"service", "time"},
    "number-form": {"number", "service"},
    "number-given": {"number"},
    "number-kept": {"number"},
    "no-such-slot": {"service", "time"},
    "slot-full": {"service", "time"},
    "booking-too-soon": {"days"},
    "booking-too-far": {"days"},
    "booking-known": {"booking"},
    "booking-time": {"given"},
    "already-booked": {"limit", "time"},
    "booking-blocked": {"count", "date"},
    "booking-state": {"booking_state"},
    "booking-cancel-late": {"minutes"},
    "booking-early": {"time", "from"},
    "booking-late": {"time"},
    "service-closed": {"service"},
    "service-not-yet-open": {"service", "time"},
    "service-suspended": {"service"},
    "quota-used-up": {"service", "quota"},
    "limit-reached": {"ticket"},
    "numbers-used-up": {"series"},
    "ticket-state": {"ticket", "state"},
    "already-rated": {"ticket"},
    "not-served": {"ticket"},
    "window-not-open": {"window"},
    "window-already-open": {"window"},
    "window-paused": {"window"},
    "window-not-paused": {"window"},
    "window-serving": {"window", "ticket"},
    "window-without-ticket": {"window"},
    "clerk-elsewhere": {"window"},
    "unknown-profile": {"profile"},
    "clerk-may-not": {"clerk", "what"},
    "not-a-deputy": {"clerk", "absent"},
    "window-not-added": {"window"},
    "window-exists": {"window"},
    "reason-missing": {"ticket", "priority"},
    "class-by-staff": {"priority"},
    "other-ticket": {"window"},
    "double-press": {"ticket", "seconds"},
    "recall-limit": {"ticket", "limit"},
    "outcome-missing": {"ticket"},
    "recall-too-soon": {"ticket", "seconds"},
    "missed-too-soon": {"ticket", "seconds"},
    "recall-first": {"ticket", "recalls"},
    "not-arrived": {"ticket"},
    "too-late-to-return": {"ticket", "limit"},
    "no-such-matter": {"ticket", "service"},
    "only-matter": {"ticket", "service"},
    "clerk-away": {"clerk"},
    "unknown-pool": {"pool"},
    "unknown-outcome": {"outcome", "known"},
    "service-not-here": {"window", "service"},
    "nothing-to-undo": {"window"},
    "clock-doubtful": {"time"},
    "other-hall": {"hall", "other"},
}
"""What the hall supplies with each type; a type that is not here carries nothing."""


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("problem", PROBLEM_TYPES)
def test_every_refusal_has_a_title_and_a_detail(problem: ProblemType, language: str) -> None:
    assert texts(language).has(f"problem.{problem}.title")
    assert texts(language).has(f"problem.{problem}.detail")


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("problem", PROBLEM_TYPES)
def test_a_detail_names_only_fields_that_are_supplied(problem: ProblemType, language: str) -> None:
    assert fields_in(texts(language).raw(f"problem.{problem}.detail")) <= FIELDS.get(problem, set())
    assert not fields_in(texts(language).raw(f"problem.{problem}.title"))


def test_a_state_is_said_in_words() -> None:
    said = sentence("ticket-state", {"ticket": "A001", "state": "finished"}, "zh")
    assert "A001 号现在是“已办完”" in said.detail


def test_a_refusal_without_its_fields_still_says_what_it_is() -> None:
    said = sentence("window-not-open", {}, "en")
    assert said.title == said.detail == "Window is not open"


def test_the_words_follow_the_language_of_the_asker() -> None:
    assert sentence("window-not-open", {"window": "3"}, "zh-CN").detail == "3 号窗口还没有开，请先签到开窗"
    assert sentence("window-not-open", {"window": "3"}, "en").detail == "Window 3 is not open; sign in first"


def test_what_a_stranger_sends_is_repeated_but_never_read_as_a_template() -> None:
    assert "{window.__class__}" in sentence("unknown-service", {"service": "{window.__class__}"}, "en").detail


HALL = Path(__file__).parents[2] / "hall"


def _refusals() -> list[tuple[str, str, frozenset[str]]]:
    """Every `refuse("type", field=…)` that is written in the hall: where, which type, which fields."""
    found = []
    for file in sorted(HALL.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "refuse":
                kind = node.args[0] if node.args else None
                if isinstance(kind, ast.Constant) and all(keyword.arg for keyword in node.keywords):
                    names = frozenset(str(keyword.arg) for keyword in node.keywords)
                    found.append((f"{file.relative_to(HALL)}:{node.lineno}", str(kind.value), names))
    return found


def test_the_hall_supplies_every_field_that_its_refusals_name() -> None:
    refusals = _refusals()
    assert len(refusals) > 10
    missing = {
        (place, kind): sorted(fields_in(texts("zh").raw(f"problem.{kind}.detail")) - names)
        for place, kind, names in refusals
        if not fields_in(texts("zh").raw(f"problem.{kind}.detail")) <= names
    }
    assert missing == {}
