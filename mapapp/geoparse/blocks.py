"""Blocks of the body: paragraphs and headings, with the lines of the raw text at their head.

A reading joins the lines of a paragraph, and a letter's number, sender and dateline are often lines with no
empty one between them; so a block remembers where its first lines begin.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from mapapp.model.text import Passage, Reading

_MOST_LINES, _LINE_LENGTH = 8, 140


class Block(NamedTuple):
    """A block of the body: its passages (indexes), its text and where that begins in the reading.

    ``lines`` are the positions in the text at which the first raw lines after the first one begin.
    """

    passages: range
    text: str
    offset: int
    heading: bool
    lines: tuple[int, ...] = ()


def find_blocks(text: str, passages: Sequence[Passage], body: Reading) -> list[Block]:
    """The blocks of the body, from passages between which the reading has a newline."""
    found: list[Block] = []
    for p in passages:
        if p.zone != "body":
            continue
        if found and "\n" not in body.text[found[-1].passages[-1] and end_of(found[-1]) : p.reading_start]:
            last = found[-1]
            found[-1] = last._replace(
                passages=range(last.passages[0], p.number + 1),
                text=body.text[last.offset : p.reading_end],
                heading=False,
            )
        else:
            piece = body.text[p.reading_start : p.reading_end]
            found.append(Block(range(p.number, p.number + 1), piece, p.reading_start, p.kind == "heading"))
    return [block._replace(lines=_line_starts(text, block, body)) for block in found]


def end_of(block: Block) -> int:
    """Where a block ends in the reading."""
    return block.offset + len(block.text)


def _line_starts(text: str, block: Block, body: Reading) -> tuple[int, ...]:
    starts: list[int] = []
    end = body.raw[end_of(block) - 1]
    newline = text.find("\n", body.raw[block.offset], end)
    while newline >= 0 and len(starts) < _MOST_LINES:
        start = bisect_left(body.raw, newline + 1) - block.offset
        if not starts or start > starts[-1]:
            starts.append(start)
        newline = text.find("\n", newline + 1, end)
    return tuple(start for start in starts if start < len(block.text))


def heading_lines(block: Block) -> list[tuple[int, int]]:
    """Start and end, in a block's text, of the short lines at its head; empty where it is one line."""
    found = []
    ends = (*block.lines, len(block.text)) if block.lines else ()
    for start, end in pairwise((0, *ends)):
        line = block.text[start:end]
        if len(line) > _LINE_LENGTH:
            break
        found.append((start, start + len(line.rstrip())))
    return found
