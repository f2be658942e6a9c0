"""mapapp: a place-centred map explorer of historical texts.

In a notebook: ``atlas = mapapp.open("atlas.gpkg")``, ``atlas.places(datetime="1920-06/1920-08")``,
``atlas.map()``, ``mapapp.annotate(text)``. They are loaded when they are first asked for (PEP 562), so that
``import mapapp`` itself takes no time.
"""

from importlib import import_module
from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "annotate", "open"]  # given by __getattr__
# Names for notebooks, and what they are in ``mapapp.api``.
FROM_API = {"open": "open_atlas", "annotate": "annotate"}


def __getattr__(name: str) -> Any:
    """A name of the interface for notebooks."""
    if name not in FROM_API:
        raise AttributeError(f"module 'mapapp' has no attribute {name!r}; there are {', '.join(FROM_API)}")
    return getattr(import_module("mapapp.api"), FROM_API[name])


def __dir__() -> list[str]:
    return [*globals(), *FROM_API]
