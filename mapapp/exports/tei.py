"""TEI P5: the texts in full, every letter in its place, with the names and dates of the query marked.

One ``teiCorpus``: the places in its ``listPlace``, then a ``TEI`` a text. ``ab/@n`` is the offset of its
first character in the source, in code points, so that every offset can be counted again. What a passage
tells of a place is an ``event`` with its days.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from mapapp.exports.markup import attributes, iri, xml_text
from mapapp.exports.tei_marks import Mark, blocks, marked_up, nest
from mapapp.exports.tei_places import list_place, name_sources, xml_id
from mapapp.exports.times import ends_of
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<teiCorpus xmlns="http://www.tei-c.org/ns/1.0">\n'
OFFSETS = (
    "ab/@n is the offset of the block's first character in the source, in Unicode code points; the text of"
    " all blocks of a source, joined, is the source. U+FFFD stands for a control character that XML cannot"
    " hold."
)
METHOD = "https://www.loc.gov/standards/datetime/"  # EDTF, the system of date/@when-custom
CERT = {"": None, "approximate": "medium", "uncertain": "low"}


def texts(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The corpus; all of the query's texts, or of the atlas's, with the names that the query asks for."""
    yield HEAD.encode()
    yield corpus_header(atlas).encode()
    yield from (part.encode() for part in list_place(atlas, query))
    for brief in atlas.sources():
        if not query.source or brief["id"] in query.source:
            yield from (part.encode() for part in document(atlas, query, brief["id"]))
    yield b"</teiCorpus>\n"


def corpus_header(atlas: Atlas) -> str:
    """What the file is, how it was made, and whom the gazetteer's names come from."""
    return (
        "<teiHeader><fileDesc>"
        "<titleStmt><title>Texts with their places and dates</title></titleStmt>"
        f"<publicationStmt><publisher>{xml_text(atlas.meta['program'])}</publisher></publicationStmt>"
        f"<sourceDesc><p>The texts of an atlas of mapapp.</p>{name_sources(atlas)}</sourceDesc></fileDesc>"
        f"<encodingDesc><editorialDecl><p>{OFFSETS}</p></editorialDecl></encodingDesc></teiHeader>\n"
    )


def header(source: Row) -> str:
    """The header of a text, from what is known of it."""
    return (
        f"<teiHeader><fileDesc><titleStmt>{said('title', source['title'] or source['id'])}"
        f"{said('author', source['author'])}</titleStmt>"
        f"<publicationStmt><publisher>mapapp</publisher>"
        f'<idno type="mapapp">{xml_text(source["id"])}</idno><idno type="sha256">{source["sha256"]}</idno>'
        f"<availability><p>{xml_text(source['rights'] or 'not stated')}</p></availability></publicationStmt>"
        f"<sourceDesc><bibl>{said('title', source['title'] or source['id'])}"
        f"{said('author', source['author'])}{said('publisher', source['publisher'])}"
        f"{published(source['published'])}"
        f"{said('idno', source['path'], type='file')}{reference(source['url'])}{said('note', source['note'])}"
        f"{said('note', source['calendar'], type='calendar')}</bibl></sourceDesc></fileDesc>"
        f"<profileDesc><langUsage><language{attributes(ident=source['language'] or 'und')}/></langUsage>"
        "</profileDesc></teiHeader>\n"
    )


def said(name: str, text: str, **values: str) -> str:
    """An element with text; nothing where there is no text."""
    return f"<{name}{attributes(**values)}>{xml_text(text)}</{name}>" if text else ""


def published(edtf: str) -> str:
    """The day of publication."""
    return f"<date{attributes(**date_values(edtf, None, None))}>{xml_text(edtf)}</date>" if edtf else ""


def reference(url: str) -> str:
    """The address of a text."""
    return f"<ptr{attributes(target=iri(url))}/>" if url else ""


def date_values(edtf: str, day_min: int | None, day_max: int | None) -> dict[str, str | None]:
    """The dating attributes of TEI: plain days where EDTF's value has them, and the value itself."""
    if not edtf:
        return {}
    ends = ends_of(edtf, day_min, day_max)
    pairs = {"date": ("when", ""), "interval": ("from", "to"), "within": ("notBefore", "notAfter")}
    start, end = pairs[ends.kind]
    return {
        start: ends.start,
        **({end: ends.end} if end else {}),
        "when-custom": "".join(edtf.split()),
        "datingMethod": METHOD,
        "cert": CERT[ends.doubt],
    }


def document(atlas: Atlas, query: AtlasQuery, source_id: str) -> Iterator[str]:
    """A text: its header, what it tells of places, and its words with names and dates marked."""
    source = atlas.source(source_id)
    mentions = list(atlas.mentions(replace(query, source=(source_id,))))
    yield f"<TEI{attributes(xml_id='source.' + xml_id(source_id))}>\n{header(source)}"
    if events := [event(row) for row in mentions if row["edtf"]]:
        yield f"<standOff><listEvent>\n{''.join(events)}</listEvent></standOff>\n"
    yield f"<text{attributes(xml_lang=source['language'] or 'und')}><body>\n"
    marks = [*map(name_mark, mentions), *map(date_mark, atlas.dates(source["number"]))]
    yield from body(source["text"], marks)
    yield "</body></text></TEI>\n"


def body(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    """The words of a text in blocks; a text of no words is one empty block, which TEI asks for."""
    parts = nest(marks)
    starts = [part.start for part in parts]
    for start, end in blocks(text, marks) if text else [(0, 0)]:
        inside = parts[bisect_left(starts, start) : bisect_left(starts, end)]
        yield f'<ab xml:space="preserve" n="{start}">{marked_up(text, (start, end), inside)}</ab>\n'


def name_mark(row: Row) -> Mark:
    """A name; ``type`` is how it is used, ``cert`` low where another place may be meant."""
    values = {
        "ref": "#" + xml_id(row["place_id"]) if row["place_id"] else None,
        "type": row["use"],
        "cert": "low" if row["doubtful"] else None,
    }
    return Mark(row["start"], row["end"], "placeName", f"mention.{row['fid']}", values)


def date_mark(row: Row) -> Mark:
    """A date expression."""
    values = date_values(row["edtf"], row["day_min"], row["day_max"])
    return Mark(row["start"], row["end"], "date", f"date.{row['id']}", values)


def event(row: Row) -> str:
    """What a mention attests: that the text tells of a place and of these days."""
    values: Mapping[str, str | None] = {
        "xml_id": f"attestation.{row['fid']}",
        "corresp": f"#mention.{row['fid']}",
        "where": "#" + xml_id(row["place_id"]) if row["place_id"] else None,
        **date_values(row["edtf"], row["day_min"], row["day_max"]),
    }
    basis = re.sub(r"\s+", " ", row["when_basis"])
    told = said("label", row["toponym"]) + said("note", basis, type="basis")
    return f"<event{attributes(**values)}>{told}</event>\n"
