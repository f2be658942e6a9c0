"""Names that last: IRIs of places, texts and attestations, for the formats of linked data."""

from __future__ import annotations

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import quote
from uuid import UUID, uuid5

from mapapp.errors import QueryError
from mapapp.exports.markup import iri
from mapapp.store.reading import Atlas, Row

ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
# Where nobody has said at which address the places are published.
BASE = "urn:x-mapapp:place:"
# Makes the same IRI of the same attestation in every build; drawn once with uuid4().
_ATTESTATIONS = UUID("5f0bd5ba-6f3c-4a0e-9f4d-0f9c6f1a2d17")
# Prefixes of ``matches`` and the IRIs that they stand for, as Linked Places names them.
AUTHORITIES: Mapping[str, str] = {
    "gn": "https://sws.geonames.org/{}/",
    "wd": "http://www.wikidata.org/entity/{}",
    "tgn": "http://vocab.getty.edu/tgn/{}",
    "pl": "https://pleiades.stoa.org/places/{}",
    "viaf": "http://viaf.org/viaf/{}",
    "gnd": "http://d-nb.info/gnd/{}",
    "loc": "http://id.loc.gov/authorities/subjects/{}",
    "bnf": "https://data.bnf.fr/{}",
    "dbp": "http://dbpedia.org/resource/{}",
    "wof": "https://spelunker.whosonfirst.org/id/{}",
    "osm": "https://www.openstreetmap.org/{}",
    "whg": "https://whgazetteer.org/places/{}",
}


def with_base(atlas: Atlas, base: str) -> Atlas:
    """The atlas whose places are published at ``base`` followed by their ids; raises QueryError."""
    return replace(atlas, meta={**atlas.meta, "base": checked_base(base)})


def checked_base(base: str) -> str:
    """The beginning of addresses; raises QueryError where it is none."""
    if not ADDRESS.fullmatch(base):
        raise QueryError("base", base, "write an address such as https://example.org/places/")
    return base


def place_iri(atlas: Atlas, place_id: str) -> str:
    """The IRI of a place."""
    return iri(atlas.meta.get("base", BASE)) + quote(place_id, safe="")


def text_iri(sha256: str) -> str:
    """The IRI of a text, which is its hash (RFC 6920): whoever has the text can check that it is this one.

    >>> text_iri("00" * 32)
    'ni:///sha-256;AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'
    """
    return "ni:///sha-256;" + urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def sha256_of(name: str) -> str:
    """The hash that a text's IRI holds, "" where it is none; the inverse of :func:`text_iri`."""
    match = re.fullmatch(r"ni:///sha-256;([A-Za-z0-9_-]{43})", name)
    return urlsafe_b64decode(match[1] + "=").hex() if match else ""


def attestation_iri(row: Row) -> str:
    """The IRI of an attestation: the same for the same words of the same text and the same place."""
    name = f"{row['source_sha256']}:{row['start']}:{row['end']}:{row['place_id'] or ''}"
    return f"urn:uuid:{uuid5(_ATTESTATIONS, name)}"


def match_links(matches: str) -> list[str]:
    """The links of a place such as ``wd:Q1``, each with its prefix; others are left out."""
    links = [part.strip() for part in matches.split("|")]
    return [link for link in links if link.partition(":")[0] in AUTHORITIES and link.partition(":")[2]]


def match_iri(link: str) -> str:
    """The IRI that a link such as ``wd:Q1`` stands for."""
    prefix, _, record = link.partition(":")
    return AUTHORITIES[prefix].format(iri(record))
