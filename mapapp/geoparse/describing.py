"""Whether a sentence tells no event but what a thing is or was: where it lies, what it was made of."""

from __future__ import annotations

import re

from mapapp.geoparse.tenses import has_verb, past_verbs, says_what_is, speaks_in_past
from mapapp.model.text import Span

_AT = "in|on|at|near|between|among|under|above|below|beside|along"
_SITUATED = re.compile(
    r"^\W*(?:The )?[A-Z][^.;]{2,80}?\b(?:stood|lay|was (?:situated|built)) "
    rf"(?:\w+ )?(?:{_AT}|\w+ (?:versts?|miles|hours?|km)\b)"
)
# What stays where it stands: its subject needs no name of a place.
_SITE = re.compile(
    r"\W*(?:The |Our |My )?(?:[\w’'-]+ ){0,3}(?:monastery|convent|church|cathedral|chapel|mosque|"
    r"caravanserai|village|hamlet|town|city|settlement|quarter|suburb|fortress|castle|fort|mill|mine|factory|"
    r"works|school|house|bridge|station|estate|colony|cemetery|market|bazaar)\b",
    re.IGNORECASE,
)
_LOCATED = re.compile(r"^[^.;]{3,140}? (?:was|is) located ")
_DEFINED = re.compile(r"^[^.;]{3,120}\b(?:was|were) (?:an?|the)\b(?! \w+ed\b)", re.IGNORECASE)
# What a state or a district was made of lasts as long as it did.
_PARTS = re.compile(
    r"\b(?:(?:was|were) (?:sub)?divided into|consisted of|comprised|was (?:made up|composed) of|bordered|"
    r"(?:cent(?:re|er)|capital|seat|chief town) was)\b",
    re.IGNORECASE,
)

_FIGURES = re.compile(r"\W*(?:Pop|Population|Inhabitants|Area|Households|Dwellings)\b")

# "Elizavetpol (now Ganja, Azerbaijan)", "in what is now Georgia".
_TODAYS = re.compile(
    r"[(\[](?:[^()\[\]]*,)?\s*(?i:now|today|presently|currently|modern|present[- ]day|today[’']s)\s+"
    r"(?:(?:the\s+)?[A-Z][\w’'-]*,?\s+(?:in\s+)?)*(?:the\s+)?$|"
    r"\b(?i:what is (?:now|today)|today[’']s|(?:present|modern)[- ]day)\s+$|"
    # "which the Armenians call X and the Turks Y"
    r"\b(?:which|whom?|what) (?:the )?(?:[A-Z]\w+ )?(?:\w+s|people|we) (?:now )?call (?:it )?"
    r"(?:[A-Z][\w’'-]+,? (?:and|or|but) (?:the )?(?:[A-Z]\w+|others) )?$"
)

# "..., where the branch to Borjom leaves the main line": what is said of a place by the way, as it is.
_BY_THE_WAY = re.compile(r"\b(?:which|whose|where)\s(?P<words>(?:[^,;:.()]|,(?=\s[A-Z]))*)$")
_ITS_END = re.compile(r"[,;:.()—–]|\b(?:which|whose|where|who|when|but)\b|$")


def by_the_way(plain: str, start: int, end: int) -> Span | None:
    """The relative clause around a name (its offsets) that says what is, and nothing of the past.

    >>> plain = "They went to Khashuri, where the branch to Borjom leaves the line."
    >>> by_the_way(plain, 47, 53) is not None, by_the_way(plain, 13, 21) is not None
    (True, False)
    """
    low = max(0, start - _REACH)
    opened, ended = _BY_THE_WAY.search(plain[low:start]), _ITS_END.search(plain, end)
    if opened is None or ended is None:
        return None
    clause = Span(low + opened.start("words"), ended.start())
    words = plain[clause.start : clause.end]
    return clause if says_what_is(words) and not _PERFECT.search(words) else None


