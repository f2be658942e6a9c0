"""Floor 4: map a function over sources: in this process, or in several."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence

from mapapp.model.text import Source
from mapapp.pipeline import SourceReading

Read = Callable[[Source], SourceReading]
Runner = Callable[[Read, Sequence[Source]], Iterator[SourceReading]]
# A pool costs about a second to start and to send the gazetteer to; the five texts have 84,000 characters.
SERIAL_CHARACTERS = 2_000_000

_read: Read | None = None


def run_serial(read: Read, sources: Sequence[Source]) -> Iterator[SourceReading]:
    """Read one source after another in this process."""
    return map(read, sources)


def run_pool(read: Read, sources: Sequence[Source]) -> Iterator[SourceReading]:
    """Read sources in one process a processor; results come in the order of the sources."""
    # Imported here: it takes longer to import than a page takes to read, and few corpora need it.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    with ProcessPoolExecutor(os.cpu_count(), initializer=_take, initargs=(read,)) as pool:
        yield from pool.map(_read_in_worker, sources, chunksize=4)


def choose_runner(sources: Sequence[Source]) -> Runner:
    """The runner that is faster for these sources."""
    return run_pool if sum(len(source.text) for source in sources) > SERIAL_CHARACTERS else run_serial


def _take(read: Read) -> None:
    global _read  # noqa: PLW0603  # a worker gets the gazetteer once, not with every source
    _read = read


def _read_in_worker(source: Source) -> SourceReading:
    assert _read is not None  # noqa: S101  # _take ran first
    return _read(source)
