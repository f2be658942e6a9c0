"""What every view needs: the atlas of the app, the query of the request, answers that can be kept."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import monotonic

from flask import Config, Flask, Response, current_app, g, request

from mapapp.errors import AtlasError
from mapapp.query import AtlasQuery, parse_query
from mapapp.store.index import index_of, passages_with
from mapapp.store.meta import stamp_of
from mapapp.store.reading import Atlas, open_atlas
from mapapp.store.search import names_of

LOOK_SECONDS = 1.0  # between two looks at the file; an app may have another number in its config


def serve_atlas(app: Flask, atlas: Atlas) -> None:
    """Let an app serve an atlas, and the new one where that is built again."""
    app.config.update(ATLAS=atlas, LOOK_SECONDS=LOOK_SECONDS, NEXT_LOOK=0.0)
    app.before_request(find_atlas)


def the_atlas() -> Atlas:
    """The atlas that this app serves: the same for a whole request."""
    found: Atlas = g.atlas
    return found


def find_atlas() -> None:
    """Before a request: take the atlas that is open, or open it anew where it was built again.

    What is remembered goes by the open atlas, so that nothing of the old one is told of the new. A file that
    is gone or damaged changes nothing: the next look sees it again. Who looks at a file gives the turn to
    another thread, so that not every request does.
    """
    config = current_app.config
    if (now := monotonic()) >= config["NEXT_LOOK"]:
        config["NEXT_LOOK"] = now + config["LOOK_SECONDS"]
        look_again(config)
    g.atlas = config["ATLAS"]


def look_soon() -> None:
    """Let the next request look at the file, whatever the time: this one could not read the atlas."""
    current_app.config["NEXT_LOOK"] = 0.0


def look_again(config: Config) -> None:
    """Open the atlas anew where another file took its place."""
    if stamp_of(config["ATLAS"].path) != config["ATLAS"].file:
        with suppress(AtlasError):
            config["ATLAS"] = open_atlas(config["ATLAS"].path)
            forget()


def forget() -> None:
    """Drop what the store remembers of atlases; what this floor remembers, it remembers of one at a time."""
    for remembered in (index_of, passages_with, names_of):
        remembered.cache_clear()


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