# "Malaria is endemic there", "grows enough bread only in a good year": what is so in any year.
_ALWAYS = re.compile(
    r"\b(?:(?:always|never|usually|generally|seldom|rarely)|endemic|as a rule|"
    r"except (?:after|when)|after rain|"
    r"all the year|(?:at|in) (?:any|all) seasons?|(?:only )?in (?:a|an|every|most|some) (?:\w+ )?years?|"
    r"every (?:year|winter|summer|spring|autumn)|"
    r"(?:open|closed|shut|passable|impassable|blocked|free) (?:(?:by|of|to|with|under) \w+ )?"
    r"(?:from \w+ (?:to|till|until) \w+|only (?:in|from)|for \w+ months)|at other times|"
    r"can(?:not|not ever| only| never| hardly)? be (?:forded|crossed|passed|entered))\b",
    re.IGNORECASE,
)
# "Karayaz is a station of thirty houses, twenty-five miles from Tiflis": so on any day, in a report too.
_GEOGRAPHY = re.compile(
    r"^\W*(?:\d+\W+)?(?:The )?(?:[a-z]+ )?(?:of )?[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)? (?:\w+ )?"
    r"(?:consists of|"
    r"(?:is|are) (?:an? |the )(?:\w+ ){0,3}(?:station|village|town|hamlet|city|port|plain|plateau|valley|"
    r"river|stream|lake|mountain|pass|island|peninsula|district|region|province)s?\b|"
    r"(?:is|lies) (?:[\w-]+ ){1,3}(?:miles|versts|kilomet(?:re|er)s|km\.?|hours) )"
)
_EVER = re.compile(r"\b(?:has|have) (?:always|never) \w+")  # "has never lived on its own bread"
_IS_SOMETHING = re.compile(
    r"^[A-Z][^,;]*(?:, [A-Z][\w’'-]+,)? (?:is|are|lies?|stands?) (?!now\b|to\b|\w+(?:ed|ing)\b)"
)
# "They took the town; it lies on the Tala."
_LIES = re.compile(
    r"(?:it|they|the \w+(?: \w+)?) (?:lies?|stands?|rises?|is situated|is located|borders?|adjoins?|extends?|"
    rf"stretch(?:es)?|runs?|flows?) (?:\w+ )?(?:{_AT}|from|into|to|over|\d)\b"
)
_IS_TODAY = re.compile(r"\b(?:is|are|remains?|stands?)\b[^.;]{0,80}\btoday\b")
_PERFECT = re.compile(r"\b(?:has|have|will|shall)\b", re.IGNORECASE)
_PART = re.compile(r"[;:.—–]\s|,\s(?:and|but|so)\b")
_REACH = 300  # characters on either side of a name in which what is said of it is looked for


def always_so(plain: str, start: int, end: int) -> Span | None:
    """The part of a sentence around a name (its offsets) that says what is so in any year, in the present.

    >>> always_so("Malaria is endemic on the Zanga; we left Kars.", 26, 31)
    Span(start=0, end=31)
    """
    part = _part(plain, start, end)
    words = plain[part.start : part.end].rstrip(" .")
    plain_words = _EVER.sub(" is ", words)
    usual = _ALWAYS.search(words) or _GEOGRAPHY.search(words)
    lasts = usual and says_what_is(plain_words) and not _PERFECT.search(plain_words)
    return part if lasts else None


def as_it_is(plain: str, start: int, end: int) -> Span | None:
    """The part of a sentence around a name (its offsets) that says what a thing is, another what was.

    >>> as_it_is("The Karayazi is winter pasture, and they fought for it.", 4, 12)
    Span(start=0, end=30)
    """
    part = _part(plain, start, end)
    words, rest = plain[part.start : part.end], plain[: part.start] + plain[part.end :]
    told = _IS_SOMETHING.search(words) if part.start == 0 else _IS_TODAY.search(words) or _LIES.match(words)
    return part if told and says_what_is(words) and speaks_in_past(rest) else None


def _part(plain: str, start: int, end: int) -> Span:
    """Where the part of a sentence around a name begins and ends."""
    low, high = max(0, start - _REACH), min(len(plain), end + _REACH)
    first = max((part.end() for part in _PART.finditer(plain, low, start)), default=low)
    ended = _PART.search(plain, end, high)
    return Span(first, ended.start() if ended else high)


def is_todays_name(before: str) -> bool:
    """Whether the words before a name make it one of today, beside that of the time told of.

    >>> is_todays_name("in Elizavetpol (now "), is_todays_name("They are now in ")
    (True, False)
    """
    return bool(_TODAYS.search(before))


