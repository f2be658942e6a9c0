"""When a sentence without a date of its own is: the rules, in the order in which they are tried."""

from __future__ import annotations

import re

from mapapp.dates.edtf import parse_edtf
from mapapp.dates.spans import to_edtf
from mapapp.geoparse.acts import is_term
from mapapp.geoparse.carried_spans import in_later_paragraph, in_same_paragraph, is_entry
from mapapp.geoparse.citations import cited_note
from mapapp.geoparse.clause_tenses import looks_back
from mapapp.geoparse.describing import is_definition, is_located, is_site, is_situated, tells_parts
from mapapp.geoparse.lasting import how_long
from mapapp.geoparse.letterheads import dateline_of
from mapapp.geoparse.named_times import from_name
from mapapp.geoparse.periods import whole_months
from mapapp.geoparse.prose import Sentence
from mapapp.geoparse.sections import THIN_DAYS, as_signed, is_of_thing, of_section, over_document
from mapapp.geoparse.story import Story, Thread, events_of, tells_in_present, within_year
from mapapp.geoparse.tenses import (
    goes_on,
    has_verb,
    is_editorial,
    is_past,
    is_question,
    is_timeless,
    opens_in_present,
)
from mapapp.model.mention import When

UNKNOWN = When(None, "none", ())
PARAGRAPHS = 3  # so many paragraphs without a date does a date carry over
STANDING_PARAGRAPHS = 12  # and so many a dateline
_SUBJECT = 8  # characters before a place that a sentence is about: "Old Kars"
_LABEL = 40  # characters below which words without a verb head the sentences after them
_UNIT = re.compile(
    r"\W*(?:\d+\W+)?(?:The )?(?:District|Town|City|Village|Region|County|Province|Uezd|Okrug|Canton|Area|"
    r"Valley|Department|Kaza|Sanjak|Vilayet|Government|Governorate|Republic|Parish|Diocese|Port) "
    r"of (?:the )?[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+)?\."
)
TIMELESS = When(None, "none", ("it tells of no time: a remark, or a state that lasts",))


def carried_when(story: Story, index: int, before: When) -> When:
    """When a sentence is by what stands around it; ``before`` is the answer for the sentence before it."""
    sentence = story.sentences[index]
    if sentence.is_heading and story.key(index) is None:
        if is_of_thing(story, index) and not (index == 0 and story.lifetime):
            return from_name(story, index) or TIMELESS
        above = from_name(story, index) or of_section(story, index) or _from_next(story, index)
        return above if above.span else over_document(story, index) or above
    heading = _heading_date(story, index)
    if heading:
        return from_name(story, index, in_document=True) or _in_document(story, index, before, heading)
    return from_name(story, index) or _in_narrative(story, index, before)


def _in_narrative(story: Story, index: int, before: When) -> When:
    """A sentence of the author's own text: the thread of its dates, an event named again, or what follows."""
    return _whatever_is_told(story, index, before) or _by_thread(story, index)


def _whatever_is_told(story: Story, index: int, before: When) -> When | None:
    """What dates a sentence, or leaves it without days, whatever is told of around it."""
    sentence = story.sentences[index]
    lasting = is_timeless(sentence.plain) and not (
        _is_continued(story, index) or _is_of_act(story, index) or tells_in_present(story, index)
    )
    if not sentence.quoted and (lasting or is_question(sentence.plain) or is_editorial(sentence.plain)):
        return (lasting and as_signed(story, index)) or TIMELESS
    note = cited_note(sentence.plain, sentence.passage.end, story.around.notes)
    if note:
        return When(note.span, "footnote", (f"date in the footnote it cites: {note.words!r}",), note.words)
    is_first = story.threads.get(story.key(index)) is None
    described = is_first and not sentence.is_heading and is_past(sentence.plain)
    if story.lifetime and (described or is_entry(sentence) or tells_parts(sentence.plain)):
        reason = f"what the unit was, while it lasted: {story.lifetime.words!r}"
        return When(story.lifetime.span, "context", (reason,), story.lifetime.words)
    if is_located(sentence.plain):
        return TIMELESS
    if is_of_thing(story, index) and not sentence.quoted:
        return TIMELESS
    return TIMELESS if is_first and _is_opening(story, index, before) else None


def _by_thread(story: Story, index: int) -> When:
    """The date that the story goes on from, an event named again, or what follows."""
    sentence, thread = story.sentences[index], story.threads.get(story.key(index))
    if thread is None or sentence.paragraph - thread.paragraph > PARAGRAPHS:
        found = _from_event(story, index) or _from_next(story, index)
        if found.span or thread:
            return found
        return of_section(story, index) or over_document(story, index) or UNKNOWN
    if lasted := how_long(sentence.plain, thread.span):
        reasons = (thread.reason, f"it says how long: read as {lasted.edtf}")
        return When(lasted, "context", reasons, thread.words)
    if sentence.paragraph == thread.paragraph or is_entry(sentence):
        return in_same_paragraph(sentence, thread)
    return _from_event(story, index) or in_later_paragraph(story, index, thread)


