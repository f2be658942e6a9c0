"""Where a sentence is told to lie in a named period ("under the Musavat government"), after or before one.

The periods themselves are data, ``periods.toml`` beside the gazetteer; so are events that have a name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from mapapp.dates.days import date_of_day, day_of, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.events import Event, fill
from mapapp.dates.spans import days_in, hull, to_edtf, year_text
from mapapp.model.timespan import TimeSpan


class Period(NamedTuple):
    """A name for a time: ``pattern`` matches it in English prose, ``edtf`` is when it was.

    ``relations`` are those in which the name means it: "before the war", but not "after the war".
    """

    name: str
    pattern: str
    edtf: str
    relations: tuple[str, ...] = ("in", "after", "before", "at")


class PeriodCue(NamedTuple):
    """A period that a sentence names: how it is meant, and the words found."""

    period: Period
    relation: str
    words: str


_PERIOD_GAP = r"\s+(?:[^.;:,]{0,40}?\s)?"
_EVENT_GAP = r"\s+(?:[^.;:]{0,60}?\s)?"  # "after the arrival of the army, the coup and ..."
_CLOSE = r"\s+(?:\w+\s+){0,3}?"
_AFTER, _BEFORE = r"\b(?:after|following|since)", r"\b(?:before|on the eve of|prior to|until|till)"
_NAME = "(?:{name})\\b"
_DONE = (
    r"\s(?:[^.;:]{0,40}\s)?"
    r"(?:(?:was|were) (?:\w+ )?(?:signed|concluded|suppressed|crushed|put down|held|opened)|began|"
    r"broke out|took place|opened|convened|gave|ceded|granted|assigned|provided|recogni[sz]ed)\b"
)
_EXISTING = (
    r"[^.;:]{0,80}\b(?:during|in|throughout) (?:the (?:\w+ )?(?:years|period|time) of|its|her) "
    r"(?:(?:its|her) )?(?:\w+ )?(?:independence|existence)\b"
)
_PACT = (
    r"[^.;:,]{0,40}?\b(?:treat(?:y|ies)|peace|agreement|armistice|truce|convention|congress|conference|"
    r"award|arbitration|session)\b"
)
_GIVEN = r"\b(?:given|ceded|left|assigned|awarded|transferred|handed|lost|passed|returned|went|fell)"
# How a name stands in a sentence for its time to be meant: that of a state of things, and of an event.
RELATIONS = {
    "in": r"\b(?:under(?! (?:the )?(?:orders?|command|flag|protection|pressure|name)\b)|during|"
    r"in the (?:days|time|times|period|course|years) of|at the time of|throughout)"
    rf"{_PERIOD_GAP}{_NAME}|{_NAME}{_EXISTING}|"
    rf"\b(?:in|to|through)\s+(?:the\s+)?(?=(?:\w+[\s-]){{0,3}}war\b){_NAME}",
    "after": rf"{_AFTER}{_PERIOD_GAP}{_NAME}",
    "after it": rf"{_AFTER}{_EVENT_GAP}{_NAME}",
    "before": rf"{_BEFORE}{_PERIOD_GAP}{_NAME}",
    "at": rf"\b(?:during|at the time of|in the (?:days|course) of|amid|"
    r"(?:in|at)(?! the (?:coming|forthcoming|future)\b)(?= [^.;:,]{0,30}(?:battle|congress|conference)))"
    rf"{_CLOSE}{_NAME}",
    "after an event": rf"{_AFTER}{_CLOSE}{_NAME}",
    "before an event": rf"{_BEFORE}{_CLOSE}{_NAME}",
    "subject": rf"^\W*(?:(?:but|and|then),?\s+)?(?:the\s+)?{_NAME}(?!['’])(?:\s+\w+ly)?\s+"
    r"(?:was|were|had|brought|put|left|gave|made|found|came|fell|cost|led|set|cut|drove|took|broke|began|"
    r"threw|sent|drew|met|won|lost|kept|held|saw|rose|spread|struck|\w{2,}ed)\b",
    "itself": _NAME,
    "with": rf"^\W*with\s+(?:the\s+)?{_NAME}",
    "when": rf"\bwhen\s+(?:(?:the\s+)?(?:news|word)\s+of\s+)?(?:the\s+)?{_NAME}",
    "by": rf"(?:\b(?:by|with|through|at)|{_GIVEN}\b[^.;:]{{0,60}}?\bunder)\s+(?:the\s+)?(?={_PACT}){_NAME}",
    "told": rf"\b(?:sign|conclud)\w*{_CLOSE}{_NAME}|{_NAME}{_DONE}",
}
_NAMED = ("told", "by", "subject", "with", "when", "at", "after an event", "before an event")
_TOLD = ("itself", "when", "after an event", "before an event")
_SYNTAX = re.compile(r"\\.|\(\?P|\(|[^\\(]+")  # of a pattern: escapes, groups, and the words
_FEW_DAYS = 5  # a date of so many days is a point in a story; one of more is told of as it stands
_PART_DAYS = 12  # "early May", "the last third of May"
_LONG = 2 * 366
_EVENT_DAYS = 40  # what lasted no longer is an event


def make_periods(table: Mapping[str, Any]) -> tuple[Period, ...]:
    """The periods of a parsed ``periods.toml``; its other strings stand for ``{names}`` inside patterns."""
    parts = {name: value for name, value in table.items() if isinstance(value, str)}
    return tuple(
        Period(row["name"], fill(row["pattern"], parts), row["edtf"], *_relations(row))
        for row in table.get("period", ())
    )


def periods_of_events(events: Sequence[Event]) -> tuple[Period, ...]:
    """The events that have a name, as times that a sentence may tell of, lie after or before."""
    return tuple(
        Period(event.name, pattern, to_edtf(event.first, event.last), relations)
        for event in events
        for pattern, relations in ((event.named, _NAMED), (event.told, _TOLD))
        if pattern
    )


def _relations(row: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    return (tuple(row["relations"]),) if "relations" in row else ()


@lru_cache(maxsize=8)
def _any_name(periods: tuple[Period, ...]) -> re.Pattern[str]:
    """One pattern for any name in a sentence as :func:`_small` makes it, which settles most sentences.

    So, and at the beginnings of words alone, it is searched many times faster than one that ignores case.
    """
    names = "|".join(_SYNTAX.sub(_small_words, period.pattern) for period in periods)
    return re.compile(rf"(?<!\w)(?:{names or '(?!)'})")


def _small(text: str) -> str:
    """Text in small letters, with one i for both that a pattern without regard to case takes for one."""
    return text.lower().replace("ı", "i")


def _small_words(part: re.Match[str]) -> str:
    return part[0] if part[0][0] in "\\(" else _small(part[0])


@lru_cache(maxsize=1024)
def _name(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=1024)
def _cue(period: Period, relation: str) -> re.Pattern[str]:
    short = relation == "after" and days_in(parse_edtf(period.edtf)) < _EVENT_DAYS
    pattern = RELATIONS["after it" if short else relation]
    return re.compile(pattern.replace("{name}", period.pattern), re.IGNORECASE)


def find_period(plain: str, periods: tuple[Period, ...], now: TimeSpan | None = None) -> PeriodCue | None:
    """The first named period that a sentence places itself in, after or before; None where there is none.

    Of two events of one name the nearer to ``now``, the time told of; None where that is not known.

    >>> find_period("After the Great War it was free.", (Period("war", "great war", "1914/1918"),)).relation
    'after'
    """
    if not _any_name(periods).search(_small(plain)):
        return None
    named = [period for period in periods if _name(period.pattern).search(plain)]
    found = [
        (m.start(), PeriodCue(p, r, m[0]))
        for p in named
        for r in p.relations
        if (m := _cue(p, r).search(plain))
    ]
    if not found:
        return None
    first = min((start, -len(cue.words)) for start, cue in found)
    cues = [cue for start, cue in found if (start, -len(cue.words)) == first]
    if now is None and len({cue.period for cue in cues}) > 1 and len({c.period.pattern for c in cues}) == 1:
        return None
    return min(cues, key=lambda cue: _days_between(parse_edtf(cue.period.edtf), now))


def _days_between(span: TimeSpan, now: TimeSpan | None) -> float:
    if now is None or now.day_min is None or span.day_min is None:
        return 0
    return abs(span.day_min - now.day_min)


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


def whole_years(span: TimeSpan) -> TimeSpan:
    """The years that a span touches; what is open stays as it is."""
    if span.day_min is None or span.day_max is None:
        return span
    first, last = date_of_day(span.day_min)[0], date_of_day(span.day_max)[0]
    return parse_edtf(to_edtf(day_of(first), day_of(last, 12, 31)))


def month_that_follows(span: TimeSpan) -> TimeSpan | None:
    """The month in which what comes after some days falls; None where they are more than a part of a month.

    After the last day of a month it runs from that day to the end of the next one. What comes after "the end
    of May" is read as May: that is said of days that are not known one by one.
    """
    if span.day_max is None or days_in(span) > _PART_DAYS:
        return None
    if days_in(span) > _FEW_DAYS:
        return whole_months(span)
    month = whole_months(parse_edtf(to_edtf(span.day_max + 1, span.day_max + 1)))
    if month.day_min is None or month.day_min <= span.day_max:
        return month
    return parse_edtf(to_edtf(span.day_max, month.day_max))


def period_days(cue: PeriodCue, now: TimeSpan | None) -> TimeSpan:
    """The days a cue means, where ``now`` is the time that is told of (or in) so far, if any.

    "After" an event runs to ``now`` where that comes within the year; else "after" means the month in which
    it ended, "before" and "on the eve of" that in which it began, or the year where it lasted for years or is
    known by its year.
    """
    span = parse_edtf(cue.period.edtf)
    lasted = days_in(span) > _LONG or cue.period.edtf.isdecimal()
    if cue.relation.startswith("before") and span.day_min is not None:
        return _around(span.day_min, year=lasted)
    if cue.relation.startswith("after") and span.day_max is not None:
        point = _around(span.day_max, year=lasted)
        later = now is not None and now.day_max is not None and 0 < now.day_max - span.day_max < 366
        return hull((point, whole_months(now))) if later and now else point
    return span


def _around(day: int, *, year: bool) -> TimeSpan:
    """The month of a day, or its year."""
    return parse_edtf(year_text(date_of_day(day)[0])) if year else whole_months(parse_edtf(to_edtf(day, day)))
