"""Passages: sentences, headings and list items of the body; entries of the apparatus and the furniture."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from mapapp.geoparse.joins import ITEM
from mapapp.geoparse.sentences import STOPS, cut_long, split_sentences
from mapapp.model.text import Passage, PassageKind, Reading, Region, Span, Zone

# A list item of more than two or three lines is quoted sentence by sentence.
WHOLE_ITEM = 240
# A heading of a document in a collection may fill four lines.
LONGEST_HEADING = 420
_STOPS = frozenset(STOPS + ":;,")
# Quotes, brackets and note numbers that may follow the stop of a sentence.
_AFTER_STOP = re.compile(r"[”’\"'»)\]\[*\d]+$")
_BLOCK = re.compile(r"[^\n]+")


class _Piece(NamedTuple):
    zone: Zone
    kind: PassageKind
    start: int
    end: int


def find_passages(readings: Mapping[Zone, Reading], regions: Sequence[Region]) -> tuple[Passage, ...]:
    """The passages of all zones, numbered in the order of the raw text."""
    pieces: list[_Piece] = []
    for zone, reading in readings.items():
        for block in _BLOCK.finditer(reading.text):
            pieces += _body(block) if zone == "body" else _lines(zone, block)
    by_zone = {zone: [r for r in regions if r.zone == zone] for zone in readings}
    pieces.sort(key=lambda piece: (readings[piece.zone].raw[piece.start], piece.zone))
    return tuple(
        Passage(
            number,
            p.zone,
            p.kind,
            _parts(readings[p.zone].to_raw(p.start, p.end), by_zone[p.zone]),
            p.start,
            p.end,
        )
        for number, p in enumerate(pieces)
    )


def _body(block: re.Match[str]) -> list[_Piece]:
    """The passages of a block of the body."""
    text, offset = block.group(), block.start()
    if ITEM.match(text):
        if len(text) <= WHOLE_ITEM:
            return [_Piece("body", "item", offset, block.end())]
        first, *rest = split_sentences(text)
        pieces = [_Piece("body", "item", offset + first[0], offset + first[1])]
        return pieces + [_Piece("body", "sentence", offset + a, offset + b) for a, b in rest]
    spans = split_sentences(text)
    heading = len(spans) == 1 and len(text) <= LONGEST_HEADING and is_heading(text)
    return [_Piece("body", "heading" if heading else "sentence", offset + a, offset + b) for a, b in spans]


def _lines(zone: Zone, block: re.Match[str]) -> list[_Piece]:
    """The passages of a block outside the body: one, if it is not longer than a quote may be."""
    return [_Piece(zone, "line", start, end) for start, end in cut_long(block.string, *block.span())]


def is_heading(text: str) -> bool:
    """Whether a block of one sentence looks like a heading: it begins like one and does not end."""
    core = _AFTER_STOP.sub("", text)
    return core[-1:] not in _STOPS and (text[0].isupper() or text[0].isdigit() or text[0] in '“"«[(')


def _parts(raw: Span, regions: Sequence[Region]) -> tuple[Span, ...]:
    """The raw spans of a passage: those stretches of ``raw`` that lie in the regions of its zone."""
    found = []
    for region in regions:
        start, end = max(raw.start, region.start), min(raw.end, region.end)
        if start < end:
            found.append(Span(start, end))
    return tuple(found)
