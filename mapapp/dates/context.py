"""The parts that a writer leaves to the reader: the year of "June 19", the day of "on the same day".

A `Thread` is what the text has spoken of so far; `fillings` gives the ways in which the holes of an
expression can be filled from it. Which of them is right, ``narrative`` decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mapapp.dates.days import add_months, date_of_day
from mapapp.dates.partial import RUNNING_MONTH, STORY_MONTH, Partial, bounds
from mapapp.dates.readers import Piece
from mapapp.dates.thread import NOTHING, Filled, Thread, named
from mapapp.model.timespan import DateBasis

STORY_REASON = "the month where the story stands,"
_WEEK, _PART = 7, 16  # days: of "a week later", and of the longest part of a month
_PART_OF_YEAR = 300  # days; what is longer is a year
_ONE_YEAR = 366  # days; "next May" lies no further off


def fillings(
    pieces: tuple[Piece, ...], thread: Thread, years_ahead: Iterable[int]
) -> list[tuple[Filled, ...]]:
    """The ways to fill the holes of an expression: one where nothing or no year is missing, else one a year.

    ``years_ahead`` are years that are written further on, which may be meant already.
    """
    found = [
        _fill(variant, thread, year)
        for variant in _variants(pieces, thread)
        for year in _years(variant, thread, years_ahead)
    ]
    return [filled for filled in found if filled]


def _variants(pieces: tuple[Piece, ...], thread: Thread) -> list[tuple[Piece, ...]]:
    """The pieces with each way to understand a day alone or a weekday: in which month, before or after."""
    first = pieces[0]
    dates = [first.date]
    if first.date.shift == ("month", 0) and first.date.frame == "named" and thread.home is not None:
        dates.append(first.date._replace(frame="document"))
    if first.date.shift == (RUNNING_MONTH, 0):
        return [(first._replace(date=date), *pieces[1:]) for date in _in_months(first.date, thread)]
    if is_weekday(first.date) and not first.date.towards:
        dates = [first.date._replace(towards=towards) for towards in (1, -1)]
    return [(first._replace(date=date), *pieces[1:]) for date in dates]


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
    undated = first.unit == "day" and thread.home is None  # "on 4 May last", in no letter: in any year
    if not first.towards or start is None or undated:
        return sorted(years)
    years |= {date_of_day(start)[0] + steps for steps in (-2, -1, 0, 1)}  # a winter begins in the year before
    return [year for year in sorted(years) if _is_towards(first, year, start)]


def _start_of_count(date: Partial, thread: Thread) -> int | None:
    """The day from which "next summer" counts: the document's, or the first of what was named last."""
    if date.frame != "named" and thread.home is not None:
        return thread.home
    if date.towards > 0 and thread.span[1] - thread.span[0] > _PART_OF_YEAR:
        return thread.span[1]  # "In 1918 ... The following June"
    return thread.low if thread.span == NOTHING else thread.span[0]


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
        if not found or not days:
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
    if date.frame == "document only" and thread.home is None:
        return None
    if date.shift is not None:
        return _shifted(date, _framed(date, thread))
    if is_weekday(date):
        return _weekday(date, thread)
    if date.year is None and date.month is not None and year is not None:
        where = f"after {_day_text(thread.low)}" if thread.low is not None else "ahead"
        return date._replace(year=year, towards=0), f"year {year} from the dates around it, {where}"
    return None


def _framed(date: Partial, thread: Thread) -> Thread:
    """The thread as it stands where the date counts from: at the document's own day, where that is meant."""
    if date.frame != "named" and thread.home is None and date.shift == ("year", 0) and thread.low is not None:
        return thread._replace(year=date_of_day(thread.low)[0])  # "this year", told in a story
    if date.frame == "named" or thread.home is None:
        return thread
    year, month, _ = date_of_day(thread.home)
    return thread._replace(low=thread.home, year=year, month=month, day=thread.home)


def _weekday(date: Partial, thread: Thread) -> tuple[Partial, str] | None:
    """The nearest such weekday before or after the document's day; in a story, from the day named last on."""
    told = date.frame == "named"  # "the Sunday before": the day named last, in a letter too
    start = thread.day if told or thread.home is None else thread.home
    if start is None or date.weekday is None or (thread.home is None and date.towards < 0 and not told):
        return None
    if date.towards < 0:
        days = -1 - (start - 2 - date.weekday) % 7
    else:
        days = (date.weekday - start + 1) % 7
        days += 7 * (days == 0 and (told or thread.home is not None))
    year, month, day = date_of_day(start + days)
    found = Partial("day", year, month, day, frame=date.frame)
    return found, f"a weekday, {days:+d} days from {_day_text(start)}"


def _in_week(date: Partial, steps: int, home: int) -> tuple[Partial, str]:
    """The week of a document's day or one beside it, from Monday on, or a weekday of it."""
    monday = home - (home - 1) % 7 + 7 * steps
    year, month, day = date_of_day(monday + (date.weekday or 0))
    plain = date._replace(shift=None, year=year, month=month, day=day)
    return plain, f"{steps:+d} weeks from that of {_day_text(home)}"


def month_named(thread: Thread) -> tuple[int, int] | None:
    """The month named last; where a season was, the one in which the story stands."""
    if thread.year is not None and thread.month is not None:
        return thread.year, thread.month
    if thread.low is None or thread.year is None:
        return None
    return date_of_day(thread.low)[:2]


def _day_text(day: int) -> str:
    year, month, day_of_month = date_of_day(day)
    return f"{year:04d}-{month:02d}-{day_of_month:02d}"


def _is_part(thread: Thread) -> bool:
    """Whether a part of a month was named last, in which no day was."""
    low, high = thread.span
    return 1 < high - low < _PART and not (thread.day is not None and low <= thread.day <= high)


def _shifted(date: Partial, thread: Thread) -> tuple[Partial, str] | None:
    """A date that counts from the one named last: "the previous year", "two days later"."""
    unit, steps = date.shift or ("", 0)
    plain = date._replace(shift=None)
    start = thread.day if date.frame == "named" else thread.home
    if unit == "week" and start is not None:
        return _in_week(date, steps, start)
    if unit == "century" and date.year is not None:
        century = (thread.year or 1900) // 100 * 100
        return plain._replace(year=century + date.year), f"two digits of a year of the {century}s"
    if unit == STORY_MONTH and thread.low is not None:
        year, month, _ = date_of_day(thread.low)
        return plain._replace(year=year, month=month), f"{STORY_REASON} {year}-{month:02d}"
    if unit == "year" and thread.year is not None:
        return plain._replace(year=thread.year + steps), f"{steps:+d} years from {thread.year}"
    if unit == "month" and (here := month_named(thread)):
        year, month = add_months(*here, steps)
        return plain._replace(year=year, month=month), f"{steps:+d} months from {here[0]}-{here[1]:02d}"
    return _days_away(plain, thread, steps) if unit == "day" else None


def _days_away(plain: Partial, thread: Thread, steps: int) -> tuple[Partial, str] | None:
    """The day so many days from the one named last; weeks count from a part of a month as a whole."""
    if abs(steps) >= _WEEK and plain.lasts == 1 and _is_part(thread):
        first, last = thread.span
        year, month, day = date_of_day(first + steps)
        plain = plain._replace(year=year, month=month, day=day, lasts=last - first + 1)
        return plain, f"{steps:+d} days from the days named before"
    if thread.day is None:
        return None
    year, month, day = date_of_day(thread.day + steps)
    return plain._replace(year=year, month=month, day=day), f"{steps:+d} days from the day named before"
