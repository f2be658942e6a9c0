"""How long what a sentence tells of lasted: "for five weeks", "within a month"; and where a story stayed."""

from __future__ import annotations

import re

from mapapp.dates.days import add_months, date_of_day, day_of, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import days_in, to_edtf, year_text
from mapapp.dates.words import LONG_NUMBERS, NUMBERS, any_of, number_of
from mapapp.geoparse.periods import whole_months
from mapapp.model.timespan import TimeSpan

_NUMBER = any_of([*LONG_NUMBERS, *NUMBERS])
_COUNT = rf"(?P<count>{_NUMBER}|\d{{1,3}})\s+(?P<unit>day|night|week|fortnight|month|year)s?\b"
_ABOUT = (
    r"(?:(?:the|nearly|almost|about|some|over|another|more than|less than|full|whole|long|next|following)"
    r"\s+)*"
)
# "Bread for three days" says how much there was, and not how long anything lasted.
_AMOUNT = r"(?P<amount>\b(?:paid|enough|bread|flour|food|fodder|water|rations|provisions|supplies)\s+)?"
_LASTS = re.compile(
    rf"{_AMOUNT}\b(?P<how>for|during|over|throughout|within|inside|took|lasted|lived|stayed|remained|spent|waited|"
    rf"in (?:less|little more) than)\s+{_ABOUT}{_COUNT}"
    r"(?!\s+(?:before|earlier|ago|past|later|after))(?![’'-])",
    re.IGNORECASE,
)
_STAYED = re.compile(
    r"\b(?:stayed|remained|lived|waited|lay|worked|(?:was|were) (?:kept|held))\b[^.;]*\bfor\s+"
    rf"{_ABOUT}{_COUNT}",
    re.IGNORECASE,
)
_BEFORE_THEN = re.compile(r"\b(?:had|has|have)\b", re.IGNORECASE)
_FOLLOWS = re.compile(r"\s+(?:that|which) followed\b")  # "the two years that followed" begin after it
_MONTH = 28
_SHORT = 32  # a span of more days is itself the time told of
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
_MONTHS = {"month": 1, "year": 12}


def how_long(words: str, start: TimeSpan) -> TimeSpan | None:
    """From some days to the end of what some words say lasted so long; None where they say nothing of it.

    Days are counted exactly, longer units as the months they touch. What lasted no longer than the days
    themselves lies somewhere in them.
    """
    first, last = start.day_min, start.day_max
    if first is None or last is None or _BEFORE_THEN.search(words):
        return None
    match = max((m for m in _LASTS.finditer(words) if not m["amount"]), key=_days, default=None)
    if match is None or _days(match) <= last - first:
        return None
    if days_in(start) > _SHORT and match["unit"].casefold() != "year":
        return None
    unit, end = match["unit"].casefold(), (first + last) // 2 + _days(match)
    if months := _months(match):
        year, month, day = date_of_day(last)
        year, month = add_months(year, month, months)
        end = day_of(year, month, min(day, month_days(year, month)))
    if _FOLLOWS.match(words, match.end()) and days_in(start) >= _MONTH:
        first = last + 1
    exact = parse_edtf(to_edtf(first, end))
    return exact if unit in {"day", "night"} or match["how"].casefold() == "within" else whole_months(exact)


def after_stay(words: str, start: TimeSpan) -> TimeSpan | None:
    """The year, or the month, in which "We stayed for two years" ended; None where it is not said."""
    match = _STAYED.search(words)
    months = _months(match) if match else 0
    if not months or start.day_max is None:
        return None
    year, month, _ = date_of_day(start.day_max)
    year, month = add_months(year, month, months)
    return parse_edtf(year_text(year) if months >= _MONTHS["year"] else f"{year_text(year)}-{month:02d}")


def _days(match: re.Match[str]) -> int:
    return number_of(match["count"]) * _DAYS[match["unit"].casefold()]


def _months(match: re.Match[str]) -> int:
    """The months, or the years in months, that some words count; 0 for shorter units."""
    return number_of(match["count"]) * _MONTHS.get(match["unit"].casefold(), 0)
