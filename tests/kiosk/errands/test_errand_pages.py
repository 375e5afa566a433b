"""Every page of every errand in a real window: nothing cut or covered, all large enough and within reach, and by touch."""

import re
from itertools import combinations

import pytest
from errand_window import LONG, ErrandOnScreen, every_page, visible
from PySide6.QtCore import QRectF
from PySide6.QtGui import QGuiApplication

from kiosk.aloud import aloud
from kiosk.layout import HIGHEST_TARGET, LOWEST_HALF
from kiosk.speech import Speech

pytestmark = pytest.mark.timeout(600)
TALL, WIDE = (1080, 1920), (1280, 800)
MM_20 = {TALL: 81, WIDE: 118}
"""20 mm on 21.5 inches upright and on 10.1 inches across (ui.md section 4)."""


@pytest.fixture(scope="session")
def qapp_cls():
    return QGuiApplication


@pytest.fixture
def window(qapp):
    made = []

    def make(*args, **options):
        made.append(ErrandOnScreen(*args, **options))
        return made[-1]

    yield make
    complaints = [warning for each in made for warning in each.window.warnings]
    for each in made:
        each.close()
    assert complaints == []


def faults(kiosk, size, highest):
    """What is wrong with the page as it is drawn."""
    kiosk.picture()
    items = list(kiosk.items())
    texts = [item for item in items if item.metaObject().indexOfProperty("truncated") >= 0]
    whole = QRectF(-1, -1, size[0] + 2, size[1] + 2)
    for item in (each for each in texts if each.property("text")):
        text = item.property("text")
        if item.property("truncated") or item.property("contentWidth") > item.width() + 1:
            yield f"{text!r} is cut"
        if not whole.contains(kiosk.rect(item)):
            yield f"{text!r} leaves the screen"
        if re.fullmatch(r"[a-z]+(\.[a-z0-9_-]+)+", text):
            yield f"{text!r} has no words"
    inks = [(each.property("text"), ink_of(each)) for each in texts if each.property("text")]
    yield from (
        f"{a!r} covers {b!r}" for (a, one), (b, other) in combinations(inks, 2) if one.intersects(other)
    )
    targets = [(item.objectName(), kiosk.rect(item)) for item in items if item.property("isTarget")]
    for name, rect in targets:
        if min(rect.width(), rect.height()) < MM_20[size]:
            yield f"{name} is smaller than 20 mm"
        if rect.top() < highest:
            yield f"{name} is out of reach"
    for (one, first), (other, second) in combinations(targets, 2):
        across = max(second.left() - first.right(), first.left() - second.right())
        down = max(second.top() - first.bottom(), first.top() - second.bottom())
        if max(across, down) < 8:
            yield f"{one} is too near to {other}"
    screen = kiosk.stand.screen
    spoken = " ".join(each.caption for each in aloud(screen, Speech(screen.language)))
    yield from (f"{each.name!r} is not spoken" for each in screen.choices if each.name not in spoken)
    yield from (f"{each.text!r} is not spoken" for each in screen.details if each.text not in spoken)


def ink_of(item):
    """About where the letters are: what is laid out, without the empty top and bottom of its lines."""
    laid = item.boundingRect()
    edge = laid.height() / max(1, item.property("lineCount") or 1) * 0.25
    return item.mapRectToScene(laid.adjusted(0, edge, 0, -edge))


MODES = [
    pytest.param(TALL, "zh", False, id="tall-zh"),
    pytest.param(TALL, "en", False, id="tall-en"),
    pytest.param(WIDE, "zh", False, id="wide-zh"),
    pytest.param(WIDE, "en", False, id="wide-en"),
    pytest.param(TALL, "zh", True, id="low-zh"),
]


@pytest.mark.parametrize(("size", "language", "is_low"), MODES)
def test_every_page_can_be_read_and_reached(window, size, language, is_low):
    kiosk = window(size, language, is_low_reach=is_low, definition=LONG)
    highest = LOWEST_HALF if is_low else HIGHEST_TARGET if size == TALL else 0
    seen, wrong = [], []
    for page in every_page(kiosk):
        seen.append(page)
        if page not in ("home", "known"):  # the home page has a walk of its own
            wrong += [f"{page}: {fault}" for fault in faults(kiosk, size, highest)]
    assert len(seen) == len(set(seen)) >= 24
    assert "\n".join(wrong) == ""


LEAST = {TALL: 32, WIDE: 22}
"""The smallest words of the care mode in pixels of the drawing (ui.md section 4, and 22 across)."""


@pytest.mark.parametrize(
    ("size", "language", "is_low"), [each for each in MODES if each.id in ("tall-en", "wide-zh", "low-zh")]
)
def test_in_the_care_mode_every_page_is_large_and_still_fits(window, size, language, is_low):
    kiosk = window(size, language, is_low_reach=is_low, definition=LONG)
    highest = LOWEST_HALF if is_low else HIGHEST_TARGET if size == TALL else 0
    wrong = []
    for page in every_page(kiosk):
        if page in ("home", "known"):
            continue
        kiosk.stand.presenter.enlarge(is_large=True)
        wrong += [f"{page}: {fault}" for fault in (*faults(kiosk, size, highest), *small(kiosk, LEAST[size]))]
        kiosk.stand.presenter.enlarge(is_large=False)
    assert "\n".join(wrong) == ""


def small(kiosk, least):
    """Words of the page itself that are smaller than they may be."""
    page = next(item for item in kiosk.items() if item.objectName() == "page")
    for item in visible(page):
        text = item.property("text")
        if item.metaObject().indexOfProperty("truncated") < 0 or not text:
            continue
        if item.property("font").pixelSize() < least:
            yield f"{text!r} has {item.property('font').pixelSize()} px"


@pytest.mark.parametrize("size", [pytest.param(TALL, id="tall"), pytest.param(WIDE, id="wide")])
def test_a_booking_is_checked_in_by_finger_alone(window, size):
    kiosk = window(size)
    kiosk.people.books("K7M2QX9P", "A1", 0.2)
    kiosk.touch("booking", "way-code", *(f"sign-{sign}" for sign in "K7M2QX9P"), "enter")
    kiosk.answers()
    kiosk.touch("check-in")
    kiosk.answers()
    assert kiosk.page == "done"
    assert len(kiosk.stand.printer.papers) == 1


def test_three_matters_are_chosen_by_finger(window):
    kiosk = window(TALL)
    kiosk.touch(
        "several",
        "pick-realty",
        "pick-A1",
        "pick-A3",
        "back",
        "pick-police",
        "pick-B2",
        "next",
        "take",
    )
    kiosk.answers()
    assert kiosk.page == "done"
    assert kiosk.stand.hall.wishes[-1].further == ("A3", "B2")
    assert len(kiosk.stand.hall.taken) == 1
