"""Words on pages: template filters that turn values into what a reader reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from markupsafe import Markup, escape

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.days import date_of_day
from mapapp.errors import EdtfError

MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905  # a list of words


def day_words(day: int) -> str:
    """A day number as "30 April 1920"."""
    year, month, day_of_month = date_of_day(day)
    return f"{day_of_month} {MONTHS[month - 1]} {year}"


def edtf_words(edtf: str) -> str:
    """An EDTF string in plain words; itself where it is more than a day, a month, a year or a range.

    >>> edtf_words("1920-04-30"), edtf_words("1920-06/1920-08"), edtf_words("1921-07/..")
    ('30 April 1920', 'June 1920 to August 1920', 'from July 1921')
    """
    if not edtf:
        return "undated"
    left, slash, right = edtf.partition("/")
    if not slash:
        return end_words(left)
    if right in ("..", ""):
        return f"from {end_words(left)}"
    return f"until {end_words(right)}" if left in ("..", "") else f"{end_words(left)} to {end_words(right)}"


def end_words(edtf: str) -> str:
    """One date in plain words."""
    plain = edtf.rstrip("~?%")
    about = "about " if edtf != plain else ""
    try:
        parse_edtf(plain)
    except EdtfError:
        return edtf
    parts = plain.split("-")
    if len(parts) > 3 or not all(part.isdigit() for part in parts) or (len(parts) > 1 and int(parts[1]) > 12):
        return edtf
    words = [str(int(parts[2]))] if len(parts) == 3 else []
    words += [MONTHS[int(parts[1]) - 1]] if len(parts) > 1 else []
    return about + " ".join([*words, parts[0]])


def marked(row: Mapping[str, Any]) -> Markup:
    """The reading of a passage with its mention inside ``<mark>``, everything escaped."""
    text, start, end = row["reading"], row["mark_start"], row["mark_end"]
    return Markup("{}<mark>{}</mark>{}").format(escape(text[:start]), escape(text[start:end]), escape(text[end:]))


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 passage", "2 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def to_script_json(value: object) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate({ord("<"): "\\u003c", ord(">"): "\\u003e", 0x2028: "\\u2028", 0x2029: "\\u2029"}))  # noqa: S704  # escaped above


FILTERS: Mapping[str, Callable[..., Any]] = {
    "edtf_words": edtf_words,
    "marked": marked,
    "counted": counted,
    "script_json": to_script_json,
}
