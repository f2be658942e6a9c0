"""Tile layers for those who are online: chosen by the reader by name, and never loaded unasked.

Names are those of xyzservices. The policy of a page lets pictures of another host in only where its address
names a layer of that host.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit
from warnings import catch_warnings, simplefilter

from xyzservices import providers  # type: ignore[import-untyped]  # it has no types

from mapapp.errors import QueryError

# What the menu offers; the address takes any name of xyzservices that needs no key.
OFFERED: Mapping[str, str] = {
    "Esri.WorldShadedRelief": "relief (Esri)",
    "Esri.WorldImagery": "from the air (Esri)",
    "OpenTopoMap": "topographic, of today (OpenTopoMap)",
    "OpenStreetMap.Mapnik": "streets of today (OpenStreetMap)",
}


@lru_cache(maxsize=64)
def tiles_of(name: str) -> dict[str, Any]:
    """The address, credit and deepest zoom of a layer; raises QueryError where there is none of that name."""
    right = f"write a name of xyzservices whose tiles need no key, such as {', '.join(OFFERED)}"
    try:
        with catch_warnings():
            simplefilter("error")  # it warns of tiles that have come to need a key
            provider = providers.query_name(name)
            address = provider.build_url(scale_factor="")
    except (ValueError, AttributeError, KeyError, UserWarning) as error:
        raise QueryError("layer", name, right) from error
    host = urlsplit(address).hostname or ""
    if provider.requires_token() or not address.startswith("https://") or set("'\";, ") & set(host):
        raise QueryError("layer", name, right)
    return {
        "url": address,
        "credit": str(provider.get("attribution", name)),
        "maxZoom": provider.get("max_zoom", 18),
    }


def check_layer(text: str) -> None:
    """Raise QueryError unless the text names a layer of tiles."""
    tiles_of(text)


def with_host(policy: str, address: str) -> str:
    """A policy that also lets in pictures of the host of an address, and nothing else of it."""
    return policy.replace("img-src 'self'", f"img-src 'self' https://{urlsplit(address).hostname}", 1)
