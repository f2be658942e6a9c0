"""The peers of ``serve.py``: installed into a folder of their own and fed with the features of an atlas.

Run by ``serve.py``; by itself it does nothing. To add a peer, write a function that feeds it here, and one
that starts it in ``serve.peer_servers``.
"""

from __future__ import annotations

import csv
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from mapapp.maps.features import mention_feature
from mapapp.query import AtlasQuery
from mapapp.store.reading import open_atlas

PYGEOAPI = (
    "pygeoapi==0.21.0",
    "gunicorn",
    "psycopg2-binary",
    "geoalchemy2",
    "sqlalchemy<2.1",
    "pygeofilter[backend-sqlalchemy]",
)
DATASETTE = ("datasette==0.65.5",)
NUMBERS = {"location_within_km", "doubtful", "quote_start", "quote_end", "start", "end"}


class PeerError(Exception):
    """A peer cannot be had; the message says why."""


def run(*command: str | Path, **options: Any) -> None:
    """Run a command in silence; raises PeerError with the last line that it wrote."""
    try:
        done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False, **options)
    except OSError as error:
        raise PeerError(f"{command[0]}: {error.strerror}") from error
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["no message"]
        raise PeerError(f"{Path(command[0]).name} ended with status {done.returncode}: {said[-1]}")


def install(folder: Path, name: str, packages: tuple[str, ...]) -> Path:
    """The programs of a virtual environment that holds some packages; it is made where it is not there."""
    home = folder / name
    if not (home / "complete").exists():
        run(sys.executable, "-m", "venv", home)
        run(home / "bin" / "python", "-m", "pip", "install", "-q", "--disable-pip-version-check", *packages)
        (home / "complete").touch()
    return home / "bin"


def install_gunicorn(folder: Path) -> Path:
    """A folder with gunicorn alone, to be put on the path of this environment's Python."""
    home = folder / "gunicorn"
    if not (home / "complete").exists():
        run(
            sys.executable,
            "-m",
            "pip",
            "install",
            "-q",
            "--disable-pip-version-check",
            "--target",
            home,
            "gunicorn",
        )
        (home / "complete").touch()
    return home


def feature_rows(atlas: Path) -> Iterator[dict[str, Any]]:
    """The features of an atlas as flat rows: id, lon, lat, day, and every property."""
    for row in open_atlas(atlas).mentions(AtlasQuery()):
        feature = mention_feature(row)
        lon, lat = feature["geometry"]["coordinates"]
        properties = {k: int(v) if isinstance(v, bool) else v for k, v in feature["properties"].items()}
        yield {"id": feature["id"], "lon": lon, "lat": lat, "day": row["edtf"], **properties}


