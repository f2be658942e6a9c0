"""Lines of a raw text with what their looks tell: block, page, width.

A *block* is a run of lines without an empty line between them. A *page* starts at a form feed, or at a line
with exactly one space before its text: that is what most converters leave of a form feed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]*")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# A paragraph kept on one line is longer than any line that a typesetter breaks (some 120 characters in a
# wide footnote); between the two lies nothing.
LONG_LINE = 200
_MOST_WHOLE = 5  # where one line in so many is longer and another follows it, all are whole paragraphs


class Line(NamedTuple):
    """A line that is not empty: its raw span without white space at either end, and its place."""

    start: int
    end: int
    text: str
    indent: int
    block: int
    page_start: bool


def split_lines(text: str) -> tuple[Line, ...]:
    """The lines of ``text`` that are not empty, in order."""
    lines: list[Line] = []
    position, block, gap, feed = 0, -1, True, False
    while position <= len(text):
        match = _LINE.match(text, position)
        raw = match.group() if match else ""
        core = raw.strip()
        if core:
            block += gap
            indent = len(raw) - len(raw.lstrip())
            start = position + indent
            page = feed or (indent == 1 and bool(lines))
            lines.append(Line(start, start + len(core), core, indent, block, page))
            gap = feed = False
        else:
            gap = True
        ending = _BREAK.match(text, position + len(raw))
        if ending is None:
            break
        feed = feed or ending.group() == "\x0c"
        position = ending.end()
    return tuple(lines)


def body_width(lines: Sequence[Line]) -> float:
    """The usual length of a broken line, in characters; 0 where most lines are whole paragraphs."""
    inner = [
        one.end - one.start for one, following in pairwise(lines) if one.block == following.block
    ]  # of lines that another one follows
    broken = [length for length in inner if length < LONG_LINE]
    whole = len(inner) - len(broken)
    if 2 * len(broken) < max(len(lines), 6) or _MOST_WHOLE * whole >= len(lines):
        return 0.0
    return float(median(broken))


def group_blocks(lines: Sequence[Line]) -> tuple[range, ...]:
    """Index ranges of the lines of each block."""
    starts = [i for i, line in enumerate(lines) if i == 0 or line.block != lines[i - 1].block]
    return tuple(range(a, b) for a, b in zip(starts, [*starts[1:], len(lines)], strict=False))
