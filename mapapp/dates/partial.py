"""What an expression says of its date by itself, before the context fills in the rest."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

from mapapp.dates.days import add_months, day_of, is_day, month_days
from mapapp.dates.easter import PART as EASTER
from mapapp.dates.easter import easter_days
from mapapp.dates.words import ORDINALS

Unit = Literal["day", "month", "season", "year", "decade", "century"]
RANK: dict[str, int] = {"day": 0, "month": 1, "season": 2, "year": 3, "decade": 4, "century": 5}
# What a count starts from: what was named last; the document's date, else what was named last; that alone;
# where the story stands.
Frame = Literal["named", "document", "document only", "story"]
RUNNING_MONTH = "running month"  # the unit of a day alone: the month named last, or one beside it
STORY_MONTH = "story month"  # ... or that where the story stands, after an aside
ANNIVERSARY = "anniversary"  # years away, to the day or month: "a hundred years ago today"
_LENGTH = {"year": 1, "decade": 10, "century": 100}
# First and last day of a part of a month (negative: counted from its end): the project's marking rules.
MONTH_PARTS = {
    "early": (1, 10),
    "first days": (1, 10),
    "last days": (21, -1),
    "mid": (11, 20),
    "late": (21, -1),
    "first half": (1, 15),
    "second half": (16, -1),
    "first week": (1, 7),
    "last week": (-7, -1),
    "second week": (8, 14),
    "third week": (15, 21),
    "first 10 days": (1, 10),
    "last 10 days": (21, -1),
    "first day": (1, 1),
    "last day": (-1, -1),
}
# First and last month of a part of a year: the same rules; they leave the middle open, May-August is ours.
YEAR_PARTS = {
    "early": (1, 2),
    "mid": (5, 8),
    "late": (11, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first week": (1, 1),
    "last week": (12, 12),
    "first month": (1, 1),
    "last month": (12, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "last quarter": (10, 12),
}
# First and last year of a part of a decade or a century, counted from its first; early and late are ours.
LONG_PARTS = {
    "decade": {
        **dict.fromkeys(("early", "first days"), (0, 3)),
        **dict.fromkeys(("late", "last days"), (7, 9)),
        "first half": (0, 4),
        "second half": (5, 9),
        "mid": (4, 6),
    },
    "century": {
        "first half": (0, 49),
        "second half": (50, 99),
        "first quarter": (0, 24),
        "second quarter": (25, 49),
        "third quarter": (50, 74),
        "last quarter": (75, 99),
        **dict.fromkeys(("early", "first days"), (0, 19)),
        "mid": (40, 59),
        **dict.fromkeys(("late", "last days"), (70, 99)),
    },
}
# First and last month of a part of a season, counted from its first.
SEASON_PARTS = {
    "late": (2, 2),
    **dict.fromkeys(("first days", "first month"), (0, 0)),
    **dict.fromkeys(("last days", "last month"), (2, 2)),
}
# Units that are counted in a part, "the last three months": in days of a month, in months of a year.
_DAYS_OF, _MONTHS_OF = {"days": 1, "weeks": 7}, {"months": 1}
ENTRY = "entry"  # the part that a weekday is which heads an entry: of its document the day itself
SAME_MONTH = "same month"  # of a year: "a year later" is the month that was named, in a story of its year
# First and last day, as month and day of the month, of what is a few days of a year.
_YEAR_DAYS = {
    "first day": ((1, 1), (1, 1)),
    "last day": ((12, 31), (12, 31)),
    "first days": ((1, 1), (1, 10)),
    "last days": ((12, 21), (12, 31)),
}


class Partial(NamedTuple):
    """A date with holes: ``unit`` is the smallest part it names; None is a part left to the context.

    ``year`` is astronomical (a decade's or century's first). ``month`` of a season is its first month.
    ``shift`` counts units from what was named last: (``"year"``, -1) is "the previous year". ``towards`` is
    1 or -1 where the words point forward or back ("next summer", "the previous April"), and ``frame`` is what
    both count from. ``weekday`` is 0 for a Monday: alone, or beside a day of the month. A day or a month
    lasts ``lasts`` of its units ("that week"); a day lies ``beside`` the one it names ("the eve of 5 May").
    """

    unit: Unit
    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""
    shift: tuple[str, int] | None = None
    towards: int = 0
    frame: Frame = "named"
    weekday: int | None = None
    lasts: int = 1
    beside: int = 0

    @property
    def complete(self) -> bool:
        """Whether every part down to the unit is written."""
        if self.shift is not None or self.year is None:
            return False
        return self.unit in _LENGTH or (
            self.month is not None and (self.unit != "day" or self.day is not None)
        )


@lru_cache(maxsize=4096)  # the readings of a story are weighed with the same days again and again
def bounds_in(date: Partial, year: int) -> tuple[int, int] | None:
    """First and last day of a date as one of that year."""
    return bounds(date._replace(year=year))


@lru_cache(maxsize=4096)
def bounds(date: Partial) -> tuple[int, int] | None:
    """First and last day of a complete date, or None where there is no such day (31 June)."""
    year, month = date.year, date.month
    if year is None:
        return None
    if date.unit in _LENGTH:
        return _years(date, year)
    if month is None:
        return None
    if date.unit == "season":
        first, last = SEASON_PARTS.get(date.part, (0, 2))
        return _months(add_months(year, month, first), add_months(year, month, last))
    return _days(date, year, month)


def _years(date: Partial, year: int) -> tuple[int, int]:
    """The days of a year, decade or century, or of a part of it."""
    if date.unit != "year":
        years = _LENGTH[date.unit]
        first, last = LONG_PARTS[date.unit].get(date.part, (0, years - 1))
        return _months((year + first, 1), (year + last, 12))
    if date.part == SAME_MONTH and date.month:
        return _months((year, date.month), (year, date.month))
    if date.part in _YEAR_DAYS:
        start, end = _YEAR_DAYS[date.part]
        return day_of(year, *start), day_of(year, *end)
    if counted := _counted(date.part, _DAYS_OF):
        first, last = day_of(year), day_of(year, 12, 31)
        begun = first if counted[0] > 0 else last + 1 + counted[0]
        return begun, begun + abs(counted[0] if counted[0] < 0 else counted[1]) - 1
    first, last = _counted(date.part, _MONTHS_OF) or YEAR_PARTS.get(date.part, (1, 12))
    return _months((year, first % 13), (year, last % 13))  # -1 is December


def _counted(part: str, sizes: dict[str, int]) -> tuple[int, int] | None:
    """The first and last of the smaller units in a part that counts them, from the end where negative."""
    end, number, unit = part.split() if part.count(" ") == 2 else ("", "", "")
    if unit not in sizes:
        return None
    size = int(number) * sizes[unit]
    return (1, size) if end == "first" else (-size, -1)


def _weekday(date: Partial, year: int, month: int) -> tuple[int, int] | None:
    """The first, second ... or last such weekday of a month, which is the part of it that is meant."""
    if date.weekday is None:
        return None
    first = 1 + (date.weekday - day_of(year, month) + 1) % 7
    days = range(first, month_days(year, month) + 1, 7)
    number = ORDINALS.get(date.part, 0)
    day = days[min(number, len(days)) - 1]
    return day, day


def _days(date: Partial, year: int, month: int) -> tuple[int, int] | None:
    """The days of a month or a part of it, or of a day and those that follow it."""
    if date.part.startswith(EASTER):
        return easter_days(year, date.part)
    if date.unit == "month":
        part = MONTH_PARTS.get(date.part) or _counted(date.part, _DAYS_OF) or _weekday(date, year, month)
        part = part or (1, -1)
        end = add_months(year, month, date.lasts - 1)
        first, last = (d if d > 0 else d + 1 + month_days(*end) for d in part)
        return day_of(year, month, first), day_of(*end, min(last, month_days(*end)))
    if not date.day or not is_day(year, month, date.day):
        return None
    first = day_of(year, month, date.day) + date.beside
    return first, first + date.lasts - 1


def _months(first: tuple[int, int], last: tuple[int, int]) -> tuple[int, int]:
    return day_of(*first), day_of(*last, month_days(*last))
