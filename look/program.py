"""How a program with a screen begins, before Qt is loaded: its log, and by what it draws."""

import logging
import os
import sys


def log_to_stderr() -> None:
    """Changes of state to the standard error, which is the journal where systemd runs the program."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    logging.getLogger("httpx").setLevel(logging.WARNING)


def draw_by(backend: str) -> None:
    """`auto` leaves the choice to Qt, `opengl` is the graphics card, `software` the processor (`[screen] backend`)."""
    if backend != "auto":
        # "rhi" is Qt's name for drawing on the GPU (Qt Quick Scene Graph Adaptations).
        os.environ["QT_QUICK_BACKEND"] = "rhi" if backend == "opengl" else backend
