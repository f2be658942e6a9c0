"""Words on pages: template filters that turn values into what a reader reads."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from markupsafe import Markup, escape

from mapapp.dates.days import date_of_day
from mapapp.dates.edtf import parse_edtf
from mapapp.errors import EdtfError
from mapapp.web import labels

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


def marked(row: Mapping[str, Any]) -> Markup:
    """The reading of a passage with its mention inside ``<mark>``, everything escaped."""
    return with_marks(row["reading"], [(row["mark_start"], row["mark_end"])])


def with_marks(text: str, spans: Iterable[tuple[int, int]]) -> Markup:
    """A text with each of its spans inside ``<mark>``, everything escaped; nested spans are passed over."""
    parts, at = [], 0
    for start, end in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= at:
            parts += [escape(text[at:start]), Markup("<mark>{}</mark>").format(text[start:end])]
            at = end
    return Markup().join([*parts, escape(text[at:])])


def spans(rows: Iterable[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Where mentions stand in the reading of their passage."""
    return [(row["mark_start"], row["mark_end"]) for row in rows]


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 passage", "2 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def concentration(by_source: Iterable[int]) -> str:
    """How evenly passages spread over sources: "14 passages, 11 of them from one source"."""
    counts = sorted(by_source, reverse=True)
    total = sum(counts)
    if not counts or total == 1:
        return counted(total, "passage")
    if len(counts) == 1:
        return f"{counted(total, 'passage')}, all from one source"
    return (
        f"{counted(total, 'passage')} from {counted(len(counts), 'source')}, {counts[0]:,} of them from one"
    )


def to_script_json(value: object) -> Markup:
    """JSON that may stand inside a script element: nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    signs = {ord("<"): "\\u003c", ord(">"): "\\u003e", 0x2028: "\\u2028", 0x2029: "\\u2029"}
    return Markup(text.translate(signs))  # noqa: S704  # no sign is left that could end the element


def label(value: str, table: str) -> str:
    """What a value is called by a ``table`` of :mod:`mapapp.web.labels`; itself where it has no row."""
    names: Mapping[str, str] = getattr(labels, table)
    return names.get(value, value)


FILTERS: Mapping[str, Callable[..., Any]] = {
    "edtf_words": edtf_words,
    "extent_words": extent_words,
    "marked": marked,
    "with_marks": with_marks,
    "spans": spans,
    "counted": counted,
    "concentration": concentration,
    "script_json": to_script_json,
    "label": label,
}
