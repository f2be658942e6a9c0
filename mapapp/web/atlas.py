"""What every view needs: the atlas of the app, the query of the request, answers that can be kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from mapapp.errors import AtlasError
from mapapp.query import AtlasQuery, parse_query
from mapapp.store.reading import Atlas, open_atlas


def the_atlas() -> Atlas:
    """The atlas that this app serves: the same for a whole request."""
    found: Atlas = g.atlas
    return found


def find_atlas() -> None:
    """Before a request: take the atlas that is open, or open it anew where it was built again.

    What is remembered goes by the open atlas, so that nothing of the old one is told of the new. A file that
    is gone or damaged changes nothing: the next request looks again.
    """
    config = current_app.config
    if seen(config["ATLAS"].path) != config["ATLAS_SEEN"]:
        with suppress(AtlasError):
            serve_atlas(current_app, open_atlas(config["ATLAS"].path))
    g.atlas = config["ATLAS"]


def serve_atlas(app: Flask, atlas: Atlas) -> None:
    """Make an atlas that of the app."""
    app.config.update(ATLAS=atlas, ATLAS_SEEN=seen(atlas.path))


def seen(path: Path) -> tuple[int, ...]:
    """What changes when another file takes a file's place."""
    try:
        found = path.stat()
    except OSError:
        return ()
    return found.st_ino, found.st_mtime_ns, found.st_size


def the_query(*, without: tuple[str, ...] = ()) -> AtlasQuery:
    """The query in the request's address; ``without`` names parameters that belong to the view itself.

    The language belongs to every view.
    """
    own = ("lang", *without)
    return parse_query((name, value) for name, value in request.args.items(multi=True) if name not in own)


def kept(body: Callable[[], bytes], media_type: str, language: str = "") -> Response:
    """An answer with an ETag of the atlas: 304 without work where the reader has it already.

    ``language`` is that of the words in it, where there are any.
    """
    meta = the_atlas().meta
    response = Response(mimetype=media_type)
    response.set_etag(f"{meta['code'][:12]}{meta['texts'][:12]}{meta['gazetteer'][:12]}{language}")
    response.cache_control.no_cache = True
    response.vary.update(("Accept-Encoding", "Accept-Language") if language else ("Accept-Encoding",))
    if request.if_none_match.contains(response.get_etag()[0] or ""):
        response.status_code = 304
        return response
    response.set_data(body())
    return response
