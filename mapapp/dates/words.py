"""The words of English dates: tables that the patterns are built from and that turn words into numbers.

To teach the program another spelling, add it here; nothing else needs a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_MONTH_NAMES = (
    "January Jan Jany, February Febr Feb Feby, March Mar, April Apr, May, June Jun, July Jul, "
    "August Aug Augt, September Sept Sep Septr, October Oct Octr, November Nov Novr, December Dec Decr"
)
MONTHS = {
    name: number for number, names in enumerate(_MONTH_NAMES.lower().split(", "), 1) for name in names.split()
}
FULL_MONTHS = tuple(names.split()[0].lower() for names in _MONTH_NAMES.split(", "))
SHORT_MONTHS = tuple(name for name in MONTHS if name not in FULL_MONTHS)
ROMAN = {
    name.lower(): number
    for number, name in enumerate(
        "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI".split(), 1
    )
}
ROMAN_MONTHS = tuple(name.upper() for name, number in ROMAN.items() if number <= 12)
# First month of a season in the northern hemisphere; a winter runs on into the next year.
SEASONS = {"spring": 3, "springtime": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(_ONES.split())} | {"a": 1, "an": 1, "thirty": 30}
NUMBERS |= {"forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
LONG_NUMBERS = tuple(f"{tens}-{ones}" for tens in _TENS for ones in _ONES.split()[1:10])
MANY = {"a couple of": 2, "a dozen": 12, "a hundred": 100, "one hundred": 100}
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third "
    "twenty-fourth twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)
ORDINALS = {word: number for number, word in enumerate(_ORDINALS.split(), 1)}
# Parts of a month, season or year: adjectives stand before their noun, the others need an "of".
PART_ADJECTIVES = {"early": "early", "mid": "mid", "late": "late"}
_PART_NOUNS = {
    "first days": "first days, very first days, opening days",
    "last days": "last days, very last days, final days, closing days",
    "early": "beginning, very beginning, start, outset, opening, first weeks, "
    "opening weeks, first months, opening months, first decade, early part, early days, early months, "
    "first third, first ten-day period",
    "mid": "middle, second ten days, second ten-day period, middle ten days",
    "late": "end, very end, close, last weeks, last months, "
    "closing weeks, final weeks, final months, closing months, last decade, latter part, "
    "late part, last third, last ten-day period, third ten-day period",
    "first half": "first half",
    "second half": "second half, latter half, last half",
    "first 10 days": "first ten days",
    "last 10 days": "last ten days",
    "first 2 weeks": "first fortnight",
    "last 2 weeks": "second fortnight, last fortnight",
    "first week": "first week",
    "last week": "last week",
    "second week": "second week",
    "third week": "third week",
    "first quarter": "first quarter",
    "second quarter": "second quarter",
    "third quarter": "third quarter",
    "last quarter": "last quarter, fourth quarter, final quarter",
    "first month": "first month",
    "last month": "last month",
    "first day": "first day, very first day, very first",
    "last day": "last day, very last day, last, very last",
}
PART_NOUNS = {noun: part for part, nouns in _PART_NOUNS.items() for noun in nouns.split(", ")}
PARTS = PART_ADJECTIVES | PART_NOUNS
FEASTS = {
    "new year's eve": (12, 31),
    "new year's day": (1, 1),
    "boxing day": (12, 26),
    "new year's": (1, 1),
    "new year": (1, 1),
    **dict.fromkeys(("nawruz", "nowruz", "novruz", "navruz", "nauruz", "norouz"), (3, 21)),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "christmas": (12, 25),
    "may day": (5, 1),
}
# Feasts that move with Easter: days from it, and the month that most of them fall in.
MOVABLE = {
    "palm sunday": (-7, 4),
    "maundy thursday": (-3, 4),
    "good friday": (-2, 4),
    "easter eve": (-1, 4),
    "easter sunday": (0, 4),
    "easter day": (0, 4),
    "easter monday": (1, 4),
    "easter": (0, 4),
    "ascension day": (39, 5),
    **dict.fromkeys(("whit sunday", "whitsunday", "whitsun", "pentecost"), (49, 6)),
    "whit monday": (50, 6),
    "trinity sunday": (56, 6),
}
# Words in -ed that are no verbs in the past, as a pattern has them.
NO_PAST = (
    "hundred|watershed|kindred|sacred|indeed|naked|need|feed|seed|speed|deed|weed|breed|creed|"
    "proceed|exceed|succeed|shed|sled|wicked|rugged"
)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# How many units away a word points, counted from the day, month or year that was named last.
_SHIFTS = {
    0: "same, that, that same, that very, very same, this, this same, this very, the, its",
    1: "next, following, ensuing, the coming, this coming",
    -1: "previous, preceding, last",
}
# Of the year or month of writing; no day is named so.
OWN = {"current": 0, "present": 0}
SHIFTS = {word: steps for steps, words in _SHIFTS.items() for word in words.split(", ")}
# Which way "two days later" counts; "after" and "before" count so only where no other event follows them.
_DIRECTIONS = {
    1: "later, afterwards, afterward, thereafter, after, on",
    -1: "earlier, ago, previously, beforehand, before",
}
DIRECTIONS = {word: steps for steps, words in _DIRECTIONS.items() for word in words.split(", ")}
# Parts of a day; a night is dated by the day it begins.
DAY_TIMES = ("morning", "forenoon", "afternoon", "evening", "night", "midnight", "dawn", "daybreak", "noon")
# Days that are named from the day of writing.
DEICTIC_DAYS = {
    "yesterday": -1,
    "last night": -1,
    "last evening": -1,
    "the day before yesterday": -2,
    "tomorrow": 1,
    "to-morrow": 1,
    "the day after tomorrow": 2,
    "the day after to-morrow": 2,
}
UNITS = {
    f"{unit}{s}": unit
    for unit in ("day", "night", "morning", "evening", "week", "fortnight", "month", "year", "decade")
    for s in ("", "s")
} | {"century": "century", "centuries": "century"}


def any_of(words: Iterable[str]) -> str:
    r"""A regular expression that matches any of the words, longest first, with any white space inside.

    >>> any_of(["end", "very end"])
    '(?:very\\s+end|end)'
    """
    ordered = sorted(words, key=len, reverse=True)
    escaped = (re.escape(word).replace(r"\ ", r"\s+").replace("'", "['’]") for word in ordered)
    return f"(?:{'|'.join(escaped)})"


def capital(words: Iterable[str]) -> str:
    """As :func:`any_of`, for words with a capital letter or all in capitals."""
    titled = [" ".join(part.capitalize() for part in word.split()) for word in words]
    return any_of([*titled, *(word.upper() for word in titled)])


# What a pattern without regard to case takes for an i or an s, and the tables do not hold.
_FOLDED = str.maketrans({"’": "'", "ı": "i", "\u0307": "", "ſ": "s"})


def plain(words: str) -> str:
    """The words as the tables hold them: small letters, single spaces, straight apostrophes."""
    return " ".join(words.lower().translate(_FOLDED).split())


def number_of(word: str) -> int:
    """The number that a numeral, number word, Roman numeral or ordinal says.

    :raises KeyError: where it is none of them.

    >>> number_of("27th"), number_of("1 1"), number_of("twenty-first"), number_of("XIX")
    (27, 11, 21, 19)
    """
    text = re.sub(r"</?sup>", "", plain(word))
    text = text if text in ORDINALS else re.sub(r"(?<=[\dxvi])\s?(?:st|nd|rd|th|(?<=\d)d)$", "", text)
    if re.fullmatch(r"[\d\s]+", text):
        return int(re.sub(r"\s", "", text))
    for table in (NUMBERS, MANY, ORDINALS, ROMAN):
        if text in table:
            return table[text]
    tens, _, ones = text.replace(" ", "-").partition("-")
    return NUMBERS[tens] + NUMBERS[ones]


def year_of(words: str) -> int:
    """The year that words say: "nineteen eighteen", "nineteen hundred and twenty".

    >>> year_of("nineteen hundred and twenty-one"), year_of("Eighteen Seventy Eight")
    (1921, 1878)
    """
    century, *rest = re.sub(r"\b(?:hundred|and)\b|-", " ", plain(words)).split()
    return NUMBERS[century] * 100 + sum(NUMBERS[word] for word in rest)
