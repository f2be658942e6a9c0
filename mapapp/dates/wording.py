"""Dates in plain words, as pages, popups and files show them: in English or as a ``Wording`` has them.

To add a form, add it to :func:`end_words`, or a table's row; what is none of the known forms stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from mapapp.dates.edtf import parse_edtf
from mapapp.errors import EdtfError

MONTHS = "January February March April May June July August September October November December".split()
# Divisions of a year in EDTF (ISO 8601-2, level 1 and 2) that texts use.
SEASONS = {
    "21": "spring %(year)s",
    "22": "summer %(year)s",
    "23": "autumn %(year)s",
    "24": "winter %(year)s",
    "33": "first quarter of %(year)s",
    "34": "second quarter of %(year)s",
    "35": "third quarter of %(year)s",
    "36": "fourth quarter of %(year)s",
    "40": "first half of %(year)s",
    "41": "second half of %(year)s",
}


class Wording(NamedTuple):
    """A language for dates: ``say`` fills a phrase given in English, ``date`` writes year, month and day.

    Month and day are 0 where they are not known; a phrase has its values as ``%(name)s``.
    """

    say: Callable[..., str]
    date: Callable[[str, int, int], str]


def say_in_english(phrase: str, **values: object) -> str:
    """A phrase with its values."""
    return phrase % values


def english_date(year: str, month: int, day: int) -> str:
    """A date as "30 April 1920", "April 1920" or "1920"."""
    return " ".join([*([str(day)] if day else []), *([MONTHS[month - 1]] if month else []), year])


ENGLISH = Wording(say_in_english, english_date)


def edtf_words(edtf: str, words: Wording = ENGLISH) -> str:
    """An EDTF string in plain words; itself where it is none of the usual forms.

    >>> edtf_words("1920-04-30"), edtf_words("1920-06/1920-08"), edtf_words("1921-07/..")
    ('30 April 1920', 'June to August 1920', 'from July 1921')
    """
    if not edtf:
        return words.say("undated")
    if edtf[0] in "[{" and edtf[-1] in "]}":
        return set_words(edtf[1:-1], words)
    left, slash, right = edtf.partition("/")
    if not slash:
        return end_words(left, words)
    if right in ("..", ""):
        return words.say("from %(date)s", date=end_words(left, words))
    if left in ("..", ""):
        return words.say("until %(date)s", date=end_words(right, words))
    return span_words(end_words(left, words), end_words(right, words), words)


def extent_words(first: str, last: str, words: Wording = ENGLISH) -> str:
    """From the beginning of one EDTF string to the end of another, in words.

    >>> extent_words("1920-04-21/1920-05-10", "1921-07/.."), extent_words("1919", "1919")
    ('21 April 1920 to July 1921 or later', '1919')
    """
    if first == last:
        return edtf_words(first, words)
    begin, _, _ = first.partition("/")
    before, _, end = last.rpartition("/")
    start = (
        end_words(begin, words)
        if begin not in ("..", "")
        else words.say("%(date)s or earlier", date=end_words(first.rpartition("/")[2], words))
    )
    stop = (
        end_words(end, words)
        if end not in ("..", "")
        else words.say("%(date)s or later", date=end_words(before, words))
    )
    return start if start == stop else span_words(start, stop, words)


def span_words(first: str, last: str, words: Wording = ENGLISH) -> str:
    """Two dates in words joined by "to"; a year, or a month and year, that both share is said once.

    >>> span_words("1 July 1920", "5 July 1920"), span_words("June 1919", "June 1920")
    ('1 to 5 July 1920', 'June 1919 to June 1920')
    """
    left, right = first.split(" "), last.split(" ")
    about = words.say("about %(date)s", date="").strip()
    while len(left) == len(right) > 1 and left[-1] == right[-1] and about not in first:
        left, right = left[:-1], right[:-1]
    shared = last.split(" ")[len(right) :]
    joined = words.say("%(first)s to %(last)s", first=" ".join(left), last=" ".join(right))
    return " ".join([joined, *shared])


def set_words(items: str, words: Wording = ENGLISH) -> str:
    """The items of an EDTF set in words, such as "2 July 1920 or 15 July 1920"."""
    said = [item_words(item.strip(), words) for item in items.split(",")]
    whole = said[0]
    for item in said[1:]:
        whole = words.say("%(first)s or %(second)s", first=whole, second=item)
    return whole


def item_words(item: str, words: Wording = ENGLISH) -> str:
    """An item of an EDTF set: a date, or a range with two dots."""
    if item.startswith(".."):
        return words.say("until %(date)s", date=end_words(item[2:], words))
    if item.endswith(".."):
        return words.say("from %(date)s", date=end_words(item[:-2], words))
    first, dots, last = item.partition("..")
    return (
        span_words(end_words(first, words), end_words(last, words), words) if dots else end_words(item, words)
    )


def end_words(edtf: str, words: Wording = ENGLISH) -> str:
    """One date in plain words."""
    plain = edtf.rstrip("~?%")
    said = plain_words(plain, words)
    if not said:
        return edtf
    match edtf[len(plain) :]:
        case "~":
            return words.say("about %(date)s", date=said)
        case "?":
            return words.say("perhaps %(date)s", date=said)
        case "%":
            return words.say("perhaps about %(date)s", date=said)
        case _:
            return said


def plain_words(plain: str, words: Wording) -> str:
    """A date without a sign of doubt in plain words; empty where it is none of the usual forms."""
    try:
        parse_edtf(plain)
    except EdtfError:
        return ""
    parts = plain.split("-")
    if plain.endswith("X") and plain[:3].isdigit() and len(plain) == 4:
        return words.say("the %(year)ss", year=f"{plain[:3]}0")
    if len(parts) > 3 or not all(part.isdigit() for part in parts):
        return ""
    if len(parts) == 2 and parts[1] in SEASONS:
        return words.say(SEASONS[parts[1]], year=parts[0])
    month, day = (int(part) for part in [*parts[1:], "0", "0"][:2])
    return "" if month > 12 else words.date(parts[0], month, day)
