"""Draws every page of the kiosk for docs/kiosk.md: `python tests/kiosk/make_pictures.py [FOLDER]`."""

import importlib.util
import os
import sys
from io import BytesIO
from pathlib import Path
from types import ModuleType

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_QUICK_BACKEND", "software")

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QGuiApplication, QImage

HERE = Path(__file__).parent
SHEETS = (("zh", False), ("en", False), ("zh", True), ("en", True))
ACROSS = {(1080, 1920): 8, (1280, 800): 5}
SMALL = {(1080, 1920): (234, 416), (1280, 800): (400, 250)}
GAP, GROUND, COLOURS = 12, "#8A9299", 160


def beside(name: str) -> ModuleType:
    """A module of this folder, which is no package."""
    spec = importlib.util.spec_from_file_location(name, HERE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


def main(folder: Path) -> None:
    app = QGuiApplication.instance() or QGuiApplication([])
    screens, walk = beside("conftest"), beside("test_every_page")
    hall = walk.everything(screens.example_hall("county"))
    for size, across in ACROSS.items():
        pictures: dict[tuple[str, bool], list[Image.Image]] = {way: [] for way in SHEETS}
        kiosk = screens.OnScreen(hall, size, "zh", screens.MORNING, screens.FONTS[0])
        for _ in walk.every_page(kiosk):
            before = kiosk.stand.presenter.visit
            for way in SHEETS:
                walk.in_mode(kiosk, *way)
                pictures[way].append(smaller(walk.pixels(kiosk), SMALL[size]))
            kiosk.stand.presenter.go(before)
        kiosk.window.close()
        for (language, is_large), pages in pictures.items():
            form = "tall" if size[1] > size[0] else "wide"
            name = f"kiosk-{form}-{language}{'-care' if is_large else ''}.png"
            sheet(pages, across).quantize(COLOURS, Image.Quantize.FASTOCTREE).save(
                folder / name, optimize=True
            )
            print(name, len(pages), (folder / name).stat().st_size // 1000, "kB")
    app.quit()


def smaller(picture: QImage, size: tuple[int, int]) -> Image.Image:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return (
        Image.open(BytesIO(bytes(buffer.data().data()))).convert("RGB").resize(size, Image.Resampling.LANCZOS)
    )


def sheet(pages: list[Image.Image], across: int) -> Image.Image:
    """All pages side by side."""
    width, height = pages[0].size
    rows = -(-len(pages) // across)
    whole = Image.new("RGB", (across * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for at, page in enumerate(pages):
        row, column = divmod(at, across)
        whole.paste(page, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return whole


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "docs" / "pictures")
