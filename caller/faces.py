"""The keys of a terminal as they stand on the screen: words, key of the keyboard, whether they can be pressed. Pure."""

from caller.doing import Action, Doing, doing
from caller.keys import PLACES, Place
from caller.show import Show
from caller.shown import KeyShown, KeysShown


def keys(show: Show) -> KeysShown:
    does = doing(show.situation)
    return KeysShown(**{place: _key(show, place, does[place]) for place in PLACES})


def _key(show: Show, place: Place, does: Doing) -> KeyShown:
    return KeyShown(
        place=place,
        text=show.say.say(_key_text(show, does.action)),
        hint="" if does.action == "wait" else _hint(show, place, does.action),
        is_ready=does.is_ready,
        is_quiet=does.action == "disarm",
    )


def _key_text(show: Show, action: Action) -> str:
    short = f"caller.key.{action}.short"
    return short if show.situation.form == "bar" and show.say.has(short) else f"caller.key.{action}"


def _hint(show: Show, place: Place, action: Action) -> str:
    if action in ("confirm", "sign_in", "change"):
        return "Enter"
    return "Esc" if action == "back" else show.bindings.hint(place)
