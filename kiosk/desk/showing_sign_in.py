"""The sign-in of a hall that lists its staff, as the screen shows it: pure."""

from kiosk.desk.show import Show
from kiosk.desk.shown import KeyShown, LoginShown


def sign_in_shown(show: Show) -> LoginShown:
    """Its fields and its key; closed while somebody sits here, or nobody needs to."""
    now, say = show.situation.signing, show.say.say
    if not show.situation.must_sign_in:
        return LoginShown()
    step = "change" if now.is_changing else "sign-in"
    is_whole = bool(now.password and (now.again if now.is_changing else now.person.strip()))
    return LoginShown(
        is_open=True,
        is_changing=now.is_changing,
        title=say(f"desk.login.{step}"),
        person=now.person,
        person_asks=say("desk.login.person"),
        password_asks=say("desk.login.new" if now.is_changing else "desk.login.password"),
        again_asks=say("desk.login.again"),
        hint=say(f"desk.login.{step}.hint"),
        why=now.why,
        tries=now.tries,
        confirm=KeyShown(
            place="confirm",
            text=say(f"desk.login.{step}.key"),
            hint="Enter",
            is_ready=is_whole and show.situation.is_live,
            is_main=True,
        ),
    )
