"""`[look]` in box.toml: how this box's screen looks, as data: colours, a logo, what stands at the head."""

from typing import Annotated

from config.colours import LEAST_CONTRAST, Fill, contrast
from config.reading import Source
from config.rules import Line
from config.validated import Table
from config.wrong import Finding, said

INK = "#14202B"
PAPER = "#F5F3EE"


class LookTable(Table):
    """`[look]`: colours and sign of whoever owns the hall; empty: as designed."""

    ink: Annotated[str, Fill()] = ""
    paper: Annotated[str, Fill(INK)] = ""
    accent: Annotated[str, Fill(INK)] = ""
    logo: Annotated[str, Line(400)] = ""
    header: Annotated[str, Line(40)] = ""


def look_findings(source: Source, look: LookTable) -> list[Finding]:
    """What two colours that are each well cannot be together."""
    found = contrast(look.ink or INK, look.paper or PAPER)
    if found >= LEAST_CONTRAST:
        return []
    what = said("config.what.pale", given=look.paper or PAPER, found=f"{found:.1f}", words=look.ink or INK)
    allowed = said("config.allowed.fill", least=f"{LEAST_CONTRAST:g}", words=look.ink or INK)
    return [source.finding(("look", "paper" if look.paper else "ink"), what, allowed)]
