"""Which lines are notes: numbered entries that cite, what stands between them, and notes at the end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mapapp.geoparse.furniture import bare
from mapapp.geoparse.lines import LONG_LINE, Line, body_width, group_blocks
from mapapp.geoparse.notes import (
    BARE_NUMBER,
    NOTES_HEADING,
    citation_density,
    citation_marks,
    garbled_share,
    is_cyrillic,
    is_strange,
    note_number,
    reference_after_words,
)
from mapapp.model.text import Zone

# Prose with a year in brackets and "No. 4" reaches some 0.04 marks a word, a footnote 0.1 and more.
NOTE_DENSITY = 0.06
# A block without a number needs more, for it has no other sign of being a note.
BLOCK_DENSITY = 0.15
GARBLED = 0.3
_CALL = re.compile(r"(?<!\d[.,])(?<=[a-z.,;:!?”’\"')\]])(\d{1,3})(?=[\s,;:.)]|$)|\((\d{1,3})\)")


def mark_notes(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Set the zone of every line of ``lines`` that belongs to a note to apparatus, in place."""
    foreign = not is_cyrillic(" ".join(line.text for line in lines))
    width = body_width([line for i, line in enumerate(lines) if zones[i] == "body"])
    for entry in _entries(lines, zones):
        if _is_note(lines, entry, foreign):
            _mark(zones, entry)
    _mark_next(lines, zones)
    _mark_called(lines, zones)
    _mark_foot(lines, zones)
    _mark_unnumbered(lines, zones, foreign)
    _fill(lines, zones, width)
    _mark_endnotes(lines, zones)


def _mark(zones: list[Zone], entry: range) -> None:
    for i in entry:
        if zones[i] == "body":
            zones[i] = "apparatus"


def _entries(lines: Sequence[Line], zones: Sequence[Zone]) -> list[range]:
    """Entries that open with a note's number: each to the next number, empty line or page."""
    starts = [i for i, line in enumerate(lines) if zones[i] == "body" and note_number(line.text) is not None]
    entries = []
    for i in starts:
        end = i + 1
        while (
            end < len(lines)
            and zones[end] == "body"
            and lines[end].block == lines[i].block
            and not lines[end].page_start
            and end not in starts
            and lines[i].end - lines[i].start < LONG_LINE
        ):
            end += 1
        entries.append(range(i, end))
    return entries


def _text(lines: Sequence[Line], entry: range) -> str:
    return " ".join(lines[i].text for i in entry)


def _is_note(lines: Sequence[Line], entry: range, foreign: bool) -> bool:
    """Whether a numbered entry cites, judged by itself.

    A wrapped line of prose may begin with a number too ("1920. Speaking to ..."), and then the rest of its
    paragraph would count as its entry: hence the first line alone has to do where the entry is long.
    """
    whole = _text(lines, entry)
    head = lines[entry[0]].text
    if foreign and max(garbled_share(head), garbled_share(whole)) >= GARBLED:
        return True
    return citation_density(whole) >= NOTE_DENSITY and (len(entry) <= 4 or bool(citation_marks(head)))


def _mark_next(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Mark short entries that bear the number after the last note's and a trace of a citation."""
    last = 0
    for i, line in enumerate(lines):
        number = note_number(line.text)
        short = zones[i] == "body" and last and number == last + 1 and len(line.text) < 120
        if short and (citation_marks(line.text) or is_strange(line.text)):
            zones[i] = "apparatus"
        if zones[i] == "apparatus" and number:
            last = number


def _mark_called(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Mark notes that explain without citing: at a page's foot, after a call of their number on that page."""
    calls: set[int] = set()
    for block in group_blocks(lines):
        text = " ".join(lines[i].text for i in block if zones[i] == "body")
        number = note_number(lines[block[0]].text)
        foot = (
            block[-1] + 1 == len(lines) or zones[block[-1] + 1] != "body" or lines[block[-1] + 1].page_start
        )
        if zones[block[0]] == "body" and number in calls and foot and not text.endswith(":"):
            _mark(zones, block)
            calls.discard(number or 0)
            continue
        calls |= {int(m[1] or m[2]) for m in _CALL.finditer(text)}


def _mark_foot(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Mark blocks at a page's foot in which two lines or more bear one note's number after the other."""
    for block in group_blocks(lines)[1:]:
        last = block[-1] + 1
        foot = last == len(lines) or zones[last] != "body" or lines[last].page_start
        numbers = [int(m[1]) for i in block if (m := BARE_NUMBER.match(lines[i].text))]
        begins = BARE_NUMBER.match(lines[block[0]].text) is not None
        if foot and begins and len(numbers) > 1 and numbers == [*range(numbers[0], numbers[-1] + 1)]:
            _mark(zones, block)


def _mark_unnumbered(lines: Sequence[Line], zones: list[Zone], foreign: bool) -> None:
    """Mark blocks that are citations throughout: notes whose numbers were lost, and references."""
    for block in group_blocks(lines):
        rest = range(block[0], block[-1] + 1)
        if any(zones[i] != "body" for i in rest):
            continue
        text = _text(lines, rest)
        if reference_after_words(text):
            continue
        if citation_density(text) >= BLOCK_DENSITY or (foreign and garbled_share(text) >= 2 * GARBLED):
            _mark(zones, rest)


def _fill(lines: Sequence[Line], zones: list[Zone], width: float) -> None:
    """Mark what goes on with a note: lines much wider than the column, beside a note on the same page."""
    if not width:
        return
    for order in (range(1, len(lines)), range(len(lines) - 2, -1, -1)):
        step = order.step
        for i in order:
            line, beside = lines[i], i - step
            if zones[i] != "body" or zones[beside] != "apparatus" or lines[max(i, beside)].page_start:
                continue
            wide = LONG_LINE > line.end - line.start > 1.8 * width
            if wide or (step > 0 and citation_density(line.text) >= BLOCK_DENSITY):
                zones[i] = "apparatus"
    for i in range(1, len(lines) - 1):
        between = zones[i - 1] == zones[i + 1] == "apparatus" and not lines[i].page_start
        text = lines[i].text
        if zones[i] == "body" and between and (not text[0].isupper() or citation_marks(text)):
            zones[i] = "apparatus"


def _mark_endnotes(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Mark all after a heading such as "Notes" or "References", where what follows looks like it."""
    for i, line in enumerate(lines[:-1]):
        if zones[i] == "furniture" or not NOTES_HEADING.fullmatch(bare(line.text)):
            continue
        rest = range(i + 1, len(lines))
        noted = sum(
            zones[j] == "apparatus"
            or note_number(lines[j].text) is not None
            or bool(citation_marks(lines[j].text))
            for j in rest
        )
        if 2 * noted >= sum(zones[j] != "furniture" for j in rest):
            _mark(zones, range(i, len(lines)))
            return
