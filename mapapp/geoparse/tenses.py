"""What the wording of a sentence without a date says of its time: past, lasting, going on, or none at all."""

from __future__ import annotations

import re

from mapapp.dates.words import NO_PAST

_META = re.compile(
    r"\b(?:it|there) (?:is|should be|must be|may be|might be|can be)(?: \w+){0,2} (?:necessary|worth|noted|"
    r"noting|interesting|important|odd|strange|curious|remarkable|surprising|said|clear|known|understood|"
    r"added|stressed|emphasi[sz]ed)\b",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|did|could|would|became|began|took|went|came|fell|gave|sent|made|sought|fought|held|"
    r"left(?! (?:bank|tributary|wing|flank|hand|side|shore|feeder)\b)|kept|led|lost|met|said|told|wrote|"
    r"broke|brought|drove|withdrew|stood|lay|fled|rose|saw|knew|thought|drew|threw|"
    r"struck|won|ran|swam|bled|grew|flew|sank|hid|shot|spoke|swept|burnt|built|bought|caught|chose|dealt|got|"
    r"wasn|weren|hadn|didn|couldn|wouldn|"
    r"(?<!to )(?<!will )(?<!shall )(?<!would )set (?:up|out|off|fire|sail|foot)|"
    r"blew|froze|dug|fed|hung|lit|shook|stole|swung|taught|wept|woke|wore|tore|swore|slept|bore|laid|meant|dwelt|"
    r"learnt|bent|lent|leapt|heard|paid|rode|sat|sold|spent|crept|forbade|overthrew|"
    r"(?!(?-i:(?:A[kc]h?|Ah|Ha|Sa|Ma|Mago|Meh|Mah|Moham|Muham|Abdulha)med|Alfred|Manfred|Fred|Se?a?yed|Khaled)\b)"
    rf"(?!(?:{NO_PAST})\b)\w{{2,}}ed)\b",
    re.IGNORECASE,
)
# A verb with what may stand before it; also verbs whose past looks like their present.
_OPENING_VERB = re.compile(
    r"\s*(?:(?:\w+ly|now|then|also|not|soon|once|again|at once)\s+)?"
    rf"(?:{_PAST.pattern}|(?:set|put|cut|let|shut|beat|burst|is|are|has)\b)",
    re.IGNORECASE,
)
_GOES_ON_NOW = re.compile(
    r",?\s*(?:(?:still|now|no longer|not)\s+)?"
    r"(?:remains?|lies?|stands?|lives?|goes|runs?|serves?|is|are|has|have|will|shall|can|cannot|may|does|do)\b"
)
_LABEL = re.compile(r"\b[A-Z]{4,}:")  # of minutes: "RESOLVED: to ask Baku"
_NOW = r"is|are|am|will|shall|can(?:not)?|(?-i:may)|has|have|does|do"  # "May" with a capital is the month
_PRESENT = re.compile(
    rf"(?<!who )(?<!which )(?<!that )\b(?:{_NOW}|lies|rises|flows|stands|forms|extends|contains|consists|"
    r"borders|separates|connects|runs|live|lives|remains|means|covers|keeps|asks|speaks|shows|"
    r"comes|goes|leaves|gives|takes|makes|joins|begins|becomes|brings|carries|leads|winds|climbs|descends|"
    r"exists|writes|reaches|follows|crosses|stretches|travels|looks|costs|wants|hangs|grows|serves|bears|receives|draws|meets|opens|"
    r"spans|drains|overlooks|dominates|belongs|occupies|divides|surrounds|adjoins|crowns|"
    r"one (?:sees|misses)|"
    # a verb by its ending and what follows it: "Room 2 displays a", "the pass closes the"
    r"(?<!these )(?<!those )(?:[a-z]*[^s\W]|[A-Z][\w’'-]*|\d+) "
    r"(?!(?:days|weeks|months|years|hours|times|winters|summers|versts|miles|towards|perhaps|besides|thus|"
    r"always|sometimes|whereas|across|seems|was|as|his|its|us)\b)"
    r"(?-i:[a-z]{2,}[b-rt-z]s) (?:the|an?|its|their|his|her|our|my|no|few|many|little)\b|"
    r"(?:they|we|you|I|who|which|these|those|both|others?|many|most|some|all|\w{2,}[^s\W]s|people|men|women) "
    r"(?:(?:of|in|from|at|on) (?:the |our |this )?[\w’'-]+ (?:and [\w’'-]+ )?)?"
    r"(?:\w+ly |still |now |also |seldom |often |never |always )?"
    r"(?:exist|write|go|come|lie|stand|rise|flow|run|grow|form|cover|begin|end|make|take|give|bear|carry|follow|cross|reach|"
    r"remain|agree|differ|treat|deal|tell|say|speak|know|use|call|depend|belong|contain|keep|hold|show|serve|lead|"
    r"join|meet|work|need|walk|study|visit|gather|sell|buy|send|sing|remember|bring|stretch|extend|export|produce|"
    r"supply|include|preserve|consist|display|believe|think|travel|concentrate|approach|stress|find|attract|claim|"
    r"argue|cite|ignore|play|help|want|teach|learn|pay|celebrate|share|connect|divide|surround|overlook|talk|live|"
    r"trade|graze|fish|farm|complain|suffer)\b|"
    r"still [a-z]+|(?:authors|historians|writers|scholars|researchers|specialists|opinions?) (?:\w+ly )?"
    r"(?:see|think|believe|hold|argue|differ|differs|regard|describe|say|call|consider|maintain|claim|"
    r"disagree))\b",
    re.IGNORECASE,
)
# "could do", "to have" are no present tense.
_AUXILIARY = re.compile(
    rf"(?<!could )(?<!would )(?<!might )(?<!should )(?<!did )(?<!not )(?<!to )\b(?:{_NOW})\b", re.IGNORECASE
)
# "The mill is still called", "services are held": after these words a past form is a participle.
_ADVERB = r"(?:(?:\w+ly|not|also|still|now|often|always|never|sometimes|once|long|today|no longer)\s+)?"
_PARTICIPLE = re.compile(
    r"\b[a-z]+-[a-z]+ed\b|"
    # "papers kept in Kars may settle it": a participle, where a verb of the present follows
    rf"\b(?:\w{{2,}}ed|kept|held|found|made|written)\s+(?=(?:in|at|by|from|to|on|for|with|under)\s"
    rf"(?:(?!\b(?:which|who|that|what|and|but|where|when|as|if)\b)[^,;:.]){{2,50}}\s(?:{_NOW})\b)|"
    # "a dropped string": nor is what stands right after an article a verb
    r"\b(?:an?|the|its|their|our|my|your|every)\s+(?:\w+ly\s+)?(?:\w{2,}ed|lost|left|burnt|broken|cut)\b|"
    r",\s+as\s[^,;]*,|\b(?:has|have)\s+(?:\w+\s+)?(?:left|made|held|kept|led|lost|met|said|told|found|"
    r"brought|sought|had|become|come|stood|thought|bought|built|sold|sent|spent|paid|read|put)\b|"
    r"[,;]\s+(?:(?:one|some|most|all|both|each|others?)\s+)?(?:\w+ly\s+)?(?:\w{2,}ed|built|known|written|made|held|hewn|cut)\s+(?:at|in|by|from|on|near|for|to|as)\b|\b(?:be|been|being)\s+\w+|"
    rf"\b(?:is|are|am|be|been|being|has|have|who|which)\s+{_ADVERB}\w{{2,}}ed\b|"
    rf"\b(?:is|are|am)\s+{_ADVERB}(?:held|made|kept|left|lost|met|told|brought|sold|sent|spent|paid|read|put|built|"
    r"bought|caught|taught|thought|heard|laid|fought|found|won|dug|hung|lit|struck|shot|set|cut|led|said|fed)\b",
    re.IGNORECASE,
)
_EDITORIAL = re.compile(
    r"\b(?:the readers?|readers?[’']s?|before publishing|(?:this|present) (?:article|book|chapter|study)|"
    r"in (?:ancient|olden|pagan|biblical|prehistoric) times|in antiquity|time immemorial|"
    r"for (?:\w+ )?(?:centuries|generations)|according to (?:\w+ )?(?:legend|tradition)|"
    r"(?:legend|tradition) (?:has it|says|tells|makes|relates|ascribes|attributes)|"
    r"in our (?:days|time)|today|nowadays|to this day|used to|(?:in|from) my (?:childhood|youth|boyhood)|"
    r"when (?:i|he|she) was (?:still |yet )?an? (?:boy|girl|child|youth)|"
    r"in (?:my|our) (?:judge?ment|opinion|view)|"
    r"(?:every|each) (?:year|spring|summer|autumn|winter)(?! (?:since|camp|quarter|house|pasture|of)s?\b)|"
    r"see (?:the )?(?:chapters?|pages?|sections?|maps?|figures?|plates?|tables?|appendix)|"
    r"(?:photo(?:graph)?s?|images?|pictures?|maps?) courtesy|i thank|(?:my|our) thanks)\b|"
    r"^\W*(?:his|her|my) (?:later (?:life|years|career)|childhood) (?:was|were|took|passed)\b|"
    r"^\W*(?:he|she|I|they|we) never (?:saw \w+ again|(?:went|came) back|returned)\b|"
    r"^\W*(?:\d+\W+)?(?:see|compare|consult|(?:show|find|trace|locate|mark) [^.;?]{0,80}\bmap)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"\W*(?:(?:during|after|in|at|on|by|from) (?:this|that|these|those|the same)|this|these|those(?! who)|"
    r"the (?:first|second|third|fourth|fifth|others?|rest|former|latter)\b(?= [a-z])|"
    r"their|then|there(?! (?:is|are)\b)|meanwhile|thus|so|soon|thereupon|having|for example|"
    r"for instance|in particular)\b",
    re.IGNORECASE,
)
# What says that a sentence stays on the day told of: a word of the time of day, or one of a paper.
_SAME_TIME = re.compile(
    r"\b(?:then|noon|dawn|dusk|nightfall|midnight|daybreak|hours?|"
    r"(?:in the|by the|that|same) (?:day|night|morning|afternoon|evening)|wrote|said|stated|told|asked|"
    r"replied|answered|reported|declared|announced|proposed|demanded|explained|noted|added|signed|agreed|"
    r"expressed|believed|wanted|insisted|suggested|warned|informed|recogni[sz]ed|opinion|telegrams?|"
    r"letters?|notes?|reports?|messages?|articles?|resolutions?|paragraphs?|statements?|meeting)\b",
    re.IGNORECASE,
)
_TITLE = re.compile(r"\W*(?:The\b|[^(,]*\b(?:of|at|near|in|on|for|from|to)\b)")
# The head of an entry: "OLTY (Oltu), small town on the Olty-chai".
_KIND = (
    r"(?:town|city|village|hamlet|aul|stanitsa|settlement|station|suburb|quarter|spa|resort|cent(?:re|er)|unit|"
    r"district|county|canton|uezd|uyezd|okrug|sanjak|kaza|vilayet|oblast|rayon|raion|province|governorate|region|"
    r"valley|plain|plateau|steppe|gorge|river|stream|tributary|lake|mountains?|range|peak|pass|port|cape|bay|"
    r"fortress|castle|monastery|church|island|peninsula)\b"
)
_WORDS = r"(?:(?!(?:was|were|is|are|in|on|of|to|from|at|by)\b)[a-z.-]+ ){0,3}"
_HEADWORD = re.compile(r"\W*[A-Z][\w’' -]{1,40}(?:,? now [A-Z][\w’'-]+)?(?: \([^()]*\))?(?:[,:.]| [—–-]) ")
_ENTRY = re.compile(rf"(?:an? )?{_WORDS}{_KIND}", re.IGNORECASE)
# Under a headword of its own: "Former uezd on the Araxes".
_BARE_ENTRY = re.compile(
    rf"\W*(?:[A-Z][a-z.-]* )?{_WORDS}(?i:{_KIND})(?:,? and {_WORDS}{_KIND})? "
    r"(?:of the|in|on|at|near|between|among|under|above|below) (?:[a-z-]+ ){0,6}[A-Z]"
)
# "Highway of 208 km from Vladikavkaz", "River, 1,072 km, rising on the Bingöl".
_MEASURED = re.compile(
    rf"\W*(?i:{_KIND}|(?:high)?(?:road|way)|railway|canal)"
    r"(?:,| of) \d[\d,.]* ?(?:km|kilomet\w+|miles|versts|m)\b"
)
_SUBORDINATE = re.compile(r"\b(?:where|which|who|whose)\b[^,;.]*")
# What "it" did, and what was done while doing so, is part of the event just told.
_OF_IT = re.compile(
    r"\W*(?:It\b|[A-Z][a-z]+ing (?:up|down|out|on|from|over|back|through|along|into|round|forward)\b)"
)
_QUESTION = re.compile(r"\w\?(?:\s\d+\.)?$")
_SIGNED = re.compile(r"\W*(?:Respectfully (?:submitted|yours)|Signed|Yours|I have the honou?r)\b")


def is_past(plain: str) -> bool:
    """Whether a sentence is told in the past and in no other tense."""
    text = _LABEL.sub(" ", plain)
    return bool(_PAST.search(text)) and not _AUXILIARY.search(text)


def past_verbs(words: str) -> list[str]:
    """The verbs in the past among some words, each as far as it says its tense."""
    return _PAST.findall(words)


def speaks_in_past(words: str) -> bool:
    """Whether some words hold a verb in the past."""
    return bool(_PAST.search(words))


def speaks_in_present(words: str) -> bool:
    """Whether some words hold a verb in the present or the future."""
    return bool(_PRESENT.search(words))


def says_what_is(words: str) -> bool:
    """Whether some words, those after a "which" or "where", hold a verb in the present, none in the past."""
    return bool(_PRESENT.search(f" {words}")) and not _PAST.search(_PARTICIPLE.sub(" ", words))


def has_verb(plain: str) -> bool:
    """Whether some words hold a verb that says when: past, present or future."""
    return speaks_in_past(plain) or speaks_in_present(plain)


def opens_with_verb(words: str) -> bool:
    """Whether some words go on with a verb, whose subject stands before them: ", set out at once"."""
    return bool(_OPENING_VERB.match(words))


def goes_on_with_verb(words: str) -> bool:
    """Whether some words go on with a verb in the past or the present: ", was taken", ", remain at Kars"."""
    return opens_with_verb(words) or goes_on_now(words)


def goes_on_now(plain: str, start: int = 0) -> bool:
    """Whether words go on, from an offset, with a verb in the present: ", remain at Kars"."""
    return bool(_GOES_ON_NOW.match(plain, start))


def opens_in_present(plain: str) -> bool:
    """Whether the first verb of a sentence says what is, and a later one what was."""
    text = _META.sub(" ", plain)
    present, past = _PRESENT.search(text), _PAST.search(text)
    return bool(present and past and present.start() < past.start())


def is_timeless(plain: str) -> bool:
    """Whether a sentence speaks in the present or the future alone: it tells of no event of the past.

    >>> is_timeless("Zangezur lies between Karabakh and Nakhchivan."), is_timeless("Kars was taken.")
    (True, False)
    """
    text = _META.sub(" ", plain)
    if entry_head(text):
        return True
    return bool(_PRESENT.search(text)) and not _PAST.search(_PARTICIPLE.sub(" ", text))


def entry_head(plain: str) -> int:
    """Where the head of an entry ends, with what it is: "SEVAN (from 1935), a town"; 0 without one.

    >>> entry_head("SEVAN (from 1935), a town on the lake."), entry_head("Town on the Aras, facing Iran.")
    (25, 13)
    """
    head = _HEADWORD.match(plain)
    # "The siege of Shusha (March 1920), a town" is a title
    match = _ENTRY.match(plain, head.end()) if head and not _TITLE.match(head.group()) else None
    match = match or _BARE_ENTRY.match(plain) or _MEASURED.match(plain)
    return match.end() if match and not has_verb(_PARTICIPLE.sub(" ", _SUBORDINATE.sub(" ", plain))) else 0


def is_editorial(plain: str) -> bool:
    """Whether a sentence is a remark of the author to the reader, or on the author's own days."""
    return bool(_EDITORIAL.search(plain))


def is_question(plain: str) -> bool:
    """Whether a sentence asks: the question mark stands at a word, not where a note's mark was misread."""
    return bool(_QUESTION.search(plain))


def goes_on(plain: str) -> bool:
    """Whether a sentence begins with words that point back: "During this", "Then", "These"."""
    return bool(_GOES_ON.match(plain))


def tells_on(plain: str) -> bool:
    """Whether a sentence tells a further event, and not what was said or written on the day told of."""
    same = goes_on(plain) or _OF_IT.match(plain) or _SAME_TIME.search(plain)
    return is_past(plain) and not same


def is_signature(plain: str) -> bool:
    """Whether a sentence closes a report or a letter: "Respectfully submitted, ..."."""
    return bool(_SIGNED.match(plain))
