"""Check the quotes of an atlas or of an export against the texts: nothing is quoted that does not stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mapapp.exports.markup import holdable
from mapapp.files.quotations import Quotation, read_quotations
from mapapp.model.text import Source
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row


class Checked(NamedTuple):
    """How many quotes were checked, how many do not stand, and what to say of them."""

    quotes: int
    fallen: int
    lines: list[str]


def verify_atlas(atlas: Atlas, sources: Sequence[Source] | None) -> Checked:
    """Look for every quote of an atlas, and say one line for each that does not stand.

    In the atlas's own copy of the texts, or in ``sources`` where given.
    """
    texts = {source.path: source.text for source in sources} if sources is not None else None
    checked, fallen, said = 0, 0, list[str]()
    for brief in atlas.sources():
        source = atlas.source(brief["id"])
        rows = list(quoted(atlas, source))
        checked += len(rows)
        text = source["text"] if texts is None else texts.get(source["path"])
        if text is None:
            fallen += len(rows)
            said.append(f"{source['path']}: the text is missing from the folder ({len(rows)} quotes)")
            continue
        if hashlib.sha256(text.encode()).hexdigest() != source["sha256"]:
            said.append(f"{source['path']}: the text is not the one that the atlas was made of")
        wrong = list(check(text, rows))
        fallen += len(wrong)
        said.extend(
            f"{source['path']}, {q.parts[0][0]}-{q.parts[-1][1]}: {q.quote!r} does not stand there"
            for q in wrong
        )
    return Checked(checked, fallen, said)


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


class Texts(NamedTuple):
    """Texts to check against, by their ids and by their hashes."""

    by_id: Mapping[str, str]
    by_hash: Mapping[str, str]


def atlas_texts(atlas: Atlas) -> Texts:
    """The texts that an atlas was made of."""
    sources = [atlas.source(brief["id"]) for brief in atlas.sources()]
    return Texts({s["id"]: s["text"] for s in sources}, {s["sha256"]: s["text"] for s in sources})


def corpus_texts(sources: Sequence[Source]) -> Texts:
    """The texts of a folder."""
    return Texts({s.id: s.text for s in sources}, {s.sha256: s.text for s in sources})


def verify_file(path: Path, texts: Texts) -> Checked:
    """Look for every quotation of an export; a line for each that does not stand, one for a missing text."""
    quotations = read_quotations(path)
    other = [q for q in quotations if q.sha256 not in texts.by_hash]
    missing = Counter(q.source for q in other if q.source not in texts.by_id)
    absent = [f"{source}: there is no such text ({n} quotes)" for source, n in missing.items()]
    wrong = [fault for q in quotations if q.source not in missing and (fault := fault_of(q, texts))]
    changed = dict.fromkeys(q.source for q in other if q.source in texts.by_id) if wrong else ()
    said = (f"{source}: the text is not the one that was exported" for source in changed)
    return Checked(len(quotations), missing.total() + len(wrong), [*absent, *said, *wrong])


def fault_of(quotation: Quotation, texts: Texts) -> str:
    """What is wrong with a quotation, "" where it stands; where its words stand now, if anywhere."""
    head = f"{quotation.where}: {quotation.source}, {quotation.start}-{quotation.end}: "
    text = texts.by_hash.get(quotation.sha256) or texts.by_id[quotation.source]
    exact, said = holdable(quotation.exact), repr(shortened(quotation.exact))
    if holdable(text[quotation.start : quotation.end]) == exact:
        return ""
    found = find_again(holdable(text), quotation)
    if found is None:
        return f"{head}{said} does not stand there, nor anywhere with the words around it"
    return f"{head}{said} has moved: it stands at {found}-{found + len(exact)} now"


def find_again(text: str, quotation: Quotation) -> int | None:
    """Where the words of a quotation stand in a changed text, by what stood around them or as the only ones.

    With both sides, then with either: a change beside the quotation takes one of them away.
    """
    prefix, exact, suffix = map(holdable, (quotation.prefix, quotation.exact, quotation.suffix))
    for before, after in ((prefix, suffix), (prefix, ""), ("", suffix), ("", "")):
        words = before + exact + after
        at = text.find(words)
        if at >= 0 and text.find(words, at + 1) < 0:
            return at + len(before)
    return None


def shortened(text: str) -> str:
    """A quotation short enough for one line of a report."""
    return text if len(text) <= 80 else f"{text[:60]}…{text[-19:]}"
