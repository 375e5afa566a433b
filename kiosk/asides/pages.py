"""Every page of an aside, pure: from its step to what the screen shows."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from config.texts import languages, texts
from kiosk.asides.aside import LETTERS, Aside, AsideStep
from kiosk.asides.finding import found
from kiosk.asides.floor import floor
from kiosk.asides.menu import ICONS, hidden_offers, offers
from kiosk.asides.rows import INK, Item, with_rows
from kiosk.errands.places import field_rect, key_rects
from kiosk.layout import Form, Rect
from kiosk.places import colour_of, labels_of
from kiosk.services import service_state
from kiosk.speech import Speech
from kiosk.view import ErrandShown, Key, Line, Shown
from kiosk.waits import NOT_FORESEEN, Waits, wait_text
from link.messages.definition import Definition
from link.state import State
from link.views import KioskView, ServiceTile
from look.words import Counted

SIGN: Final = "sign-"
"""Before the letter of a key to type with."""

RUB: Final = "rub"
REST: Final = ""
"""What belongs to no group."""
MOST_UNGROUPED: Final = 6
"""So many services stand on one page as they are."""


@dataclass(frozen=True)
class About:
    """What an aside's page is made from. `department` is the one whose papers are asked for."""

    state: State
    view: KioskView
    form: Form
    speech: Speech
    department: str = ""
    screenful: int = 0
    has_booking: bool = False
    has_several: bool = False
    waits: Waits = NOT_FORESEEN


def spoken_languages(definition: Definition) -> tuple[str, ...]:
    """The languages that a citizen can choose: the hall's, as far as there are texts."""
    return tuple(each for each in definition.languages if each in languages())


def own_name(language: str) -> str:
    """What a language calls itself; its id where its catalogue does not say."""
    catalogue = texts(language)
    return catalogue.say("language.own") if catalogue.has("language.own") else language


def with_aside(screen: Shown, aside: Aside, about: About) -> Shown:
    """The screen with the aside's page on it."""
    key = f"aside.{aside.step}"
    screen = replace(screen, title=about.speech.line(key), rail_title=about.speech.rail_line(key))
    return _MAKERS[aside.step](screen, aside, about)


def _language(screen: Shown, aside: Aside, about: About) -> Shown:
    items = [
        Item(each, Line(own_name(each)), icon="globe") for each in spoken_languages(about.state.definition)
    ]
    return with_rows(screen, items, about.form, screenful=about.screenful)


def _more(screen: Shown, aside: Aside, about: About) -> Shown:
    every = offers(about.state.definition, has_booking=about.has_booking, has_several=about.has_several)
    items = [
        Item(each, about.speech.line(f"home.{each}"), icon=ICONS[each])
        for each in hidden_offers(every, about.form)
    ]
    return with_rows(screen, items, about.form, screenful=about.screenful)


def _themes(screen: Shown, aside: Aside, about: About) -> Shown:
    items = [
        Item(each.id, about.speech.name(each.name, each.name_en), icon=each.icon)
        for each in about.state.definition.themes
    ]
    return with_rows(screen, items, about.form, screenful=about.screenful)


def _theme(screen: Shown, aside: Aside, about: About) -> Shown:
    known = next((each for each in about.state.definition.themes if each.id == aside.chosen), None)
    if known is None:
        return screen
    items = [_service(tile, about) for tile in tiles_of(about.view, known.services)]
    lead = about.speech.line("service.title")
    name = about.speech.name(known.name, known.name_en)
    screen = replace(screen, title=name, rail_title=name, errand=ErrandShown(lead=lead))
    return with_rows(screen, items, about.form, screenful=about.screenful)


def _search(screen: Shown, aside: Aside, about: About) -> Shown:
    hits = tuple(each.id for each in found(about.state.definition.services, aside.typed))
    field, signs = field_rect(about.form), _sign_rects(about.form)
    places = _hit_rects(about.form, field, signs)
    items = [_service(tile, about) for tile in tiles_of(about.view, hits)][: len(places)]
    lead = Line() if items or not aside.typed else about.speech.line("aside.search.none")
    shown = ErrandShown(
        lead=lead,
        typed=aside.typed.upper(),
        typed_hint=about.speech.say("aside.search.hint"),
        x=field.x,
        y=field.y,
        w=field.w,
        h=field.h,
    )
    screen = with_rows(screen, items, about.form, rects=places)
    return replace(screen, errand=shown, own_keys=_sign_keys(signs, about))


