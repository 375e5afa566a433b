"""Draws the sheets of the clerk's and the citizen's screens and of practice: `python tests/caller/make_pictures.py [FOLDER]`."""

import asyncio
import importlib.util
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtTest import QTest

from caller.rating.card import Card
from link.messages import commands as c
from link.messages.definition import Clerk
from look.loop import application
from look.theme import FONTS

TESTS = Path(__file__).parents[1]
GAP, GROUND = 16, "#D8D5CC"
FULL_MOST = 300_000
"""Bytes of a picture in all its colours; a larger one has 256, the best that a palette holds."""

KEYBOARD_MS = 1500
"""How long the keyboard takes to come up, on a busy machine too."""

CLERKS = (
    Clerk(id="1001", name="王芳", name_en="Wang Fang"),
    Clerk(id="1002", name="李强", name_en="Li Qiang"),
    Clerk(id="1003", name="赵敏", name_en="Zhao Min"),
)
PAGES = (
    "idle", "behind-idle", "calling", "behind-calling", "serving", "further", "services", "deputy", "elsewhere", "paused",
    "stale", "closed",
)  # fmt: skip
BARS = (
    "closed", "idle", "behind-idle", "armed", "calling", "behind-calling", "serving", "more", "further", "elsewhere",
    "undo", "paused", "stale",
)  # fmt: skip
RATINGS = ("ask", "why", "survey-1", "survey-2", "note", "thanks", "idle", "closed", "paused", "stale")
SMALL = (
    ("ask", (1024, 600), 7.0),
    ("why", (1024, 600), 7.0),
    ("ask", (1280, 800), 10.1),
    ("idle", (1280, 800), 10.1),
)


def main(folder: Path) -> None:
    """Each part in a process of its own: the keyboard of the screen is chosen before Qt begins, and for the citizen's alone."""
    for part in PARTS:
        with TemporaryDirectory() as forgotten:
            own = {
                "QT_IM_MODULE": "qtvirtualkeyboard" if part == "rating" else "",
                "XDG_CONFIG_HOME": forgotten,
            }
            asked = [sys.executable, __file__, str(folder), part]
            subprocess.run(asked, env={**os.environ, **own, "PYTHONPATH": str(TESTS.parent)}, check=True)


def draw_terminal(folder: Path) -> None:
    for language in ("zh", "en"):
        drawn = asyncio.run(terminal("page", language))
        save(
            grid([smaller(drawn[name], 0.5) for name in PAGES], 2),
            folder / f"caller-page-states-{language}.png",
        )
        bars = asyncio.run(terminal("bar", language))
        save(grid([bars[name] for name in BARS], 1), folder / f"caller-bar-states-{language}.png")


def draw_rating(folder: Path) -> None:
    for language in ("zh", "en"):
        rated = ratings(language, (1024, 600), 10.1)
        save(grid([smaller(rated[name], 0.55) for name in RATINGS], 2), folder / f"rating-{language}.png")
    small = [smaller(ratings("zh", size, inch)[name], 0.6) for name, size, inch in SMALL]
    save(grid(small, 2), folder / "rating-small.png")


def draw_practice(folder: Path) -> None:
    save(practice(), folder / "practice.png")


PARTS = {"terminal": draw_terminal, "rating": draw_rating, "practice": draw_practice}


# ── the terminal ────────────────────────────────────────────────────────────────────────────────────────


async def terminal(form: str, language: str) -> dict[str, Image.Image]:
    """Every state of a terminal by its name."""
    made = beside("caller/conftest")
    hall = made.Counter(replace(made.HALL, clerks=CLERKS))
    desk = made.OnScreen(hall, form=form, language=language)
    drawn = {}
    async for name in states(desk, form):
        desk.settle()
        drawn[name] = picture(desk)
    desk.window.close()
    return drawn


async def states(desk: Any, form: str) -> AsyncIterator[str]:
    yield "closed"
    await desk.sign_in()
    await desk.press("main")
    yield "armed"
    await desk.press("main")
    for service in ("move", "pledge", "wed", "move", "wed", "move"):
        desk.hall.take(service, priority="elderly" if service == "pledge" else "normal")
    desk.wait(600)
    desk.hear()
    yield "idle"
    behind(desk, 3)
    yield "behind-idle"
    behind(desk, 0)
    await desk.press("main")
    desk.wait(18)
    yield "calling"
    behind(desk, 4)
    yield "behind-calling"
    behind(desk, 0)
    await desk.press("main")
    desk.wait(252)
    yield "serving"
    if form == "bar":
        await desk.press("more")
        yield "more"
    await desk.press("further")
    yield "further"
    desk.presenter.leave()
    for deed in ("services", "deputy"):
        await choose(desk, deed)
        yield deed
        desk.presenter.leave()
    await choose(desk, "profile")
    await desk.press("main")
    await desk.press("finish")
    desk.wait(240)
    desk.hall.do(c.CallNext(window="3"), press="at-another-place")
    yield "elsewhere"
    await desk.press("missed", after_s=18)
    yield "undo"
    await desk.press("pause", after_s=20)
    await desk.press("main")
    desk.wait(242)
    desk.hear()
    yield "paused"
    desk.fall_silent()
    yield "stale"


def behind(desk: Any, unsaid: int) -> None:
    """So many announcements wait at the loudspeaker of the zone."""
    desk.presenter.become(replace(desk.presenter.situation, unsaid=unsaid))


