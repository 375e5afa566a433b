"""The keys of the bottom bar (tall) or of the rail (wide): each thing always at the same place (ui.md sections 4 and 6)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kiosk.asides.menu import ICONS, Offer, shown_offers
from kiosk.helping import HelpState
from kiosk.layout import Form
from kiosk.speech import Speech
from kiosk.view import Key

GLYPH = "大"
"""The sign of larger words on the key of the care mode, in every language."""

TWO = 2
"""Languages that one key is enough for."""

WIDE_BLACK_KEY = 400
ROOM_BESIDE_ICON = 4
"""Signs that fit beside the icon on the key for help in the care mode."""


@dataclass(frozen=True)
class Offered:
    """Which keys there are on a page."""

    can_go_back: bool = False
    has_another: bool = False
    """Another ticket for the same citizen stands where one goes back elsewhere."""
    offers: tuple[Offer, ...] = ()
    """What the hall offers besides its departments."""
    languages: tuple[str, ...] = ("zh", "en")
    help: HelpState = ""
    """What has become of a call for help; its key says it."""


def bar(form: Form, speech: Speech, offered: Offered, *, is_large: bool = False) -> tuple[Key, ...]:
    """All keys of the bar, from left to right and from top to bottom."""
    made = _rail(speech, offered, is_large) if form == "wide" else _foot(speech, offered, is_large)
    return tuple(made)


def black_keys(speech: Speech, offered: Offered, form: Form) -> tuple[Key, ...]:
    """The black keys under the departments of a tall home page; they share its whole width."""
    there = shown_offers(offered.offers, form)
    if form == "wide" or not there:
        return ()
    width = (960 - 24 * (len(there) - 1)) // len(there)
    return tuple(
        _at(_black(each, speech, width), 60 + at * (width + 24), 1410, width, 136)
        for at, each in enumerate(there)
    )


def _black(offer: Offer, speech: Speech, width: int) -> Key:
    """Narrow ones have their icon above their words, in one language."""
    if width >= WIDE_BLACK_KEY:
        return Key(offer, "ink", *_words(speech, f"home.{offer}"), icon=ICONS[offer], size=36, icon_size=56)
    return Key(
        offer,
        "ink",
        speech.say(f"home.{offer}.short"),
        icon=ICONS[offer],
        size=30,
        icon_size=44,
        is_stacked=True,
    )


def _foot(speech: Speech, offered: Offered, is_large: bool) -> Iterator[Key]:
    if is_large:
        yield from _large_foot(speech, offered)
        return
    first = _first(speech, offered) or _read(speech)
    yield _at(first, 60, 1748, 252, 136)
    yield _at(_language(speech, offered), 328, 1748, 168, 136)
    yield _at(_help(speech, offered), 512, 1748, 208, 136)
    yield _at(_care(speech), 736, 1748, 284, 136)


def _large_foot(speech: Speech, offered: Offered) -> Iterator[Key]:
    """Larger words, one language; back and read again share the first place."""
    first = _short_first(speech, offered)
    again = Key("read", "rail", speech.say("bar.again"), icon="voice", size=42, icon_size=48)
    if first is None:
        yield _at(again, 60, 1742, 288, 148)
    else:
        yield _at(_stacked(first), 60, 1742, 138, 148)
        yield _at(_stacked(replace(again, text=speech.say("bar.again.short"))), 210, 1742, 138, 148)
    calling = replace(_help(speech, offered), kind="light", icon_size=48, size=42)
    yield _at(
        calling if len(calling.text) <= ROOM_BESIDE_ICON else replace(calling, icon=""), 368, 1742, 212, 148
    )
    yield _at(replace(_language(speech, offered), size=42), 600, 1742, 192, 148)
    yield _at(Key("care", "rail", speech.say("bar.standard"), size=42), 812, 1742, 208, 148)


def _rail(speech: Speech, offered: Offered, is_large: bool) -> Iterator[Key]:
    yield from _rail_top(speech, offered, is_large)
    yield _at(replace(_language(speech, offered), size=28, second_size=18), 24, 532, 136, 118)
    yield _at(replace(_help(speech, offered), icon="", size=28, second_size=18), 168, 532, 136, 118)
    if is_large:
        standard = Key("care", "rail", *_words(speech, "bar.standard"), size=28, second_size=18)
        yield _at(standard, 24, 658, 280, 118)
    else:
        yield _at(replace(_care(speech), size=28, second_size=18), 24, 658, 280, 118)


def _rail_top(speech: Speech, offered: Offered, is_large: bool) -> Iterator[Key]:
    """Above the others: back, or what the home page offers besides departments, or reading aloud."""
    first = _first(speech, offered)
    again = Key("read", "rail", *_words(speech, "bar.again"), icon="voice")
    if is_large and first is not None:
        first = _short_first(speech, offered) or first
        yield _at(replace(first, icon="", size=28, second_size=18), 24, 406, 136, 118)
        short = replace(again, text=speech.say("bar.again.short"), second=speech.other("bar.again.short"))
        yield _at(replace(short, icon="", size=28, second_size=18), 168, 406, 136, 118)
        return
    if first is None and not is_large and offered.offers:
        yield from _offers(speech, offered)
        return
    key = first or (again if is_large else _read(speech))
    yield _at(replace(key, size=28, second_size=18, icon_size=40), 24, 406, 280, 118)


def _offers(speech: Speech, offered: Offered) -> Iterator[Key]:
    there = shown_offers(offered.offers, "wide")
    if len(there) == 1:
        only = Key(there[0], "rail", *_words(speech, f"home.{there[0]}"), icon=ICONS[there[0]])
        yield _at(replace(only, size=28, second_size=18, icon_size=40), 24, 406, 280, 118)
        return
    for at, offer in enumerate(there):
        half = Key(offer, "rail", speech.say(f"home.{offer}.half"), size=26)
        yield _at(half, 24 + at * 144, 406, 136, 118)


def _first(speech: Speech, offered: Offered) -> Key | None:
    if offered.can_go_back:
        return Key("back", "rail", *_words(speech, "bar.back"), icon="back")
    if offered.has_another:
        return Key("another", "rail", *_words(speech, "done.more"), icon="list", second_size=22, icon_size=36)
    return None


def _short_first(speech: Speech, offered: Offered) -> Key | None:
    """In the narrow place that it shares with reading aloud."""
    first = _first(speech, offered)
    is_short = first is not None and first.id == "another"
    return replace(first, text=speech.say("bar.another.short")) if first and is_short else first


def _read(speech: Speech) -> Key:
    return Key("read", "rail", *_words(speech, "bar.read"), icon="voice")


def _help(speech: Speech, offered: Offered) -> Key:
    key = f"bar.help.{offered.help}" if offered.help else "bar.help"
    return Key("help", "light" if offered.help else "rail", *_words(speech, key), icon="bell")


def _language(speech: Speech, offered: Offered) -> Key:
    """The other of two; where there are more, the way to them."""
    if len(offered.languages) > TWO:
        return Key("language", "rail", speech.say("bar.languages"), "Language" if speech.has_second else "")
    own = speech.say_second("language.own")
    return Key(
        "language", "rail", own, speech.say(f"language.in.{speech.second}") if speech.has_second else ""
    )


def _care(speech: Speech) -> Key:
    return Key("care", "light", *_words(speech, "bar.care"), glyph=GLYPH)


def _stacked(key: Key) -> Key:
    return replace(key, second="", size=36, icon_size=48, is_stacked=True)


def _words(speech: Speech, key: str) -> tuple[str, str]:
    return speech.say(key), speech.other(key)


def _at(key: Key, x: int, y: int, w: int, h: int) -> Key:
    return replace(key, x=x, y=y, w=w, h=h)
