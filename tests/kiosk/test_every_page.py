"""Every page of the kiosk in every language and mode: nothing clipped or covered, all large enough to touch and within reach,
readable by its pixels, spoken, and gone through by keys as one reads."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtQuick import QQuickItem

from config.colours import contrast
from config.texts import OWN_TEXTS, languages, texts
from kiosk.aloud import aloud
from kiosk.layout import HIGHEST_TARGET, LOWEST_HALF
from kiosk.speech import Speech
from link.messages import facts as f
from link.messages.definition import Definition, Theme, Zone
from look.theme import FONTS, light

TALL, WIDE = (1080, 1920), (1280, 800)
MM_20 = {TALL: 81, WIDE: 118}
"""20 mm on 21.5 inches upright and on 10.1 inches across (ui.md section 4)."""

LEAST_CONTRAST = 7.0
Open = Callable[..., Any]
CATALOGUES = Path(__file__).parents[2] / "config" / "texts"
ACCENTS = str.maketrans("aeouncyAEOUNC", "åéöüñçýÅÉÖÜÑÇ")


@pytest.fixture
def further_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A third language, made by nothing but catalogues: English with other letters."""
    folder = tmp_path / "texts" / "xx"
    folder.mkdir(parents=True)
    for part in ("kiosk", "everyone", "aside", "look", "island", "errand"):
        (folder / f"{part}.po").write_text(
            accented((CATALOGUES / "en" / f"{part}.po").read_text("utf-8")), "utf-8"
        )
    monkeypatch.setenv(OWN_TEXTS, str(folder.parent))
    texts.cache_clear()
    languages.cache_clear()
    yield "xx"
    monkeypatch.delenv(OWN_TEXTS)
    texts.cache_clear()
    languages.cache_clear()


def accented(catalogue: str) -> str:
    """Every text with other letters; keys and `{fields}` stay."""
    lines = []
    for line in catalogue.splitlines():
        is_text = line.startswith("msgstr") and '"' in line
        head, _, text = line.partition('"')
        parts = re.split(r"(\{\w+\}|\\n)", text) if is_text else []
        whole = "".join(part if part.startswith(("{", "\\")) else part.translate(ACCENTS) for part in parts)
        lines.append(f'{head}"{whole}' if is_text else line)
    return "\n".join(lines) + "\n"


def everything(hall: Definition) -> Definition:
    """The county with all that a kiosk can offer."""
    services = [
        replace(each, papers=("身份证", "户口簿", "申请表"), guide=("到窗口交材料", "当场领证"))
        if each.department == "realty"
        else each
        for each in hall.services
    ]
    themes = (
        Theme(id="baby", name="新生儿出生", name_en="A child is born", icon="heart", services=("C1", "B1")),
        Theme(id="home", name="买房", name_en="Buying a home", icon="house", services=tuple(
            each.id for each in hall.services if each.department in ("realty", "fund")
        )),
    )  # fmt: skip
    zones = (*hall.zones, Zone(id="inner", name="里厅", name_en="Inner Hall", colour=3))
    return replace(hall, services=tuple(services), themes=themes, zones=zones)


def every_page(kiosk: Any) -> Iterator[str]:
    """One page after another, by name; each is left as it was found."""
    stand = kiosk.stand
    at_work = stand.presenter

    def press(*keys: str) -> None:
        for key in keys:
            kiosk.screen.press(key)
            stand.passes(1)

    def first_open() -> str:
        shown = stand.screen
        return next(
            row.id for row in (*shown.services, *shown.care_rows) if row.is_open and row.id != "papers"
        )

    def leaves(seconds: float) -> None:
        """One citizen goes, the next one touches the screen."""
        stand.passes(seconds)
        at_work.touch_anywhere()
        stand.passes(1)

    stand.foresees = True
    stand.passes(125)
    yield "attract"
    leaves(1)
    yield "home"
    for page in ("themes", "search", "map"):
        press(page)
        yield page
        if page == "themes":
            press("pick-home")
            yield "theme"
            press("back")
        if page == "search":
            press("sign-d", "sign-j")
            yield page
        press("back")
    at_work.choose_department("realty")
    stand.passes(1)
    assert any(row.wait for row in (*stand.screen.services, *stand.screen.care_rows))
    yield "service"
    press("papers")
    yield "papers"
    press("pick-" + next(each.id for each in stand.hall.state.definition.services if each.papers))
    yield "guide"
    press("back", "back")
    at_work.choose_service(first_open())
    stand.passes(1)
    yield "issuing"
    stand.answers()
    yield "done"
    leaves(30)
    stand.printer.trouble = "out_of_paper"
    at_work.choose_department("realty")
    stand.passes(1)
    at_work.choose_service(first_open())
    stand.answers()
    yield "paper"
    stand.passes(65)
    yield "timeout"
    leaves(30)
    stand.printer.trouble = ""
    stand.hall.refusal = "这项业务的取号时间是 8:30–11:30、13:30–16:30，请到时再来"
    at_work.choose_department("realty")
    stand.passes(1)
    at_work.choose_service(first_open())
    stand.answers()
    yield "refused"
    stand.hall.refusal = ""
    leaves(30)
    at_work.fault(RuntimeError("a bug"))
    yield "order"
    leaves(40)
    at_work.hearing("away")
    yield "away"
    at_work.hearing("live")
    stand.hall.at = stand.hall.at.replace(hour=7, minute=50)
    at_work.hear(stand.hall.state)
    yield "early"
    stand.hall.at = stand.hall.at.replace(hour=18)
    at_work.hear(stand.hall.state)
    yield "closed"
    stand.hall.at = stand.hall.at.replace(hour=10)
    stand.happens(f.CrowdStarted())
    yield "crowd"


