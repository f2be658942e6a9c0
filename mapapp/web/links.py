"""Links between resources of the interchange, as the JSON of OGC API - Features has them."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from flask import request

from mapapp.web.negotiation import HTML

Link = dict[str, str]


def link(path: str, rel: str, media_type: str, title: str) -> Link:
    """A link as the standard's JSON has it; a path is one of this app."""
    href = request.root_url.rstrip("/") + path if path.startswith("/") else path
    return {"href": href, "rel": rel, "type": media_type, "title": title}


def with_parameters(**changed: str) -> str:
    """The address of the request with some parameters changed, or just as it came."""
    query = request.query_string.decode("latin-1")
    if any(name in request.args for name in changed):
        kept = [pair for pair in request.args.items(multi=True) if pair[0] not in changed]
        query = urlencode([*kept, *changed.items()], safe=",:/")
    elif changed:
        query = f"{query}{'&' if query else ''}{urlencode(changed)}"
    address = request.root_url.rstrip("/") + quote(request.path)
    return f"{address}?{query}" if query else address


def own_links(media_type: str) -> list[Link]:
    """Links to the document itself and to its other form."""
    return [
        link(with_parameters(), "self", media_type, "This document"),
        link(with_parameters(f="html"), "alternate", HTML, "This document as a page"),
    ]
