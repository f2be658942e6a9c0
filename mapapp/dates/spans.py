"""Spans of days to EDTF strings, and spans put together."""

from __future__ import annotations

from collections.abc import Iterable
from math import inf

from mapapp.dates.days import date_of_day, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.model.timespan import EndKind, TimeSpan

_ROUND = ((10, "X"), (100, "XX"))  # years in a decade and in a century, and how EDTF leaves digits open


def year_text(year: int) -> str:
    """A year in EDTF: four digits, or ``Y`` and more.

    >>> year_text(1920), year_text(-479), year_text(12000)
    ('1920', '-0479', 'Y12000')
    """
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04d}" if year < 0 else f"{year:04d}"


def to_edtf(day_min: int | None, day_max: int | None) -> str:
    """Shortest EDTF string for the days from ``day_min`` to ``day_max``; None is an open end.

    >>> to_edtf(701018, 701508)
    '1920-04-28/1921-08'
    """
    if day_min is not None and day_max is not None:
        whole = [form for form in _forms(day_min, "first") if form in _forms(day_max, "last")]
        if whole:
            return whole[0]
    left = ".." if day_min is None else _end_form(day_min, "first", day_max)
    return f"{left}/{'..' if day_max is None else _end_form(day_max, 'last', day_min)}"


def _forms(day: int, side: str) -> list[str]:
    """EDTF forms, longest span first, of which this day is the first (or the last) one."""
    year, month, day_of_month = date_of_day(day)
    month_edge = day_of_month == (1 if side == "first" else month_days(year, month))
    forms = [f"{year_text(year)}-{month:02d}-{day_of_month:02d}"]
    if month_edge:
        forms.append(f"{year_text(year)}-{month:02d}")
    if month_edge and month == (1 if side == "first" else 12):
        forms.append(year_text(year))
        for size, mark in _ROUND:
            if 0 < year <= 9999 and year % size == (0 if side == "first" else size - 1):
                forms.append(f"{year_text(year)[: -len(mark)]}{mark}")
    return forms[::-1]


def _end_form(day: int, side: str, other: int | None) -> str:
    """The shortest form, up to a year, of an interval's end that does not reach past its other end."""
    for form in _forms(day, side):
        span = parse_edtf(form)
        if _inside(span, side, other) and "X" not in form:
            return form
    return _forms(day, side)[-1]


def _inside(span: TimeSpan, side: str, other: int | None) -> bool:
    if other is None or span.day_min is None or span.day_max is None:
        return True
    return span.day_max <= other if side == "first" else span.day_min >= other


def hull(spans: Iterable[TimeSpan]) -> TimeSpan:
    """The smallest span without a gap that holds all the given ones; a missing end stays missing.

    :raises ValueError: where no span is given.
    """
    members = tuple(spans)
    if not members:
        raise ValueError("a hull needs at least one span")
    firsts, lasts = [span.day_min for span in members], [span.day_max for span in members]
    day_min = None if None in firsts else min(day for day in firsts if day is not None)
    day_max = None if None in lasts else max(day for day in lasts if day is not None)
    approximate, uncertain = (any(getattr(s, name) for s in members) for name in ("approximate", "uncertain"))
    mark = "%" if approximate and uncertain else "~" * approximate + "?" * uncertain
    left, slash, right = to_edtf(day_min, day_max).partition("/")
    left = _missing(span.start for span in members) if left == ".." else left + mark
    right = _missing(span.end for span in members) if right == ".." else right + mark
    return parse_edtf(f"{left}/{right}" if slash else left)


def _missing(ends: Iterable[EndKind]) -> str:
    return ".." if "open" in ends else ""


def union(spans: Iterable[TimeSpan]) -> TimeSpan:
    """One of the given spans, it is not known which: an EDTF set whose bounds are the outermost days.

    >>> union([parse_edtf("1917-10-13"), parse_edtf("1917-10-26")]).edtf
    '[1917-10-13,1917-10-26]'
    """
    by_form = {_member_form(span): span for span in spans}
    if len(by_form) == 1:
        return next(iter(by_form.values()))
    return parse_edtf(f"[{','.join(by_form)}]")


def _member_form(span: TimeSpan) -> str:
    """How a span is written inside a set; an unknown end can only be written as an open one there."""
    if span.edtf[0] in "[{":
        return span.edtf[1:-1]
    left, slash, right = span.edtf.partition("/")
    return f"{left.replace('..', '')}..{right.replace('..', '')}" if slash else left


def days_in(span: TimeSpan) -> float:
    """How many days a span has; infinite where an end is open or unknown.

    >>> days_in(parse_edtf("1920-02")), days_in(parse_edtf("1920/.."))
    (29, inf)
    """
    if span.day_min is None or span.day_max is None:
        return inf
    return span.day_max - span.day_min + 1


def holds(wide: TimeSpan, narrow: TimeSpan) -> bool:
    """Whether all days of a span lie in another, longer one; false where an end is open or unknown."""
    if None in (wide.day_min, wide.day_max, narrow.day_min, narrow.day_max):
        return False
    outer, inner = (wide.day_min or 0, wide.day_max or 0), (narrow.day_min or 0, narrow.day_max or 0)
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]
