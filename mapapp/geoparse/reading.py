"""Reading texts: each zone's text as a reader reads it, with the raw offset of every character."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from mapapp.geoparse.joins import PREFIXES, Gap, Side, choose_join, is_ended
from mapapp.geoparse.lines import Line, body_width, split_lines
from mapapp.geoparse.spacing import find_lost_spaces
from mapapp.geoparse.words import Vocabulary, vocabulary
from mapapp.model.text import ZONES, Reading, Region, Zone

# A picture's caption, in characters.
_CAPTION = 100
_INNER_HYPHEN = re.compile(r"(?<![^\W_])([^\W\d_]{2,})-([^\W\d_]{2,})(?![-\w])")


class _Stretch(NamedTuple):
    """A piece of a line that lies in one zone; ``parted`` where text of another zone stands before it."""

    start: int
    end: int
    line: Line
    parted: bool


class _Draft(NamedTuple):
    """Text under work, with the raw offset of every character."""

    text: str
    raw: tuple[int, ...]


def make_readings(text: str, regions: Sequence[Region], *, language: str = "en") -> Mapping[Zone, Reading]:
    """One reading for each zone; that of a zone which does not occur is empty.

    ``language`` is a code such as "ru", or "" where it is not stated.

    Every character of a reading is the source's at its raw offset, or a blank or newline put in. Every
    character of the text that is no white space stands in exactly one reading, but for hyphens dropped where
    a word was broken.
    """
    lines = split_lines(text)
    words = vocabulary(text, language)
    readings = {}
    for zone in ZONES:
        stretches = _stretches(text, lines, regions, zone)
        draft = _compose(text, stretches, words) if stretches else _Draft("", ())
        draft = _put_spaces(_drop_hyphens(draft, words), words)
        readings[zone] = Reading(zone, draft.text, draft.raw)
    return MappingProxyType(readings)


def _stretches(text: str, lines: Sequence[Line], regions: Sequence[Region], zone: Zone) -> list[_Stretch]:
    """The pieces of lines that lie in ``zone``, in order, without white space at their ends."""
    found: list[_Stretch] = []
    index, last = 0, -1
    for number, region in enumerate(regions):
        if region.zone != zone:
            continue
        while index < len(lines) and lines[index].end <= region.start:
            index += 1
        here = index
        while here < len(lines) and lines[here].start < region.end:
            start, end = max(lines[here].start, region.start), min(lines[here].end, region.end)
            piece = text[start:end]
            start += len(piece) - len(piece.lstrip())
            end -= len(piece) - len(piece.rstrip())
            if start < end:
                found.append(_Stretch(start, end, lines[here], parted=bool(found) and last != number))
                last = number
            here += 1
    return found


def _compose(text: str, stretches: Sequence[_Stretch], words: Vocabulary) -> _Draft:
    """Join the stretches, each by its gap to the one before."""
    sides = _sides(text, stretches)
    width = body_width([one.line for one in stretches])
    parts: list[str] = []
    raw: list[int] = []
    for i, one in enumerate(stretches):
        piece, offsets = _fold(text, one.start, one.end)
        parts.append(piece)
        raw.extend(offsets)
        if i + 1 == len(stretches):
            break
        join = choose_join(Gap(sides[i], sides[i + 1], stretches[i + 1].parted, width), words)
        if join == "drop hyphen":
            parts[-1] = parts[-1][:-1]
            raw.pop()
        elif join in ("space", "block"):
            parts.append("\n" if join == "block" else " ")
            raw.append(one.end)
    return _Draft("".join(parts), tuple(raw))


def _sides(text: str, stretches: Sequence[_Stretch]) -> list[Side]:
    """What the choice of joins looks at, for every stretch."""
    blocks: dict[int, list[str]] = {}
    for one in stretches:
        blocks.setdefault(one.line.block, []).append(text[one.start : one.end])
    numbers = list(blocks)
    apart = {
        number
        for before, number, after in zip(numbers, numbers[1:], numbers[2:], strict=False)
        if _is_apart(blocks[before], blocks[number], blocks[after])
    }
    sizes = {number: sum(map(len, block)) for number, block in blocks.items()}
    return [
        Side(
            text[s.start : s.end],
            s.line.block,
            s.line.indent,
            s.line.page_start,
            sizes[s.line.block],
            len(blocks[s.line.block]),
            s.line.block in apart,
        )
        for s in stretches
    ]


def _is_apart(before: Sequence[str], block: Sequence[str], after: Sequence[str]) -> bool:
    """Whether a block is short, ends as no sentence does, and parts two halves of one."""
    short = len(block) <= 3 and sum(map(len, block)) <= _CAPTION
    parts = not is_ended(before[-1]) and after[0][0].islower()
    return short and parts and block[0][0].isupper() and not is_ended(block[-1])


def _fold(text: str, start: int, end: int) -> tuple[str, list[int]]:
    """A piece of a line with white space folded and soft hyphens dropped."""
    piece = text[start:end]
    if not re.search(r"\s\s|[^\S ]|\u00ad", piece[:-1]):
        return piece, list(range(start, end))
    chars: list[str] = []
    raw: list[int] = []
    for offset, char in enumerate(piece, start):
        soft = char == "\u00ad" and offset + 1 < end
        if soft or (char.isspace() and chars[-1] == " "):
            continue
        chars.append(" " if char.isspace() else char)
        raw.append(offset)
    return "".join(chars), raw


def _drop_hyphens(draft: _Draft, words: Vocabulary) -> _Draft:
    """Take out hyphens that a broken line left in mid-line ("Mos-cow")."""
    drops = []
    for match in _INNER_HYPHEN.finditer(draft.text):
        left, right = match.groups()
        if right[0].islower() and not _is_compound(left, right, words):
            drops.append(match.end(1))
    if not drops:
        return draft
    keep = set(drops)
    kept = [i for i in range(len(draft.text)) if i not in keep]
    return _Draft("".join(draft.text[i] for i in kept), tuple(draft.raw[i] for i in kept))


def _is_compound(left: str, right: str, words: Vocabulary) -> bool:
    """Whether a hyphen in mid-line belongs where it is: unless a half is no word and the whole is one."""
    joined = (left + right).casefold()
    whole = words.own.get(joined, 0) or joined in words.general
    halves = words.frequency(left) and words.frequency(right)
    return not whole or bool(halves) or left.isupper() or left.casefold() in PREFIXES


def _put_spaces(draft: _Draft, words: Vocabulary) -> _Draft:
    """Put lost spaces back; each gets the raw offset of what follows it."""
    cuts = find_lost_spaces(draft.text, words)
    parts: list[str] = []
    raw: list[int] = []
    position = 0
    for cut in cuts:
        parts += [draft.text[position:cut], " "]
        raw += [*draft.raw[position:cut], draft.raw[cut]]
        position = cut
    return _Draft("".join([*parts, draft.text[position:]]), (*raw, *draft.raw[position:]))
