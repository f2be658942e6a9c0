"""What belongs to the page or the site and not to the text: tables of patterns for furniture.

A row of :data:`LINES` makes its line furniture; a row of :data:`SECTIONS` makes furniture of its line and of
the short lines after it, up to the next paragraph of prose.
"""

from __future__ import annotations

import re

LINES: dict[str, re.Pattern[str]] = {
    "address": re.compile(
        r"(?:https?://|www\.)\S+|\w[\w-]*\.(?:com|org|net|az|am|ge|ru|info|tr|edu)(?:/\S*)?", re.IGNORECASE
    ),
    "page number": re.compile(
        r"[-–—\[({|~ ]*(?:[Pp]age |[Pp]g\.? |p\. ?)?\d{1,4}(?: (?:of|/) \d{1,4})?[-–—\])}|~ ]*"
    ),
    "roman page number": re.compile(r"[-–—\[( ]*[ivxl]{2,7}[-–—\]) ]*"),
    "stray number": re.compile(r"\d{1,3}[.)]"),
    "word page": re.compile(
        r"\d{1,4} ?\| ?(?:P ?a ?g ?e|.{0,60})|(?:P a g e|Page) ?\|? ?\d{1,4}",
        re.IGNORECASE,
    ),
    "ago": re.compile(
        r"(?:about )?(?:\d+|an?|one) (?:second|minute|min|hour|day|week|month|year)s? ago", re.IGNORECASE
    ),
    "reading time": re.compile(
        r"\d+ min(?:ute)?s?(?: read)?|\d+ (?:views|comments?|shares|likes)",
        re.IGNORECASE,
    ),
    "share": re.compile(
        r"(?:share|tweet|print|e-?mail|facebook|twitter|telegram|whatsapp|pinterest|linkedin|pdf|vk|[|"
        r"/·,]| )+|"
        r"follow us.{0,40}|subscribe.{0,40}|log in|sign (?:in|up)|skip to (?:main )?content|"
        r"continue reading.{0,60}|"
        r"read more|learn more|advertisement|sponsored|privacy policy|cookie policy|terms of (?:use|service)|"
        r"back to top|toggle navigation|show/hide.{0,30}|\[edit\]",
        re.IGNORECASE,
    ),
    "breadcrumb": re.compile(r"[\w ]{2,25}(?: ?[›»>] ?[\w ,.’'-]{2,60})+(?:\s*[|·•].{0,120})?"),
    "posted": re.compile(
        r"(?:posted|filed|tagged|categori[sz]ed) (?:on|in|by|under)\b.{0,60}|published on .{0,20}\d{4}|"
        r"(?:tags?|categor(?:y|ies)|labels?|topics?):.{0,200}|"
        r"(?:last )?(?:updated|modified)(?: on)?:? .{0,40}",
        re.IGNORECASE,
    ),
    "turning": re.compile(r"[«‹<← ]*(?:previous|next|older|newer)(?: ?[:»›>→] ?|  )\S.{0,90}", re.IGNORECASE),
    "encyclopedia": re.compile(
        r"from wikipedia, the free encyclopedia|jump to (?:navigation|search).*|coordinates: .*",
        re.IGNORECASE,
    ),
    "gutenberg": re.compile(
        r"\*{3} ?(?:START|END) OF .*|.*Project Gutenberg.*(?:License|eBook).*",
        re.IGNORECASE,
    ),
    "scan": re.compile(
        r"(?:digiti[sz]ed|scanned) (?:by|from)\b.{0,60}|generated (?:on|by) .{0,80}|downloaded from .*",
        re.IGNORECASE,
    ),
}
SECTIONS: dict[str, re.Pattern[str]] = {
    "comments": re.compile(
        r"leave (?:a|your) (?:reply|comment)|(?:post|add|write) a comment|\d* ?comments?:?|"
        r"your e-?mail address will not be published.*|be the first to comment.*|no comments(?: yet)?",
        re.IGNORECASE,
    ),
    "more to read": re.compile(
        r"(?:read|see) (?:also|more|next)\b ?:?.{0,90}|(?:recent|related|latest|popular|similar|top|more) "
        r"(?:posts?|articles?|news|stories|entries|content|reading)\b ?:?|you (?:may|might) also (?:like|"
        r"enjoy).*|"
        r"(?:previous|next|older|newer) (?:post|article|entry)s?\b.{0,90}|"
        r"(?:categories|archives|blogroll|navigation menu|most read|trending|newsletter|see also):?",
        re.IGNORECASE,
    ),
}
# Words of menus: furniture at the head of a text or beside other furniture, a heading elsewhere.
_MENU_WORD = (
    r"(?:home(?: ?page)?|main(?: page)?|menu|search|news|history|politics|culture|society|opinion|articles?|"
    r"interviews?|contacts?(?: us)?|about(?: us)?|archives?|publications|register|next|previous|top|back|"
    r"edit|en|ru|az|hy|ka|english|русский|tags|blog|maps?|photos?|gallery|library|links|forum)"
)
MENU = re.compile(rf"{_MENU_WORD}(?: ?[|·•/] ?{_MENU_WORD})*", re.IGNORECASE)
# An item of a list of further articles, right under the list's heading.
POST = re.compile(r"[-–—•·*»›>] ?\S.{0,100}")
# Marks made in the middle of a line by whoever put a book on the net.
INLINE: dict[str, re.Pattern[str]] = {
    "page mark": re.compile(r"\[(?:[Pp]g?\.?|[Pp]age) ?[\divxlc]+\]|\{\d{1,4}\}"),
    "edit link": re.compile(r"\[edit\]"),
}
# A printed head beside its page number: "122 THE STRUGGLE FOR TRANSCAUCASIA", "THE OCCUPATION OF BATUM 123".
NUMBERED_HEAD = re.compile(r"\d{1,3}\s+(?=.*[A-Z]{3})[^a-z\d]{4,60}|(?=.*[A-Z]{3})[^a-z\d]{4,60}\s+\d{1,3}")
# A title set apart from the page's number by blanks: "The British in Transcaucasia          167". One such
# line is a running head, several are a table.
SPACED_HEAD = re.compile(r"\d{1,4}\s{3,}[A-Z]\S.{2,60}|[A-Z]\S.{2,60}?[^\s.,;:]\s{3,}\d{1,4}")
# The same in any letters: furniture only where it comes again with another number.
PAGED = re.compile(r"\d{1,3}\s+\D{4,60}|\D{4,60}\s+\d{1,3}")
# Lines that come again with other numbers and yet are text: days, articles, documents.
_COUNTED = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|article|clause|chapter|part|section|document|doc|"
    r"no|annex|appendix|volume|table|page)[a-z]*\b",
    re.IGNORECASE,
)
# A line that is a year alone heads a section and is no page number.
YEAR = re.compile(r"1[789]\d\d|20[0-2]\d")


def bare(line: str) -> str:
    """A heading's text without the links and colons that sites put to it.

    >>> bare("References[edit]")
    'References'
    """
    return re.sub(r"(?:\[edit\]|[:. ])+$", "", line)


def head_key(line: str) -> str:
    """A running head's letters, by which it is known again; empty for what is counted and no head.

    >>> head_key("122 The Struggle for Power"), head_key("Monday, June 3")
    ('the struggle for power', '')
    """
    return "" if _COUNTED.search(line) else re.sub(r"[\d\W]+", " ", line).strip().casefold()


def furniture_line(line: str) -> str | None:
    """The name of the row of :data:`LINES` that the whole line fits, or None."""
    if YEAR.fullmatch(line):
        return None
    return next((name for name, row in LINES.items() if row.fullmatch(line)), None)


def opens_section(line: str) -> str | None:
    """The name of the row of :data:`SECTIONS` that the whole line fits, or None."""
    return next((name for name, row in SECTIONS.items() if row.fullmatch(line)), None)
