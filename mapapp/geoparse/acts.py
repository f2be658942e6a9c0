"""Acts that settle something, as they are made, and the words in which their terms are told."""

from __future__ import annotations

import re

_ACT = re.compile(
    r"\b(?:treat(?:y|ies)|agreement|accord|convention|armistice|truce|protocol|instrument|decree|"
    r"decision|resolution|conference|constitution|memorandum|ultimatum|manifesto|petition|proclamation|statute)s?\b",
    re.IGNORECASE,
)
_MADE_ACT = re.compile(
    r"\b(?:sign|initial|conclud|adopt|clos|issu|ratif|decid|decree|resolv|agree|handed|deliver|submit|present|"
    r"proclaim)\w*",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:(?:was|were) (?:not )?to\b|(?:could|might|should) (?:not |no longer )?\w+|gave up|ceded|renounced|"
    r"(?:went|passed|fell) to|undertook|pledged|promised|demanded|required|claimed|insisted|"
    r"argued|asserted|article|clause|terms?|"
    r"(?:frontier|border|boundary|line)s? (?:was|were|ran|followed|went|passed|leaves|runs|"
    r"follows|goes|passes|starts|begins|climbs|crosses|wanders|turns|ends|meets)|"
    r"(?:was|were) (?:left|granted|given|allotted|assigned|ceded)|"
    r"(?:leaves|gives|grants|cedes|assigns|restores|awards|returns|secures|guarantees) (?:\w+ ){0,4}?to|"
    r"(?:provides|stipulates|recogni[sz]es|confirms|obliges|binds|entitles)|"
    r"(?:becomes|forms|keeps|retains|receives|gives up)|remains? (?:with|beyond|within))\b",
    re.IGNORECASE,
)


def makes_act(plain: str) -> bool:
    """Whether a sentence tells that an act was made which settles something: a treaty, a decision."""
    return bool(_ACT.search(plain) and _MADE_ACT.search(plain))


def is_term(plain: str) -> bool:
    """Whether a sentence is worded as the terms of an act: what was given up, what was to be done."""
    return bool(_TERM.search(plain))