MODES = [
    pytest.param(TALL, {}, (("zh", False), ("zh", True), ("xx", False)), True, id="tall"),
    pytest.param(TALL, {}, (("en", False), ("en", True)), False, id="tall-en"),
    pytest.param(WIDE, {}, (("zh", False), ("zh", True)), True, id="wide"),
    pytest.param(WIDE, {}, (("en", False), ("en", True)), False, id="wide-en"),
    pytest.param(TALL, {"is_low_reach": True}, (("zh", False), ("en", True)), False, id="low"),
    pytest.param(TALL, {"has_high_contrast": True}, (("zh", False),), True, id="high-contrast"),
]


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("size", "changes", "ways", "has_pixels"), MODES)
def test_every_page_is_for_everyone(
    on_screen: Open,
    example: Callable[[str], Definition],
    further_language: str,
    size: tuple[int, int],
    changes: dict[str, bool],
    ways: tuple[tuple[str, bool], ...],
    has_pixels: bool,
) -> None:
    hall = replace(everything(example("county")), languages=("zh", "en", further_language))
    theme = light(FONTS[0], is_moving=False, has_high_contrast=changes.get("has_high_contrast", False))
    is_low = changes.get("is_low_reach", False)
    kiosk = on_screen(hall, size, is_low_reach=is_low, theme=theme)
    wrong: list[str] = []
    seen: set[str] = set()
    for page in every_page(kiosk):
        seen.add(page)
        before = kiosk.stand.presenter.visit
        for language, is_large in ways:
            in_mode(kiosk, language, is_large)
            assert kiosk.stand.screen.page == page
            seen_now = Seen(kiosk, pixels(kiosk))
            name = f"{page} {language}{' care' if is_large else ''}"
            highest = LOWEST_HALF if is_low else HIGHEST_TARGET if size == TALL else 0
            wrong += [f"{name}: {fault}" for fault in (
                *faults_of_texts(seen_now, size), *faults_of_targets(seen_now, size, highest), *faults_of_focus(seen_now),
                *faults_of_speech(seen_now), *(faults_of_contrast(seen_now) if has_pixels else ()),
            )]  # fmt: skip
        kiosk.stand.presenter.go(before)
    assert len(seen) >= 19
    assert "\n".join(wrong) == ""


def in_mode(kiosk: Any, language: str, is_large: bool) -> None:
    """The same page for somebody else."""
    visit = kiosk.stand.presenter.visit
    under = replace(visit.under, language=language, is_large=is_large) if visit.under else None
    kiosk.stand.presenter.go(replace(visit, language=language, is_large=is_large, under=under, screenful=0))


def pixels(kiosk: Any) -> QImage:
    """What is really drawn, once all has found its place."""
    kiosk.settle()
    return kiosk.window.view.grabWindow()  # type: ignore[no-any-return]  # Qt's own word


class Seen:
    """A page as it is drawn: its texts with their places, what can be touched, and the picture."""

    def __init__(self, kiosk: Any, picture: QImage) -> None:
        self.kiosk, self.picture = kiosk, picture
        self.screen = kiosk.stand.screen
        items = list(kiosk.items())
        texts = [item for item in items if item.metaObject().indexOfProperty("truncated") >= 0]
        self.texts = [(item, ink_of(item)) for item in texts if item.property("text")]
        ready = [item for item in items if item.property("isTarget") and item.property("isReady")]
        self.targets = {item.objectName(): kiosk.rect(item) for item in ready}
        self.unnamed = [item.objectName() for item in ready if not item.property("spoken")]


