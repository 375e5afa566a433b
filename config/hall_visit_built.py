"""From the tables about a visit after its call to what the hall runs by, and back to tables."""

from dataclasses import asdict
from typing import Any

from config.hall_tables import HallTables
from link.messages.definition import Definition, MissedPolicy, Outcome, Pool


def missed_built(tables: HallTables, wanted: str) -> MissedPolicy | None:
    """The policy for missed numbers of this id; None where none is named."""
    row = next((each for each in tables.missed if each.id == wanted), None)
    return MissedPolicy(**row.model_dump()) if row is not None else None


def visit_built(tables: HallTables) -> dict[str, Any]:
    """The parts of a Definition that these tables make."""
    return {
        "pools": tuple(Pool(**row.model_dump()) for row in tables.pool),
        "outcomes": tuple(Outcome(**row.model_dump()) for row in tables.outcome),
    }


def visit_tables(definition: Definition) -> dict[str, Any]:
    """These parts as tables again, with the policies for missed numbers that something names."""
    named = [definition.policy.missed, *(each.missed for each in definition.services)]
    policies = {each.id: asdict(each) for each in named if each is not None and each.id}
    return {
        "missed": list(policies.values()),
        "pool": [asdict(each) for each in definition.pools],
        "outcome": [asdict(each) for each in definition.outcomes],
    }
