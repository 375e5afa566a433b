"""How a matter ended (办理结果): the hall's list of outcomes, and where one must be given."""

from hall.rules.day import Day
from link.messages.problems import refuse
from link.state import Ticket


def is_mandatory(day: Day, ticket: Ticket) -> bool:
    """Whether the ticket's service ends only with an outcome."""
    service = day.public.index.services.get(ticket.service)
    own = service.outcome_mandatory if service else None
    return day.public.definition.policy.outcome_mandatory if own is None else own


def outcome_of(day: Day, ticket: Ticket, given: str) -> str:
    """The outcome that a clerk gave, by its id or its name.

    Raises:
        Refused: none was given where one must be, or it is not on the hall's list.
    """
    if not given:
        if is_mandatory(day, ticket):
            raise refuse("outcome-missing", ticket=ticket.number)
        return ""
    known = day.public.definition.outcomes
    found = next((each.id for each in known if given in (each.id, each.name, each.name_en)), "")
    if known and not found:
        raise refuse("unknown-outcome", outcome=given, known="、".join(each.name for each in known))
    return found or given
