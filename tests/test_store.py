"""The atlas file: a GeoPackage that GDAL opens, whose answers keep what the texts say."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import geopandas
import pyogrio
import pytest

from mapapp.errors import AtlasError, NotFoundError
from mapapp.query import AtlasQuery, parse_query
from mapapp.store.reading import Atlas, open_atlas

SEEDS = Path(__file__).parent.parent / "seeds"


def ask(atlas: Atlas, **parameters: str) -> list[str]:
    """Surfaces of the mentions that a query asks for."""
    return [row["surface"] for row in atlas.mentions(parse_query(parameters.items()))]


def test_gdal_reads_every_layer_and_table(small_atlas_file: Path) -> None:
    layers = {str(name): kind for name, kind in pyogrio.list_layers(small_atlas_file)}
    assert {"places": "Point", "areas": "MultiPolygon", "mentions": "Point"}.items() <= layers.items()
    assert {"sources", "passages", "dates", "names", "meta"} <= set(layers)
    places = geopandas.read_file(small_atlas_file, layer="places").set_index("id")
    assert places.crs.to_epsg() == 4326
    assert (places.loc["merrowton"].geometry.x, places.loc["merrowton"].geometry.y) == (0.0, 42.6)
    assert places.loc["lostham"].geometry is None
    box = geopandas.read_file(small_atlas_file, layer="places", bbox=(1.3, 42.4, 1.45, 42.5))
    assert list(box["id"]) == ["ashvale"]
    areas = geopandas.read_file(small_atlas_file, layer="areas")
    assert areas.geometry.iloc[0].area == pytest.approx(0.6 * 0.3)


def test_every_mention_stands_in_its_text(atlas: Atlas) -> None:
    """Invariant: text[start:end] is the surface, in the five texts, to the letter."""
    texts = {path.name: path.read_bytes().decode() for path in SEEDS.glob("*.txt")}
    paths = {source["id"]: source["path"] for source in atlas.sources()}
    rows = list(atlas.mentions(AtlasQuery()))
    assert len(rows) > 700
    for row in rows:
        text = texts[paths[row["source_id"]]]
        assert text[row["start"] : row["end"]] == row["surface"]
        assert text[row["passage_start"] : row["passage_end"]] == row["quote"]
        shown = row["reading"][row["mark_start"] : row["mark_end"]]
        assert (
            shown.replace(" ", "").replace("-", "")[:3]
            == row["surface"].replace("-", "").replace("\n", "")[:3]
        )


def test_a_range_counts_both_ends_and_says_what_is_certain(small_atlas: Atlas) -> None:
    assert "Ashvale" in ask(small_atlas, datetime="1919-05-03", undated="exclude")
    assert ask(small_atlas, datetime="1919-05-04/1919-05-04", undated="exclude") == []
    # 1920-06/1920-08 overlaps its last day: possible; it lies inside the year: certain.
    last_day = small_atlas.mentions(parse_query([("datetime", "1920-08-31"), ("undated", "exclude")]))
    assert {row["range"] for row in last_day} == {"possible"}
    year = small_atlas.mentions(parse_query([("datetime", "1920"), ("undated", "exclude")]))
    assert {row["range"] for row in year} == {"certain"}


def test_filters_leave_what_they_say(small_atlas: Atlas) -> None:
    everything = ask(small_atlas)
    undated = ask(small_atlas, undated="only")
    assert len(undated) + len(ask(small_atlas, undated="exclude")) == len(everything)
    assert ask(small_atlas, unlocated="only") == ["Lostham"]
    assert set(ask(small_atlas, bbox="-1,42,0.5,43", unlocated="exclude")) == {"Merrowton", "Merrow-\nton"}
    assert "Lostham" in ask(small_atlas, bbox="-1,42,0.5,43")
    assert set(ask(small_atlas, bbox="170,42,0.5,43", unlocated="exclude")) == {"Merrowton", "Merrow-\nton"}
    assert set(ask(small_atlas, kind="district")) == {"Tarn"}
    assert set(ask(small_atlas, source="report", place="merrowton")) == {"Merrowton"}
    assert set(ask(small_atlas, q="ASHVALE column")) == {"Ashvale", "Tarn"}
    assert ask(small_atlas, place="' OR 1=1 --") == []


@pytest.mark.parametrize("words", ['"', "NEAR(", "a AND", "*", "quote:x", "-", "('"])
def test_search_words_are_words_never_operators(small_atlas: Atlas, words: str) -> None:
    assert ask(small_atlas, q=words) == [] or words == "-"


def test_counts_are_those_of_the_passages(small_atlas: Atlas) -> None:
    query = parse_query([("datetime", "1920")])
    passages: dict[str, set[int]] = {"certain": set(), "possible": set(), "undated": set()}
    for row in small_atlas.mentions(query):
        passages[row["range"]].add(row["passage"])
    assert small_atlas.counts(query) == {name: len(found) for name, found in passages.items()}


def test_what_is_not_there_is_told(small_atlas: Atlas) -> None:
    for look in (small_atlas.place, small_atlas.source):
        with pytest.raises(NotFoundError, match="'atlantis'"):
            look("atlantis")
    with pytest.raises(NotFoundError, match="no mention"):
        small_atlas.mention(10**9)


def spoil_bytes(path: Path) -> None:
    path.write_bytes(b"not an atlas at all, but long enough to have a header" * 100)


def spoil_version(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE meta SET value = '0' WHERE key = 'schema'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [(Path.unlink, "mapapp build"), (spoil_bytes, "not an atlas"), (spoil_version, "version 0")],
)
def test_a_file_that_is_no_atlas_is_told(
    small_atlas_file: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(small_atlas_file.read_bytes())
    spoil(path)
    with pytest.raises(AtlasError, match=said):
        open_atlas(path)


def untie(connection: sqlite3.Connection) -> None:
    """Drop the triggers of the R-trees, which ask for functions that GeoPackage programs have."""
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')


@pytest.mark.parametrize("column", ["reasons", "candidates"])
def test_a_damaged_cell_is_told_in_one_line(small_atlas_file: Path, tmp_path: Path, column: str) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(small_atlas_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        untie(connection)
        connection.execute(f"UPDATE mentions SET {column} = '[\"broken' WHERE fid = 2")
    with pytest.raises(AtlasError, match=r"atlas\.gpkg' is damaged: a cell is not JSON.*; run mapapp build"):
        list(open_atlas(path).mentions(AtlasQuery()))


def test_a_damaged_outline_is_told_in_one_line(small_atlas_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "atlas.gpkg"
    path.write_bytes(small_atlas_file.read_bytes())
    with closing(sqlite3.connect(path)) as connection, connection:
        untie(connection)
        connection.execute("UPDATE areas SET geojson = substr(geojson, 1, 20)")
    with pytest.raises(AtlasError, match=r"atlas\.gpkg' is damaged: a cell is not JSON.*; run mapapp build"):
        open_atlas(path).areas()
