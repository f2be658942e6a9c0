"""Floor 4: draw a MapSpec with folium, safely: text of sources is only ever data.

folium writes the Leaflet map and its options; our plugin adds one call of ``static/js/places-layer.js``
with the spec as JSON. Nothing of a text goes through folium's popups, tooltips, names or styles, and
no address of another host is left in what is drawn.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from mapapp.maps.spec import MAX_ZOOM, MIN_ZOOM, MapSpec, to_json_value

# What our layer needs, in this order.
STYLES: Mapping[str, str] = {"map_css": "css/map.css"}
SCRIPTS: Mapping[str, str] = {
    "base_map": "js/base-map.js",
    "place_labels": "js/place-labels.js",
    "place_mark": "js/place-mark.js",
    "place_links": "js/place-links.js",
    "places_layer": "js/places-layer.js",
}
# Names that folium gives its own links, and our files for them; None: not needed without its widgets.
OWN_FILES: Mapping[str, str | None] = {
    "leaflet": "vendor/leaflet.js",
    "leaflet_css": "vendor/leaflet.css",
    "jquery": None,
    "bootstrap": None,
    "bootstrap_css": None,
    "awesome_markers": None,
    "awesome_markers_css": None,
    "awesome_rotate_css": None,
    "glyphicons_css": None,
    "awesome_markers_font_css": None,
    **STYLES,
    **SCRIPTS,
}


class PlacesLayer(JSCSSMixin, MacroElement):
    """The marks, areas and base map of a spec, drawn by one call in the page."""

    default_js = list(SCRIPTS.items())  # noqa: RUF012  # as folium's own plugins are made
    default_css = list(STYLES.items())  # noqa: RUF012  # likewise
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "placesLayer({{ this._parent.get_name() }}, {{ this.spec }});"
        "{% endmacro %}"
    )

    def __init__(self, spec: MapSpec) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it so
        self._name = "PlacesLayer"
        self.spec = script_json(to_json_value(spec))


class Drawing(NamedTuple):
    """A drawn map in pieces, for a page that has its own frame: paths are relative to ``static/``."""

    div: str
    script: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


def script_json(value: object) -> str:
    """JSON that can stand in a script element: nothing in it can end the element or the line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.translate({ord("<"): "\\u003c", ord(">"): "\\u003e", 0x2028: "\\u2028", 0x2029: "\\u2029"})


def draw_map(spec: MapSpec) -> folium.Map:
    """The folium map of a spec, without tiles; its ids are the same on every run."""
    west, south, east, north = spec.view
    drawn = folium.Map(
        location=[(south + north) / 2, (west + east) / 2],
        tiles=None,
        zoom_start=7,
        zoom_control=False,  # the page puts its own controls where a thumb reaches them
        minZoom=MIN_ZOOM,
        maxZoom=MAX_ZOOM,
        prefer_canvas=True,
        attribution_control=False,  # the page credits the base map in its own words
    )
    drawn._id = "atlas"  # noqa: SLF001  # folium draws ids at random; a page should be the same on every run
    layer = PlacesLayer(spec)
    layer._id = "atlas"  # noqa: SLF001  # likewise
    layer.add_to(drawn)
    return drawn


def to_drawing(drawn: folium.Map) -> Drawing:
    """A drawn map in pieces; raises KeyError where folium asks for a file that we do not know."""
    figure = cast("Figure", drawn.get_root())
    figure.render()
    names = [name for name, child in figure.header._children.items() if hasattr(child, "url")]  # noqa: SLF001  # no other way to ask
    files = [path for name in names if (path := OWN_FILES[name]) is not None]
    return Drawing(
        div=rendered(figure.html),
        script=rendered(figure.script),
        styles=tuple(path for path in files if path.endswith(".css")),
        scripts=tuple(path for path in files if path.endswith(".js")),
    )


def rendered(element: Element) -> str:
    """The text of an element of a figure."""
    text: str = element.render()
    return text


def to_context(drawing: Drawing) -> dict[str, Any]:
    """A drawing as names for a template."""
    return drawing._asdict()
