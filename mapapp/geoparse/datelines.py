"""Datelines: the place and day that a letter, telegram or report states of itself; headings of documents."""

from __future__ import annotations

import re

from mapapp.geoparse.line_dates import (
    CAMP,
    ENTRY_DATE,
    ENTRY_TEXT,
    FULL_DATE,
    LABEL_END,
    MONTH,
    NTH,
    SHORT_DATE,
    YEAR,
)

_NAME = (
    r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)(?:[A-Z][\w’'.-]+|[A-Z]{3,})"
    r"(?: (?:[A-Z][\w’'.-]+|[A-Z]{2,}|de|on|am|sur)){0,3}(?: ?\([^()]{2,30}\))?"
)
_PLACE = rf"(?:\(?(?:{_NAME}|(?:The )?[Ss]ame (?:place|address))\)?(?:[,.:] ?| ?[—–|] ?| - |(?<=\)) ))"
# "Shusha        23 March 1920": a town and a gap.
_TOWN = (
    rf"(?:(?<![\[(])(?!{MONTH}\b|\w+ed\b|(?:Since|Until|Till|After|Before|From|By|On|In|The|Dated?|Mon|Tue|Wed|Thu|Fri|Sat|Sun))"
    r"[A-Z][\w’'-]+\s+)"
)
_NUMBER = r"(?:(?:(?:No|Nr|№)\.? ?[\w/-]+[,.]?|\(?\d{1,3}[.)]) )?"
_DATED = (
    r"(?:(?i:\(?(?:Dated|Date:|Sent|Despatched|Dispatched|Written|Done|Signed|Given|Drawn up|Compiled|"
    r"Corrected)(?: (?:at|from|in|on|to))?):? )?"
)
_MARKS = (
    r"(?i:top secret|secret|confidential|very (?:urgent|secret|confidential)|urgent|strictly.{0,20}|"
    r"immediate|copy|"
    r"telegra(?:m|phic)|received.{0,40}|"
    r"(?:at )?[\d.: ]+[ap]\.? ?m\.?|\d+ ?(?:hours|hrs?|h|o.clock)\.?(?: ?\d\d)?|"
    r"night|evening|morning|noon|delayed|midnight|no\. ?\d[\w/-]*|(?:via|by) [\w-]+)"
)

_CLOCK = r"\d[\d.: ]*(?:[ap]\.? ?m|hours|hrs?|h|o['’]clock)"
_HOUR = rf"(?:, ?{_CLOCK}(?:\.? ?\d\d(?: ?min)?)?)?"

# "No. 41. Consul, Trebizond, to High Commissioner. 3 February 1921": a number, names, and the day.
_COUNTED = (
    r"(?:No|Nr|№|(?i:sitting|session|meeting|minutes|protocol|telegram|letter|despatch|dispatch|circular|report|order|decree|"
    r"bulletin|communiqu[eé]|proclamation|resolution|summary))"
    r"\.?(?: No\.?)? ?\d[\w/-]*[.,:]?"
)
# Names between them, and a stamp in brackets, which is not the day: "(Received March 2.)".
_NAMES = (
    r"(?: \((?i:received|registered)[^()]{0,40}\)\.?|"
    r" (?!\(?(?i:received|registered)\b)"
    r"\(?(?:[A-Z\d][\w.’'/-]*|to|of|the|and|for|at|in|from|by|same|on|same\.)[,:;)]*){0,16}?"
)
NUMBERED = re.compile(_COUNTED)

_AT = r"(?:, [A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)?)?"  # "General Davie, Erivan, to General Thomson, Tiflis."
# "The Acting Consul at Tiflis", "Comrade Ordzhonikidze": capitals, and small words between them.
_TITLES = r"[A-Z][\w.’-]*(?: (?:(?:at|in|of|for|the|and) ){0,2}[A-Z][\w.’-]*){0,6}"
_KIND = (
    r"(?:letter|telegram|cable|cablegram|radiogram|wireless(?: message)?|note|report|memorandum|memo|"
    r"resolution|decision|decree|order|directive|appeal|address|declaration|statement|minutes|protocol|"
    r"transcript|record|speech|message|despatch|dispatch|proclamation|instructions?|responses?|reply|"
    r"answer|assessment|circular|ultimatum|petition|protest|mandate|communiqu[eé]|summary|conversation|"
    r"diary|journal|manifesto|act|testimony|certificate|information|bulletin|excerpts?|extracts?|"
    r"depositions?|affidavit|evidence|(?:war|field) diary|order of the day|"
    r"shorthand notes?|stenogram|verbatim record|draft|project|theses)"
)
# At the head of a block: the day is group 1.
OPENING: dict[str, re.Pattern[str]] = {
    "alone": re.compile(
        rf"[\[(]?{_DATED}{_NUMBER}(?:{_TOWN}|(?:{_PLACE}){{0,2}}){_NUMBER}(?:the |d\. ?)?({FULL_DATE})"
        rf"\.?[\])]?[.,:;]?(?:[\s,.(\[—–-]*{_MARKS}[\s.,)\]]*){{0,3}}$"
    ),
    "alone, place and day": re.compile(
        rf"(?:{_PLACE}){{1,2}}({SHORT_DATE})(?: ?[(\[]{_MARKS}[)\]])?[.,:;]?$"
    ),
    "day and place": re.compile(rf"({FULL_DATE})(?:[.,] ?| ?[—–|] ?){_NAME}\.?$"),
    "place and season": re.compile(
        rf"(?:{_PLACE}){{1,2}}((?i:spring|summer|autumn|fall|winter),? {YEAR})\.?$"
    ),
    "place, day and kind": re.compile(
        rf"(?:{_PLACE}){{1,2}}({FULL_DATE})\. (?i:{_KIND})\b[^.\n]{{0,80}}\.?$"
    ),
    "place and day, then the text": re.compile(
        rf"{_NUMBER}(?:{_PLACE}){{1,2}}({FULL_DATE}){_HOUR}(?:[.:] |\.? (?=[“\"‘«\[…]))(?=[“\"‘«\[A-Z…])"
    ),
    "place and short day, then the text": re.compile(
        rf"{_NUMBER}(?:{_PLACE}){{1,2}}({FULL_DATE}|{SHORT_DATE})(?: ?\([^()]{{2,60}}\))?"
        r"[.:] ?(?=[“\"‘«\[A-Z…])"
    ),
    "number, names and day": re.compile(
        rf"{_COUNTED}{_NAMES} [\[(]?({FULL_DATE}|{SHORT_DATE}(?=[.:]))(?:[\])]?[.,:;]|$)"
    ),
    "kind, names and day": re.compile(
        r"(?:[\[(]?\d{1,3}[.)\]]* )?(?i:telegram|cablegram|cable|wireless|letter|note|despatch|dispatch)\b"
        rf"(?: (?:No|Nr)\.? ?\d+)?\.(?: [A-Z][^.\n]{{1,60}}\.){{0,3}} (?:{_PLACE})?({FULL_DATE})[.,]"
    ),
    "postscript": re.compile(
        r"(?:\d(?:st|nd|rd|th) )?P\. ?S\.(?: ?(?:II|2|No\. \d))?[,:]? ?(?:\()?"
        rf"(?:{_PLACE})?({FULL_DATE}|{SHORT_DATE})\)?(?:[.:] ?|[.:]? ?[—–-]{{1,2}} ?|$)"
    ),
    "dated at its end": re.compile(
        rf".{{0,120}}\b[Dd]ated (?:at |from )?(?:{_PLACE})?(?:the )?({FULL_DATE})[.)\]]*$"
    ),
    "sender, addressee and day": re.compile(
        rf"(?!From\b){_TITLES}{_AT},? to (?:the )?{_TITLES}{_AT}[.,:] (?:{_PLACE}){{0,2}}(?:the )?"
        rf"({FULL_DATE})[.:]?"
        r"(?: [A-Z][a-z]+(?: [a-z]+){0,3}\.){0,2}$"  # "Urgent. By hand."
    ),
    "week of a summary": re.compile(
        rf".{{0,160}}\b(?i:week|fortnight|months?|period|quarter|year) (?:ending|ended)(?: on)? (?:the )?"
        rf"({FULL_DATE})\.?$"
    ),
    "read or given": re.compile(
        r"\(?(?:(?:A |An |The )?(?:[Pp]aper|[Ll]ecture|[Aa]ddress|[Tt]alk|[Ss]peech|[Ss]ermon|[Rr]eport) )?"
        r"(?i:read|delivered|given|presented|preached|broadcast|submitted|communicated)\b[^.:;]{0,100}?[ ,]"
        rf"(?:the )?({FULL_DATE})[.)\]]*$"
    ),
    "sitting and day": re.compile(
        r"(?:[A-Z][\w’'-]*(?: [\w’'-]+){0,4}\. )?(?:[A-Z][\w’'-]+ )?"
        r"(?:sitting|session|meeting),? (?:of |on )?"
        rf"({FULL_DATE})(?:,? (?:morning|afternoon|evening))?\.?$"
    ),
    "head of a newspaper": re.compile(
        r"(?:From )?(?:[Tt]he )?[“\"]?(?:[A-Z][\w’'-]*[,.]? (?:of |the )?){0,4}"
        r"(?:Times|Gazette|News|Herald|Post|Tribune|Messenger|Journal|Telegraph|Mail|Courier|Standard|Chronicle|"
        rf"Bulletin|Press|Word|Worker|Pravda|I[sz]vest[iy]+a)[”\"]?[,.]? (?:{_PLACE})*({FULL_DATE})\.?$"
    ),
    "number or page of a newspaper": re.compile(
        r"(?=.*?(?:\bNo\.? ?\d|, pp?\. ?\d|[”\"»]))(?:From )?"
        r"[“\"«]?[A-Z][\w’'-]*(?: [\w’'-]+){0,3}[”\"»]?[,.] "
        rf"(?:{_PLACE})*(?:No\.? ?\d+[,.]? )?({FULL_DATE})(?:, pp?\. ?\d[\d–-]*)?\.?$"
    ),
    "day of a diary": re.compile(rf"({ENTRY_DATE}){CAMP}{LABEL_END}(?!{MONTH}\b)(?:{ENTRY_TEXT}|$)"),
    "day under a month": re.compile(rf"({NTH})[.:] (?=[A-Z“\"])"),
    "before the text": re.compile(
        rf"{_DATED}{_NUMBER}(?:{_PLACE}){{0,2}}{_NUMBER}({FULL_DATE})[.:]?[ \n](?:[—–-] ?)?(?=[“\"‘«\[A-Z…])"
    ),
    "in brackets": re.compile(
        r"[\[(](?:[^()\[\]\n]{0,80}[;,. ])?"
        r"(?i:sent|despatched|dispatched|dated|written|drawn up|submitted|signed)\b"
        rf"(?: (?:at|from|in|on|to|by)\b)?(?: [A-Z][\w.’-]+,?(?: on)?)? ({FULL_DATE})(?!\w)"
    ),
    "of a newspaper": re.compile(
        rf"(?:{_PLACE}){{1,2}}({FULL_DATE}|"
        rf"{SHORT_DATE}){_HOUR}\.? ?(?:\([^()]{{2,60}}\))?[.,]? ?[—–-]{{1,2}} ?(?=[“\"A-Z])"
    ),
}
# At the end of a heading, or of the last words beside a signature.
CLOSING = re.compile(
    rf"(?:^|[\s,.(])({FULL_DATE})[)\].]?(?:\s(?:[A-Z][\w.’-]*\s?){{1,4}}|"
    rf",? (?:at )?{_CLOCK}\.?)?$"
)
ANY_DATE = re.compile(rf"(?<!\w)({FULL_DATE})(?!\w)")

# What an office wrote on a paper that reached it, and what it put beside a signature.
STAMP = re.compile(r"(?i)[(\[]?(?:received|registered|published|no\. ?\d|№)|[\[(][\w/ .-]{3,30}[\])]$")
SEAL = re.compile(r"\s*\((?:[Ss]eal|[Ss]igned|L\. ?S\.)\)\.?\s*$")
# "TO: The High Commissioner": the lines over the day of a memorandum.
LABELLED = re.compile(r"(?i)(?:to|from|subject|re|date|for|copy|via|ref(?:erence)?)\s?:")
_TITLE_END = re.compile(r"(?:\b[A-Z0-9][\w.’'-]*|[)”\"’])[.:]?$")

_OFFICE = re.compile(rf"{_TITLES}(?:, {_TITLES}){{0,2}}")
HEADING: dict[str, re.Pattern[str]] = {
    "sender and addressee": re.compile(
        rf"(?!From\b){_TITLES}(?: \([A-Z][\w ]+\))? to (?:the )?{_TITLES}(?: ?\([^()]+\))?"
        rf"(?:, {_TITLES})?\.?(?: Cop(?:y|ies) .{{0,120}})?$"
    ),
    "kind and sender": re.compile(
        rf"(?:[“\"]?(?:The |A |An |Secret |Coded |Urgent |Open |Joint |Official |Confidential |"
        rf"Private |Situation |Intelligence |Daily |Weekly |Monthly ){{0,2}}{_KIND})"
        r"(?: (?:No\.? ?\d+))?,? (?:from|of|by|to|sent|addressed|between|on|with|for|regarding|"
        r"concerning|about|as of)\b",
        re.IGNORECASE,
    ),
    "kind and unit": re.compile(rf"(?i:{_KIND}), (?:the )?(?:[A-Z]|\d+(?:st|nd|rd|th)\b)"),
    "agreement": re.compile(
        r"(?:The )?(?:agreement|treaty|convention|protocol|accord|armistice)"
        r"(?: (?:between|respecting|concluded|relating|concerning|signed|done)\b|\W*$)",
        re.IGNORECASE,
    ),
    "from a record": re.compile(
        rf"(?:From|Extracts? from|Excerpts? from) (?:the |a |an )?(?:[\w’-]+ ){{0,3}}{_KIND}\b", re.IGNORECASE
    ),
    "number and sender": re.compile(
        r"(?:(?:Doc(?:ument)?|No)\.? ?(?:No\.? ?)?\d{1,4}[.:]? ?)(?:\S+ ){1,12}(?:to|from) (?:the )?[A-Z]"
    ),
    "number alone": re.compile(
        r"(?:Document|Doc\.|Annex|Appendix|Enclosure)(?: (?:in )?No\.?)? ?(?:\d{1,4}|[IVX]+)\.?(?:\s|$)",
        re.IGNORECASE,
    ),
}


_HEADING_NUMBER = re.compile(r"(?:\(?\d{1,3}[.)]\s+)?")

# How a letter or an address opens that has no heading.
SALUTATION = re.compile(
    r"(?:My )?(?:[Dd]ear|Sirs?,|Your (?:Excellency|Majesty|Highness)|Excellency|Gentlemen|"
    r"Comrades?[,!]|To (?:the|His|Her|"
    r"Mr|Mrs|Miss|Sir|Lord|Lady|Dr|Comrade|V\.|General|Colonel|Major|Captain)\b|"
    rf"{_KIND}\W*$|{_KIND} (?:of|on|from|by|to|addressed|presented))",
    re.IGNORECASE,
)

# At the head of a whole text, before its first sentence: "Cable from Tabriz, August 20, 1918: The roads ..."
LEAD = re.compile(
    r"[\[(]?(?!(?:On|In|By|At|Since|After|Before|Until|Till|During)\b"
    r"(?! (?:camp|sea|a letter|wireless|cable)\b))"
    rf"(?P<words>[^\n]{{0,80}}?)(?<![\w])(?P<day>{FULL_DATE})"
    r"(?:,? (?:midnight|noon|midday|night|evening|morning|in camp))?"
    r"(?:[\])]\.?|\.|, [^.;\n]{2,60} (?:presiding|in the chair)\.|"
    r"(?:, [^.:;\n]{2,40} (?:says|writes|reports|states|said|wrote|reported))?:|\.? ?[—–]+) ?"
    r"(?=[A-Z“\"])"
)
# How a letter begins, whatever stands over it: "SIR:", "Dear Mother,", "My dear Lord Curzon,".
GREETING = re.compile(
    r"(?:My )?(?:(?:Most )?(?:Dear(?:est)?|Respected|Esteemed|Honou?red|Beloved)|Sirs?|Madam|Gentlemen|"
    r"Comrades?|(?:Your )?(?:Excellency|Highness|Lordship|Grace))\b"
    r"[^.;:!?\n]{0,40}?[,:!—]",
    re.IGNORECASE,
)


def is_office(line: str) -> bool:
    """Whether a line names an office and its town, as the head of its paper does."""
    return bool(_OFFICE.fullmatch(line))


def ends_as_title(line: str) -> bool:
    """Whether a line ends as a title does, in a name or a number, and not in the midst of a sentence."""
    return bool(_TITLE_END.search(line))


def is_document_heading(text: str) -> bool:
    """Whether ``text`` names a document as its heading does: its kind, sender, addressee; "2. Letter to"."""
    start = _HEADING_NUMBER.match(text).end()  # type: ignore[union-attr]
    return any(row.match(text, start) for row in HEADING.values())
