"""The tree of mapapp's errors. They know neither HTTP nor exit codes: the web and the cli map them.

::

    MapAppError                     anything a user can mend; the message is a letter to that user
    +-- CorpusError                 a folder of texts, or one text, cannot be read
    +-- GazetteerError              rows of a gazetteer are wrong; ``faults`` lists every one
    +-- AtlasError                  an atlas file is missing, damaged or of another version
    +-- QueryError                  a parameter of a query is wrong; names parameter, value, form
    |   +-- EdtfError               a string is not a date in EDTF
    +-- NotFoundError               no such place, source, passage or mention
    +-- ExportError                 an export cannot be written
    |   +-- MissingPackageError     a package that it needs is not installed
    +-- ServeError                  the server cannot start
"""

from __future__ import annotations

from collections.abc import Sequence


class MapAppError(Exception):
    """Anything a user can mend. The message quotes the value and says what would have been right."""


class CorpusError(MapAppError):
    """A folder of texts, or one text in it, cannot be read."""


class GazetteerError(MapAppError):
    """A gazetteer has faults; ``faults`` holds one line for each, with file, row and column."""

    def __init__(self, faults: Sequence[str]) -> None:
        self.faults = tuple(faults)
        many = f"{len(self.faults) - 1} more fault{'s' if len(self.faults) > 2 else ''}"
        more = f" (and {many}: mapapp gazetteer check lists all)" if len(self.faults) > 1 else ""
        super().__init__(f"{self.faults[0]}{more}")


class AtlasError(MapAppError):
    """An atlas file is missing, damaged or made by another version."""


class QueryError(MapAppError):
    """A parameter of a query is wrong: ``parameter`` is its name, ``value`` what was given."""

    def __init__(self, parameter: str, value: str, right: str) -> None:
        self.parameter, self.value, self.right = parameter, value, right
        super().__init__(f"{parameter}: {value!r} is not valid; {right}")


class EdtfError(QueryError):
    """A string is not a date in EDTF (ISO 8601-2)."""

    def __init__(self, value: str, right: str, parameter: str = "date") -> None:
        super().__init__(parameter, value, right)


class NotFoundError(MapAppError):
    """There is no such place, source, passage or mention."""


class ExportError(MapAppError):
    """An export cannot be written."""


class MissingPackageError(ExportError):
    """An export needs a package that is not installed; the message says how to get it."""


class ServeError(MapAppError):
    """The server cannot start, for example because its port is in use."""
