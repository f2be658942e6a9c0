"""Exports: each is checked by rules or a reader that others wrote, and reads back to what was attested.

The hostile text breaks formats: formulas, control characters, a NUL, ``]]>``, emoji, right-to-left.
"""

from __future__ import annotations

import csv
import json
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from signal import SIGINT, SIGKILL
from typing import Any

import bibtexparser
import geopandas
import orjson
import pyogrio
import pytest
from click.testing import CliRunner
from exports_reading import KML, POINTS_AND_DAYS, READERS, Said
from jsonschema import Draft202012Validator
from lxml import etree

from mapapp.build import build_atlas
from mapapp.cli import main
from mapapp.cli.options import write
from mapapp.exports.csv_table import FORMULA
from mapapp.exports.evidence import Texts
from mapapp.exports.formats import FORMATS
from mapapp.exports.markup import holdable, iri
from mapapp.exports.naming import text_iri
from mapapp.exports.records import mention_records
from mapapp.exports.tei_marks import Mark, blocks, marked_up, nest
from mapapp.files.gazetteers import own_gazetteer
from mapapp.query import EARLIEST_DAY, LATEST_DAY, AtlasQuery, parse_query
from mapapp.store.reading import Atlas, open_atlas
from mapapp.web import create_app

HERE = Path(__file__).parent
STANDARDS = HERE / "standards"
TEI = "{http://www.tei-c.org/ns/1.0}"
HOSTILE = (
    "=cmd|' /C calc'!A0 was the sign at Merrowton on 3 May 1919.\r\n\r\n"
    "-2+3 men of \"Ashvale\" said: 'it’s; \t<b>&amp;</b> ]]> over, \\ {x} $1 # %'.\r\n\r\n"
    "@SUM(1) was shouted 🗺️🏔 at Merrowton, 12 June 1920, and שָׁלוֹם \u202eabc\u202c صلح was said in Ashvale.\n\n"
    "In 1920 \x01\x07\x0b the \x1b[31mmayor\x00 of Merrowton \ufffe\uffff left\x85 for\u2028 Ashvale.\n\n"
    "Between 5 and 9 July 1919 Lostham burned. In the 1910s Tarn flooded Merrow-\nton.\n"
    "Since 1 May 1919 Ashvale has been free.\n"
)
DESCRIBED = r"""["a-b.txt"]
title = "=Title {of} \"x\" & <y> %"
author = "O'Neil, A. & B_C"
published = "1921-05"
publisher = "P & S"
url = "https://example.org/a b?x=<1>&y={2}"
note = "a\u0001b"
"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    folder = tmp_path_factory.mktemp("hostile")
    gazetteer = shutil.copytree(HERE / "small" / "gazetteer", folder / "gazetteer")
    shutil.copy(own_gazetteer() / "rules.toml", gazetteer / "rules.toml")
    (folder / "texts").mkdir()
    (folder / "texts" / "a-b.txt").write_bytes(HOSTILE.encode())
    (folder / "texts" / "sources.toml").write_text(DESCRIBED, encoding="utf-8")
    build_atlas(folder / "texts", gazetteer, folder / "atlas.gpkg")
    return open_atlas(folder / "atlas.gpkg")


@pytest.fixture(params=["hostile", "atlas"])
def any_atlas(request: pytest.FixtureRequest) -> Atlas:
    """The atlas of the hostile text, then that of the five texts."""
    found: Atlas = request.getfixturevalue(request.param)
    return found


@cache
def exported(atlas: Atlas, name: str, layer: str) -> bytes:
    """An export of everything, which many tests look at."""
    return b"".join(FORMATS[name].layers[layer](atlas, AtlasQuery()))


def written(atlas: Atlas, name: str, folder: Path, layer: str = "") -> Path:
    """The path of an export of everything."""
    form = FORMATS[name]
    path = folder / f"{layer or form.layer}{form.ending}"
    path.write_bytes(exported(atlas, name, layer or form.layer))
    return path


def attested(atlas: Atlas) -> list[Said]:
    return [
        (row["place_id"] or "", row["quote"], row["edtf"], row["surface"], row["start"], row["end"])
        for row in atlas.mentions(AtlasQuery())
    ]


def faults(schema: str, path: Path) -> Iterator[str]:
    rules = json.loads((STANDARDS / schema).read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(rules)
    found = Draft202012Validator(rules).iter_errors(json.loads(path.read_bytes()))
    return (error.message for error in found)


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from mapapp.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


# What a format cannot hold, it holds as U+FFFD: a NUL for GDAL, control characters for XML.
@pytest.mark.parametrize("name", READERS)
def test_every_attestation_is_read_back(name: str, any_atlas: Atlas, tmp_path: Path) -> None:
    found = READERS[name](written(any_atlas, name, tmp_path))
    wanted = attested(any_atlas)
    if name == "kml":
        wanted = [(place, holdable(quote), *more) for place, quote, *more in wanted]
    elif name in ("gpkg", "fgb"):
        wanted = [(place, quote.replace("\0", "\ufffd"), *more) for place, quote, *more in wanted]
    elif name in ("geojson", "geojsonl", "jsonfg"):  # the file holds a NUL, its reader stops there
        wanted = [(place, quote.split("\0")[0], *more) for place, quote, *more in wanted]
    if name in ("turtle", "annotations", "fgb"):  # a graph has no order, FlatGeobuf that of its index
        found, wanted = sorted(found), sorted(wanted)
    assert len(found) == len(wanted) > 0
    assert found == wanted


@pytest.mark.parametrize("name", POINTS_AND_DAYS)
def test_every_point_and_its_days_are_read_back(name: str, any_atlas: Atlas, tmp_path: Path) -> None:
    found = POINTS_AND_DAYS[name](written(any_atlas, name, tmp_path))
    wanted = []
    for row in any_atlas.mentions(AtlasQuery()):
        point = ("", "") if row["place_lon"] is None else (row["place_lon"], row["place_lat"])
        days = (row["day_min"], row["day_max"])
        bounded = (
            "" if day in (None, EARLIEST_DAY, LATEST_DAY) else str(date.fromordinal(day)) for day in days
        )
        wanted.append((*point, *bounded))
    if name == "fgb":
        found, wanted = sorted(found, key=str), sorted(wanted, key=str)
    assert len(found) == len(wanted) > 0
    for got, right in zip(found, wanted, strict=True):
        assert got[2:] == right[2:]
        assert got[:2] == (("", "") if right[0] == "" else pytest.approx(right[:2], abs=1e-6))


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if "places" in form.layers])
def test_every_place_is_read_back(name: str, any_atlas: Atlas, tmp_path: Path) -> None:
    path = written(any_atlas, name, tmp_path, "places")
    wanted = {
        row["place_id"]: (row["place_title"], row["place_lon"], row["place_lat"])
        for row in any_atlas.mentions(AtlasQuery())
        if row["place_id"]
    }
    if name in ("lpf", "lp-tsv", "csv"):
        found = read_places(name, path)
    else:
        frame = geopandas.read_parquet(path) if name == "parquet" else pyogrio.read_dataframe(path)
        points = [
            None if point is None else (round(point.x, 6), round(point.y, 6)) for point in frame.geometry
        ]
        found = [*zip(frame["Name" if name == "kml" else "title"], points, strict=True)]
    assert sorted(found, key=str) == sorted(
        (
            (title, None if lon is None else (round(lon, 6), round(lat, 6)))
            for title, lon, lat in wanted.values()
        ),
        key=str,
    )


def read_places(name: str, path: Path) -> list[tuple[str, tuple[float, ...] | None]]:
    if name == "lpf":
        features = json.loads(path.read_bytes())["features"]
        return [
            (f["properties"]["title"], tuple(f["geometry"]["coordinates"]) if f["geometry"] else None)
            for f in features
        ]
    with path.open(encoding="utf-8", newline="") as file:
        dialect = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if name == "lp-tsv" else {}
        rows = list(csv.DictReader(file, strict=True, **dialect))
    return [
        (
            row["title"],
            (float(row["lon"]), float(row["lat"])) if row["lon"] else None,
        )  # "0.0" is a coordinate
        for row in rows
    ]


@pytest.mark.parametrize(
    ("name", "layer", "schema"),
    [
        ("geojson", "mentions", "geojson.json"),
        ("geojson", "places", "geojson.json"),
        ("jsonfg", "mentions", "geojson.json"),
        ("jsonfg", "mentions", "jsonfg.json"),
        ("lpf", "places", "linked_places.json"),
        ("annotations", "mentions", "web_annotation.json"),
        ("csl", "sources", "csl.json"),
    ],
)
def test_files_keep_to_their_standard(
    name: str, layer: str, schema: str, any_atlas: Atlas, tmp_path: Path
) -> None:
    path = written(any_atlas, name, tmp_path, layer)
    assert list(faults(schema, path)) == []
    broken = tmp_path / "broken.json"
    broken.write_text(path.read_text("utf-8").replace('"type"', '"kind"'), encoding="utf-8")
    assert any(faults(schema, broken)), "the schema must be able to fail"


def test_tei_is_valid_and_holds_every_letter_at_its_offset(any_atlas: Atlas, tmp_path: Path) -> None:
    path = written(any_atlas, "tei", tmp_path)
    tree = etree.parse(path)
    rules = etree.RelaxNG(etree.parse(STANDARDS / "tei.rng"))
    assert rules.validate(tree), rules.error_log
    ids = tree.xpath("//@xml:id")
    pointers = [
        p for name in ("ref", "where", "corresp", "next", "prev", "source") for p in tree.xpath(f"//@{name}")
    ]
    assert len(ids) == len(set(ids))
    assert {pointer.removeprefix("#") for pointer in pointers} <= set(ids)
    for brief, tei in zip(any_atlas.sources(), tree.iter(f"{TEI}TEI"), strict=True):
        text = holdable(any_atlas.source(brief["id"])["text"])
        spans: dict[str, tuple[int, int]] = {}
        for ab in tei.iter(f"{TEI}ab"):
            start = int(ab.get("n"))
            words = "".join(ab.itertext())
            assert text[start : start + len(words)] == words
            spans |= offsets(ab, start)
        assert "".join("".join(ab.itertext()) for ab in tei.iter(f"{TEI}ab")) == text
        mentions = list(any_atlas.mentions(AtlasQuery(source=(brief["id"],))))
        assert {
            f"mention.{row['fid']}": (row["start"], row["end"]) for row in mentions
        }.items() <= spans.items()
        dates = any_atlas.dates(brief["number"])
        assert {f"date.{row['id']}": (row["start"], row["end"]) for row in dates}.items() <= spans.items()
        events = {e.get("corresp"): e.get("when-custom") for e in tei.iter(f"{TEI}event")}
        assert events == {f"#mention.{row['fid']}": row["edtf"] for row in mentions if row["edtf"]}


def offsets(element: etree._Element, start: int) -> dict[str, tuple[int, int]]:
    """Where the elements inside another begin and end, in code points; those in parts only by their first."""
    spans, at = {}, start + len(element.text or "")
    for child in element:
        length = len("".join(child.itertext()))
        spans[child.get("{http://www.w3.org/XML/1998/namespace}id")] = (at, at + length)
        spans |= offsets(child, at)
        at += length + len(child.tail or "")
    return spans


def test_tei_says_latitude_before_longitude(any_atlas: Atlas, tmp_path: Path) -> None:
    tree = etree.parse(written(any_atlas, "tei", tmp_path))
    places = {
        place.get("{http://www.w3.org/XML/1998/namespace}id"): place for place in tree.iter(f"{TEI}place")
    }
    assert places
    for place_id, place in places.items():
        row = any_atlas.place(place_id)
        geo = place.findtext(f"{TEI}location/{TEI}geo")
        assert geo == (None if row["lat"] is None else f"{round(row['lat'], 6)} {round(row['lon'], 6)}")


def test_marks_that_cross_are_parted_and_linked() -> None:
    text = "Treaty of Upper Ashvale Hall"
    marks = [
        Mark(10, 23, "placeName", "a", {}),
        Mark(16, 28, "date", "b", {}),
        Mark(10, 15, "placeName", "c", {}),
    ]
    xml = marked_up(text, (0, len(text)), nest(marks))
    tree = etree.fromstring(f"<ab>{xml}</ab>")
    assert "".join(tree.itertext()) == text
    first, second = tree.findall(".//date")
    assert (first.text, second.text) == ("Ashvale", " Hall")
    assert (first.get("next"), second.get("prev")) == ("#b.2", "#b")
    assert list(blocks("a\n\nb\n \nc", [Mark(0, 4, "date", "d", {})])) == [(0, 7), (7, 8)]


def test_kml_has_time_spans_and_never_a_time_stamp(any_atlas: Atlas, tmp_path: Path) -> None:
    path = written(any_atlas, "kml", tmp_path)
    tree = etree.parse(path)
    assert not tree.findall(f".//{KML}TimeStamp")
    rows = list(any_atlas.mentions(AtlasQuery()))
    frame = pyogrio.read_dataframe(path)
    assert list(frame["surface"]) == [holdable(row["surface"]) for row in rows]
    spans = [mark.find(f"{KML}TimeSpan") for mark in tree.iter(f"{KML}Placemark")]
    assert [span is None for span in spans] == [row["day_min"] is None for row in rows]
    day = next(
        i for i, row in enumerate(rows) if row["day_min"] is not None and row["day_min"] == row["day_max"]
    )
    assert spans[day].findtext(f"{KML}begin") == spans[day].findtext(f"{KML}end") == rows[day]["edtf"]


@pytest.mark.parametrize("layer", ["mentions", "places"])
def test_no_cell_of_a_table_is_a_formula(hostile: Atlas, layer: str, tmp_path: Path) -> None:
    path = written(hostile, "csv", tmp_path, layer)
    assert b"\r\n" in path.read_bytes()
    with path.open(encoding="utf-8", newline="") as file:
        cells = [
            cell for row in csv.DictReader(file) for name, cell in row.items() if name not in ("lon", "lat")
        ]
    assert any(cell.startswith("'=") for cell in cells)
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r")]
    for text in ("=1", "'=1", "''@x", "\t-", "＝1"):
        assert FORMULA.match(text)
    assert not FORMULA.match("'Twas 1 = 1")


def test_linked_places_cite_the_texts_and_state_no_country(any_atlas: Atlas, tmp_path: Path) -> None:
    path = written(any_atlas, "lpf", tmp_path)
    assert b"ccodes" not in path.read_bytes()
    features = {f["@id"].rpartition(":")[2]: f for f in json.loads(path.read_bytes())["features"]}
    for row in any_atlas.mentions(AtlasQuery()):
        if row["place_id"]:
            toponym = " ".join(row["toponym"].split())
            citations = [
                citation
                for name in features[row["place_id"]]["names"]
                if name["toponym"] == toponym
                for citation in name["citations"]
            ]
            labels = [citation["label"] for citation in citations]
            address = iri(row["source_url"]) or text_iri(row["source_sha256"])
            assert address in [citation.get("@id") for citation in citations]
            title = " ".join(row["source_title"].split())
            assert any(label.endswith(title) for label in labels)


def test_lp_tsv_has_what_whg_requires(any_atlas: Atlas, tmp_path: Path) -> None:
    lines = written(any_atlas, "lp-tsv", tmp_path).read_text(encoding="utf-8").splitlines()
    rows = [dict(zip(lines[0].split("\t"), line.split("\t"), strict=True)) for line in lines[1:]]
    assert len({row["id"] for row in rows}) == len(rows) > 0
    for row in rows:
        assert row["title"]
        assert row["title_source"]
        assert row["fclasses"] or row["aat_types"]
        assert re.fullmatch(r"-?\d{4}", row["attestation_year"] or row["start"])
        assert bool(row["parent_name"]) == bool(row["parent_id"])
        assert all(
            re.fullmatch(r"\S.*@[a-z]{2,3}(-[A-Z][a-z]{3})?", name) for name in row["variants"].split(";")
        )


def test_bibtex_is_read_back(any_atlas: Atlas, tmp_path: Path) -> None:
    text = written(any_atlas, "bibtex", tmp_path).read_text(encoding="utf-8")
    entries = bibtexparser.loads(text).entries
    assert [entry["ID"] for entry in entries] == [source["id"] for source in any_atlas.sources()]
    for entry, source in zip(entries, any_atlas.sources(), strict=True):
        plain = re.sub(r"\\([&%$#_{}])", r"\1", entry["title"])
        assert plain == "{" + source["title"] + "}"


def test_uncertain_undated_and_unlocated_are_shown_as_such(
    atlas: Atlas, hostile: Atlas, tmp_path: Path
) -> None:
    features = json.loads(written(hostile, "jsonfg", tmp_path).read_bytes())["features"]
    lost = next(f for f in features if f["properties"]["place"] == "lostham")
    assert lost["geometry"] is None
    assert lost["time"] == {"interval": ["1919-07-05", "1919-07-09"]}
    features = json.loads(written(atlas, "jsonfg", tmp_path).read_bytes())["features"]
    undated = [f for f in features if f["properties"]["when"] is None]
    assert undated
    assert {f["time"] for f in undated} == {None}
    doubtful = [row["fid"] for row in atlas.mentions(AtlasQuery()) if row["doubtful"]]
    assert [f["id"] for f in features if f["properties"]["doubtful"]] == doubtful


@pytest.mark.parametrize("name", FORMATS)
def test_an_answer_without_passages_is_still_a_file(name: str, small_atlas: Atlas, tmp_path: Path) -> None:
    form = FORMATS[name]
    for layer, writer in form.layers.items():
        data = b"".join(writer(small_atlas, parse_query([("q", "nowhere-to-be-found")])))
        (tmp_path / f"empty{form.ending}").write_bytes(data)
        assert data or name in ("geojsonl", "bibtex"), layer
    if name in ("geojson", "gpkg", "fgb"):
        assert len(pyogrio.read_dataframe(tmp_path / f"empty{form.ending}")) == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_a_download_and_a_command(
    name: str, small_atlas: Atlas, small_atlas_file: Path
) -> None:
    form, client = FORMATS[name], create_app(small_atlas).test_client()
    for layer in form.layers:
        response = client.get(f"/export/{name}?layer={layer}&source=report")
        assert response.status_code == 200
        assert response.content_type.startswith(form.media_type.split(";")[0])
        assert f'filename="mapapp-{layer}{form.ending}"' in response.headers["Content-Disposition"]
        arguments = ("export", name, "--layer", layer, "--source", "report", "--atlas", str(small_atlas_file))
        base = ("--base", "http://localhost/places/")
        result = CliRunner().invoke(main, [*arguments, *base])
        if name != "gpkg":  # GDAL writes the time of writing
            assert response.data == result.stdout_bytes
        assert response.data
    assert client.get(f"/export/{name}?layer=towns").status_code == 400


def test_an_export_that_fails_midway_leaves_what_was_there(small_atlas_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.geojson"
    path.write_text("as it was")
    broken = shutil.copy(small_atlas_file, tmp_path / "broken.gpkg")
    with sqlite3.connect(broken) as connection:
        for trigger in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{trigger[0]}"')
        connection.execute("UPDATE mentions SET reasons = '{' WHERE fid = (SELECT max(fid) FROM mentions)")
    connection.close()
    result = run("export", "geojson", "--atlas", broken, "-o", path)
    assert result.returncode == 2
    assert "a cell is not JSON" in result.stderr
    assert path.read_text() == "as it was"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["broken.gpkg", "out.geojson"]


HALF = """
import signal, sys, time
from pathlib import Path
from mapapp.cli.options import write
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
def chunks():
    yield b"half" * 100_000
    print("midway", flush=True)
    time.sleep(60)
