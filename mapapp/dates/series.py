"""Documents in a row: telegrams, days of a diary whose datelines leave the year to the one before."""

from __future__ import annotations

from collections.abc import Sequence

from mapapp.dates.days import date_of_day
from mapapp.dates.joining import Compound
from mapapp.dates.partial import ENTRY, bounds, bounds_in
from mapapp.dates.thread import Filled, Thread, thread_at
from mapapp.model.timespan import TimeSpan

_OF_TODAY = 1950  # the first year of papers that are of no time told of here
_SHORT_LINE, _HEAD_LINES = 100, 6  # characters, lines: of the head of a paper
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


def day_of_issue(text: str, compounds: Sequence[Compound]) -> int | None:
    """The number of the first date where it is the day of a paper of today, on a short line over its text.

    A document of the time has a dateline; what a paper of today tells of is long past, and only "yesterday",
    "last Thursday" and "a hundred years ago" count from its own day.
    """
    date = compounds[0].pieces[0].date if compounds else None
    if date is None or date.unit != "day" or not date.complete or (date.year or 0) < _OF_TODAY:
        return None
    head = text[: compounds[0].start].strip().split("\n")
    end = text.find("\n", compounds[0].end)
    tail = text[compounds[0].end : end] if end >= 0 else ""
    short = all(len(line) <= _SHORT_LINE for line in (*head, head[-1] + tail))
    first = (days := bounds(date)) is not None and end >= 0 and short and len(head) <= _HEAD_LINES
    return days[0] if first and days else None


def is_dateline(compound: Compound, thread: Thread) -> bool:
    """Whether an expression is the day, or the first of the days, with which a document's thread begins."""
    date = compound.pieces[0].date
    if thread.low is None or date.unit not in ("day", "month") or date.shift is not None:
        return False
    if date.part == ENTRY:
        return thread.low == thread.high and (thread.low - 1) % 7 == date.weekday
    _, month, day = date_of_day(thread.low)
    if date.unit == "month" and thread.low == thread.high:
        return False  # "August" over "24th. ..."
    return date.month == month and date.day in (day, None)


def at_dateline(found: Sequence[tuple[Filled, ...]], thread: Thread) -> Sequence[tuple[Filled, ...]]:
    """Of the ways to fill a dateline those that begin on the day of its document; all where none does."""
    return [filled for filled in found if filled[0].first == thread.low] or found
