"""Dates in plain English words, as pages, popups and files show them.

To add a form, add it to :func:`end_words`, or a table's row; what is none of the known forms stays as it is.
"""

from __future__ import annotations

from mapapp.dates.days import date_of_day
from mapapp.dates.edtf import parse_edtf
from mapapp.errors import EdtfError

MONTHS = "January February March April May June July August September October November December".split()
# Divisions of a year in EDTF (ISO 8601-2, level 1 and 2) that texts use.
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"} | {
    str(number): f"{word} half of" if number > 39 else f"{word} quarter of"
    for number, word in zip(
        (33, 34, 35, 36, 40, 41), ("first", "second", "third", "fourth", "first", "second"), strict=True
    )
}


def day_words(day: int) -> str:
    """A day number as "30 April 1920"."""
    year, month, day_of_month = date_of_day(day)
    return f"{day_of_month} {MONTHS[month - 1]} {year}"


def edtf_words(edtf: str) -> str:
    """An EDTF string in plain words; itself where it is none of the usual forms.

    >>> edtf_words("1920-04-30"), edtf_words("1920-06/1920-08"), edtf_words("1921-07/..")
    ('30 April 1920', 'June to August 1920', 'from July 1921')
    """
    if not edtf:
        return "undated"
    if edtf[0] in "[{" and edtf[-1] in "]}":
        return set_words(edtf[1:-1])
    left, slash, right = edtf.partition("/")
    if not slash:
        return end_words(left)
    if right in ("..", ""):
        return f"from {end_words(left)}"
    if left in ("..", ""):
        return f"until {end_words(right)}"
    return span_words(end_words(left), end_words(right))


def extent_words(first: str, last: str) -> str:
    """From the beginning of one EDTF string to the end of another, in words.

    >>> extent_words("1920-04-21/1920-05-10", "1921-07/.."), extent_words("1919", "1919")
    ('21 April 1920 to July 1921 or later', '1919')
    """
    if first == last:
        return edtf_words(first)
    begin, _, _ = first.partition("/")
    before, _, end = last.rpartition("/")
    start = (
        end_words(begin) if begin not in ("..", "") else f"{end_words(first.rpartition('/')[2])} or earlier"
    )
    stop = end_words(end) if end not in ("..", "") else f"{end_words(before)} or later"
    return start if start == stop else span_words(start, stop)


def span_words(first: str, last: str) -> str:
    """Two dates in words joined by "to"; a year, or a month and year, that both share is said once.

    >>> span_words("1 July 1920", "5 July 1920"), span_words("June 1919", "June 1920")
    ('1 to 5 July 1920', 'June 1919 to June 1920')
    """
    left, right = first.split(" "), last.split(" ")
    while len(left) == len(right) > 1 and len(left) > 1 and left[-1] == right[-1] and "about" not in first:
        left, right = left[:-1], right[:-1]
    shared = last.split(" ")[len(right) :]
    return " ".join([*left, "to", *right, *shared])


def set_words(items: str) -> str:
    """The items of an EDTF set in words, such as "2 July 1920 or 15 July 1920"."""
    ends = [item.strip() for item in items.split(",")]
    words = [
        f"until {end_words(end[2:])}"
        if end.startswith("..")
        else f"from {end_words(end[:-2])}"
        if end.endswith("..")
        else span_words(*map(end_words, end.split("..", 1)))
        if ".." in end
        else end_words(end)
        for end in ends
    ]
    return " or ".join(words)


def end_words(edtf: str) -> str:
    """One date in plain words."""
    plain = edtf.rstrip("~?%")
    about = {"~": "about ", "?": "perhaps ", "%": "perhaps about "}.get(edtf[len(plain) :], "")
    try:
        parse_edtf(plain)
    except EdtfError:
        return edtf
    parts = plain.split("-")
    if plain.endswith("X") and plain[:3].isdigit() and len(plain) == 4:
        return f"{about}the {plain[:3]}0s"
    if len(parts) > 3 or not all(part.isdigit() for part in parts):
        return edtf
    if len(parts) == 2 and parts[1] in SEASONS:
        return f"{about}{SEASONS[parts[1]]} {parts[0]}"
    if len(parts) > 1 and int(parts[1]) > 12:
        return edtf
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    words += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return about + " ".join([*words, parts[0]])
