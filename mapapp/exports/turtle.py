"""RDF in Turtle: the annotations of the Web Annotation export, and the places and texts that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mapapp.exports.evidence import around_mention, evidence
from mapapp.exports.geojson import chunks
from mapapp.exports.markup import iri
from mapapp.exports.naming import attestation_iri, match_iri, match_links, place_iri, text_iri
from mapapp.exports.records import names_by_place
from mapapp.maps.features import LIST_SEPARATOR
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

PREFIXES = """\
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix geo: <http://www.opengis.net/ont/geosparql#> .
@prefix lpo: <http://linkedpasts.org/ontology/lpo_latest.ttl#> .
@prefix oa: <http://www.w3.org/ns/oa#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
"""
_LONG = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')


def mentions(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The triples of the query's attestations, then of the texts and places that these name."""
    return chunks(part.encode() for part in parts(atlas, query))


def parts(atlas: Atlas, query: AtlasQuery) -> Iterator[str]:
    """Each resource with its triples."""
    yield PREFIXES
    places, sources = set[str](), set[int]()
    for row in evidence(atlas, query):
        places.add(row["place_id"])
        sources.add(row["source"])
        yield annotation(atlas, row)
    for source in atlas.sources():
        if source["number"] in sources:
            yield text(source)
    names = names_by_place(atlas)
    for place in atlas.places():
        if place["id"] in places:
            yield described(atlas, place, names[place["id"]])


def literal(value: str) -> str:
    """A string as Turtle writes it."""
    return '"' + _ESCAPED.sub(lambda m: _LONG.get(m[0]) or f"\\u{ord(m[0]):04X}", value) + '"'


def tagged(value: str, language: str, script: str = "") -> str:
    """A string with its language, where it is one that RDF can write."""
    tag = "-".join(filter(None, (language, script)))
    return literal(value) + (f"@{tag}" if re.fullmatch("[a-zA-Z]{2,3}(-[a-zA-Z0-9]+)*", tag) else "")


def reference(address: str) -> str:
    """An IRI between its brackets."""
    return f"<{iri(address)}>"


def triples(subject: str, facts: list[tuple[str, str]]) -> str:
    """A subject with its predicates and objects; those without an object are left out."""
    said = " ;\n  ".join(f"{predicate} {thing}" for predicate, thing in facts if thing)
    return f"\n{subject} {said} .\n"


def annotation(atlas: Atlas, row: Row) -> str:
    """An attestation."""
    why = LIST_SEPARATOR.join([*row["reasons"], *(row["when_reasons"] or [])])
    passage = (row["passage_start"], row["passage_end"])
    quote = selection(row, passage, row["quote"], (row["quote_prefix"], row["quote_suffix"]))
    tag = f"[ a oa:TextualBody ; oa:hasPurpose oa:tagging ; rdf:value {literal(row['toponym'])} ]"
    place = reference(place_iri(atlas, row["place_id"])) if row["place_id"] else tag
    facts = [
        ("a", "oa:Annotation"),
        ("oa:motivatedBy", "oa:identifying"),
        ("oa:hasBody", place),
        ("oa:hasBody", quote.replace("[ a", "[ oa:hasPurpose oa:describing ; a", 1)),
        ("oa:hasTarget", selection(row, (row["start"], row["end"]), row["surface"], around_mention(row))),
        ("dcterms:temporal", f"{literal(row['edtf'])}^^edtf:EDTF" if row["edtf"] else ""),
        ("lpo:has_certainty", '"uncertain"' if row["doubtful"] else ""),
        ("rdfs:comment", literal(why) if why else ""),
    ]
    return triples(reference(attestation_iri(row)), facts)


def selection(row: Row, span: tuple[int, int], exact: str, around: tuple[str, str]) -> str:
    """Words of a text by what stands around them and by their position in code points."""
    prefix, suffix = map(literal, around)
    return (
        f"[ a oa:SpecificResource ; oa:hasSource {reference(text_iri(row['source_sha256']))} ; oa:hasSelector"
        f" [ a oa:TextQuoteSelector ; oa:exact {literal(exact)} ; oa:prefix {prefix} ; oa:suffix {suffix} ] ,"
        f" [ a oa:TextPositionSelector ; oa:start {span[0]} ; oa:end {span[1]} ] ]"
    )


def text(source: Row) -> str:
    """A text, named by its hash."""
    facts = [
        ("a", "<http://purl.org/dc/dcmitype/Text>"),
        ("dcterms:identifier", literal(source["id"])),
        ("dcterms:title", tagged(source["title"], source["language"])),
        *((f"dcterms:{name}", literal(source[key]) if source[key] else "") for name, key in TEXT_FACTS),
        ("dcterms:source", reference(source["url"]) if source["url"] else ""),
    ]
    return triples(reference(text_iri(source["sha256"])), facts)


TEXT_FACTS = (
    ("creator", "author"),
    ("publisher", "publisher"),
    ("date", "published"),
    ("language", "language"),
    ("rights", "rights"),
)


def described(atlas: Atlas, place: Row, names: list[Row]) -> str:
    """A place with the names of all sides, its point and its records elsewhere."""
    said = " , ".join(
        f"[ lpo:toponym {tagged(name['toponym'], name['lang'], name['script'])} ;"
        f" dcterms:source {literal(name['source'] or 'not stated')} ]"
        for name in names
    )
    point = ""
    if place["lon"] is not None:
        wkt = literal(f"POINT({place['lon']:.6f} {place['lat']:.6f})")
        certainty = literal(place["certainty"] or "certain")
        point = f"[ a geo:Geometry ; geo:asWKT {wkt}^^geo:wktLiteral ; lpo:has_certainty {certainty} ]"
    facts = [
        ("a", "geo:Feature"),
        ("dcterms:identifier", literal(place["id"])),
        ("dcterms:title", literal(place["title"])),
        ("dcterms:type", literal(place["kind"])),
        ("lpo:name_attestation", said),
        ("skos:closeMatch", " , ".join(reference(match_iri(m)) for m in match_links(place["matches"]))),
        ("dcterms:description", literal(place["description"]) if place["description"] else ""),
        ("geo:hasGeometry", point),
    ]
    return triples(reference(place_iri(atlas, place["id"])), facts)
