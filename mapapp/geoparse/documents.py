"""Documents quoted inside a source: letters, telegrams, minutes with their heading and dateline.

A document opens with a heading that names it ("Letter from ... to ..."), with a heading that a dateline
follows, or with a dateline alone (a telegram, a newspaper's report, a day of a diary). It runs to its archive
reference or to the next document, and its day is the dateline's, that in its heading, or the one beside its
signature.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from mapapp.geoparse.blocks import Block, find_blocks, heading_lines
from mapapp.geoparse.datelines import (
    ANY_DATE,
    CLOSING,
    GREETING,
    LEAD,
    OPENING,
    SALUTATION,
    SEAL,
    is_document_heading,
)
from mapapp.geoparse.entries import day_in_row
from mapapp.geoparse.head_lines import dateline_among_lines, is_named
from mapapp.geoparse.line_dates import MONTH_LINE
from mapapp.geoparse.notes import REFERENCE_STARTS
from mapapp.geoparse.tenses import has_verb
from mapapp.model.text import Document, Passage, Reading, Zone

# A closing date stands among a document's last few blocks, in a line with little beside it.
_LAST_BLOCKS, _CLOSING_LENGTH = 4, 90
_CAPITALS, _FINITE = re.compile(r"\b[A-Z]\w*"), re.compile(r"\b(?:was|were|has|had|is|are)\b")
_HEADLINE = 200  # characters of headlines over a dateline
_MONTH_BLOCKS = 40  # entries of a month at most
# Title, subtitle and subject: more headings in a row than these are a list of contents.
_MOST_HEADINGS = 4


class _Opening(NamedTuple):
    """Where a document opens: its first block, and its dateline in the reading."""

    block: int
    dateline: tuple[int, int] | None
    named: bool


def assign_documents(
    text: str, passages: Sequence[Passage], readings: Mapping[Zone, Reading]
) -> tuple[tuple[Passage, ...], tuple[Document, ...]]:
    """The passages with ``document`` filled, and the documents, in order; none where a source quotes none."""
    body = readings["body"]
    blocks = find_blocks(text, passages, body)
    ends = _reference_starts(text, passages)
    documents: list[Document] = []
    openings = _without_heads(list(_openings(blocks)))
    limits = [opening.block for opening in openings[1:]] + [len(blocks)] * bool(openings)
    for opening, limit in zip(openings, limits, strict=True):
        inside = range(opening.block, limit)
        document = _document(len(documents), opening, [blocks[i] for i in inside], (passages, body, ends))
        if document is not None:
            documents.append(document)
    if not documents:
        documents = _whole_source(blocks, passages, body)
    return _mark(passages, documents), tuple(documents)


def _whole_source(blocks: Sequence[Block], passages: Sequence[Passage], body: Reading) -> list[Document]:
    """A source that is one letter or memorandum, dated beside its signature; empty where it is none."""
    opening = next((i for i, block in enumerate(blocks[:3]) if SALUTATION.match(block.text)), None)
    dateline = _closing_date(blocks[1:] or blocks) if opening is not None else None
    if dateline is None:
        return []
    first, last = blocks[0].passages[0], blocks[-1].passages[-1]
    return [Document(0, passages[first].start, passages[last].end, first, body.to_raw(*dateline))]


def _openings(blocks: Sequence[Block]) -> Iterator[_Opening]:
    i = 0
    while i < len(blocks):
        opening, following = _opening(blocks, i)
        if opening is not None:
            yield opening
        i = following


def _without_heads(openings: Sequence[_Opening]) -> list[_Opening]:
    """The openings, where a dated letterhead and the title right under it are one."""
    kept: list[_Opening] = []
    for opening in openings:
        head = kept[-1] if kept else None
        if head and head.dateline and not opening.dateline and opening.block == head.block + 1:
            continue
        kept.append(opening)
    return kept


def _opening(blocks: Sequence[Block], i: int) -> tuple[_Opening | None, int]:
    """The document that opens with block ``i``, if one does, and the block to go on with."""
    whole = blocks[i].heading or _is_title(blocks[i]) or _is_head(blocks[i]) or _is_label(blocks[i])
    named = is_document_heading(blocks[i].text) if whole else is_named(blocks[i])
    for j in range(i, min(i + _MOST_HEADINGS, len(blocks))):
        cut = j > i and blocks[j].passages.start > blocks[j - 1].passages.stop  # by an archive's reference
        if cut or (j > i and not named and is_document_heading(blocks[j].text)):
            return None, j  # what stands before is the end of another text, a signature
        dateline = _dateline(blocks, j, headed=j > i) or _closing(blocks, j, named=named)
        dateline = dateline or dateline_among_lines(blocks[j], headed=j > i)
        if dateline is not None and (named or _text_follows(blocks, j)):
            return _Opening(i, dateline, named), j + 1
        if not (blocks[j].heading or (j == i and named) or _is_headline(blocks[j])):
            break
    if named:
        return _Opening(i, _date_in(blocks[i]) if whole else None, named), i + 1
    return None, i + 1


def _is_title(block: Block) -> bool:
    """Whether a short block ends as a title, in no stop: "Minutes of the third sitting. Andi, 4 May 1917"."""
    ends = block.text[-1:].isalnum() or block.text.endswith((" a.m.", " p.m."))
    return len(block.text) <= _CLOSING_LENGTH and ends


def _is_label(block: Block) -> bool:
    """Whether a block is one sentence that tells nothing: not "The decision was taken on 5 July 1921."."""
    return len(block.passages) == 1 and not _FINITE.search(block.text)


def _is_head(block: Block) -> bool:
    """Whether a short block has no verb but in names: "The Allied Commissioner to the Consul. Copy: Kars"."""
    return len(block.text) <= _HEADLINE and not _tells(block.text)


def _is_headline(block: Block) -> bool:
    """Whether a block is a newspaper's headline, with what stands under it: "(From our correspondent.)"."""
    lines = heading_lines(block)
    return len(block.text) <= _HEADLINE and bool(lines) and block.text[slice(*lines[0])].isupper()


