"""What the words beside a date say of its place in time: ahead, looked back on, or a stamp on the paper.

The patterns are strings: ``re`` compiles them on first use.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from mapapp.dates.words import NO_PAST

_WIDTH = 120  # characters before a date in which its clause is looked for
_CLAUSE = r"[^.;\n]*"
# A date to come: "shall fix the frontier by", "is expected in".
_AHEAD = (
    r"(?i)\b(?:shall|will(?!\s+be\s+(?:re\w+ed|seen|noted)\b)|must|should|would|(?-i:may)|expect(?:s|ed)?|(?:promised|fixed|announced)\s+(?:[^.;\n]{0,30}\s)?for|hopes?|hoped|plan(?:s|ned)?|intends?|"
    r"proposes?|trust|(?:is|are|due|prepared|ready|about|bound)\s+to|"
    r"(?:is|are|am)\s+(?:leaving|going|coming|starting|sailing|moving|returning)|to\s+be|next\s+(?:sitting|meeting|session)|at\s+the\s+latest|no[tr]?\s+later\s+than|ultimatum|deadline)\b"
    rf"{_CLAUSE}$"
)
# What a meeting resolves: "RESOLVED: a) To hold meetings on".
_RESOLVED = rf"(?:^|[:;.)\]]\s+)To\s+[a-z]+\b{_CLAUSE}$"
# What a decree orders: "to settle by 15 August"; what is "held until the 15th".
_DEADLINE = (
    r"(?i)\bto\s+(?!(?:the|a|an|my|your|our|his|her|its|their|this|that)\b)(?-i:[a-z]+)(?<!ed)\b"
    r"[^.;\n]*\b(?:by|before|until)\s+(?:the\s+)?$"
    r"|\b(?:is|are)\s[^.;\n]*\b(?:until|till)\s+(?:the\s+)?$"
    r"|\b(?:could|can|might|would)\s(?!have\b|not\s+have\b)[^.;\n]*\b(?:by|before|until)\s+(?:the\s+)?$"
)
# "We go aboard on Friday", "the ministers leave on the 22nd".
_GOING = r"(?:go|leave|start|sail|move|return|cross|depart|embark|march|meet|arrive)"
_GO = rf"\b(?:I|[Ww]e|[Tt]hey|(?:the|our|their|these)\s+\w+s)\s+(?:all\s+|then\s+)?{_GOING}\b{_CLAUSE}$"
_AHEAD_AFTER = (
    r"(?:,\s+(?:if|when|unless|as\s+soon\s+as)\b[^.;,\n]{0,60},)?"
    r"(?:(?!\b(?:and|whether|that|which|who)\b)[^.;,\n]){0,40}\b(?:shall|will|is\s+to|are\s+to)\b"
    rf"|\s+(?:I|we)\s+{_GOING}\b"
)
# What an announcement says in the present tense.
_ANNOUNCED = (
    r"\b(?:sings|plays|speaks|lectures|opens|closes|leaves|goes|sails|departs|takes\s+over|hands\s+over|"
    rf"arrives|returns|begins|starts|meets|performs|appears|takes\s+place)\b{_CLAUSE}$"
)
_PARTICIPLE = (
    r"(?:been|gone|come|begun|become|taken|fallen|left|lost|held|made|met|sent|set|seen|given|driven|broken|drawn|"
    r"fled|fought|brought|bought|sold|told|put|cut|led|risen|run|built|burnt|kept|won|written|"
    rf"(?!(?:{NO_PAST})\b)\w{{2,}}ed)\b"
)
# "In June the villages below the road had ...": a subject of a few words, and no clause between.
_NOUNS = (
    r"[^\S\n]+(?!(?:who|which|that|when|where|whose|and|but|or|as|after|before|until|because|if|than)\b)"
    r"(?:(?!(?:who|which|that|when|where|whose|and|but|or|as|after|before|until|because|if|than|had)\b)"
    r"[\w’'-]+[^\S\n]+){1,6}had\s+(?:(?:not|also|already|again|all|both|just|\w+ly)\s+)?"
)
# "which on June 16 had moved", "had on 23 February demanded", "had been signed on June 4".
_HAD_AFTER = rf"\s+(?:(?:I|we|he|she|it|they)\s+)?had\b|{_NOUNS}been\b"
_HAD_ON = _NOUNS + _PARTICIPLE  # after another look back
_ON_OR_IN = r"(?:on|in|since|during)\s+(?:(?:that\s+of\s+)?the\s+)?$"
_OWNS = r"(?!(?:its|their|our|his|her|my|no|a|an)\s)"  # "had its answer in September" looks back on nothing
# "which had come under the control of their armies in": no other verb after the participle.
_HAD_BEFORE = (
    r"(?i)\bhad\s+(?:\w+\s+){0,5}since\s+(?:the\s+)?$|"
    rf"\b(?:had|having)\s+{_OWNS}(?:(?:\w+\s+){{0,4}}(?:on|in|since)\s+(?:the\s+)?)?$|"
    rf"\bhad\s+(?:\w+\s+)?{_PARTICIPLE}"
    r"(?:\s+(?!(?:was|were|came|went|took|did|fell|began|stood|lay|rose|who|which|that|when|and|but|where)\b|\w+ed\b)"
    rf"[\w’'-]+){{0,10}}\s+{_ON_OR_IN}|\bhad\s+(?:spent|passed)\s+(?:the\s+)?$"
)
# "He had begun, in December, by": not "When the roads had dried, in April".
_HAD_COMMA = rf"\bhad\s+(?:\w+\s+)?{_PARTICIPLE},\s+{_ON_OR_IN}"
_CLAUSE_OPENS = r"(?i)\b(?:when|after|once|before|as\s+soon\s+as|since|until)\b[^.;]*$"
_EARLIER_STILL = r"(?i)\b(?:before\s+that|earlier(?:\s+still)?),?\s+(?:in|on)\s+(?:the\s+)?$"
# "had seen it two winters before".
_COUNTS_BACK, _HAD_FAR = r"\b(?:before|earlier|previously)$", r"\bhad\b[^.;:\n]*$"
_AND_AGAIN = (
    r",?\s*(?:(?:and|but|or)\s+)?(?:(?:again|then|finally|later|also|once\s+more)\s+)?"
    r"(?:(?:in|on)\s+)?(?:the\s+)?"
)
# "The bridge, blown up in December, has been mended": set in between commas.
_SET_IN = (
    r",\s+(?:\w+ly\s+)?(?:\w{3,}ed|\w{2,}(?:own|ught|ilt|urnt|aken|oken))\b[^,.;:()\n]{0,40}"
    r"\b(?:in|on)\s+(?:the\s+)?$"
)
_STATE_AFTER = r",\s+(?:has|have|is|are)\b"
# "Since March the road has been shut".
_SINCE_THEN = r"[^.;:\n]{0,60}\b(?:has|have)\s+(?:been\b|not\b|\w+ed\b)"
_SINCE = r"(?i)\bsince\s+(?:the\s+)?$"
_UNTIL = r"(?i)\b(?:until|till)\s+(?:the\s+)?$"
_WHEN = r",?\s+when\b"  # "until 1922, when the line was surveyed": the story goes there
_BOUND = r"(?i)\b(?:until|till|before)\s+(?:the\s+)?$"
_HAD = r"(?:^|[.;,:\n]|\bwhere\b)(?:(?!\b(?:which|who|whom|that)\b)[^.;,:\n])*\bhad\b[^.;,\n]*$"
_BY = (
    r"(?i)\b(?:by|when|until|till|before)\s+(?:the\s+)?"
    r"(?:(?:morning|noon|afternoon|dusk|sunset|evening|nightfall|night|midnight|dawn|daybreak|end)\s+"
    r"(?:on|of)\s+(?:the\s+)?)?$"
)
# What has happened by the day of writing.
_TOLD = (
    r"\b(?:was|were|had|did|came|went|took|fell|left|began|broke|held|kept|stood|sat|lay|gave|got|saw|sent|ran|"
    r"met|lost|made|led|fled|won|shot|sold|paid|built|spent|found|heard|told|wrote|drove|rode|rose|spoke|drew|"
    r"grew|knew|threw|brought|bought|fought|thought|\w{3,}ed)\b"
)
_PAST = _TOLD + _CLAUSE + "$"
# "arrested in February at Dilijan, May at Bash-Garni and, the last of them, in August": no verb between.
_LISTED = r"[^.;:()\n]{1,70}"
_NO_LIST = _TOLD + r"|\b(?:who|which|that|when|while|where|until|till|before|after|by|to|since)\b"
# What is so on the day of writing.
_NOW = rf"\b(?:am|is|are|has|have|do|does|goes|says|say|can|hopes?|means?|wants?)\b{_CLAUSE}$"
_ON = (
    r"(?i)\b(?:followed|follows|then|afterwards|thereafter|finally|eventually|subsequently)\b[^.;,\n]{0,30}$"
)
_THAT, _THAT_BEFORE = r"(?i)that\b", r"(?i)\bthat(?:\s+(?:same|very))?\s+$"
# Stamps of an office or a printer on somebody's paper.
_STAMP = (
    r"(?i)[(\[]\s*(?:(?:originally|first)\s+)?(?:received|registered|published|printed|deciphered|filed|copied|reprinted)\b[\s:,]*"
    r"(?:on|in|at)?\s*(?:the\s+)?$"
    r"|(?:^|[\n(]|\.\s+(?-i:(?=[A-Z])))\s*(?:tape-)?"
    r"(?:recorded|taped|interviewed|transcribed|filmed)\b[^.\n]{0,50}$"
    r"|[(\[][^()\[\]\n]*;\s*(?:received|registered|published|printed|filed)\b[^()\[\]\n;.]{0,40}$"
)
# A life in brackets, or set off: "(b. 21 Aug. 1874, Dagestan; d. 7 Aug. 1970)", "Satenik, born 1908".
_LIFE = r"\([^()\n]*(?:\b(?:b|d)\.|\b(?:born|died)\b|[*†])[^()\n]*$|,\s+born\s+(?:(?:in|on)\s+)?(?:the\s+)?$"
# A state of things that is called by its year moves no story: "withdrew to the frontier of 1914".
_CALLED_BY = r"(?i)\b(?:frontiers?|borders?|boundar(?:y|ies))\s+of\s+(?:the\s+year\s+)?$"
# What a web page says of itself, in a line of its own or between strokes.
_PAGE_STAMP = (
    r"(?i)(?:^|[\n|»·•.])[ \t]*(?:last\s+)?(?:posted|published|updated|modified|edited|uploaded|"
    r"retrieved|accessed)\b(?!\s+(?:to|as|for)\b)[^.\n|]{0,40}$"
)
# "April 26, 2010, 12:53:19 pm": when somebody wrote in a forum.
_OF_TODAY, _CLOCK_AFTER = r"(?:199|20\d)\d$", r",?\s+(?:at\s+)?\d\d?:\d\d\b"
_PAGE_STAMP_AFTER = r"[^\n|»·•]{0,25}(?:[\n|»·•]|$)"
# "In December they had been told the same of Lori, and in August of Sharur."
_AND_IN = r"[^.;:()\n]{1,70},\s+and\s+(?:in|on)\s+(?:the\s+)?"
_NO_VERB = rf"(?:(?!{_TOLD})[^.;,\n]){{0,60}}[.;\n]"


class Cues(NamedTuple):
    """What stands beside a date: it lies ahead, is looked back on, is a stamp, is told in the past.

    ``now``: told in the present; ``on``: it comes after what was told; ``that``: it points to what was named;
    ``until``: what is told lasts up to it; ``bound``, ``since``: it is the end or
    the beginning of what is told. ``again``: the date before it is looked back on too.
    """

    ahead: bool = False
    back: bool = False
    stamp: bool = False
    past: bool = False
    now: bool = False
    on: bool = False
    that: bool = False
    until: bool = False
    bound: bool = False
    since: bool = False
    again: bool = False


def read_all_cues(text: str, spans: Sequence[tuple[int, int]]) -> list[Cues]:
    """The cues around each of the dates of a text, in its order: "had voted so in May, and again in July"."""
    found: list[Cues] = []
    for start, end in spans:
        cues = read_cues(text, start, end)
        if found and found[-1].back:
            between = text[spans[len(found) - 1][1] : start]
            back = cues.back or _goes_back_again(between, text[end : end + _WIDTH])
            again = back and "\n" not in between and not re.search(_EARLIER_STILL, between)
            cues = cues._replace(back=back, again=again)
        found.append(cues)
    return found


def _goes_back_again(between: str, after: str) -> bool:
    """Whether a look back goes on from one date to the next, by the words between them and those after."""
    if re.match(_HAD_ON, after) and not re.search(_BY, between):
        return True
    if re.fullmatch(_LISTED, between) and not re.search(_NO_LIST, between):
        return True
    elliptic = re.fullmatch(_AND_IN, between) and re.match(_NO_VERB, after)
    return bool(elliptic or re.fullmatch(_AND_AGAIN, between))


def read_cues(text: str, start: int, end: int) -> Cues:
    """The cues around the date at ``[start, end)``."""
    before, after = text[max(0, start - _WIDTH) : start], text[end : end + _WIDTH]
    if start > _WIDTH:  # not from the midst of a word
        before = before[re.match(r"\w*", before).end() :]  # type: ignore[union-attr]
    ahead = re.search(_AHEAD, before) or re.search(_ANNOUNCED, before) or re.match(_AHEAD_AFTER, after)
    ahead = ahead or re.search(_GO, before) or re.search(_DEADLINE, before) or re.search(_RESOLVED, before)
    back = re.match(_HAD_AFTER, after) or re.search(_HAD_BEFORE, before)
    back = back or (re.search(_COUNTS_BACK, text[start:end]) and re.search(_HAD_FAR, before))
    back = back or re.search(_EARLIER_STILL, before)
    if after.startswith(",") and not re.search(_CLAUSE_OPENS, before):
        back = back or re.search(_HAD_COMMA, before)
    back = back or (re.search(_SET_IN, before) and re.match(_STATE_AFTER, after))
    past = re.search(_PAST, before) and not ahead
    back_only = (back and not re.search(_BY, before)) or re.search(_SINCE, before)
    back_only = back_only or (re.search(_BOUND, before) and re.search(_HAD, before))
    stamp = (
        re.search(_STAMP, before)
        or re.search(_CALLED_BY, before)
        or re.search(_LIFE, before)
        or (re.search(_PAGE_STAMP, before) and re.match(_PAGE_STAMP_AFTER, after))
        or (re.match(_CLOCK_AFTER, after) and re.search(_OF_TODAY, text[start:end]))
    )
    now = (re.search(_NOW, before) and not past) or (
        re.search(_SINCE, before) and re.match(_SINCE_THEN, after)
    )
    return Cues(
        bool(ahead),
        bool(back_only),
        bool(stamp),
        bool(past),
        bool(now),
        bool(re.search(_ON, before)),
        bool(re.match(_THAT, text[start:end]) or re.search(_THAT_BEFORE, before)),
        bool(re.search(_UNTIL, before)) and not re.search(_HAD, before),
        bool(re.search(_BOUND, before)) and not re.match(_WHEN, after),
        bool(re.search(_SINCE, before)),
    )
