"""How a matter can end (即办件、承诺件 …)."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One kind of result that a clerk records. A hall that lists none takes any words."""

    id: str
    name: str
    name_en: str = ""
