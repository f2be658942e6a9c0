"""What an expression says of its date by itself, before the context fills in the rest."""

from __future__ import annotations

from typing import Literal, NamedTuple

from mapapp.dates.days import add_months, day_of, month_days

Unit = Literal["day", "week", "month", "season", "year", "decade", "century"]
RANK: dict[str, int] = {"day": 0, "week": 1, "month": 2, "season": 3, "year": 4, "decade": 5, "century": 6}
# First and last day (negative: counted from the end) of a part of a month: the project's marking rules.
MONTH_PARTS = {"early": (1, 10), "mid": (11, 20), "late": (21, -1), "first half": (1, 15), "second half": (16, -1),
               "first week": (1, 7), "last week": (-7, -1)}  # fmt: skip
# First and last month of a part of a year: the same rules; they leave the middle open, May-August is ours.
YEAR_PARTS = {"early": (1, 2), "mid": (5, 8), "late": (11, 12), "first half": (1, 6), "second half": (7, 12),
              "first week": (1, 1), "last week": (12, 12)}  # fmt: skip


class Partial(NamedTuple):
    """A date with holes: ``unit`` is the smallest part it names; None is a part left to the context.

    ``year`` is astronomical (a decade's or century's first). ``month`` of a season is its first month.
    ``shift`` counts units from the day spoken of last: (``"year"``, -1) is "the previous year". ``back``
    and ``ahead`` are set where the words themselves point ("the previous April", "next summer").
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    shift: tuple[str, int] | None = None
    towards: int = 0
    approximate: bool = False
    weekday: int | None = None

    @property
    def complete(self) -> bool:
        """Whether every part down to the unit is written."""
        if self.shift is not None or self.year is None:
            return False
        return RANK[self.unit] > RANK["season"] or (
            self.month is not None and (self.unit != "day" or self.day is not None)
        )


def bounds(date: Partial) -> tuple[int, int] | None:
    """First and last day of a complete date, or None where there is no such day (31 June)."""
    if date.year is None:
        return None
    if date.unit == "century" or date.unit == "decade":
        return day_of(date.year), day_of(date.year + (99 if date.unit == "century" else 9), 12, 31)
    if date.unit == "year":
        first, last = YEAR_PARTS.get(date.part, (1, 12))
        return day_of(date.year, first), day_of(date.year, last, month_days(date.year, last))
    if date.month is None:
        return None
    if date.unit == "season":
        year, month = add_months(date.year, date.month, 2)
        return day_of(date.year, date.month), day_of(year, month, month_days(year, month))
    days = month_days(date.year, date.month)
    if date.unit == "month":
        first, last = MONTH_PARTS.get(date.part, (1, -1))
        return tuple(day_of(date.year, date.month, d if d > 0 else days + 1 + d) for d in (first, last))  # type: ignore[return-value]
    if date.day is None or not 1 <= date.day <= days:
        return None
    return (day_of(date.year, date.month, date.day),) * 2
