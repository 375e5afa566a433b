"""What a clerk types into: a choice, the clerk's number, the sign-in with a password. Pure."""

from caller.choices import WRITTEN
from caller.show import Show
from caller.shown import ChoiceShown, LoginShown, SignInShown


def choice(show: Show) -> ChoiceShown:
    chooser, say = show.situation.chooser, show.say
    if chooser is None:
        return ChoiceShown()
    chosen, count = chooser.chosen, len(chooser.matching)
    return ChoiceShown(
        is_open=True,
        title=say.say(f"caller.choose.{chooser.kind}"),
        typed=chooser.typed,
        asks=say.say(f"caller.choose.{chooser.kind}.asks"),
        mark=chosen.mark if chosen else "",
        text=chosen.text if chosen else "" if chooser.kind in WRITTEN else say.say("caller.choose.none"),
        place=f"{min(chooser.at, count - 1) + 1}/{count}" if count else "",
        most=chooser.typed_most,
        hint=say.say(
            f"caller.choose.{chooser.kind}.hint" if chooser.kind in WRITTEN else "caller.choose.hint"
        ),
        earlier=say.say("caller.key.earlier"),
        later=say.say("caller.key.later"),
        back=say.say("caller.key.back"),
    )


def sign_in(show: Show) -> SignInShown:
    return SignInShown(
        is_open=show.situation.phase == "closed" and not show.situation.must_sign_in,
        typed=show.situation.typed_clerk,
        asks=show.say.say("caller.sign_in.asks"),
        hint=show.say.say("caller.sign_in.hint"),
    )


def login(show: Show) -> LoginShown:
    situation, say = show.situation, show.say
    signing = situation.signing
    is_changing = signing.step == "change"
    which = "change" if is_changing else "sign-in"
    return LoginShown(
        is_open=is_login_open(show),
        is_changing=is_changing,
        title=say.say(f"caller.login.{which}"),
        typed=situation.typed_clerk,
        person_asks=say.say("caller.sign_in.asks"),
        password_asks=say.say("caller.login.new" if is_changing else "caller.login.password"),
        again_asks=say.say("caller.login.again"),
        hint=say.say(f"caller.login.{which}.hint"),
        why=signing.why,
        tries=signing.tries,
    )


def is_login_open(show: Show) -> bool:
    return show.situation.must_sign_in and show.situation.phase not in ("starting", "unknown", "stale")
