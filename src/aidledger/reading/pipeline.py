"""Read a document: the stages, in order.

In: a `Document` and the catalogue. Out: a `Reading`: claims in order of place, issues
beside them. Pure: no file, no clock, no network; the publication date is the document's.
"""

from __future__ import annotations

from dataclasses import replace

from aidledger.catalogue import Catalogue
from aidledger.model.claims import Claim
from aidledger.model.evidence import Document
from aidledger.model.issues import Issue, Severity
from aidledger.reading.appositions import find_roles
from aidledger.reading.attribution import attribute_amounts
from aidledger.reading.cast import introduce
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.coreference import resolve_pronouns
from aidledger.reading.dates import find_dates
from aidledger.reading.deadlines import read_deadlines
from aidledger.reading.delegations import settle_authorities
from aidledger.reading.denials import mark_disputed, read_denials
from aidledger.reading.donors import settle_roles
from aidledger.reading.elisions import settle_currencies
from aidledger.reading.handovers import read_handovers
from aidledger.reading.items import read_items
from aidledger.reading.language import detect_language
from aidledger.reading.layout import cut_blocks
from aidledger.reading.lexicons import LANGUAGES
from aidledger.reading.links import link_amounts
from aidledger.reading.marks import DateMark, Sentence
from aidledger.reading.meetings import read_meetings
from aidledger.reading.mentions import find_mentions
from aidledger.reading.money import read_amounts, settle_envelopes
from aidledger.reading.promises import read_promises
from aidledger.reading.quantities import find_quantities
from aidledger.reading.quotations import find_quotations
from aidledger.reading.restrictions import read_restrictions
from aidledger.reading.sentences import cut_sentences
from aidledger.reading.shares import read_shares
from aidledger.reading.speech import read_statements, settle_speech
from aidledger.reading.tenures import read_tenures
from aidledger.reading.text import Reading, ReadText
from aidledger.reading.typography import Shadow, normalise
from aidledger.reading.verbs import find_verbs
from aidledger.reading.weekdays import weekday_issues


def read_document(document: Document, catalogue: Catalogue) -> Reading:
    """Everything that a document says, as claims tied to its words.

    A document in a language that is not read yields no claim and the issue
    `LANGUAGE_NOT_READ`; one without a publication date yields `NO_PUBLICATION_DATE`
    when it holds relative dates, which then stay unresolved.
    """
    shadow = normalise(document.text)
    language = document.language or detect_language(shadow.text)
    if language not in LANGUAGES:
        return Reading(replace_language(document, language), (), (_not_read(language),))
    document = replace_language(document, language)
    text = mark_text(document, shadow, catalogue)
    claims, issues = _claims_of(text)
    return Reading(
        document, _in_order(claims), (*_date_issues(text), *weekday_issues(text), *issues)
    )


def replace_language(document: Document, language: str | None) -> Document:
    """The same document, with the language found."""
    return document if document.language == language else replace(document, language=language)


def mark_text(document: Document, shadow: Shadow, catalogue: Catalogue) -> ReadText:
    """The early stages: blocks, sentences, and every mark on them."""
    assert document.language is not None
    blocks = cut_blocks(shadow.text, document.language)
    quotations = find_quotations(shadow.text, blocks)
    sentences = cut_sentences(shadow.text, blocks, quotations, document.language)
    sentences = tuple(_with_words_marked(sentence, document) for sentence in sentences)
    sentences = settle_currencies(sentences)
    cast = introduce(sentences, catalogue, document)
    sentences = tuple(
        replace(sentence, mentions=find_mentions(sentence, cast)) for sentence in sentences
    )
    return ReadText(
        document=document,
        shadow=shadow,
        language=document.language,
        published=document.published,
        blocks=blocks,
        quotations=quotations,
        sentences=resolve_pronouns(sentences, cast),
        catalogue=catalogue,
        cast=cast,
    )


def _with_words_marked(sentence: Sentence, document: Document) -> Sentence:
    # The tense of its verb tells on which side of publication a date lies. Most sentences
    # hold neither dates nor figures nor roles, and a copy for nothing costs as much as looking.
    sentence = replace(sentence, verbs=find_verbs(sentence))
    if dates := find_dates(sentence, document.published):
        sentence = replace(sentence, dates=dates)
    quantities = find_quantities(sentence)
    roles = find_roles(sentence.words, sentence.language)
    if quantities or roles:
        sentence = replace(sentence, quantities=quantities, roles=roles)
    return sentence


def _claims_of(text: ReadText) -> tuple[tuple[Claim, ...], tuple[Issue, ...]]:
    maker = ClaimMaker(text.document, text.shadow)
    figures, issues = read_amounts(text, maker)
    figures = settle_authorities(text, settle_envelopes(text, settle_roles(text, figures)))
    figures = link_amounts(figures)
    amounts = tuple(figure.claim for figure in figures)
    items = read_items(text, maker)
    meetings = read_meetings(text, maker)
    sayings = settle_speech(text)
    statements = read_statements(maker, sayings)
    amounts = attribute_amounts(amounts, statements)
    shares = read_shares(text, maker, figures)
    denials = read_denials(text, maker, sayings, (*amounts, *meetings, *statements))
    meetings = mark_disputed(meetings, denials)
    deadlines = read_deadlines(text, maker)
    promises = read_promises(text, maker, (*amounts, *statements, *deadlines))
    return (
        (
            *amounts,
            *shares,
            *items,
            *statements,
            *denials,
            *meetings,
            *read_tenures(text, maker),
            *read_restrictions(text, maker),
            *read_handovers(text, maker),
            *deadlines,
            *promises,
        ),
        issues,
    )


def _in_order(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end, claim.kind, claim.id)))


def _not_read(language: str | None) -> Issue:
    if language is None:
        return Issue("LANGUAGE_UNKNOWN", Severity.ERROR)
    return Issue("LANGUAGE_NOT_READ", Severity.ERROR, details={"language": language})


def _date_issues(text: ReadText) -> tuple[Issue, ...]:
    if text.published is not None:
        return ()
    open_dates = [date for sentence in text.sentences for date in sentence.dates if _open(date)]
    if not open_dates:
        return ()
    first = open_dates[0]
    span = text.shadow.to_document(first.start, first.end)
    return (
        Issue(
            "NO_PUBLICATION_DATE",
            Severity.WARNING,
            span.start,
            span.end,
            {"count": str(len(open_dates))},
        ),
    )


def _open(date: DateMark) -> bool:
    return date.first is None
