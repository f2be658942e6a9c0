"""Connect to an atlas, and to no other file that takes its place."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, create_engine, event

from mapapp.errors import AtlasError
from mapapp.store.meta import read_only, stamp_of


def open_engine(path: Path, stamp: tuple[int, ...]) -> Engine:
    """An engine for the file that had a stamp; it connects to no other one that took its place.

    What is remembered of an atlas would else be told with the rows of the next.
    """
    engine = create_engine(f"sqlite:///{read_only(path)}&uri=true")

    def check(*_: object) -> None:
        if stamp_of(path) != stamp:
            raise AtlasError(f"{str(path)!r} was built again while it was read; ask again")

    event.listen(engine, "connect", check)
    return engine
