"""What a kiosk knows of its hall when it starts while the hall is away: its services, hours and windows, as last heard."""

import json
import logging
from pathlib import Path
from typing import Final

from link.messages.codec import Undecodable
from link.private_file import write_private
from link.state import State, snapshot_value, state_of

FILE: Final = "hall.json"


log = logging.getLogger(__name__)


class RememberedHall:
    """One file in `folder`, written only when what it says has changed. Blocking: to be used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE
        self._kept = ""

    def keep(self, text: str) -> None:
        """Keep what `text_of` made of the hall. Never raises."""
        if text == self._kept:
            return
        try:
            write_private(self._path, text.encode())
            self._kept = text
        except OSError as fault:
            log.warning("the hall is not remembered on the disk: %s", fault)

    def read(self) -> State | None:
        """The hall as it was; None where there is nothing that can be read."""
        try:
            return state_of(json.loads(self._path.read_bytes()))
        except (OSError, ValueError, Undecodable):
            return None


def text_of(state: State) -> str:
    """What is kept of a day: nobody's ticket."""
    bare = State(
        seq=state.seq,
        at=state.at,
        day=state.day,
        is_open=state.is_open,
        definition=state.definition,
        windows=state.windows,
        added=state.added,
        issued=state.issued,
        given=state.given,
        notices=state.notices,
        suspended=state.suspended,
        crowd=state.crowd,
    )
    return json.dumps(snapshot_value(bare), ensure_ascii=False, separators=(",", ":"))
