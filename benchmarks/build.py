"""How long and how large is a build of the five texts, and how quick is --help?

    python benchmarks/build.py [RUNS]

Whole processes, one warm-up, the median of RUNS (5); each figure beside its limit, and beside a bare
Python process of the same run, since machines differ. On a machine that does other things too the seconds of
CPU time (of two processes together, where the texts are read in two) say more than those of the clock. The
peak is that of the larger process; the other has most of its memory in common with it.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
MAPAPP = Path(sys.executable).with_name("mapapp")


def measure(command: list[str], runs: int) -> tuple[float, float, float]:
    """Median wall seconds, CPU seconds and peak MB of a command, run as whole processes."""
    seconds, cpu_seconds, megabytes = [], [], []
    for run in range(runs + 1):
        started = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{' '.join(command)} ended with status {process.returncode}")
        if run:  # the first one warms the caches of the disk
            seconds.append(time.perf_counter() - started)
            cpu_seconds.append(usage.ru_utime + usage.ru_stime)
            megabytes.append(usage.ru_maxrss / 1024)
    return statistics.median(seconds), statistics.median(cpu_seconds), statistics.median(megabytes)


def main() -> None:
    """Print the table."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        atlas = str(Path(folder) / "atlas.gpkg")
        again = str(Path(folder) / "again.gpkg")
        # The atlas is removed inside the measured process, so that every run builds.
        build = (
            f"import sys; from pathlib import Path; Path({atlas!r}).unlink(missing_ok=True);"
            f"sys.argv = ['mapapp', 'build', 'seeds', '-o', {atlas!r}]; from mapapp.cli import main; main()"
        )
        subprocess.run(
            [MAPAPP, "build", "seeds", "-o", again], cwd=ROOT, check=True, stdout=subprocess.DEVNULL
        )
        rows = [
            ("python -c pass (for comparison)", [sys.executable, "-c", "pass"], None, None),
            ("mapapp --help", [str(MAPAPP), "--help"], 0.2, None),
            ("mapapp build seeds", [sys.executable, "-c", build], 3.0, 300),
            ("mapapp build seeds, nothing changed", [str(MAPAPP), "build", "seeds", "-o", again], None, None),
        ]
        print(
            f"{'median of ' + str(runs):38}{'seconds':>9}{'limit':>7}{'ratio':>7}"
            f"{'CPU':>7}{'peak MB':>9}{'limit':>7}"
        )
        for name, command, second_limit, megabyte_limit in rows:
            seconds, cpu, megabytes = measure(command, runs)
            ratio = f"{seconds / second_limit:7.2f}" if second_limit else " " * 7
            limits = f"{second_limit or '':>7}{ratio}", f"{megabyte_limit or '':>7}"
            print(f"{name:38}{seconds:9.3f}{limits[0]}{cpu:7.2f}{megabytes:9.0f}{limits[1]}")


if __name__ == "__main__":
    main()
