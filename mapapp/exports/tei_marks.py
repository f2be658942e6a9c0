"""Names and dates as elements inside a text, at their exact offsets, however they overlap.

Elements of XML nest. Where two spans cross, the later one is parted at the end of the earlier, and its parts
point to each other with ``next`` and ``prev`` (TEI P5, 16.7).
"""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from mapapp.exports.markup import attributes, xml_text

# Blank lines part a text into blocks; the blank line ends the block before it.
_BLOCK = re.compile(r"\n[^\S\n]*\n\s*")


class Mark(NamedTuple):
    """A span ``[start, end)`` of a text to be an element ``name`` with an id and attributes."""

    start: int
    end: int
    name: str
    id: str
    values: Mapping[str, str | None]


class Part(NamedTuple):
    """A stretch of a mark that nests: ``number`` counts the parts of a mark from 1."""

    start: int
    end: int
    mark: Mark
    number: int

    @property
    def id(self) -> str:
        """The id of the element."""
        return self.mark.id if self.number == 1 else f"{self.mark.id}.{self.number}"

    def opening(self) -> str:
        """The start tag."""
        follows = self.number > 1
        linked = attributes(
            xml_id=self.id,
            prev="#" + self._replace(number=self.number - 1).id if follows else None,
            next="#" + self._replace(number=self.number + 1).id if self.end < self.mark.end else None,
        )
        return f"<{self.mark.name}{linked}{attributes(**self.mark.values)}>"


def nest(marks: Iterable[Mark]) -> list[Part]:
    """The marks in parts that nest, in the order in which they open; the longer of equals is outside."""
    waiting = [(m.start, -m.end, number, 1, m) for number, m in enumerate(marks)]
    heapq.heapify(waiting)
    parts, around = list[Part](), list[int]()  # ends of the parts that are open
    while waiting:
        start, minus_end, number, part, mark = heapq.heappop(waiting)
        while around and around[-1] <= start:
            around.pop()
        end = min([-minus_end, *around])
        if end < -minus_end:
            heapq.heappush(waiting, (end, minus_end, number, part + 1, mark))
        parts.append(Part(start, end, mark, part))
        around.append(end)
    return parts


def blocks(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, int]]:
    """Spans that part a text at its blank lines, but never inside a mark."""
    inside = sorted((mark.start, mark.end) for mark in marks)
    start, at, reach = 0, 0, 0
    for match in _BLOCK.finditer(text):
        while at < len(inside) and inside[at][0] < match.end():
            reach = max(reach, inside[at][1])
            at += 1
        if reach <= match.end() < len(text):
            yield start, match.end()
            start = match.end()
    if start < len(text):
        yield start, len(text)


def marked_up(text: str, span: tuple[int, int], parts: Sequence[Part]) -> str:
    """A stretch of text with the parts that lie in it as elements; its words are those of the text."""
    out, open_parts, at = list[str](), list[Part](), span[0]

    def close_until(offset: int) -> None:
        nonlocal at
        while open_parts and open_parts[-1].end <= offset:
            part = open_parts.pop()
            out.append(f"{xml_text(text[at : part.end])}</{part.mark.name}>")
            at = part.end

    for part in parts:
        close_until(part.start)
        out.append(xml_text(text[at : part.start]) + part.opening())
        at = part.start
        open_parts.append(part)
    close_until(span[1])
    return "".join(out) + xml_text(text[at : span[1]])
