"""EDTF strings (ISO 8601-2:2019, level 1 and sets) to spans of days; ``spans`` writes them.

Understood: ``1920``, ``1920-04``, ``1920-04-27`` (with a time, which is dropped), seasons ``1920-21`` to
``1920-24``, unspecified digits ``192X 19XX 1920-XX 1920-04-XX 1920-XX-XX``, negative and long years
(``-0479``, ``Y-17000``), qualifiers ``? ~ %``, intervals with ``..`` (open) or nothing (unknown) at an
end, and sets ``[a,b]``, ``{a,b}``, ``[..a]``, ``[a..]``, ``[a..b]``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mapapp.dates.days import add_months, day_of, month_days
from mapapp.errors import EdtfError
from mapapp.model.timespan import EndKind, TimeSpan

RIGHT = "write a date in EDTF such as '1920', '1920-04', '1920-04-27' or '1920-04/1920-08'"
_DATE = re.compile(
    r"(?:(?P<year>-?[0-9]{4}|-?[0-9]{3}X|-?[0-9]{2}XX)|Y(?P<long>-?[0-9]{5,9}))"
    r"(?:-(?P<month>[0-9]{2}|XX)(?:-(?P<day>[0-9]{2}|XX)"
    r"(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?)?)?(?P<mark>[?~%]?)"
)
_SEASON_START = {21: 3, 22: 6, 23: 9, 24: 12}  # first month, in the northern hemisphere
# How far "~" may reach on either side, in days, by what the written date is precise to. Our own choice: the
# neighbouring unit of the same size, and half a season or decade; nothing in ISO 8601-2 gives a figure.
PADDING = {"day": 3, "month": 30, "season": 45, "year": 365, "decade": 1826, "century": 9131}


class _Date(NamedTuple):
    first: int
    last: int
    precision: str
    approximate: bool
    uncertain: bool


_End = tuple[EndKind, _Date | None]


@lru_cache(maxsize=16_384)
def parse_edtf(text: str) -> TimeSpan:
    """The span of days that an EDTF string names.

    :raises EdtfError: where it is no EDTF of this level, names no day (``1921-02-30``), or runs backwards.

    >>> span = parse_edtf("1920-04-28/1920-05")
    >>> span.day_max - span.day_min
    33
    """
    value = text.strip()
    if value[:1] in ("[", "{"):
        return _parse_set(value)
    if "/" not in value:
        date = _parse_date(value, text)
        return TimeSpan(value, date.first, date.last, "date", "date", date.approximate, date.uncertain)
    left, right = value.split("/", 1)
    return _interval(value, _parse_end(left, text), _parse_end(right, text))


def _parse_end(part: str, whole: str) -> _End:
    if part == "":
        return "unknown", None
    return ("open", None) if part == ".." else ("date", _parse_date(part, whole))


def _interval(
    value: str, left: tuple[EndKind, _Date | None], right: tuple[EndKind, _Date | None]
) -> TimeSpan:
    (start, first), (end, last) = left, right
    if first and last and (first.first > last.first or first.first > last.last):
        raise EdtfError(value, "its start is after its end; write the earlier date first")
    dates = [date for date in (first, last) if date]
    return TimeSpan(
        value,
        first.first if first else None,
        last.last if last else None,
        start,
        end,
        any(date.approximate for date in dates),
        any(date.uncertain for date in dates),
    )


def _parse_set(value: str) -> TimeSpan:
    """``[a,b]`` and its kin: the days from the earliest member to the latest."""
    if value[-1:] != {"[": "]", "{": "}"}[value[0]] or len(value) < 3:
        raise EdtfError(value, "write a set in EDTF such as '[1920-04-14,1920-04-27]'")
    members = [_parse_member(member.strip(), value) for member in value[1:-1].split(",")]
    firsts = [span.day_min for span in members if span.day_min is not None]
    lasts = [span.day_max for span in members if span.day_max is not None]
    open_start = any(span.start == "open" for span in members)
    open_end = any(span.end == "open" for span in members)
    return TimeSpan(
        value,
        None if open_start else min(firsts),
        None if open_end else max(lasts),
        "open" if open_start else "date",
        "open" if open_end else "date",
        any(span.approximate for span in members),
        any(span.uncertain for span in members),
    )


def _parse_member(member: str, whole: str) -> TimeSpan:
    left, dots, right = member.partition("..")
    if not (left or right):
        raise EdtfError(whole, RIGHT)
    first = _parse_end(left or "..", whole)
    return _interval(member, first, _parse_end(right or "..", whole) if dots else first)


def _parse_date(part: str, whole: str) -> _Date:
    match = _DATE.fullmatch(part)
    if not match:
        raise EdtfError(whole, RIGHT)
    year, long, month, day, mark = match.groups()
    low, high, precision = _years(year or long)
    if month is not None and month != "XX":
        first, last, precision = _months((low, high), int(month), day, whole)
    else:
        first, last = day_of(low), day_of(high, 12, 31)
    if month == "XX" and day not in (None, "XX"):
        raise EdtfError(whole, "a day needs its month; write 'XX' for the day too")
    return _Date(first, last, precision, mark in ("~", "%"), mark in ("?", "%"))


def _years(text: str) -> tuple[int, int, str]:
    if "X" not in text:
        return int(text), int(text), "year"
    ends = int(text.replace("X", "0")), int(text.replace("X", "9"))
    return min(ends), max(ends), ("year", "decade", "century")[text.count("X")]


def _months(years: tuple[int, int], month: int, day: str | None, whole: str) -> tuple[int, int, str]:
    """First day, last day and precision where the month (or season) is written."""
    low, high = years
    if month in _SEASON_START and day is None:
        start = _SEASON_START[month]
        last_year, last_month = add_months(high, start, 2)
        return day_of(low, start), day_of(last_year, last_month, month_days(last_year, last_month)), "season"
    if not 1 <= month <= 12:
        raise EdtfError(whole, "months are 01 to 12, seasons 21 to 24")
    if day is None or day == "XX":
        return day_of(low, month), day_of(high, month, month_days(high, month)), "month"
    number, days = int(day), month_days(high, month)
    if low == high and 1 <= number <= days:
        first = day_of(low, month, number)
        return first, first, "day"
    if not 1 <= number <= max(month_days(low, month), days):
        raise EdtfError(whole, f"that month has {month_days(low, month)} days")
    return day_of(low, month, number), day_of(high, month, min(number, days)), "day"


def padded_bounds(span: TimeSpan) -> tuple[int | None, int | None]:
    """First and last day with what ``~`` leaves open added, by the precision of each end (`PADDING`).

    Never narrower than the span; the same as it where nothing is approximate.
    """
    if not span.approximate:
        return span.day_min, span.day_max
    parts = re.findall(r"[^\[\]{},/]+", span.edtf.replace("..", "/"))
    dates = [_parse_date(part.strip(), span.edtf) for part in parts]
    one_of = span.edtf[0] in "[{"  # else only the first date can move the start, the last one the end
    firsts = [
        date.first - PADDING[date.precision] * date.approximate for date in (dates if one_of else dates[:1])
    ]
    lasts = [
        date.last + PADDING[date.precision] * date.approximate for date in (dates if one_of else dates[-1:])
    ]
    return None if span.day_min is None else min(firsts), None if span.day_max is None else max(lasts)
