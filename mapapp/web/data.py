"""Data for the page's scripts, and downloads: the columns of the map, one mention, exports."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from gzip import compress

import orjson
from flask import Blueprint, Response, request, stream_with_context

from mapapp.errors import NotFoundError, QueryError
from mapapp.exports.formats import FORMATS
from mapapp.maps.columns import to_columns
from mapapp.query import AtlasQuery
from mapapp.store.reading import Atlas, Row
from mapapp.web.atlas import kept, the_atlas, the_query
from mapapp.web.words import edtf_words

blueprint = Blueprint("data", __name__)


@blueprint.get("/data/map.json")
def map_json() -> Response:
    """The whole map as columns, gzipped where the browser takes it."""
    gzipped = "gzip" in request.headers.get("Accept-Encoding", "")
    response = kept(lambda: map_bytes(the_atlas(), gzipped), "application/json")
    if gzipped and response.status_code == 200:
        response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=4)
def map_bytes(atlas: Atlas, gzipped: bool) -> bytes:  # noqa: FBT001  # part of the cache's key
    """The map's data as JSON; an atlas is never changed while it is open."""
    body = orjson.dumps(
        to_columns(atlas.sources(), atlas.places(named=True), atlas.areas(), atlas.mentions(AtlasQuery()))
    )
    return compress(body, 6, mtime=0) if gzipped else body


@blueprint.get("/data/mentions/<int:fid>.json")
def mention_json(fid: int) -> Response:
    """One attestation with all its evidence."""
    return kept(lambda: orjson.dumps(evidence(the_atlas().mention(fid))), "application/json")


def evidence(row: Row) -> Mapping[str, object]:
    """What a popup shows of an attestation."""
    names = "fid place_id surface toponym reading mark_start mark_end use zone rule doubtful source_id source_title"
    return {
        **{name: row[name] for name in names.split()},
        "edtf": row["edtf"],
        "when": edtf_words(row["edtf"]),
        "when_basis": row["when_basis"],
        "document": edtf_words(row["document_edtf"]) if row["document_edtf"] else "",
        "date_surface": row["date_surface"],
        "reasons": [*row["reasons"], *row["when_reasons"]],
        "candidates": row["candidates"],
        "passage": row["passage"],
        "href": f"/sources/{row['source_id']}#p{row['passage_number']}",
    }


@blueprint.get("/export/<format_name>")
def export(format_name: str) -> Response:
    """What the query asks for as a download."""
    form = FORMATS.get(format_name)
    if form is None:
        raise NotFoundError(f"there is no export format {format_name!r}; there are {', '.join(FORMATS)}")
    layer = request.args.get("layer", "mentions")
    if layer not in form.layers:
        raise QueryError("layer", layer, f"it must be one of {', '.join(form.layers)}")
    chunks = form.layers[layer](the_atlas(), the_query(without=("layer",)))
    name = f"mapapp-{layer}{form.ending}"
    return Response(
        stream_with_context(chunks),
        mimetype=form.media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
