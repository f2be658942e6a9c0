"""How many requests a second, beside pygeoapi, datasette and a bare Flask response?

    python benchmarks/serve.py [--quick] [--folder FOLDER]

The same made-up mentions (1,000 and 100,000: ``synthetic.py``), the same random boxes of 2 by 1 degrees with
five years, at most 100 features an answer, 4 connections of wrk. mapapp, Flask and pygeoapi run in gunicorn
with 2 workers, datasette in its own server; mapapp and Flask also in waitress, as ``mapapp serve`` runs.
Peers are installed into FOLDER (a temporary one, if none is named), PostGIS from Debian where this runs as
root; what cannot be had is reported, not left out. Before it is measured, every server is asked for the count
of some boxes, and all must say the same. Boxes of the warm-up are others than those measured.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

import peers
from synthetic import EAST, NORTH, SOUTH, WEST, write_synthetic

SIZES = (1_000, 100_000)
CONNECTIONS = 4
# What is promised: mapapp's requests a second over the peer's, by peer and number of features.
LIMITS = {
    ("pygeoapi, PostGIS", 1_000): 10,
    ("pygeoapi, PostGIS", 100_000): 20,
    ("datasette", 1_000): 3,
    ("datasette", 100_000): 3,
    ("Flask, bare", 1_000): 0.25,
    ("Flask, bare", 100_000): 0.25,
    ("Flask, bare, waitress", 1_000): 0.25,
    ("Flask, bare, waitress", 100_000): 0.25,
}
# Two processes as there are two cores; threads keep connections open, as every other server here does.
GUNICORN = ("-w", "2", "-k", "gthread", "--threads", "2")
MOST_P99 = 25.0  # milliseconds, of mapapp
# The modules that gunicorn and waitress load.
WSGI = """
from pathlib import Path
from flask import Flask
from mapapp.store.reading import open_atlas
from mapapp.web import create_app
app = create_app(open_atlas(Path({atlas!r})))
bare = Flask("bare")
bare.get("/")(lambda: "hello")
"""
LUA = """
local paths, at = {{}}, 0
for line in io.lines("{paths}") do paths[#paths + 1] = line end
local threads = 0
function setup(thread) thread:set("start", threads * math.floor(#paths / 2)); threads = threads + 1 end
function init(args) at = start end
function request() at = at % #paths + 1; return wrk.format("GET", paths[at]) end
function done(summary, latency, requests)
  local bad = summary.errors.status + summary.errors.timeout
  io.write(string.format("rate %.3f p99 %.3f bad %d requests %d\\n",
    summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000, bad, summary.requests))
end
"""


class Box(NamedTuple):
    """A question: a box of 2 by 1 degrees, and five years."""

    west: float
    south: float
    year: int

    def bbox(self) -> str:
        """West, south, east, north."""
        return f"{self.west:.3f},{self.south:.3f},{self.west + 2:.3f},{self.south + 1:.3f}"

    def days(self) -> str:
        """The first and the last day."""
        return f"{self.year}-01-01/{self.year + 4}-12-31"


class Server(NamedTuple):
    """A server to be measured: how it is started, how it is asked, and what it is compared with."""

    name: str
    command: list[str]
    environment: dict[str, str]
    path: Callable[[Box], str]
    count: Callable[[str, Box], int] | None = None
    against: str = "mapapp"  # the name of our server in the same kind of server


class Figures(NamedTuple):
    """Requests a second, the 99th percentile in milliseconds, answers that went wrong, number of requests.

    ``cpu`` is the processor time of the server's own processes in milliseconds a request: what a machine that
    has other things to do tells most surely. A database beside the server is not in it.
    """

    rate: float
    p99: float
    bad: int
    requests: int
    cpu: float = 0.0


def boxes(number: int, seed: int) -> list[Box]:
    """Random questions."""
    chance = random.Random(seed)
    return [
        Box(chance.uniform(WEST, EAST - 2), chance.uniform(SOUTH, NORTH - 1), chance.randrange(1905, 1921))
        for _ in range(number)
    ]


def ogc_path(collection: str) -> Callable[[Box], str]:
    """The address of a question in OGC API - Features."""
    return lambda box: (
        f"/collections/{collection}/items?f=json&bbox={box.bbox()}&datetime={box.days()}&limit=100"
    )


def datasette_path(box: Box) -> str:
    """The address of a question in datasette, without the counts and facets that it would add."""
    west, south, east, north = box.bbox().split(",")
    first, last = box.days().split("/")
    place = f"lon__gte={west}&lon__lte={east}&lat__gte={south}&lat__lte={north}"
    days = f"day__gte={first}&day__lte={last}"
    return f"/bench/features.json?{place}&{days}&_size=100&_shape=objects&_nofacet=1&_nocount=1"


def fetch(address: str) -> dict[str, Any]:
    """The JSON at an address."""
    with urllib.request.urlopen(address, timeout=60) as response:
        return dict(json.load(response))


def ogc_count(collection: str) -> Callable[[str, Box], int]:
    """How many features match, by OGC API - Features."""
    return lambda root, box: int(fetch(root + ogc_path(collection)(box))["numberMatched"])


def datasette_count(root: str, box: Box) -> int:
    """How many rows match; datasette counts them only where it is asked to."""
    return int(fetch(root + datasette_path(box).replace("&_nocount=1", ""))["filtered_table_rows_count"])


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def own_servers(folder: Path, atlas: Path, ports: Iterator[int]) -> Iterator[Server]:
    """Ours and the bare Flask response, in gunicorn and in waitress."""
    module = folder / f"wsgi_{atlas.stem}.py"
    module.write_text(WSGI.format(atlas=str(atlas)), encoding="utf-8")
    path = os.pathsep.join([str(folder), str(peers.install_gunicorn(folder))])
    environment = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    kinds = (
        ("mapapp", "app", ogc_path("mentions"), ogc_count("mentions")),
        ("Flask, bare", "bare", lambda _: "/", None),
    )
    for name, app, ask, count in kinds:
        where = f"{module.stem}:{app}"
        gunicorn = [sys.executable, "-m", "gunicorn", *GUNICORN, "-b", f"127.0.0.1:{next(ports)}", where]
        yield Server(name, gunicorn, environment, ask, count)
        waitress = [
            sys.executable,
            "-m",
            "waitress",
            "--threads=8",
            f"--listen=127.0.0.1:{next(ports)}",
            where,
        ]
        yield Server(f"{name}, waitress", waitress, environment, ask, count, "mapapp, waitress")


def peer_servers(folder: Path, atlas: Path, stack: ExitStack) -> Iterator[Callable[[], Server]]:
    """Functions that make ready pygeoapi and datasette; they raise PeerError where that cannot be."""

    def pygeoapi() -> Server:
        programs, port, database = peers.install(folder, "pygeoapi", peers.PYGEOAPI), free_port(), free_port()
        psql = stack.enter_context(peers.postgis(database))
        peers.write_postgis(atlas, "features", psql, folder)
        environment = peers.write_pygeoapi(programs, folder, "features", (port, database))
        command = [str(programs / "gunicorn"), *GUNICORN, "-b", f"127.0.0.1:{port}", "pygeoapi.flask_app:APP"]
        return Server("pygeoapi, PostGIS", command, environment, ogc_path("features"), ogc_count("features"))

    def datasette() -> Server:
        programs, port = peers.install(folder, "datasette", peers.DATASETTE), free_port()
        peers.write_sqlite(atlas, folder / "bench.db")
        command = [str(programs / "datasette"), "serve", "-i", str(folder / "bench.db"), "-p", str(port)]
        return Server("datasette", command, {}, datasette_path, datasette_count)

    yield pygeoapi
    yield datasette


@contextmanager
def running(server: Server, folder: Path) -> Iterator[tuple[str, int]]:
    """A server that answers: its address, and the group of its processes."""
    port = re.search(r"127\.0\.0\.1:(\d+)|-p (\d+)", " ".join(server.command))
    assert port is not None
    root = f"http://127.0.0.1:{port[1] or port[2]}"
    with (folder / "server.log").open("wb") as log:
        process = subprocess.Popen(
            server.command,
            env={**os.environ, **server.environment},
            cwd=folder,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        wait_for(root + server.path(boxes(1, 0)[0]), process)
        yield root, process.pid
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until an address answers."""
    for _ in range(240):
        try:
            urllib.request.urlopen(address, timeout=60).close()
        except OSError as error:
            if process.poll() is not None:
                raise peers.PeerError(f"the server ended with status {process.returncode}") from error
            time.sleep(0.25)
        else:
            return
    raise peers.PeerError("the server does not answer")


def wrk(root: str, server: Server, asked: list[Box], seconds: int) -> Figures:
    """Figures of wrk over some questions, again and again."""
    with tempfile.TemporaryDirectory() as folder:
        paths, script = Path(folder, "paths.txt"), Path(folder, "ask.lua")
        paths.write_text("\n".join(map(server.path, asked)), encoding="ascii")
        script.write_text(LUA.format(paths=paths), encoding="ascii")
        command = [
            "wrk",
            "-t",
            "2",
            "-c",
            str(CONNECTIONS),
            "-d",
            f"{seconds}s",
            "--timeout",
            "30s",
            "-s",
            str(script),
            root,
        ]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = re.search(r"rate ([\d.]+) p99 ([\d.]+) bad (\d+) requests (\d+)", said)
    assert found is not None, said
    return Figures(float(found[1]), float(found[2]), int(found[3]), int(found[4]))


def measure(server: Server, folder: Path, seconds: int) -> tuple[Figures, list[int]]:
    """Figures of one server, and its counts of some boxes."""
    with running(server, folder) as (root, group):
        counts = [server.count(root, box) for box in boxes(5, 7)] if server.count else []
        warm_up(root, server, seconds)
        before = processor_time(group)
        figures = wrk(root, server, boxes(3000, 2), seconds)
        used = (processor_time(group) - before) / max(1, figures.requests)
        return figures._replace(cpu=used), counts


def warm_up(root: str, server: Server, seconds: int) -> None:
    """Ask until a thousand answers came or half a minute is over: then a server has read what it keeps."""
    answers = rounds = 0
    while answers < 1000 and rounds * max(3, seconds // 2) < 30:
        answers += wrk(root, server, boxes(3000, rounds + 10), max(3, seconds // 2)).requests
        rounds += 1


def processor_time(group: int) -> float:
    """Milliseconds that a group of processes has used so far, as Linux tells."""
    ticks = 0
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = path.read_text().rpartition(")")[2].split()
            if int(fields[2]) == group:
                ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


def measure_all(folder: Path, size: int, seconds: int) -> tuple[dict[str, tuple[Server, Figures]], list[str]]:
    """Figures of every server with so many features, and what went wrong."""
    atlas, found, faults = folder / f"synthetic_{size}.gpkg", {}, []
    if not atlas.exists():
        write_synthetic(atlas, size)
    expected: list[int] = []
    with ExitStack() as stack:
        ports = iter(free_port, None)
        makers = [lambda server=server: server for server in own_servers(folder, atlas, ports)]
        for make in (*makers, *peer_servers(folder, atlas, stack)):
            try:
                server = make()
                figures, counts = measure(server, folder, seconds)
            except peers.PeerError as error:
                faults.append(f"{getattr(make, '__name__', 'server')}: not measured: {error}")
                continue
            expected = expected or counts
            if counts and counts != expected:
                faults.append(f"{server.name}: counts {counts}, others {expected}")
            found[server.name] = (server, figures)
    return found, faults


def print_table(size: int, found: dict[str, tuple[Server, Figures]]) -> None:
    """The figures, with mapapp's ratio to each by requests and by processor time, and what is promised."""
    heads = ("requests/s", "p99 ms", "CPU ms", "mapapp is", "promised", "by CPU")
    print(f"\n{f'{size:,} features':30}{''.join(f'{head:>12}' for head in heads)}")
    for name, (server, figures) in found.items():
        print(f"  {name:28}{figures.rate:12.0f}{figures.p99:12.1f}{figures.cpu:12.2f}", end="")
        own, limit = found[server.against][1], LIMITS.get((name, size))
        if own is figures:
            cells, kept = ("", f"< {MOST_P99:g} ms", ""), figures.p99 < MOST_P99
        else:
            ratio, by_cpu = own.rate / figures.rate, figures.cpu / own.cpu
            cells = f"{ratio:.2f}x", f"> {limit}x" if limit else "", f"{by_cpu:.2f}x"
            kept = limit is None or ratio >= limit
        bad = f"  {figures.bad} bad answers" if figures.bad else ""
        print("".join(f"{cell:>12}" for cell in cells), "" if kept else "  MISSED", bad, sep="")


def main() -> None:
    """Measure everything and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="3 seconds a server; figures are rougher")
    parser.add_argument("--folder", type=Path, help="keep what was installed and made here for the next run")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="how many features, one or more")
    options = parser.parse_args()
    if not shutil.which("wrk"):
        sys.exit("wrk is needed; on Debian: apt-get install wrk")
    with ExitStack() as stack:
        folder = options.folder or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="mapapp-serve-"))
        )
        folder = folder.resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for size in options.sizes:
            found, faults = measure_all(folder, size, 3 if options.quick else 15)
            print_table(size, found)
            for fault in faults:
                print(f"  {fault}")


if __name__ == "__main__":
    main()
