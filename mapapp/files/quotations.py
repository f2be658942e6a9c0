"""Read back the quotations of an exported file: GeoJSON, CSV, Web Annotation or TEI.

To add a format, write a function from the file's bytes to quotations and a row in ``READERS``.
"""

from __future__ import annotations

import csv
import re
from base64 import urlsafe_b64decode
from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import orjson

from mapapp.errors import ExportError

TEI = "{http://www.tei-c.org/ns/1.0}"
RIGHT = "give a GeoJSON, CSV, Web Annotation or TEI file that mapapp export wrote"


class Quotation(NamedTuple):
    """What a file says stands in a text: ``where`` names the record of the file, offsets are code points."""

    where: str
    source: str
    sha256: str
    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


def read_quotations(path: Path) -> list[Quotation]:
    """All quotations of a file; raises ExportError where it is none that is known, or holds none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ExportError(f"{str(path)!r} cannot be read: {error.strerror}") from error
    try:
        found = [sound(quotation) for quotation in READERS[kind_of(data)](data)]
    except UnicodeDecodeError as error:
        byte = data[error.start : error.start + 1]
        raise ExportError(f"{str(path)!r} cannot be read: {byte!r} is not UTF-8; {RIGHT}") from error
    except (ValueError, csv.Error, ET.ParseError) as error:
        raise ExportError(f"{str(path)!r} cannot be read as an export: {error}; {RIGHT}") from error
    except (LookupError, TypeError, AttributeError) as error:
        raise ExportError(f"{str(path)!r} does not hold the records of an export; {RIGHT}") from error
    if not found:
        raise ExportError(f"{str(path)!r} holds no quotations with their positions; {RIGHT}")
    return found


def sound(found: Quotation) -> Quotation:
    """A quotation whose values are of their form, after others worked on the file; raises ValueError."""
    texts = (found.source, found.sha256, found.exact, found.prefix, found.suffix)
    positions = (found.start, found.end)
    if not all(isinstance(text, str) for text in texts) or not all(type(at) is int for at in positions):
        raise ValueError(f"{found.where}: its text, words or positions are not of their form")
    if not 0 <= found.start <= found.end:
        raise ValueError(f"{found.where}: {found.start}-{found.end} is no stretch of a text")
    return found


def kind_of(data: bytes) -> str:
    """Which reader a file is for, by how it begins."""
    begin = data[:2000].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begin.startswith(b"<"):
        return "tei"
    if not begin.startswith(b"{"):
        return "csv"
    if b'"AnnotationCollection"' in begin:
        return "annotations"
    return "geojson" if b'"FeatureCollection"' in begin else "lines"


def from_geojson(data: bytes) -> Iterator[Quotation]:
    """Quotations of a feature collection."""
    for feature in orjson.loads(data)["features"]:
        yield from from_record(str(feature["id"]), feature["properties"])


def from_lines(data: bytes) -> Iterator[Quotation]:
    """Quotations of features on lines."""
    for line in data.splitlines():
        feature = orjson.loads(line)
        yield from from_record(str(feature["id"]), feature["properties"])


def from_csv(data: bytes) -> Iterator[Quotation]:
    """Quotations of a table; a quote may be longer than the module csv expects of a cell."""
    csv.field_size_limit(max(csv.field_size_limit(), len(data)))
    for row in csv.DictReader(StringIO(data.decode("utf-8-sig"), newline="")):
        yield from from_record(row.get("id", ""), {name: plain_cell(cell) for name, cell in row.items()})


def plain_cell(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula.

    >>> plain_cell("'=1+1"), plain_cell("'Twas")
    ('=1+1', "'Twas")
    """
    return cell[1:] if re.match(r"'+[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]", cell) else cell


def from_record(number: str, row: Mapping[str, Any]) -> Iterator[Quotation]:
    """The passage and the name of a flat record; the name's context is the passage."""
    if "quote_start" not in row:
        return
    start, end = int(row["quote_start"]), int(row["quote_end"])
    first, last = int(row["start"]), int(row["end"])
    quote, source = row["quote"], (row["source"], row["source_sha256"])
    yield Quotation(f"feature {number}", *source, start, end, quote, row["quote_prefix"], row["quote_suffix"])
    before, after = quote[: first - start], quote[last - start :]
    yield Quotation(f"feature {number}", *source, first, last, row["surface"], before, after)


def from_annotations(data: bytes) -> Iterator[Quotation]:
    """Quotations of an annotation collection: those of its targets and those of its bodies."""
    for item in orjson.loads(data)["first"]["items"]:
        target = item["target"]
        name = target["source"]["dcterms:identifier"]
        for place in (target, *(body for body in item["body"] if "selector" in body)):
            by_kind = {selector["type"]: selector for selector in place["selector"]}
            words, at = by_kind["TextQuoteSelector"], by_kind["TextPositionSelector"]
            text = place["source"] if isinstance(place["source"], str) else place["source"]["id"]
            said = (words["exact"], words["prefix"], words["suffix"])
            yield Quotation(item["id"], name, sha256_of(text), at["start"], at["end"], *said)


def sha256_of(name: str) -> str:
    """The hash in the name of a text (RFC 6920), "" where there is none.

    >>> sha256_of("ni:///sha-256;" + "A" * 43) == "00" * 32
    True
    """
    match = re.fullmatch(r"ni:///sha-256;([A-Za-z0-9_-]{43})", name)
    return urlsafe_b64decode(match[1] + "=").hex() if match else ""


def from_tei(data: bytes) -> Iterator[Quotation]:
    """The blocks of every text of a TEI corpus, with the end and the beginning of their neighbours."""
    for tei in ET.fromstring(data).iter(f"{TEI}TEI"):  # noqa: S314  # entities are bounded by expat 2.4.1
        ids = {idno.get("type"): idno.text or "" for idno in tei.iter(f"{TEI}idno")}
        blocks = [(int(ab.get("n", "0")), "".join(ab.itertext())) for ab in tei.iter(f"{TEI}ab")]
        for number, (start, text) in enumerate(blocks):
            before = blocks[number - 1][1][-32:] if number else ""
            after = blocks[number + 1][1][:32] if number + 1 < len(blocks) else ""
            where, end = f"{ids['mapapp']}, ab {start}", start + len(text)
            yield Quotation(where, ids["mapapp"], ids["sha256"], start, end, text, before, after)


READERS: Mapping[str, Callable[[bytes], Iterator[Quotation]]] = {
    "geojson": from_geojson,
    "lines": from_lines,
    "csv": from_csv,
    "annotations": from_annotations,
    "tei": from_tei,
}
