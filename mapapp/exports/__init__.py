"""Floor 5: one format a module. A format is a function from an atlas and a query to chunks of bytes.

To add one, write a module with such a function and a row in ``formats.FORMATS``.
"""
