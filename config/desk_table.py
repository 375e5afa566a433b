"""The table of box.toml about the guide desk: `[desk]`."""

from typing import Annotated

from config.rules import ID_PATTERN, Form
from config.validated import Table


class DeskTable(Table):
    """`[desk]`: the guide desk's screen."""

    printer: Annotated[str, Form(rf"(?:{ID_PATTERN})?", "maybe_id")] = ""
    near: Annotated[str, Form(rf"(?:{ID_PATTERN}/{ID_PATTERN})?", "maybe_printer")] = ""
    sound: bool = True
