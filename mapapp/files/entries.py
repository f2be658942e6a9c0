"""What readers of foreign gazetteers share: the entry that each yields, and cells checked one by one.

A reader is a function from a path and a column mapping to entries and faults: an :class:`Entry` for each
place, a line of text for each thing that is wrong. Nothing is passed over: who collects them decides.
"""

from __future__ import annotations

import gzip
import json
import re
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from mapapp.errors import GazetteerError
from mapapp.gazetteer import fault, is_between

PLACE_COLUMNS = (
    "id title title_source fclasses kind start end lon lat geo_source geo_id approximation certainty"
    " parent_id matches description"
).split()
NAME_COLUMNS = "place_id toponym lang script start end source match note".split()
# Unicode names of letters begin with the name of their script.
SCRIPTS = {
    "LATIN": "Latn",
    "CYRILLIC": "Cyrl",
    "ARMENIAN": "Armn",
    "GEORGIAN": "Geor",
    "ARABIC": "Arab",
    "GREEK": "Grek",
    "HEBREW": "Hebr",
}
# Beginnings of addresses of records, and the prefix that stands for them.
AUTHORITIES = {
    "geonames.org/": "gn",
    "wikidata.org/wiki/": "wd",
    "wikidata.org/entity/": "wd",
    "pleiades.stoa.org/places/": "pl",
    "vocab.getty.edu/tgn/": "tgn",
    "vocab.getty.edu/page/tgn/": "tgn",
    "viaf.org/viaf/": "viaf",
    "d-nb.info/gnd/": "gnd",
    "dbpedia.org/resource/": "dbp",
    "spelunker.whosonfirst.org/id/": "wof",
}
# The kind of a place by its feature class, where nothing else says it.
KIND_OF_CLASS = {
    "A": "district",
    "P": "settlement",
    "S": "settlement",
    "L": "region",
    "T": "natural",
    "H": "natural",
    "R": "region",
}
DATE = re.compile(r"(-?)(\d{1,4})((?:-\d{2}(?:-\d{2})?)?[?~%]?)|\.\.")
Cells = Mapping[str, str]
Columns = Mapping[str, str]  # our column -> the file's column


class Entry(NamedTuple):
    """A place as cells of ``places.tsv``, its names as cells of ``names.tsv``, and where it stood.

    ``area`` is the text of a GeoJSON Feature, empty where there is no outline. Further columns are kept.
    """

    row: int
    place: Cells
    names: tuple[Cells, ...]
    area: str = ""


def read_lines(path: Path) -> Iterator[str]:
    """The lines of a UTF-8 file, gzipped or not, without their ends; raises GazetteerError."""
    opener = gzip.open if path.suffix == ".gz" else open
    number = 0
    try:
        with opener(path, "rb") as file:
            for number, line in enumerate(file, 1):
                yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        what = f"{error.object[error.start : error.start + 1]!r} is not UTF-8; save the file as UTF-8"
        raise GazetteerError([f"{path.name}, row {number}, byte {error.start + 1}: {what}"]) from error
    except (OSError, EOFError, zlib.error) as error:
        raise GazetteerError(
            [f"{path} cannot be read: {getattr(error, 'strerror', None) or error}"]
        ) from error


def read_tsv(path: Path, needed: tuple[str, ...]) -> Iterator[tuple[int, dict[str, str]] | str]:
    """Rows of a tab-separated file without quoting, with their numbers (the header is row 1), or faults."""
    lines = read_lines(path)
    header = next(lines, "").split("\t")
    missing = [column for column in needed if column not in header]
    if missing:
        yield fault(path.name, 1, missing[0], "", f"the header {header!r} lacks this column")
        return
    for number, line in enumerate(lines, 2):
        cells = line.split("\t")
        if len(cells) > len(header):
            many = f"{len(cells)} cells, the header has {len(header)}"
            yield f"{path.name}, row {number}, column {len(header) + 1}: {many}; is a tab too many?"
        elif line.strip():
            yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


class Check(NamedTuple):
    """Checks on the cells of one row: each yields a line for what is wrong."""

    file: str
    row: int

    def wrong(self, column: str, value: str, right: str) -> str:
        """A line that tells of a fault."""
        return fault(self.file, self.row, column, value, right)

    def filled(self, cells: Cells, *columns: str) -> Iterator[str]:
        """Cells that may not be empty."""
        for column in columns:
            if not cells.get(column, "").strip():
                yield self.wrong(column, "", "it must not be empty")

    def degrees(self, cells: Cells, lon: str = "lon", lat: str = "lat") -> Iterator[str]:
        """Both coordinates or neither, on the globe."""
        for column, other, limit in ((lon, lat, 180.0), (lat, lon, 90.0)):
            value = cells.get(column, "")
            if not value and cells.get(other, ""):
                yield self.wrong(column, "", f"give both {lon} and {lat}, or neither")
            elif value and not is_between(value, limit):
                yield self.wrong(
                    column, value, f"it must be degrees from {-limit:g} to {limit:g}, with a point"
                )

    def years(self, cells: Cells, *columns: str) -> Iterator[str]:
        """Dates as years, months or days of ISO 8601."""
        for column in columns:
            value = cells.get(column, "")
            if value and not DATE.fullmatch(value):
                yield self.wrong(column, value, "write a date such as 1868, 1868-05 or 1868-05-01")


def to_slug(text: str, otherwise: str) -> str:
    """An id made of a name: small Latin letters, digits and hyphens; ``otherwise`` where none remain.

    >>> to_slug("Şuşa (town)", "x"), to_slug("Шуша", "place-7")
    ('susa-town', 'place-7')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or otherwise


def script_of(name: str) -> str:
    """The ISO 15924 code of the first letter's script, empty where it is none of the usual ones.

    >>> script_of("Shusha"), script_of("Շուշի"), script_of("12")
    ('Latn', 'Armn', '')
    """
    letter = next((c for c in name if c.isalpha()), "")
    return SCRIPTS.get(unicodedata.name(letter, " ").split()[0], "") if letter else ""


def to_date(text: str) -> str:
    """A date with its year in four digits, as EDTF has it; itself where it is none.

    >>> to_date("-320"), to_date("705-05"), to_date("..")
    ('-0320', '0705-05', '..')
    """
    found = DATE.fullmatch(text.strip())
    return f"{found[1]}{found[2]:0>4}{found[3]}" if found and found[2] else text.strip()


def to_match(link: str) -> str:
    """A link to a record in short form; itself where its authority is not known.

    >>> to_match("https://www.geonames.org/585187/"), to_match("wd:Q191195")
    ('gn:585187', 'wd:Q191195')
    """
    for address, prefix in AUTHORITIES.items():
        before, found, record = link.strip().partition(address)
        if found and before in {"http://", "https://", "http://www.", "https://www."}:
            return f"{prefix}:{record.strip('/').split('/')[0]}"
    return link.strip()


def to_area(geometry: Mapping[str, Any], place: Cells) -> str:
    """The text of an outline's Feature, as in ``areas/<id>.geojson``: as certain as its place."""
    properties = {"certainty": place.get("certainty") or "uncertain", "source": place.get("geo_source", "")}
    return json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}, ensure_ascii=False)
