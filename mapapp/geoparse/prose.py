"""Body passages as the dating rules read them: plain text with a map to raw offsets, paragraph, document.

A :class:`Sentence` knows where its dates stand and in which paragraph it is; nothing here decides a date.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, starmap
from typing import NamedTuple

from mapapp.dates.edtf import parse_edtf
from mapapp.errors import EdtfError
from mapapp.model.text import Document, Passage, Span
from mapapp.model.timespan import DateExpression, TimeSpan

_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u00ad][ \t]*\r?\n[ \t]*(?=[^\W\d_])")
_BLANK_LINE = re.compile(r"\n[ \t\r\f]*\n")
_SPEECH = 25  # characters from which on quoted words are speech and no name or term
_OPENING, _CLOSING = "“«„", "”»"
_MARK = re.compile(rf'[{_OPENING}{_CLOSING}"]')
_GAP = re.compile(r"\s\s+|[^\S ]")  # white space that is not one plain space
_WRAPPED_SHARE = 0.1  # a text where more passages than this hold a line break breaks its lines anywhere


class Dated(NamedTuple):
    """A date expression in a sentence: offsets into its plain text, its days, and the text itself."""

    start: int
    end: int
    span: TimeSpan
    surface: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A body passage; ``plain[i]`` stands at raw offset ``at[i]``; ``quotations`` are quoted stretches."""

    passage: Passage
    plain: str
    at: tuple[int, ...]
    dates: tuple[Dated, ...]
    paragraph: int
    document: Document | None
    quotations: tuple[Span, ...]
    lines: tuple[int, ...] = (0,)  # offsets of ``plain`` at which a line of the text begins

    def position(self, raw: int) -> int:
        """Offset in ``plain`` of the character at or after a raw offset."""
        return bisect_left(self.at, raw)

    @property
    def quoted(self) -> bool:
        """Whether it holds quoted speech, and not only a quoted word or two."""
        return any(span.end - span.start >= _SPEECH for span in self.quotations)

    def in_quotation(self, position: int) -> bool:
        """Whether an offset of ``plain`` lies in a quotation."""
        return any(span.start <= position < span.end for span in self.quotations)

    @property
    def is_heading(self) -> bool:
        """Whether the passage is a heading."""
        return self.passage.kind == "heading"


def make_sentences(
    passages: Sequence[Passage], dates: Sequence[DateExpression], documents: Sequence[Document], text: str
) -> tuple[Sentence, ...]:
    """The sentences of the body in the order of the text; ``dates`` have raw offsets and are sorted."""
    body = sorted((p for p in passages if p.zone == "body"), key=lambda p: p.start)
    starts = [date.start for date in dates]
    by_number = {document.number: document for document in documents}
    lines_are_paragraphs = _breaks_lines_at_paragraphs(body, text)
    sentences: list[Sentence] = []
    paragraph, depth = 0, False
    for number, passage in enumerate(body):
        if number and _is_new_paragraph(body[number - 1], passage, text, lines_are_paragraphs):
            paragraph, depth = paragraph + 1, False
        plain, at = _plain(passage.parts, text)
        own = dates[bisect_left(starts, passage.start) : bisect_right(starts, passage.end - 1)]
        inside = [d for d in own if any(part.start <= d.start < part.end for part in passage.parts)]
        quotations, depth = _quotations(plain, inside=depth)
        document = by_number.get(passage.document) if passage.document is not None else None
        sentences.append(
            Sentence(
                passage,
                plain,
                at,
                _dated(inside, at, text),
                paragraph,
                document,
                quotations,
                _lines(at, text),
            )
        )
    return tuple(sentences)


def _plain(parts: Sequence[Span], text: str) -> tuple[str, tuple[int, ...]]:
    """The parts' text with words joined that a line break parts, and all white space one plain space."""
    kept: list[tuple[int, int]] = []
    for part in parts:
        position = part.start
        for match in _HYPHEN.finditer(text, part.start, part.end):
            # A name may keep its hyphen ("Sharur-\nDaralayaz"): it is dropped before a small letter only.
            drop_from = match.start() if text[match.end()].islower() else match.start() + 1
            kept.append((position, drop_from))
            position = match.end()
        kept.append((position, part.end))
    whole = "".join(text[start:end] for start, end in kept)
    raw = tuple(chain.from_iterable(starmap(range, kept)))
    words: list[str] = []
    at: list[int] = []
    done = 0
    for gap in _GAP.finditer(whole):
        words += (whole[done : gap.start()], " ")
        at += raw[done : gap.start() + 1]
        done = gap.end()
    return "".join([*words, whole[done:]]), (*at, *raw[done:])


def _lines(at: tuple[int, ...], text: str) -> tuple[int, ...]:
    return (0, *(i + 1 for i, raw in enumerate(at) if text[raw] == "\n"))


def _dated(dates: Sequence[DateExpression], at: tuple[int, ...], text: str) -> tuple[Dated, ...]:
    found = []
    for date in dates:
        span = _span(date.edtf)
        if span is not None:
            start, end = bisect_left(at, date.start), bisect_left(at, date.end)
            found.append(Dated(start, end, span, " ".join(text[date.start : date.end].split())))
    return tuple(found)


def _span(edtf: str | None) -> TimeSpan | None:
    try:
        return parse_edtf(edtf) if edtf else None
    except EdtfError:  # such a date is shown as written; it cannot say which days a sentence tells of
        return None


def _breaks_lines_at_paragraphs(body: Sequence[Passage], text: str) -> bool:
    """Whether a line break ends a paragraph: not where sentences run on over the end of a line."""
    broken = sum("\n" in text[part.start : part.end].strip() for p in body for part in p.parts)
    return broken <= _WRAPPED_SHARE * len(body)


def _is_new_paragraph(before: Passage, passage: Passage, text: str, lines_are_paragraphs: bool) -> bool:
    """Whether a passage opens a paragraph; what stands between across zones (a page head) does not count."""
    if "heading" in (before.kind, passage.kind) or before.document != passage.document:
        return True
    between = text[before.end : passage.start]
    return bool(_BLANK_LINE.search(between)) or (lines_are_paragraphs and "\n" in between)


def _quotations(plain: str, *, inside: bool) -> tuple[tuple[Span, ...], bool]:
    """The quoted stretches of a sentence that may begin ``inside`` one; whether the last is still open."""
    spans, start = [], 0
    for mark in _MARK.finditer(plain):
        position, character = mark.start(), mark.group()
        opens = character in _OPENING or (character == '"' and not inside)
        closes = character in _CLOSING or (character == '"' and inside)
        if opens and not inside:
            inside, start = True, position
        elif closes and inside:
            spans.append(Span(start, position + 1))
            inside = False
    if inside:
        spans.append(Span(start, len(plain)))
    return tuple(spans), inside
