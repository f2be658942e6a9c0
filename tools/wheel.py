"""What hatchling adds to a wheel: the gazetteer, and a refusal where the set-up has not been run."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MADE = ("mapapp/web/static/vendor/leaflet.js", "mapapp/web/static/basemap/basemap.json")


class WheelHook(BuildHookInterface):  # type: ignore[type-arg]  # the interface's own configuration is not used
    """Puts ``data/gazetteer`` into the package; an editable install reads it where it lies."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folder to a real wheel, and stop where what set-up makes is missing."""
        if version == "editable":
            return
        missing = [name for name in MADE if not (Path(self.root) / name).is_file()]
        if missing:
            message = f"{missing[0]} is missing: run `make setup` before a wheel is built"
            raise FileNotFoundError(message)
        build_data["force_include"]["data/gazetteer"] = "mapapp/data/gazetteer"
