"""Day numbers: year, month and day to an integer and back, in the proleptic Gregorian calendar.

Years are astronomical (0 is 1 BC) and have no limits, which ``datetime.date`` has.
"""

from __future__ import annotations

from functools import lru_cache

_MONTH_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SHIFT = 305  # days from 0000-03-01 to 0001-01-01, less the one that makes 0001-01-01 day 1


def is_leap(year: int) -> bool:
    """Whether a Gregorian year has 366 days."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_days(year: int, month: int) -> int:
    """Days in a month (1-12) of a year.

    >>> month_days(1920, 2)
    29
    """
    return 29 if month == 2 and is_leap(year) else _MONTH_DAYS[month - 1]


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has such a day."""
    return 1 <= month <= 12 and 1 <= day <= month_days(year, month)


def day_of(year: int, month: int = 1, day: int = 1) -> int:
    """Day number of a date, as ``date.toordinal()`` gives it, for years of any size.

    Counts in years that begin in March, so that the leap day comes last (H. Hinnant's
    ``days_from_civil``).

    >>> day_of(1, 1, 1), day_of(0, 12, 31)
    (1, 0)
    """
    year -= month <= 2
    in_year = (153 * ((month + 9) % 12) + 2) // 5 + day - 1
    return year * 365 + year // 4 - year // 100 + year // 400 + in_year - _SHIFT


@lru_cache(maxsize=4096)
def date_of_day(number: int) -> tuple[int, int, int]:
    """Year, month and day of a day number; the inverse of :func:`day_of`.

    >>> date_of_day(day_of(-4712, 3, 1))
    (-4712, 3, 1)
    """
    era, in_era = divmod(number + _SHIFT, 146_097)
    year = (in_era - in_era // 1460 + in_era // 36_524 - in_era // 146_096) // 365
    in_year = in_era - (365 * year + year // 4 - year // 100)
    shifted = (5 * in_year + 2) // 153
    day = in_year - (153 * shifted + 2) // 5 + 1
    month = shifted + 3 if shifted < 10 else shifted - 9
    return year + era * 400 + (month <= 2), month, day


def add_months(year: int, month: int, months: int) -> tuple[int, int]:
    """Year and month that lie so many months on (or back, where negative)."""
    years, zero_based = divmod(month - 1 + months, 12)
    return year + years, zero_based + 1
