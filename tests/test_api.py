"""The interface for notebooks: frames, maps, annotation; and the example notebook, cell by cell."""

from __future__ import annotations

import ast
import doctest
import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import geopandas
import pytest

import mapapp
import mapapp.api
from mapapp.errors import AtlasError, NotFoundError, QueryError

NOTEBOOKS = sorted((Path(__file__).parent.parent / "docs" / "examples").glob("*.ipynb"))
SCRIPT = re.compile(r"<script[^>]*\bsrc=|<link[^>]*\bhref=|@import|url\((?!data:|#)", re.IGNORECASE)


@pytest.fixture
def small(small_atlas_file: Path) -> mapapp.api.Atlas:
    return mapapp.open(small_atlas_file)


def test_importing_mapapp_loads_nothing_heavy() -> None:
    heavy = ("geopandas", "folium", "flask", "sqlalchemy", "mapapp.api")
    code = f"import sys, mapapp; sys.exit(any(name in sys.modules for name in {heavy!r}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
    assert {"open", "annotate"} <= set(dir(mapapp))
    with pytest.raises(AttributeError, match="no attribute 'shut'; there are open, annotate"):
        _ = mapapp.shut


def test_places_are_a_frame_with_quotes(small: mapapp.api.Atlas) -> None:
    frame = small.places()
    assert isinstance(frame, geopandas.GeoDataFrame)
    assert frame.crs.to_epsg() == 4326
    assert frame.loc["merrowton"].geometry.x == 0.0
    assert frame.loc["lostham"].geometry is None
    assert "3 May 1919" in frame.loc["ashvale", "quotes"]
    assert "2 sources" in repr(small)
    assert list(small.sources()["id"]) == ["letter", "report"]


def test_mentions_are_asked_for_as_on_the_web(small: mapapp.api.Atlas) -> None:
    def surfaces(**asked: Any) -> list[str]:
        return list(small.mentions(**asked)["surface"])

    everything = surfaces()
    assert surfaces(datetime="1920", undated="exclude") == surfaces(
        datetime=(date(1920, 1, 1), date(1920, 12, 31)), undated="exclude"
    )
    assert 0 < len(surfaces(datetime="1920", undated="exclude")) < len(everything)
    assert set(surfaces(place=["ashvale", "lostham"])) == {"Ashvale", "Lostham", "Ашвейл"}
    assert surfaces(bbox=(-1, 42, 0.5, 43), unlocated="exclude") == surfaces(place="merrowton")
    assert surfaces(source=None) == everything
    empty = small.mentions(datetime="1700", undated="exclude")
    assert len(empty) == 0
    assert list(empty.columns) == list(small.mentions().columns)
    assert list(small.places(q="unheard-of").columns) == list(small.places().columns)


def test_wrong_questions_are_told(small: mapapp.api.Atlas, tmp_path: Path) -> None:
    with pytest.raises(QueryError, match="datetime: 'spring' is not valid"):
        small.places(datetime="spring")
    with pytest.raises(QueryError, match="there is no such parameter"):
        small.mentions(when="1920")
    with pytest.raises(QueryError, match="place: '\\[\\]' is not valid; name at least one"):
        small.mentions(place=[])
    with pytest.raises(AtlasError, match="there is no atlas"):
        mapapp.open(tmp_path / "none.gpkg")


def test_an_id_that_is_not_there_is_told(small: mapapp.api.Atlas) -> None:
    for ask in (small.places, small.mentions, small.map):
        with pytest.raises(NotFoundError, match="no place has the id 'nowhere'"):
            ask(place="nowhere")
    with pytest.raises(NotFoundError, match="no source has the id 'leter'"):
        small.mentions(source="leter")


def test_a_map_holds_all_it_needs_and_shows_in_a_notebook(small: mapapp.api.Atlas) -> None:
    drawn = small.map()
    page = drawn.get_root().render()
    assert not SCRIPT.search(re.sub(r"<script>.*?</script>", "<script></script>", page, flags=re.DOTALL))
    assert "placesLayer(" in page
    assert "quotePopups(" in page
    assert "<script>alert(1)</script>" not in page, "a text's own markup is data"
    assert "\\u003cscript\\u003ealert(1)" in page
    assert page.count("</script>") == page.count("<script>")
    assert page == small.map().get_root().render(), "the same map is the same page"
    assert drawn._repr_html_().startswith("<iframe srcdoc=")
    assert "lostham" not in page, "what is not located is not on a map"
    assert len(small.map(datetime="1919", undated="exclude").get_root().render()) < len(page)
    assert small.map(q="unheard-of").get_root().render()


def test_annotate_reads_a_string() -> None:
    text = "On 3 May 1919 the column left Shusha for Goris."
    places, dates = mapapp.annotate(text)
    assert [text[row.start : row.end] for row in places.itertuples()] == list(places["surface"])
    assert list(places["place"]) == ["shusha", "goris"]
    assert list(places["when"]) == ["1919-05-03"] * 2
    assert list(dates["edtf"]) == ["1919-05-03"]
    assert places.geometry.iloc[0].x == pytest.approx(46.75, abs=0.01)
    nothing = mapapp.annotate("Nothing is named here.")
    assert nothing.places.empty
    assert nothing.dates.empty
    assert list(nothing.places.columns) == list(places.columns)


@pytest.mark.parametrize(
    ("described", "right"),
    [
        ({"published": "yesterday"}, "write a date in EDTF"),
        ({"calendar": "foo"}, "gregorian, julian, unstated"),
        ({"language": "English"}, "language tag"),
        ({"colour": "red"}, "title, author"),
    ],
)
def test_annotate_tells_a_wrong_description(described: dict[str, str], right: str) -> None:
    with pytest.raises(QueryError) as caught:
        mapapp.annotate("They left Goris.", **described)
    (key, value), said = *described.items(), str(caught.value)
    assert said.startswith(f"{key}: {value!r} is not valid; ")
    assert right in said
    with pytest.raises(TypeError, match="not bytes"):
        mapapp.annotate(b"They left Goris.")  # type: ignore[arg-type]


def test_annotate_with_another_gazetteer_and_calendar(small_gazetteer: Path) -> None:
    found = mapapp.annotate("Ashvale stood on 1 May 1917.", gazetteer=small_gazetteer, calendar="julian")
    assert list(found.places["place"]) == ["ashvale"]
    assert list(found.places["when"]) == ["1917-05-14"]


def test_the_examples_of_the_documentation_run() -> None:
    result = doctest.testmod(mapapp.api)
    assert result.attempted >= 4
    assert result.failed == 0


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_notebook_runs(
    path: Path, atlas_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copy(atlas_file, tmp_path / "atlas.gpkg")  # where the page has a reader build it
    (folder := tmp_path / "docs" / "examples").mkdir(parents=True)
    monkeypatch.chdir(folder)  # Jupyter runs a notebook in the folder in which that lies
    notebook = json.loads(path.read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert not any(cell["outputs"] for cell in cells), "a notebook is kept without what it printed"
    names: dict[str, Any] = {}
    shown = [run_cell("".join(cell["source"]), names) for cell in cells]
    assert len(shown) >= 7
    for value in shown:
        assert value is not None
        assert len(value) if hasattr(value, "__len__") else repr(value)


def run_cell(source: str, names: dict[str, Any]) -> Any:
    """What a notebook shows below a cell: the value of its last expression."""
    tree = ast.parse(source)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    return eval(compile(ast.Expression(last.value), "cell", "eval"), names) if last else None


def test_there_is_a_notebook() -> None:
    assert NOTEBOOKS
