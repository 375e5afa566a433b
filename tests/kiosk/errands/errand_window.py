"""A kiosk with errands in a real window: every page of every errand, one after another."""

import os
from dataclasses import replace
from datetime import date

from errand_stand import MORNING, Errand, county, somebody
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtTest import QTest

from devices.scanners.scan import Scan
from kiosk.code import CodeImages
from kiosk.layout import form_of
from kiosk.screen import KioskScreen
from look.texts import Catalogue
from look.theme import FONTS, light
from look.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")


class ErrandOnScreen(Errand):
    """What a citizen sees, and a finger."""

    def __init__(self, size, language="zh", *, is_low_reach=False, definition=None):
        import kiosk.app as app

        catalogue = Catalogue(language)
        self.screen = KioskScreen(catalogue)
        form = form_of(*size, is_low_reach=is_low_reach)
        super().__init__(definition or county(), form=form, language=language, show=self.screen.present)
        self.screen.serve(self.stand.presenter)
        theme = light(FONTS[0], is_moving=False)
        images = {"code": CodeImages()}
        self.window = Window(app.VIEW, self.screen, theme, catalogue, size=size, images=images)
        self.window.show()

    def items(self):
        yield from visible(self.window.view.rootObject())

    def rect(self, item):
        return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))

    def has(self, name):
        return any(item.objectName() == name for item in self.items())

    def touch(self, *names):
        """A finger on one after another."""
        for name in names:
            self.stand.passes(1)
            self.window.view.grabWindow()
            found = [item for item in self.items() if item.objectName() == name]
            assert found, f"nothing called {name} is on the page {self.page}"
            middle = found[0].mapToScene(QPointF(found[0].width() / 2, found[0].height() / 2)).toPoint()
            QTest.mouseClick(self.window.view, Qt.MouseButton.LeftButton, pos=middle)
            QTest.qWait(100)

    def picture(self):
        self.stand.passes(1)
        return self.window.view.grabWindow()

    def close(self):
        self.window.close()


def visible(item):
    if item.isVisible():
        yield item
        for child in item.childItems():
            yield from visible(child)


def every_page(kiosk):
    """Each page by a name, left as it was found."""
    people, errands = kiosk.people, kiosk.errands

    def home():
        errands._finish()
        kiosk.stand.passes(1)

    yield "home"
    kiosk.begin("booking")
    yield "ask"
    errands.card_trouble("moved")
    yield "ask-wrong"
    kiosk.press("way-code")
    yield "code"
    kiosk.types("K7M2QX9P")
    yield "code-typed"
    kiosk.press("enter")
    kiosk.answers()
    yield "sorry"
    home()
    for name, code, hours in (("found", "K7M2QX9P", 0.2), ("early", "EARLY222", 4), ("late", "LATE2222", -2)):
        people.books(code, "A2", hours)
        errands.scanned(Scan(text=code))
        kiosk.answers()
        yield name
        if name == "early":
            kiosk.press("give-back")
            yield "cancel"
            kiosk.press("give-back-yes")
            kiosk.answers()
            yield "cancelled"
        home()
    kiosk.begin("booking")
    kiosk.press("way-phone")
    kiosk.types("13812345678")
    yield "phone"
    home()
    kiosk.begin("booking")
    kiosk.press("book")
    kiosk.answers()
    yield "bookable"
    kiosk.pick(0)
    kiosk.answers()
    yield "day"
    kiosk.press(f"pick-{date(2026, 3, 13).isoformat()}")
    yield "time"
    kiosk.pick(0)
    yield "ask-book"
    errands.card(somebody())
    yield "confirm"
    kiosk.press("make")
    kiosk.answers()
    yield "booked"
    home()
    for code, hours in (("AAAA2222", 0.2), ("BBBB2222", 3), ("CCCC2222", 26)):
        people.books(code, "A1", hours, somebody("李四", order=2))
    errands.card(somebody("李四", order=2))
    kiosk.answers()
    yield "choose"
    home()
    errands.card(somebody("张三", order=3))
    kiosk.answers()
    yield "known"
    home()
    kiosk.begin("several")
    yield "several"
    kiosk.press("pick-police")
    kiosk.pick(0)
    kiosk.pick(1)
    yield "matters"
    kiosk.press("next")
    yield "order"
    home()
    kiosk.stand.hall.refusal, kiosk.stand.hall.why = "您今天已取过这个号：A012", "limit-reached"
    kiosk.stand.presenter.choose_department("realty")
    kiosk.stand.passes(1)
    kiosk.stand.presenter.choose_service("A1")
    kiosk.answers()
    yield "limit"


LONG = replace(
    county(),
    services=tuple(
        replace(each, name="不动产首次登记和变更转移", name_en="First registration of a real property, all")
        if each.id in ("A1", "A2")
        else each
        for each in county().services
    ),
)
"""Names of twelve Hanzi and of forty Latin letters."""

__all__ = ["LONG", "MORNING", "ErrandOnScreen", "every_page"]
