"""The words of English dates: tables that the patterns are built from and that turn words into numbers.

To teach the program another spelling, add it here; nothing else needs a change.
"""

from __future__ import annotations

import re

_MONTH_NAMES = (
    "January|Jan",
    "February|Febr|Feb",
    "March|Mar",
    "April|Apr",
    "May",
    "June|Jun",
    "July|Jul",
    "August|Aug",
    "September|Sept|Sep",
    "October|Oct",
    "November|Nov",
    "December|Dec",
)
MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.lower().split("|")}
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10, "xi": 11,
         "xii": 12}  # fmt: skip
# First month of a season in the northern hemisphere; a winter runs on into the next year.
SEASONS = {"spring": 3, "springtime": 3, "summer": 6, "summertime": 6, "autumn": 9, "fall": 9, "winter": 12,
           "wintertime": 12}  # fmt: skip
_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
seventeen eighteen nineteen twenty".split()
NUMBERS = {word: number for number, word in enumerate(_ONES)} | {
    "a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90, "a hundred": 100,
}  # fmt: skip
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth \
fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split()
ORDINALS = {word: number for number, word in enumerate(_ORDINALS, 1)} | {
    "twenty-first": 21, "twenty-second": 22, "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25,
    "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30,
    "thirty-first": 31,
}  # fmt: skip
# Parts of a month, season or year, by the words that name them. "first half" and "second half" are exact.
PARTS = {
    "early": "early", "beginning": "early", "start": "early", "first days": "early", "opening": "early",
    "first weeks": "early", "outset": "early",
    "mid": "mid", "middle": "mid",
    "late": "late", "end": "late", "close": "late", "last days": "late", "latter part": "late",
    "final days": "late", "very end": "late", "very beginning": "early", "early part": "early", "early days": "early",
    "first half": "first half", "second half": "second half", "latter half": "second half",
    "first week": "first week", "last week": "last week",
}  # fmt: skip
FEASTS = {"new year's eve": (12, 31), "new year's day": (1, 1), "christmas eve": (12, 24), "christmas day": (12, 25),
          "christmas": (12, 25), "may day": (5, 1), "all saints' day": (11, 1)}  # fmt: skip
WEEKDAYS = {name: number for number, name in enumerate(
    "monday tuesday wednesday thursday friday saturday sunday".split())}  # fmt: skip
# How many units away a word points, counted from the day, month or year that was spoken of last.
SHIFTS = {"same": 0, "that": 0, "that same": 0, "that very": 0, "very same": 0, "this": 0, "this same": 0,
          "this very": 0, "the": 0, "its": 0, "next": 1, "following": 1, "ensuing": 1, "previous": -1, "preceding": -1,
          "last": -1}  # fmt: skip
# Which way "two days later" counts; "after" and "before" only where no other event follows them.
DIRECTIONS = {"later": 1, "afterwards": 1, "afterward": 1, "thereafter": 1, "after": 1, "earlier": -1, "ago": -1,
              "previously": -1, "beforehand": -1, "before": -1}  # fmt: skip
UNITS = {"day": "day", "days": "day", "week": "week", "weeks": "week", "fortnight": "fortnight", "month": "month",
         "months": "month", "year": "year", "years": "year", "decade": "decade", "decades": "decade"}  # fmt: skip


def any_of(words: object) -> str:
    """A regular expression that matches any of the words, longest first, with any white space inside.

    >>> any_of(["end", "very end"])
    '(?:very\\\\s+end|end)'
    """
    ordered = sorted(map(str, words), key=len, reverse=True)  # type: ignore[call-overload]
    escaped = (re.escape(word).replace(r"\\ ", r"\\s+").replace("\\\\ ", r"\\s+") for word in ordered)
    return "(?:" + "|".join(word.replace("'", "['’]") for word in escaped) + ")"


def number_of(word: str) -> int:
    """The number that a numeral, number word or ordinal word says.

    :raises KeyError: where it is none of them.
    """
    plain = " ".join(re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", word.lower().replace(",", "")).split())
    if re.fullmatch(r"[\d\s]+", plain):
        return int(re.sub(r"\s", "", plain))
    if plain in NUMBERS:
        return NUMBERS[plain]
    if plain in ORDINALS:
        return ORDINALS[plain]
    tens, _, ones = plain.partition("-")
    return NUMBERS[tens] + NUMBERS[ones]
