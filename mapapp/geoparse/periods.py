"""Named periods and events of the region in 1917-1923, and where a sentence is told to lie in one.

Days are Gregorian. They are given as broadly as such a phrase is meant: by the year or the month where a
phrase like "under the Musavat government" does not mean a day. A further period is one more line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from mapapp.dates.days import date_of_day, day_of, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import hull, to_edtf
from mapapp.model.timespan import TimeSpan


class Period(NamedTuple):
    """A name for a time: ``pattern`` matches it in English prose, ``edtf`` is when it was."""

    name: str
    pattern: str
    edtf: str


class PeriodCue(NamedTuple):
    """A period that a sentence names: how it is meant (in, after or before), and the words found."""

    period: Period
    relation: str
    words: str


_RULE = (
    r"(?:'s|’s|s')?\s+(?:government|regime|rule|authorit\w+|administration|republic|power|period|times?|era)"
)
_SOVIET = r"(?:sovieti[sz]ation of|soviet (?:coup|revolution|takeover) in)"
PERIODS: tuple[Period, ...] = (
    Period("Musavat government", rf"mu[sz]+avat(?:ist)?s?(?:{_RULE})?", "1918/1920-04"),
    Period("Azerbaijan Democratic Republic", r"azerbaijan democrat\w* rep\w+|adr", "1918-05-28/1920-04-28"),
    Period("Dashnak government", rf"dashnak(?:s|ist|tsut[iy]un)?{_RULE}", "1918-05-28/1920-12-02"),
    Period("Menshevik government", rf"menshevik(?:s|ist)?{_RULE}", "1918-05-26/1921-02-25"),
    Period(
        "Transcaucasian Federation",
        r"transcaucasian (?:democratic )?federa\w+(?: republic)?",
        "1918-04-22/1918-05-26",
    ),
    Period("Transcaucasian Commissariat", r"transcaucasian commissariat", "1917-11-28/1918-03-26"),
    Period("Baku Commune", r"baku commune|baku council of people[’']s commissars", "1918-04-25/1918-07-31"),
    Period(
        "Centrocaspian Dictatorship",
        r"centro-?caspian dictatorship|dictatorship of the centro-?caspian",
        "1918-08-01/1918-09-15",
    ),
    Period("Provisional Government", r"(?:russian )?provisional government", "1917-03/1917-11"),
    Period(
        "Russian Empire",
        r"tsaris[mt]\b(?: (?:times|rule|regime|government))?|tsars?|the old regime|russian empire",
        "../1917-03",
    ),
    Period("February Revolution", r"february revolution", "1917-03"),
    Period("October Revolution", r"october (?:revolution|coup)|bolshevik (?:revolution|coup)", "1917-11"),
    Period(
        "First World War", r"(?:first world|great|world) war|world war (?:i|one)\b", "1914-07-28/1918-11-11"
    ),
    Period("March events in Baku", r"march (?:days|events|massacres?)", "1918-03-30/1918-04-02"),
    Period("September events in Baku", r"september (?:days|events|massacres?)", "1918-09-15/1918-09-20"),
    Period("Armistice of Mudros", r"(?:armistice of mudros|mudros armistice)", "1918-10-30"),
    Period("British occupation of Baku", r"british occupation", "1918-11/1919-08"),
    Period(
        "Sovietization of Azerbaijan",
        rf"{_SOVIET} azerbaijan|april (?:coup|occupation|revolution)",
        "1920-04",
    ),
    Period(
        "Sovietization of Armenia",
        rf"{_SOVIET} armenia",
        "1920-11-29/1920-12-02",
    ),
    Period(
        "Sovietization of Georgia",
        rf"{_SOVIET} georgia",
        "1921-02",
    ),
    Period(
        "February uprising in Armenia", r"february (?:uprising|revolt|rebellion)", "1921-02-18/1921-04-02"
    ),
    Period(
        "Turkish-Armenian war",
        r"(?:turkish-armenian|turco-armenian|armeno-turkish|armenian-turkish) war",
        "1920-09/1920-12",
    ),
)
RELATIONS = {
    "in": r"under|during|in the (?:days|time|times|period|course|years) of|at the time of|throughout",
    "after": r"after|following|since",
    "before": r"before|on the eve of|prior to|until|till",
}
_GAP = r"\s+(?:[^.;:,]{0,40}?\s)?"
_LONG_GAP = r"\s+(?:[^.;:]{0,60}?\s)?"  # "after the arrival of the army, the coup and ...": events only
_EVENT_DAYS = 40  # what lasted no longer is an event


def _cue(period: Period, relation: str) -> re.Pattern[str]:
    span = parse_edtf(period.edtf)
    short = (
        None not in (span.day_min, span.day_max) and (span.day_max or 0) - (span.day_min or 0) < _EVENT_DAYS
    )
    gap = _LONG_GAP if short and relation == "after" else _GAP
    return re.compile(rf"\b(?:{RELATIONS[relation]}){gap}(?:{period.pattern})\b", re.IGNORECASE)


@lru_cache(maxsize=8)
def _compiled(
    periods: tuple[Period, ...],
) -> tuple[re.Pattern[str], tuple[tuple[Period, str, re.Pattern[str]], ...]]:
    """One pattern for any name, which settles most sentences, and those of each period and relation."""
    named = re.compile("|".join(period.pattern for period in periods) or r"(?!)", re.IGNORECASE)
    return named, tuple((period, name, _cue(period, name)) for period in periods for name in RELATIONS)


def find_period(plain: str, periods: tuple[Period, ...] = PERIODS) -> PeriodCue | None:
    """The first named period that a sentence places itself in, after or before; None where there is none.

    >>> find_period("Under the Musavat government it was a province.").period.edtf
    '1918/1920-04'
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


def period_days(cue: PeriodCue, now: TimeSpan | None) -> TimeSpan:
    """The days a cue means, where ``now`` is the time that is told of (or in) so far, if any.

    "After" an event runs to ``now`` where that comes within the year; "before" and "on the eve of" mean the
    month in which it began.
    """
    span = parse_edtf(cue.period.edtf)
    if cue.relation == "before" and span.day_min is not None:
        first = parse_edtf(to_edtf(span.day_min, span.day_min))
        return whole_months(first)
    if cue.relation == "after" and span.day_max is not None:
        point = whole_months(parse_edtf(to_edtf(span.day_max, span.day_max)))
        later = now is not None and now.day_max is not None and 0 < now.day_max - span.day_max < 366
        return hull((point, whole_months(now))) if later and now else point
    return span
