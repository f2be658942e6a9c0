"""Dates that count from another day: from what was named last, the day of writing, or where the story stands.

To let a count start elsewhere, add a ``Frame`` to ``partial`` and the thread it stands for to :func:`framed`.
"""

from __future__ import annotations

from mapapp.dates.days import add_months, date_of_day
from mapapp.dates.partial import ANNIVERSARY, ENTRY, SAME_MONTH, STORY_MONTH, Partial
from mapapp.dates.thread import Thread

STORY_REASON = "the month where the story stands,"
_WEEK, _PART, _MONTH = 7, 16, 31  # days: of "a week later", and of the longest part of a month, of one
_YOUNG = 40  # years; "since '93", written in 1920, is 1893


def framed(date: Partial, thread: Thread) -> Thread:
    """The thread as it stands where the date counts from: at the document's own day, where that is meant."""
    home = thread.writing
    if date.frame == "story" and thread.low is not None:
        day = thread.low if thread.low == thread.high else None
        return _standing(thread, thread.low, thread.high or thread.low)._replace(day=day)
    if date.frame != "named" and home is None and date.shift == ("year", 0) and thread.low is not None:
        return thread._replace(year=date_of_day(thread.low)[0])  # "this year", told in a story
    if date.frame == "named" or home is None:
        return thread
    return _standing(thread, home, home)


def _standing(thread: Thread, low: int, high: int) -> Thread:
    """The thread as if these days were what it named last."""
    year, month, _ = date_of_day(low)
    return thread._replace(low=low, year=year, month=month, day=low, span=(low, high))


def weekday_near(date: Partial, thread: Thread) -> tuple[Partial, str] | None:
    """The nearest such weekday before or after the document's day; in a story, from the day named last on."""
    told = date.frame == "named"  # "the Sunday before": the day named last, in a letter too
    home = thread.writing
    start = thread.day if told or home is None else home
    if start is None or date.weekday is None:
        return None
    if date.towards < 0:
        days = -1 - (start - 2 - date.weekday) % 7
    else:
        days = (date.weekday - start + 1) % 7
        begun = date.part == ENTRY and home == start  # the entry's own head
        days += 7 * (days == 0 and (told or home is not None) and not begun)
    year, month, day = date_of_day(start + days)
    found = Partial("day", year, month, day, frame=date.frame)
    return found, f"a weekday, {days:+d} days from {day_text(start)}"


def _years_ago(date: Partial, steps: int, home: int) -> tuple[Partial, str]:
    """The day of writing, or its month, of another year."""
    year, month, day = date_of_day(home)
    plain = date._replace(shift=None, year=year + steps, month=month, day=day if date.unit == "day" else None)
    return plain, f"{steps:+d} years from {day_text(home)}"


def _in_week(date: Partial, steps: int, home: int) -> tuple[Partial, str]:
    """The week of a document's day or one beside it, from Monday on, or a weekday of it."""
    monday = home - (home - 1) % 7 + 7 * steps
    year, month, day = date_of_day(monday + (date.weekday or 0))
    plain = date._replace(shift=None, year=year, month=month, day=day)
    return plain, f"{steps:+d} weeks from that of {day_text(home)}"


def month_named(thread: Thread) -> tuple[int, int] | None:
    """The month named last; where a season was, the one in which the story stands."""
    if thread.year is not None and thread.month is not None:
        return thread.year, thread.month
    if thread.low is None or thread.year is None:
        return None
    return date_of_day(thread.low)[:2]


def day_text(day: int) -> str:
    """A day number as year, month and day."""
    year, month, day_of_month = date_of_day(day)
    return f"{year:04d}-{month:02d}-{day_of_month:02d}"


def _is_part(thread: Thread) -> bool:
    """Whether a part of a month was named last, in which no day was."""
    low, high = thread.span
    return 1 < high - low < _PART and not (thread.day is not None and low <= thread.day <= high)


def _that_weekday(date: Partial, _: int, start: int) -> tuple[Partial, str]:
    """The weekday nearest to a day."""
    steps = ((date.weekday or 0) - start + 4) % 7 - 3
    year, month, day = date_of_day(start + steps)
    plain = date._replace(shift=None, year=year, month=month, day=day)
    return plain, f"a weekday, {steps:+d} days from {day_text(start)}"


_COUNTS = {"week": _in_week, ANNIVERSARY: _years_ago, "weekday": _that_weekday}


def shifted(date: Partial, thread: Thread) -> tuple[Partial, str] | None:
    """A date that counts from the one named last: "the previous year", "two days later"."""
    unit, steps = date.shift or ("", 0)
    plain = date._replace(shift=None)
    start = thread.writing if date.frame in ("document", "document only") else thread.day
    if unit in _COUNTS and start is not None:
        return _COUNTS[unit](date, steps, start)
    if unit == "century" and date.year is not None:  # "'93", "the seventies"
        century = (thread.year or 1900) // 100 * 100
        if thread.year is not None:
            century = (thread.year + _YOUNG - date.year) // 100 * 100
        return plain._replace(year=century + date.year), f"two digits of a year of the {century}s"
    if unit == STORY_MONTH and thread.low is not None:
        year, month, _ = date_of_day(thread.low)
        return plain._replace(year=year, month=month), f"{STORY_REASON} {year}-{month:02d}"
    if unit == "year" and thread.year is not None:
        if plain.part == SAME_MONTH:
            plain = plain._replace(month=thread.month)
        return plain._replace(year=thread.year + steps), f"{steps:+d} years from {thread.year}"
    if unit == "month" and (here := month_named(thread)):
        year, month = add_months(*here, steps)
        return plain._replace(year=year, month=month), f"{steps:+d} months from {here[0]}-{here[1]:02d}"
    return _days_away(plain, thread, steps) if unit == "day" else None


def _days_away(plain: Partial, thread: Thread, steps: int) -> tuple[Partial, str] | None:
    """The day so many days from the one named last; weeks count from a month, or its part, as a whole."""
    first, last = thread.span
    inside = thread.day is not None and first <= thread.day <= last
    if abs(steps) >= _WEEK and plain.lasts == 1 and not inside and _PART <= last - first < _MONTH:
        year, month, _ = date_of_day((first + last) // 2 + steps)
        if (year, month) == date_of_day(first)[:2]:
            return None  # "a week later" is some day of that month
        return Partial("month", year, month), f"{steps:+d} days from the middle of the month named before"
    if abs(steps) >= _WEEK and plain.lasts == 1 and _is_part(thread):
        first, last = thread.span
        year, month, day = date_of_day(first + steps)
        plain = plain._replace(year=year, month=month, day=day, lasts=last - first + 1)
        return plain, f"{steps:+d} days from the days named before"
    if thread.day is None:
        return None
    year, month, day = date_of_day(thread.day + steps)
    return plain._replace(year=year, month=month, day=day), f"{steps:+d} days from the day named before"
