"""Floor 4: map a function over sources: in this process, in two, or in one a processor."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Iterator, Sequence

from mapapp.model.text import Source
from mapapp.pipeline import SourceReading

Read = Callable[[Source], SourceReading]
Runner = Callable[[Read, Sequence[Source]], Iterator[SourceReading]]
# To fork costs a few hundredths of a second: more than a few pages take to read.
ALONE_CHARACTERS = 20_000
# A pool costs about a second to start and to send the gazetteer to; the five texts have 84,000 characters.
POOL_CHARACTERS = 2_000_000

_read: Read | None = None


def run_serial(read: Read, sources: Sequence[Source]) -> Iterator[SourceReading]:
    """Read one source after another in this process."""
    return map(read, sources)


def run_forked(read: Read, sources: Sequence[Source]) -> Iterator[SourceReading]:
    """Read about half of the sources in a child made by fork; results come in the order of the sources.

    The shortest is read first: it fills the caches that both processes then have. What the child does not
    bring back, for whatever reason, is read here.
    """
    *longer, shortest = sorted(range(len(sources)), key=lambda i: -len(sources[i].text))
    found = {shortest: read(sources[shortest])}
    there = longer[1::2]
    try:
        child, results = _fork(read, [sources[i] for i in there])
    except OSError:  # the system gives no process or no pipe: too many are there already
        return (found.get(i) or read(source) for i, source in enumerate(sources))
    try:
        with os.fdopen(results, "rb") as pipe:  # closed before the wait: a child that writes would never end
            found.update((i, read(sources[i])) for i in longer[::2])
            brought = pipe.read()
    finally:
        _, status = os.waitpid(child, 0)
    if status == 0:
        found.update(zip(there, pickle.loads(brought), strict=True))  # noqa: S301  # our own child wrote it
    return (found.get(i) or read(source) for i, source in enumerate(sources))


def run_pool(read: Read, sources: Sequence[Source]) -> Iterator[SourceReading]:
    """Read sources in one process a processor; results come in the order of the sources."""
    # Imported here: it takes longer to import than a page takes to read, and few corpora need it.
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    with ProcessPoolExecutor(os.cpu_count(), initializer=_take, initargs=(read,)) as pool:
        yield from pool.map(_read_in_worker, sources, chunksize=4)


def choose_runner(sources: Sequence[Source]) -> Runner:
    """The runner that is fastest for these sources on this machine."""
    characters = sum(len(source.text) for source in sources)
    if characters > POOL_CHARACTERS:
        return run_pool
    return run_forked if len(sources) > 2 and characters > ALONE_CHARACTERS and can_fork() else run_serial


def can_fork() -> bool:
    """Whether a second processor is there, and a fork is safe: not on macOS, nor beside other threads."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return False
    return len(os.sched_getaffinity(0)) > 1


def _fork(read: Read, sources: Sequence[Source]) -> tuple[int, int]:
    """The number of a child that reads the sources, and the pipe by which it sends a pickle of them.

    Raises OSError where the system makes no pipe or no child; no end of a pipe stays open then.
    """
    results, into = os.pipe()
    try:
        child = os.fork()
    except OSError:
        os.close(results)
        os.close(into)
        raise
    if child:
        os.close(into)
        return child, results
    try:
        os.close(results)
        with os.fdopen(into, "wb") as pipe:
            pickle.dump([read(source) for source in sources], pipe)
    except BaseException:  # noqa: BLE001  # whatever it is, the parent meets it when it reads these sources
        os._exit(1)
    os._exit(0)  # what stands in buffers, and what is to run at the end, is the parent's


def _take(read: Read) -> None:
    global _read  # noqa: PLW0603  # a worker gets the gazetteer once, not with every source
    _read = read


def _read_in_worker(source: Source) -> SourceReading:
    assert _read is not None  # noqa: S101  # _take ran first
    return _read(source)
