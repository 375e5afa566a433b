"""Where a running hall is found by those on its own machine."""

from typing import Final

URL_FILE: Final = "hall.url"
"""In the data directory while the hall serves: where it can be asked to reload."""
