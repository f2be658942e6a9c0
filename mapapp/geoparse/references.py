"""References and page marks that begin inside a line of body: spans that are cut out of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mapapp.geoparse.furniture import INLINE
from mapapp.geoparse.lines import LONG_LINE, Line
from mapapp.geoparse.notes import REFERENCE_STARTS, WEAK_MARKS, citation_density, citation_marks
from mapapp.model.text import Zone

# A file's number may be named in a sentence; where less than this follows it, it closes a document.
_AFTER_FILE = 60
_BRACKET_DENSITY = 0.15
_BRACKETS = re.compile(r"\([^()]{8,250}\)")


class Claim(NamedTuple):
    """A raw span inside a line that a rule takes for a zone."""

    start: int
    end: int
    zone: Zone


def inline_claims(lines: Sequence[Line], zones: Sequence[Zone]) -> list[Claim]:
    """References and page marks that begin inside lines of body."""
    claims: list[Claim] = []
    taken_to = 0
    for i, line in enumerate(lines):
        if zones[i] != "body":
            continue
        claims += _bracketed_citations(line)
        for row in INLINE.values():
            claims += [
                Claim(line.start + m.start(), line.start + m.end(), "furniture")
                for m in row.finditer(line.text)
            ]
        if line.start < taken_to:
            claims.append(Claim(line.start, line.end, "apparatus"))
            continue
        claim = _reference(line)
        if claim is not None:
            claims.append(claim)
            if claim.end == line.end:
                taken_to = _rest_of_block(lines, i)
    return claims


def _bracketed_citations(line: Line) -> list[Claim]:
    """Citations in brackets inside a sentence: "(Smith, History, vol. II, p. 42)"."""
    return [
        Claim(line.start + match.start(), line.start + match.end(), "apparatus")
        for match in _BRACKETS.finditer(line.text)
        if citation_density(match.group()) >= _BRACKET_DENSITY and _cites_a_place(match.group())
    ]


def _cites_a_place(text: str) -> bool:
    """Whether ``text`` says where in a work or an archive; "(see Kars)" only leads to another page."""
    return bool(set(citation_marks(text)) - WEAK_MARKS - {"see"})


def _reference(line: Line) -> Claim | None:
    """The first reference that opens in ``line``: to the end of the line, or of its brackets."""
    found = [
        (m.start(), m.end(), name) for name, row in REFERENCE_STARTS.items() for m in row.finditer(line.text)
    ]
    if not found:
        return None
    start, end, name = min(found)
    before = line.text[:start]
    opened = max(before.rfind("("), before.rfind("["))
    if opened > max(before.rfind(")"), before.rfind("]")):
        closed = re.compile(r"[)\]]").search(line.text, start)
        # An open bracket of more than a line's length is no bracket around a reference.
        if closed and start - opened < 120:
            return Claim(line.start + opened, line.start + closed.end(), "apparatus")
    # A file's number may be named in a sentence; a shelf mark in full stands at a document's end.
    ends_there = name != "file" or len(line.text) - end < _AFTER_FILE
    return Claim(line.start + start, line.end if ends_there else line.start + end, "apparatus")


def _rest_of_block(lines: Sequence[Line], i: int) -> int:
    """Raw end of the wrapped lines that go on with line ``i``; its own end where it is a whole paragraph."""
    end = lines[i].end
    if lines[i].end - lines[i].start >= LONG_LINE:
        return end
    for line in lines[i + 1 :]:
        if line.block != lines[i].block or line.page_start:
            break
        end = line.end
    return end
