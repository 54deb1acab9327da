"""Read restrictions: bans, blocked aid, conditions of use, leave refused.

In: the text with its verbs and mentions. Out: restriction claims with issuer, target, object
and state. A verb restricts by itself ("bloquer", "ban"), or a verb of leave does when it is
denied ("n'a pas autorisé", "will not allow"); what is restricted must stand near it.
Words: `languages/*/restrictions.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import Modality, RestrictionClaim, RestrictionStatus
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import subject_of, words_after, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
)
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText

_WORDS_OF_STATUS = small_words("restrictions", "status")
_WORDS_OF_IS_FEARED = small_words("restrictions", "is_feared")

RULE = "restrictions.{}/1"
_NEAR = 12
_CLAUSE = frozenset({";", "—", "–"})


@dataclass(frozen=True, slots=True)
class RestrictionWords:
    """The words of one language."""

    verbs: dict[str, RestrictionStatus]
    allowing: frozenset[str]
    objects: Phrases[bool]
    lifting_objects: frozenset[str]
    conditions: Phrases[bool]
    feared: frozenset[str]


@cache
def _lexicon(language: str) -> RestrictionWords:
    data = load_words(language, "restrictions")
    return RestrictionWords(
        {
            word: RestrictionStatus(status)
            for status, words in data["verbs"].items()
            for word in words
        },
        frozenset(data["allowing"]),
        phrase_set(data["objects"]),
        frozenset(data["lifting_objects"]),
        phrase_set(data["conditions"]),
        frozenset(data["feared"]),
    )


def read_restrictions(text: ReadText, maker: ClaimMaker) -> tuple[RestrictionClaim, ...]:
    """The restrictions of the text, at most one a clause."""
    found: list[RestrictionClaim] = []
    for sentence in text.sentences:
        taken = -1
        for verb in sentence.verbs:
            if verb.start < taken:
                continue
            claim = _claim(text, maker, sentence, verb) or _condition(text, maker, sentence, verb)
            if claim is not None:
                found.append(claim)
                taken = _clause(sentence, verb)[1]
    return tuple(found)


def _claim(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup
) -> RestrictionClaim | None:
    words = _lexicon(sentence.language)
    status = _status(sentence, verb, words)
    if status is None:
        return None
    thing = _object(sentence, verb, words)
    issuer = _issuer(text, sentence, verb)
    if thing is None or issuer is None:
        return None
    start, end = _clause(sentence, verb)
    return maker.make(
        RestrictionClaim,
        sentence,
        start,
        end,
        rule=RULE.format("verb"),
        modality=_modality(verb, status),
        issuer=issuer,
        target=_target(text, sentence, verb, issuer),
        object=thing,
        territory=_territory(sentence, verb),
        status=status,
    )


def _condition(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup
) -> RestrictionClaim | None:
    """ "X must make sure all this aid arrives": a condition of the text's issuer."""
    words = _lexicon(sentence.language)
    issuer = text.cast.issuer
    around = [w for w in sentence.words if verb.start <= w.start][:4]
    if issuer is None or words.conditions.first_in(around, 0, len(around)) is None:
        return None
    bound = [text.cast.side_of(mention) for mention in subject_of(sentence, verb)]
    thing = _object(sentence, verb, words)
    if not bound or bound[0] is None or thing is None or bound[0].name == issuer.name:
        return None
    start, end = _clause(sentence, verb)
    return maker.make(
        RestrictionClaim,
        sentence,
        start,
        end,
        rule=RULE.format("condition"),
        modality=Modality.CONDITIONAL,
        attributed_to=(issuer,),
        issuer=issuer,
        target=bound[0],
        object=thing,
        territory=_territory(sentence, verb),
        status=RestrictionStatus.IN_FORCE,
    )


def _status(
    sentence: Sentence, verb: VerbGroup, words: RestrictionWords
) -> RestrictionStatus | None:
    after = words_after(sentence, verb.end, _NEAR)
    lifting = any(word.lower in words.lifting_objects for word in after[:6])
    if verb.modal in words.verbs and words.verbs[verb.modal] is RestrictionStatus.REFUSED:
        return (
            RestrictionStatus.REFUSED if verb.lemma in words.allowing | _WORDS_OF_STATUS else None
        )
    if verb.lemma in words.allowing:
        if verb.negated or _denied_above(sentence, verb):
            return RestrictionStatus.IN_FORCE
        return None
    if _is_feared(sentence, verb, words) or _is_denied(sentence, verb):
        return None
    status = words.verbs.get(verb.lemma)
    if verb.lemma == "deny" and after and after[0].lower in {"that", "the", "any", "it"}:
        return None  # it denies a claim, not access
    if status is None or verb.tense is Tense.PRESENT_PARTICIPLE:
        return None
    if status in (RestrictionStatus.LIFTED, RestrictionStatus.EASED, RestrictionStatus.TIGHTENED):
        if not lifting:
            return None
        return RestrictionStatus.IN_FORCE if verb.negated else status
    if lifting and verb.lemma in {"refuse", "refuser"}:
        return RestrictionStatus.IN_FORCE
    if verb.negated or verb.tense in (Tense.CONDITIONAL, Tense.INFINITIVE, Tense.SUBJUNCTIVE):
        return None
    if verb.tense is Tense.PAST_PARTICIPLE and not _has_agent(sentence, verb):
        return None
    return status


