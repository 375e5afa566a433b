"""The language of the person who types a command, as the machine's environment tells it."""

from collections.abc import Mapping
from typing import Final

from config.texts import FIRST_LANGUAGE, languages

VARIABLES: Final = ("JIAOHAO_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""Looked at in this order; the first that is set decides (POSIX, Base Definitions section 8.2, after our own)."""


def language_of(environ: Mapping[str, str]) -> str:
    """Chinese for a Chinese locale or none at all, any language we have for its own, English for all others."""
    wanted = next((environ[name] for name in VARIABLES if environ.get(name)), FIRST_LANGUAGE)
    short = wanted.replace("-", "_").partition(".")[0].partition("_")[0].lower()
    return short if short in languages() else "en"
