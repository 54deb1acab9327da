"""Read restrictions: bans, blocked aid, conditions of use, leave refused.

In: the text with its verbs and mentions. Out: restriction claims with issuer, target, object
and state. A verb restricts by itself ("bloquer", "ban"), or a verb of leave does when it is
denied ("n'a pas autorisé", "will not allow"); what is restricted must stand near it.
Words: `languages/*/restrictions.yml`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.claims import Modality, RestrictionClaim, RestrictionStatus
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import is_finite, subject_of, words_after, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    BlockKind,
    Mention,
    MentionForm,
    MentionKind,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
)
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.said import trimmed_end
from aidledger.reading.speakers import speaker_of
from aidledger.reading.text import ReadText

_WORDS_OF_STATUS = small_words("restrictions", "status")
_WORDS_OF_IS_FEARED = small_words("restrictions", "is_feared")

RULE = "restrictions.{}/1"
_NEAR = 12
_CLAUSE = frozenset({";", "—", "–"})


@dataclass(frozen=True, slots=True)
class RestrictionWords:
    """The words of one language; what each set holds is said in its file."""

    strong: dict[str, RestrictionStatus]
    verbs: dict[str, RestrictionStatus]
    allowing: frozenset[str]
    no_refusal: frozenset[str]
    objects: Phrases[bool]
    lifting_objects: frozenset[str]
    upholding: frozenset[str]
    states: frozenset[str]
    staying: frozenset[str]
    phrases: Phrases[bool]
    conditions: Phrases[bool]
    feared: frozenset[str]
    nature: frozenset[str]


@cache
def _lexicon(language: str) -> RestrictionWords:
    data = load_words(language, "restrictions")
    sets = [
        "allowing", "no_refusal", "lifting_objects", "upholding", "states", "staying", "feared",
        "nature",
    ]  # fmt: skip
    return RestrictionWords(
        strong=_by_verb(data["strong"]),
        verbs=_by_verb(data["verbs"]) | _by_verb(data["strong"]),
        objects=phrase_set(data["objects"]),
        phrases=phrase_set(data["phrases"]),
        conditions=phrase_set(data["conditions"]),
        **{name: frozenset(map(str, data[name])) for name in sets},
    )


def _by_verb(rows: dict[str, list[str]]) -> dict[str, RestrictionStatus]:
    return {word: RestrictionStatus(status) for status, words in rows.items() for word in words}


def read_restrictions(text: ReadText, maker: ClaimMaker) -> tuple[RestrictionClaim, ...]:
    """The restrictions of the text, at most one a clause."""
    found: list[RestrictionClaim] = []
    for sentence in text.sentences:
        taken: list[tuple[int, int]] = []
        for verb in sentence.verbs:
            if any(low <= verb.start < high for low, high in taken):
                continue
            claim = _claim(text, maker, sentence, verb) or _condition(text, maker, sentence, verb)
            if claim is not None:
                found.append(claim)
                taken.append(maker.place_of(claim))
        for at in range(len(sentence.words)):
            claim = _by_phrase(text, maker, sentence, at, taken)
            if claim is not None:
                found.append(claim)
                taken.append(maker.place_of(claim))
    return tuple(found)


def _claim(
    text: ReadText, maker: ClaimMaker, sentence: Sentence, verb: VerbGroup
) -> RestrictionClaim | None:
    words = _lexicon(sentence.language)
    status = _status(sentence, verb, words)
    if status is None or sentence.is_quoted(verb.start, verb.end):
        return None
    thing = _object(sentence, verb, words)
    issuer = _issuer(text, sentence, verb)
    strong = bool({verb.lemma, verb.modal} & {*words.strong, *words.allowing, *_MAY})
    if issuer is not None and issuer.name.lower() in words.nature:
        return None
    passive = verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE
    if not strong and (thing is None or _is_background(sentence, verb)):
        return None
    ruled = verb.modal in _MAY
    if issuer is None and not (passive and (thing is not None or ruled)):
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
        object=thing or sentence.text[verb.end - sentence.start : end - sentence.start].strip(),
        territory=_territory(sentence, verb),
        status=status,
    )


def _is_background(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "As gangs hinder access, five million people ...": said in passing."""
    first = words_between(sentence, _clause(sentence, verb)[0], sentence.end)[0].lower
    return first in {"as", "comme", "alors", "tandis"}


