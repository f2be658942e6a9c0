"""The parts that a writer leaves to the reader: the year of "June 19", the day of "on the same day".

The text is read in order. What was spoken of last (the thread) fills the holes of what comes next; a
document's own date starts the thread anew. Every choice gives its reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from mapapp.dates.days import add_months, date_of_day
from mapapp.dates.partial import Partial, bounds
from mapapp.dates.readers import Piece
from mapapp.model.timespan import DateBasis, TimeSpan

# A month so many months before (after) the one spoken of last is taken to lie in the next (previous) year.
# Fitted on half of the WikiWars texts; narratives go forward, so looking back that far is rare.
BACK_LIMIT, AHEAD_LIMIT = 7, 10
ASIDE_YEARS = 40  # a bare year this far from the thread ("since 1991") is an aside and does not move it


@dataclass(frozen=True, slots=True)
class Thread:
    """What was spoken of last: year, month, and the last day (as a day number), None where not yet known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    def moved(self, date: Partial, first: int, last: int) -> Thread:
        """The thread after a date from day ``first`` to ``last`` was spoken of."""
        year, month, _ = date_of_day(first)
        if date.unit == "day":
            return Thread(year, month, first)
        if date.unit == "month":
            return Thread(year, month, self.day)
        if date.unit == "season":
            return Thread(year, month, self.day)
        if date.unit == "year" and (self.year is None or abs(year - self.year) < ASIDE_YEARS):
            end = date_of_day(last)[1] if date.part else None
            return Thread(year, end, self.day)
        return self


def thread_at(span: TimeSpan | None) -> Thread:
    """The thread that a document's own date begins: its year, month and day, as far as it states them."""
    if span is None or span.day_min is None or span.day_max is None:
        return Thread()
    year, month, _ = date_of_day(span.day_min)
    length = span.day_max - span.day_min
    return Thread(year, month if length < 31 else None, span.day_min if length == 0 else None)


class Filled(NamedTuple):
    """A date without holes: its first and last day, how it was filled, and why so."""

    date: Partial
    first: int
    last: int
    basis: DateBasis
    reason: str


def complete(piece: Piece, thread: Thread) -> Filled | None:
    """The date of a piece with its holes filled from the thread; None where the thread does not reach."""
    date = piece.date
    if date.complete:
        found: tuple[Partial, str] | None = (date, "")
    elif date.shift is not None:
        found = _shifted(date, thread)
    else:
        found = _with_year(date, thread)
    days = bounds(found[0]) if found else None
    if not found or not days:
        return None
    relative = date.shift is not None or date.towards != 0
    basis: DateBasis = "relative" if relative else "context" if found[1] else "explicit"
    return Filled(found[0], *days, basis, found[1])


def _with_year(date: Partial, thread: Thread) -> tuple[Partial, str] | None:
    if thread.year is None or date.month is None:
        return None
    if date.towards:
        year, why = _year_towards(date, thread), "counted from the date spoken of before"
    elif thread.month is None:
        year, why = thread.year, f"year of the last date spoken of, {thread.year}"
    else:
        year, why = _nearest_year(date, thread.year, thread.month)
    return date._replace(year=year, towards=0), why


def _nearest_year(date: Partial, year: int, month: int) -> tuple[int, str]:
    gap = (date.month or month) - month
    if gap <= -BACK_LIMIT:
        return year + 1, f"the next month of that name after {year}-{month:02d}"
    if gap >= AHEAD_LIMIT:
        return year - 1, f"the last month of that name before {year}-{month:02d}"
    return year, f"year of the last date spoken of, {year}-{month:02d}"


def _year_towards(date: Partial, thread: Thread) -> int:
    year, month = thread.year or 0, date.month or 1
    if date.towards > 0:
        return year + 1 if thread.month is None or month <= thread.month else year
    return year - 1 if thread.month is None or month >= thread.month else year


def _shifted(date: Partial, thread: Thread) -> tuple[Partial, str] | None:
    """A date that counts from the thread: "the previous year", "two days later", "June of that year"."""
    unit, steps = date.shift or ("", 0)
    plain = date._replace(shift=None)
    if unit == "century" and date.year is not None:
        century = (thread.year or 1900) // 100 * 100
        return plain._replace(year=century + date.year), f"two digits of a year of the {century}s"
    if unit == "year" and thread.year is not None:
        return plain._replace(year=thread.year + steps), f"{steps:+d} years from {thread.year}"
    if unit == "month" and thread.year is not None and thread.month is not None:
        year, month = add_months(thread.year, thread.month, steps)
        return plain._replace(year=year, month=month), f"{steps:+d} months from {thread.year}-{thread.month:02d}"
    if unit == "day" and thread.day is not None:
        year, month, day = date_of_day(thread.day + steps)
        return plain._replace(year=year, month=month, day=day), f"{steps:+d} days from the day spoken of before"
    return None
