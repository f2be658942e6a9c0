"""Old style and new style: Julian dates to Gregorian days, and both readings where nobody says which.

Russia and the lands it ruled dated by the Julian calendar until 31 January 1918, which was followed by
14 February 1918 (decree of the Council of People's Commissars of 24 January 1918). A date is written down
before it is known which calendar it is in, so it comes here as the Gregorian day that reads the same; the
one date that cannot be written so is 29 February of a century year (1700, 1800, 1900).
"""

from __future__ import annotations

from mapapp.dates.days import date_of_day, day_of
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import to_edtf, union
from mapapp.model.text import Calendar
from mapapp.model.timespan import TimeSpan

LAST_JULIAN_DAY = day_of(1918, 2, 13)  # Gregorian day number of 31 January 1918 old style


def julian_lag(day: int) -> int:
    """Days by which the Julian calendar lags behind on the date that is written as this Gregorian one.

    >>> julian_lag(day_of(1917, 10, 25))
    13
    """
    year, month, _ = date_of_day(day)
    year -= month <= 2  # the leap day that one calendar has and the other lacks ends February
    return year // 100 - year // 400 - 2


def julian_to_gregorian(day: int) -> int:
    """Day number of the date that reads like ``day`` but is written in the Julian calendar."""
    return day + julian_lag(day)


def gregorian_to_julian(day: int) -> int:
    """The day number that reads as the Julian date of the Gregorian ``day``."""
    return day - julian_lag(day - julian_lag(day))


def from_julian(span: TimeSpan) -> TimeSpan:
    """The same written date taken as Julian: its days, moved; an approximate one stays so."""
    day_min = None if span.day_min is None else julian_to_gregorian(span.day_min)
    day_max = None if span.day_max is None else julian_to_gregorian(span.day_max)
    mark = "%" if span.approximate and span.uncertain else "~" * span.approximate + "?" * span.uncertain
    ends = [end if end == ".." else end + mark for end in to_edtf(day_min, day_max).split("/")]
    return parse_edtf("/".join(ends))


def readings(span: TimeSpan, calendar: Calendar) -> TimeSpan:
    """The Gregorian days that a written date means in a calendar.

    ``unstated`` keeps both readings, and their union of days, for days before the change of February
    1918 that are written to the day or month; a whole year is left as it is, for 13 days do not matter there.
    """
    if calendar == "gregorian" or span.day_min is None or span.day_max is None:
        return span
    if calendar == "julian":
        return from_julian(span)
    if span.day_min > LAST_JULIAN_DAY or span.day_max - span.day_min > 62:
        return span
    return union((span, from_julian(span)))
