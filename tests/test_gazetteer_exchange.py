"""Gazetteers of other formats: what is read comes back, what is wrong is told with file, row and column."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import geopandas
import jsonschema
import pytest
from click.testing import CliRunner, Result

from mapapp.cli import main
from mapapp.errors import GazetteerError
from mapapp.files.checking import find_faults
from mapapp.files.exchange import find_format, read_tables
from mapapp.files.gazetteers import own_gazetteer, read_gazetteer, read_rules
from mapapp.files.rules import FREE
from mapapp.geoparse.cue_words import build_cues
from mapapp.geoparse.fuzzy import misprints

SMALL = Path(__file__).parent / "small" / "gazetteer"
SHARED = Path(__file__).parent.parent.parent / "shared" / "data"
HEADER = "id\ttitle\ttitle_source\tfclasses\tstart\tend\tvariants\tmatches\tlon\tlat\tgeowkt\n"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(),
    reason="needs whole files of GeoNames and Who's On First, which do not come with mapapp",
)


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["gazetteer", *map(str, arguments)])


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8", newline="")
    return path


def feature(**members: Any) -> dict[str, Any]:
    base = {
        "@id": "https://example.org/p/tarn",
        "type": "Feature",
        "properties": {"title": "Tarn"},
        "geometry": None,
    }
    return base | members


def test_lp_tsv_gives_names_dates_and_shapes(tmp_path: Path) -> None:
    polygon = "POLYGON ((1 42, 2 42, 2 43, 1 42))"
    rows = (
        "a\tAshvale\tMap of 1900\tP;A\t-320\t1929\tAshvale@en-Latn;Ашвейл@ru-Cyrl;Ash\t"
        "gn:1;http://www.wikidata.org/wiki/Q1\t0\t42.45\t\n"
        f"b\tVale\tMap of 1900\tL\t1868\t\t\t\t\t\t{polygon}\n"
    )
    tables = read_tables(written(tmp_path / "x.tsv", HEADER + rows))
    first, second = tables.places["a"], tables.places["b"]
    assert (first["start"], first["end"], first["lon"], first["matches"]) == (
        "-0320",
        "1929",
        "0",
        "gn:1|wd:Q1",
    )
    assert (first["kind"], second["kind"]) == ("settlement", "region")
    names = [(n["toponym"], n["lang"], n["script"]) for n in tables.names if n["place_id"] == "a"]
    assert names == [("Ashvale", "en", "Latn"), ("Ашвейл", "ru", "Cyrl"), ("Ash", "und", "Latn")]
    assert [n["toponym"] for n in tables.names if n["place_id"] == "b"] == ["Vale"], "a title is a name"
    assert second["lon"], "a point inside the outline"
    assert json.loads(tables.areas["b"])["geometry"]["type"] == "Polygon"


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("\tA\ts\tP\t1868\t\t\t\t\t\t", "x.tsv, row 2, column id: ''"),
        ("a\t\ts\tP\t1868\t\t\t\t\t\t", "x.tsv, row 2, column title: ''"),
        ("a\tA\ts\tQ\t1868\t\t\t\t\t\t", "x.tsv, row 2, column fclasses: 'Q'"),
        ("a\tA\ts\tP\tlong ago\t\t\t\t\t\t", "x.tsv, row 2, column start: 'long ago'"),
        ("a\tA\ts\tP\t1868\t\tAsh@in English\t\t\t\t", "x.tsv, row 2, column variants: 'Ash@in English'"),
        ("a\tA\ts\tP\t1868\t\t\t\t1\t\t", "x.tsv, row 2, column lat: ''"),
        ("a\tA\ts\tP\t1868\t\t\t\t1\t91\t", "x.tsv, row 2, column lat: '91'"),
        ("a\tA\ts\tP\t1868\t\t\t\t1,5\t42\t", "x.tsv, row 2, column lon: '1,5'"),
        ("a\tA\ts\tP\t1868\t\t\t\t\t\tPOINT (1", "x.tsv, row 2, column geowkt: 'POINT (1'"),
        ("a\tA\ts\tP\t1868\t\t\t\t\t\t\tmore", "x.tsv, row 2, column 12"),
        ("a\tA\ts\tP\t1868\t\t\t\t\t\t\na\tB\ts\tP\t1868\t\t\t\t\t\t", "x.tsv, row 3, column id: 'a'"),
    ],
)
def test_faults_of_lp_tsv_name_row_and_column(tmp_path: Path, row: str, fault: str) -> None:
    path = written(tmp_path / "x.tsv", f"{HEADER}{row}\n")
    with pytest.raises(GazetteerError) as error:
        read_tables(path)
    assert [line for line in error.value.faults if line.startswith(fault)], error.value.faults


def test_linked_places_without_end_geometry_or_names(tmp_path: Path) -> None:
    during = feature(
        when={"timespans": [{"start": {"in": "1868"}}]}, links=[{"type": "exactMatch", "identifier": "gn:1"}]
    )
    span = {"start": {"earliest": "1868", "latest": "1870"}, "end": {"earliest": "1929"}}
    outline = {"type": "Polygon", "coordinates": [[[1, 42], [2, 42], [2, 43], [1, 42]]]}
    many = {
        "type": "GeometryCollection",
        "geometries": [outline, {"type": "Point", "coordinates": [0, 42.5]}],
    }
    open_ = feature(
        **{"@id": "urn:x#vale"},
        properties={"title": "Vale", "fclasses": ["L"]},
        when={"timespans": [span]},
        geometry=many,
        names=[{"toponym": "Vale of Ash", "lang": "en-Latn", "citations": [{"label": "Map"}]}],
        relations=[{"relationType": "gvp:broaderPartitive", "relationTo": "https://example.org/p/tarn"}],
    )
    path = written(
        tmp_path / "x.json", json.dumps({"type": "FeatureCollection", "features": [during, open_]})
    )
    tables = read_tables(path)
    tarn, vale = tables.places["tarn"], tables.places["vale"]
    assert (tarn["start"], tarn["end"]) == ("1868", "1868"), "no end means: during the start"
    assert (vale["start"], vale["end"]) == ("1868", ""), "an end that lies after a year is not known"
    assert (tarn["lon"], vale["lon"], vale["lat"]) == ("", "0", "42.5")
    assert (vale["parent_id"], vale["kind"], tarn["matches"]) == ("tarn", "region", "gn:1")
    names = {(n["place_id"], n["toponym"], n["lang"], n.get("source", "")) for n in tables.names}
    assert names == {("tarn", "Tarn", "und", ""), ("vale", "Vale of Ash", "en", "Map")}
    assert set(tables.areas) == {"vale"}
    lines = written(tmp_path / "x.jsonl", f"{json.dumps(during)}\n\n{json.dumps(open_)}\n")
    assert read_tables(lines).places == tables.places


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('{"features": [}', "x.json, row 1, column 15: not JSON"),
        ('{"features": 1}', "x.json, row 1, column features"),
        ('{"features": [5]}', "x.json, row 1, column properties: '5'"),
        (
            json.dumps({"features": [feature(), feature(names=[{"lang": "en"}])]}),
            "row 2, column names[0].toponym",
        ),
        (json.dumps({"features": [feature(**{"@id": ""})]}), "row 1, column @id"),
        (json.dumps({"features": [feature(geometry={"type": "Point"})]}), "row 1, column geometry[0]"),
        (json.dumps(feature(geometry={"type": "Point", "coordinates": [42, 191]})), "column geometry[0]"),
        (
            json.dumps(feature(when={"timespans": [{"start": {"in": "once"}}]})),
            "column when.timespans[0]: 'once'",
        ),
        (json.dumps(feature()) + "\n" + json.dumps(feature())[:-1] + " }}\n", "x.json, row 2, column"),
        (
            json.dumps(feature(geometry={"type": "GeometryCollection", "geometries": 5})),
            "geometry.geometries[0]",
        ),
        (json.dumps(feature(geometry={"type": "Point", "coordinates": []})), "column geometry[0]"),
        (json.dumps(feature(properties={"title": "Tarn", "fclasses": 5})), "column properties.fclasses: '5'"),
        (
            json.dumps(feature(when="1920")),
            "column when: '1920' is not valid; write an object with timespans",
        ),
        (
            json.dumps(feature(when={"timespans": [{"start": "1920"}]})),
            "column when.timespans[0].start: '1920'",
        ),
        (json.dumps(feature(names=["Tarn"])), "column names[0]: 'Tarn'"),
        (json.dumps(feature(links=[{"identifier": ["gn:1"]}])), "column links[0].identifier"),
        (
            json.dumps(feature(names=[{"toponym": "T", "when": {"timespans": {"start": {"in": "once"}}}}])),
            "column names[0].when.timespans[0]: 'once'",
        ),
    ],
)
def test_faults_of_linked_places_name_row_and_path(tmp_path: Path, text: str, fault: str) -> None:
    with pytest.raises(GazetteerError) as error:
        read_tables(written(tmp_path / "x.json", text))
    assert [line for line in error.value.faults if fault in line], error.value.faults


def test_a_dump_of_geonames_has_no_header(tmp_path: Path) -> None:
    cells = [
        "585",
        "Ashvale",
        "Ashvale",
        "Ash,Ашвейл,1",
        "42.45",
        "0.0",
        "P",
        "PPL",
        "XX",
        *[""] * 9,
        "2020-01-01",
    ]
    station = ["586", "Tarn", "Tarn", "", "42.5", "1.5", "S", "RSTN", "XX", *[""] * 9, "2020-01-01"]
    path = tmp_path / "XX.txt.gz"
    path.write_bytes(gzip.compress(("\t".join(cells) + "\n" + "\t".join(station) + "\n").encode()))
    assert find_format(path) == "geonames"
    tables = read_tables(path)
    assert [(p["kind"], p["lon"], p["matches"]) for p in tables.places.values()] == [
        ("settlement", "0.0", "gn:585"),
        ("station", "1.5", "gn:586"),
    ]
    assert [n["toponym"] for n in tables.names] == ["Ashvale", "Ash", "Ашвейл", "Tarn"]
    bad = written(tmp_path / "bad.txt", "\t".join([*cells[:4], "north", *cells[5:]]) + "\n1\t2\n")
    assert [line.split(":")[0] for line in find_faults(bad)] == [
        "bad.txt, row 1, column latitude",
        "bad.txt, row 2, column 2",
    ]


@needs_shared
@pytest.mark.parametrize(
    ("name", "form", "places"),
    [("geonames-cities500.tsv.gz", "geonames", 4000), ("localities.tsv.gz", "whos-on-first", 59_000)],
)
def test_large_gazetteers_are_read_whole(name: str, form: str, places: int) -> None:
    path = SHARED / name
    assert find_format(path) == form
    tables = read_tables(path)
    assert len(tables.places) >= places
    goris = [p for p in tables.places.values() if p["title"] == "Goris"]
    assert [p for p in goris if abs(float(p["lat"]) - 39.51) < 0.05]
    assert {n["script"] for n in tables.names} >= {"Latn", "Cyrl", "Armn", "Geor", "Arab"}


def test_a_plain_table_by_its_columns(tmp_path: Path) -> None:
    text = 'Title;Y;X;Other\r\n"Ash; Vale";42,45;1;\r\nTarn;42.5;0;Torn|Terne\r\nTarn;;;\r\n'
    path = written(tmp_path / "x.csv", text)
    faults = find_faults(path, "csv", {"name": "Title", "lat": "Y", "lon": "X", "variants": "Other"})
    assert [line.split(";")[0] for line in faults] == ["x.csv, row 2, column Y: '42,45' is not valid"]
    path = written(path, text.replace("42,45", "42.45"))
    result = run("convert", path, tmp_path / "g", "--columns", "name=Title,lat=Y,lon=X,variants=Other")
    assert result.exit_code == 0, result.output
    gazetteer = read_gazetteer(tmp_path / "g")
    assert [(p.id, p.title, p.lon) for p in gazetteer.places] == [
        ("ash-vale", "Ash; Vale", 1),
        ("tarn", "Tarn", 0),
        ("tarn-2", "Tarn", None),
    ]
    assert [n.toponym for n in gazetteer.names_of("tarn")] == ["Tarn", "Torn", "Terne"]
    assert "say which with --columns" in run("check", path).stdout
    wrong = run("convert", path, tmp_path / "h", "--columns", "mayor=Title")
    assert wrong.exit_code == 2
    assert "'mayor=Title' is not valid" in wrong.stderr


LINKED_PLACE = {
    "type": "object",
    "required": ["@id", "type", "properties", "geometry", "names"],
    "properties": {
        "@id": {"type": "string", "pattern": "^https?://"},
        "type": {"const": "Feature"},
        "properties": {
            "required": ["title", "fclasses"],
            "properties": {"fclasses": {"items": {"enum": [*"APSRLTH"]}, "minItems": 1}},
        },
        "names": {
            "minItems": 1,
            "items": {
                "required": ["toponym", "citations"],
                "properties": {"citations": {"minItems": 1, "items": {"required": ["label"]}}},
            },
        },
        "links": {"items": {"properties": {"identifier": {"pattern": r"^([a-z]+:\S+|https?://\S+)$"}}}},
        "when": {
            "required": ["timespans"],
            "properties": {"timespans": {"items": {"required": ["start", "end"]}}},
        },
    },
}


@pytest.mark.parametrize("folder", [SMALL, own_gazetteer()], ids=["small", "own"])
def test_linked_places_bring_everything_back(tmp_path: Path, folder: Path) -> None:
    assert run("convert", folder, tmp_path / "x.json").exit_code == 0
    collection = json.loads((tmp_path / "x.json").read_text(encoding="utf-8"))
    of_the_standard = jsonschema.Draft202012Validator(LINKED_PLACE)
    for item in collection["features"]:
        of_the_standard.validate(item)
    assert run("convert", tmp_path / "x.json", tmp_path / "g").exit_code == 0
    before, after = read_gazetteer(folder), read_gazetteer(tmp_path / "g")
    assert after.places == before.places
    assert sorted(map(str, after.toponyms)) == sorted(map(str, before.toponyms))
    assert {a.place_id: json.loads(a.geometry) for a in after.areas} == {
        a.place_id: json.loads(a.geometry) for a in before.areas
    }
    frame = geopandas.read_file(tmp_path / "x.json")
    assert len(frame) == len(before.places)


def test_lp_tsv_is_as_the_format_asks_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    result = run("convert", SMALL, tmp_path / "x.tsv", "--year", "2024", "--base", "https://here.example/p/")
    assert result.exit_code == 0
    assert "7 sources of names; they are left out" in result.stderr
    header, *rows = (
        line.split("\t") for line in (tmp_path / "x.tsv").read_text(encoding="utf-8").splitlines()
    )
    places = {row[0]: dict(zip(header, row, strict=True)) for row in rows}
    for place in places.values():
        assert place["title_source"]
        assert re.fullmatch("[APSRLTH](;[APSRLTH])*", place["fclasses"])
        assert place["attestation_year"] or place["start"]
        assert bool(place["parent_id"]) == bool(place["parent_name"])
    assert places["ashvale"]["parent_id"] == "https://here.example/p/vale"
    assert places["ashvale"]["variants"] == "Ashvale@en-Latn;Ашвейл@ru-Cyrl"
    assert places["vale"]["geowkt"].startswith("POLYGON")
    before, after = read_tables(SMALL), read_tables(tmp_path / "x.tsv")
    assert list(after.places) == list(before.places)
    for name in ("title", "kind", "lon", "lat", "matches", "parent_id", "description", "start", "end"):
        assert [p.get(name, "") for p in after.places.values()] == [
            p[name] for p in before.places.values()
        ], name


def test_check_finds_nothing_in_our_own_gazetteer() -> None:
    assert find_faults(own_gazetteer()) == []
    assert run("check", own_gazetteer()).exit_code == 0


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("places.tsv", "\t0.0\t42.6", "\teast\t42.6", "places.tsv, row 4, column lon: 'east'"),
        ("places.tsv", "gn:1|wd:Q1", "gn 1", "places.tsv, row 3, column matches: 'gn 1'"),
        (
            "places.tsv",
            "tarn\tTarn\t\tH\tnatural\t",
            "tarn\tTarn\t\tH\tnatural\t192x",
            "row 5, column start: '192x'",
        ),
        ("places.tsv", "tarn\tTarn\t\tH", "tarn\tTarn\t\tX", "places.tsv, row 5, column fclasses: 'X'"),
        ("places.tsv", "\tA town.", "\tA town. ", "places.tsv, row 3, column description: 'A town. '"),
        (
            "names.tsv",
            "merrowton\tMerrowton\ten",
            "merrowton\tMerrowton\tEnglish",
            "names.tsv, row 5, column lang",
        ),
        ("names.tsv", "tarn\tTarn", "lake\tTarn", "names.tsv, row 6, column place_id: 'lake'"),
        (
            "names.tsv",
            "ashvale\tАшвейл\tru",
            "ashvale\tAshvale\ten",
            "names.tsv, row 4, column toponym: 'Ashvale'",
        ),
        (
            "names.tsv",
            "tarn\tTarn\ten",
            "tarn\tTa\u0301rn\ten",
            "names.tsv, row 6, column toponym: 'Ta\u0301rn'",
        ),
        ("names.tsv", "place_id\t", "place\t", "names.tsv, row 1: column 'place_id' is missing"),
        ("areas/vale.geojson", '"Polygon"', '"Ring"', "areas/vale.geojson, row 1, column geometry"),
        ("rules.toml", "[", "[[[", "rules.toml: "),
        (
            "rules.toml",
            "[persons]",
            "[person]",
            "table 'person': there is no such table; perhaps 'persons' was",
        ),
        (
            "rules.toml",
            "titles =",
            "titels =",
            "'persons', key 'titels': there is no such key; perhaps 'titles'",
        ),
        ("rules.toml", 'town = ["settlement"', 'town = ["castle"', "key 'town': ['castle', "),
        ("rules.toml", 'm = "rn"', "m = 5", "table 'misprints', key 'm': 5 is not valid"),
        ("rules.toml", 'd = "cl"', 'd = "cl"\nx = "y"', ""),
    ],
)
def test_check_tells_every_fault_with_its_cell(
    small_gazetteer: Path, file: str, old: str, new: str, fault: str
) -> None:
    path = small_gazetteer / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    written(path, text.replace(old, new, 1))
    also = small_gazetteer / "areas" / "atlantis.geojson"
    if file.startswith("names"):
        also.write_text('{"type": "Feature", "geometry": null, "properties": {}}')
    result = run("check", small_gazetteer)
    assert result.exit_code == (1 if fault else 0)
    assert fault in result.stdout
    if file.startswith("names") and "missing" not in fault:
        assert "areas/atlantis.geojson" in result.stdout, "the check goes on after the first fault"


def test_merge_joins_fills_and_loses_nothing(tmp_path: Path, small_gazetteer: Path) -> None:
    other = tmp_path / "other.tsv"
    written(
        other,
        "id\ttitle\ttitle_source\tfclasses\tvariants\tmatches\tlon\tlat\tdescription\tstart\n"
        "lostham\tLostham\tMap\tP\tLostham@en;Losteim@de\tgn:9\t1.2\t42.2\tA village.\t\n"
        "new\tNewton\tMap\tP\t\tgn:1\t1.3\t42.3\t\t1900\n",
    )
    result = run("merge", small_gazetteer, other, tmp_path / "both")
    assert result.exit_code == 0, result.output
    assert "7 places (1 joined)" in result.stdout
    assert "1 conflicts" in result.stdout
    told = "other.tsv, row 2, column description: lostham has 'A village whose site is not known.'"
    assert told in result.stderr
    assert "'ashvale' and 'new' both claim to be gn:1" in result.stderr
    both = read_gazetteer(tmp_path / "both")
    lostham = both.place("lostham")
    assert (lostham.lon, lostham.matches) == (1.2, ("gn:9",))
    assert lostham.description == "A village whose site is not known."
    assert [n.toponym for n in both.names_of("lostham")] == ["Lostham", "Losteim"]
    kept = (tmp_path / "both" / "conflicts" / "conflicts.tsv").read_text(encoding="utf-8")
    assert kept.splitlines()[1] == "lostham\t\tdescription\tA village whose site is not known.\tA village."
    assert (tmp_path / "both" / "rules.toml").read_bytes() == (small_gazetteer / "rules.toml").read_bytes()
    assert len(both.areas) == 1
    assert "is there already" in run("merge", small_gazetteer, other, tmp_path / "both").stderr


def test_merging_a_gazetteer_with_itself_changes_nothing(tmp_path: Path, small_gazetteer: Path) -> None:
    result = run("merge", small_gazetteer, small_gazetteer, tmp_path / "same")
    assert "0 conflicts" in result.stdout
    for name in ("places.tsv", "names.tsv", "rules.toml"):
        assert (tmp_path / "same" / name).read_text() == (small_gazetteer / name).read_text(), name
    assert not (tmp_path / "same" / "conflicts").exists()


def test_a_conversion_that_fails_leaves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "x.tsv", HEADER + "a\tA\ts\tP\t\t\t\t\t999\t1\t\n")
    result = run("convert", path, tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith("mapapp: x.tsv, row 2, column lon: '999'")
    assert [p.name for p in tmp_path.iterdir()] == ["x.tsv"]


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("x.csv", b"", "x.csv, row 1: the file is empty"),
        ("x.csv", b"name;lat\rlon\n", "x.csv, row 1: it cannot be read (new-line character"),
        ("x.csv", b"name;lat;lon\nA;1;2\nB\rC;3;4\nD;5;6\n", "x.csv, row 3: it cannot be read (new-line"),
        (
            "x.tsv",
            b"id\ttitle\tfclasses\na\tA\tP\nb\t\xff\tP\n",
            "x.tsv, row 3, byte 3: b'\\xff' is not UTF-8",
        ),
        ("x.tsv.gz", b"no gzip", "x.tsv.gz cannot be read: Not a gzipped file"),
        (
            "x.tsv.gz",
            gzip.compress(b"id\ttitle\n" * 99, mtime=0)[:30],
            "x.tsv.gz cannot be read: Compressed file ended",
        ),
        (
            "x.tsv.gz",
            gzip.compress(b"id\n", mtime=0)[:10] + b"\xff" * 20,
            "x.tsv.gz cannot be read: Error -3",
        ),
    ],
)
def test_files_that_are_no_text_are_told(tmp_path: Path, name: str, data: bytes, fault: str) -> None:
    (tmp_path / name).write_bytes(data)
    result = run("check", tmp_path / name)
    assert (result.exit_code, result.stdout.count("\n")) == (1, 1)
    assert fault in result.stdout


def test_a_conversion_replaces_nothing_that_it_reads(tmp_path: Path) -> None:
    path = written(tmp_path / "x.tsv", HEADER + "a\tA\ts\tP\t1868\t\t\tgn:1\t\t\t\n")
    before = path.read_bytes()
    assert "is what is read; give another file" in run("convert", path, path).stderr
    assert path.read_bytes() == before
    for option, value in (("--base", "my places"), ("--year", "lately")):
        result = run("convert", path, tmp_path / "y.tsv", option, value)
        assert result.exit_code == 2
        assert f"{value!r} is not valid; write a" in result.stderr
    assert not (tmp_path / "y.tsv").exists()


class Asked(dict[str, Any]):
    """A table that writes down the keys that are asked for."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        super().__init__(table)
        self.keys_asked: set[str] = set()

    def get(self, key: str, default: Any = None) -> Any:
        self.keys_asked.add(key)
        return super().get(key, default)


