"""Floor 4: the atlas file: a GeoPackage written in one go and read by every request.

The only room that knows SQL. ``tables`` says what is in it, ``writing`` fills it, ``reading`` and
``search`` ask it. To add a column: the field in ``tables``, the value in ``rows``, the version in
``SCHEMA_VERSION``.
"""