def faults_of_texts(seen: Seen, size: tuple[int, int]) -> Iterator[str]:
    whole = QRectF(-1, -1, size[0] + 2, size[1] + 2)
    for item, _ in seen.texts:
        text = item.property("text")
        if item.property("truncated"):
            yield f"{text!r} is cut"
        if item.property("contentWidth") > item.width() + 1:
            yield f"{text!r} is wider than its place"
        if item.objectName() == "captionWords" and item.property("lineCount") != text.count("\n") + 1:
            yield f"{text!r} breaks where its words do not"
        if not whole.contains(seen.kiosk.rect(item)):
            yield f"{text!r} leaves the screen"
        if re.fullmatch(r"[a-z]+(\.[a-z0-9_-]+)+", text):
            yield f"{text!r} has no words"
    inks = [(item.property("text"), ink) for item, ink in seen.texts]
    for (one, first), (other, second) in combinations(inks, 2):
        if first.intersects(second):
            yield f"{one!r} covers {other!r}"


def ink_of(item: QQuickItem) -> QRectF:
    """About where the letters are: what Qt has laid out, without the empty top and bottom of its lines."""
    laid = item.boundingRect()
    lines = max(1, item.property("lineCount") or 1)
    em = item.property("font").pixelSize()
    if lines == 1:  # in the middle of its place, whatever its line height
        laid = QRectF(laid.x(), item.height() / 2 - em / 2, laid.width(), em)
    edge = max(0.0, laid.height() / lines - 0.8 * em) / 2
    return item.mapRectToScene(laid.adjusted(0, edge, 0, -edge))  # type: ignore[no-any-return]  # Qt's own rectangle


def faults_of_targets(seen: Seen, size: tuple[int, int], highest: int) -> Iterator[str]:
    targets = seen.targets
    for name, rect in targets.items():
        if min(rect.width(), rect.height()) < MM_20[size]:
            yield f"{name} is smaller than 20 mm"
        if rect.top() < highest:
            yield f"{name} is out of reach"
    for (one, first), (other, second) in combinations(targets.items(), 2):
        across = max(second.left() - first.right(), first.left() - second.right())
        down = max(second.top() - first.bottom(), first.top() - second.bottom())
        if max(across, down) < 8:
            yield f"{one} is too near to {other}"


def faults_of_focus(seen: Seen) -> Iterator[str]:
    """Tab goes through every target once; the bar or rail comes last, and within a column one goes down."""
    targets = seen.targets
    order = [name for name in tab_order(seen.kiosk) if name in targets]
    if sorted(order) != sorted(targets):
        yield f"keys reach {sorted(order)} of {sorted(targets)}"
        return
    bar = {key.id for key in seen.screen.bar}
    ranks = [name in bar for name in order]
    if ranks != sorted(ranks):
        yield f"the bar comes before the page: {order}"
    for one, other in pairwise(order):
        first, second = targets[one], targets[other]
        is_same_column = abs(first.left() - second.left()) < 4
        if (one in bar) == (other in bar) and is_same_column and second.top() < first.top():
            yield f"{other} comes after {one}"


def tab_order(kiosk: Any) -> list[str]:
    root = kiosk.window.view.contentItem()
    first = at = root.nextItemInFocusChain(True)
    names = []
    for _ in range(300):
        if at.property("isTarget") and at.isVisible():
            names.append(at.objectName())
        at = at.nextItemInFocusChain(True)
        if at == first:
            break
    return names


def faults_of_speech(seen: Seen) -> Iterator[str]:
    """The page has its sentences, every choice is among them, and each fits where captions stand."""
    screen = seen.screen
    said = aloud(screen, Speech(screen.language))
    spoken = " ".join(each.caption for each in said)
    if not spoken or re.search(r"\b[a-z]+\.[a-z]+\.", spoken):
        yield f"is spoken as {spoken!r}"
    choices = (*screen.tiles, *screen.services, *screen.care_rows, *screen.choices)
    yield from (f"{each.name!r} is not spoken" for each in choices if each.name not in spoken)
    yield from (f"{name} has no name for who cannot see it" for name in seen.unnamed)


def faults_of_contrast(seen: Seen) -> Iterator[str]:
    """The ground is the colour that is most of a text's place, the words are what differs most from it."""
    picture = seen.picture
    for item, ink in seen.texts:
        place = ink.toRect().intersected(picture.rect())
        colours = Counter(
            picture.pixel(x, y) & 0xFFFFFF
            for y in range(place.top(), place.bottom() + 1, max(1, place.height() // 12))
            for x in range(place.left(), place.right() + 1, max(1, place.width() // 160))
        )
        if len(colours) < 2:
            continue
        ground = f"#{colours.most_common(1)[0][0]:06X}"
        found = max(contrast(ground, f"#{colour:06X}") for colour in colours)
        if found < LEAST_CONTRAST:
            yield f"{item.property('text')!r} has a contrast of {found:.1f} only"


def test_the_environment_is_left_as_it_was() -> None:
    assert OWN_TEXTS not in os.environ
    assert "xx" not in languages()
