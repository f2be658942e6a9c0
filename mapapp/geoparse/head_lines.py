"""The lines at the head of a block, run together in a reading: which names a document, which dates it."""

from __future__ import annotations

from mapapp.geoparse.blocks import Block, heading_lines
from mapapp.geoparse.datelines import (
    LABELLED,
    NUMBERED,
    OPENING,
    STAMP,
    ends_as_title,
    is_document_heading,
    is_office,
)

_NAME_LENGTH = 40  # characters of a line that is a place or an office
# How the line of a dateline looks among the lines of a head.
_ON_A_LINE = (
    "alone",
    "alone, place and day",
    "day and place",
    "place and day, then the text",
    "number, names and day",
    "read or given",
    "sitting and day",
)


def is_named(block: Block) -> bool:
    """Whether a block, run together from lines, begins with lines of which one names a document."""
    return any(
        is_document_heading(block.text[a:b]) and ends_as_title(block.text[a:b])
        for a, b in heading_lines(block)
    )


def dateline_among_lines(block: Block, *, headed: bool) -> tuple[int, int] | None:
    """The day of a dateline that has a line of its own among the first of a block.

    Above it stands a title: in the block, or over it, where the lines between are no longer than names.
    """
    titled = headed
    lines = [(a, block.text[a:b]) for a, b in heading_lines(block)]
    for number, (a, line) in enumerate(lines):
        for name in _ON_A_LINE:
            match = OPENING[name].match(line)
            if match and (titled or (number == 0 and name == "alone" and match.start(1))):
                return block.offset + a + match.start(1), block.offset + a + match.end(1)
        masthead = any(NUMBERED.match(below) for _, below in lines[number + 1 : number + 2])
        if headed and len(line) > _NAME_LENGTH and not masthead:
            return None
        titled = titled or line.isupper() or is_document_heading(line) or is_office(line)
        titled = titled or bool(STAMP.match(line) or NUMBERED.match(line) or LABELLED.match(line))
    return None
