"""What the screen says of the number that a citizen just got."""

from kiosk.places import place_of
from kiosk.ports import Taken
from kiosk.speech import Speech
from kiosk.turn import waits_behind_others
from kiosk.view import Line, TicketShown
from link.state import State
from look.language import second_language
from look.words import Counted, counted


def ticket_shown(ticket: Taken, state: State, speech: Speech, *, is_printed: bool) -> TicketShown:
    """The number, how many are ahead and where to wait; what is not known is not said."""
    place = place_of(state, (ticket.service,), ticket.zones, speech)
    other = Speech(second_language(speech.language))
    return TicketShown(
        number=ticket.number,
        service=service_name(state, ticket.service, speech),
        ahead=_ahead(ticket, state, speech),
        ahead_second=_plain(_ahead(ticket, state, other)) if speech.has_second else "",
        wait=_wait(ticket, speech),
        wait_second=_plain(_wait(ticket, other)) if speech.has_second else "",
        place=place.whole,
        zone=place.zone.text,
        windows=place.windows.text,
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


def _ahead(ticket: Taken, state: State, speech: Speech) -> Counted:
    if ticket.ahead is None:
        return Counted()
    if ticket.ahead:
        return speech.counted("done.ahead", ticket.ahead)
    is_next = not waits_behind_others(state, ticket.service, ticket.id)
    return Counted(speech.say("done.next" if is_next else "done.first"))


def _plain(parts: Counted) -> str:
    """The whole sentence, for the small line in the other language."""
    return " ".join(part for part in (parts.before, parts.number, parts.after) if part)


def _wait(ticket: Taken, speech: Speech) -> Counted:
    if ticket.wait is None or not ticket.ahead:
        return Counted()
    low, high = ticket.wait
    key = "done.wait.one" if low == high else "done.wait"
    return counted(speech.say(key, low=low, high=high))
