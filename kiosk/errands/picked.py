"""How what is chosen on a page is called, so that no id of the hall's is taken for a key's."""

from typing import Final

PICK: Final = "pick-"
"""Stands before the id of what is chosen."""
