"""The flow of a text on a page: its passages as headings, paragraphs, lists and asides, by document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from mapapp.store.reading import Row

# Between two sentences of a paragraph stands neither an empty line nor one with a wide indent.
BREAK = re.compile(r"\n[^\S\n]*\n|\n(?:\t| {2,})\S")
NO_DOCUMENT: Row = {"id": None, "title": "", "edtf": ""}


class Block(NamedTuple):
    """Passages that are read together: ``kind`` is heading, paragraph, list, apparatus or furniture."""

    kind: str
    passages: tuple[Row, ...]


class Section(NamedTuple):
    """A stretch of a text: a document quoted in it, or what stands between them (``id`` is None)."""

    document: Row
    blocks: tuple[Block, ...]


def sections_of(text: str, passages: Sequence[Row], documents: Sequence[Row]) -> list[Section]:
    """The passages of a text in sections of blocks, in the order of the text."""
    by_id: Mapping[int | None, Row] = {row["id"]: row for row in documents}
    found: list[Section] = []
    run: list[Row] = []
    for row in [*passages, None]:
        if run and (row is None or row["document"] != run[-1]["document"]):
            document = by_id.get(run[-1]["document"], NO_DOCUMENT)
            found.append(Section(document, tuple(blocks_of(text, run))))
            run = []
        if row is not None:
            run.append(row)
    return found


def blocks_of(text: str, passages: Sequence[Row]) -> Iterator[Block]:
    """Passages in blocks. A page head or a note inside a sentence comes after the paragraph it interrupts."""
    run: list[Row] = []
    held: list[Row] = []
    for row in passages:
        if run and row["zone"] != "body" == run[-1]["zone"] and row["start"] < run[-1]["end"]:
            held.append(row)
        elif run and not goes_on(text, run[-1], row):
            yield block(run)
            yield from asides(held)
            run, held = [row], []
        else:
            run.append(row)
    if run:
        yield block(run)
        yield from asides(held)


def goes_on(text: str, before: Row, row: Row) -> bool:
    """Whether a passage belongs to the block of the passage before it."""
    if row["zone"] != "body" or before["zone"] != "body":
        return bool(row["zone"] == before["zone"])
    if row["kind"] != before["kind"] or row["kind"] == "heading":
        return False
    return row["kind"] == "item" or not BREAK.search(text[before["end"] : row["start"] + 1])


def block(run: Sequence[Row]) -> Block:
    """A run of passages as a block."""
    first = run[0]
    kinds = {"heading": "heading", "item": "list"}
    kind = kinds.get(first["kind"], "paragraph") if first["zone"] == "body" else first["zone"]
    return Block(kind, tuple(run))


def asides(held: Sequence[Row]) -> Iterator[Block]:
    """Passages that were held back, those of one zone together."""
    for zone in dict.fromkeys(row["zone"] for row in held):
        yield Block(zone, tuple(row for row in held if row["zone"] == zone))
