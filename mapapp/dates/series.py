"""Documents in a row: telegrams, days of a diary whose datelines leave the year to the one before."""

from __future__ import annotations

from mapapp.dates.days import date_of_day
from mapapp.dates.joining import Compound
from mapapp.dates.partial import bounds_in
from mapapp.dates.thread import Filled, Thread, thread_at
from mapapp.model.timespan import TimeSpan

_BACK = 3  # a day before counts for so many after


def thread_of_document(span: TimeSpan, compound: Compound, before: int | None) -> Thread:
    """The thread that a document begins; ``compound`` is its first date, ``before`` the last document's day.

    Where its dateline names no year, that is the nearest one to the document before; entries mostly go on in
    time, so one before counts as farther.
    """
    date = compound.pieces[0].date
    thread = thread_at(span)
    if before is None or not is_dateline(compound, thread) or date.year is not None:
        return thread
    year = date_of_day(before)[0]
    days = [found for steps in (-1, 0, 1) if (found := bounds_in(date, year + steps))]
    if not days:
        return thread  # 29 February, and no leap year near
    first, last = min(days, key=lambda found: max(found[0] - before, _BACK * (before - found[0])))
    length = (thread.high or last) - (thread.low or first)
    return thread_at(TimeSpan("", first, max(last, first + length)))


def is_dateline(compound: Compound, thread: Thread) -> bool:
    """Whether an expression is the day, or the first of the days, with which a document's thread begins."""
    date = compound.pieces[0].date
    if thread.low is None or date.unit not in ("day", "month") or date.shift is not None:
        return False
    _, month, day = date_of_day(thread.low)
    if date.unit == "month" and thread.low == thread.high:
        return False  # "August" over "24th. ..."
    return date.month == month and date.day in (day, None)


def at_dateline(found: list[tuple[Filled, ...]], thread: Thread) -> list[tuple[Filled, ...]]:
    """Of the ways to fill a dateline those that begin on the day of its document; all where none does."""
    return [filled for filled in found if filled[0].first == thread.low] or found
