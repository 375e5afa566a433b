"""A Definition written as hall.toml again: what is in force, in the form in which it can be changed."""

from dataclasses import asdict
from typing import Any, Final

import tomlkit

from config.hall_intake_built import intake_tables, quota_texts
from config.hall_rating_built import rating_tables
from config.hall_speech import speech_table
from config.hall_visit_built import visit_tables
from config.hours import hours_text
from link.messages.definition import Definition, Hours

TABLES: Final = {
    "zones": "zone",
    "departments": "department",
    "series": "series",
    "services": "service",
    "windows": "window",
    "priorities": "priority",
    "profiles": "profile",
    "clerks": "clerk",
    "themes": "theme",
    "tickets": "ticket",
}
"""What a Definition calls its parts, and what hall.toml calls them."""


def hall_tables_of(definition: Definition) -> dict[str, Any]:
    """The Definition as the tables of hall.toml, every setting spelt out."""
    own = asdict(definition)
    own["practice"] = own.pop("is_practice")
    own["hours"] = [hours_text(span) for span in definition.hours]
    for service, known in zip(own["services"], definition.services, strict=True):
        service["quotas"] = quota_texts(known.quotas)
        service["missed"] = known.missed.id if known.missed else ""
        service["hours"] = [hours_text(Hours(**span)) for span in service["hours"]]
    policy, alarms = own.pop("policy"), own.pop("alarms")
    rows = {table: own.pop(part) for part, table in TABLES.items()}
    policy["missed"] = definition.policy.missed.id
    for part in (
        "taking", "duties", "special_days", "bookings", "slots", "pools", "outcomes",
        "rating", "rating_reasons", "survey", "cases", "outbox", "speech",
    ):  # fmt: skip
        own.pop(part)
    return (
        intake_tables(definition)
        | visit_tables(definition)
        | rating_tables(definition)
        | {"hall": own, "policy": policy, "alarms": alarms, "speech": speech_table(definition), **rows}
    )


def hall_text(definition: Definition) -> str:
    """The Definition as the text of a hall.toml that loads to the same Definition."""
    return tomlkit.dumps(_written(hall_tables_of(definition)))


def _written(value: Any) -> Any:
    """Without what is None, which TOML cannot say, and with lists for tuples."""
    if isinstance(value, dict):
        return {key: _written(inner) for key, inner in value.items() if inner is not None and inner != []}
    return [_written(inner) for inner in value] if isinstance(value, (list, tuple)) else value
