"""Floor 4: draw a MapSpec with folium, safely: text of sources is only ever data.

folium writes the Leaflet map and its options; our plugin adds one call of ``static/js/places-layer.js``
with the spec as JSON. Nothing of a text goes through folium's popups, tooltips, names or styles, and
no address of another host is left in what is drawn.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple, cast

import folium
from branca.element import Element, Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

import mapapp
from mapapp.maps.spec import MAX_ZOOM, MIN_ZOOM, MapSpec, to_json_value
from mapapp.maps.standalone import data_uri, json_text, script_elements, style_element

Map = folium.Map
# What our layer needs, in this order.
STYLES: Mapping[str, str] = {"map_css": "css/map.css"}
SCRIPTS: Mapping[str, str] = {
    "base_map": "js/base-map.js",
    "place_labels": "js/place-labels.js",
    "mark_sheets": "js/mark-sheets.js",
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
    "quote_popups": "js/quote-popups.js",
    "quote_popups_css": "css/quote-popups.css",
}
STATIC = Path(mapapp.__file__).parent / "web" / "static"
MEDIA_TYPES: Mapping[str, str] = {".png": "image/png", ".svg": "image/svg+xml", ".webp": "image/webp"}
# What folium writes so that nobody can enlarge the page.
LOCKED = ", maximum-scale=1.0, user-scalable=no"
CSS_ADDRESS = re.compile(r"url\((?!['\"]?(?:data:|#))['\"]?([^)'\"]+)['\"]?\)")


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
        self.spec = json_text(to_json_value(spec))


class Drawing(NamedTuple):
    """A drawn map in pieces, for a page that has its own frame: paths are relative to ``static/``."""

    div: str
    script: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]


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
    return pieces(cast("Figure", drawn.get_root()))


def pieces(figure: Figure) -> Drawing:
    """What a figure draws, in pieces."""
    for child in figure._children.values():  # noqa: SLF001  # no other way to ask
        child.render()
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


class QuotePopups(JSCSSMixin, MacroElement):
    """Popups with passages, for a map that stands alone; ``static/js/quote-popups.js`` says what it takes."""

    default_js = [("quote_popups", "js/quote-popups.js")]  # noqa: RUF012  # as folium's own plugins are made
    default_css = [("quote_popups_css", "css/quote-popups.css")]  # noqa: RUF012  # likewise
    _template = Template(
        "{% macro script(this, kwargs) %}"
        "quotePopups(placesLayer.drawn.at(-1), {{ this.quotes }});"
        "{% endmacro %}"
    )

    def __init__(self, quotes: Mapping[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it so
        self._name = "QuotePopups"
        self.quotes = json_text(quotes)


class OfflineFigure(Figure):
    """A page that holds every file it needs: it is saved, sent, and shown in a notebook without a network."""

    _template = Template(
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<title>{{ this.title|e }}</title>\n'
        "{{ kwargs.head }}\n</head>\n<body>\n"
        '<main><h1 class="unseen">{{ this.title|e }}</h1>\n{{ kwargs.body }}</main>\n'
        "{{ kwargs.scripts }}\n</body>\n</html>\n"
    )

    def render(self, **_: Any) -> str:
        """The page; raises KeyError where folium asks for a file that we do not know."""
        drawing = pieces(self)
        own = [rendered(c) for c in self.header._children.values() if not hasattr(c, "url")]  # noqa: SLF001  # likewise
        head = "\n".join(own).replace(LOCKED, "") + style_element("".join(map(style_text, drawing.styles)))
        scripts = script_elements([*map(read_static, drawing.scripts), drawing.script])
        parts = {"head": head, "body": drawing.div, "scripts": scripts}
        page: str = self._template.render(this=self, kwargs=parts)
        return page


def draw_alone(spec: MapSpec, quotes: Mapping[str, Any], title: str) -> folium.Map:
    """The map of a spec in a page of its own, whose popups quote; the spec holds its data and base map."""
    drawn = draw_map(spec)
    QuotePopups(quotes).add_to(drawn)
    OfflineFigure(title=title, height="520px").add_child(drawn)
    return drawn


def read_static(path: str) -> str:
    """One of our files; its path is relative to ``static/``."""
    return (STATIC / path).read_text(encoding="utf-8")


def style_text(path: str) -> str:
    """A style sheet with its pictures inside."""
    folder = (STATIC / path).parent
    return CSS_ADDRESS.sub(lambda found: f"url({picture(folder / found[1])})", read_static(path))


def picture(path: Path) -> str:
    """A picture as an address that holds it."""
    return data_uri(path.read_bytes(), MEDIA_TYPES[path.suffix])


def base_map() -> tuple[dict[str, Any], str]:
    """The base map's layers as their content, and whom they are owed to; nothing where none was made."""
    layers: dict[str, Any] = {}
    for path in sorted((STATIC / "basemap").glob("*")):
        pictured = path.suffix in MEDIA_TYPES
        layers[path.stem] = picture(path) if pictured else json.loads(path.read_text(encoding="utf-8"))
    credit = layers.pop("basemap", {}).get("credit", "")
    return layers, str(credit)
