"""Where a sentence is told to lie in a named period ("under the Musavat government"), after or before one.

The periods themselves are data: ``periods.toml`` beside the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from mapapp.dates.days import date_of_day, day_of, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.events import fill
from mapapp.dates.spans import hull, to_edtf, year_text
from mapapp.model.timespan import TimeSpan


class Period(NamedTuple):
    """A name for a time: ``pattern`` matches it in English prose, ``edtf`` is when it was.

    ``relations`` are those in which the name means it: "before the war", but not "after the war".
    """

    name: str
    pattern: str
    edtf: str
    relations: tuple[str, ...] = ("in", "after", "before")


class PeriodCue(NamedTuple):
    """A period that a sentence names: how it is meant (in, after or before), and the words found."""

    period: Period
    relation: str
    words: str


RELATIONS = {
    "in": r"under|during|in the (?:days|time|times|period|course|years) of|at the time of|throughout",
    "after": r"after|following|since",
    "before": r"before|on the eve of|prior to|until|till",
}
_GAP = r"\s+(?:[^.;:,]{0,40}?\s)?"
_LONG_GAP = r"\s+(?:[^.;:]{0,60}?\s)?"  # "after the arrival of the army, the coup and ...": events only
_FEW_DAYS = 4  # a date of so many days is a point in a story; one of more is told of as it stands
_LONG = 2 * 366
_EVENT_DAYS = 40  # what lasted no longer is an event


def _cue(period: Period, relation: str) -> re.Pattern[str]:
    span = parse_edtf(period.edtf)
    short = (
        None not in (span.day_min, span.day_max) and (span.day_max or 0) - (span.day_min or 0) < _EVENT_DAYS
    )
    gap = _LONG_GAP if short and relation == "after" else _GAP
    return re.compile(rf"\b(?:{RELATIONS[relation]}){gap}(?:{period.pattern})\b", re.IGNORECASE)


def make_periods(table: Mapping[str, Any]) -> tuple[Period, ...]:
    """The periods of a parsed ``periods.toml``; its other strings stand for ``{names}`` inside patterns."""
    parts = {name: value for name, value in table.items() if isinstance(value, str)}
    return tuple(
        Period(row["name"], fill(row["pattern"], parts), row["edtf"], *_relations(row))
        for row in table.get("period", ())
    )


def _relations(row: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return (tuple(row["relations"]),) if "relations" in row else ()


@lru_cache(maxsize=8)
def _compiled(
    periods: tuple[Period, ...],
) -> tuple[re.Pattern[str], tuple[tuple[Period, str, re.Pattern[str]], ...]]:
    """One pattern for any name, which settles most sentences, and those of each period and relation."""
    named = re.compile("|".join(period.pattern for period in periods) or r"(?!)", re.IGNORECASE)
    return named, tuple((period, name, _cue(period, name)) for period in periods for name in period.relations)


def find_period(plain: str, periods: tuple[Period, ...]) -> PeriodCue | None:
    """The first named period that a sentence places itself in, after or before; None where there is none.

    >>> find_period("After the Great War it was free.", (Period("war", "great war", "1914/1918"),)).relation
    'after'
    """
    named, cues = _compiled(periods)
    if not named.search(plain):
        return None
    found = [(m.start(), PeriodCue(p, r, m[0])) for p, r, pattern in cues if (m := pattern.search(plain))]
    return min(found, key=lambda pair: (pair[0], -len(pair[1].words)))[1] if found else None


def whole_months(span: TimeSpan) -> TimeSpan:
    """The months that a span touches; what is longer or open already stays as it is."""
    first, last = span.day_min, span.day_max
    if first is None or last is None:
        return span
    year, month, _ = date_of_day(first)
    end_year, end_month, _ = date_of_day(last)
    return parse_edtf(
        to_edtf(day_of(year, month), day_of(end_year, end_month, month_days(end_year, end_month)))
    )


def month_that_follows(span: TimeSpan) -> TimeSpan | None:
    """The month in which what comes after some days falls; None where they are more than a few.

    After the last day of a month that is the next one.
    """
    if span.day_min is None or span.day_max is None or span.day_max - span.day_min > _FEW_DAYS:
        return None
    return whole_months(parse_edtf(to_edtf(span.day_max + 1, span.day_max + 1)))


def period_days(cue: PeriodCue, now: TimeSpan | None) -> TimeSpan:
    """The days a cue means, where ``now`` is the time that is told of (or in) so far, if any.

    "After" an event runs to ``now`` where that comes within the year; "before" and "on the eve of" mean the
    month in which it began, or the year where it lasted for years.
    """
    span = parse_edtf(cue.period.edtf)
    if cue.relation == "before" and span.day_min is not None:
        first = parse_edtf(to_edtf(span.day_min, span.day_min))
        lasted = span.day_max is None or span.day_max - span.day_min > _LONG
        return parse_edtf(year_text(date_of_day(span.day_min)[0])) if lasted else whole_months(first)
    if cue.relation == "after" and span.day_max is not None:
        point = whole_months(parse_edtf(to_edtf(span.day_max, span.day_max)))
        later = now is not None and now.day_max is not None and 0 < now.day_max - span.day_max < 366
        return hull((point, whole_months(now))) if later and now else point
    return span