write(chunks(), Path(sys.argv[1]))
"""


@pytest.mark.parametrize("signal", [SIGKILL, SIGINT])
def test_an_export_that_is_killed_midway_leaves_what_was_there(tmp_path: Path, signal: int) -> None:
    path = tmp_path / "out.geojson"
    path.write_text("as it was")
    with subprocess.Popen(
        [sys.executable, "-c", HALF, str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        assert process.stdout
        assert process.stdout.readline() == b"midway\n"
        process.send_signal(signal)
    assert process.returncode != 0
    assert path.read_text() == "as it was"
    left = {found.name for found in tmp_path.iterdir()} - {path.name}
    assert left == ({".out.geojson.part"} if signal == SIGKILL else set())
    write([b"whole"], path)
    assert [(found.name, found.read_bytes()) for found in tmp_path.iterdir()] == [(path.name, b"whole")]


def test_parquet_without_pyarrow_says_what_to_install(small_atlas_file: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from mapapp.cli import main\n"
        f"main(['export', 'parquet', '--atlas', {str(small_atlas_file)!r}])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert result.returncode == 2
    assert "pip install 'mapapp[parquet]'" in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_menu_offers_no_format_whose_package_is_missing(
    small_atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = create_app(small_atlas).test_client()
    assert "/export/parquet" in client.get("/").text
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "mapapp.exports.parquet", raising=False)
    assert "/export/parquet" not in client.get("/").text
    answer = client.get("/export/parquet", headers={"Accept": "text/html"})
    assert (answer.status_code, "pip install" in answer.text) == (501, True)


SAID = (
    b'{"type":"FeatureCollection","features":[{"id":7,"properties":{"source":%s,"source_sha256":"",'
    b'"quote":"Words","quote_start":0,"quote_end":5,"quote_prefix":"","quote_suffix":"","surface":"Words",'
    b'"start":0,"end":5}}]}'
)
VERIFIED = ("geojson", "geojsonl", "jsonfg", "csv", "annotations", "tei")


def verify(path: Path, corpus: Path) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["verify", str(path), "--corpus", str(corpus)])
    return result.exit_code, result.output


@pytest.mark.parametrize("name", VERIFIED)
def test_verify_tells_what_stands_moved_and_is_gone(name: str, hostile: Atlas, tmp_path: Path) -> None:
    path = written(hostile, name, tmp_path)
    texts = shutil.copytree(hostile.path.parent / "texts", tmp_path / "texts")
    assert verify(path, texts) == (0, verify(path, texts)[1])
    (texts / "a-b.txt").write_bytes(("New. " + HOSTILE).encode())
    code, said = verify(path, texts)
    assert code == 1
    assert "a-b: the text is not the one that was exported" in said
    lines = [line for line in said.splitlines() if "moved" in line or "does not stand" in line]
    assert lines
    assert all("has moved" in line for line in lines)
    for line in lines:
        start, now = map(int, re.search(r"a-b, (\d+)-\d+: .* at (\d+)-\d+ now", line).groups())  # type: ignore[union-attr]
        assert now == start + len("New. ")
    (texts / "a-b.txt").write_bytes(HOSTILE.replace("has been free", "has been taken").encode())
    code, said = verify(path, texts)
    assert code == 1
    assert "does not stand there, nor anywhere" in said
    (texts / "a-b.txt").rename(texts / "other.txt")
    (texts / "sources.toml").unlink()
    code, said = verify(path, texts)
    assert code == 1
    quotes, fallen = map(int, re.search(r"(\d+) quotes checked, (\d+) do not stand", said).groups())  # type: ignore[union-attr]
    assert f"a-b: there is no such text ({fallen} quotes)" in said.splitlines(), "a line a text, not a quote"
    assert quotes == fallen


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "holds no quotations"),
        (b"{", "cannot be read as an export"),
        (b"<a>", "cannot be read"),
        (b"a,b\n1,2\n", "holds no"),
        (SAID % b'["a"]', "feature 7: its text, words or positions are not of their form"),
        ((SAID % b'"a"').replace(b'"quote_start":0', b'"quote_start":-9'), "-9-5 is no stretch of a text"),
    ],
)
def test_verify_of_another_file_is_one_line(data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(data)
    arguments = ["verify", str(tmp_path / "file"), "--corpus", str(HERE / "small" / "texts")]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize("pairs", [(), (("datetime", "1919-03/1920-05"),), (("undated", "only"),)])
def test_the_quick_way_writes_what_the_records_say(any_atlas: Atlas, pairs: Any) -> None:
    query = parse_query(pairs)
    records = [orjson.dumps(record) for record in mention_records(any_atlas, query)]
    assert records or pairs
    assert b"".join(FORMATS["geojsonl"].layers["mentions"](any_atlas, query)).splitlines() == records
    features = b"".join(FORMATS["geojson"].layers["mentions"](any_atlas, query)).split(b"[", 1)[1]
    assert features == b"\n" * bool(records) + b",\n".join(records) + b"\n]}\n"


def test_what_stands_around_a_quote_is_what_stands_there(any_atlas: Atlas, tmp_path: Path) -> None:
    texts = {source["id"]: any_atlas.source(source["id"])["text"] for source in any_atlas.sources()}
    items = json.loads(written(any_atlas, "annotations", tmp_path).read_bytes())["first"]["items"]
    for item in items:
        quote, position = item["target"]["selector"]
        text = texts[item["target"]["source"]["dcterms:identifier"]]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[max(start - 32, 0) : start] == quote["prefix"]
        assert text[end : end + 32] == quote["suffix"]
    for feature in json.loads(written(any_atlas, "geojson", tmp_path).read_bytes())["features"]:
        said = feature["properties"]
        text, start, end = texts[said["source"]], said["quote_start"], said["quote_end"]
        assert text[max(start - 32, 0) : start] == said["quote_prefix"]
        assert text[end : end + 32] == said["quote_suffix"]


@pytest.mark.parametrize("page", ["exports.md", "whg.md", "tei.md"])
def test_the_pages_do_what_they_say(
    page: str,
    atlas_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    text = (HERE.parent / "docs" / page).read_text(encoding="utf-8")
    shutil.copy(atlas_file, tmp_path / "atlas.gpkg")
    shutil.copytree(HERE.parent / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```(sh|python)\n(.*?)```", text, re.DOTALL)
    assert blocks
    for language, code in blocks:
        if language == "python":
            exec(compile(code, page, "exec"), {})
            assert capsys.readouterr().out
            continue
        for line in code.splitlines():
            result = CliRunner().invoke(main, line.removeprefix("mapapp ").split())
            assert result.exit_code == 0, (line, result.output)
    for name in FORMATS:
        assert page != "exports.md" or f"`{name}`" in text


def test_texts_in_a_file_are_those_in_memory(hostile: Atlas) -> None:
    text = hostile.source("a-b")["text"]
    with Texts(hostile, most=0) as filed, Texts(hostile) as held:
        for start in range(0, len(text), 7):
            end = min(start + 20, len(text))
            around = text[max(start - 32, 0) : start], text[end : end + 32]
            assert filed.around(1, start, end) == held.around(1, start, end) == around
