"""The table of export formats: what ``mapapp export`` and the export menu offer.

The table names its writers and imports none: a format's module is imported at its first use, so that the
command line can list the formats at no cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:  # SQLAlchemy takes a tenth of a second, which ``mapapp --help`` does not spend
    from mapapp.query import AtlasQuery
    from mapapp.store.reading import Atlas


@dataclass(frozen=True, slots=True)
class Writer:
    """A function of a module of this room, from an atlas and a query to chunks of bytes."""

    module: str
    function: str

    def __call__(self, atlas: Atlas, query: AtlasQuery) -> Iterator[bytes]:
        """The chunks of an export; raises ExportError where a package is missing."""
        chunks: Iterator[bytes] = getattr(import_module(f"mapapp.exports.{self.module}"), self.function)(
            atlas, query
        )
        return chunks


class Format(NamedTuple):
    """An export format: its writers by layer, media type, file ending, and a sentence for menus.

    The first layer is the one that is written where none is asked for. ``package`` is one that is needed and
    does not come with mapapp itself.
    """

    layers: Mapping[str, Writer]
    media_type: str
    ending: str
    help: str
    package: str = ""

    @property
    def layer(self) -> str:
        """The layer that is written where none is asked for."""
        return next(iter(self.layers))


def both(module: str) -> Mapping[str, Writer]:
    """The writers of a module that writes mentions and places."""
    return {"mentions": Writer(module, "mentions"), "places": Writer(module, "places")}


FORMATS: Mapping[str, Format] = {
    "html": Format(
        {"map": Writer("html", "page")},
        "text/html",
        ".html",
        "This map as one file: opens from disk without a network, with quotes, timeline and search",
    ),
    "geojson": Format(
        both("geojson"),
        "application/geo+json",
        ".geojson",
        "GeoJSON for QGIS, geopandas and web maps: every passage with its evidence, or one feature a place",
    ),
    "geojsonl": Format(
        {"mentions": Writer("geojson", "mention_lines")},
        "application/geo+json-seq",
        ".geojsonl",
        "GeoJSON with a feature on each line, for programs that read as they go",
    ),
    "jsonfg": Format(
        {"mentions": Writer("geojson", "timed_mentions")},
        "application/vnd.ogc.fg+json",
        ".fg.json",
        "JSON-FG: GeoJSON with the time of each passage where its readers look for it",
    ),
    "csv": Format(
        both("csv_table"), "text/csv", ".csv", "A table for spreadsheets, R and pandas, safe to open"
    ),
    "gpkg": Format(
        {"mentions": Writer("gdal", "mentions_gpkg"), "places": Writer("gdal", "places_gpkg")},
        "application/geopackage+sqlite3",
        ".gpkg",
        "GeoPackage: one file for QGIS and ArcGIS",
    ),
    "fgb": Format(
        {"mentions": Writer("gdal", "mentions_fgb"), "places": Writer("gdal", "places_fgb")},
        "application/flatgeobuf",
        ".fgb",
        "FlatGeobuf: small and quick, for web maps and GDAL",
    ),
    "parquet": Format(
        both("parquet"),
        "application/vnd.apache.parquet",
        ".parquet",
        "GeoParquet for data science",
        package="pyarrow",
    ),
    "kml": Format(
        both("kml"), "application/vnd.google-earth.kml+xml", ".kml", "KML with time spans, for Google Earth"
    ),
    "lpf": Format(
        {"places": Writer("linked_places", "places")},
        "application/ld+json",
        ".lpf.json",
        "Linked Places: places with all their names, for the World Historical Gazetteer",
    ),
    "lp-tsv": Format(
        {"places": Writer("lp_tsv", "places")},
        "text/tab-separated-values",
        ".lp.tsv",
        "LP-TSV: the same places as a table",
    ),
    "tei": Format(
        {"texts": Writer("tei", "texts")},
        "application/tei+xml",
        ".tei.xml",
        "TEI: the whole texts with names and dates marked, and a list of places",
    ),
    "annotations": Format(
        {"mentions": Writer("web_annotation", "mentions")},
        'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
        ".anno.jsonld",
        "W3C Web Annotations, for Recogito and other annotation tools",
    ),
    "turtle": Format(
        {"mentions": Writer("turtle", "mentions")},
        "text/turtle",
        ".ttl",
        "RDF: annotations, places and texts",
    ),
    "bibtex": Format(
        {"sources": Writer("bibliography", "bibtex")},
        "application/x-bibtex",
        ".bib",
        "The texts as BibTeX, for LaTeX",
    ),
    "csl": Format(
        {"sources": Writer("bibliography", "csl")},
        "application/vnd.citationstyles.csl+json",
        ".csl.json",
        "The texts as CSL-JSON, for Zotero and pandoc",
    ),
}


def offered() -> Mapping[str, Format]:
    """The formats whose packages are installed, for menus; the others say what to install when asked for."""
    return {name: form for name, form in FORMATS.items() if not form.package or find_spec(form.package)}
