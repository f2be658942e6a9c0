"""The texts themselves as BibTeX and CSL-JSON, for Zotero, LaTeX and pandoc.

What an answer cites: the query's sources, or those whose passages the query asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import orjson

from mapapp.exports.times import ends_of
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row

# Signs that BibTeX takes for commands inside braces.
BIBTEX_SIGNS = str.maketrans(
    {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
    | {sign: "\\" + sign for sign in "&%$#_{}"}
)


def sources_of(atlas: Atlas, query: AtlasQuery) -> list[Row]:
    """The sources that an answer cites, in the order of the corpus; all of them where nothing is asked."""
    if query == AtlasQuery():
        return atlas.sources()
    cited = {row["source"] for row in atlas.mentions(query)}
    return [source for source in atlas.sources() if source["number"] in cited]


def bibtex(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """BibTeX entries in UTF-8, keyed by the ids of the sources."""
    return (entry(source).encode() for source in sources_of(atlas, query))


def entry(source: Row) -> str:
    """One BibTeX entry; names stand in double braces, so that none is taken apart."""
    year, month = [*source["published"].split("-"), "", ""][:2]
    fields = {
        "title": braced(source["title"]),
        "author": braced(source["author"]),
        "publisher": braced(source["publisher"]),
        "year": year if re.fullmatch("[0-9]{4}", year) else "",
        "month": str(int(month)) if re.fullmatch("0[1-9]|1[0-2]", month) else "",
        "date": source["published"] if re.fullmatch("[0-9/-]+", source["published"]) else "",
        "url": re.sub(r"[{}\\\s]", "", source["url"]),
        "language": plain(source["language"]),
        "note": plain(source["note"]),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{source['id']},\n{lines}}}\n\n"


def plain(text: str) -> str:
    """Text on one line in which BibTeX finds no command."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(printable.split()).translate(BIBTEX_SIGNS)


def braced(text: str) -> str:
    """The same in braces: neither its case nor its parts are changed."""
    return f"{{{plain(text)}}}" if text else ""


def csl(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """A CSL-JSON list (schema 1.0.2)."""
    yield orjson.dumps([item(source) for source in sources_of(atlas, query)], option=orjson.OPT_INDENT_2)


def item(source: Row) -> dict[str, Any]:
    """One CSL item; what is not known is left out."""
    found = {
        "id": source["id"],
        "type": "document",
        "title": source["title"],
        "author": [{"literal": source["author"]}] if source["author"] else [],
        "publisher": source["publisher"],
        "issued": issued(source["published"]),
        "URL": source["url"],
        "language": source["language"],
        "note": source["note"],
        "custom": {"sha256": source["sha256"], "rights": source["rights"]},
    }
    return {name: value for name, value in found.items() if value}


def issued(published: str) -> dict[str, Any]:
    """A date as CSL's parts, one for a date and two for a range; as its own words where it is neither."""
    ends = ends_of(published, None, None)
    if not published or not (ends.start and ends.end):
        return {"literal": published} if published else {}
    dates = [ends.start] if ends.kind == "date" else [ends.start, ends.end]
    parts = [[int(part) for part in date.split("-")] for date in dates]
    return {"date-parts": parts, **({"circa": True} if ends.doubt else {})}