def _by_phrase(
    text: ReadText,
    maker: ClaimMaker,
    sentence: Sentence,
    at: int,
    taken: list[tuple[int, int]],
) -> RestrictionClaim | None:
    """ "may not be spent on", "est subordonné à": words that restrict by themselves."""
    words = _lexicon(sentence.language)
    found = words.phrases.starting(sentence.words, at)
    first = sentence.words[at]
    if found is None or sentence.is_quoted(first.start, first.end):
        return None
    if any(low <= first.start < high for low, high in taken):
        return None
    verb = min(sentence.verbs, key=lambda v: abs(v.start - first.start), default=None)
    if verb is None or abs(verb.start - first.start) > 30 or _is_idle(sentence, verb):
        return None
    start, end = _clause(sentence, verb)
    return maker.make(
        RestrictionClaim,
        sentence,
        start,
        end,
        rule=RULE.format("phrase"),
        modality=Modality.CONDITIONAL,
        issuer=_issuer_of_rule(text, sentence, verb),
        target=None,
        object=sentence.text[first.start - sentence.start : end - sentence.start].strip(" ."),
        territory=_territory(sentence, verb),
        status=RestrictionStatus.IN_FORCE,
    )


def _is_idle(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "cannot be excluded", "ne peut être exclu": no rule of anybody."""
    return sentence.block.kind is BlockKind.HEADING or verb.lemma in _IDLE


_IDLE = frozenset(
    {
        "exclude",
        "exclure",
        "rule",
        "overstate",
        "ignore",
        "ignorer",
        "nier",
        "accomplish",
        "achieve",
        "come",
        "happen",
        "survive",
        "arrive",
        "last",
        "know",
        "need",
        "succeed",
        "matter",
        "see",
        "suffire",
        "arriver",
        "savoir",
    }
)


def _issuer_of_rule(text: ReadText, sentence: Sentence, verb: VerbGroup) -> Named | None:
    """A condition is its giver's: the subject where it rules, else the text's own donor."""
    subject = _issuer(text, sentence, verb) if verb.lemma in {"rule", "give", "finance"} else None
    return subject if subject is not None else text.cast.issuer


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
    """What the verb says of the restriction; None when it restricts nothing."""
    if _is_feared(sentence, verb, words) or _is_denied(sentence, verb):
        return None
    if verb.modal in words.verbs and words.verbs[verb.modal] is RestrictionStatus.REFUSED:
        return None if verb.lemma in words.no_refusal or verb.negated else RestrictionStatus.REFUSED
    if verb.modal in _MAY and _is_limited(sentence, verb):
        return RestrictionStatus.IN_FORCE
    if verb.lemma in words.allowing:
        return _of_leave(sentence, verb)
    if verb.lemma in words.staying:
        return _of_state(sentence, verb, words)
    if verb.lemma in words.upholding and verb.lemma not in words.verbs:
        nouns = {word.lower for word in words_after(sentence, verb.end, 5)}
        kept = bool(nouns & words.lifting_objects) and not verb.negated and is_finite(verb)
        return RestrictionStatus.IN_FORCE if kept else None
    return _of_verb(sentence, verb, words)


_MAY = frozenset({"may", "can"})


def _is_limited(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "may be flown over its own territory only", "no equipment may be bought"."""
    if verb.negated:
        return False
    after = [word.lower for word in words_after(sentence, verb.end, 9)]
    clause = words_between(sentence, sentence.start, verb.start)[-9:]
    return "only" in after or (
        verb.modal == "may"
        and any(
            word.lower == "no" and (at == 0 or clause[at - 1].lower != "said")
            for at, word in enumerate(clause)
        )
    )


def _of_leave(sentence: Sentence, verb: VerbGroup) -> RestrictionStatus | None:
    """Leave denied, or given "only" or "ne ... que"."""
    if verb.negated or _denied_above(sentence, verb):
        return RestrictionStatus.IN_FORCE
    after = [word.lower for word in words_after(sentence, verb.end, 16)]
    before = [word.lower for word in words_between(sentence, verb.start - 4, verb.end)]
    only = "only" in after or ({"ne", "n'"} & set(before) and {"que", "qu'"} & set(after))
    return RestrictionStatus.IN_FORCE if only and is_finite(verb) else None


def _of_state(
    sentence: Sentence, verb: VerbGroup, words: RestrictionWords
) -> RestrictionStatus | None:
    """ "remains frozen", "reste fermé aux vols": the state of a thing."""
    behind = words_after(sentence, verb.end, 2)
    state = next((word for word in behind if word.lower in words.states), None)
    if state is None or verb.negated or not is_finite(verb):
        return None
    return RestrictionStatus.IN_FORCE


def _of_verb(
    sentence: Sentence, verb: VerbGroup, words: RestrictionWords
) -> RestrictionStatus | None:
    status = words.verbs.get(verb.lemma)
    after = words_after(sentence, verb.end, _NEAR)
    lifting = any(word.lower in words.lifting_objects for word in after[:6])
    if status is None or verb.tense in (Tense.PRESENT_PARTICIPLE, Tense.CONDITIONAL):
        return None
    if verb.lemma == "deny" and after and after[0].lower in {"that", "the", "any", "it", "there"}:
        return None  # it denies a claim, not access
    if verb.modal in _NOT_DONE or (verb.modal is None and verb.tense is Tense.INFINITIVE):
        return None
    if status in (RestrictionStatus.LIFTED, RestrictionStatus.EASED, RestrictionStatus.TIGHTENED):
        if not lifting:
            return None
        return RestrictionStatus.IN_FORCE if verb.negated else status
    if lifting and verb.lemma in {"refuse", "refuser"}:
        return RestrictionStatus.IN_FORCE
    if verb.negated or verb.tense is Tense.SUBJUNCTIVE or _rejects_a_claim(sentence, verb):
        return None
    if verb.tense is Tense.PAST_PARTICIPLE and not _has_agent(sentence, verb):
        return None
    return status


# Verbs that leave a restriction undone: asked for, wanted, threatened.
_NOT_DONE = frozenset(
    [
        "demander",
        "appeler",
        "exhorter",
        "ask",
        "urge",
        "call",
        "threaten",
        "menacer",
        "want",
        "vouloir",
        "pouvoir",
        "could",
        "might",
        "souhaiter",
        "hope",
        "tenter",
        "try",
        "seek",
    ]
)


def _rejects_a_claim(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "rejects the accusations" denies; it restricts nothing."""
    if verb.lemma not in {"reject", "rejeter", "decline", "refuse", "refuser"}:
        return False
    claims = set(load_words(sentence.language, "reporting")["claims_denied"])
    claims -= {"que", "qu'", "that", "whether"}
    return any(word.lower in claims for word in words_after(sentence, verb.end, 3))


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
    passive = verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE
    if passive or verb.lemma in words.staying:
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
    """Who restricts: the agent of a passive, else the subject, given in the text's words."""
    if verb.voice is Voice.PASSIVE or verb.tense is Tense.PAST_PARTICIPLE:
        return _agent(text, sentence, verb)
    near = [
        m
        for m in sentence.mentions
        if m.end <= verb.start and m.form is not MentionForm.ADJECTIVE and not m.place_only
    ]
    if verb.tense is Tense.INFINITIVE and near:
        return _name(text, near[-1])
    subjects = subject_of(sentence, verb)
    if subjects and verb.start - subjects[0].end < 4:
        return _name(text, subjects[0])
    speaker = speaker_of(sentence, replace(verb, inverted=False))
    if speaker is not None and speaker.name is not None:
        mention = next((m for m in sentence.mentions if m.start == speaker.start), None)
        return _name(text, mention) if mention is not None else speaker.name
    if subjects:
        return _name(text, subjects[0])
    # "the junta in Niamey": the state whose place stands in the subject.
    places = [m for m in sentence.mentions if m.place_only and 0 <= verb.start - m.end <= 3]
    return _name(text, places[0]) if places else None


def _agent(text: ReadText, sentence: Sentence, verb: VerbGroup) -> Named | None:
    agents = [
        m
        for m in sentence.mentions
        if m.start >= verb.end and m.start - verb.end < 40 and _follows_agent(sentence, m)
    ]
    return _name(text, agents[0]) if agents else None


def _follows_agent(sentence: Sentence, mention: Mention) -> bool:
    before = [word.lower for word in words_between(sentence, mention.start - 12, mention.start)]
    return bool({"par", "by"} & set(before))


def _name(text: ReadText, mention: Mention) -> Named | None:
    side = text.cast.side_of(mention)
    return side if side is not None else mention.who


def _target(
    text: ReadText, sentence: Sentence, verb: VerbGroup, issuer: Named | None
) -> Named | None:
    """Whom it binds: a receiver after the verb, else the side of the sentence's first person."""
    for mention in sentence.mentions:
        if mention.start >= verb.end and mention.form is not MentionForm.ADJECTIVE:
            name = text.cast.receiver_of(mention)
            if name is not None and name != issuer:
                return name
    for mention in sentence.mentions:
        if mention.end <= verb.start:
            name = text.cast.side_of(mention)
            if name is not None and name != issuer:
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
    """The clause around the verb: from its subject to the next clause, closing signs left out."""
    start, end = sentence.start, sentence.end
    for word in words_between(sentence, sentence.start, verb.start):
        if word.text in _CLAUSE | {":"}:
            start = word.end
    before = words_between(sentence, start, verb.start)
    for at in range(len(before) - 1, 0, -1):
        if before[at].text == "," and _opens_clause(sentence, before[at].end, verb):
            start = before[at].end
            break
        if before[at].lower in _AND and _has_finite(sentence, start, before[at].start):
            start = before[at].end
            break
    for word in words_after(sentence, verb.end, 60):
        follows = words_after(sentence, word.end, 1)
        if word.text in _CLAUSE | {":"}:
            end = word.start
            break
        if word.text == "," and follows and follows[0].lower in _AFTER_COMMA:
            end = word.start
            break
        if word.lower in _AND and _goes_on(sentence, word.end):
            end = word.start
            break
    while start < end and sentence.text[start - sentence.start] == " ":
        start += 1
    return start, trimmed_end(sentence, start, end)


_AND = frozenset({"and", "et", "but", "mais"})
_AFTER_COMMA = frozenset(
    ["and", "et", "but", "mais", "which", "who", "qui", "while", "alors", "tandis", "after", "as"]
)


def _opens_clause(sentence: Sentence, place: int, verb: VerbGroup) -> bool:
    """The comma parts an opening from the clause: a subject follows it, or a relative."""
    words = words_between(sentence, place, verb.start)
    return bool(words) and words[-1].text != "," and len(words) <= 12


def _has_finite(sentence: Sentence, start: int, end: int) -> bool:
    return any(start <= v.start and v.end <= end and is_finite(v) for v in sentence.verbs)


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Another finite verb follows closely: a clause of its own."""
    words = words_after(sentence, place, 9)
    return bool(words) and _has_finite(sentence, place, words[-1].end)


def _modality(verb: VerbGroup, status: RestrictionStatus) -> Modality:
    if status is RestrictionStatus.REFUSED or verb.negated:
        return Modality.REFUSED
    if verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    return Modality.ACTUAL