def _is_opening(story: Story, index: int, before: When) -> bool:
    """Whether a sentence before any date describes a place, or goes on so in catchwords."""
    plain, places = story.sentences[index].plain, story.places[index]
    is_subject = is_site(plain) or (bool(places) and places[0][0].start <= _SUBJECT)  # no army that lay there
    return (
        (is_subject and is_situated(plain))
        or opens_in_present(plain)
        or (index == 0 and is_definition(plain))
        or (before is TIMELESS and not has_verb(plain))
        or tells_parts(plain)
    )


def _is_of_act(story: Story, index: int) -> bool:
    """Whether a sentence tells a treaty's terms in the present: "The line leaves the sea at Sarp"."""
    thread = story.threads.get(story.key(index))
    return thread is not None and thread.act and is_term(story.sentences[index].plain)


def _is_continued(story: Story, index: int) -> bool:
    """Whether a sentence goes on with the one before it: by its first words, as an item, or after a colon."""
    sentence = story.sentences[index]
    if index == 0 or (sentence.passage.kind != "item" and story.threads.get(story.key(index)) is None):
        return False  # "This is a book on ...": it goes on with nothing
    after_colon = story.sentences[index - 1].plain.endswith(":")
    return after_colon or sentence.passage.kind == "item" or goes_on(sentence.plain)


def _heading_date(story: Story, index: int) -> When | None:
    """The date of the document, or the dateline, under which a sentence stands."""
    key, here = story.key(index), story.sentences[index].paragraph
    line = story.standing.get(key)
    running = line is not None and line.paragraph == here  # "16th. ..." in one paragraph of a diary
    if key is not None and key in story.around.document_dates and not running:
        return When(story.around.document_dates[key], "heading", ("the date of the document it stands in",))
    line = story.closing.get(index) or line
    if line is None or abs(here - line.paragraph) > STANDING_PARAGRAPHS:
        return None
    return When(line.span, "heading", (f"the dateline of its text: {line.words!r}",), line.words)


def _in_document(story: Story, index: int, before: When, heading: When) -> When:
    """A sentence of a dated document: what the document goes on to tell, else the document's own date."""
    sentence = story.sentences[index]
    thread = story.threads.get(story.key(index))
    if _is_label(sentence.plain):
        following = _from_next(story, index)
        return following if following.span else heading
    if not is_past(sentence.plain) or opens_in_present(sentence.plain):
        return heading
    if before.basis in ("period", "context") and goes_on(sentence.plain):
        reason = "it goes on with what the sentence before it tells"
        return before._replace(basis="context", reasons=(reason,))
    if thread and thread.span != heading.span and _still_told(thread, sentence):
        reason = thread.reason
        return When(thread.span, "context", (reason,), thread.words)
    return heading


def _is_label(plain: str) -> bool:
    """Whether words head the sentences after them: a line that is none, or "District of Kars."."""
    if has_verb(plain) or len(plain) >= _LABEL:
        return False
    return not plain.endswith(".") or bool(_UNIT.fullmatch(plain))


def _still_told(thread: Thread, sentence: Sentence) -> bool:
    """Whether a document still tells of a date: in its paragraph; of a year reported on, for some more."""
    first, last = thread.span.day_min, thread.span.day_max
    long = first is not None and last is not None and last - first > THIN_DAYS
    return sentence.paragraph - thread.paragraph <= (PARAGRAPHS if long else 0)


def _from_event(story: Story, index: int) -> When | None:
    """An event that was dated before and is named again: "the occupation of Kars".

    Where the text comes back to it after its last date, it tells what came of it: an open end.
    """
    named = events_of(story.sentences[index], story.places[index], named=True)
    span = next((story.events[event] for event in named if event in story.events), None)
    if span is None:
        return None
    reason = f"it names an event that the text has dated: {span.edtf}"
    if story.is_after_last_date(index):
        open_end = parse_edtf(to_edtf(span.day_min, None))
        return When(open_end, "context", (reason, "the text ends with what came of it: the end is open"))
    return When(span, "context", (reason,))


def _looks_back(story: Story, index: int) -> bool:
    """Whether a sentence's first date only tells of what had been before: "Her father had come in 1880"."""
    date = story.anchors[index][0].date
    return looks_back(story.sentences[index].plain, date.start, date.end)


def _from_next(story: Story, index: int) -> When:
    """A heading or an opening sentence: the date that follows in its paragraph; over a letter its day."""
    sentence = story.sentences[index]
    later = story.next_dated_sentence(index, sentence.paragraph + sentence.is_heading)
    while later is not None and _looks_back(story, later):
        later = story.next_dated_sentence(later, sentence.paragraph + sentence.is_heading)
    if later is None or not within_year(story.anchors[later][0].date.span):
        return UNKNOWN
    following = story.anchors[later][0].date
    over = not has_verb(sentence.plain) and dateline_of(story.sentences[later], story.anchors[later])
    span = following.span if over else whole_months(following.span)
    return When(span, "context", (f"date in a sentence after it: {following.surface!r}",), following.surface)
