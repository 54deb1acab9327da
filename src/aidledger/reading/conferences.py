"""The conference at which those who give a text's sums meet.

In: a text with its marks. Out: the givers as one party, named by the conference ("Paris
conference"), or None where the text names none. Words are data: `languages/*/roles.yml`.
"""

from __future__ import annotations

from aidledger.catalogue import Actor
from aidledger.model.parties import Named
from aidledger.reading.clauses import words_after, words_before
from aidledger.reading.frames import is_held, role_words
from aidledger.reading.gazetteer import gazetteer_of
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence, Word
from aidledger.reading.sentences import split_words
from aidledger.reading.text import ReadText

_BEFORE = 6
_REACH = 16  # words around the noun in which the place or subject of a conference is named
_MOST_SENTENCES = 40
_AGENT = ("by", "par")  # who calls, chairs or shuns a conference is not where it is held
_HELD_IN = ("à", "a", "in", "at")
_AT_HEAD = 8  # sentences in which a text that tells of a conference names it


def conference_of(text: ReadText) -> Named | None:
    """Those who take part in the first conference that the text names with place or subject.

    >>> # "La conférence de Paris pour le Soudan" -> Named("Paris conference", "DONORS", ...)
    """
    held: str | None = None
    for sentence in text.sentences[:_MOST_SENTENCES]:
        nouns = role_words(sentence.language).conferences
        for place, word in enumerate(sentence.words):
            if word.lower in nouns or _is_gathering(sentence, place):
                if held is None and sentence.index < _AT_HEAD:
                    held = _called(sentence, word)
                name = _named(text, sentence, word)
                if name is not None:
                    return Named(f"{name} {_called(sentence, word)}", "DONORS", word.text)
    city = _city_of_dateline(text) if held is not None else None
    return Named(f"{city} {held}", "DONORS", city) if city is not None else None


def meeting_in(text: ReadText, sentence: Sentence) -> Named | None:
    """ "A Paris, quinze pays promettaient": those who meet where the sentence says; None elsewhere.

    The heading of the section may say it: "A Paris, même urgence".
    """
    before = text.sentences[: sentence.index]
    heading = next((s for s in reversed(before) if s.heading), None)
    for other in (sentence, *([heading] if heading is not None else [])):
        for mention in other.mentions:
            if mention.form is MentionForm.CAPITAL and is_held(other, mention, _HELD_IN):
                name = _english(text, mention)
                return Named(f"{name} conference", "DONORS", name) if name else None
    return None


def _called(sentence: Sentence, noun: Word) -> str:
    names: dict[str, str] = load_words(sentence.language, "roles")["conference_names"]
    return names.get(noun.lower, "conference")


def _city_of_dateline(text: ReadText) -> str | None:
    """ "BRUSSELS, March 18 - Donors ...": a conference without a place is held where it is told."""
    for sentence in text.sentences[:_AT_HEAD]:
        if sentence.heading or sentence.start == sentence.block.start:
            continue
        head = text.shadow.text[sentence.block.start : sentence.start]
        words = split_words(head, 0, len(head))
        found = gazetteer_of(text.catalogue, sentence.language).at(words, 0) if words else None
        if found is not None and found.form is MentionForm.CAPITAL:
            return _capital_name(found.actor)
        return _city(sentence.language, words[:1])
    return None


def _is_gathering(sentence: Sentence, place: int) -> bool:
    """ "réunis à Paris", "gathered in Brussels"."""
    words = sentence.words
    gathering = load_words(sentence.language, "roles")["gathering"]
    at = {"à", "in", "at"}
    return words[place].lower in gathering and any(
        word.lower in at for word in words[place + 1 : place + 4]
    )


def _named(text: ReadText, sentence: Sentence, noun: Word) -> str | None:
    after = words_after(sentence, noun.end, _REACH)
    before = words_before(sentence, noun.start, _BEFORE)
    low = before[0].start if before else noun.start
    high = after[-1].end if after else noun.end
    near = [
        m
        for m in sentence.mentions
        if low <= m.start and m.end <= high and not is_held(sentence, m, _AGENT)
    ]
    places = [m for m in near if m.form is MentionForm.CAPITAL]
    seats = [m for m in near if m.form is MentionForm.METONYM or _has_side(text, m)]
    funds = [m for m in near if m.kind is MentionKind.INSTITUTION and m not in seats]
    for mention in (*places, *funds):
        return _english(text, mention)
    for mention in seats:
        return _capital(text, mention)
    return _city(sentence.language, after)


def _has_side(text: ReadText, mention: Mention) -> bool:
    actor = text.catalogue.actor(mention.who.id) if mention.who and mention.who.id else None
    return actor is not None and actor.side is not None


def _capital(text: ReadText, mention: Mention) -> str | None:
    """ "A l'Elysée, la conférence ...": the seat of a government stands in its capital."""
    actor = text.catalogue.actor(mention.who.id) if mention.who and mention.who.id else None
    side = text.catalogue.actor(actor.side) if actor is not None and actor.side else actor
    return _capital_name(side) if side is not None else None


def _capital_name(state: Actor) -> str | None:
    for naming in state.namings:
        if naming.form == "capital" and naming.language == "en":
            return naming.text
    return None


def _english(text: ReadText, mention: Mention) -> str | None:
    if mention.who is None:
        return None
    actor = text.catalogue.actor(mention.who.id) if mention.who.id else None
    if mention.form is MentionForm.CAPITAL and actor is not None:
        for naming in actor.namings:
            if naming.form == "capital" and naming.language == "en":
                return naming.text
    return mention.who.name


def _city(language: str, after: tuple[Word, ...]) -> str | None:
    """A city that is no capital, behind "à", "de" or "in"."""
    cities = load_words(language, "roles")["cities"]
    for word in after:
        if word.lower in cities:
            return str(cities[word.lower])
    return None