def _is_feared(sentence: Sentence, verb: VerbGroup, words: RestrictionWords) -> bool:
    """ "la crainte que X gèle l'aide": feared, not done."""
    before = [word.lower for word in sentence.words if word.end <= verb.start][-14:]
    return any(
        word in words.feared and _WORDS_OF_IS_FEARED & set(before[at + 1 :][:2])
        for at, word in enumerate(before)
    )


def _is_denied(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "Moscow denied that it had cut supplies": what is denied is not claimed here."""
    denying = load_words(sentence.language, "reporting")["acts"]["deny"]
    return any(
        other.lemma in denying and not other.negated and other.end <= verb.start
        for other in sentence.verbs
    )


def _has_agent(sentence: Sentence, verb: VerbGroup) -> bool:
    return any(word.lower in {"par", "by"} for word in words_after(sentence, verb.end, 3))


def _denied_above(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "ne verra pas les Américains accepter l'utilisation": the verb above is denied."""
    if verb.tense is not Tense.INFINITIVE:
        return False
    above = [v for v in sentence.verbs if v.end <= verb.start and v.tense is not Tense.INFINITIVE]
    return bool(above) and above[-1].negated and verb.start - above[-1].end < 60


def _object(sentence: Sentence, verb: VerbGroup, words: RestrictionWords) -> str | None:
    """The words of what is restricted, from the first telling noun to the clause's end."""
    side = words_after(sentence, verb.end, _NEAR)
    if verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE:
        side = words_between(sentence, _clause(sentence, verb)[0], verb.start)
    found = words.objects.first_in(side, 0, len(side))
    if found is None:
        return None
    end = side[-1].end
    for word in side[found[1] :]:
        if word.text in {",", ";", "(", "."}:
            end = word.start
            break
    return sentence.text[side[found[0]].start - sentence.start : end - sentence.start].strip(" .")


def _issuer(text: ReadText, sentence: Sentence, verb: VerbGroup) -> Named | None:
    if verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE:
        agents = [
            m
            for m in sentence.mentions
            if m.start >= verb.end and m.start - verb.end < 40 and _follows_agent(sentence, m)
        ]
        return _name(text, agents[0]) if agents else None
    near = [
        m
        for m in sentence.mentions
        if m.end <= verb.start and m.form is not MentionForm.ADJECTIVE and not m.place_only
    ]
    if verb.tense is Tense.INFINITIVE and near:
        return _name(text, near[-1])
    subjects = subject_of(sentence, verb)
    if subjects:
        return _name(text, subjects[0])
    # "the junta in Niamey": the state whose place stands in the subject.
    places = [m for m in sentence.mentions if m.place_only and 0 <= verb.start - m.end <= 3]
    return _name(text, places[0]) if places else None


def _follows_agent(sentence: Sentence, mention: Mention) -> bool:
    before = [word.lower for word in words_between(sentence, mention.start - 12, mention.start)]
    return bool({"par", "by"} & set(before))


def _name(text: ReadText, mention: Mention) -> Named | None:
    side = text.cast.side_of(mention)
    return side if side is not None else mention.who


def _target(text: ReadText, sentence: Sentence, verb: VerbGroup, issuer: Named) -> Named | None:
    """Whom it binds: a receiver after the verb, else the side of the sentence's first person."""
    for mention in sentence.mentions:
        if mention.start >= verb.end and mention.form is not MentionForm.ADJECTIVE:
            name = text.cast.receiver_of(mention)
            if name is not None and name.name != issuer.name:
                return name
    for mention in sentence.mentions:
        if mention.end <= verb.start:
            name = text.cast.side_of(mention)
            if name is not None and name.name != issuer.name:
                return name
    return None


def _territory(sentence: Sentence, verb: VerbGroup) -> str | None:
    for mention in sentence.mentions:
        if mention.start >= verb.end and mention.who is not None:
            if mention.form is MentionForm.ADJECTIVE and mention.kind is MentionKind.STATE:
                before = [
                    w.lower for w in words_between(sentence, mention.start - 14, mention.start)
                ]
                if {"territoire", "sol", "territory", "soil"} & set(before):
                    return mention.who.name
                after = [w.lower for w in words_after(sentence, mention.end, 2)]
                if {"territory", "soil"} & set(after):
                    return mention.who.name
            if mention.place_only:
                return mention.who.name
    return None


def _clause(sentence: Sentence, verb: VerbGroup) -> tuple[int, int]:
    """The clause around the verb: between semicolons, without the closing sign."""
    start, end = sentence.start, sentence.end
    for word in sentence.words:
        if word.text in _CLAUSE or (word.text == ":" and word.end <= verb.start):
            if word.end <= verb.start:
                start = word.end
            elif word.start >= verb.end:
                end = word.start
                break
    opening = sentence.text[start - sentence.start : start + 30 - sentence.start]
    comma = opening.find(", ")
    if comma > 0 and start + comma + 2 < verb.start - 3:
        start += comma + 2
    while start < end and sentence.text[start - sentence.start] == " ":
        start += 1
    while end > start and sentence.text[end - 1 - sentence.start] in ".!?… ,":
        end -= 1
    return start, end


def _modality(verb: VerbGroup, status: RestrictionStatus) -> Modality:
    if status is RestrictionStatus.REFUSED or verb.negated:
        return Modality.REFUSED
    if verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    return Modality.ACTUAL
