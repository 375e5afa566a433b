"""Cells of tables that spreadsheets open."""

from typing import Final

_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
"""What a spreadsheet takes a formula by; some take the full-width forms of East Asian keyboards as well."""


def harmless_cell(text: str) -> str:
    """The text of a cell, with an apostrophe before it where it would be a formula."""
    return f"'{text}" if text.startswith(_BEGINS_FORMULA) else text