def _papers(screen: Shown, aside: Aside, about: About) -> Shown:
    items = [_service(tile, about) for tile in with_papers(about.state, about.view, about.department)]
    items = [replace(each, is_open=True) for each in items]
    return with_rows(screen, items, about.form, screenful=about.screenful)


def _guide(screen: Shown, aside: Aside, about: About) -> Shown:
    service = about.state.index.services.get(aside.chosen)
    if service is None:
        return screen
    name = about.speech.name(service.name, service.name_en)
    ids = ("print", "take") if _is_open(about.view, aside.chosen) else ("print",)
    rects = key_rects(about.form, len(ids))
    keys = tuple(_guide_key(id, aside, rect, about) for id, rect in zip(ids, rects, strict=True))
    return replace(
        screen,
        title=name,
        rail_title=name,
        papers=service.papers,
        steps=service.guide,
        own_keys=keys,
        note=about.speech.say("aside.guide.unprinted") if aside.is_printed is False else "",
    )


def _groups(screen: Shown, aside: Aside, about: About) -> Shown:
    tiles = tiles_of_department(about.view, about.department)
    items = [
        Item(name, _heading(name, name_en, about), state=_count(name, tiles, about))
        for name, name_en in groups_of(about.state, tiles).items()
    ]
    return with_rows(_of_department(screen, about), items, about.form, screenful=about.screenful)


def _group(screen: Shown, aside: Aside, about: About) -> Shown:
    known = about.state.index.services
    tiles = tiles_of_department(about.view, about.department)
    items = [_service(tile, about) for tile in tiles if (known[tile.id].group or REST) == aside.chosen]
    lead = about.speech.line("service.title")
    name_en = groups_of(about.state, tiles).get(aside.chosen, "")
    name = _heading(aside.chosen, name_en, about)
    screen = replace(screen, title=name, rail_title=name, errand=ErrandShown(lead=lead))
    return with_rows(screen, items, about.form, screenful=about.screenful)


def _map(screen: Shown, aside: Aside, about: About) -> Shown:
    return replace(screen, rooms=floor(about.state, about.speech, about.form))


_MAKERS: Final[dict[AsideStep, Callable[[Shown, Aside, About], Shown]]] = {
    "language": _language, "more": _more, "themes": _themes, "theme": _theme, "search": _search, "papers": _papers,
    "guide": _guide, "map": _map, "groups": _groups, "group": _group,
}  # fmt: skip


def tiles_of(view: KioskView, services: tuple[str, ...]) -> tuple[ServiceTile, ...]:
    """What the hall says of these services now, in their order."""
    known = {tile.id: tile for each in view.departments for tile in each.services}
    return tuple(known[each] for each in services if each in known)


def tiles_of_department(view: KioskView, department: str) -> tuple[ServiceTile, ...]:
    """The services of a department as the hall says them now."""
    return next((each.services for each in view.departments if each.id == department), ())


def groups_of(state: State, tiles: tuple[ServiceTile, ...]) -> dict[str, str]:
    """The headings of a department's services with their English, in the hall's order; empty where they have none.

    What has no heading in a department that has some stands under its own name for the rest.
    """
    known = [state.index.services[tile.id] for tile in tiles]
    headings = {each.group: each.group_en for each in known if each.group}
    has_rest = any(not each.group for each in known)
    return headings | ({REST: ""} if headings and has_rest else {})


def has_groups(state: State, tiles: tuple[ServiceTile, ...]) -> bool:
    """Whether a department is long enough for a third level, and has one."""
    return len(tiles) > MOST_UNGROUPED and len(groups_of(state, tiles)) > 1


def with_papers(state: State, view: KioskView, department: str) -> tuple[ServiceTile, ...]:
    """The services of a department of which the hall says what to bring or how it goes."""
    tiles = next((each.services for each in view.departments if each.id == department), ())
    known = state.index.services
    return tuple(tile for tile in tiles if known[tile.id].papers or known[tile.id].guide)


