"""What every view needs: the atlas of the app, the query of the request, answers that can be kept."""

from __future__ import annotations

from collections.abc import Callable

from flask import Response, current_app, request

from mapapp.query import AtlasQuery, parse_query
from mapapp.store.reading import Atlas


def the_atlas() -> Atlas:
    """The atlas that this app serves."""
    atlas: Atlas = current_app.config["ATLAS"]
    return atlas


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
