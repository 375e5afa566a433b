"""The rows of an aside's list, with their places: as other pages have them, or large in the care mode."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kiosk import care
from kiosk.errands.picked import PICK
from kiosk.errands.places import pager_rect, row_rects
from kiosk.layout import Form, Rect
from kiosk.view import Choice, Line, Listed, Pager, Shown
from look.words import Counted, in_brackets

INK = care.INK


@dataclass(frozen=True)
class Item:
    """One thing to choose, before it has a place."""

    id: str
    name: Line
    mark: str = ""
    icon: str = ""
    state: Counted = Counted()
    below: str = ""
    wait: str = ""
    colour: str = INK
    is_open: bool = True


def with_rows(
    screen: Shown,
    items: Sequence[Item],
    form: Form,
    *,
    screenful: int = 0,
    rects: tuple[Rect, ...] | None = None,
    keys: int = 0,
) -> Shown:
    """The list on the screen; `rects` are places of its own, `keys` how many keys stand under it."""
    if screen.is_large and rects is None:
        return _large(screen, items, form, screenful)
    places = rects if rects is not None else row_rects(form, keys)
    pager = Pager()
    if len(items) > len(places) and rects is None:
        places, where = row_rects(form, max(1, keys)), pager_rect(form)
        pages = -(-len(items) // len(places))
        page = min(screenful, pages - 1)
        pager = Pager(page + 1, pages, where.x, where.y, where.w, where.h)
    first = (pager.page - 1) * len(places)
    here = items[first : first + len(places)]
    choices = tuple(_choice(item, rect) for item, rect in zip(here, places, strict=False))
    return replace(screen, choices=choices, pager=pager, listed=Listed(len(items), len(choices), first + 1))


def _large(screen: Shown, items: Sequence[Item], form: Form, screenful: int) -> Shown:
    listed = care.care_list(tuple(_large_choice(item) for item in items), form, screenful=screenful)
    return replace(
        screen,
        layout="Care",
        care_rows=listed.rows,
        pager=listed.pager,
        listed=Listed(listed.count, len(listed.rows), listed.first),
    )


def _large_choice(item: Item) -> care.Choice:
    name, bracket = in_brackets(item.name.text)
    return care.Choice(
        PICK + item.id,
        "key" if not item.mark else "pick",
        name,
        item.colour,
        icon=item.icon if not item.mark else "",
        letter=item.mark,
        is_open=item.is_open,
        state=item.state,
        bracket=bracket,
        wait=item.wait,
    )


def _choice(item: Item, rect: Rect) -> Choice:
    name, bracket = in_brackets(item.name.text)
    state = " ".join(part for part in (item.state.before, item.state.number, item.state.after) if part)
    return Choice(
        id=PICK + item.id,
        mark=item.mark,
        name=name,
        bracket=bracket,
        second=item.name.second,
        state=state,
        below=item.below,
        colour=item.colour,
        is_open=item.is_open,
        is_chosen=False,
        can_tick=False,
        is_small=False,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )
