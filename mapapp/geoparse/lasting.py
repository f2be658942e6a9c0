"""How long what a sentence tells of lasted, from the day told of: "for five weeks", "within a month"."""

from __future__ import annotations

import re

from mapapp.dates.days import add_months, date_of_day, day_of, month_days
from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import to_edtf
from mapapp.dates.words import LONG_NUMBERS, NUMBERS, any_of, number_of
from mapapp.geoparse.periods import whole_months
from mapapp.model.timespan import TimeSpan

_NUMBER = any_of([*LONG_NUMBERS, *NUMBERS])
_COUNT = rf"(?P<count>{_NUMBER}|\d{{1,3}})\s+(?P<unit>day|night|week|fortnight|month|year)s?\b"
_ABOUT = (
    r"(?:(?:the|nearly|almost|about|some|over|another|more than|less than|full|whole|long|next|following)"
    r"\s+)*"
)
_LASTS = re.compile(
    rf"(?<!paid )(?<!bread )(?<!food )(?<!flour )(?<!rations )(?<!supplies )(?<!enough )"
    rf"\b(?P<how>for|during|over|within|inside|took|lasted|in (?:less|little more) than)\s+{_ABOUT}{_COUNT}"
    r"(?!\s+(?:before|earlier|ago|past|later|after))(?![’'-])",
    re.IGNORECASE,
)
_BEFORE_THEN = re.compile(r"\b(?:had|has|have)\b", re.IGNORECASE)
_SHORT = 31  # a span of more days is itself the time told of
_DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}


def how_long(words: str, start: TimeSpan) -> TimeSpan | None:
    """From some days to the end of what some words say lasted so long; None where they say nothing of it.

    Days are counted exactly, longer units as the months they touch. What lasted no longer than the days
    themselves lies somewhere in them.
    """
    first, last = start.day_min, start.day_max
    if first is None or last is None or last - first > _SHORT or _BEFORE_THEN.search(words):
        return None
    match = max(_LASTS.finditer(words), key=_days, default=None)
    if match is None or _days(match) <= last - first:
        return None
    unit, count = match["unit"].casefold(), number_of(match["count"])
    end = last + _days(match)
    if unit in {"month", "year"}:
        year, month, day = date_of_day(last)
        year, month = add_months(year, month, count * (12 if unit == "year" else 1))
        end = day_of(year, month, min(day, month_days(year, month)))
    exact = parse_edtf(to_edtf(first, end))
    return exact if unit in {"day", "night"} or match["how"].casefold() == "within" else whole_months(exact)


def _days(match: re.Match[str]) -> int:
    return number_of(match["count"]) * _DAYS[match["unit"].casefold()]
