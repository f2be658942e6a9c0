"""Fixtures that several rooms use: a small corpus with its gazetteer, and atlases made of real texts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from mapapp.build import build_atlas
from mapapp.files.gazetteers import own_gazetteer, read_gazetteer
from mapapp.gazetteer import Gazetteer
from mapapp.store.reading import Atlas, open_atlas

ROOT = Path(__file__).parent.parent
SMALL = Path(__file__).parent / "small"

# A busy machine is no fault of the code: how long a call may take is measured in benchmarks/.
settings.register_profile("any-machine", deadline=None)  # the rest as it was: CI has a profile of its own
settings.load_profile("any-machine")


@pytest.fixture(scope="session")
def gazetteer() -> Gazetteer:
    """The gazetteer that comes with mapapp."""
    return read_gazetteer(own_gazetteer())


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A copy of the small corpus, to be changed at will."""
    return shutil.copytree(SMALL / "texts", tmp_path / "texts")


@pytest.fixture
def small_gazetteer(tmp_path: Path) -> Path:
    """A copy of the small gazetteer, to be changed at will; its rules are mapapp's own."""
    folder = shutil.copytree(SMALL / "gazetteer", tmp_path / "gazetteer")
    shutil.copy(own_gazetteer() / "rules.toml", folder / "rules.toml")
    return folder


@pytest.fixture(scope="session")
def small_atlas_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of the small corpus."""
    folder = tmp_path_factory.mktemp("small")
    gazetteer = shutil.copytree(SMALL / "gazetteer", folder / "gazetteer")
    shutil.copy(own_gazetteer() / "rules.toml", gazetteer / "rules.toml")
    build_atlas(SMALL / "texts", gazetteer, folder / "atlas.gpkg")
    return folder / "atlas.gpkg"


@pytest.fixture(scope="session")
def small_atlas(small_atlas_file: Path) -> Atlas:
    """The atlas of the small corpus, open."""
    return open_atlas(small_atlas_file)


@pytest.fixture(scope="session")
def atlas_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The atlas of the five texts."""
    path = tmp_path_factory.mktemp("seeds") / "atlas.gpkg"
    build_atlas(ROOT / "seeds", own_gazetteer(), path)
    return path


@pytest.fixture(scope="session")
def atlas(atlas_file: Path) -> Atlas:
    """The atlas of the five texts, open."""
    return open_atlas(atlas_file)
