"""The command line: what it writes, and what it says when something is wrong."""

from __future__ import annotations

import csv
import json
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import geopandas
import pytest
from click import Option
from click.testing import CliRunner, Result

from mapapp.cli import main
from mapapp.files.gazetteers import own_gazetteer
from mapapp.store.reading import open_atlas
from mapapp.web import create_app

SMALL = Path(__file__).parent / "small"
README = Path(__file__).parent.parent / "README.md"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def is_one_line(result: Result) -> bool:
    """Whether a run ended as bad input should: status 2, one line, no traceback."""
    return result.exit_code == 2 and result.stderr.count("\n") == 1 and result.stderr.startswith("mapapp: ")


def test_every_command_has_help_with_an_example() -> None:
    for name, command in main.commands.items():
        said = run(name, "--help").stdout
        assert "Example:" in said, name
        assert f"mapapp {name}" in said, name
        assert all(option.help for option in command.params if isinstance(option, Option)), name


def test_build_writes_once_and_again_only_after_a_change(
    small_corpus: Path, small_gazetteer: Path, tmp_path: Path
) -> None:
    arguments = ("build", small_corpus, "--gazetteer", small_gazetteer, "-o", tmp_path / "a.gpkg")
    assert run(*arguments).stdout.startswith("Wrote")
    first = (tmp_path / "a.gpkg").read_bytes()
    assert run(*arguments).stdout.startswith("Nothing changed")
    for changed in (
        small_corpus / "letter.txt",
        small_gazetteer / "names.tsv",
        small_gazetteer / "rules.toml",
    ):
        text = changed.read_text(encoding="utf-8")
        changed.write_text(text + "\n", encoding="utf-8")
        assert run(*arguments).stdout.startswith("Wrote"), changed
        changed.write_text(text, encoding="utf-8")
    run(*arguments)
    assert (tmp_path / "a.gpkg").read_bytes() == first, "the same input makes the same file"


def test_a_build_that_fails_leaves_the_atlas_as_it_was(
    small_corpus: Path, small_gazetteer: Path, tmp_path: Path
) -> None:
    arguments = ("build", small_corpus, "--gazetteer", small_gazetteer, "-o", tmp_path / "a.gpkg")
    run(*arguments)
    before = (tmp_path / "a.gpkg").read_bytes()
    (small_corpus / "bad.txt").write_bytes(b"\xff\xfe")
    result = run(*arguments)
    assert is_one_line(result), result.output
    assert "bad.txt, line 1, byte 1" in result.stderr
    assert (tmp_path / "a.gpkg").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.gpkg", "gazetteer", "texts"]


