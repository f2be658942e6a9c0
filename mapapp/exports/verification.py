"""Check the quotes of an atlas against the texts: nothing may be quoted that does not stand there."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mapapp.model.text import Source
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row


def verify_atlas(atlas: Atlas, sources: Sequence[Source] | None) -> tuple[int, list[str]]:
    """The number of quotes checked, and one line for each that does not stand.

    Against the atlas's own copy of the texts, or against ``sources`` where given.
    """
    texts = {source.path: source.text for source in sources} if sources is not None else None
    checked, faults = 0, list[str]()
    for brief in atlas.sources():
        source = atlas.source(brief["id"])
        text = source["text"] if texts is None else texts.get(source["path"])
        if text is None:
            faults.append(f"{source['path']}: the text is missing from the folder")
            continue
        if hashlib.sha256(text.encode()).hexdigest() != source["sha256"]:
            faults.append(f"{source['path']}: the text is not the one that the atlas was made of")
        rows = list(quoted(atlas, source))
        checked += len(rows)
        faults.extend(
            f"{source['path']}, {q.parts[0][0]}-{q.parts[-1][1]}: {q.quote!r} does not stand there"
            for q in check(text, rows)
        )
    return checked, faults


class Quote(NamedTuple):
    """What should stand in a text at its raw spans: to the letter, or (``reading``) as a reader reads it."""

    parts: Sequence[Sequence[int]]
    quote: str
    reading: bool = False


def quoted(atlas: Atlas, source: Row) -> Iterator[Quote]:
    """Everything that the atlas quotes of a source."""
    for passage in atlas.passages(source["number"]):
        yield Quote([[passage["start"], passage["end"]]], passage["quote"])
        yield Quote(passage["parts"], passage["reading"], reading=True)
    for mention in atlas.mentions(AtlasQuery(source=(source["id"],))):
        yield Quote([[mention["start"], mention["end"]]], mention["surface"])
    for date in atlas.dates(source["number"]):
        yield Quote([[date["start"], date["end"]]], date["surface"])


def check(text: str, quotes: Sequence[Quote]) -> Iterator[Quote]:
    """The quotes that do not stand at their offsets."""
    for quote in quotes:
        raw = "".join(text[start:end] for start, end in quote.parts)
        stands = letters(raw) == letters(quote.quote) if quote.reading else raw == quote.quote
        if not stands:
            yield quote


def letters(text: str) -> str:
    """The text without white space, hyphens and soft hyphens: what joining lines may not change."""
    return "".join(c for c in text if not c.isspace() and c not in "-\u00ad\u2010\u2011")
