"""What the set-up promises: the texts as they came, pinned versions, a package list without addresses."""

import gzip
import hashlib
import json
import re
import tomllib
from pathlib import Path

import pytest
from shapely.geometry import Point, shape

ROOT = Path(__file__).parent.parent
SEEDS = {
    "000_65c8072b8f4f3771.txt": "7364fb49d670c61789197c6007dfa36d322ef2e78b6ddf5108ee602e8f05e649",
    "001_79ed1dfa74f0ec45.txt": "59e75d40393d7edf1b6ac4b5cb98720cbbeb5fc76db90c2421db069d528138fa",
    "002_5e0b7dc9a69f4049.txt": "5230fd3dbef0291e0941623c4c437b5d2a6b423aacce2f4cc5e9a687be303e30",
    "003_e04009941a89570a.txt": "8702f6889cbb02c91850a3fd1bc82d5826e1ddc61ce6131eda86ff8049e76a1b",
    "004_867454b654943b6f.txt": "1aaa11bce129754a071746f1f2801906ae9a5fe3f10a32605bc8cf48c08c36cf",
}
SOURCE_KEYS = {"title", "author", "publisher", "published", "url", "language", "calendar", "rights", "note"}


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize("name", SEEDS)
def test_a_text_is_as_it_came(name):
    assert hashlib.sha256((ROOT / "seeds" / name).read_bytes()).hexdigest() == SEEDS[name]


def test_sources_describe_the_texts_and_no_others():
    sources = tomllib.loads((ROOT / "seeds" / "sources.toml").read_text(encoding="utf-8"))
    assert set(sources) == set(SEEDS)
    for name, source in sources.items():
        assert set(source) <= SOURCE_KEYS, name
        assert all(isinstance(value, str) and value.strip() for value in source.values()), name


def test_every_requirement_is_pinned():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pinned = {normal(line.partition("==")[0]) for line in lines if "==" in line}
    extras = project()["optional-dependencies"].values()
    wanted = [*project()["dependencies"], *(line for extra in extras for line in extra)]
    names = {normal(re.match(r"[\w.-]+", line)[0]) for line in wanted}
    assert names - pinned == set()
    assert not [line for line in lines if "@" in line or "://" in line]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_package_list_holds_no_addresses():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert len(packages) > 3
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [name for name, package in packages.items() if name and "integrity" not in package] == []


def test_each_requirement_is_explained():
    text = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    libraries = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    names = [re.match(r"[\w.-]+", line)[0] for line in project()["dependencies"]]
    names += [*libraries["dependencies"], *libraries["devDependencies"]]
    assert [name for name in names if f"`{name.lower()}`" not in text] == []


BASEMAP = ROOT / "mapapp" / "web" / "static" / "basemap"
# What the base map shows at a point: land.json, water.json, world.json or nothing, which is the sea.
SHOWN = {
    "Shusha": (46.75, 39.76, {"land"}),
    "Baku": (49.85, 40.38, {"land"}),
    "the Caspian": (51.0, 40.0, set()),
    "the Black Sea": (36.0, 43.5, set()),
    "Lake Sevan": (45.3, 40.3, {"water"}),
    "Lake Urmia": (45.4, 37.7, {"water"}),
    "Mingachevir, dammed in 1953": (46.7, 40.9, {"land"}),
    "Moscow": (37.6, 55.75, {"world"}),
    "Paris": (2.35, 48.85, {"world"}),
    "the North Sea": (3.0, 56.0, set()),
}


def base_map(name: str) -> dict:
    return json.loads((BASEMAP / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("place", SHOWN)
def test_the_base_map_shows_land_and_water(place):
    longitude, latitude, expected = SHOWN[place]
    at = Point(longitude, latitude)
    assert {n for n in ("land", "water", "world") if shape(base_map(n)["geometry"]).contains(at)} == expected


def test_the_base_map_is_one_feature_a_file_and_so_without_states():
    for name in ("land", "water", "rivers", "world"):
        assert base_map(name)["type"] == "Feature"
        assert base_map(name)["properties"] == {}


def test_the_kura_runs_through_to_the_sea():
    rivers = shape(base_map("rivers")["geometry"])
    for at in ((44.8, 41.7), (46.7, 40.9), (47.5, 40.4), (48.4, 40.05)):
        assert rivers.distance(Point(at)) < 0.15, at


def test_the_base_map_is_light():
    files = [path.read_bytes() for path in BASEMAP.iterdir()]
    assert sum(len(gzip.compress(data)) for data in files) < 120_000
