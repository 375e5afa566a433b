"""A hall's file: read, checked whole, and turned into the Definition that the hall runs by."""

from pathlib import Path

from config.hall_built import built, usual_priorities
from config.hall_checks import findings
from config.hall_intake_checks import findings as intake_findings
from config.hall_profile_checks import findings as profile_findings
from config.hall_rating_built import findings as rating_findings
from config.hall_speech import findings as speech_findings
from config.hall_tables import HallTables
from config.hall_visit_checks import findings as visit_findings
from config.reading import Source, read_file, read_text
from config.validated import validated
from config.wrong import ConfigError
from link.messages.definition import Definition


def load_hall(path: Path) -> Definition:
    """The hall that the file describes. Raises ConfigError with everything that is wrong."""
    return hall_from(read_file(path))


def load_hall_text(text: str, name: str) -> Definition:
    """Like `load_hall`, for a text that is already here; `name` is what messages call it."""
    return hall_from(read_text(text, name))


def hall_from(source: Source) -> Definition:
    """The hall in tables that are already read. Raises ConfigError."""
    tables = validated(source, HallTables)
    classes = [row.id for row in tables.priority or usual_priorities()]
    if wrong := [
        *findings(source, tables),
        *profile_findings(source, tables, classes),
        *intake_findings(source, tables, classes),
        *visit_findings(source, tables),
        *rating_findings(source, tables),
        *speech_findings(source, tables),
    ]:
        raise ConfigError(wrong)
    return built(tables)
