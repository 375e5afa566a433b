"""What a hall can do before it leads: its file read and checked, its routes laid."""

import logging
from pathlib import Path

from config.hall import load_hall
from config.wrong import ConfigError
from hall.api.app import App, routes_over
from hall.api.house import House, empty_house, furnish
from hall.api.metrics import Figures
from link.messages.definition import Definition

_log = logging.getLogger(__name__)


class Prepared:
    """Of one hall, for whoever opens it; may be used for one opening after another until one succeeds. Nothing of it is
    seen from outside.

    Raises ConfigError where hall.toml is not right: somebody should hear of that now, not when the hall is needed.
    """

    def __init__(self, config: Path) -> None:
        self._config = config
        self._text = _bytes_of(config)
        self._definition = load_hall(config)
        self.figures = Figures()
        self._house = empty_house()
        self._routes = routes_over(self._house, self.figures)

    def definition(self) -> Definition:
        """The file as it is now. Where it has become wrong meanwhile, as it was: the other hall is gone, and people wait."""
        text = _bytes_of(self._config)
        if text == self._text:
            return self._definition
        try:
            self._definition, self._text = load_hall(self._config), text
        except ConfigError as wrong:
            _log.warning(
                "the hall's file is not right any more, it opens with what stood there before: %s", wrong
            )
        return self._definition

    def routes(self, house: House) -> App:
        """All of them, over the house that is there now."""
        furnish(self._house, house)
        return self._routes


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None
