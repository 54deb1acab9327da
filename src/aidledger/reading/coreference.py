"""Say whom a pronoun or a bare title means.

In: sentences with mentions. Out: the same, with `who` set where one person of fitting gender
stands nearest before: in the same sentence a subject first, then the sentence before, then
the one before that. A bare title ("le ministre") means the last person with that title.
What no rule settles stays open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from aidledger.model.parties import Named
from aidledger.reading.cast import Cast
from aidledger.reading.clauses import preposition_of
from aidledger.reading.lexicons import small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, Sentence
from aidledger.reading.sentences import split_words
from aidledger.reading.titles import title_words
from aidledger.reading.typography import normalise

_WORDS_OF_IS_HELD = small_words("coreference", "is_held")

# Functions by which a text calls one person without a name: "le chef de l'Etat".
_SINGLE = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defence_minister"})
_REACH = 6  # sentences back in which an antecedent may stand


def resolve_pronouns(sentences: Sequence[Sentence], cast: Cast) -> tuple[Sentence, ...]:
    """Sentences whose pronouns and bare titles are resolved as far as the text allows."""
    resolved: list[Sentence] = []
    titles: dict[str, Mention] = {}
    for sentence in sentences:
        mentions: list[Mention] = []
        for mention in sentence.mentions:
            if mention.kind is MentionKind.PRONOUN:
                mention = _resolved(mention, sentence, mentions, resolved)
            elif mention.role is not None and _is_counterpart(mention, sentence.language):
                mention = _counterpart(mention, sentence, mentions, resolved, cast)
            elif mention.form is MentionForm.TITLE and mention.who is None:
                mention = _by_title(mention, sentence, titles)
            if mention.kind is MentionKind.PERSON and mention.who is not None and mention.role:
                titles[_head(mention.role, sentence.language)] = mention
            if mention.kind is MentionKind.PERSON and mention.who is not None:
                function = cast.function_of(mention)
                if function in _SINGLE:
                    titles[function] = mention
            mentions.append(mention)
        settled = tuple(mentions)
        changed = settled != sentence.mentions
        resolved.append(replace(sentence, mentions=settled) if changed else sentence)
    return tuple(resolved)


def _resolved(
    pronoun: Mention, sentence: Sentence, before: Sequence[Mention], earlier: Sequence[Sentence]
) -> Mention:
    if pronoun.plural:
        return pronoun
    antecedent = _antecedent(pronoun, sentence, before)
    back = earlier[-_REACH:]
    for other in reversed(back):
        if antecedent is not None:
            break
        if other.heading:
            continue
        antecedent = _antecedent(pronoun, other, other.mentions)
    if antecedent is None or antecedent.who is None:
        return pronoun
    words = sentence.text[pronoun.start - sentence.start : pronoun.end - sentence.start]
    who = Named(antecedent.who.name, antecedent.who.id, words)
    return replace(pronoun, who=who, gender=antecedent.gender)


def _antecedent(
    pronoun: Mention, sentence: Sentence, mentions: Sequence[Mention]
) -> Mention | None:
    """The person of a sentence that a pronoun may mean: a subject first, else the last."""
    fitting = [
        mention
        for mention in mentions
        if mention.who is not None
        and mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN)
        and not mention.plural
        and _agrees(pronoun.gender, mention.gender)
        and sentence.is_quoted(mention.start, mention.end)
        == sentence.is_quoted(mention.start, mention.end)
    ]
    if not fitting:
        return None
    outside = [m for m in fitting if not sentence.is_quoted(m.start, m.end)] or fitting
    free = [mention for mention in outside if not _is_held(sentence, mention)]
    return free[0] if free else outside[-1]


def _is_held(sentence: Sentence, mention: Mention) -> bool:
    if sentence.text[mention.end - sentence.start :].startswith("'s "):
        return True  # "Mr Zelensky's adviser": the adviser is meant
    held = preposition_of(sentence, mention).rsplit(" ", 1)[-1]
    return held in _WORDS_OF_IS_HELD  # fmt: skip


def _agrees(wanted: str | None, gender: str | None) -> bool:
    return wanted is None or gender is None or wanted == gender


def _by_title(mention: Mention, sentence: Sentence, titles: dict[str, Mention]) -> Mention:
    if mention.role is None or mention.plural:
        return mention
    known = titles.get(_head(mention.role, sentence.language))
    function = function_of_title(mention.role, sentence.language)
    if known is None and function is not None:
        known = titles.get(function)
    held = title_words(sentence.language).status
    if any(held.get(word) in ("incoming", "former") for word in mention.role.lower().split()):
        return mention
    if known is None or known.who is None:
        return mention
    words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
    return replace(
        mention,
        who=Named(known.who.name, known.who.id, words),
        gender=known.gender,
        office=mention.office or known.office,
    )


def _is_counterpart(mention: Mention, language: str) -> bool:
    words = (mention.role or "").lower().split()
    return bool(title_words(language).counterpart.intersection(words))


def _counterpart(
    mention: Mention,
    sentence: Sentence,
    before: Sequence[Mention],
    earlier: Sequence[Sentence],
    cast: Cast,
) -> Mention:
    """ "son homologue ukrainien": the same function in the other state."""
    owner = _antecedent(mention, sentence, before) if before else None
    if owner is None and earlier:
        owner = _antecedent(mention, earlier[-1], earlier[-1].mentions)
    function = cast.function_of(owner) if owner is not None else None
    organisation = cast.catalogue.actor(mention.organisation) if mention.organisation else None
    if function is None or organisation is None:
        return mention
    office = cast.office(organisation, function)
    if office is None:
        return mention
    member = cast.holder(office, None) if mention.who is None else None
    who = mention.who
    if member is not None:
        words = sentence.text[mention.start - sentence.start : mention.end - sentence.start]
        who = Named(member.name.name, member.name.id, words)
    return replace(mention, who=who, office=office.id)


def function_of_title(role: str, language: str) -> str | None:
    """The function by which a text calls one person without a name, or None."""
    shadow = normalise(role).text
    found = title_words(language).functions.starting(split_words(shadow, 0, len(shadow)), 0)
    return found[1] if found is not None and found[1] in _SINGLE else None


def _head(role: str, language: str) -> str:
    """The noun of a title: its first word in French, its last in English."""
    words = [word for word in role.lower().replace("-", " ").split() if word not in _HOLDS]
    if not words:
        return role.lower()
    if language == "fr":
        return words[0]
    for joint in ("of", "for"):
        if joint in words:
            words = words[: words.index(joint)]
    return words[-1] if words else role.lower()


_HOLDS = frozenset(
    [
        "nouveau",
        "nouvelle",
        "actuel",
        "actuelle",
        "ancien",
        "ancienne",
        "futur",
        "future",
        "new",
        "former",
        "current",
    ]
)
