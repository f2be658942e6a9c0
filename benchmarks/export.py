"""How fast an export streams, and in how much memory: 100,000 mentions to GeoJSON, as a user runs it.

    python benchmarks/export.py [MENTIONS]

Each line is a whole process, from its start to the last byte: ``mapapp export geojson`` against two limits
made of the same rows in the same run: GDAL's GeoJSON writer (a peer), and orjson dumping rows that are in
memory already (what no program that reads a file can reach). The rounds alternate and the best of each
counts, so that a busy machine slows all alike. Memory is the largest resident set of the process.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

SYNTHETIC = Path(__file__).with_name("synthetic.py")
ROUNDS = 3
LEAST_RATE, MOST_MEMORY = 30.0, 200.0
MAKE = "import runpy, sys; del sys.argv[0]; runpy.run_path(sys.argv[0], run_name='__main__')"
OURS = "from mapapp.cli import main; main()"
GDAL = (
    "import sys, pyogrio; frame = pyogrio.read_dataframe(sys.argv[1], layer=0);"
    "pyogrio.write_dataframe(frame, sys.argv[2], driver='GeoJSON')"
)
ORJSON = (
    "import sys, time, orjson; features = orjson.loads(open(sys.argv[1], 'rb').read())['features'];"
    "start = time.perf_counter();"
    "open(sys.argv[2], 'wb').writelines(orjson.dumps(feature) for feature in features);"
    "print(time.perf_counter() - start)"
)


class Run(NamedTuple):
    """What a process took: seconds from start to end and of the processor, and most resident memory in MB."""

    seconds: float
    busy: float
    memory: float
    said: str = ""


def run(code: str, *arguments: object) -> Run:
    """Run Python code in a process of its own."""
    out = tempfile.TemporaryFile()  # noqa: SIM115  # read after the process ended
    start = time.perf_counter()
    command = [sys.executable, "-c", code, *map(str, arguments)]
    files = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1)]
    pid = os.posix_spawn(sys.executable, command, os.environ, file_actions=files)
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)[:200]} failed")
    out.seek(0)
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode())


def best(runs: list[Run]) -> Run:
    """The quickest run, with the most memory that any took."""
    return min(runs)._replace(memory=max(run.memory for run in runs))


def main(mentions: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        atlas, ours, theirs = folder / "atlas.gpkg", folder / "ours.geojson", folder / "gdal.geojson"
        # In a process of its own: a child's largest resident set counts that of the process it came from.
        run(MAKE, SYNTHETIC, mentions, atlas)
        run(OURS, "export", "gpkg", "--atlas", atlas, "-o", folder / "rows.gpkg")
        rounds: dict[str, list[Run]] = {"mapapp": [], "GDAL": [], "orjson": []}
        for _ in range(ROUNDS):
            rounds["mapapp"].append(run(OURS, "export", "geojson", "--atlas", atlas, "-o", ours))
            theirs.unlink(missing_ok=True)
            rounds["GDAL"].append(run(GDAL, folder / "rows.gpkg", theirs))
            bare = run(ORJSON, ours, folder / "bare")
            rounds["orjson"].append(bare._replace(seconds=float(bare.said), busy=float(bare.said)))
        show(rounds, {"mapapp": ours, "GDAL": theirs, "orjson": folder / "bare"}, mentions)


def show(rounds: dict[str, list[Run]], files: dict[str, Path], mentions: int) -> None:
    """Print a line for each, and how ours stands to the limits."""
    print(f"{mentions:,} mentions to GeoJSON, best of {ROUNDS} rounds")
    rates = {}
    for name, runs in rounds.items():
        found, size = best(runs), files[name].stat().st_size / 1e6
        rates[name] = size / found.seconds
        note = "dumping alone, rows in memory" if name == "orjson" else "whole process"
        print(
            f"  {name:8}{size:7.1f} MB{found.seconds:7.2f} s{rates[name]:7.1f} MB/s"
            f" ({size / found.busy:.1f} MB a second of processor), memory {found.memory:.0f} MB; {note}"
        )
    memory, rate = best(rounds["mapapp"]).memory, rates["mapapp"]
    print(f"  mapapp / GDAL {rate / rates['GDAL']:.2f}, mapapp / orjson {rate / rates['orjson']:.2f}")
    print(f"  limit {LEAST_RATE:.0f} MB/s: {'met' if rate >= LEAST_RATE else 'MISSED'}")
    print(f"  limit {MOST_MEMORY:.0f} MB of memory: {'met' if memory <= MOST_MEMORY else 'MISSED'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
