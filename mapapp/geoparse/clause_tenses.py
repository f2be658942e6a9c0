"""What the wording of a clause says of its time, beside the time that its sentence or its story tells of."""

from __future__ import annotations

import re

from mapapp.geoparse.tenses import speaks_in_past, speaks_in_present

_AT_PRESENT = re.compile(
    r"\b(?:is|are|now|currently|at present|has been|have been|"
    r"(?:tells|assures|informs|writes) (?:me|us))\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"\bhad\b", re.IGNORECASE)
_AHEAD = re.compile(
    r"\b(?:will|shall|would|could|can|should|(?-i:may|might|must)|(?:is|are) to)\b", re.IGNORECASE
)
_AGO = re.compile(r"\b(?:ago|earlier|before|previously)$", re.IGNORECASE)
_RELATIVE = re.compile(
    r",\s(?:(?:to|of|in|for|from|by|with|on|at|under)\s)?(?:which|who|whose|whom|where)\b[^,;:]*$",
    re.IGNORECASE,
)
_CUT = re.compile(r"[,;:“”\"]|\b(?:that|which|who|what|where|while|and|but)\b", re.IGNORECASE)
_FAR = 300  # characters of a clause on either side of a date that are looked at
# Up to a date that belongs to the cause itself: "because of the revolt of the end of May".
_CAUSE = re.compile(
    r"\b(?:because of|due to|owing to|as a result of|in memory of|in revenge for)\b"
    r"[^,;:]*\bof\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:reports|says|states|complains|denies|holds|declares|asserts|claims|refuses|expects|believes|hopes|"
    r"informs|begs|urges|insists|adds|writes|do not|already)\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:soon|(?<!hour )(?<!hours )(?<!minutes )(?<!day )(?<!days )later|afterwards?|thereafter|"
    r"subsequently|eventually|finally|in the end|"
    r"(?:in|over|during) the (?:(?:following|next|coming|ensuing) (?:few )?(?:days|weeks|months)|"
    r"(?:days|weeks|months) (?:that|which) followed))\b",
    re.IGNORECASE,
)

# "Refugees confirm that": what they do now; and what is demanded, "proposes that a commission meet on".
_REPORTED = re.compile(
    r"\b(?:says?|states?|reports?|confirms?|declares?|asserts?|claims?|complains?|writes?|adds?|"
    r"believes?|(?:tell|inform|assure)s? (?:me|us)|"
    r"it (?:is|has been) (?:said|reported|stated|confirmed|announced))\s+that\b",
    re.IGNORECASE,
)
_DEMANDS = re.compile(
    r"\b(?:propos|demand|request|insist|recommend|suggest|urg|ask)(?:e?s|e?d|ing)?\s+that\W*$", re.IGNORECASE
)


def is_reported(words: str) -> bool:
    """Whether some words are told as news at the moment of writing: "confirm that they entered"."""
    return bool(_REPORTED.search(words))


def demands(words: str) -> bool:
    """Whether some words ask for what follows them: "proposes that"."""
    return bool(_DEMANDS.search(words))


def is_present(clause: str) -> bool:
    """Whether a clause says what is at the moment of writing."""
    return bool(_AT_PRESENT.search(clause))


def speaks_of_now(clause: str) -> bool:
    """Whether a clause of a letter or a report says what is, nothing of the past: "the Vali denies it"."""
    return (speaks_in_present(clause) or bool(_SAYS.search(clause))) and not speaks_in_past(clause)


def is_cause(plain: str, start: int, end: int) -> bool:
    """Whether the words between two offsets say why: "partly because of the revolt of"."""
    return bool(_CAUSE.search(plain[start:end]))


def tells_of_later(clause: str) -> bool:
    """Whether a clause says that it comes after what was told: "soon", "in the end"."""
    return bool(_LATER.search(clause))


def clause_start(plain: str, end: int) -> int:
    """Where the clause begins that holds the words before an offset."""
    return max((match.end() for match in _CUT.finditer(plain, 0, end)), default=0)


def is_ahead(words: str) -> bool:
    """Whether some words expect something: "will leave", "may lie"."""
    return bool(_AHEAD.search(words))


def looks_back(plain: str, start: int, end: int) -> bool:
    """Whether the clause around a date (its offsets) tells of what had been before the time told of."""
    before = _CUT.split(plain[max(0, start - _FAR) : start])[-1]
    after = _CUT.split(plain[end : end + _FAR])[0]
    return bool(is_ago(plain[start:end]) or _BACKGROUND.search(f"{before} {after}"))


def leads_back(plain: str, end: int) -> bool:
    """Whether a date that ends at an offset opens a look back: "In August, the talks had been broken off"."""
    clause = _CUT.split(plain[end:].removeprefix(", "))[0]
    return plain.startswith(", ", end) and is_background(clause)


def is_background(clause: str) -> bool:
    """Whether a clause tells of what had been before the time told of."""
    return bool(_BACKGROUND.search(clause))


def is_ago(words: str) -> bool:
    """Whether a date counts back: "a month before"."""
    return bool(_AGO.search(words))


def is_relative(plain: str, start: int) -> bool:
    """Whether an offset stands in a relative clause, up to its first comma."""
    return bool(_RELATIVE.search(plain[:start]))
