"""What date expressions look like: a table of named patterns, each with the reader of its matches.

To add a form, add a row to ``written``, ``relative`` or ``entries`` and a case to ``tests/cases/dates.json``;
delete a row whose loss no benchmark notices.
"""

from __future__ import annotations

import re
from functools import lru_cache

from mapapp.dates.entries import ENTRIES
from mapapp.dates.relative import RELATIVE
from mapapp.dates.rule import Rule
from mapapp.dates.slots import SLOTS
from mapapp.dates.written import WRITTEN

RULES = WRITTEN + RELATIVE + ENTRIES
_SLOT = re.compile(r"\{([a-z]\w*)\}")


@lru_cache(maxsize=1)
def compiled() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    """The rules with their patterns, made on first use: to make them costs more than to import them."""
    return tuple((rule, re.compile(_SLOT.sub(lambda slot: SLOTS[slot[1]], rule.pattern))) for rule in RULES)