def write_sqlite(atlas: Path, path: Path) -> None:
    """The features as a SQLite table with the indexes that datasette's questions use."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for number, row in enumerate(feature_rows(atlas)):
            if not number:
                kinds = {float: "REAL", int: "INTEGER"}
                columns = ", ".join(
                    f'"{k}" {kinds.get(type(v), "TEXT")}' for k, v in row.items() if k != "id"
                )
                connection.execute(f"CREATE TABLE features (id INTEGER PRIMARY KEY, {columns})")
            connection.execute(f"INSERT INTO features VALUES ({', '.join('?' * len(row))})", [*row.values()])
        connection.execute("CREATE INDEX features_point ON features(lon, lat)")
        connection.execute("CREATE INDEX features_day ON features(day)")
        connection.execute("ANALYZE")


def postgres_programs() -> Path:
    """The folder of PostgreSQL's programs with PostGIS; where this is root, Debian's are installed."""
    if not (found := find_postgres()) and os.geteuid() == 0 and shutil.which("apt-get"):
        run("apt-get", "update", "-qq")
        run(
            "apt-get",
            "install",
            "-y",
            "-qq",
            "--no-install-recommends",
            "postgresql",
            "postgis",
            "postgresql-postgis",
        )
        found = find_postgres()
    if not found:
        raise PeerError(
            "there is no PostgreSQL with PostGIS, and only root can install it (postgresql-postgis)"
        )
    return found


def find_postgres() -> Path | None:
    """The newest PostgreSQL that has PostGIS."""
    controls = Path("/usr/share/postgresql").glob("*/extension/postgis.control")
    versions = sorted((path.parts[-3] for path in controls), key=int)
    folders = [Path("/usr/lib/postgresql", version, "bin") for version in versions]
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


@contextmanager
def postgis(port: int) -> Iterator[list[str]]:
    """A PostGIS of its own in a temporary folder; gives the command of a psql that talks to it."""
    programs = postgres_programs()
    home = Path(tempfile.mkdtemp(prefix="mapapp-postgis-"))
    as_user: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(home, "postgres")
        as_user = ["runuser", "-u", "postgres", "--"]
    control = [*as_user, str(programs / "pg_ctl"), "-D", str(home / "data")]
    try:
        run(*as_user, programs / "initdb", "-D", home / "data", "-A", "trust", "-U", "bench", cwd=home)
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1"
        # Its output goes to a file: a pipe would stay open as long as the server runs.
        run(*control, "-w", "-l", home / "log", "-o", options, "start", cwd=home)
        psql = [
            str(programs / "psql"),
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-U",
            "bench",
            "-v",
            "ON_ERROR_STOP=1",
            "-q",
            "-d",
        ]
        run(*psql, "postgres", "-c", "CREATE DATABASE bench")
        run(*psql, "bench", "-c", "CREATE EXTENSION postgis")
        yield [*psql, "bench"]
    finally:
        with suppress(PeerError):
            run(*control, "-m", "immediate", "stop", cwd=home)
        shutil.rmtree(home, ignore_errors=True)


def write_postgis(atlas: Path, table: str, psql: list[str], folder: Path) -> None:
    """The features as a PostGIS table with indexes of point and day."""
    path = folder / f"{table}.csv"
    rows = feature_rows(atlas)
    first = next(rows)
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for row in (first, *rows):
            writer.writerow(["" if value is None else value for value in row.values()])
    kinds = {"id": "integer PRIMARY KEY", "lon": "float8", "lat": "float8", "day": "date"}
    kinds |= {name: "float8" if name in NUMBERS else "text" for name in first if name not in kinds}
    columns = ", ".join(f'"{name}" {kind}' for name, kind in kinds.items())
    commands = (
        f"CREATE TABLE {table} ({columns})",
        f"\\copy {table} from '{path}' with (format csv)",
        f"ALTER TABLE {table} ADD COLUMN geom geometry(Point, 4326)",
        f"UPDATE {table} SET geom = ST_SetSRID(ST_MakePoint(lon, lat), 4326)",
        f"ALTER TABLE {table} DROP COLUMN lon, DROP COLUMN lat",
        f"CREATE INDEX ON {table} USING gist(geom)",
        f"CREATE INDEX ON {table}(day)",
        f"VACUUM ANALYZE {table}",
    )
    for command in commands:
        run(*psql, "-c", command)
    path.unlink()


def write_pygeoapi(programs: Path, folder: Path, table: str, ports: tuple[int, int]) -> dict[str, str]:
    """The configuration of pygeoapi for one table of PostGIS, as environment; ports: its own, PostGIS's."""
    own, database = ports
    text = {"en": "bench"}
    config = {
        "server": {
            "bind": {"host": "127.0.0.1", "port": own},
            "url": f"http://127.0.0.1:{own}",
            "mimetype": "application/json; charset=UTF-8",
            "encoding": "utf-8",
            "gzip": False,
            "languages": ["en-US"],
            "limits": {"default_items": 100, "max_items": 10000, "on_exceed": "throttle"},
            "map": {"url": "http://127.0.0.1/{z}/{x}/{y}.png", "attribution": "none"},
        },
        "logging": {"level": "ERROR"},
        "metadata": {
            "identification": {
                "title": text,
                "description": text,
                "keywords": {"en": ["bench"]},
                "keywords_type": "theme",
                "terms_of_service": "none",
                "url": "http://127.0.0.1",
            },
            "license": {"name": "none", "url": "http://127.0.0.1"},
            "provider": {"name": "bench", "url": "http://127.0.0.1"},
            "contact": {"name": "bench", "email": "bench@localhost"},
        },
        "resources": {
            "features": {
                "type": "collection",
                "title": text,
                "description": text,
                "keywords": {"en": ["bench"]},
                "links": [],
                "extents": {
                    "spatial": {
                        "bbox": [-180, -90, 180, 90],
                        "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
                    },
                    "temporal": {"begin": None, "end": None},
                },
                "providers": [
                    {
                        "type": "feature",
                        "name": "PostgreSQL",
                        "data": {
                            "host": "127.0.0.1",
                            "port": database,
                            "dbname": "bench",
                            "user": "bench",
                            "password": "bench",
                            "search_path": ["public"],
                        },
                        "id_field": "id",
                        "table": table,
                        "geom_field": "geom",
                        "time_field": "day",
                    }
                ],
            }
        },
    }
    path, api = folder / f"{table}.yml", folder / f"{table}-openapi.yml"
    path.write_text(json.dumps(config), encoding="utf-8")  # JSON is YAML
    environment = {"PYGEOAPI_CONFIG": str(path), "PYGEOAPI_OPENAPI": str(api)}
    run(
        programs / "pygeoapi",
        "openapi",
        "generate",
        path,
        "--output-file",
        api,
        env={**os.environ, **environment},
    )
    return environment
