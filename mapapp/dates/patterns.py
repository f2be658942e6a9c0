"""What date expressions look like: a table of named patterns, each with the reader of its matches.

A pattern is a regular expression with slots in braces (``slots``); its reader turns a match into pieces,
one for each date (a range such as "20-21 April" has two). To add a form, add a row to `RULES` and a case to
``tests/cases/dates.json``; delete a row whose loss no benchmark notices.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from mapapp.dates import beside, counting, readers
from mapapp.dates.readers import Piece
from mapapp.dates.slots import SLOTS


class Rule(NamedTuple):
    """A form of date expression: its name, its cue, its pattern and what reads its matches.

    ``article`` rules take a "the" that stands before them into the span.
    """

    name: str
    cue: str
    pattern: str
    read: Callable[[re.Match[str]], tuple[Piece, ...]]
    article: bool = False


_PART = r"\b{part}(?:\s+of\s+|(?<=ly|te)\s+in\s+|\s*-\s*|\s+)(?:the\s+)?(?:year\s+)?"
_DAY_OF_MONTH = r"(?:{day}\s*(?:of\s+)?{month}|{month2}\s+{day2}(?![.:]?\d)){of_year}?"
RULES: tuple[Rule, ...] = (
    # Two calendars side by side: 13 (26) October 1917; 27 April (10 May) 1920; April 27 (May 10), 1920.
    Rule("old and new day", "month",
         r"{day}\s*[(\[/]\s*{day2}{style}?\s*[)\]]?\s*(?:of\s+)?{month}{of_year}?",
         readers.double_date),
    Rule("old and new date", "month",
         r"{day}\s+{month}{style}?\s*[(\[/]\s*{day2}\s+{month2}{style}?\s*[)\]]?{of_year}?",
         readers.double_date),
    Rule("old and new date, month first", "month",
         r"{month}\s+{day}{style}?\s*[(\[/]\s*(?:{month2}\s+)?{day2}{style}?\s*[)\]]?{of_year}?",
         readers.double_date),
    Rule("days of a month", "month", r"{day}(?:,\s*\d\d?)*,?{to}{day2}\s*(?:of\s+)?{month}{of_year}?",
         readers.day_range, article=True),
    Rule("days of a month, month first", "month", r"{month}\s+{day}{to}{day2}{of_year}?", readers.day_range),
    Rule("two days with a stroke", "month", r"{day}\s?/\s?{day2}\s*(?:of\s+)?{month}{of_year}?",
         readers.day_and_next, article=True),
    Rule("two days with a stroke, month first", "month", r"{month}\s+{day}\s?/\s?{day2}{of_year}?",
         readers.day_and_next),
    Rule("two months", "month", r"\b{month}\s?[-–—/]\s?{month2}{of_year}", readers.month_range),
    Rule("day, month, year", "month", r"{weekday}{day}\s*-?\s*(?:of\s+)?{month}{of_year}?",
         readers.calendar_date, article=True),
    Rule("day, month, year with strokes", "month", r"{day}([-/]){month}\2{year}", readers.calendar_date),
    Rule("year, month, day", "month",
         r"(?<![\d.,/-]){year}(?:,?[^\S\n]+|\s?[-–]\s?){month}\s+{day}(?![.:,]?\d)(?!\s+[12]\d\d\d)",
         readers.calendar_date),
    Rule("month, day, year", "month", r"{weekday}{month}(?!\n)\s*(?:\sthe\s+)?{day}(?![.:,]\d){of_year}?",
         readers.calendar_date),
    Rule("day in words", "month", r"\b(?P<day>{ordinals})\s+(?:day\s+)?of\s+{month}"
         r"(?:{of_year}|,?\s+(?:in\s+the\s+year\s+)?{year_words})?", readers.calendar_date, article=True),
    Rule("month and year in words", "month", r"\b{month}(?:\s+of)?,?\s+{year_words}", readers.calendar_date),
    Rule("year in words", "numeral", r"\b{year_words}", readers.calendar_date),
    Rule("day split by a space", "month", r"(?<=of |on )(?P<day>[12]\s\d|3\s[01])\s+{month}{of_year}?",
         readers.calendar_date),
    Rule("day run into a word", "month", r"{day}(?<=[a-z])\s?{glued}", readers.calendar_date, article=True),
    Rule("year, day, month", "month", r"{year},\s+(?P<day>\d\d?)\s+{month}", readers.calendar_date),
    Rule("day, foreign month, year", "digit",
         r"{day}(?:\.(?=\s+\w+\s+\d{4}))?\s+{foreign}(?:,?\s+{year}{year_word}?)?", readers.calendar_date),
    Rule("foreign month and year", "digit",
         r"\b(?=\w+,?\s+[12]\d{3}){foreign},?\s+{year}{year_word}?", readers.calendar_date),
    Rule("year, foreign month", "digit",
         r"{year}{year_word},?\s+(?:{day}\s+{foreign}|{foreign2}(?:\s+{day2})?)", readers.calendar_date),
    Rule("year and month", "month", r"(?<![\d.,/-]){year}\s?[-–]\s?{full_month}(?!\s+\d)",
         readers.calendar_date),
    Rule("month and year", "month", r"\b{month}{of_year}", readers.calendar_date),
    Rule("month", "month", r"\b{full_month}", readers.calendar_date),
    Rule("part of a month", "month", _PART + r"{month}(?:{of_year}|,?\s+{year_words})?",
         readers.calendar_date, article=True),
    Rule("part of a year", "digit", _PART + "(?:{bc}|{year})", readers.calendar_date, article=True),
    Rule("month counted", "month", r"\b{shift}\s+{month}", counting.shifted, article=True),
    Rule("month last", "month", r"(?:{day}\s*(?:of\s+)?|\b){month}\s+(?P<shift>last|next)\b"
         r"(?!\s+(?:night|week|month|year|spring|summer|autumn|winter|to)\b)",
         counting.shifted, article=True),
    Rule("month, years ago", "month", r"\b{month},?\s+{number}\s+{unit}\s+{direction}",
         counting.month_years_away),
    Rule("season", "season", r"\b(?:" + _PART + r")?{season}(?:(?:\s+months)?{of_year}{next_year}?)?",
         readers.season, article=True),
    Rule("season counted", "season", r"\b{shift}\s+{season}", counting.shifted, article=True),
    Rule("numbers with dots", "digit",
         r"(?<![\d.]){d}\.[ ]?{m}\.[ ]?(?P<year>\d{4}|\d\d)(?!\d)", readers.numeric),
    Rule("numbers with strokes", "digit", r"(?<![\d/-]){d}([/-]){m}\2(?P<year>\d{4})(?![\d/-])",
         readers.numeric),
    Rule("numbers with strokes, year in short", "digit",
         r"(?<![\d/-]){d}/{m}/(?P<year>1[4-9]|2[0-3])(?![\d/-])", readers.numeric),
    Rule("numbers, year first", "digit", r"(?<![\d/-])(?P<year>\d{4})([./-]){m}\2{d}(?![\d/-])",
         readers.numeric),
    Rule("numbers in brackets, year first", "digit",
         r"(?<=[(\[])(?P<year>(?:1\d|20)\d\d),\s?{m},\s?{d}(?=[)\]])",
         readers.numeric),
    Rule("Roman month", "digit",
         r"(?<![\d/.]){d}\s?([./-])\s?{roman}(?![A-Za-z])(?:(?:\s?\2\s?|\s+(?=\d{4}))(?P<year>\d{4}|\d\d)(?!\d))?",
         readers.numeric),
    Rule("year of two eras", "digit",
         r"(?<![\d.,/-])(?P<hijri>1[23]\d\d)(?:\s?A\.?\s?H\.?)?\s?/\s?(?P<year>(?:18|19)\d\d)(?:[-–](?P<year2>\d\d))?(?!\d)",
         readers.two_eras),
    Rule("years", "digit", r"(?<![\d.,/-]){year}\s*(?:[-–—]\s*|/)(?P<year2>(?:1\d|20)\d\d|\d\d)(?![\d-])",
         readers.year_range),
    Rule("years before Christ", "digit", r"(?<![\d.,])(?P<from>\d{1,4})\s*[-–—]\s*{bc}", readers.year_range),
    Rule("year", "digit", r"(?<![\d.,/:\w$£€#-]){year}", readers.calendar_date),
    Rule("year before Christ", "digit", "{bc}", readers.calendar_date),
    Rule("year in short", "digit", r"\B['’](?P<short>[1-9]\d)\b", readers.calendar_date),
    Rule("decade", "digit", r"\b(?:" + _PART + r")?(?P<decade>(?:1\d|20)\d0)['’]?s\b", readers.long_time,
         article=True),
    Rule("century", "century", r"\b(?:" + _PART + r")?{ordinal}[\s-]+century\b(?!\s*B)", readers.long_time,
         article=True),
    Rule("two centuries", "century",
         r"\b(?:" + _PART + r")?{ordinal}{to}(?i:(?:early|mid|late)[\s-]+)?{ordinal2}[\s-]+centur(?:y|ies)\b",
         readers.centuries, article=True),
    Rule("day, month or year counted", "unit", r"\b{shift}\s+(?P<unit>day|date|month|year)\b(?!\s*[-’'])",
         counting.counted, article=True),
    Rule("later that month", "unit", r"\b(?i:later|earlier)\s+(?:in\s+|on\s+)?(?:the\s+)?{shift}\s+{unit}",
         counting.counted),
    Rule("part of that month", "unit", r"\b{part}\s+(?:of\s+|in\s+)?(?:the\s+)?{shift}\s+{unit}",
         counting.counted, article=True),
    Rule("new year", "unit", r"\b{part}\s+of\s+(?:the|a)\s+new\s+(?P<unit>year)\b", counting.new_year,
         article=True),
    Rule("month's end", "unit", r"\b(?P<unit>month|year)['’]s\s+(?P<part>end)\b", counting.counted),
    Rule("day of that month", "unit", r"\b{ordinal}\s+of\s+(?:the\s+)?{shift}\s+(?P<unit>month)\b",
         counting.counted, article=True),
    Rule("day of this month", "letter",
         r"\b{ordinal}\s+(?:of\s+(?:the\s+)?)?(?P<shift>instant|inst\.?|ultimo|ult\.?|proximo|prox\.?|"
         r"current(?=\s*[.,;])|present\s+month|current\s+month|this\s+month)(?!\w)", counting.counted,
         article=True),
    Rule("day alone", "nth", r"(?:(?<=the )|(?<=The ))\b{nth}", counting.day_alone, article=True),
    Rule("day alone in words", "nth word",
         r"(?:(?<=on the )|(?<=On the )|(?<=by the )|(?<=until the ))\b{nth_word}",
         counting.day_alone, article=True),
    Rule("day alone, no article", "nth",
         r"(?:(?<=on )|(?<=until )|(?<=till )|(?<=\sby )|(?<=received )|(?<=dated )|(?<=began )|(?<=since )|"
         r"(?<=night of )|(?<=morning of )|(?<=evening of )|(?<=\())\b{nth}"
         r"(?=\s*[.,;:)]|\s+(?:and|but|at|from|to|of\s+this)\b)", counting.day_alone),
    Rule("day of an entry", "nth", r"(?:(?<=\n)|\A){nth}(?=[.:]\s+[A-Z“\"])", counting.day_alone),
    Rule("days alone", "nth", r"(?:(?<=the )|(?<=The )|(?<=night of ))\b{nth}(?:{to}|\s?/\s?){nth2}",
         counting.day_alone, article=True),
    Rule("weekday and day", "weekday", r"\b{day_name},?\s+(?:the\s+)?{nth}", counting.day_alone),
    Rule("time of a day", "hour", r"\b{shift}\s+{day_time}", counting.day_time, article=True),
    Rule("time of the day after", "hour", r"\b{day_time}\s+(?P<shift>after|before)\b(?=\s*[,.;]|\s+and\b)",
         counting.day_time, article=True),
    Rule("week", "hour",
         r"\b(?P<shift>(?i:(?:that|the)\s+(?:very\s+)?same|that|the\s+(?:following|next|previous)))\s+"
         r"(?P<unit>week)\b(?!-)", counting.day_time),
    Rule("week of a letter", "hour", r"\b(?P<shift>(?i:last|next))\s+(?P<unit>week)\b(?!-)",
         counting.day_time),
    Rule("nth day", "hour", r"(?<=on the )(?P<ordinal>{ordinals})\s+day\b(?!\s+(?:of|in|that|before)\b)",
         counting.nth_day, article=True),
    Rule("days that followed", "span",
         r"\b{number}\s+(?P<unit>days|weeks|months)\s+(?:that\s+followed|following)\b",
         beside.days_following, article=True),
    Rule("following days", "span",
         r"(?:(?<=[Ii]n )|(?<=[Oo]n )|(?<=[Dd]uring ))(?:the\s+)?(?:next|following)\s+"
         r"{number}\s+(?P<unit>days)\b",
         beside.days_following),
    Rule("stretch", "span",
         r"(?i:(?<=for )|(?<=over )|(?<=during )|(?<=within )|(?<=course of ))(?:the\s+)?"
         r"(?P<shift>(?i:next|following))\s+{number}\s+{unit}", beside.stretch),
    Rule("stretch back", "span",
         r"(?i:(?<=\bin )|(?<=for )|(?<=over )|(?<=during )|(?<=within )|(?<=course of ))"
         r"(?:(?:the|these)\s+)?"
         r"(?:(?P<shift>(?i:last|past))\s+{number}\s+{unit}|"
         r"(?P<past>(?i:past))\s+(?P<one>(?i:week|fortnight|month|year))\b)", beside.stretch),
    Rule("season that followed", "season",
         r"\b{season}\s+(?P<shift>that\s+followed\b|(?:after|before)\b(?=\s*[,.;]|\s+and\b))",
         beside.that_followed, article=True),
    Rule("unit that followed", "span", r"\b(?P<unit>day|week|month|year)\s+(?P<shift>that\s+followed)\b",
         beside.that_followed, article=True),
    Rule("week after", "hour", r"\b(?P<unit>week)\s+(?P<shift>after|before)\b(?=\s*[,.;]|\s+and\b)",
         beside.that_followed, article=True),
    Rule("day beside another", "month",
         r"\bday\s+(?P<shift>after|following|before)\s+(?:the\s+)?" + _DAY_OF_MONTH,
         beside.beside_day, article=True),
    Rule("day beside a day alone", "nth", r"\bday\s+(?P<shift>after|following|before)\s+the\s+{nth}",
         beside.beside_day, article=True),
    Rule("eve of a day", "month",
         r"\beve\s+of\s+(?:the\s+)?" + _DAY_OF_MONTH, beside.beside_day, article=True),
    Rule("eve", "eve", r"\b[Oo]n\s+(?P<span>the\s+(?:very\s+)?eve)\b(?!\s+of)", beside.eve),
    Rule("weekday of a month", "weekday",
         r"\b(?P<which>first|second|third|fourth|last)\s+{day_name}\s+(?:of|in)\s+{month}{of_year}?",
         beside.nth_weekday, article=True),
    Rule("week of a day", "month",
         r"\bweek\s+(?P<which>of|ending|beginning|commencing)\s+(?:the\s+)?" + _DAY_OF_MONTH,
         beside.week_of, article=True),
    Rule("days from a day", "month",
         r"\b{number}\s+(?P<unit>days?|weeks?)\s+(?P<shift>after|before)\s+the\s+(?:\w+\s+){1,3}(?:of|on)\s+"
         r"(?:the\s+)?" + _DAY_OF_MONTH, beside.days_from_day),
    Rule("year told in words", "year told", r"(?<=[Ii]n )['’]{tens}(?!['’]|\s+(?:[A-Z]|of\b|days|years))",
         readers.calendar_date),
    Rule("season told in words", "season",
         r"\b{season}\s+of\s+['’]?{tens}(?!\s+(?!(?:we|he|she|they|it|when|but)\b)[a-z])",
         readers.season, article=True),
    Rule("hours away", "away",
         r"\b(?P<number>24|48|72|(?i:twenty-four|forty-eight|seventy-two))\s+hours\s+{direction}",
         beside.hours_away),
    Rule("weekday told of", "weekday",
         r"\b[Tt]he\s+(?P<shift>following|next|previous|preceding)\s+{day_name}", beside.weekday_told),
    Rule("weekday beside", "weekday",
         r"\b[Tt]he\s+{day_name}\s+(?P<shift>after|before|following|previous)\b"
         r"(?=\s*[,.;]|\s+(?:I|he|she|it|we|they|had)\b)",
         beside.weekday_told),
    Rule("middle of the month", "unit", r"\b(?P<part>mid)-(?P<unit>month|year)\b", counting.counted),
    Rule("day from today", "now", r"\b{deictic}{of_day}?", counting.deictic),
    Rule("the morrow", "now", r"\b[Tt]he\s+morrow\b(?!\s+of)", counting.morrow),
    Rule("weekday", "weekday",
         r"(?:(?P<shift>[Ll]ast|[Nn]ext)\s+|(?<=[Oo]n )|(?<=[Oo]n the )|(?<=[Bb]y )|"
         r"(?<=\wed )|(?<=fell )|(?<=\wed for )|(?<=until )|(?<=[Ss]ince )){day_name}"
         r"(?:\s+(?P<last>last|next)\b|\s+of\s+(?P<week>last|this|next)\s+week\b)?{of_day}?",
         counting.weekday),
    Rule("weekdays", "weekday",
         r"(?:(?<=from )|(?<=between )){day_name}\s+(?:to|until|till|and)\s+{day_name2}", beside.weekdays),
    Rule("the day after", "unit",
         r"\b(?P<unit>day|month|year)\s+(?P<shift>after|following|before)\b"
         r"(?=\s*[,.;]|\s+and\b|(?<=[:;.]\s[Tt]he\s\w{3}\sbefore)[^.;:,]{3,40}\shad\b"
         r"|(?<=[:;.]\s[Tt]he\s\w{4}\sbefore)[^.;:,]{3,40}\shad\b)",
         counting.counted, article=True),
    Rule("units away", "away", r"(?<![Hh]alf )\b{number}\s+{unit}\s+{direction}", counting.units_away),
    Rule("half a year away", "away",
         r"\b(?:(?i:half)\s+a\s+year|{number}\s+(?:years?\s+and\s+a\s+half|and\s+a\s+half\s+years))\s+{direction}",
         counting.half_a_year),
    Rule("in units' time", "time", r"\b[Ii]n\s+{number}\s+{unit}['’]?s?['’]?\s+time\b", counting.units_ahead),
    Rule("units away from that", "away",
         r"\b{number}\s+{unit}\s+(?P<direction>(?i:after|before))\s+(?:that|this)\b"
         r"(?=\s*[,.;:)]|\s+(?:he|she|it|we|they|the|and|when)\b)", counting.units_away),
    Rule("units before, in a look back", "away",
         r"(?:(?<=had )|(?<=only )|(?<=just ))\b{number}\s+{unit}\s+(?P<direction>before|previously)"
         r"(?=\s+(?!the\b|a\b|their\b|his\b|her\b|its\b)\w+(?:ed|en|wn|ught)\b)", counting.units_away),
    Rule("feast", "feast", r"\b(?!(?<=at )N[ao]){feast}{of_year}?", readers.feast),
)  # fmt: skip
_SLOT = re.compile(r"\{([a-z]\w*)\}")


@lru_cache(maxsize=1)
def compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules with their patterns, made on first use: to make them costs more than to import them."""
    return tuple((rule, re.compile(_SLOT.sub(lambda slot: SLOTS[slot[1]], rule.pattern))) for rule in RULES)
