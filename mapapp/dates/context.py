"""The parts that a writer leaves to the reader: the year of "June 19", the day of "on the same day".

A `Thread` is what the text has spoken of so far; `fillings` gives the ways in which the holes of an
expression can be filled from it. Which of them is right, ``narrative`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from mapapp.dates.days import date_of_day
from mapapp.dates.partial import RUNNING_MONTH, STORY_MONTH, Partial, bounds
from mapapp.dates.readers import Piece
from mapapp.dates.shifts import day_text, framed, shifted, weekday_near
from mapapp.dates.thread import NOTHING, Filled, Thread, named
from mapapp.model.timespan import DateBasis

_PART_OF_YEAR = 300  # days; what is longer is a year
_ONE_YEAR = 366  # days; "next May" lies no further off
_LATEST = 2100  # "180 years later" in a text of today counts from another year than the one named last


def fillings(
    pieces: tuple[Piece, ...], thread: Thread, years_ahead: Iterable[int]
) -> Sequence[tuple[Filled, ...]]:
    """The ways to fill the holes of an expression: one where nothing or no year is missing, else one a year.

    ``years_ahead`` are years that are written further on, which may be meant already.
    """
    if all(piece.date.complete for piece in pieces):
        return _written_in_full(pieces)
    found = [
        _fill(variant, thread, year)
        for variant in _variants(pieces, thread)
        for year in _years(variant, thread, years_ahead)
    ]
    return [filled for filled in found if filled]


@lru_cache(maxsize=256)  # each story that is weighed has the same
def _written_in_full(pieces: tuple[Piece, ...]) -> tuple[tuple[Filled, ...], ...]:
    """The one way to fill an expression that leaves no hole, if there are such days."""
    filled = _fill(pieces, Thread(), None)
    return (filled,) if filled else ()


def _variants(pieces: tuple[Piece, ...], thread: Thread) -> list[tuple[Piece, ...]]:
    """The pieces with each way to understand a day alone or a weekday: in which month, before or after."""
    first = pieces[0]
    dates = [first.date]
    if first.date.shift == ("month", 0) and first.date.frame == "named" and thread.home is not None:
        dates.append(first.date._replace(frame="document"))
    unit = first.date.shift[0] if first.date.shift else ""
    if thread.away > (unit == "day") and unit and first.date.frame == "named" and _stands(thread):
        dates.append(first.date._replace(frame="story"))
    if first.date.shift == (RUNNING_MONTH, 0):
        return [(first._replace(date=date), *pieces[1:]) for date in _in_months(first.date, thread)]
    if is_weekday(first.date) and not first.date.towards:
        dates = [first.date._replace(towards=towards) for towards in (1, -1)]
    return [(first._replace(date=date), *pieces[1:]) for date in dates]


def _stands(thread: Thread) -> bool:
    """Whether the story stands elsewhere than what was named last."""
    return thread.low is not None and (thread.low, thread.high) != thread.span


def _in_months(date: Partial, thread: Thread) -> list[Partial]:
    """A day alone in the month named last, in one beside it, or in that where the story stands."""
    dates = [date._replace(shift=("month", steps)) for steps in (0, 1, -1)]
    if thread.low is not None:
        year, month, _ = date_of_day(thread.low)
        if (year, month) != (thread.year, thread.month):
            dates.append(date._replace(shift=(STORY_MONTH, 0)))
    if thread.home is not None:
        dates.append(date._replace(shift=("month", 0), frame="document"))
    return dates


def _years(pieces: tuple[Piece, ...], thread: Thread, years_ahead: Iterable[int]) -> Sequence[int | None]:
    first = pieces[0].date
    if first.year is not None or first.shift is not None or first.month is None:
        return [None]
    years = set(years_ahead)
    for day in (thread.low, thread.high):
        if day is not None:
            year = date_of_day(day)[0]
            years |= {year - 1, year, year + 1}
    if thread.year is not None:
        years |= {thread.year, thread.year + (thread.low is None)}
    start = _start_of_count(first, thread)
    # "on 4 May last", in no letter: in any year
    undated = first.unit == "day" and first.frame != "named" and thread.writing is None
    if not first.towards or start is None or undated:
        return sorted(years)
    years |= {date_of_day(start)[0] + steps for steps in (-2, -1, 0, 1)}  # a winter begins in the year before
    found = [year for year in sorted(years) if _is_towards(first, year, start)]
    return found[:1] if first.towards > 0 else found[-1:]


def _start_of_count(date: Partial, thread: Thread) -> int | None:
    """The day from which "next summer" counts: the document's, or the first of what was named last."""
    if date.frame != "named" and thread.writing is not None:
        return thread.writing
    if date.towards > 0 and thread.span[1] - thread.span[0] > _PART_OF_YEAR:
        return thread.span[1]  # "In 1918 ... The following June"
    told = date.frame != "named" and date.towards < 0 and thread.low is not None
    return thread.low if told or thread.span == NOTHING else thread.span[0]


def _is_towards(date: Partial, year: int, start: int) -> bool:
    """Whether the date of that year is the nearest one in the direction of "next" or "previous"."""
    days = bounds(date._replace(year=year, towards=0))
    if days is None:
        return False
    away = days[0] - start if date.towards > 0 else start - days[1]
    return 0 < away <= _ONE_YEAR


def _fill(pieces: tuple[Piece, ...], thread: Thread, year: int | None) -> tuple[Filled, ...] | None:
    filled: list[Filled] = []
    start = thread
    for piece in pieces:
        date = piece.date
        if filled and year is not None and date.year is None and date.month is not None:
            before = filled[-1].date
            wraps = (date.month, date.day or 0) < (before.month or 0, before.day or 0)
            year = (before.year or year) + wraps
        shared = bool(date.shift and date.shift[0] == "year")  # "February and March of the following year"
        found = _complete(date, start if shared else thread, year)
        days = bounds(found[0]) if found else None
        if not found or not days or (found[0].year or 0) > _LATEST:
            return None
        filled.append(Filled(found[0], *days, _basis(date, found[1]), found[1]))
        thread = named(thread, filled[-1])
    return tuple(filled)


def is_weekday(date: Partial) -> bool:
    """Whether a date is a weekday alone; the last Sunday of August is a part of its month."""
    return date.unit == "day" and date.weekday is not None and date.day is None


def _basis(date: Partial, reason: str) -> DateBasis:
    if date.shift is not None or date.towards or is_weekday(date):
        return "relative"
    return "context" if reason else "explicit"


def _complete(date: Partial, thread: Thread, year: int | None) -> tuple[Partial, str] | None:
    if date.complete:
        return date, ""
    if date.frame == "document only" and thread.writing is None:
        return None
    if date.shift is not None:
        return shifted(date, framed(date, thread))
    if is_weekday(date):
        return weekday_near(date, thread)
    if date.year is None and date.month is not None and year is not None:
        where = f"after {day_text(thread.low)}" if thread.low is not None else "ahead"
        return date._replace(year=year, towards=0), f"year {year} from the dates around it, {where}"
    return None