def test_an_atlas_replaces_nothing_but_an_atlas(
    small_corpus: Path, small_gazetteer: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own.gpkg"
    with closing(sqlite3.connect(own)) as connection, connection:
        connection.execute("CREATE TABLE meta (key, value)")  # somebody else's GeoPackage
    for path in (small_corpus / "letter.txt", own, small_corpus):
        before = path.read_bytes() if path.is_file() else sorted(path.iterdir())
        result = run("build", small_corpus, "--gazetteer", small_gazetteer, "-o", path)
        assert is_one_line(result), result.output
        assert "is not an atlas; nothing was written" in result.stderr
        assert (path.read_bytes() if path.is_file() else sorted(path.iterdir())) == before
    older, empty = tmp_path / "older.gpkg", tmp_path / "empty.gpkg"
    empty.touch()
    run("build", small_corpus, "--gazetteer", small_gazetteer, "-o", older)
    with closing(sqlite3.connect(older)) as connection, connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")
    for path in (older, empty):
        result = run("build", small_corpus, "--gazetteer", small_gazetteer, "-o", path)
        assert result.stdout.startswith("Wrote"), result.output


def test_a_build_that_is_stopped_says_what_stands(
    small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("mapapp.build.build_atlas", stop)  # as Ctrl+C does, wherever the build is
    result = run("build", small_corpus, "-o", tmp_path / "a.gpkg")
    assert result.exit_code == 1
    assert "there is no atlas" in result.stderr
    (tmp_path / "a.gpkg").touch()
    assert "the atlas there is as it was" in run("build", small_corpus, "-o", tmp_path / "a.gpkg").stderr


def test_many_faults_of_a_gazetteer_point_to_the_check(small_gazetteer: Path) -> None:
    names = small_gazetteer / "names.tsv"
    names.write_text(names.read_text(encoding="utf-8").replace("\talways", "\tsometimes"), encoding="utf-8")
    result = run("annotate", SMALL / "texts", "--gazetteer", small_gazetteer)
    assert is_one_line(result), result.output
    assert re.search(r"\(and \d+ more faults: mapapp gazetteer check lists all\)$", result.stderr.strip())


def test_bad_input_is_one_line_and_status_2(
    small_atlas_file: Path, tmp_path: Path, small_gazetteer: Path
) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").write_text("x")
    names = small_gazetteer / "names.tsv"
    names.write_text(names.read_text(encoding="utf-8").replace("\tLostham\t", "\t\t"), encoding="utf-8")
    cases = {
        "is not a folder": ("build", tmp_path / "nowhere"),
        "holds no text": ("build", tmp_path / "empty"),
        "names.tsv, row 8, column toponym": ("build", SMALL / "texts", "--gazetteer", small_gazetteer),
        "cannot write": ("build", SMALL / "texts", "-o", tmp_path / "file" / "a.gpkg"),
        "there is no atlas": ("serve", tmp_path / "none.gpkg"),
        "its start is after its end": (
            "export",
            "geojson",
            "--atlas",
            small_atlas_file,
            "--datetime",
            "1921/1920",
        ),
        "west,south,east,north": ("export", "geojson", "--atlas", small_atlas_file, "--bbox", "1,2"),
        "no place has the id 'nowhere'": (
            "export",
            "csv",
            "--atlas",
            small_atlas_file,
            "--place",
            "nowhere",
        ),
        "mentions, places": ("export", "geojson", "--atlas", small_atlas_file, "--layer", "towns"),
        "is what is read": ("export", "gpkg", "--atlas", small_atlas_file, "-o", small_atlas_file),
        "base: 'x y' is not valid": ("export", "lpf", "--atlas", small_atlas_file, "--base", "x y"),
        "datetime: ''": ("export", "csv", "--atlas", small_atlas_file, "--datetime", ""),
        "is not UTF-8; give a GeoJSON": ("verify", small_atlas_file, "--atlas", small_atlas_file),
        "give another --host": ("serve", "--atlas", small_atlas_file, "--host", "300.1.1.1"),
    }
    for said, arguments in cases.items():
        result = run(*arguments)
        assert is_one_line(result), (arguments, result.output)
        assert said in result.stderr


def test_an_atlas_to_serve_is_named_once(small_atlas_file: Path, tmp_path: Path) -> None:
    result = run("serve", small_atlas_file, "--atlas", tmp_path / "other.gpkg")
    assert result.exit_code == 2
    assert "two atlases are named" in result.stderr


def test_a_port_in_use_is_told(small_atlas_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run("serve", "--atlas", small_atlas_file, "--port", port)
    assert is_one_line(result), result.output
    assert f"port {port}" in result.stderr
    assert f"--port {port + 1}" in result.stderr


def test_export_is_geojson_with_flat_evidence(small_atlas_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "out.geojson"
    result = run("export", "geojson", "--atlas", small_atlas_file, "--datetime", "1920", "-o", path)
    assert result.exit_code == 0, result.output
    assert result.stderr == f"Wrote {path} ({path.stat().st_size:,} bytes).\n"
    collection = json.loads(path.read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    assert collection["features"]
    text = (SMALL / "texts" / "report.txt").read_bytes().decode()
    for feature in collection["features"]:
        assert set(feature) == {"type", "id", "geometry", "properties"}
        properties = feature["properties"]
        assert all(not isinstance(value, (dict, list)) for value in properties.values())
        assert properties["quote"]
        assert properties["source"]
        assert properties["reasons"]
        if properties["source"] == "report":
            assert text[properties["quote_start"] : properties["quote_end"]] == properties["quote"]
            assert text[properties["start"] : properties["end"]] == properties["surface"]
    frame = geopandas.read_file(path)
    assert len(frame) == len(collection["features"])
    assert frame.crs.to_epsg() == 4326
    assert not list(tmp_path.glob(".*")), "no half file is left"


def test_places_of_an_export_are_those_of_its_mentions(small_atlas_file: Path) -> None:
    arguments = ("export", "geojson", "--atlas", small_atlas_file, "--source", "report")
    mentions = json.loads(run(*arguments).stdout)["features"]
    places = json.loads(run(*arguments, "--layer", "places").stdout)["features"]
    assert {f["id"] for f in places} == {f["properties"]["place"] for f in mentions}
    merrowton = next(f for f in places if f["id"] == "merrowton")
    assert merrowton["geometry"]["coordinates"] == [0.0, 42.6]
    assert "note of 12 June 1920" in merrowton["properties"]["quotes"]


def test_annotate_prints_what_the_scorer_reads() -> None:
    gazetteer = own_gazetteer()
    lines = run("annotate", SMALL / "texts", "--gazetteer", gazetteer).stdout.splitlines()
    rows = [json.loads(line) for line in lines]
    texts = {path.name: path.read_bytes().decode() for path in (SMALL / "texts").glob("*.txt")}
    assert {row["kind"] for row in rows} == {"place", "date"}
    for row in rows:
        assert texts[row["file"]][row["start"] : row["end"]] == row["surface"]


def test_verify_finds_a_quote_that_does_not_stand(small_atlas_file: Path, small_corpus: Path) -> None:
    assert run("verify", "--atlas", small_atlas_file).exit_code == 0
    assert run("verify", "--atlas", small_atlas_file, "--corpus", small_corpus).exit_code == 0
    letter = small_corpus / "letter.txt"
    letter.write_text(letter.read_text(encoding="utf-8").replace("quiet", "silent"), encoding="utf-8")
    result = run("verify", "--atlas", small_atlas_file, "--corpus", small_corpus)
    assert result.exit_code == 1
    assert "letter.txt: the text is not the one" in result.stderr
    assert re.search(r"letter\.txt, \d+-\d+: ", result.stderr)


def test_old_style_is_told_beside_the_date_and_a_description_below_the_top(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    (folder / "letters").mkdir(parents=True)
    (folder / "a.txt").write_text("On 2 September 1919 they came to Baku.\n", encoding="utf-8")
    (folder / "sources.toml").write_text('["a.txt"]\ncalendar = "julian"\n', encoding="utf-8")
    (folder / "letters" / "sources.toml").write_text("", encoding="utf-8")
    path = tmp_path / "a.gpkg"
    result = run("build", folder, "-o", path)
    assert result.exit_code == 0, result.output
    assert "Not read: letters/sources.toml" in result.stderr
    assert "sources.toml is read at the top of the folder alone, with paths as keys." in result.stderr
    atlas = open_atlas(path)
    page = create_app(atlas).test_client().get("/places/baku").get_data(as_text=True)
    atlas.engine.dispose()
    assert "15 September 1919" in page
    assert "“2 September 1919” (Julian (old style))" in " ".join(page.split())


def test_verify_names_the_atlas_in_which_no_quote_stands(small_atlas_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "other.geojson"
    run("export", "geojson", "--atlas", small_atlas_file, "-o", path)
    text = path.read_text(encoding="utf-8").replace('"source":"', '"source":"other-')
    path.write_text(re.sub('"source_sha256":"[^"]*"', '"source_sha256":""', text), encoding="utf-8")
    result = run("verify", path, "--atlas", small_atlas_file)
    assert result.exit_code == 1
    assert f"Looked in {small_atlas_file}; name the atlas they come from with --atlas." in result.stderr


def test_verify_reads_a_table_with_a_very_long_quote(small_atlas_file: Path, tmp_path: Path) -> None:
    table = tmp_path / "out.csv"
    run("export", "csv", "--atlas", small_atlas_file, "-o", table)
    with table.open(encoding="utf-8-sig", newline="") as file:
        header, row, *rest = csv.DictReader(file)
    row["quote"] = "x" * 200_000
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header)
        writer.writeheader()
        writer.writerows([header, row, *rest])
    result = run("verify", table, "--atlas", small_atlas_file)
    assert result.exit_code == 1
    assert f"{2 * len([header, row, *rest])} quotes checked, 1 do not stand" in result.stdout, result.output


def test_help_loads_nothing_heavy() -> None:
    code = "import sys, mapapp.cli; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "mapapp.cli" in loaded.split()
    assert {"geopandas", "folium", "flask.app", "sqlalchemy", "shapely"} & set(loaded.split()) == set()
