"""Which printers there are: those of the box's file, and what is plugged in and may be one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from config.texts import Texts
from printer.ports import PortError
from printer.ports.plugged import Plugged
from printer.settings import PortKind, PrinterSettings
from printer.trial import Finding, ask_status


@dataclass(frozen=True)
class Listed:
    """One line of the list. `name` is empty where box.toml does not know it."""

    port: PortKind
    address: str
    name: str
    text: str
    is_good: bool


def listed(
    known: Sequence[PrinterSettings],
    found: Sequence[Plugged],
    words: Texts,
    ask: Callable[[PrinterSettings, Texts], Finding] = ask_status,
) -> Iterator[Listed]:
    """The printers of the box's file with how they are, then what else is plugged in."""
    for each in known:
        finding = _status(each, words, ask)
        yield Listed(each.port, each.address, each.name, finding.text, finding.is_good)
    addresses = {(each.port, each.address.lower()) for each in known}
    for other in found:
        if (other.port, other.address.lower()) not in addresses:
            said = words.say("printer.list.unknown", says=other.says or "?")
            yield Listed(other.port, other.address, "", said, is_good=True)


def _status(each: PrinterSettings, words: Texts, ask: Callable[[PrinterSettings, Texts], Finding]) -> Finding:
    try:
        return ask(each, words)
    except PortError as error:
        return Finding(words.say(f"printer.reason.{error.trouble}"), is_good=False)