async def choose(desk: Any, deed: str) -> None:
    await desk.press("further")
    desk.presenter.type(desk.say(f"caller.further.{deed}"))
    await desk.press("main")


# ── the rating screen ───────────────────────────────────────────────────────────────────────────────────


def ratings(language: str, size: tuple[int, int], inch: float) -> dict[str, Image.Image]:
    """Every page of the rating screen by its name."""
    made = beside("caller/rating/conftest")
    survey = tuple(each for each in made.SURVEY if each.id != "room")
    windows = tuple(replace(each, name_en="Real estate") for each in made.HALL.windows)
    hall = replace(made.HALL, survey=survey, windows=windows)
    front = made.InFront(hall, size=size, inch=inch, language=language, can_write=True)
    front.hear()
    front.presenter.seat(Card(clerk="1001", name="王芳", name_en="Wang Fang"))
    drawn = {}
    for name in rating_pages(front):
        front.settle()
        drawn[name] = picture(front)
    front.window.close()
    return drawn


def rating_pages(front: Any) -> Iterator[str]:
    yield "closed"
    front.serve()
    yield "idle"
    front.finish()
    front.wait(6)
    yield "ask"
    front.presenter.grade(1)
    front.wait(1)
    for reason in ("wait", "again"):
        front.presenter.reason(reason)
    yield "why"
    front.touch("write")
    QTest.qWait(KEYBOARD_MS)
    yield "note"
    front.presenter.go_on()
    front.wait(1)
    for number in (1, 2):
        yield f"survey-{number}"
        front.presenter.answer(2)
        front.wait(1)
    yield "thanks"
    front.wait(5)
    front.do(c.PauseWindow(window="3"))
    yield "paused"
    front.stale = replace(front.stale, is_stale=True, freshness="stale", stopped_at="10:28")
    front.presenter.age(front.stale)
    yield "stale"


# ── practice ────────────────────────────────────────────────────────────────────────────────────────────


def practice() -> Image.Image:
    """A kiosk, a desk and a terminal of a hall to practise in."""
    kiosks, desks, callers = (
        beside("kiosk/conftest"),
        beside("kiosk/desk/conftest"),
        beside("caller/conftest"),
    )
    kiosk = kiosks.OnScreen("county", (1080, 1920), "en", kiosks.MORNING, FONTS[0])
    sitting = desks.Sitting(desks.example_hall("county"), language="en")
    desks.made_busy(sitting)
    sitting.begins()
    desk = desks.OnScreen(sitting, FONTS[0])
    caller = callers.OnScreen(
        callers.Counter(replace(callers.HALL, clerks=CLERKS)), form="page", language="en"
    )
    asyncio.run(caller.sign_in())
    for screen in (kiosk, desk, caller):
        screen.window.practise(is_practice=True)
        screen.settle()
    left = fitted(picture(kiosk), height=900)
    right = [fitted(picture(each), width=692) for each in (desk, caller)]
    for screen in (kiosk, desk, caller):
        screen.window.close()
    whole = Image.new("RGB", (left.width + 692 + 3 * GAP, 900 + 2 * GAP), GROUND)
    whole.paste(left, (GAP, GAP))
    whole.paste(right[0], (left.width + 2 * GAP, GAP))
    whole.paste(right[1], (left.width + 2 * GAP, 900 + GAP - right[1].height))
    return whole


# ── drawing ─────────────────────────────────────────────────────────────────────────────────────────────


def beside(name: str) -> ModuleType:
    """A module of the tests, which are no package."""
    spec = importlib.util.spec_from_file_location(name.replace("/", "_"), TESTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = made
    spec.loader.exec_module(made)
    return made


def picture(screen: Any) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    screen.window.view.grabWindow().save(buffer, "PNG")
    return Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB")


def smaller(drawn: Image.Image, share: float) -> Image.Image:
    return fitted(drawn, width=round(drawn.width * share))


def fitted(drawn: Image.Image, *, width: int = 0, height: int = 0) -> Image.Image:
    """Of this width or height, in its own shape."""
    share = width / drawn.width if width else height / drawn.height
    size = (round(drawn.width * share), round(drawn.height * share))
    return drawn.resize(size, Image.Resampling.LANCZOS)


def grid(drawn: list[Image.Image], across: int) -> Image.Image:
    """All side by side; each row as high as its highest, each column as wide as its widest."""
    rows = [drawn[at : at + across] for at in range(0, len(drawn), across)]
    widths = [max(row[at].width for row in rows if at < len(row)) for at in range(across)]
    heights = [max(each.height for each in row) for row in rows]
    size = (sum(widths) + GAP * (across + 1), sum(heights) + GAP * (len(rows) + 1))
    whole, top = Image.new("RGB", size, GROUND), GAP
    for row, height in zip(rows, heights, strict=True):
        for at, each in enumerate(row):
            whole.paste(each, (GAP * (at + 1) + sum(widths[:at]), top))
        top += height + GAP
    return whole


def save(whole: Image.Image, file: Path) -> None:
    whole.save(file, optimize=True)
    if file.stat().st_size > FULL_MOST:
        whole.quantize(256, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE).save(file, optimize=True)
    print(file.name, whole.size, file.stat().st_size // 1000, "kB")


if __name__ == "__main__":
    where = Path(sys.argv[1]) if len(sys.argv) > 1 else TESTS.parent / "docs" / "pictures"
    if len(sys.argv) > 2:
        qt = application()
        PARTS[sys.argv[2]](where)
    else:
        main(where)
