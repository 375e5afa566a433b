"""The table of box.toml that says which keys of the keyboard work a window's terminal: `[caller.keys]`."""

from typing import Annotated, Final

from config.rules import Form
from config.validated import Table

KeyName = Annotated[str, Form(r"[A-Za-z0-9+_-]{1,20}", "key")]

FIXED: Final = ("next", "recall", "missed", "finish", "pause")
"""Their keys are never without one: who gives one of these keys to something else says where this goes."""


class CallerKeys(Table):
    """`[caller.keys]`: the keys of the caller. The last eight give way, without a key, to what the file chooses for another."""

    next: KeyName = "F8"
    recall: KeyName = "F9"
    missed: KeyName = "F10"
    finish: KeyName = "F7"
    pause: KeyName = "F12"
    park: KeyName = "5"
    transfer: KeyName = "6"
    pick: KeyName = "7"
    walk: KeyName = "8"
    outcome: KeyName = "9"
    further: KeyName = "0"
    more: KeyName = "F6"
    sign_out: KeyName = "F4"

    @property
    def chosen(self) -> dict[str, str]:
        """What was chosen, and the keys that always are."""
        said = self.model_dump()
        return {name: key for name, key in said.items() if name in FIXED or name in self.model_fields_set}
