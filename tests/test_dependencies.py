"""What mapapp imports is declared in pyproject.toml, pinned, and told of in docs/dependencies.md."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TOLD = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PINNED = (ROOT / "constraints.txt").read_text(encoding="utf-8")


def normal(name: str) -> str:
    """A package's name as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def names(requirements: list[str]) -> set[str]:
    return {normal(re.match(r"[\w.-]+", requirement)[0]) for requirement in requirements}


def imported(package: Path) -> set[str]:
    """The packages that the modules of a package import, by the names they are installed by."""
    nodes = (node for path in package.rglob("*.py") for node in ast.walk(ast.parse(path.read_bytes())))
    modules = set()
    for node in nodes:
        if isinstance(node, ast.Import):
            modules |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            modules.add((node.module or "").partition(".")[0])
    known = packages_distributions()
    return {
        normal(known.get(module, [module])[0])
        for module in modules - set(sys.stdlib_module_names) - {package.name}
    }


IMPORTED = sorted(imported(ROOT / "mapapp"))
AT_RUN_TIME = names(PROJECT["dependencies"])
# Not imported: its list of English words is read as the file that it is.
READ = {"symspellpy"}
DECLARED = AT_RUN_TIME | names(PROJECT["optional-dependencies"]["parquet"])


def test_every_import_is_declared() -> None:
    assert set(IMPORTED) - DECLARED == set()


@pytest.mark.parametrize("name", sorted(DECLARED))
def test_every_declared_package_is_imported_pinned_and_told_of(name: str) -> None:
    assert name in IMPORTED or name in READ
    assert f"`{name}`" in TOLD
    assert name in {normal(line.partition("==")[0]) for line in PINNED.splitlines() if "==" in line}


def test_an_import_that_nobody_declared_is_seen(tmp_path: Path) -> None:
    (tmp_path / "mapapp").mkdir()
    (tmp_path / "mapapp" / "a.py").write_text("import json\nimport ahocorasick as a\nfrom mapapp import b\n")
    assert imported(tmp_path / "mapapp") == {"pyahocorasick"}
