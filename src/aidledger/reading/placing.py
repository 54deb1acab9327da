"""Find words that a person quotes in a document, and the sentence around a place.

In: a document and words as a person typed them. Out: spans of the document's own text.
Typography does not matter (a plain space finds a no-break space, a straight apostrophe a
curly one); the words of the document are what is kept.
"""

from __future__ import annotations

from aidledger.model.evidence import Document, Span
from aidledger.reading.language import detect_language
from aidledger.reading.layout import cut_blocks
from aidledger.reading.quotations import find_quotations
from aidledger.reading.sentences import cut_sentences
from aidledger.reading.typography import normalise

# The language whose sentence marks serve for texts in a language that is not read.
_ANY_LANGUAGE = "en"


def places_of(document: Document, words: str) -> tuple[Span, ...]:
    """Every place where the words stand, in order; places may overlap.

    >>> places_of(Document(text="l’aide, l’aide"), "l'aide")
    (Span(start=0, end=6), Span(start=8, end=14))
    """
    shadow, wanted = normalise(document.text), normalise(words).text.strip()
    found: list[Span] = []
    place = shadow.text.find(wanted) if wanted else -1
    while place >= 0:
        found.append(shadow.to_document(place, place + len(wanted)))
        place = shadow.text.find(wanted, place + 1)
    return tuple(found)


def sentence_around(document: Document, span: Span) -> Span:
    """The sentence that holds a place; the line that holds it where no sentence is read there.

    >>> text = "France pays. Norway pays more."
    >>> sentence_around(Document(text=text, language="en"), Span(13, 19))
    Span(start=13, end=30)
    """
    shadow = normalise(document.text)
    language = document.language or detect_language(shadow.text) or _ANY_LANGUAGE
    blocks = cut_blocks(shadow.text, language)
    for sentence in cut_sentences(
        shadow.text, blocks, find_quotations(shadow.text, blocks), language
    ):
        whole = shadow.to_document(sentence.start, sentence.end)
        if whole.start <= span.start and span.end <= whole.end:
            return whole
    start = document.text.rfind("\n", 0, span.start) + 1
    end = document.text.find("\n", span.end)
    return Span(start, len(document.text) if end < 0 else end)
