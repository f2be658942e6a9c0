"""Zones: which stretch of a raw text is body, which apparatus (notes, references), which furniture.

First whole lines are judged, by the tables of :mod:`~mapapp.geoparse.furniture` and
:mod:`~mapapp.geoparse.notes` and by where they stand on their page; then references that begin inside a line
of body are cut out of it. What no rule claims is body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import takewhile

from mapapp.geoparse.footnotes import mark_notes
from mapapp.geoparse.furniture import (
    MENU,
    NUMBERED_HEAD,
    PAGED,
    POST,
    SPACED_HEAD,
    bare,
    furniture_line,
    head_key,
    opens_section,
)
from mapapp.geoparse.lines import Line, group_blocks, split_lines
from mapapp.geoparse.notes import NOTES_HEADING, is_editorial, names_books
from mapapp.geoparse.references import Claim, inline_claims
from mapapp.model.text import Region, Zone

# A teaser in a list of further articles is cut off after some 20 words; a paragraph of prose is longer.
TEASER = 250
# A running head is shorter than a line of the page under it.
_HEAD = 70
# An entry of a menu; the title under it stands last in the block.
_SHORT = 30
# So many lines show what a list of books is.
_ENTRY = 4
_BULLET = re.compile(r"[•·▪●■*]\s+(?=\S)")
_ASTERISK_CALLS = re.compile(r"(?<=[\w.,;:!?”’\"'\])])\*{1,4}(?!\w)")
_SITE_NAME = re.compile(r"[A-Z][\w’-]*(?: [A-Z][\w’-]*){0,2}")
_QUOTED_TITLE = re.compile(r"(?:[A-Z][\w.’-]*,? ){1,4}[“\"«][^”\"»]+[”\"»]\.?")
_SENTENCE_END = re.compile(r"[.!?…][”’\"')\]\d*]*$")


def find_zones(text: str) -> tuple[Region, ...]:
    """The regions of ``text``, in order, covering it without gap; neighbours differ in zone.

    >>> [(r.zone, r.end) for r in find_zones("He went to Kars. RGASPI, f. 5, op. 1, d. 2, l. 3. Copy.")]
    [('body', 17), ('apparatus', 55)]
    """
    lines = split_lines(text)
    zones: list[Zone] = ["body"] * len(lines)
    _mark_furniture(lines, zones)
    mark_notes(lines, zones)
    _mark_editorial(lines, zones)
    claims = inline_claims(lines, zones)
    _mark_bullets(lines, zones, claims)
    _mark_credits(lines, zones, claims)
    return _regions(text, lines, zones, claims)


def _mark_furniture(lines: Sequence[Line], zones: list[Zone]) -> None:
    for i, line in enumerate(lines):
        if furniture_line(line.text):
            zones[i] = "furniture"
    _mark_heads(lines, zones)
    _mark_menus(lines, zones)
    blocks = group_blocks(lines)
    open_section = False
    for block in blocks:
        first, size = lines[block[0]].text, lines[block[-1]].end - lines[block[0]].start
        # A list's heading stands alone in its block, or heads the list.
        notes = NOTES_HEADING.fullmatch(bare(first)) is not None
        open_section = not notes and (bool(opens_section(first)) or (open_section and size <= TEASER))
        for i in block if open_section else ():
            zones[i] = "furniture"


def _mark_heads(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Mark running heads: short lines that come again with a number, stand beside one, part a sentence."""
    seen = Counter(head_key(line.text) for line in lines)
    for i, line in enumerate(lines):
        key = head_key(line.text)
        if len(line.text) <= _HEAD and key and seen[key] > 1 and PAGED.fullmatch(line.text):
            zones[i] = "furniture"
    blocks = group_blocks(lines)
    for block in blocks:
        spaced = [i for i in block if SPACED_HEAD.fullmatch(lines[i].text) and head_key(lines[i].text)]
        if len(spaced) == 1 and spaced[0] in (block[0], block[-1]):
            zones[spaced[0]] = "furniture"
    pages = [all(zones[i] == "furniture" for i in block) for block in blocks]
    for number, block in enumerate(blocks):
        line = lines[block[0]]
        if len(block) > 1 or pages[number] or len(line.text) > _HEAD or _SENTENCE_END.search(line.text):
            continue
        beside = any(pages[max(number - 1, 0) : number + 2])
        parts = number > 0 and not _SENTENCE_END.search(lines[block[0] - 1].text)
        again = seen[head_key(line.text)] if head_key(line.text) else 1
        placed = again > 1 or beside or parts or line.page_start or "   " in line.text
        numbered = placed and NUMBERED_HEAD.fullmatch(line.text)
        site = number >= 2 and all(pages[number - 2 : number]) and len(line.text.split()) <= 4
        capitals = again > 2 and (parts or line.page_start) and line.text.isupper()
        if numbered or site or capitals or (beside and again > 1):
            zones[block[0]] = "furniture"


