"""Easter and the feasts that move with it, as the Western and the Eastern churches keep them.

A text seldom says whose Easter it means: both are kept, as the first and the last day of a span. The Armenian
church of those years kept the Eastern one, the Catholic and Protestant missions the Western.
"""

from __future__ import annotations

from dateutil.easter import EASTER_ORTHODOX, EASTER_WESTERN, easter

from mapapp.dates.days import day_of

PART = "easter"  # how the part of a month begins that is a feast so many days from Easter
_FIRST, _LAST = 1583, 4099  # years for which both are known: the calendar's reform, and the tables' end


def easter_days(year: int, part: str) -> tuple[int, int] | None:
    """The first and the last day on which a feast was kept in a year; None in years without a known one.

    ``part`` is "easter" and the days from it. Both are the same day number where the churches agree.

    >>> easter_days(1919, "easter 0") == (day_of(1919, 4, 20),) * 2
    True
    """
    if not _FIRST <= year <= _LAST:
        return None
    away = int(part.removeprefix(PART))
    found = (easter(year, method) for method in (EASTER_WESTERN, EASTER_ORTHODOX))
    days = sorted(day_of(day.year, day.month, day.day) + away for day in found)
    return days[0], days[-1]
