"""Read a gazetteer folder: ``places.tsv``, ``names.tsv``, ``areas/*.geojson``, ``rules.toml``."""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path

import mapapp
from mapapp.errors import GazetteerError
from mapapp.files.rules import faults_of_dated, faults_of_rules
from mapapp.gazetteer import NAMES, PLACES, Gazetteer, Row, fault, validate
from mapapp.model.place import CERTAINTIES, Area, Place, Toponym

NEEDED = {PLACES: ("id", "title", "kind", "lon", "lat"), NAMES: ("place_id", "toponym")}


def read_gazetteer(folder: Path) -> Gazetteer:
    """The gazetteer in a folder; raises GazetteerError that lists every fault with its file and row."""
    if not folder.is_dir():
        raise GazetteerError(
            [f"{str(folder)!r} is not a folder; a gazetteer is a folder with {PLACES} and {NAMES}"]
        )
    places, names = read_table(folder / PLACES), read_table(folder / NAMES)
    validate(places, names)
    return Gazetteer(
        places=tuple(to_place(row) for _, row in places),
        toponyms=tuple(to_toponym(row) for _, row in names),
        areas=tuple(read_areas(folder / "areas", {row["id"] for _, row in places})),
        rules={
            **read_rules(folder / "rules.toml"),
            "periods": read_periods(folder / "periods.toml"),
            "events": read_events(folder / "events.toml"),
        },
        digest=digest_of(folder),
    )


def own_gazetteer() -> Path:
    """The folder of the gazetteer that comes with mapapp: in the wheel, or in the checkout."""
    package = Path(mapapp.__file__).parent
    inside = package / "data" / "gazetteer"
    return inside if inside.is_dir() else package.parent / "data" / "gazetteer"


def read_text(path: Path) -> str:
    """The UTF-8 text of a gazetteer's file, without byte order mark."""
    try:
        data = path.read_bytes()
        return data.decode("utf-8-sig")
    except FileNotFoundError:
        raise GazetteerError([f"{path} is missing; a gazetteer needs {PLACES} and {NAMES}"]) from None
    except UnicodeDecodeError as error:
        row, byte = data.count(b"\n", 0, error.start) + 1, error.start - data.rfind(b"\n", 0, error.start)
        what = f"{data[error.start : error.start + 1]!r} is not UTF-8; save the file as UTF-8"
        raise GazetteerError([f"{path.name}, row {row}, byte {byte}: {what}"]) from error
    except OSError as error:
        raise GazetteerError([f"{path} cannot be read: {error.strerror}"]) from error


def read_table(path: Path) -> list[Row]:
    """The rows of a tab-separated file with their row numbers; the header is row 1."""
    lines = read_text(path).split("\n")  # a name may hold other line ends
    header = lines[0].rstrip("\r").split("\t")
    missing = [column for column in NEEDED[path.name] if column not in header]
    if missing:
        raise GazetteerError(
            [f"{path.name}, row 1: column {missing[0]!r} is missing from the header {header!r}"]
        )
    rows: list[Row] = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.rstrip("\r").split("\t")
        if len(cells) != len(header):
            if len(cells) > len(header):
                many = f"{len(cells)} cells, the header has {len(header)}"
                raise GazetteerError([f"{path.name}, row {number}: {many}; is a tab too many?"])
            cells += [""] * (len(header) - len(cells))
        rows.append((number, dict(zip(header, cells, strict=True))))
    return rows


def to_place(row: Mapping[str, str]) -> Place:
    """A row of places.tsv as a Place; the row was validated."""
    fields = ("title_source", "fclasses", "start", "end", "geo_source", "geo_id", "parent_id", "description")
    return Place(
        id=row["id"],
        title=row["title"],
        kind=row["kind"],  # type: ignore[arg-type]  # validate() checked the word
        lon=float(row["lon"]) if row["lon"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        approximation=float(row["approximation"]) if row.get("approximation") else None,
        certainty=row.get("certainty") or "certain",  # type: ignore[arg-type]  # likewise
        matches=tuple(part for part in row.get("matches", "").split("|") if part),
        **{field: row.get(field, "") for field in fields},
    )


def to_toponym(row: Mapping[str, str]) -> Toponym:
    """A row of names.tsv as a Toponym; the row was validated."""
    cell = row.get
    return Toponym(  # by position, for there are many: half of the time by keyword
        row["place_id"],
        row["toponym"],
        cell("lang") or "und",
        cell("script", ""),
        cell("start", ""),
        cell("end", ""),
        cell("source", ""),
        cell("match") or "always",  # type: ignore[arg-type]  # validate() checked the word
        cell("note", ""),
    )


def read_areas(folder: Path, place_ids: set[str]) -> Iterator[Area]:
    """The outlines, one GeoJSON Feature a file, named after the place's id."""
    for path in sorted(folder.glob("*.geojson")):
        try:
            feature = json.loads(read_text(path))
            geometry, properties = feature["geometry"], feature["properties"]
        except (ValueError, KeyError, TypeError) as error:
            raise GazetteerError(
                [f"areas/{path.name}: not a GeoJSON Feature with a geometry ({error})"]
            ) from error
        certainty = properties.get("certainty", "uncertain")
        if path.stem not in place_ids:
            raise GazetteerError(
                [f"areas/{path.name}: no place has the id {path.stem!r}; name the file <id>.geojson"]
            )
        if certainty not in CERTAINTIES:
            right = f"it must be one of {', '.join(CERTAINTIES)}"
            raise GazetteerError([fault(f"areas/{path.name}", 1, "certainty", certainty, right)])
        yield Area(path.stem, json.dumps(geometry), certainty, properties.get("source", ""))


def read_toml(path: Path) -> Mapping[str, object]:
    """The tables of a TOML file, empty where it is missing."""
    if not path.exists():
        return {}
    try:
        return tomllib.loads(read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise GazetteerError([f"{path.name}: {error}"]) from error


def read_rules(path: Path) -> Mapping[str, object]:
    """The parsed rules; raises GazetteerError that lists every fault with table and key."""
    return without_faults(path, lambda rules: faults_of_rules(path.name, rules, own_rules()))


@lru_cache(maxsize=1)
def own_rules() -> Mapping[str, object]:
    """The rules that come with mapapp: their tables and keys are those that there are."""
    return read_toml(own_gazetteer() / "rules.toml")


def read_periods(path: Path) -> Mapping[str, object]:
    """The parsed ``periods.toml``; raises GazetteerError that lists every fault with period and field."""
    return without_faults(path, partial(faults_of_dated, path.name, "period"))


def read_events(path: Path) -> Mapping[str, object]:
    """The parsed ``events.toml``; raises GazetteerError that lists every fault with event and field."""
    return without_faults(path, partial(faults_of_dated, path.name, "event"))


def without_faults(path: Path, find: Callable[[Mapping[str, object]], Iterator[str]]) -> Mapping[str, object]:
    """The tables of a file in which no fault is found; raises GazetteerError."""
    table = read_toml(path)
    if faults := list(find(table)):
        raise GazetteerError(faults)
    return table


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of the gazetteer's files."""
    digest = hashlib.sha256()
    for path in sorted(
        [
            folder / PLACES,
            folder / NAMES,
            folder / "rules.toml",
            folder / "periods.toml",
            folder / "events.toml",
            *folder.glob("areas/*.geojson"),
        ]
    ):
        if path.exists():
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
