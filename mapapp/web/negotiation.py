"""Which form of a resource a request wants, and answers that travel well: ETag, 304, gzip, other origins.

Resources of the interchange come as JSON to programs and as a page to people, at the same address: ``f``
in the address decides, else the Accept header, else it is JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from gzip import compress

import orjson
from flask import Flask, Response, g, request
from werkzeug.datastructures import MIMEAccept
from werkzeug.exceptions import NotAcceptable
from werkzeug.http import parse_accept_header

import mapapp
from mapapp.errors import QueryError
from mapapp.web.atlas import the_atlas

FORMS = ("json", "html")
JSON, HTML = "application/json", "text/html"
GEOJSON = "application/geo+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
PROBLEM = "application/problem+json"
# Addresses of the interchange: any page may read them, and their errors are JSON unless a person asks.
PATHS = ("/collections", "/conformance", "/api", "/reconcile")
# What each JSON media type also answers to.
ALSO: Mapping[str, tuple[str, ...]] = {
    JSON: (JSON,),
    GEOJSON: (GEOJSON, JSON),
    OPENAPI: (OPENAPI, "application/vnd.oai.openapi+json", "application/openapi+json;version=3.0", JSON),
}
# Below this many bytes gzip gains nothing; level 4 halves the time of level 6 for 5 % more bytes.
WORTH_GZIP, GZIP_LEVEL = 1000, 4
CROSS_ORIGIN = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
# What a browser asks before it asks (OPTIONS).
PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
}


def register(app: Flask) -> None:
    """Let answers of the interchange cross origins, and compress what the client takes compressed."""
    app.after_request(add_cross_origin)
    app.after_request(add_gzip)


@lru_cache(maxsize=256)
def chosen_form(accept: str, json_type: str) -> str | None:
    """``json`` or ``html`` by an Accept header, or None where neither will do."""
    if not accept:
        return "json"
    offers = [*ALSO[json_type], HTML]
    best = parse_accept_header(accept, MIMEAccept).best_match(offers)
    if best is None:
        return None
    return "html" if best == HTML else "json"


def wanted_form(json_type: str = JSON) -> str:
    """The form that this request wants; raises QueryError on a wrong ``f``, NotAcceptable (406)."""
    given = request.args.get("f")
    if given is not None:
        check_form(given)
        return given
    form = chosen_form(request.headers.get("Accept", ""), json_type)
    if form is None:
        raise NotAcceptable(
            f"this comes as {json_type} or {HTML}; ask for one of them with Accept, or with f=json"
        )
    return form


def check_form(text: str) -> None:
    """Raise QueryError unless the text names a form."""
    if text not in FORMS:
        raise QueryError("f", text, f"it must be one of {', '.join(FORMS)}")


def is_interchange() -> bool:
    """Whether the request is for the interchange, whoever asks."""
    path = request.path
    return path.startswith(PATHS) or g.get("landing", False)


def prefers_page() -> bool:
    """Whether an error in the interchange is to be told as a page: only where that is asked for."""
    given = request.args.get("f")
    if given in FORMS:
        return given == "html"
    return chosen_form(request.headers.get("Accept", ""), JSON) == "html"


def says_something(text: str) -> bool:
    """Whether a value holds more than white space and control characters, as the OpenAPI document demands."""
    return bool(re.search(r"[^\s\x00-\x1f]", text))


def check_parameters(*allowed: str, repeated: str = "") -> None:
    """Raise QueryError where the address holds a parameter that is not allowed, empty, or there twice.

    One parameter may be repeated.
    """
    for name, values in request.args.lists():
        if name not in allowed:
            there = f"there are {', '.join(allowed)}" if allowed else "this address has none"
            raise QueryError(name, values[0], f"there is no such parameter; {there}")
        if len(values) > 1 and name != repeated:
            raise QueryError(name, "&".join(values), "give it once; several values are joined with commas")
        if not all(map(says_something, values)):
            raise QueryError(name, values[0], "give it a value, or leave it out")


def reply(body: Callable[[], bytes], media_type: str) -> Response:
    """An answer with an ETag that changes with the atlas, the program and the form: 304 where it is known.

    The tag is a weak one, since the time stamp in the body and the compression may differ.
    """
    meta = the_atlas().meta
    form = "html" if media_type == HTML else "json"
    tag = f"{mapapp.__version__}-{meta['code'][:10]}{meta['texts'][:10]}{meta['gazetteer'][:10]}-{form}"
    if request.if_none_match.contains_weak(tag):
        response = Response(status=304)
    else:
        response = Response(body(), content_type=f"{HTML}; charset=utf-8" if form == "html" else media_type)
    kept = {"ETag": f'W/"{tag}"', "Cache-Control": "no-cache", "Vary": "Accept, Accept-Encoding"}
    response.headers.extend(kept)
    return response


def reply_json(value: object, media_type: str = JSON) -> Response:
    """A small value as JSON."""
    return reply(lambda: orjson.dumps(value), media_type)


def add_cross_origin(response: Response) -> Response:
    """Let pages of other origins read the interchange, its errors too."""
    if is_interchange():
        headers = CROSS_ORIGIN | PREFLIGHT if request.method == "OPTIONS" else CROSS_ORIGIN
        response.headers.extend(headers)
    return response


def add_gzip(response: Response) -> Response:
    """Compress text for who takes it; not what is streamed, compressed already, or has a strong ETag."""
    # The first question is cheap, the second right: "gzip;q=0" takes none.
    if "gzip" not in request.headers.get("Accept-Encoding", "") or not request.accept_encodings["gzip"]:
        return response
    headers = response.headers
    known = response.is_streamed or "Content-Encoding" in headers or headers.get("ETag", "W/").startswith('"')
    media_type = response.mimetype or ""
    text = media_type.startswith("text/") or media_type.endswith("json")
    if known or not text or response.status_code == 304 or response.direct_passthrough:
        return response
    body = response.get_data()
    if len(body) >= WORTH_GZIP:
        response.set_data(compress(body, GZIP_LEVEL, mtime=0))
        headers["Content-Encoding"] = "gzip"
        response.vary.add("Accept-Encoding")
    return response
