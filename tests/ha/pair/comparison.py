"""What people were told, held against what the ledger has."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Comparison:
    """Each is empty where all is well."""

    told: int
    """How many numbers people were given."""
    lost: tuple[str, ...]
    """Numbers that somebody was given and the ledger does not have."""
    doubled: tuple[str, ...]
    """Numbers that two were given, or that the ledger has twice."""
    left_over: tuple[str, ...]
    """Numbers that nobody was given."""
    gaps: tuple[int, ...]
    """Seqs after which one is missing."""

    def counted(self) -> dict[str, int]:
        """For a report."""
        return {
            "tickets_acknowledged": self.told,
            "lost": len(self.lost), "doubled": len(self.doubled), "skipped": len(self.left_over), "gaps": len(self.gaps),
        }  # fmt: skip

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.left_over or self.gaps)


def compared(told: Iterable[str], facts: Iterable[str]) -> Comparison:
    """`told`: the numbers that were acknowledged; `facts`: the ledger's lines, in order."""
    bodies = [json.loads(each) for each in facts]
    kept = [each["number"] for each in bodies if each["kind"] == "ticket_issued"]
    numbers, seqs = list(told), [each["seq"] for each in bodies]
    return Comparison(
        told=len(numbers),
        lost=tuple(sorted(set(numbers) - set(kept))),
        doubled=tuple(sorted(_twice(numbers) | _twice(kept))),
        left_over=tuple(sorted(set(kept) - set(numbers))),
        gaps=tuple(one for one, next_one in pairwise(seqs) if next_one != one + 1),
    )


def _twice(numbers: list[str]) -> set[str]:
    return {each for each, times in Counter(numbers).items() if times > 1}
