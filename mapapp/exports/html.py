"""The explorer as a single HTML file: map, list, timeline, quotes and search, from disk without a network.

The same templates, scripts and styles as the served page; what that page asks the server for stands in the
file. Links to pages of a server are left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

import mapapp
from mapapp.draw import OWN_FILES, draw_map, to_drawing
from mapapp.maps.choices import CHOICES
from mapapp.maps.columns import Rows, to_columns
from mapapp.maps.quotes import to_quotes
from mapapp.maps.spec import MapSpec
from mapapp.maps.standalone import (
    data_uri,
    join_modules,
    json_text,
    policy,
    script_elements,
    style_element,
)
from mapapp.query import AtlasQuery, to_pairs
from mapapp.store.reading import Atlas, Row

WEB = Path(mapapp.__file__).parent / "web"
STATIC = WEB / "static"
STYLES = ("css/base.css", "vendor/leaflet.css", "css/map.css", "css/explorer.css")
ENTRY = "app.js"
MEDIA_TYPES: Mapping[str, str] = {".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp"}
ADDRESS = re.compile(r"url\((?!['\"]?(?:data:|#))['\"]?([^)'\"]+)['\"]?\)")


def page(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The file, as one chunk of UTF-8."""
    rows = list(atlas.mentions(query))
    base, credit = base_map()
    drawing = to_drawing(draw_map(MapSpec(base=base, credit=credit)))
    scripts = [*map(read, drawing.scripts), drawing.script, joined_modules()]
    style = "".join(style_text(path) for path in STYLES)
    words = {
        **about(atlas, query, rows),
        "drawing": drawing,
        "credit": credit,
        "icon": file_uri(STATIC / "icon.svg"),
        "style": style_element(style),
        "scripts": script_elements(scripts),
        "policy": policy(scripts, style),
        "data": json_text(data_of(atlas, rows)),
    }
    templates = Environment(
        loader=FileSystemLoader(WEB / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    templates.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # the extension adds it
    templates.filters["number"] = "{:,}".format
    templates.globals.update(_=untranslated, gettext=untranslated)
    yield templates.get_template("single.html").render(**words).encode()


def untranslated(text: str, **values: object) -> str:
    """The words of a template as they are: the file is in English."""
    return text % values if values else text


def about(atlas: Atlas, query: AtlasQuery, rows: list[Row]) -> dict[str, Any]:
    """What the file says of itself and of what it holds."""
    sources = [source for source in atlas.sources() if source["id"] in {row["source_id"] for row in rows}]
    return {
        "single": True,
        "title": f"Places in {len(sources)} historical text{'' if len(sources) == 1 else 's'}",
        "asked": to_pairs(query),
        "query": {"q": "", **dict.fromkeys(("source", "kind", "use", "zone", "certainty"), ())},
        "sources": sources,
        "source_choices": [(source["id"], source["title"]) for source in sources],
        "places": (),
        "total": len({row["place_id"] for row in rows if row["place_id"]}),
        "counts": atlas.counts(query),
        "program": f"mapapp {mapapp.__version__}",
        "texts": atlas.meta["texts"][:8],
        "gazetteer": atlas.meta["gazetteer"][:8],
        **CHOICES,
    }


def data_of(atlas: Atlas, rows: list[Row]) -> dict[str, Any]:
    """The columns of the map with the evidence of every row."""
    places = atlas.places()
    named = frozenset(row["place_id"] for row in rows)
    columns = to_columns(Rows(atlas.sources(), places, atlas.names(), atlas.areas(), rows, named))
    titles = {place["id"]: place["title"] for place in places}
    return {**columns, "quotes": to_quotes(rows, titles, atlas.dates())}


def joined_modules() -> str:
    """The page's ES modules as one script."""
    paths = (path for path in (STATIC / "js").glob("*.js") if f"js/{path.name}" not in OWN_FILES.values())
    return join_modules({path.name: path.read_text(encoding="utf-8") for path in paths}, ENTRY)


def base_map() -> tuple[dict[str, Any], str]:
    """The base map's layers as their content, and whom they are owed to; nothing where none was made."""
    layers: dict[str, Any] = {}
    for path in sorted((STATIC / "basemap").glob("*")):
        pictured = path.suffix in MEDIA_TYPES
        layers[path.stem] = file_uri(path) if pictured else json.loads(path.read_text(encoding="utf-8"))
    credit = layers.pop("basemap", {}).get("credit", "")
    return layers, str(credit)


def read(path: str) -> str:
    """One of the page's own files."""
    return (STATIC / path).read_text(encoding="utf-8")


def style_text(path: str) -> str:
    """A style sheet with its pictures inside."""
    folder = (STATIC / path).parent
    return ADDRESS.sub(lambda found: f"url({file_uri(folder / found[1])})", read(path))


def file_uri(path: Path) -> str:
    """A picture as an address that holds it."""
    return data_uri(path.read_bytes(), MEDIA_TYPES[path.suffix])
