"""Floor 4: the atlas file: a GeoPackage written in one go and read by every request.

The only room that knows SQL. ``schema`` says what is in it, ``writing`` fills it, ``reading`` and
``search`` ask it. To add a column: the table in ``schema``, the row in ``writing``, the version in
``SCHEMA_VERSION``.
"""
