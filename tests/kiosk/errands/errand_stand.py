"""A kiosk with a practice hall that knows people and bookings, and somebody to lay down a card."""

from datetime import date, datetime
from functools import cache
from importlib.resources import as_file, files

from config.hall import load_hall
from devices.cards.holder import card_holder
from kiosk.errands.ports import Ways
from kiosk.practice import PracticeKiosk
from link.messages import facts as f

MORNING = datetime(2026, 3, 12, 10, 24)
KEY = bytes(32)


@cache
def county():
    with as_file(files("config.examples") / "county.toml") as path:
        return load_hall(path)


class Errand:
    """What a citizen does, and what they see."""

    def __init__(self, definition, **options):
        self.stand = PracticeKiosk(definition, MORNING, has_errands=True, **options)
        for window in definition.windows:
            self.stand.hall.happen(f.WindowOpened(window=window.id, clerk="1001"))
        self.people, self.slips = self.stand.people, self.stand.slips
        self.errands.ways = Ways("ready", "ready")
        self.stand.opens()

    @property
    def errands(self):
        return self.stand.presenter.errands

    @property
    def page(self):
        return self.stand.screen.page

    @property
    def title(self):
        return self.stand.screen.title.text

    @property
    def keys(self):
        return [key.id for key in self.stand.screen.own_keys if key.is_ready]

    def press(self, *keys):
        """Touch one after another; each only where the screen has it."""
        for key in keys:
            self.stand.passes(1)
            there = [*self.stand.screen.own_keys, *self.stand.screen.choices]
            assert key in [each.id for each in there], f"no {key} on {self.page}"
            self.errands.press(key)

    def begin(self, what):
        self.stand.passes(1)
        self.errands.press(what)

    def pick(self, at=0):
        self.press(self.stand.screen.choices[at].id)

    def answers(self):
        self.stand.answers()

    def back(self):
        self.stand.passes(1)
        self.stand.presenter.go_home()

    def types(self, text):
        self.press(*(f"sign-{sign}" for sign in text))


def somebody(name="王小明", born=date(1956, 3, 9), order=1):
    number = f"990199{born:%Y%m%d}{order:03d}0"
    return card_holder(KEY, name, number, born, MORNING.date())
