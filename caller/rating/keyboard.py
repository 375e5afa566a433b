"""The keyboard on the screen (Qt's, with pinyin): whether it is installed, and that it learns nothing of anybody."""

import os
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

_FORGOTTEN = "jiaohao-keyboard-"


def has_keyboard() -> bool:
    """Whether Qt's virtual keyboard is there (the package PySide6-Addons)."""
    spec = find_spec("PySide6")
    places = spec.submodule_search_locations if spec is not None else None
    return any((Path(place) / "Qt/qml/QtQuick/VirtualKeyboard/qmldir").is_file() for place in places or ())


def prepare_keyboard() -> TemporaryDirectory[str]:
    """Choose the keyboard; before Qt's application is made. What it learns of the words that were typed lies in the folder
    that is given back, and goes with it."""
    os.environ.setdefault("QT_IM_MODULE", "qtvirtualkeyboard")
    folder = TemporaryDirectory(prefix=_FORGOTTEN)
    os.environ["XDG_CONFIG_HOME"] = folder.name
    return folder