# "He had been born at Kumukh", "trained as a physician in Moscow and Kharkov": of a life, with no day said.
_BROUGHT_UP = re.compile(
    r"(?<!revolt was )(?<!movement was )(?<!republic was )(?<!party was )\b"
    r"(?i:born|(?<=, a )native of|grown up|grew up|gone to school|educated|schooled|trained(?: as an? \w+)?)"
    r"(?: for a (?:time|while|year))?\s+"
    r"(?:(?:in|at|near)\s+)?(?:the\s+(?:\w+\s+){0,3}of\s+)?"
    r"(?:[A-Z][\w’'-]+(?:,\s+|\s+and\s+)(?:(?:in|at)\s+)?(?:the\s+(?:\w+\s+){0,2}of\s+)?){0,3}$"
)
# "He was sent to the gymnasium at Stavropol", "studied law in Odessa", "a student at the university of Kiev".
_SCHOOL = r"(?:school|gymnasium|seminary|college|university|academy|institute|lyc[ée]e|polytechnic\w*)s?"
_SCHOOLING = re.compile(
    r"\b(?:(?:[Aa]ttended|(?:went|goes|was sent) (?:\w+ )?to|(?:student|pupil) (?:at|in|of)|"
    rf"(?<!had )stud(?:ied|ying) (?:at|in))\s(?:[\w’',-]+\s){{1,9}}?{_SCHOOL}\s(?:at|in|of)|"
    rf"(?:passed|went) through (?:the|a) {_SCHOOL} (?:at|in|of)|"
    r"had studied (?:law|medicine|theology|history|philosophy|engineering|music|chemistry) (?:at|in)|"
    rf"been (?:at|to) (?:the |a )?(?:\w+ )?{_SCHOOL} (?:at|in)|"
    r"(?<!had )(?i:stud)(?:ied|ying)\s(?:\w+\s){0,3}?(?:at|in))\s(?:the\s)?"
    r"(?:[A-Z][\w’'-]+(?:,\s+|\s+and\s+)(?:(?:in|at)\s+)?){0,3}$"
)
# "came from a family of Karabakh merchants": what somebody is, on no day.
_FAMILY = re.compile(
    r"\b(?:came|comes|sprang|descended|descends|born)\s(?:from|of|into)\s(?:an?|the|one of the)\s"
    r"(?:[\w-]+\s){0,3}?(?:family|families|house|clan|line|dynasty)\s(?:of|in|from)\s(?:the\s)?$"
)


def tells_upbringing(before: str) -> bool:
    """Whether the words before a name make it the place where somebody was born or grew up.

    >>> tells_upbringing("trained in Moscow and "), tells_upbringing("He was in ")
    (True, False)
    """
    return any(pattern.search(before) for pattern in (_BROUGHT_UP, _SCHOOLING, _FAMILY))


# Verbs that tell of no event but of how things stood.
_STATES = frozenset(
    "was were had lay stood could would did kept sat knew counted numbered consisted remained "
    "needed belonged amounted included contained wanted existed extended lived quartered stationed "
    "posted situated located known armed composed commanded barred".split()
)
_DONE = re.compile(
    r"\b(?:was|were|been|had)\s(?:\w+\s)?(?:taken|given|driven|broken|beaten|fallen|chosen|stolen|written|risen|"
    r"thrown|drawn|blown|shown|torn|sworn|seen|gone|done|begun|found|overrun|retaken|rebuilt|withdrawn|sunk|run|come|become|shot|hit|cut|put|set|won)\b"
)


def tells_state(plain: str) -> bool:
    """Whether a sentence tells how things stood, and of no event.

    >>> tells_state("The garrison was two thousand strong."), tells_state("The garrison was taken.")
    (True, False)
    """
    verbs = {verb.lower() for verb in past_verbs(plain)}
    return bool(verbs) and verbs <= _STATES and not _DONE.search(plain)


def is_situated(plain: str) -> bool:
    """Whether a sentence says where its subject stood or lay.

    >>> is_situated("Kulp stood in the corner of the uezd."), is_situated("Kars fell.")
    (True, False)
    """
    return bool(_SITUATED.search(plain))


def is_site(plain: str) -> bool:
    """Whether a sentence begins with a thing that stays where it stands: "The monastery of St John"."""
    return bool(_SITE.match(plain))


def is_located(plain: str) -> bool:
    """Whether a sentence says of a place where it is to be looked for: "The village was located in the east".

    >>> is_located("The village of Apri was located in the east."), is_located("The staff lay at Kars.")
    (True, False)
    """
    return bool(_LOCATED.match(plain))


def is_definition(plain: str) -> bool:
    """Whether a sentence says what a thing was: "The Emirate was a state from 1919 to 1920"."""
    return bool(_DEFINED.search(plain))


def tells_figures(plain: str) -> bool:
    """Whether a sentence of an entry only counts: "Pop. (1926) 4,300". The story does not go on from it."""
    return bool(_FIGURES.match(plain)) and not has_verb(plain)


def tells_parts(plain: str) -> bool:
    """Whether a sentence tells what a unit was made of, and no event: its parts, its neighbours, its seat."""
    return bool(_PARTS.search(plain))