def test_every_rule_of_our_own_gazetteer_is_read() -> None:
    rules = {name: Asked(table) for name, table in read_rules(own_gazetteer() / "rules.toml").items()}
    gazetteer = replace(read_gazetteer(SMALL), rules=rules)
    build_cues(gazetteer)
    unread = {name: set(table) - table.keys_asked for name, table in rules.items() if name != "misprints"}
    assert not {name: keys for name, keys in unread.items() if keys}
    assert misprints(gazetteer) == rules["misprints"]
    assert {name for name in FREE if name in rules} == set(FREE)


@pytest.mark.parametrize(
    ("name", "text", "fault"),
    [
        ("periods.toml", "[[perod]]\nname='x'", "periods.toml, table 'perod': there is no such table"),
        ("periods.toml", "period = ['x']", "periods.toml, period 1: it must be a table; write [[period]]"),
        ("periods.toml", "[[period]]\nname='x'\nedtf='1918'\npatern='x'", "period 'x', pattern: is missing"),
        (
            "periods.toml",
            "[[period]]\nname='x'\nedtf='1918'\npatern='x'",
            "patern: there is no such field; perhaps",
        ),
        (
            "periods.toml",
            "[[period]]\nname='x'\nedtf=1918\npattern='x'",
            "edtf: 1918 is not valid; put it in quotes",
        ),
        ("periods.toml", "[[period]]\nname='x'\nedtf='1918'\npattern='('", "pattern: '(' is not valid"),
        (
            "periods.toml",
            "rule='reign'\n[[period]]\nname='x'\nedtf='1918'\npattern='x {rul}'",
            "period 'x', pattern: there is no string 'rul' for {rul}; perhaps 'rule' was meant",
        ),
        (
            "events.toml",
            "fall='(fall'\n[[event]]\nname='x'\nedtf='1918'\nwords='x{2}'",
            "events.toml, fall: '(fall' is not valid",
        ),
        (
            "periods.toml",
            "[[period]]\nname='x'\nedtf='1918'\npattern='x'\nrelations=['on']",
            "relations: ['on'] is not valid; write a list of in, after, before",
        ),
        (
            "events.toml",
            "[[event]]\nname='x'\nedtf='191x'\nwords='x'",
            "event 'x', edtf: '191x' is not valid",
        ),
    ],
)
def test_faults_of_periods_and_events(small_gazetteer: Path, name: str, text: str, fault: str) -> None:
    written(small_gazetteer / name, text)
    assert fault in run("check", small_gazetteer).stdout
    with pytest.raises(GazetteerError):
        read_gazetteer(small_gazetteer)


def test_lp_tsv_keeps_the_years_of_a_place(tmp_path: Path) -> None:
    path = written(tmp_path / "x.tsv", HEADER + "a\tA\ts\tP\t1868\t1929\t\tgn:1\t\t\t\n")
    assert run("convert", path, tmp_path / "y.tsv").exit_code == 0
    place = read_tables(tmp_path / "y.tsv").places["a"]
    assert (place["start"], place["end"]) == ("1868", "1929")