def _heading(name: str, name_en: str, about: About) -> Line:
    return about.speech.name(name, name_en) if name else about.speech.line("aside.group.rest")


def _count(name: str, tiles: tuple[ServiceTile, ...], about: About) -> Counted:
    known = about.state.index.services
    waiting = sum(tile.waiting for tile in tiles if (known[tile.id].group or REST) == name)
    return (
        about.speech.counted("tile.waiting", waiting) if waiting else Counted(about.speech.say("tile.none"))
    )


def _of_department(screen: Shown, about: About) -> Shown:
    known = next((each for each in about.view.departments if each.id == about.department), None)
    lead = about.speech.name(known.name, known.name_en) if known else Line()
    return replace(screen, errand=ErrandShown(lead=lead))


def _service(tile: ServiceTile, about: About) -> Item:
    zone = about.state.index.zones.get(tile.zones[0]) if tile.zones else None
    return Item(
        tile.id,
        about.speech.name(tile.name, tile.name_en),
        mark=tile.prefix,
        state=service_state(tile, about.state, about.speech),
        below=wait_text(about.waits.of_service(tile), about.speech)
        or about.speech.windows(labels_of(about.state, (tile.id,))).text,
        wait=wait_text(about.waits.of_service(tile), about.speech),
        colour=colour_of(zone) if zone else INK,
        is_open=tile.status == "open",
    )


def _is_open(view: KioskView, service: str) -> bool:
    return any(tile.status == "open" for tile in tiles_of(view, (service,)))


def _guide_key(id: str, aside: Aside, rect: Rect, about: About) -> Key:
    key = f"aside.guide.{id}"
    if id == "print" and (aside.is_printing or aside.is_printed):
        key = "aside.guide.printing" if aside.is_printing else "aside.guide.printed"
    words = about.speech.line(key)
    is_wide = about.form == "wide"
    return Key(
        id,
        "quiet" if id == "print" else "ink",
        words.text,
        words.second,
        icon="printer" if id == "print" else "check",
        size=28 if is_wide else 38,
        second_size=18 if is_wide else 24,
        icon_size=44 if is_wide else 56,
        is_ready=not (id == "print" and (aside.is_printing or aside.is_printed is True)),
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )


def _sign_rects(form: Form) -> tuple[Rect, ...]:
    """Twenty-six keys and one to rub out, in the lower part of the page."""
    across, gap = 7, 8 if form == "wide" else 12
    x, w, bottom = (352, 904, 776) if form == "wide" else (60, 960, 1690)
    height = 118 if form == "wide" else 112
    width = (w - (across - 1) * gap) // across
    top = bottom - 4 * height - 3 * gap
    places = [
        Rect(x + at % across * (width + gap), top + at // across * (height + gap), width, height)
        for at in range(len(LETTERS))
    ]
    last = places[-1]
    rub = Rect(last.x + width + gap, last.y, x + w - last.x - width - gap, height)
    return (*places, rub)


def _hit_rects(form: Form, field: Rect, signs: tuple[Rect, ...]) -> tuple[Rect, ...]:
    """What is found stands between the field and the letters."""
    height, gap = (118, 8) if form == "wide" else (140, 12)
    first = {"tall": 480, "low": 960, "wide": field.bottom + 8}[form]
    count = (signs[0].y - 12 - first + gap) // (height + gap)
    return tuple(Rect(field.x, first + at * (height + gap), field.w, height) for at in range(max(1, count)))


def _sign_keys(places: tuple[Rect, ...], about: About) -> tuple[Key, ...]:
    size = 40 if about.form == "wide" else 48
    rub = Key(RUB, "quiet", about.speech.say("aside.search.rub"), icon="left", size=size - 12, icon_size=40)
    keys = [Key(SIGN + letter, "plain", letter.upper(), size=size) for letter in LETTERS]
    return tuple(
        replace(key, x=at.x, y=at.y, w=at.w, h=at.h) for key, at in zip([*keys, rub], places, strict=True)
    )
