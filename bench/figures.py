"""Rows of the bench: a figure, its bar, and whether it holds; medians and percentiles."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from math import ceil
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One figure. `bar` is what the design asks for, empty where the figure only stands beside others."""

    name: str
    value: float
    unit: str
    bar: str = ""
    holds: bool = True

    def value_of(self) -> dict[str, object]:
        """The row as JSON has it."""
        return asdict(self)


def at_least(name: str, value: float, unit: str, bar: float) -> Row:
    """A figure that must reach its bar."""
    return Row(name=name, value=round(value, 3), unit=unit, bar=f">= {bar:g}", holds=value >= bar)


def at_most(name: str, value: float, unit: str, bar: float) -> Row:
    """A figure that must stay under its bar."""
    return Row(name=name, value=round(value, 3), unit=unit, bar=f"<= {bar:g}", holds=value <= bar)


def beside(name: str, value: float, unit: str) -> Row:
    """A figure to compare with."""
    return Row(name=name, value=round(value, 3), unit=unit)


def percentile(values: Sequence[float], per_cent: float) -> float:
    """The smallest value that so many per cent do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, ceil(len(ordered) * per_cent / 100) - 1)]


def middle(values: Sequence[float]) -> float:
    """The median."""
    return float(median(values))
