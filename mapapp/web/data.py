"""Data for the page's scripts, and downloads: the columns of the map, evidence, found words, exports."""

from __future__ import annotations

from functools import lru_cache
from gzip import compress
from itertools import chain, islice
from typing import Any

import orjson
from flask import Blueprint, Response, request, stream_with_context

from mapapp.errors import NotFoundError, QueryError
from mapapp.exports.formats import FORMATS
from mapapp.exports.naming import with_base
from mapapp.maps.columns import Rows, to_columns
from mapapp.maps.quotes import Written, evidence, untold, written_dates
from mapapp.query import AtlasQuery
from mapapp.store.known import known
from mapapp.store.reading import Atlas, Row
from mapapp.web.atlas import kept, the_atlas, the_query
from mapapp.web.languages import language, language_suffix
from mapapp.web.naming import place_titles
from mapapp.web.words import LOCAL

blueprint = Blueprint("data", __name__)
# Evidence of so many attestations goes out at once; the answer says how many there are in all.
PAGE = 100


@blueprint.get("/data/map.json")
def map_json() -> Response:
    """The whole map as columns, gzipped where the browser takes it."""
    gzipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = kept(lambda: map_bytes(the_atlas(), gzipped), "application/json")
    if gzipped and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=2)
def map_bytes(atlas: Atlas, gzipped: bool) -> bytes:
    """The map's data as JSON; an atlas is never changed while it is open."""
    rows = Rows(
        sources=atlas.sources(),
        places=atlas.places(),
        names=atlas.names(),
        areas=atlas.areas(),
        mentions=atlas.mentions(AtlasQuery()),
    )
    body = orjson.dumps(to_columns(rows))
    return compress(body, 6, mtime=0) if gzipped else body


@blueprint.get("/data/mentions/<int(max=9223372036854775807):fid>.json")
def mention_json(fid: int) -> Response:
    """One attestation with all its evidence."""
    return kept(lambda: orjson.dumps(shown(the_atlas().mention(fid))), "application/json", language())


@blueprint.get("/data/mentions.json")
def mentions_json() -> Response:
    """Evidence of the query's attestations from ``offset`` on, in order of time, and how many there are."""
    offset, query = read_offset(), the_query(without=("offset",))
    rows = the_atlas().mentions(query)
    items = [shown(row) for row in islice(rows, offset, offset + PAGE)]
    total = offset + len(items) + sum(1 for _ in rows)
    return Response(
        orjson.dumps({"total": total, "offset": offset, "items": items}), mimetype="application/json"
    )


def read_offset() -> int:
    """How many attestations to pass over."""
    text = request.args.get("offset", "0")
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise QueryError("offset", text, "write how many to pass over, such as 100")
    return int(text)


@blueprint.get("/data/words.json")
def words_json() -> Response:
    """Ids of the passages that hold the words of ``q``."""
    query = the_query()
    found = sorted({row["passage"] for row in the_atlas().mentions(AtlasQuery(q=query.q))}) if query.q else []
    return Response(orjson.dumps({"q": query.q, "passages": found}), mimetype="application/json")


def shown(row: Row) -> dict[str, Any]:
    """What a popup shows of an attestation, with the link into its text."""
    atlas = the_atlas()
    found = evidence(row, place_titles(atlas), written_in(atlas), LOCAL)
    href = f"/sources/{row['source_id']}{language_suffix()}#p{row['passage_number']}"
    return {**found, "english": untold(row), "href": href}


@lru_cache(maxsize=1)
def written_in(atlas: Atlas) -> Written:
    """The dates of an atlas as its passages write them."""
    return written_dates(atlas.dates())


@blueprint.get("/export/<format_name>")
def export(format_name: str) -> Response:
    """What the query asks for as a download."""
    form = FORMATS.get(format_name)
    if form is None:
        raise NotFoundError(f"there is no export format {format_name!r}; there are {', '.join(FORMATS)}")
    layer = request.args.get("layer", form.layer)
    if layer not in form.layers:
        raise QueryError("layer", layer, f"it must be one of {', '.join(form.layers)}")
    atlas = with_base(the_atlas(), f"{request.url_root}places/")
    chunks = form.layers[layer](atlas, known(the_atlas(), the_query(without=("layer",))))
    # What goes wrong goes wrong at the first chunk, as a rule: then the answer is an error, not half a file.
    first = next(chunks, b"")
    return Response(
        stream_with_context(chain((first,), chunks)),
        content_type=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="mapapp-{layer}{form.ending}"'},
    )
