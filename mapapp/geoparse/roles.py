"""What stands before a date and says what the date is to its sentence: an event's, a beginning, a paper's."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["event", "paper", "since", "until", "aside"]

PAPER = (
    r"(?:decision|resolution|declaration|decree|report|letter|telegram|note|instruction|order|directive|memorandum|"
    r"circular|statement|despatch|dispatch|message|appeal|protocol|minutes|proclamation)s?"
)
_NAMED_BY_YEAR = r"(?:statistics|figures|frontiers?|borders?|boundar\w+|survivors?|refugees?|veterans?)"
# What stands before a date and gives it its role; tried in this order, the rest are dates of events.
ROLES: tuple[tuple[Role, str, re.Pattern[str]], ...] = (
    (
        "aside",
        "a comparison",
        re.compile(
            r"\b(?:reminiscent of|as (?:it was )?(?:in|on)|like (?:in|that of)|similar to|"
            r"compared (?:with|to)|than in|in contrast to|"
            r"against [\d,.]+ (?:(?:million|thousand|per cent|tons|poods) )?(?:in|for)|"
            r"(?:loss|fall|rise|gain|increase|decrease) of [^,;.]{1,30} against|"
            r"(?:what|as|than) (?:it|they|he|she|we) (?:did|was|were|had been))\b[^,;]{0,50}$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "a year that names a thing",
        re.compile(
            rf"\b(?:{_NAMED_BY_YEAR}|(?:(?<=[\w,;] )according to|against) the (?:\w+ ){{0,2}}census)\s+of\s+"
            r"(?:the\s+)?$|\b(?:pre|post)-$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "the year of a figure",
        re.compile(
            r"(?!^)\b(?:pop(?:ulation)?|inhabitants|area)\b\.?[\d,. ]{0,12}\((?:estimated,? )?$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "what is usual",
        re.compile(
            r"\b(?:usually|generally|normally|as a rule|every year|most years)\b[^.;:]{0,40}$|"
            r"\b(?:is|are|lies?) (?:\w+ )?(?:open|closed|shut|passable|impassable|blocked|frozen|dry)\b"
            r"[^.;:]{0,20}$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "a reference to another paper",
        re.compile(
            rf"\b(?:my|your|our)\s+(?:\w+\s+){{0,3}}{PAPER}\b(?:(?!\b(?:I|we|he|they)\b)[^,;]){{0,40}}$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "the stamp of an office",
        re.compile(
            r"\(\s*(?:(?:originally|first)\s+)?(?:received|registered|copied|filed|printed|published|translated)\b[^()]{0,40}$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "a deadline",
        re.compile(
            r"\b(?:shall|will|must|(?:is|are|has|have) to)\b[^.;]*\b"
            r"(?:by|before)\s+(?:the\s+)?$|"
            r"\b(?:shall|will|must|to)\b[^.;]*\b(?:not|no) later than\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "aside",
        "when a thing was made",
        re.compile(
            r"(?<!\bwas )(?<!\bwere )(?<!\bbeen )\b(?:laid|built|erected|constructed|dug|planned|"
            r"printed)\s+(?:in|since)\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "since",
        "a beginning",
        re.compile(
            r"\b(?:ever since|since|(?<!dates )(?<!dating )(?<!date )from)\s+(?:the\s+)?$|"
            r"\bsince\s+(?:the|its|his|her|their)\s+(?:[a-z]+\s+){1,2}(?:of|in|on)\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "event",
        "the day to which a thing was put off",
        re.compile(
            r"\b(?:postponed|put off|delayed|deferred|adjourned|had to wait)\s+(?:until|till)\s+"
            r"(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    (
        "event",
        "what did not come before",
        re.compile(
            r"\b(?:not|never|nor|no (?:\w+ ){1,4}?(?:was|were|had|came|could|did)) (?:\w+ ){0,6}?"
            r"(?:until|till)\s+(?:the\s+)?$",
            re.IGNORECASE,
        ),
    ),
    ("until", "an end", re.compile(r"\b(?:until|till|up to)\s+(?:the\s+)?$", re.IGNORECASE)),
    (
        "paper",
        "the date of a paper",
        re.compile(
            rf"\b{PAPER}\b[^,;.]{{0,90}}\b(?:of|dated|issued on|signed on)\s+(?:the\s+)?$", re.IGNORECASE
        ),
    ),
)
