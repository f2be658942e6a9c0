"""Texts with their places and dates marked, as safe HTML: every letter of a text is escaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from flask_babel import gettext
from markupsafe import Markup, escape

from mapapp.store.reading import Row
from mapapp.web.languages import language_suffix
from mapapp.web.words import edtf_words, label

PLACE = Markup('<a class="place {}" id="m{}" href="/places/{}{}" data-place="{}" title="{}">{}</a>')
UNLOCATED = Markup('<span class="place unlocated" id="m{}" title="{}">{}</span>')
INNER = Markup('<span class="inner" id="m{}" title="{}">{}</span>')
DATE = Markup('<time class="date" title="{}">{}</time>')
SPAN = Markup('<span class="raw {}"{}>{}</span>')
# A carriage return would be read as a line feed; as a character reference it stays what it is.
CARRIAGE_RETURN = Markup("&#13;")

Titles = Mapping[str, str]


class Mark(NamedTuple):
    """A mention or a date expression at ``[start, end)`` of the text that is shown."""

    start: int
    end: int
    row: Row


def read_marks(rows: Sequence[Row]) -> list[Mark]:
    """Marks in the reading of a passage."""
    return [Mark(row["mark_start"], row["mark_end"], row) for row in rows]


def marked_text(text: str, marks: Sequence[Mark], titles: Titles) -> Markup:
    """A text with its marks; a name inside a name is marked inside it, other marks inside a mark are not."""
    parts, at = [], 0
    for outer, inner in nested(marks):
        words = inside(text, outer, inner, titles)
        parts += [escape(text[at : outer.start]), mark_html(outer.row, words, titles)]
        at = outer.end
    html = Markup().join([*parts, escape(text[at:])])
    return Markup(html.replace("\r", CARRIAGE_RETURN))  # noqa: S704  # escaped above


def nested(marks: Sequence[Mark]) -> Iterator[tuple[Mark, list[Mark]]]:
    """Marks that stand in no other mark, each with the place names inside it that do not overlap."""
    outer: Mark | None = None
    inner: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if outer is None or mark.start >= outer.end:
            if outer is not None:
                yield outer, inner
            outer, inner = mark, []
        elif is_name(outer) and is_name(mark) and mark.end <= outer.end and not crosses(mark, inner):
            inner.append(mark)
    if outer is not None:
        yield outer, inner


def crosses(mark: Mark, before: Sequence[Mark]) -> bool:
    """Whether a mark begins before the last of some marks has ended."""
    return bool(before) and mark.start < before[-1].end


def is_name(mark: Mark) -> bool:
    """Whether a mark is a mention of a place, not a date."""
    return "toponym" in mark.row


def inside(text: str, outer: Mark, inner: Sequence[Mark], titles: Titles) -> Markup:
    """The words of a mark with the names inside it."""
    parts, at = [], outer.start
    for mark in inner:
        about = describe(mark.row, titles)
        words = INNER.format(mark.row["fid"], about, text[mark.start : mark.end])
        parts += [escape(text[at : mark.start]), words]
        at = mark.end
    return Markup().join([*parts, escape(text[at : outer.end])])


def mark_html(row: Row, words: Markup, titles: Titles) -> Markup:
    """One marked place or date."""
    if "toponym" not in row:  # a date expression
        return DATE.format(
            edtf_words(row["edtf"]) if row["edtf"] else gettext("a date whose days are not known"), words
        )
    about = describe(row, titles)
    if row["place_id"] is None:
        return UNLOCATED.format(row["fid"], about, words)
    look = f"{row['use']} doubtful" if row["doubtful"] else row["use"]
    return PLACE.format(look, row["fid"], row["place_id"], language_suffix(), row["place_id"], about, words)


def describe(row: Row, titles: Titles) -> str:
    """What is said of a mention on demand: place, use, date and how the date is known."""
    place = titles.get(row["place_id"], row["toponym"]) if row["place_id"] else gettext("not on the map")
    doubt = gettext(", perhaps another place of this name") if row["doubtful"] else ""
    use = "" if row["use"] == "literal" else f", {label(row['use'], 'USES')}"
    when = gettext("date not known")
    if row["edtf"]:
        when = f"{edtf_words(row['edtf'])} ({label(row['when_basis'], 'BASES')})"
    return f"{place}{doubt}{use}; {when}"


def printed_text(text: str, passages: Sequence[Row], marks: Sequence[Mark], titles: Titles) -> Markup:
    """A raw text letter by letter, with an anchor for each passage, its zones, and its marks."""
    parts, at = [], 0
    left = sorted(marks, key=lambda mark: mark.start, reverse=True)
    for start, end, row in stretches(passages):
        here = []
        while left and left[-1].start < end:
            mark = left.pop()
            if mark.start >= start:
                here.append(Mark(mark.start - start, min(mark.end, end) - start, mark.row))
        anchor = Markup(' id="p{}"').format(row["number"]) if start == row["start"] else ""
        words = marked_text(text[start:end], here, titles)
        parts += [marked_text(text[at:start], (), titles), SPAN.format(row["zone"], anchor, words)]
        at = end
    return Markup().join([*parts, marked_text(text[at:], (), titles)])


def stretches(passages: Sequence[Row]) -> list[tuple[int, int, Row]]:
    """The raw spans of all passages, in the order of the text, with the passage that each belongs to."""
    return sorted(
        ((start, end, row) for row in passages for start, end in row["parts"]), key=lambda part: part[:2]
    )
