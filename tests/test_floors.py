"""The floors of the house: imports go down only, packages stay in their rooms, floors 0 to 3 are pure.

``faults_of`` walks the source of a package without importing it; the made-up packages below show that each
of its rules can fail.
"""

import ast
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

PACKAGE = Path(__file__).parent.parent / "mapapp"
MOST_LINES = 250
ROOMS_OF_FLOOR = {
    0: ("model", "errors", "settings"),
    1: ("gazetteer", "dates"),
    2: ("geoparse",),
    3: ("pipeline", "query", "maps"),
    4: ("files", "store", "draw", "runners"),
    5: ("exports", "build"),
    6: ("web", "api"),
    7: ("cli",),
    8: ("__main__",),
}
FLOOR = {room: floor for floor, rooms in ROOMS_OF_FLOOR.items() for room in rooms}
# Two rooms of a floor never import each other, but for these arrows: values may raise errors.
LEVEL_ARROWS = {("model", "errors"), ("model", "settings")}
HIGHEST_PURE = 3
ROOMS_OF_PACKAGE = {
    "babel": {"web"},
    "branca": {"draw"},
    "click": {"cli"},
    "flask": {"web", "cli"},
    "flask_babel": {"web"},
    "folium": {"draw"},
    "geopandas": {"files", "exports", "api"},
    "pandas": {"files", "exports", "api"},
    "pyogrio": {"files", "exports"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "waitress": {"web", "cli"},
    "werkzeug": {"web", "cli"},
}
IMPURE_MODULES = {
    "io",
    "logging",
    "os",
    "random",
    "secrets",
    "shutil",
    "socket",
    "subprocess",
    "tempfile",
    "time",
}
IMPURE_CALLS = {"breakpoint", "input", "open", "print"}
IMPURE_METHODS = {"open", "read_bytes", "read_text", "write_bytes", "write_text"}
CLOCKS = {"date.today", "datetime.now", "datetime.today", "datetime.utcnow"}


class Module(NamedTuple):
    """A module of the package: dotted name, its room (empty for the package itself), and its source."""

    name: str
    room: str
    tree: ast.Module
    lines: int

    @property
    def floor(self) -> int:
        return FLOOR.get(self.room, -1)


class Import(NamedTuple):
    target: str
    line: int


def read_modules(package: Path) -> Iterator[Module]:
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        parts = parts[:-1] if parts[-1] == "__init__" else parts
        text = path.read_text(encoding="utf-8")
        room = parts[1] if len(parts) > 1 else ""
        yield Module(".".join(parts), room, ast.parse(text), len(text.splitlines()))


def find_imports(module: Module, names: set[str]) -> Iterator[Import]:
    """Every import wherever it stands; ``from a import b`` is an import of ``a.b`` where that is a module."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            dotted = (f"{base}.{alias.name}" for alias in node.names)
            yield from (Import(name if name in names else base, node.lineno) for name in dotted)


def faults_of(package: Path) -> list[str]:
    modules = list(read_modules(package))
    imports = {module.name: list(find_imports(module, {m.name for m in modules})) for module in modules}
    found = [fault for module in modules for fault in faults_of_module(module, imports[module.name])]
    graph = {name: {i.target for i in items} & set(imports) - {name} for name, items in imports.items()}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        found.append(f"circle: {' -> '.join(error.args[1])}")
    return found


def faults_of_module(module: Module, imports: list[Import]) -> Iterator[str]:
    if module.room and module.room not in FLOOR:
        yield f"{module.name}: the room {module.room!r} has no floor"
        return
    if module.lines > MOST_LINES:
        yield f"{module.name}: {module.lines} lines, more than {MOST_LINES}"
    for item in imports:
        fault = fault_of_import(module, item.target)
        if fault:
            yield f"{module.name}:{item.line}: {fault}"
    if 0 <= module.floor <= HIGHEST_PURE:
        yield from (f"{module.name}:{line}: impure: {what}" for what, line in impurities(module, imports))


def fault_of_import(module: Module, target: str) -> str | None:
    top, _, rest = target.partition(".")
    if top == module.name.partition(".")[0]:
        return fault_of_arrow(module, rest.partition(".")[0])
    if not top:
        return f"relative import {target!r}"
    if module.room not in ROOMS_OF_PACKAGE.get(top, {module.room}):
        return f"{top} is imported outside of {sorted(ROOMS_OF_PACKAGE[top])}"
    if module.floor == 0 and top not in sys.stdlib_module_names:
        return f"floor 0 imports {top}"
    return None


def fault_of_arrow(module: Module, room: str) -> str | None:
    if room in ("", module.room) or (module.room, room) in LEVEL_ARROWS:
        return None
    way = FLOOR.get(room, -1) - module.floor
    if way < 0:
        return None
    return f"{'upward' if way else 'level'} arrow to the room {room!r}"


def impurities(module: Module, imports: list[Import]) -> Iterator[tuple[str, int]]:
    yield from (
        (item.target, item.line) for item in imports if item.target.partition(".")[0] in IMPURE_MODULES
    )
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Global):
            yield f"global {', '.join(node.names)}", node.lineno
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in IMPURE_CALLS:
                yield f"{node.func.id}()", node.lineno
            elif isinstance(node.func, ast.Attribute) and is_impure_method(node.func):
                yield f".{node.func.attr}()", node.lineno


def is_impure_method(function: ast.Attribute) -> bool:
    """Whether a file is touched or a clock asked: ``date.today`` as well as ``datetime.date.today``."""
    dotted = ast.unparse(function).split(".")
    return function.attr in IMPURE_METHODS or ".".join(dotted[-2:]) in CLOCKS


def test_the_house_stands():
    assert faults_of(PACKAGE) == []


def build_package(folder: Path, files: dict[str, str]) -> Path:
    package = folder / "mapapp"
    for name, text in {"__init__.py": "", **files}.items():
        path = package / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return package


def test_a_sound_package_has_no_faults(tmp_path):
    sound = {
        "errors.py": "import re\n",
        "model/text.py": "from mapapp.errors import MapAppError\n",
        "query.py": "from mapapp import errors\nfrom mapapp.model.text import Span\n",
        "store/reading.py": "import sqlalchemy\nfrom mapapp.query import AtlasQuery\nopen('x')\n",
        "cli.py": "import time\nfrom mapapp import __version__\nimport mapapp.store.reading\nprint(1)\n",
    }
    assert faults_of(build_package(tmp_path, sound)) == []


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"query.py": "from mapapp.store import reading\n", "store/reading.py": ""}, "query:1: upward arrow"),
        ({"dates/edtf.py": "def f():\n    import mapapp.web.app\n"}, "dates.edtf:2: upward arrow"),
        ({"draw.py": "from mapapp import store\n", "store/__init__.py": ""}, "draw:1: level arrow"),
        ({"errors.py": "from mapapp.model.text import Span\n"}, "errors:1: level arrow"),
        ({"errors.py": "import orjson\n"}, "floor 0 imports orjson"),
        ({"dates/a.py": "import mapapp.dates.b\n", "dates/b.py": "from mapapp.dates import a\n"}, "circle: "),
        ({"exports/kml.py": "import flask\n"}, "flask is imported outside of ['cli', 'web']"),
        ({"web/app.py": "from folium.plugins import Draw\n"}, "folium is imported outside of ['draw']"),
        ({"store/reading.py": "import geopandas as gpd\n"}, "geopandas is imported outside"),
        ({"web/app.py": "from sqlalchemy import select\n"}, "sqlalchemy is imported outside"),
        ({"maps/spec.py": "from .features import x\n"}, "relative import '.features'"),
        ({"gazetteer.py": "x = open('places.tsv')\n"}, "gazetteer:1: impure: open()"),
        ({"pipeline.py": "print(1)\n"}, "impure: print()"),
        ({"dates/now.py": "import datetime\nx = datetime.date.today()\n"}, "dates.now:2: impure: .today()"),
        ({"model/x.py": "from os import environ\n"}, "impure: os"),
        ({"maps/x.py": "import random\n"}, "impure: random"),
        ({"query.py": "def f():\n    global x\n    x = 1\n"}, "query:2: impure: global x"),
        ({"cellar.py": ""}, "the room 'cellar' has no floor"),
        ({"cli.py": "x = 1\n" * 251}, "cli: 251 lines"),
    ],
)
def test_each_fault_is_seen(tmp_path, files, fault):
    found = faults_of(build_package(tmp_path, files))
    assert [text for text in found if fault in text], found
