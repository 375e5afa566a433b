"""The lists beside the ticket, and what is chosen from lists."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from caller.choices import Chooser, Option
from link.messages.definition import Definition, Series, Service

Desk = Any
Open = Callable[..., Desk]
LETTERS = "ABCDEF"


def many_series(hall: Definition) -> Definition:
    """A hall whose window 3 calls six series."""
    return replace(
        hall,
        series=tuple(Series(id=letter, prefix=letter) for letter in LETTERS),
        services=tuple(
            Service(id=letter, name=f"{letter} 类", department="civil", series=letter) for letter in LETTERS
        ),
        windows=(replace(hall.windows[0], services=tuple(LETTERS)),),
    )


def test_a_window_of_many_series_shows_the_busiest_and_the_rest_together(on_screen: Open) -> None:
    desk = on_screen(many_series(on_screen().hall.state.definition))
    for letter in "BFFFDD":
        desk.hall.take(letter)
    assert [(row.mark, row.text, row.strong) for row in desk.shown.rows] == [
        ("B", "B 类", "1"), ("D", "D 类", "2"), ("F", "F 类", "3"), ("", "另有 3 类", "0"),
    ]  # fmt: skip
    assert [row.mark for row in desk.shown.coming] == ["B001", "F001"]


def test_who_waits_is_counted_in_minutes_since_their_ticket(desk: Desk) -> None:
    desk.hall.take()
    desk.wait(1080)
    desk.hall.take("wed")
    desk.wait(60)
    assert [(row.mark, row.quiet) for row in desk.shown.rows] == [("A", "最长 18 分"), ("E", "最长 0 分")]
    desk.hear()
    assert [(row.mark, row.quiet) for row in desk.shown.rows] == [("A", "最长 19 分"), ("E", "最长 1 分")]


def test_a_list_longer_than_the_page_moves_with_the_choice(desk: Desk) -> None:
    for _ in range(12):
        desk.hall.take()

    async def day() -> None:
        await desk.sign_in()
        await desk.press("pick")
        for _ in range(5):
            desk.presenter.step(1)

    asyncio.run(day())
    assert [each.is_chosen for each in desk.shown.options].index(True) == 5
    assert desk.shown.choice.place == "6/6"


def test_what_is_typed_narrows_a_choice_down_by_mark_or_by_name() -> None:
    options = (
        Option(value="a", text="Marriage", mark="E"),
        Option(value="b", text="Mortgage", mark="A"),
        Option(value="c", text="Estate", mark="B"),
    )
    choice = Chooser(kind="transfer", options=options)
    assert [each.value for each in choice.type("e").matching] == ["a", "b", "c"]
    assert [each.value for each in choice.type("mar").matching] == ["a"]
    assert choice.type("zzz").chosen is None
    assert choice.step(-1).chosen == options[2]
