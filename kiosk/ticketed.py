"""What the screen says of the number that a citizen just got."""

from kiosk.places import place_of
from kiosk.ports import Taken
from kiosk.speech import Speech
from kiosk.view import Line, TicketShown
from link.state import State
from look.words import Counted, counted


def ticket_shown(ticket: Taken, state: State, speech: Speech, *, is_printed: bool) -> TicketShown:
    """The number, how many are ahead and where to wait; what is not known is not said."""
    place = place_of(state, (ticket.service,), ticket.zones, speech)
    return TicketShown(
        number=ticket.number,
        service=service_name(state, ticket.service, speech),
        ahead=_ahead(ticket.ahead, speech),
        wait=_wait(ticket, speech),
        place=place.whole,
        colour=place.colour,
        side=place.side,
        scan=scanned(ticket, state, place.whole.text, speech),
        is_printed=is_printed,
    )


def service_name(state: State, service: str, speech: Speech) -> Line:
    """The service's name; empty where the hall no longer has it."""
    known = state.index.services.get(service)
    return speech.name(known.name, known.name_en) if known else Line()


def scanned(ticket: Taken, state: State, place: str, speech: Speech) -> str:
    """What a phone reads from the code on the screen.

    Where citizens' phones can reach the hall, its address with the ticket's secret; else plain words, which any phone
    shows and keeps without a network.
    """
    if state.definition.public_url and ticket.secret:
        return f"{state.definition.public_url.rstrip('/')}/t/{ticket.secret}"
    hall = speech.name(state.definition.name, state.definition.name_en).text
    return speech.say("paper.scanned", hall=hall, number=ticket.number, place=place).strip(" ,")


def _ahead(ahead: int | None, speech: Speech) -> Counted:
    if ahead is None:
        return Counted()
    return speech.counted("done.ahead", ahead) if ahead else Counted(speech.say("done.next"))


def _wait(ticket: Taken, speech: Speech) -> Counted:
    if ticket.wait is None or not ticket.ahead:
        return Counted()
    low, high = ticket.wait
    key = "done.wait.one" if low == high else "done.wait"
    return counted(speech.say(key, low=low, high=high))
