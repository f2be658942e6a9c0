"""Where a text stands in time: what it has spoken of so far, from which its next date counts."""

from __future__ import annotations

from typing import NamedTuple

from mapapp.dates.days import date_of_day, day_of
from mapapp.dates.partial import SAME_MONTH, Partial
from mapapp.model.timespan import DateBasis, TimeSpan

_YEAR = 366  # days; a report may tell of so many up to its own
_LONG = 31  # days that a span needs to hold a story instead of moving it
NOTHING = (0, 0)  # the span of a thread before anything was named


class Thread(NamedTuple):
    """Where the story stands, and what was named last; None where nothing was yet.

    ``low`` and ``high`` are the days that the story is at; an aside does not move them. ``year``, ``month``
    and ``day`` (a day number) are of the last date that was named, aside or not: "the next day" follows it.
    ``home`` is the day of the document that is being read, from which "yesterday" and "next month" count;
    ``span`` are the days of the last expression; ``away`` says how far it looks away from
    the story, as ``asides.look_away`` has it. ``issue`` is the day of the paper that prints the text.
    """

    low: int | None = None
    high: int | None = None
    year: int | None = None
    month: int | None = None
    day: int | None = None
    home: int | None = None
    span: tuple[int, int] = NOTHING
    away: int = 0
    issue: int | None = None

    @property
    def writing(self) -> int | None:
        """The day of writing, from which "yesterday" counts: the document's, else the paper's."""
        return self.issue if self.home is None else self.home


class Filled(NamedTuple):
    """A date without holes: its first and last day, how it was filled, and why so."""

    date: Partial
    first: int
    last: int
    basis: DateBasis
    reason: str


def thread_at(span: TimeSpan) -> Thread:
    """The thread that a document's own date begins: its year, month and day, as far as it states them."""
    if span.day_min is None or span.day_max is None:
        return Thread()
    year, month, _ = date_of_day(span.day_min)
    length = span.day_max - span.day_min
    home = span.day_max if length <= _YEAR else None
    return Thread(span.day_min, span.day_max, year, month if length < 31 else None,
                  span.day_min if length == 0 else None, home)  # fmt: skip


def named_days(filled: tuple[Filled, ...]) -> tuple[int, int]:
    """The days that an expression names; the whole year of "a year later", in which the story goes on."""
    date = filled[0].date
    if date.part == SAME_MONTH and date.year is not None:
        return day_of(date.year), day_of(date.year, 12, 31)
    return filled[0].first, filled[-1].last


def named(thread: Thread, filled: Filled) -> Thread:
    """The thread after a date was named, the story standing where it was."""
    date = filled.date
    if date.unit == "day" or filled.first == filled.last:
        return thread._replace(year=date.year, month=date.month, day=filled.first)
    if date.unit == "season" and thread.day is not None and filled.first <= thread.day <= filled.last:
        return thread  # "30 October ... that autumn": the day stays named
    if date.unit == "month":
        return thread._replace(year=date.year, month=date.month)
    if date.unit == "season":
        return thread._replace(year=date.year, month=None)
    if date.unit != "year" or date.year == thread.year:
        return thread
    return thread._replace(year=date.year, month=None)


def moved(thread: Thread, filled: tuple[Filled, ...], *, told: bool) -> Thread:
    """The story at these days; a long span around it leaves it where it stands.

    A story that goes on well after a document's day has left that document; one ``told`` in the past that
    goes past it is no letter, but a memoir with dates over its parts.
    """
    low, high, home = filled[0].first, filled[-1].last, thread.home
    if home is not None:
        left = low > home + _LONG and filled[0].basis == "explicit"
        memoir = told and home - _LONG < low and high > home + 2 * _LONG
        home = None if left or memoir else home
    if thread.low is not None and low <= thread.low <= high and high - low >= _LONG:
        return thread._replace(home=home)
    return thread._replace(low=low, high=high, home=home, away=0)
