"""Draws every page of every errand for the docs: `python tests/kiosk/errands/pictured.py FOLDER`."""

import sys
from pathlib import Path

from errand_window import ErrandOnScreen, every_page
from PIL import Image
from PySide6.QtGui import QGuiApplication

PAGES = (
    "ask",
    "code",
    "found",
    "early",
    "sorry",
    "phone",
    "day",
    "time",
    "confirm",
    "booked",
    "several",
    "matters",
    "order",
)
WIDTHS = {"tall": 300, "wide": 420}
COLUMNS = {"tall": 7, "wide": 4}
GAP = 12


def draw(folder, form, size, language):
    """One sheet with every page in one size and language."""
    kiosk = ErrandOnScreen(size, language)
    pictures = []
    for page in every_page(kiosk):
        if page in PAGES:
            whole = folder / f"page-{page}.png"
            kiosk.picture().save(str(whole))
            pictures.append(Image.open(whole).convert("RGB").copy())
            whole.unlink()
    kiosk.close()
    width = WIDTHS[form]
    height = size[1] * width // size[0]
    columns = COLUMNS[form]
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), "#7A858D")
    for at, picture in enumerate(pictures):
        place = (GAP + at % columns * (width + GAP), GAP + at // columns * (height + GAP))
        sheet.paste(picture.resize((width, height), Image.Resampling.LANCZOS), place)
    path = folder / f"kiosk-errands-{form}-{language}.png"
    sheet.quantize(160).save(path, optimize=True)
    print(path, path.stat().st_size // 1024, "kB")


def main():
    app = QGuiApplication([])
    folder = Path(sys.argv[1])
    for form, size in (("tall", (1080, 1920)), ("wide", (1280, 800))):
        for language in ("zh", "en"):
            draw(folder, form, size, language)
    app.quit()


main()
