"""Floor 4: map a function over sources: in this process, or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from typing import TypeVar

from mapapp.gazetteer import Gazetteer
from mapapp.model.text import Source
from mapapp.pipeline import SourceReading, read_source

Result = TypeVar("Result")
Runner = Callable[[Sequence[Source], Gazetteer], Iterator[SourceReading]]
# A pool costs about a second to start and to send the gazetteer to; measured on the five texts.
SERIAL_CHARACTERS = 2_000_000

_gazetteer: Gazetteer | None = None


def run_serial(sources: Sequence[Source], gazetteer: Gazetteer) -> Iterator[SourceReading]:
    """Read one source after another in this process."""
    return map(partial(read_source, gazetteer=gazetteer), sources)


def run_pool(sources: Sequence[Source], gazetteer: Gazetteer) -> Iterator[SourceReading]:
    """Read sources in one process a processor; results come in the order of the sources."""
    with ProcessPoolExecutor(os.cpu_count(), initializer=_take, initargs=(gazetteer,)) as pool:
        yield from pool.map(_read, sources, chunksize=4)


def choose_runner(sources: Sequence[Source]) -> Runner:
    """The runner that is faster for these sources."""
    return run_pool if sum(len(source.text) for source in sources) > SERIAL_CHARACTERS else run_serial


def _take(gazetteer: Gazetteer) -> None:
    global _gazetteer  # noqa: PLW0603  # a worker gets the gazetteer once, not with every source
    _gazetteer = gazetteer


def _read(source: Source) -> SourceReading:
    assert _gazetteer is not None  # noqa: S101  # _take ran first
    return read_source(source, _gazetteer)
