"""Floor 6: the web app, the only room that knows HTTP. A blueprint a subject; ``errors`` maps errors
to statuses.

Text of sources and gazetteers reaches a page through autoescaped templates or as JSON that the page's
scripts write with ``textContent``; nothing of a request reaches the disk.
"""

from __future__ import annotations

from flask import Flask

from mapapp.store.reading import Atlas
from mapapp.web import (
    about,
    compare,
    data,
    errors,
    explorer,
    features,
    languages,
    negotiation,
    places,
    reconcile,
    security,
    sources,
)
from mapapp.web.atlas import serve_atlas
from mapapp.web.words import FILTERS


def create_app(atlas: Atlas) -> Flask:
    """The Flask app that serves one atlas, and the new one where that is built again."""
    app = Flask(__name__)
    serve_atlas(app, atlas)
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    for room in (explorer, data, places, sources, compare, about, features, reconcile):
        app.register_blueprint(room.blueprint)
    errors.register(app)
    negotiation.register(app)  # before security: what is registered first comes last to an answer
    security.register(app)
    languages.register(app)  # after security: a page that says that there is no such language needs its nonce
    return app
