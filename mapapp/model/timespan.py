"""Values for time: a span of days with its EDTF form, and a date expression found in a text.

Days are integers: the proleptic Gregorian day number of ``datetime.date.toordinal()`` (0001-01-01 is 1),
carried on below year 1 with astronomical years (year 0 is 1 BC, and holds 366 days).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

EndKind = Literal["date", "open", "unknown"]
DateBasis = Literal["explicit", "context", "relative"]


@dataclass(frozen=True, slots=True)
class TimeSpan:
    """Days from ``day_min`` to ``day_max``, both included, and the EDTF string that says so.

    An end is None where it is ``open`` (EDTF ``..``: it goes on) or ``unknown`` (EDTF: nothing stands
    there). ``approximate`` is set by ``~`` and ``%``, ``uncertain`` by ``?`` and ``%``; neither moves a day.
    """

    edtf: str
    day_min: int | None
    day_max: int | None
    start: EndKind = "date"
    end: EndKind = "date"
    approximate: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression in a text that says when: ``[start, end)`` counts characters of that text.

    ``edtf`` is None where the expression is one of calendar time whose days are not known. ``basis`` is
    ``explicit`` where every part is written, ``context`` where year, month or day come from other
    expressions, ``relative`` where it counts from another day. ``rule`` and ``reasons`` say why.
    """

    start: int
    end: int
    edtf: str | None
    rule: str
    basis: DateBasis
    reasons: tuple[str, ...] = ()