def _text_follows(blocks: Sequence[Block], i: int) -> bool:
    """Whether the day in block ``i`` has text under it; after one beside a signature only names follow."""
    alone = blocks[i].heading or OPENING["alone"].match(blocks[i].text)
    if not alone:
        return True
    if all(b.heading for b in blocks[:i]):  # above headlines
        return any(not block.heading for block in blocks[i + 1 : i + _MOST_HEADINGS])
    return i + 1 < len(blocks) and (not blocks[i + 1].heading or bool(SALUTATION.match(blocks[i + 1].text)))


def _dateline(blocks: Sequence[Block], i: int, *, headed: bool) -> tuple[int, int] | None:
    """The day with which a block opens, in the reading; None without one."""
    block = blocks[i]
    for name, row in OPENING.items():
        match = row.match(block.text)
        if match and name == "day under a month" and not _has_month_above(blocks, i):
            continue
        if match and (headed or name != "before the text"):
            return block.offset + match.start(1), block.offset + match.end(1)
    return day_in_row(blocks, i) or _lead(blocks, i)


def _lead(blocks: Sequence[Block], i: int) -> tuple[int, int] | None:
    """The day before a text's first sentence, under titles alone; None without one."""
    match = LEAD.match(blocks[i].text) if i < _MOST_HEADINGS else None
    if not (match and all(block.heading for block in blocks[:i])):
        return None
    if not match[0].rstrip().endswith(":") and _tells(match["words"]):
        return None
    return blocks[i].offset + match.start("day"), blocks[i].offset + match.end("day")


def _tells(words: str) -> bool:
    """Whether words have a verb; those in capitals are names: "the Allied Commissioner"."""
    return has_verb(_CAPITALS.sub(" ", words))


def _has_month_above(blocks: Sequence[Block], i: int) -> bool:
    """Whether one of the blocks above is nothing but a month, as over the days of a war diary."""
    return any(MONTH_LINE.fullmatch(block.text) for block in blocks[max(0, i - _MONTH_BLOCKS) : i])


def _closing(blocks: Sequence[Block], i: int, *, named: bool) -> tuple[int, int] | None:
    """The day with which a heading, or what stands over a greeting, ends; None without one."""
    block = blocks[i]
    titled = named and (block.heading or _is_title(block))
    greeted = i + 1 < len(blocks) and len(block.text) <= _HEADLINE and GREETING.match(blocks[i + 1].text)
    match = CLOSING.search(block.text) if titled or greeted else None
    return (block.offset + match.start(1), block.offset + match.end(1)) if match else None


def _date_in(block: Block) -> tuple[int, int] | None:
    match = ANY_DATE.search(block.text)
    return (block.offset + match.start(1), block.offset + match.end(1)) if match else None


def _document(
    number: int,
    opening: _Opening,
    blocks: Sequence[Block],
    source: tuple[Sequence[Passage], Reading, Sequence[int]],
) -> Document | None:
    """The document that ``opening`` opens within ``blocks``; None where nothing dates or closes it."""
    passages, body, ends = source
    first = blocks[0].passages[0]
    start = passages[first].start
    limit = passages[blocks[-1].passages[-1]].end
    reference = next((end for end in ends if start < end < limit), None)
    kept = [b for b in blocks if reference is None or passages[b.passages[0]].start < reference]
    end = passages[kept[-1].passages[-1]].end
    dateline = opening.dateline or _closing_date(kept[1:])
    closed = any(passages[kept[-1].passages[-1]].end <= e for e in ends)
    if dateline is None and not (opening.named and closed):
        return None
    return Document(number, start, end, first, body.to_raw(*dateline) if dateline else None)


def _closing_date(blocks: Sequence[Block]) -> tuple[int, int] | None:
    """The day beside a signature, in the last blocks of a document."""
    for block in reversed(blocks[-_LAST_BLOCKS:]):
        text = SEAL.sub("", block.text)
        tail = text.rsplit(". ", 1)[-1]
        match = CLOSING.search(tail) or OPENING["alone"].match(tail)
        if match and len(tail) <= _CLOSING_LENGTH:
            shift = block.offset + len(text) - len(tail)
            return shift + match.start(1), shift + match.end(1)
    return None


def _reference_starts(text: str, passages: Sequence[Passage]) -> list[int]:
    """Raw offsets where the apparatus gives a document's archive reference or imprint."""
    return [
        p.start
        for p in passages
        if p.zone == "apparatus"
        and any(
            REFERENCE_STARTS[name].match(text, p.start, p.end) for name in ("shelf mark", "source", "file")
        )
    ]


def _mark(passages: Sequence[Passage], documents: Sequence[Document]) -> tuple[Passage, ...]:
    starts = [document.start for document in documents]
    owners = [bisect_right(starts, passage.start) - 1 for passage in passages]
    return tuple(
        replace(p, document=documents[i].number) if i >= 0 and p.start < documents[i].end else p
        for p, i in zip(passages, owners, strict=True)
    )
