"""Floor 5: a folder of texts and a gazetteer become an atlas file, and only when something changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import mapapp
from mapapp.errors import AtlasError
from mapapp.files.corpora import read_corpus
from mapapp.files.gazetteers import read_gazetteer
from mapapp.model.text import Source
from mapapp.pipeline import read_source
from mapapp.runners import choose_runner
from mapapp.store.meta import read_meta
from mapapp.store.tables import SCHEMA_VERSION
from mapapp.store.writing import check_place, write_atlas

Progress = Callable[[int, int, str], None]


class Built(NamedTuple):
    """What a build did: whether it wrote, and how much there is."""

    written: bool
    sources: int
    passages: int
    mentions: int
    located: int


def build_atlas(corpus: Path, gazetteer_folder: Path, atlas: Path, progress: Progress | None = None) -> Built:
    """Read the corpus and write the atlas, unless the atlas there was made of the same things.

    ``progress`` is called with the number of sources done, of all, and the name of the one just done.
    Raises CorpusError, GazetteerError or AtlasError; the atlas that stood there is then as it was.
    """
    check_place(atlas)
    sources = read_corpus(corpus)
    gazetteer = read_gazetteer(gazetteer_folder)
    meta = provenance(sources, gazetteer.digest)
    if (same := unchanged(atlas, meta)) is not None:
        return same
    readings = []
    for reading in choose_runner(sources)(partial(read_source, gazetteer=gazetteer), sources):
        readings.append(reading)
        if progress:
            progress(len(readings), len(sources), reading.source.path)
    mentions = [a.mention for reading in readings for a in reading.attestations]
    passages = sum(len(reading.passages) for reading in readings)
    located = sum(m.place_id is not None for m in mentions)
    counted = {"sources": len(sources), "passages": passages, "mentions": len(mentions), "located": located}
    write_atlas(atlas, readings, gazetteer, {**meta, **{k: str(v) for k, v in counted.items()}})
    return Built(True, *counted.values())


def provenance(sources: Sequence[Source], gazetteer_digest: str) -> dict[str, str]:
    """What an atlas is made of: program, texts with their descriptions, gazetteer with its rules."""
    texts = hashlib.sha256()
    for source in sources:
        texts.update(repr(source).encode())
    return {
        "schema": SCHEMA_VERSION,
        "program": f"mapapp {mapapp.__version__}",
        "code": code_digest(),
        "texts": texts.hexdigest(),
        "gazetteer": gazetteer_digest,
    }


def code_digest() -> str:
    """SHA-256 of the program's own modules and data: a changed rule makes a new atlas."""
    digest = hashlib.sha256()
    package = Path(mapapp.__file__).parent
    for path in sorted([*package.rglob("*.py"), *package.rglob("*.toml")]):
        if "web" not in path.parts:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def unchanged(atlas: Path, meta: dict[str, str]) -> Built | None:
    """What an atlas holds if it was made of the same things; None if it was not or cannot be read."""
    try:
        have = read_meta(atlas)
    except AtlasError:
        return None
    if any(have.get(key) != value for key, value in meta.items()):
        return None
    return Built(False, *(int(have[key]) for key in ("sources", "passages", "mentions", "located")))
