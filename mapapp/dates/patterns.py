"""What date expressions look like: a table of named patterns, and for each what it says of its date.

A pattern is a regular expression with slots in braces (`SLOTS`); its reader turns a match into pieces, one
for each date (a range such as "20-21 April" has two). To add a form, add a row to `RULES` and a case to
``tests/cases/dates.json``; delete a row whose loss no benchmark notices.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from mapapp.dates import readers
from mapapp.dates.readers import Piece
from mapapp.dates.words import (
    DIRECTIONS,
    FEASTS,
    MONTHS,
    NUMBERS,
    ORDINALS,
    PARTS,
    ROMAN,
    SEASONS,
    SHIFTS,
    UNITS,
    WEEKDAYS,
    any_of,
)

Reader = Callable[["re.Match[str]"], tuple[Piece, ...]]


class Rule(NamedTuple):
    """A form of date expression. ``article`` rules take a "the" before them into the span."""

    name: str
    pattern: str
    read: Reader
    article: bool = False
    cue: str = "month"


def _capital(words: object) -> str:
    titled = [str(word).title() for word in words]  # type: ignore[attr-defined]
    return any_of(titled + [word.upper() for word in titled if len(word) > 3])


_FULL_MONTHS = [name for name in MONTHS if len(name) > 4 or name in ("may", "june", "july")]
_ABBREVIATED = [name for name in MONTHS if name not in _FULL_MONTHS]
_LONG_NUMBERS = [f"{tens}-{ones}" for tens in ("twenty", "thirty") for ones in list(NUMBERS)[1:10]]
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:\s?(?:st|nd|rd|th)(?![a-z])|(?!\d))"
_YEAR = r"(?:1[0-9]|20)\d\d(?!\d|,\d{3})"
_BC = r"\d{1,4}(?=\s*(?:BCE?\b|B\.\s?C))"
_ERA = r"(?:\s*(?:BCE?\b|B\.\s?C\.(?:\s?E\.)?|AD\b|A\.\s?D\.|CE\b))"
_THAT = any_of(f"{the} {word}".strip() for the in ("the", "") for word in SHIFTS if word != "the")
_MONTH = rf"(?:{_capital(_FULL_MONTHS)}(?![a-z])|{_capital(_ABBREVIATED)}(?:\.|\b))"
SLOTS = {
    "month": rf"(?P<month>{_MONTH})",
    "month2": rf"(?P<month2>{_MONTH})",
    # A month that a lost space glued to the next word: only after an ordinal, where nothing else can be meant.
    "glued": rf"(?P<month>{_capital(_FULL_MONTHS)})",
    "day": rf"(?<!\d)(?<!\d[.,:/])(?P<day>{_DAY})",
    "day2": rf"(?P<day2>{_DAY})",
    "year": rf"(?P<year>{_YEAR}){_ERA}?",
    "of_year": rf"(?:\s*,?\s*(?:of\s+|in\s+)?(?:the\s+year\s+)?(?:(?P<bc>{_BC}){_ERA}|(?P<year>{_YEAR}){_ERA}?"
    rf"|['’](?P<short>\d\d)\b)|,?\s+(?:of|in)\s+(?P<that>{_THAT})\s+year\b)",
    "bc": rf"(?<![\d.,])(?P<bc>{_BC}){_ERA}",
    "weekday": rf"(?:{_capital(WEEKDAYS)},?\s+)?",
    "season": rf"(?P<season>{any_of([*SEASONS, *(s.title() for s in SEASONS), *(s.upper() for s in SEASONS)])})\b",
    "part": rf"(?P<part>(?i:{any_of(PARTS)}))",
    "of": r"(?:\s+of\s+|(?<=ly|te)\s+in\s+|\s*-\s*|\s+)",
    "number": rf"(?P<number>\d{{1,3}}|(?i:{any_of([*_LONG_NUMBERS, *NUMBERS])}))",
    "ordinal": rf"(?P<ordinal>\d{{1,2}}\s?(?:st|nd|rd|th)|(?i:{any_of(ORDINALS)})|[XVI]+(?:th)?)",
    "shift": rf"(?P<shift>(?i:{any_of(SHIFTS)}))",
    "unit": rf"(?P<unit>(?i:{any_of(UNITS)}))\b",
    "direction": rf"(?P<direction>(?i:{any_of(DIRECTIONS)}))\b(?:(?<!after)(?<!before)|(?=\s*[,.;]))",
    "roman": rf"(?P<roman>{any_of([r.upper() for r in ROMAN])})",
    "feast": rf"(?P<feast>{_capital(FEASTS)})",
    "to": r"\s*(?:-|–|—|to|and|&|or|until|till|through)\s*(?:the\s+)?",
}
RULES: tuple[Rule, ...] = (
    # Two calendars side by side: 13 (26) October 1917, 14/27 March 1918, April 27 (May 10), 1920.
    Rule("double date, day first", r"{day}\s*[(\[/]\s*{day2}\s*[)\]]?\s*(?:of\s+)?{month}{of_year}?",
         readers.double_date),
    Rule("double date, two months", r"{day}\s+{month}\s*[(\[/]\s*{day2}\s+{month2}\s*[)\]]?{of_year}?",
         readers.double_date),
    Rule("double date, month first", r"{month}\s+{day}\s*[(\[/]\s*(?:{month2}\s+)?{day2}\s*[)\]]?{of_year}?",
         readers.double_date),
    Rule("days of a month, day first", r"{day}(?:,\s*\d\d?)*,?{to}{day2}\s*(?:of\s+)?{month}{of_year}?", readers.day_range, True),
    Rule("days of a month, month first", r"{month}\s+{day}{to}{day2}{of_year}?", readers.day_range),
    Rule("day, month, year", r"{weekday}{day}\s*-?\s*(?:of\s+)?{month}{of_year}?", readers.calendar_date, True),
    Rule("day split by a space", r"(?<=of |on )(?P<day>[12]\s\d|3\s[01])\s+{month}{of_year}?", readers.calendar_date),
    Rule("day run into a word", r"{day}(?<=[a-z])\s?{glued}", readers.calendar_date, True),
    Rule("month, day, year", r"{weekday}{month}\s*(?:the\s+)?{day}(?![.:,]\d){of_year}?", readers.calendar_date),
    Rule("year, day, month", r"{year},\s+(?:{month}\s+{day}|(?P<d>\d\d?)\s+(?P<m>" + _MONTH + "))",
         readers.year_first, cue="month"),
    Rule("month and year", r"\b{month}{of_year}", readers.calendar_date),
    Rule("month", r"\b{month}", readers.calendar_date),
    Rule("part of a month", r"\b{part}{of}{month}{of_year}?", readers.part_of_date, True),
    Rule("part of a year", r"\b{part}{of}(?:the\s+year\s+)?(?:{bc}|{year})",
         readers.part_of_date, True, "digit"),
    Rule("season", r"\b(?:{part}{of}(?:the\s+)?)?{season}(?:{of_year}(?:\s*[-–/]\s*(?P<next>"
         r"\d{4}|\d\d)(?!\d))?)?", readers.season, True, "season"),
    Rule("season counted", r"\b{shift}\s+{season}", readers.shifted_season, True, "season"),
    Rule("month counted", r"\b{shift}\s+{month}", readers.shifted_month, True),
    Rule("numbers with dots", r"(?<![\d.])(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4}|\d\d)"
         r"(?![\d])", readers.numeric, cue="digit"),
    Rule("numbers with strokes", r"(?<![\d/-])(?P<day>\d{1,2})([/-])(?P<number>\d{1,2})\2(?P<year>\d{4})"
         r"(?![\d/-])", readers.numeric, cue="digit"),
    Rule("numbers, year first", r"(?<![\d-])(?P<year>\d{4})([.-])(?P<number>\d\d)\2(?P<day>\d\d)(?![\d-])",
         readers.numeric, cue="digit"),
    Rule("Roman month", r"(?<![\d/.])(?P<day>\d{1,2})\s?([./-])\s?{roman}(?![A-Za-z])(?:\s?\2\s?(?P<year>\d{4}"
         r"|\d\d)(?!\d))?", readers.numeric, cue="digit"),
    Rule("years", r"(?<![\d.,/-]){year}\s*(?:[-–—]\s*|/)(?P<year2>(?:1\d|20)\d\d|\d\d)(?![\d-])", readers.year_range, cue="digit"),
    Rule("years before Christ", r"(?<![\d.,])(?P<from>\d{1,4})\s*[-–—]\s*{bc}", readers.year_range, cue="digit"),
    Rule("year", r"(?<![\d.,/:\w$£€#-]){year}", readers.calendar_date, cue="digit"),
    Rule("year in short", r"\B['’](?P<short>[1-9]\d)\b", readers.calendar_date, cue="digit"),
    Rule("year before Christ", r"{bc}", readers.calendar_date, cue="digit"),
    Rule("decade", r"\b(?:{part}(?:\s+of\s+the\s+|\s+|\s*-\s*))?(?P<decade>(?:1\d|20)\d0)['’]?s\b", readers.decade,
         True, "digit"),
    Rule("century", r"\b(?:{part}(?:\s+of\s+the\s+|\s+|\s*-\s*))?{ordinal}[\s-]+century\b" + _ERA + "?",
         readers.century, True, "century"),
    Rule("day, month or year counted", r"\b{shift}\s+(?P<unit>day|date|month|year)\b(?!\s*[-’'])", readers.counted, True, "unit"),
    Rule("the day after", r"\b(?P<unit>day)\s+(?P<shift>after|following|before)\b(?=\s*[,.;]|\s+and\b)",
         readers.counted, True, "unit"),
    Rule("units away", r"\b{number}\s+{unit}\s+{direction}", readers.units_away, cue="away"),
    Rule("later that month", r"\b(?i:later|earlier)\s+(?:in\s+|on\s+)?{shift}\s+(?P<unit>day|month|year)\b",
         readers.counted, cue="unit"),
    Rule("part of that month", r"\b{part}\s+of\s+{shift}\s+(?P<unit>month|year)\b", readers.counted, True, "unit"),
    Rule("month's end", r"\b(?P<unit>month|year)['’]s\s+(?P<part>end)\b", readers.counted, cue="unit"),
    Rule("day of that month", r"\b{ordinal}\s+of\s+{shift}\s+(?P<unit>month)\b", readers.counted, True, "unit"),
    Rule("day alone", r"(?<=on the |by the |to the )(?P<ordinal>\d{1,2}(?:st|nd|rd|th))(?=\s*[,.;)])",
         readers.counted, True, "digit"),
    Rule("feast", r"\b{feast}{of_year}?", readers.feast, cue="feast"),
)  # fmt: skip


_SLOT = re.compile(r"\{([a-z]\w*)\}")


# What cheap pattern must stand near for a rule to be tried at all: most of a text is far from any date.
CUES = {
    "month": r"J(?:an|AN|un|UN|ul|UL)|F(?:eb|EB)|M(?:ar|AR|ay|AY)|A(?:pr|PR|ug|UG)|S(?:ep|EP)|O(?:ct|CT)|N(?:ov|OV)|"
    r"D(?:ec|EC)",
    "digit": r"\d",
    "season": r"(?i:spring|summer|autumn|fall|winter)",
    "century": r"century",
    "unit": r"\b(?i:day|date|week|fortnight|month|year|decade)",
    "away": r"\b(?:later|earlier|ago|after|before|previously|beforehand|thereafter)",
    "feast": r"Christmas|New Year|May Day|All Saints",
}


@lru_cache(maxsize=1)
def compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules with their patterns, made on first use: to make them costs more than to import them."""
    return tuple((rule, re.compile(_SLOT.sub(lambda m: SLOTS[m[1]], rule.pattern))) for rule in RULES)
