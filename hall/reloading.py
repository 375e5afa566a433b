"""Telling a running hall to read its file again."""

from pathlib import Path

from hall.asking import HallSaidNo, NotAsked, ask


def ask_to_reload(data: Path, language: str) -> None:
    """Ask the hall that runs on this data directory. Raises NotAsked."""
    try:
        ask(data, language, "POST", "/hall/reload")
    except HallSaidNo as no:
        raise NotAsked("hall.wrong.not_reloaded", reason=no.fields.get("reason") or no.sentence) from None
