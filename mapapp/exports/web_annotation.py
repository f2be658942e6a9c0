"""W3C Web Annotation (JSON-LD): each attestation as an annotation that identifies a place in a text.

The target has both selectors, so that the words are found again by their position while the text is the
same, and by what stands around them where it is not. A text is named by its hash (RFC 6920).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import orjson

from mapapp.exports.evidence import around_mention, evidence
from mapapp.exports.geojson import chunks
from mapapp.exports.markup import iri
from mapapp.exports.naming import attestation_iri, place_iri, text_iri
from mapapp.maps.features import LIST_SEPARATOR
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"


def mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """An annotation collection whose one page holds every annotation, in the order of time."""
    return chunks(pieces(annotation(atlas, row) for row in evidence(atlas, query)))


def pieces(annotations: Iterable[dict[str, Any]]) -> Iterator[bytes]:
    """The collection; how many there are is known, and written, at its end."""
    yield b'{"@context":"' + CONTEXT.encode() + b'","type":"AnnotationCollection","label":"Places in texts",'
    yield b'"first":{"type":"AnnotationPage","startIndex":0,"items":['
    separator, total = b"\n", 0
    for item in annotations:
        yield separator + orjson.dumps(item)
        separator, total = b",\n", total + 1
    yield b'\n]},"total":' + str(total).encode() + b"}\n"


def annotation(atlas: Atlas, row: Row) -> dict[str, Any]:
    """One attestation; ``dcterms:temporal`` is the time that the passage tells of, in EDTF."""
    found: dict[str, Any] = {
        "id": attestation_iri(row),
        "type": "Annotation",
        "motivation": "identifying",
        "body": bodies(atlas, row),
        "target": {
            "type": "SpecificResource",
            "source": text(row),
            "selector": selectors((row["start"], row["end"]), row["surface"], around_mention(row)),
        },
    }
    if row["edtf"]:
        found["dcterms:temporal"] = {"@type": EDTF, "@value": row["edtf"]}
    return found


def bodies(atlas: Atlas, row: Row) -> list[dict[str, Any]]:
    """The place (or its bare name, where it is not known), the passage, and why this place is meant."""
    quote = (row["passage_start"], row["passage_end"])
    around = (row["quote_prefix"], row["quote_suffix"])
    said = LIST_SEPARATOR.join([*row["reasons"], *(row["when_reasons"] or [])])
    found = [
        identified(atlas, row),
        {
            "type": "SpecificResource",
            "purpose": "describing",
            "source": text_iri(row["source_sha256"]),
            "selector": selectors(quote, row["quote"], around),
        },
    ]
    if said:
        found.append({"type": "TextualBody", "purpose": "commenting", "value": said, "format": "text/plain"})
    if row["doubtful"]:
        doubt = "uncertain: " + (others(row) or "no other candidate is known")
        found.append({"type": "TextualBody", "purpose": "assessing", "value": doubt, "format": "text/plain"})
    return found


def identified(atlas: Atlas, row: Row) -> dict[str, Any]:
    """The place that the words name; only the name as a tag, where no place is known."""
    if not row["place_id"]:
        return {"type": "TextualBody", "purpose": "tagging", "value": row["toponym"], "format": "text/plain"}
    place = {"id": place_iri(atlas, row["place_id"]), "label": row["place_title"]}
    return {"type": "SpecificResource", "purpose": "identifying", "source": place}


def others(row: Row) -> str:
    """The places that may be meant instead, by their ids."""
    rivals = LIST_SEPARATOR.join(candidate[0] for candidate in row["candidates"][1:])
    return f"also possible: {rivals}" if rivals else ""


def text(row: Row) -> dict[str, Any]:
    """The text, named by its hash, with the id that it has in the atlas."""
    return {
        "id": text_iri(row["source_sha256"]),
        "type": "Text",
        "format": "text/plain",
        "language": row["source_language"] or "und",
        "label": row["source_title"],
        "dcterms:identifier": row["source_id"],
        **({"via": iri(row["source_url"])} if row["source_url"] else {}),
    }


def selectors(span: tuple[int, int], exact: str, around: tuple[str, str]) -> list[dict[str, Any]]:
    """Words by what stands around them, and by their position in code points."""
    return [
        {"type": "TextQuoteSelector", "exact": exact, "prefix": around[0], "suffix": around[1]},
        {"type": "TextPositionSelector", "start": span[0], "end": span[1]},
    ]
