"""The explorer as a single HTML file: map, list, timeline, quotes and search, from disk without a network.

The same templates, scripts and styles as the served page; what that page asks the server for stands in the
file. Links to pages of a server are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

import mapapp
from mapapp.draw import (
    OWN_FILES,
    STATIC,
    base_map,
    draw_map,
    picture,
    read_static,
    style_text,
    to_drawing,
)
from mapapp.maps.choices import CHOICES
from mapapp.maps.columns import Rows, to_columns
from mapapp.maps.quotes import to_quotes
from mapapp.maps.spec import MapSpec, view_of
from mapapp.maps.standalone import join_modules, json_text, policy, script_elements, style_element
from mapapp.query import AtlasQuery, to_pairs
from mapapp.store.reading import Atlas, Row

TEMPLATES = Path(mapapp.__file__).parent / "web" / "templates"
STYLES = ("css/base.css", "vendor/leaflet.css", "css/map.css", "css/explorer.css")
ENTRY = "app.js"


def page(atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
    """The file, as one chunk of UTF-8."""
    rows = list(atlas.mentions(query))
    base, credit = base_map()
    data = data_of(atlas, rows)
    drawing = to_drawing(draw_map(MapSpec(view=view_of(data["places"]), base=base, credit=credit)))
    scripts = [*map(read_static, drawing.scripts), drawing.script, joined_modules()]
    style = "".join(map(style_text, STYLES))
    words = {
        **about(atlas, query, rows),
        "drawing": drawing,
        "credit": credit,
        "icon": picture(STATIC / "icon.svg"),
        "style": style_element(style),
        "scripts": script_elements(scripts),
        "policy": policy(scripts, style),
        "data": json_text(data),
    }
    templates = Environment(
        loader=FileSystemLoader(TEMPLATES),
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