def _mark_menus(lines: Sequence[Line], zones: list[Zone]) -> None:
    """Mark menus at the head of a text or beside other furniture, and lists of posts under their heading."""
    head, listed = True, False
    for i, line in enumerate(lines):
        head = head and len(line.text) < 40
        near = head or "furniture" in zones[max(i - 1, 0) : i]
        menu = near and MENU.fullmatch(line.text)
        listed = bool(opens_section(line.text)) or (listed and bool(POST.fullmatch(line.text)))
        if zones[i] == "body" and (menu or listed):
            zones[i] = "furniture"
    for block in group_blocks(lines)[:1]:
        # Short lines among menus at the very head are menus too; the first long one ends them.
        top = list(takewhile(lambda i: len(lines[i].text) < _SHORT, block[:-1]))
        menus = [i for i in top if zones[i] == "furniture"]
        for i in top if len(menus) > 1 and menus[0] == 0 else ():
            zones[i] = "furniture"


def _mark_editorial(lines: Sequence[Line], zones: list[Zone]) -> None:
    for block in group_blocks(lines):
        start = 0 if is_editorial(lines[block[0]].text) else _books(lines, block)
        for i in block[start:] if zones[block[0]] == "body" else ():
            if zones[i] == "body":
                zones[i] = "apparatus"


def _books(lines: Sequence[Line], block: Sequence[int]) -> int:
    """At which line of a block a list of books begins, after whole sentences; its length where none does."""
    for start, i in enumerate(block):
        fresh = start == 0 or _SENTENCE_END.search(lines[i - 1].text)
        if fresh and names_books(" ".join(lines[j].text for j in block[start : start + _ENTRY])):
            return start
    return len(block)


def _mark_bullets(lines: Sequence[Line], zones: list[Zone], claims: Iterable[Claim]) -> None:
    """Mark the bullets under a document that explain its asterisks: they follow a reference or each other."""
    ends = {claim.end for claim in claims if claim.zone == "apparatus"}
    called = False
    for i, line in enumerate(lines):
        if zones[i] == "body" and _BULLET.match(line.text):
            after = i > 0 and (zones[i - 1] == "apparatus" or lines[i - 1].end in ends)
            if after or (called and re.search(r"[.)] \*\* ", line.text)):
                zones[i] = "apparatus"
        called = called or bool(_ASTERISK_CALLS.search(line.text))


def _mark_credits(lines: Sequence[Line], zones: list[Zone], claims: Iterable[Claim]) -> None:
    """Mark author and title of the collection that close a text, and the site's name before its lists."""
    ends = {claim.end for claim in claims if claim.zone == "apparatus"}
    for i in range(1, len(lines)):
        line = lines[i]
        after = zones[i - 1] == "apparatus" or lines[i - 1].end in ends
        last = i + 1 < len(lines) and zones[i + 1] == "furniture"
        if zones[i] != "body" or line.block == lines[i - 1].block:
            continue
        if after and _QUOTED_TITLE.fullmatch(line.text):
            zones[i] = "apparatus"
        elif last and zones[i - 1] == "apparatus" and _SITE_NAME.fullmatch(line.text):
            zones[i] = "furniture"


def _regions(
    text: str, lines: Sequence[Line], zones: Sequence[Zone], claims: Iterable[Claim]
) -> tuple[Region, ...]:
    """Regions from lines and claims; white space between two of them goes with the one before."""
    spans = [
        Claim(line.start, line.end, zone) for line, zone in zip(lines, zones, strict=True) if zone != "body"
    ]
    taken = {span.start for span in spans}
    spans += [claim for claim in claims if claim.start not in taken]
    ordered = sorted(claims)
    starts = [claim.start for claim in ordered]
    cuts: list[Claim] = []
    for line, zone in zip(lines, zones, strict=True):
        if zone != "body":
            cuts.append(Claim(line.start, line.end, zone))
            continue
        position = line.start
        for claim in ordered[bisect_left(starts, line.start) : bisect_left(starts, line.end)]:
            if claim.start > position:
                cuts.append(Claim(position, claim.start, "body"))
            if claim.end > position:
                cuts.append(Claim(max(claim.start, position), claim.end, claim.zone))
            position = max(position, claim.end)
        if position < line.end:
            cuts.append(Claim(position, line.end, "body"))
    return _merge(text, cuts)


def _merge(text: str, cuts: Sequence[Claim]) -> tuple[Region, ...]:
    regions: list[Region] = []
    for cut in cuts:
        if not text[cut.start : cut.end].strip():
            continue
        if regions and regions[-1].zone == cut.zone:
            continue
        start = cut.start if regions else 0
        if regions:
            regions[-1] = Region(regions[-1].start, start, regions[-1].zone)
        regions.append(Region(start, len(text), cut.zone))
    if not regions and text:
        regions.append(Region(0, len(text), "body"))
    return tuple(regions)
