"""How far a sum is: stage, nature (flow or balance) and modality.

In: a figure in its sentence with verbs and mentions. Out: a `Standing`. Words beside the
figure decide first ("restent à attribuer", "appel de"), then words of the sentence, then
the verb that governs the figure with its tense and the verb on which it hangs. Frames are
data: `languages/*/stages.yml`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from aidledger.model.claims import Modality, Nature, Stage
from aidledger.reading.clauses import governing_verb, words_after, words_before, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    DateRelation,
    Granularity,
    Quantity,
    Sentence,
    Tense,
    VerbGroup,
    Voice,
    Word,
)
from aidledger.reading.phrases import Phrases, phrase_set

_WORDS_OF_BESIDE = small_words("stages", "beside")
_OF_THE_WHOLE = small_words("stages", "of_the_whole")
_RAISED_TO = small_words("stages", "raised_to")
_FROM_TO = small_words("stages", "from_to")
_AFTER_PARTICIPLE = small_words("stages", "after_participle")
_WORDS_OF_OF_VERB = small_words("stages", "of_verb")

_AFTER, _BEFORE = 11, 6
_PHRASAL = 5  # words behind a verb in which its particle or noun stands
_DAY_REACH = 15  # characters behind a verb in which its own day stands
_SUM_WORDS = 5  # words of which a sum is made
_SET_PHRASE = 2  # words of a set phrase that may stand behind the sum
_ASIDE = 25  # words of an aside behind a sum
_NOUN_REACH = 9  # "the disbursement on 13 June of the fifth tranche of"
_YET = frozenset({"yet", "encore"})
_LEAD = 4  # sentences in which a text says what it is about
_YEAR_REACH = 5  # words behind a sum in which its year stands
_PRICED = 6  # words before a price in which the goods stand
_OWN_OBJECT = 2  # words between a verb and the figure that is its object
_SET_OFF = 6  # words between a sum and the comma that sets a participle off
_SET_OFF_ADVERBS = 3  # the comma and adverbs before that participle
_AUTHORITY_REACH = 6  # words behind a sum in which an authority to draw is named
_PARTICIPLE_REACH = 6  # words after a figure in which its participle stands
_CLAUSE_REACH = 60  # characters of a relative clause in which its verbs stand
_YEARS = frozenset({"year", "years", "an", "ans", "année", "années"})
_SINCE = frozenset({"since", "depuis"})
_LACK_REACH = 6  # words behind a sum in which a net need is named
_AGO = frozenset({"ago", "earlier", "before"})
_USED = frozenset({Stage.DISBURSED, Stage.SPENT, Stage.CONTRACTED, Stage.ALLOCATED})
_LOANS = frozenset({"loan", "loans", "prêt", "prêts", "contract", "contrat", "marché", "credit"})
_SHIFTED = frozenset({Stage.ALLOCATED, Stage.DISBURSED, Stage.CANCELLED, Stage.DELIVERED})
_HANGING = frozenset({Tense.INFINITIVE, Tense.PRESENT_PARTICIPLE})
_SAID_CLEARER = frozenset({Stage.REQUESTED, Stage.PROPOSED, Stage.CANCELLED, Stage.LAPSED})
_MUST = frozenset({"must", "devoir"})
_WILL_HAVE = frozenset({"aura", "auront", "aurons"})
_WEAK = frozenset({"already", "déjà"})
_JOINTS = frozenset({"et", "and", ","})
_ANDS = frozenset({"et", "and"})
_BY = frozenset({"de", "d'", "by"})
_PARTS = frozenset({"including", "dont"})
_OF = frozenset({"de", "d'", "in", "en"})
_ONE_ACT = frozenset({Stage.CONTRACTED, Stage.DRAWN_DOWN, Stage.PROPOSED})
_TOTALS = frozenset({"total", "totale"})
_SUMS_UP = frozenset({"soit", "making", "for"})
_SET_ASIDE = frozenset({Stage.ALLOCATED, Stage.SPENT})
_BUTS = frozenset({"mais", "but", "while", "whereas", "tandis", "alors", "yet"})
_ARTICLES = frozenset({"la", "le", "les", "une", "un", "the", "a", "an", "à"})
_OPENS_WHOLE = frozenset({"of", "sur", "out"})
_NEAR_START = 20
_WHOLE_ARTICLES = frozenset({"the", "les"})
_LONG = frozenset({Granularity.YEAR, Granularity.FISCAL_YEAR, Granularity.SPAN})
_SUBJECT = 12  # words before a verb of measure in which its subject says the stage
_PARTICIPLE_FORMS = frozenset({Tense.PAST_PARTICIPLE, Tense.PAST})
# An authority is allocated, used or voted; else it is there to be used.
_OF_AUTHORITY = frozenset({Stage.ALLOCATED, Stage.APPROPRIATED, Stage.REQUESTED})
_HAVING = frozenset(
    {
        "leave",
        "laisser",
        "be",
        "have",
        "hold",
        "inherit",
        "possess",
        "avoir",
        "être",
        "disposer",
        "hériter",
    }
)
_AHEAD = frozenset({Stage.REQUESTED, Stage.PROPOSED, Stage.PLEDGED})
_DONE = frozenset({Stage.DISBURSED, Stage.DELIVERED, Stage.SPENT})
_OVER_WHEN_OLDER = frozenset({Stage.PLEDGED, Stage.PROPOSED, Stage.DISBURSED, None})
# What remains and what is asked may be said further from the figure than the other stages.
_FAR = frozenset(
    {
        Stage.PROPOSED,
        Stage.REMAINING,
        Stage.REQUESTED,
        Stage.DRAWN_DOWN,
        Stage.DISBURSED,
        Stage.LAPSED,
    }
)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a sentence presents a sum. `loose`: "spent" in the press may mean only allocated."""

    stage: Stage | None
    nature: Nature
    modality: Modality
    loose: bool = False


@dataclass(frozen=True, slots=True)
class StageWords:
    """The frames of one language."""

    verbs: dict[str, Stage]
    giving: dict[str, Stage]
    tenses: dict[str, Stage | None]
    modals: dict[str, Stage | None]
    after: Phrases[Stage]
    before: Phrases[Stage]
    sentence: Phrases[Stage]
    parliaments: frozenset[str]
    voting: frozenset[str]
    balance_words: Phrases[bool]
    balance_before: Phrases[bool]
    balance_verbs: frozenset[str]
    balance_stages: frozenset[Stage]
    flow_words: frozenset[str]
    rumour: Phrases[bool]
    announcing: frozenset[str]
    containing: frozenset[str]
    laws: frozenset[str]
    subject_to: Phrases[bool]
    reporting: frozenset[str]
    future_in_past: frozenset[str]
    relatives: frozenset[str]
    contact: frozenset[str]
    raising: frozenset[str]
    older: Phrases[bool]
    lacking: Phrases[bool]
    balance_after: Phrases[bool]
    drafts: Phrases[bool]
    measuring: frozenset[str]
    subjects: Phrases[Stage]
    nouns: Phrases[Stage]
    rumoured: Phrases[bool]
    goods: frozenset[str]
    worth: frozenset[str]
    holding: frozenset[str]
    toward: frozenset[str]
    enabling: frozenset[str]
    blocking: frozenset[str]
    coming_in: frozenset[str]
    for_what: frozenset[str]
    letting: frozenset[str]
    achieving: frozenset[str]
    no_stage: frozenset[str]
    agreements: frozenset[str]
    gathering: frozenset[str]
    conferences: frozenset[str]
    signing: frozenset[str]
    urging: frozenset[str]
    hoping: frozenset[str]
    approving: frozenset[str]
    single: frozenset[str]
    handing_out: frozenset[str]
    phrasal: dict[str, Phrases[Stage]]
    adopting: frozenset[str]
    opening_relatives: frozenset[str]
    gaps: frozenset[str]
    priced: frozenset[str]
    yearly: Phrases[bool]
    past_years: Phrases[bool]
    joining: frozenset[str]
    hearsay: Phrases[bool]
    authority: Phrases[bool]
    net_needs: Phrases[bool]
    press: Phrases[bool]
    in_time: Phrases[bool]
    arriving: frozenset[str]
    stocks: frozenset[str]
    granting: frozenset[str]
    pots: frozenset[str]


@cache
def stage_words(language: str) -> StageWords:
    """The frames of `language`, from its `stages.yml`."""
    data = load_words(language, "stages")
    return StageWords(
        verbs=_by_word(data["verbs"]),
        giving=_by_word(data["giving"]),
        tenses={tense: _stage(stage) for tense, stage in data["tenses"].items()},
        modals={lemma: _stage(stage) for lemma, stage in data["modals"].items()},
        after=Phrases(_by_word(data["words_after"])),
        before=Phrases(_by_word(data["words_before"])),
        sentence=Phrases(_by_word(data["sentence_words"])),
        parliaments=frozenset(data["parliaments"]),
        voting=frozenset(data["voting"]),
        balance_words=phrase_set(data["balance_words"]),
        balance_before=phrase_set(data["balance_before"]),
        balance_verbs=frozenset(data["balance_verbs"]),
        balance_stages=frozenset(Stage(name) for name in data["balance_stages"]),
        flow_words=frozenset(data["flow_words"]),
        rumour=phrase_set(data["rumour_words"]),
        announcing=frozenset(data["announcing"]),
        containing=frozenset(data["containing"]),
        laws=frozenset(data["laws"]),
        subject_to=phrase_set(data["subject_to"]),
        reporting=frozenset(data["reporting"]),
        future_in_past=frozenset(data["future_in_past"]),
        relatives=frozenset(data["relatives"]),
        contact=frozenset(data["contact"]),
        raising=frozenset(data["raising"]),
        older=phrase_set(data["older"]),
        lacking=phrase_set(data["lacking"]),
        balance_after=phrase_set(data["balance_after"]),
        drafts=phrase_set(data["drafts"]),
        measuring=frozenset(data["measuring"]),
        subjects=Phrases(_by_word(data["subjects"])),
        nouns=Phrases(_by_word(data["nouns"])),
        rumoured=phrase_set(data["rumoured"]),
        goods=frozenset(data["goods"]),
        worth=frozenset(data["worth"]),
        holding=frozenset(data["holding"]),
        toward=frozenset(data["toward"]),
        enabling=frozenset(data["enabling"]),
        blocking=frozenset(data["blocking"]),
        coming_in=frozenset(data["coming_in"]),
        for_what=frozenset(data["for_what"]),
        letting=frozenset(data["letting"]),
        achieving=frozenset(data["achieving"]),
        no_stage=frozenset(data["no_stage"]),
        agreements=frozenset(data["agreements"]),
        gathering=frozenset(data["gathering"]),
        conferences=frozenset(data["conferences"]),
        signing=frozenset(data["signing"]),
        urging=frozenset(data["urging"]),
        hoping=frozenset(data["hoping"]),
        approving=frozenset(data["approving"]),
        single=frozenset(data["single"]),
        handing_out=frozenset(data["handing_out"]),
        phrasal=_phrasal(data["phrasal"]),
        adopting=frozenset(data["adopting"]),
        opening_relatives=frozenset(data["opening_relatives"]),
        gaps=frozenset(data["gaps"]),
        priced=frozenset(data["priced"]),
        yearly=phrase_set(data["yearly"]),
        past_years=phrase_set(data["past_years"]),
        joining=frozenset(data["joining"]),
        hearsay=phrase_set(data["hearsay"]),
        authority=phrase_set(data["authority"]),
        net_needs=phrase_set(data["net_needs"]),
        press=phrase_set(data["press"]),
        in_time=phrase_set(data["in_time"]),
        arriving=frozenset(data["arriving"]),
        stocks=frozenset(data["stocks"]),
        granting=frozenset(data["granting"]),
        pots=frozenset(data["pots"]),
    )


def _by_word(groups: dict[str, list[str]]) -> dict[str, Stage]:
    return {word: Stage(name) for name, words in groups.items() for word in words or ()}


def _phrasal(groups: dict[str, list[str]]) -> dict[str, Phrases[Stage]]:
    """By lemma, the words that follow it and the stage of both together: "write off"."""
    by_lemma: dict[str, dict[str, Stage]] = {}
    for name, phrases in groups.items():
        for phrase in phrases:
            lemma, rest = phrase.split(" ", 1)
            by_lemma.setdefault(lemma, {})[rest] = Stage(name)
    return {lemma: Phrases(rests) for lemma, rests in by_lemma.items()}


def _stage(name: str | None) -> Stage | None:
    return None if name is None else Stage(name)


def standing_of(sentence: Sentence, quantity: Quantity) -> Standing:
    """Stage, nature and modality of one sum as its sentence has them."""
    words = stage_words(sentence.language)
    verb = governing_verb(sentence, quantity.start, quantity.end)
    aside = _behind_aside(sentence, quantity)
    if aside is not None and (verb is None or verb.start >= quantity.end):
        verb = aside
    elif verb is not None and _is_of_the_next(sentence, quantity, verb):
        verb = None
    if verb is not None and verb.tense is Tense.INFINITIVE and _is_named_part(sentence, quantity):
        # "gave 3 billion to support Kyiv, including 1": the verb of the total.
        verb = next(
            (v for v in reversed(sentence.verbs) if v.end <= verb.start and _is_finite(v)), verb
        )
    if verb is not None and _is_future_perfect(sentence, verb):
        verb = replace(verb, tense=Tense.PAST)
    if verb is not None and _is_bare(sentence, verb):
        # "proposes that 1 billion be paid": as the verb before has it.
        verb = next(
            (v for v in reversed(sentence.verbs) if v.end <= verb.start and _is_finite(v)), verb
        )
    beside = _beside(sentence, quantity, verb, words) or _of_what_follows(sentence, quantity, words)
    spoken = of_verb(sentence, verb, words) if verb is not None else None
    drawn = beside is Stage.DRAWN_DOWN or (beside is None and verb is not None)
    if drawn and _first_of(words.authority, _behind(sentence, quantity)):
        beside = _of_authority(verb, spoken)
    if beside is None and (spoken is None or _only_joins(verb, words)):
        spoken = _of_set_off(sentence, quantity, words) or spoken
    if beside is Stage.PLEDGED and not _is_of_promises(sentence, quantity):
        beside = _done_before(sentence, quantity, words) or beside
    if beside is Stage.PROPOSED and spoken in _SHIFTED and verb is not None:
        held = verb.lemma in words.blocking or verb.lemma in words.holding
        if _is_past_tense(verb) and not held:
            beside = spoken  # "a réaffecté 4 millions prévus pour le Niger"
    if beside is Stage.REMAINING and spoken is Stage.DISBURSED and verb is not None:
        beside = _done_before(sentence, quantity, words) or beside
    if beside is Stage.SPENT and verb is not None and _is_ahead(verb):
        beside = None  # "will hand over howitzers at a cost of": nothing is spent yet
    if spoken is Stage.REMAINING and beside not in _SAID_CLEARER:
        beside = spoken
    if spoken is Stage.CANCELLED and verb is not None:
        if verb.tense in (Tense.CONDITIONAL, Tense.CONDITIONAL_PAST):
            told = _is_announced(sentence, verb, words)
            spoken = Stage.CANCELLED if told else Stage.PROPOSED
        elif beside not in (Stage.REQUESTED, Stage.REMAINING):
            beside = spoken
    if beside is None:
        beside = _of_subject(sentence, quantity, verb, words)
    if spoken is Stage.PROPOSED and verb is not None and _is_announced(sentence, verb, words):
        spoken = Stage.PLEDGED
    if verb is not None and _is_law(sentence, verb, words):
        to_come = verb.modal is not None or verb.tense is Tense.CONDITIONAL
        spoken = Stage.PROPOSED if to_come else Stage.APPROPRIATED
    if verb is not None and _is_draft(sentence, quantity, spoken, words):
        spoken = Stage.PROPOSED
    if spoken is Stage.DELIVERED and not _is_of_goods(sentence, quantity, words):
        spoken = Stage.DISBURSED
    elif spoken is Stage.DISBURSED and _is_worth_of_goods(sentence, quantity, words):
        spoken = Stage.DELIVERED
    if spoken is Stage.PLEDGED and _first_of(words.subject_to, sentence.words):
        spoken = Stage.PROPOSED
    behind = verb is not None and verb.start >= quantity.end
    apposed = _is_apposed(sentence, quantity)
    if (spoken is None or behind or apposed) and beside is None:
        spoken = _of_noun(sentence, quantity, words, apposed) or spoken
        if spoken in _DONE and behind and verb is not None and verb.tense is Tense.FUTURE:
            spoken = Stage.PLEDGED
    if spoken is None and behind and verb is not None and _has_served(verb, words):
        spoken = Stage.DISBURSED
    if beside is None and _is_heard(sentence, verb, spoken, words):
        spoken = Stage.RUMOURED
    stage = beside or _of_sentence(sentence, quantity, spoken, words) or spoken
    older = _is_older(sentence, quantity, words) and _is_of_a_past_year(sentence, quantity)
    if older and stage in _OVER_WHEN_OLDER:
        stage = Stage.ALLOCATED
    return Standing(
        stage,
        _nature(sentence, quantity, verb, stage, words),
        _modality(sentence, verb, stage, words),
        loose=stage is Stage.SPENT,
    )


def _is_heard(
    sentence: Sentence, verb: VerbGroup | None, spoken: Stage | None, words: StageWords
) -> bool:
    """ "Pékin aurait proposé", "selon la presse, Rome étudierait": only heard of."""
    if _first_of(words.rumoured, sentence.words):
        return True
    if verb is None or sentence.language != "fr" or spoken is not Stage.PROPOSED:
        return False
    if verb.tense is Tense.CONDITIONAL_PAST:
        return True
    planned = words.verbs.get(verb.lemma) is Stage.PROPOSED
    return planned and verb.tense is Tense.CONDITIONAL and _first_of(words.press, sentence.words)


def _behind_aside(sentence: Sentence, quantity: Quantity) -> VerbGroup | None:
    """ "20 million, of which 5 is for schools, was transferred": the verb behind the aside."""
    follows = words_after(sentence, quantity.end, _ASIDE)
    opening = [word.lower for word in follows[:3]]
    if opening[:1] != [","] or not (opening[1:3] == ["of", "which"] or opening[1:2] == ["dont"]):
        return None
    closing = next((w for w in follows[3:] if w.text == ","), None)
    if closing is None:
        return None
    verb = next((v for v in sentence.verbs if v.start >= closing.end), None)
    if verb is None or not _is_finite(verb):
        return None
    return verb if len(words_between(sentence, closing.end, verb.start)) <= _OWN_OBJECT else None


def _is_bare(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "that a billion be paid": the bare form, which states nothing."""
    if sentence.language != "en":
        return False
    if sentence.text[verb.start - sentence.start : verb.end - sentence.start] == "be":
        return True
    before = words_before(sentence, verb.start, 1)
    return bool(before) and before[0].lower == "be" and _is_past_tense(verb)


def _behind(sentence: Sentence, quantity: Quantity) -> tuple[Word, ...]:
    return words_after(sentence, quantity.end, _AUTHORITY_REACH)


def _of_authority(verb: VerbGroup | None, spoken: Stage | None) -> Stage:
    """ "Authorized $5 billion in drawdown authority"; "has $5 billion in drawdown authority"."""
    if spoken in _OF_AUTHORITY:
        assert spoken is not None
        return spoken
    there = spoken is Stage.PROPOSED or (verb is not None and verb.lemma in _HAVING)
    return Stage.REMAINING if there else Stage.DRAWN_DOWN


def _only_joins(verb: VerbGroup | None, words: StageWords) -> bool:
    """ "S'y ajoutent 200 millions": the verb only joins a sum to those before."""
    return verb is not None and verb.voice is Voice.REFLEXIVE and verb.lemma in words.joining


def _of_set_off(sentence: Sentence, quantity: Quantity, words: StageWords) -> Stage | None:
    """ "A $108 million grant, cancelled in March, ...": the participle that a comma sets off."""
    verb = next((v for v in sentence.verbs if v.start >= quantity.end), None)
    if verb is None or verb.tense not in _PARTICIPLE_FORMS or verb.modal is not None:
        return None
    between = words_between(sentence, quantity.end, verb.start)
    commas = [at for at, word in enumerate(between) if word.text == ","]
    if len(commas) != 1 or commas[0] > _SET_OFF or len(between) - commas[0] > _SET_OFF_ADVERBS:
        return None
    if _is_finite_elsewhere(sentence, verb.start, quantity):
        return None
    if any(word.lower in _BUTS or word.lower in _ANDS or word.text in ";:" for word in between):
        return None
    if any(
        word.lower in _ARTICLES or word.lower in words.for_what for word in between[commas[0] :]
    ):
        return None  # "pour la remise en état" is a noun
    if verb.tense is Tense.PAST and not _is_passive_form(sentence, verb):
        return None
    return words.verbs.get(verb.lemma) or words.giving.get(verb.lemma)


def _is_passive_form(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "paid in March": in English the participle is told from the past by what follows."""
    follows = words_after(sentence, verb.end, 1)
    return bool(follows) and follows[0].lower in _AFTER_PARTICIPLE


def _is_ahead(verb: VerbGroup) -> bool:
    return verb.tense in (Tense.FUTURE, Tense.CONDITIONAL)


def _is_named_part(sentence: Sentence, quantity: Quantity) -> bool:
    return any(word.lower in _PARTS for word in words_before(sentence, quantity.start, 2))


def _is_future_perfect(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "Auront été exécutés", "aura mobilisé": done by the time that is spoken of."""
    if verb.tense is not Tense.FUTURE or sentence.language != "fr":
        return False
    first = sentence.text[verb.start - sentence.start : verb.end - sentence.start].split()[0]
    return first.lower() in _WILL_HAVE


def _is_of_the_next(sentence: Sentence, quantity: Quantity, verb: VerbGroup) -> bool:
    """A participle behind a comma, or the verb of the part in "of the $50 billion, 16 is paid"."""
    if verb.start < quantity.end:
        return False
    between = words_between(sentence, quantity.end, verb.start)
    if not _is_finite(verb):
        marks = [at for at, word in enumerate(between) if word.text in ",;:"]
        return bool(marks) and not _ANDS.intersection(w.lower for w in between[marks[-1] :][1:2])
    opening = {word.lower for word in words_before(sentence, quantity.start, 4)}
    whole = bool(opening & _OPENS_WHOLE) and quantity.start - sentence.start < _NEAR_START
    return whole and (
        _is_finite_elsewhere(sentence, verb.start, quantity)
        or any(word.text[0].isdigit() for word in between)
    )


def _is_announced(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "We're announcing that the United States plans to provide": an announcement pledges.

    So does what somebody said that would be given: the future seen from a past announcement.
    """
    earlier = [other for other in sentence.verbs if other.end <= verb.start]
    if any(other.lemma in words.announcing for other in earlier):
        return True
    if verb.tense is not Tense.CONDITIONAL or (
        verb.modal is not None and verb.modal not in words.future_in_past
    ):
        return False
    return any(other.lemma in words.reporting for other in sentence.verbs if other is not verb)


def _is_law(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "This bill includes $1 billion": the subject is the act itself."""
    if verb.lemma not in words.containing:
        return False
    before = [word.lower for word in words_before(sentence, verb.start, 4)]
    return bool(words.laws.intersection(before))


def _beside(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup | None, words: StageWords
) -> Stage | None:
    """The stage that the words right beside the figure name."""
    after = words_after(sentence, quantity.end, _AFTER)
    before = words_before(sentence, quantity.start, _BEFORE)
    found = words.before.ending(before, len(before))
    if found is None and before and before[-1].lower in _WORDS_OF_BESIDE:
        found = words.before.ending(before, len(before) - 1)
    if found is not None:
        return found[1]
    if after and after[0].text == "," and verb is not None and _is_finite(verb):
        between = words_between(sentence, verb.end, quantity.start)
        if verb.end <= quantity.start and len(between) <= _OWN_OBJECT:
            after = ()  # "the plan, which seeks 2 billion, has received": the clause has ended
    ends = _next_clause(sentence, quantity, verb)
    for place, word in enumerate(after):
        if word.text in ".;:(" or (word.text == "," and place > 0) or word.lower in _BUTS:
            break
        if word.start >= ends:
            break
        if word.lower == "than":
            break  # "25 million more than the request"
        if word.lower == "be":
            break  # "that a billion be disbursed"
        other = words.after.starting(after, place)
        if other is not None and place > 2 and other[1] not in _FAR:
            continue
        if other is None or _is_finite_elsewhere(sentence, after[place].start, quantity):
            continue
        if other[1] in _USED and _is_negated(sentence, after[place].start):
            continue
        if other[1] is Stage.REQUESTED and words.toward.intersection(
            before_it.lower for before_it in after[:place]
        ):
            continue  # "500 million to the UN's appeal" is not the sum that is asked for
        if not _is_to_come(sentence, after[place].start):
            return other[1]
    return None


def _is_negated(sentence: Sentence, place: int) -> bool:
    """ "n'ont pas été consommés": a participle inside a verb that is negated."""
    return any(
        verb.negated and verb.voice is Voice.PASSIVE and verb.start < place < verb.end
        for verb in sentence.verbs
    )


def _next_clause(sentence: Sentence, quantity: Quantity, verb: VerbGroup | None) -> int:
    """ "réclame 2 milliards et n'en a perçu": where the clause behind the sum's own begins."""
    if verb is None or verb.end > quantity.start or not _is_finite(verb):
        return sentence.end
    for other in sentence.verbs:
        if other.start >= quantity.end and _is_finite(other):
            between = words_between(sentence, quantity.end, other.start)
            joint = next((w for w in between if w.lower in _ANDS), None)
            return joint.start if joint is not None else sentence.end
    return sentence.end


def _is_to_come(sentence: Sentence, place: int) -> bool:
    """ "will be spent", "seraient versés": a participle inside a verb of what is to come."""
    return any(
        verb.start < place < verb.end
        and (verb.modal is not None or verb.tense in (Tense.FUTURE, Tense.CONDITIONAL))
        for verb in sentence.verbs
    )


def _is_finite_elsewhere(sentence: Sentence, place: int, quantity: Quantity) -> bool:
    """True when another figure stands between: the words are that one's."""
    return any(
        quantity.end <= other.start <= place
        for other in sentence.quantities
        if other.kind == quantity.kind
    )


def _of_what_follows(sentence: Sentence, quantity: Quantity, words: StageWords) -> Stage | None:
    """ "the $4 billion pledged in Geneva", "the $674 million the UN says it needs".

    The participle or relative clause that follows a figure says how it stands, before the
    verb of the main clause.
    """
    verb = next((v for v in sentence.verbs if v.start >= quantity.end), None)
    if verb is None or _is_finite_elsewhere(sentence, verb.start, quantity):
        return None
    between = words_between(sentence, quantity.end, verb.start)
    if any(word.text in ",;:.()" or word.lower in _ANDS for word in between):
        return None
    if _is_of_another_noun(between, words):
        return None
    if (verb.tense is Tense.PAST_PARTICIPLE and verb.voice is not Voice.ACTIVE) or (
        verb.tense is Tense.PAST_PARTICIPLE and len(between) <= _PARTICIPLE_REACH
    ):
        if _is_adjective(sentence, verb) or verb.lemma in words.no_stage:
            return None
        own = words.verbs.get(verb.lemma) or words.giving.get(verb.lemma)
        if own is Stage.APPROPRIATED and not _has_parliament(sentence, words):
            return Stage.ALLOCATED
        return own
    opens = {word.lower for word in between[:3]}
    if not (opens & words.relatives or (between and between[0].lower in words.contact)):
        return None
    if verb.lemma in words.enabling and opens & words.opening_relatives:
        return None  # "a loan that will finance repairs": what it is for
    clause = [v for v in sentence.verbs if verb.start <= v.start <= verb.start + _CLAUSE_REACH]
    for other in clause:
        if any(w.text in ",;:." for w in words_between(sentence, verb.end, other.start)):
            break
        stage = of_verb(sentence, other, words)
        if stage is Stage.REQUESTED or (stage is not None and opens & words.relatives):
            return stage
    return None


def _is_of_another_noun(between: Sequence[Word], words: StageWords) -> bool:
    """ "4 billion for arms made at home", "un milliard à la remise": a noun stands between."""
    if not between:
        return False
    last = between[-1]
    if last.lower in words.for_what or last.lower in _ARTICLES:
        return True
    return last.text.islower() and any(word.lower in words.for_what for word in between)


def _of_subject(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup | None, words: StageWords
) -> Stage | None:
    """ "Aid spending came to", "le total décaissé s'établit à": by what is said to be so much."""
    level = _of_level(sentence, quantity, verb, words)
    if level is not None:
        return level
    if verb is None or verb.end > quantity.start or verb.lemma not in words.measuring:
        # "L'aide frôle 30 milliards": the verb is part of the figure.
        verb = next((v for v in sentence.verbs if quantity.start <= v.start < quantity.end), None)
        if verb is None or not _is_finite(verb):
            return None
    if verb.lemma in words.raising and not _is_finite(verb):
        return None  # "s'engage à porter son aide à 5 milliards" promises
    subject = [w for w in words_before(sentence, verb.start, _SUBJECT) if w.text.isalpha()]
    for place in range(len(subject) - 1, -1, -1):
        found = words.subjects.starting(subject, place)
        if found is not None:
            to_come = verb.tense is Tense.FUTURE and found[1] in _DONE
            return Stage.PLEDGED if to_come else found[1]
    return None


def _of_level(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup | None, words: StageWords
) -> Stage | None:
    """ "Brings total disbursements to 7 billion": what is raised to a level says what it is."""
    if verb is None or verb.end > quantity.start or verb.lemma not in words.raising:
        return None
    raised = words_between(sentence, verb.end, quantity.start)
    noun = words.nouns.first_in(raised, 0, len(raised))
    if noun is None or noun[2] not in _DONE or verb.tense is Tense.FUTURE:
        return None
    return noun[2]


def _has_served(verb: VerbGroup, words: StageWords) -> bool:
    """ "Un don de 10 millions a permis de vacciner": money that did something was paid."""
    if verb.modal in words.enabling:
        return verb.modal_tense is Tense.PAST
    return verb.lemma in words.enabling and verb.tense is Tense.PAST


def _is_apposed(sentence: Sentence, quantity: Quantity) -> bool:
    """ "The appeal, $350 million, ...": the figure is set behind its noun by a comma."""
    before = words_before(sentence, quantity.start, 1)
    return bool(before) and before[0].text == ","


def _of_noun(
    sentence: Sentence, quantity: Quantity, words: StageWords, apposed: bool
) -> Stage | None:
    """ "The payment to Kyiv of 4.1 billion": the noun says what no verb of giving does."""
    before = words_before(sentence, quantity.start, _SUBJECT if apposed else _NOUN_REACH)
    for place in range(len(before) - 1, -1, -1):
        found = words.nouns.starting(before, place)
        if found is not None:
            return found[1]
    return None


def _is_draft(
    sentence: Sentence, quantity: Quantity, spoken: Stage | None, words: StageWords
) -> bool:
    """ "Le projet de budget prévoit": what a draft gives is proposed."""
    if spoken not in (Stage.PLEDGED, Stage.ALLOCATED, Stage.DISBURSED, None):
        return False
    stretch = _own_stretch(sentence, quantity)
    if any(verb.lemma in words.signing and _is_done(verb) for verb in sentence.verbs):
        return False  # "the spending bill signed on Saturday" is law
    return _first_of(words.drafts, stretch)


def _is_done(verb: VerbGroup) -> bool:
    return verb.modal is None and verb.tense in (Tense.PAST, Tense.PAST_PARTICIPLE)


def opens_with_draft(sentences: Sequence[Sentence]) -> bool:
    """True for a text whose title or lead speaks of a draft: its sums are only proposed."""
    return any(
        _first_of(stage_words(sentence.language).drafts, sentence.words)
        for sentence in sentences[:_LEAD]
    )


def _is_of_goods(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "sent $3.4bn in budget aid" is paid; "sent $400m worth of missiles" is delivered."""
    near = {
        word.lower
        for word in (
            *words_before(sentence, quantity.start, _NOUN_REACH),
            *words_after(sentence, quantity.end, _AFTER),
        )
    }
    return bool(near & words.goods)


def _is_worth_of_goods(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "has given $200m worth of helicopters", "du riz pour 500 millions": goods, not money."""
    before = [word.lower for word in words_before(sentence, quantity.start, _PRICED)]
    if before and before[-1] in words.priced and words.goods.intersection(before):
        return True
    behind = [w.lower for w in words_after(sentence, quantity.end, 3)]
    if before and before[-1] in words.priced and words.goods.intersection(behind):
        return True
    opening = [w.lower for w in words_after(sentence, quantity.end, 6) if w.text[0].isalnum()]
    if len(opening) < 2 or opening[0] not in words.worth:
        return False
    reach = 4 if sentence.language == "en" else 2  # "d'aide militaire" is money all the same
    return bool(words.goods.intersection(opening[1:reach]))


def _is_older(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "up from $41 million two years ago", "contre 7,1 milliards cette année"."""
    before = words_before(sentence, quantity.start, 3)
    return words.older.ending(before, len(before)) is not None


def _is_of_a_past_year(sentence: Sentence, quantity: Quantity) -> bool:
    """ "... cette année", "... two years ago": the line of a year that is set."""
    follows = words_after(sentence, quantity.end, 6)
    if any(word.lower in _YEARS for word in follows):
        return True
    return bool(follows) and any(
        quantity.end <= date.start < follows[-1].end for date in sentence.dates
    )


def _is_adjective(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "in previously announced funds": the participle belongs to the noun after it."""
    follows = words_after(sentence, verb.end, 1)
    if sentence.language != "en" or not follows or not follows[0].text.isalpha():
        return False
    return follows[0].lower not in _AFTER_PARTICIPLE and not any(
        mention.start == follows[0].start for mention in sentence.mentions
    )


def _of_sentence(
    sentence: Sentence, quantity: Quantity, spoken: Stage | None, words: StageWords
) -> Stage | None:
    """ "Sort des stocks", "drawdown": the way a package is taken, said nearest to its sum."""
    if spoken not in (Stage.PLEDGED, Stage.ALLOCATED, Stage.DISBURSED, Stage.DELIVERED, None):
        return None
    stretch = _own_stretch(sentence, quantity)
    found = words.sentence.first_in(stretch, 0, len(stretch))
    if found is None:
        return None
    if found[2] is Stage.PROPOSED and spoken is not None:
        return None
    return found[2]


def _own_stretch(sentence: Sentence, quantity: Quantity) -> tuple[Word, ...]:
    """The words of a sentence from the sum before to the sum after; all around a lone sum."""
    others = [q for q in sentence.quantities if q.kind == quantity.kind and q is not quantity]
    low = max((q.end for q in others if q.end <= quantity.start), default=sentence.start)
    high = min((q.start for q in others if q.start >= quantity.end), default=sentence.end)
    before = words_between(sentence, low, quantity.start)
    after = words_between(sentence, quantity.start, high)
    joints = [w.end for w in before if w.lower in _JOINTS or w.text == ";"]
    if low > sentence.start and joints:
        low = joints[-1]  # what stands before the joint is said of the sum before
    low = max([w.end for w in before if w.text == ";"] + [low])
    high = min([w.start for w in after if w.text == ";"] + [high])
    return words_between(sentence, low, high)


def _first_of(phrases: Phrases[bool], words: Sequence[Word]) -> bool:
    return phrases.first_in(words, 0, len(words)) is not None


def of_verb(sentence: Sentence, verb: VerbGroup, words: StageWords) -> Stage | None:
    """The stage that the governing verb states, with its tense and what it hangs on."""
    lemma = verb.lemma
    together = _of_phrasal(sentence, verb, words)
    if together is not None:
        return together
    adopted = _of_adopted(sentence, verb, words)
    if adopted is not None:
        return adopted
    if verb.negated and _is_not_yet(sentence, verb):
        return Stage.PROPOSED if lemma in words.voting else Stage.REMAINING
    brought = verb.voice is Voice.PASSIVE and verb.tense is Tense.PRESENT
    if lemma in words.raising and (brought or verb.tense is Tense.PRESENT_PARTICIPLE):
        return None  # "bringing the total to": as the sum before it
    if _is_raised_by(sentence, verb, words):
        return Stage.PLEDGED if verb.modal is None else words.modals.get(verb.modal)
    if lemma in words.gathering and _meets(sentence, verb, words):
        return Stage.PLEDGED
    if lemma in words.signing and _is_act(sentence, verb, words):
        return Stage.APPROPRIATED
    if lemma in words.coming_in and _is_missed(sentence, verb):
        return Stage.REQUESTED
    hung_on = _hung_on(sentence, verb, words)
    if hung_on is not None:
        return hung_on
    if verb.negated and verb.voice is Voice.PASSIVE and _is_past_tense(verb):
        unused = words.giving.get(lemma) or words.verbs.get(lemma)
        if unused in _USED:
            # "n'a jamais été décaissé", "was never paid out"
            return Stage.LAPSED if _is_too_late(sentence, verb, words) else Stage.REMAINING
    if verb.negated and lemma in words.giving and verb.tense is not Tense.PAST_PARTICIPLE:
        return None
    if (
        lemma in words.handing_out
        and _is_past_tense(verb)
        and _parliament_acts(sentence, verb, words)
    ):
        return Stage.APPROPRIATED
    if lemma in words.voting and verb.modal is not None and verb.voice is Voice.PASSIVE:
        return Stage.PROPOSED  # "doit encore être approuvé"
    if lemma in words.voting and _has_parliament(sentence, words):
        if verb.tense not in (Tense.FUTURE, Tense.CONDITIONAL, Tense.INFINITIVE):
            return Stage.APPROPRIATED
    if verb.modal in words.achieving and verb.modal_tense is Tense.PAST:
        return words.giving.get(lemma) or words.verbs.get(lemma)
    if lemma in words.containing and _is_agreement(sentence, verb, words):
        return Stage.CONTRACTED
    if verb.modal in _MUST and _is_to_be_used(sentence, verb, words):
        return Stage.REMAINING
    if verb.modal is not None:
        hung = words.modals.get(verb.modal)
        if hung is not None and (lemma in words.giving or lemma in words.verbs):
            own = words.verbs.get(lemma)
            if own in (Stage.REMAINING, Stage.REQUESTED, Stage.SPENT, Stage.CANCELLED):
                planned = own is Stage.CANCELLED and hung is Stage.PROPOSED
                return own if own is not Stage.SPENT and not planned else hung
            if hung is Stage.PLEDGED and verb.modal_tense is Tense.CONDITIONAL:
                return Stage.PROPOSED
            return hung
    if lemma in words.giving:
        if words.giving[lemma] is Stage.SPENT and _is_let(sentence, verb, words):
            return Stage.ALLOCATED
        if verb.voice is Voice.PASSIVE and verb.tense is Tense.PRESENT:
            return words.giving[lemma] if sentence.language == "fr" else Stage.PLEDGED
        by_tense = words.tenses.get(verb.tense.value)
        return by_tense if by_tense is not None else words.giving[lemma]
    if lemma in words.blocking and (_is_past_tense(verb) or verb.voice is Voice.PASSIVE):
        return Stage.ALLOCATED
    own = words.verbs.get(lemma)
    if verb.voice is Voice.REFLEXIVE:
        own = words.verbs.get(f"s'{lemma}", own)  # "s'engager" promises, "engager" sets aside
    if own is Stage.LAPSED and (verb.modal or verb.tense in (Tense.PRESENT, Tense.FUTURE)):
        return Stage.REMAINING  # "lapses on 30 April": it is still there
    if own is Stage.REQUESTED and verb.voice is Voice.REFLEXIVE:
        return None
    if own is Stage.CANCELLED and _is_level(sentence, verb):
        return Stage.PROPOSED if verb.modal or verb.tense is Tense.FUTURE else Stage.ALLOCATED
    if own is Stage.APPROPRIATED and not _has_parliament(sentence, words):
        to_come = verb.tense in (Tense.CONDITIONAL, Tense.FUTURE)
        return Stage.PROPOSED if to_come else Stage.ALLOCATED
    if own is Stage.SPENT and verb.tense is Tense.INFINITIVE:
        return Stage.ALLOCATED if _is_let(sentence, verb, words) else Stage.PROPOSED
    if own is Stage.DRAWN_DOWN and verb.tense is Tense.CONDITIONAL:
        return Stage.PROPOSED
    if own is Stage.DRAWN_DOWN and not _is_from_stocks(sentence, words):
        return Stage.ALLOCATED  # "puise dans son fonds d'urgence"
    if own is Stage.CONTRACTED and lemma in words.signing and _is_granted(sentence, verb, words):
        return Stage.ALLOCATED  # a loan signed is contracted, a grant allocated
    if own in (Stage.APPROPRIATED, Stage.ALLOCATED, Stage.CONTRACTED, Stage.SPENT, *_DONE):
        if verb.tense is Tense.FUTURE:
            return Stage.PROPOSED if lemma in words.voting else Stage.PLEDGED
        if verb.tense is Tense.CONDITIONAL:
            return Stage.PROPOSED
    if own is Stage.ALLOCATED and verb.tense is Tense.PRESENT and verb.voice is Voice.ACTIVE:
        # An announcement in the present tense pledges; who approves has the say already.
        return own if lemma in words.approving else Stage.PLEDGED
    if own is Stage.PLEDGED and verb.tense is Tense.CONDITIONAL and lemma not in words.announcing:
        return Stage.PROPOSED
    if own is None and lemma in _WORDS_OF_OF_VERB:
        return None
    return own


def _is_to_be_used(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "must be spent by 31 October", "doit être engagé avant": what is still there."""
    stage = words.verbs.get(verb.lemma) or words.giving.get(verb.lemma)
    if verb.voice is not Voice.PASSIVE or stage not in _SET_ASIDE:
        return False
    return any(
        date.relation in (DateRelation.BY, DateRelation.BEFORE) and date.start >= verb.end
        for date in sentence.dates
    )


def _is_from_stocks(sentence: Sentence, words: StageWords) -> bool:
    """True where a sentence speaks of stocks or of goods: what is drawn is no money."""
    return any(word.lower in words.stocks or word.lower in words.goods for word in sentence.words)


def _is_granted(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "Signed a $6 million grant agreement": a gift and no loan is signed."""
    follows = {word.lower for word in words_after(sentence, verb.end, _AFTER)}
    return bool(follows & words.granting) and not follows & _LOANS


def _done_before(sentence: Sentence, quantity: Quantity, words: StageWords) -> Stage | None:
    """ "paid the 350 million it had promised": paid is further than promised."""
    before = [verb for verb in sentence.verbs if verb.end <= quantity.start][-1:]
    for verb in before:
        between = words_between(sentence, verb.end, quantity.start)
        active = verb.voice is not Voice.PASSIVE
        if active and _is_past_tense(verb) and len(between) <= _OWN_OBJECT:
            stage = of_verb(sentence, verb, words)
            return stage if stage in _DONE else None
    return None


def _is_of_promises(sentence: Sentence, quantity: Quantity) -> bool:
    """ "741 millions de promesses": the noun says of what the sum is."""
    return any(word.lower in _OF for word in words_after(sentence, quantity.end, 1))


def _is_missed(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "unless it received $650 million": what must come in is asked for."""
    return any(word.lower == "unless" for word in words_before(sentence, verb.start, 4))


def _is_let(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "allowed Warsaw to spend 40 million": who lets another spend a sum hands it over."""
    earlier = [other.lemma for other in sentence.verbs if other.end <= verb.start]
    return bool(words.letting.intersection((*earlier[-1:], verb.modal)))


def _is_finite(verb: VerbGroup) -> bool:
    return verb.tense not in (Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.PRESENT_PARTICIPLE)


def _of_phrasal(sentence: Sentence, verb: VerbGroup, words: StageWords) -> Stage | None:
    """ "Wrote off 12 million", "a mis fin à": what the verb says with the words after it."""
    phrases = words.phrasal.get(verb.lemma)
    if phrases is None or verb.negated:
        return None
    follows = words_after(sentence, verb.end, _PHRASAL)
    found = phrases.first_in(follows, 0, len(follows))
    if found is None:
        follows = _past_sums(sentence, verb)
        found = phrases.first_in(follows, 0, len(follows))
        if found is not None and found[1] - found[0] < _SET_PHRASE:
            found = None  # "passed 3 billion on Friday": no particle so far behind
    if found is None or (found[2] is Stage.PLEDGED and verb.voice is Voice.PASSIVE):
        return None  # what "has been made available" is there
    to_come = verb.modal is not None or verb.tense in (Tense.FUTURE, Tense.CONDITIONAL)
    if found[2] is Stage.ALLOCATED and not to_come and _has_parliament(sentence, words):
        return Stage.APPROPRIATED
    if found[2] in _AHEAD or not to_come:
        return found[2]
    hung = words.modals.get(verb.modal) if verb.modal is not None else None
    if found[2] is Stage.CANCELLED or verb.tense is Tense.CONDITIONAL:
        return Stage.PROPOSED if verb.tense is Tense.CONDITIONAL else found[2]
    return hung or Stage.PLEDGED


def _past_sums(sentence: Sentence, verb: VerbGroup) -> tuple[Word, ...]:
    """The words behind a verb without those of sums: "put $2 billion on the table"."""
    follows = words_after(sentence, verb.end, _PHRASAL + _SUM_WORDS)
    inside = [(q.start, q.end) for q in sentence.quantities if q.start >= verb.end]
    free = [w for w in follows if not any(low <= w.start < high for low, high in inside)]
    return tuple(free[:_PHRASAL])


def _is_too_late(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "n'ont pas été engagés à temps", "was not obligated before 31 December"."""
    follows = words_after(sentence, verb.end, _PHRASAL)
    return _first_of(words.in_time, follows) or any(
        date.relation is DateRelation.BEFORE and 0 <= date.start - verb.end <= _NEAR_START
        for date in sentence.dates
    )


def _is_not_yet(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "n'ont pas encore été attribués", "has not yet been spent": it is still there."""
    inside = words_between(sentence, verb.start, verb.end)
    return verb.voice is Voice.PASSIVE and any(word.lower in _YET for word in inside)


def _of_adopted(sentence: Sentence, verb: VerbGroup, words: StageWords) -> Stage | None:
    """ "Adopted a measure that allocates", "a voté un budget qui réserve": the act decides."""
    if verb.tense not in (Tense.PRESENT, Tense.FUTURE) or verb.modal is not None:
        return None
    opening = [word.lower for word in words_before(sentence, verb.start, 1)]
    if not words.opening_relatives.intersection(opening):
        return None
    earlier = [v for v in sentence.verbs if v.end <= verb.start and _is_finite(v)][-1:]
    if not earlier or earlier[0].lemma not in words.adopting or not _is_past_tense(earlier[0]):
        return None
    return Stage.APPROPRIATED if _has_parliament(sentence, words) else Stage.ALLOCATED


def _is_raised_by(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "raised its contribution from 15 to 20 million": no money raised, a promise."""
    if verb.lemma not in words.raising or verb.lemma not in words.giving:
        return False
    for quantity in sentence.quantities:
        if quantity.start >= verb.end:
            before = {w.lower for w in words_before(sentence, quantity.start, 1)}
            return bool(before & _FROM_TO)
    return False


def _is_level(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "cut to 4 billion" leaves 4 billion; "cut by 4 billion" takes them."""
    for quantity in sentence.quantities:
        if quantity.start >= verb.end:
            before = words_before(sentence, quantity.start, 1)
            return any(word.lower in _RAISED_TO for word in before)
    return False


def _meets(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "La conférence a réuni 11 milliards": what a conference raises is promised."""
    before = [word.lower for word in words_before(sentence, verb.start, 24)]
    return bool(words.conferences.intersection(before))


def _is_act(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "signed into law", "signed a $95 billion package": a head of state signs an act."""
    follows = [word.lower for word in words_after(sentence, verb.end, 8)]
    return bool(words.laws.intersection(follows)) or _has_parliament(sentence, words)


def _hung_on(sentence: Sentence, verb: VerbGroup, words: StageWords) -> Stage | None:
    """ "urged allies to send", "expects the conference to yield": asked for, or hoped for."""
    if verb.tense not in _HANGING:
        return None
    before = [other for other in sentence.verbs if other.end <= verb.start]
    if not before:
        return None
    between = words_between(sentence, before[-1].end, verb.start)
    if any(word.text in ",;:" for word in between):
        return None
    if verb.tense is Tense.PRESENT_PARTICIPLE and between:
        return None
    if before[-1].lemma in words.urging:
        return Stage.REQUESTED
    if before[-1].lemma not in words.hoping:
        return None
    hearsay = before[-1].tense is Tense.CONDITIONAL and _first_of(words.hearsay, sentence.words)
    return Stage.RUMOURED if hearsay else Stage.PROPOSED


def _is_agreement(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "L'accord du 16 février prévoit": what an agreement provides for is signed."""
    before = [word.lower for word in words_before(sentence, verb.start, 9)]
    return bool(words.agreements.intersection(before))


def _is_past_tense(verb: VerbGroup) -> bool:
    return verb.modal is None and verb.tense in (Tense.PAST, Tense.IMPERFECT)


def _parliament_acts(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "the authority Congress provided": a parliament right before the verb gives by a law."""
    before = words_before(sentence, verb.start, 3)
    return any(word.lower in words.parliaments for word in before)


def _has_parliament(sentence: Sentence, words: StageWords) -> bool:
    return any(word.lower in words.parliaments for word in sentence.words)


def _nature(
    sentence: Sentence,
    quantity: Quantity,
    verb: VerbGroup | None,
    stage: Stage | None,
    words: StageWords,
) -> Nature:
    if stage in (Stage.REMAINING,):
        return Nature.BALANCE
    if stage is Stage.CANCELLED:
        return Nature.FLOW
    if quantity.incremental:
        return Nature.FLOW
    if stage is Stage.REQUESTED:
        # What is asked for is one request; only what is still lacking of it is a balance.
        short = _is_short_of(sentence, quantity, words) or _is_of_gap(sentence, verb, words)
        return Nature.BALANCE if short else Nature.FLOW
    if verb is not None and verb.tense is Tense.PRESENT:
        if words.verbs.get(verb.lemma) is Stage.SPENT and verb.voice is Voice.ACTIVE:
            return Nature.FLOW  # "costs 2 million a month"
    if _is_of_every_year(sentence, quantity, words):
        return Nature.FLOW  # "a billion is paid out every month"
    if any(
        quantity.start <= within.start < quantity.end
        and within.lemma in words.balance_verbs
        and within.modal is None
        and _is_finite(within)
        for within in sentence.verbs
    ):
        return Nature.BALANCE  # "la somme dépasse 8 milliards"
    if stage is Stage.PROPOSED and _is_line_of_a_year(sentence, quantity, words):
        return Nature.FLOW  # "lifts its support to 25 billion in 2025": a planned line
    if stage in _DONE and _is_of_past_year(sentence, quantity, words):
        return Nature.BALANCE
    if stage in _DONE and verb is not None and _is_only(sentence, quantity, verb):
        return Nature.BALANCE
    if stage is Stage.DISBURSED and _is_the_whole(sentence, quantity):
        return Nature.BALANCE
    if stage in _DONE and _of_subject(sentence, quantity, verb, words) is stage:
        return Nature.BALANCE  # "aid came to 3 billion"
    if verb is not None and verb.lemma in words.balance_verbs and _is_past(verb):
        if not _measures_one(sentence, quantity, verb, words):
            return Nature.BALANCE
    if verb is not None and _is_raised(verb, quantity, words):
        beside = {word.lower for word in words_before(sentence, quantity.start, 1)}
        if beside & _FROM_TO and (not beside & _BY or _is_raised_from(sentence, quantity)):
            return Nature.BALANCE
    reached = stage not in _AHEAD
    if reached and verb is not None and _is_by_a_day(sentence, quantity, verb):
        return Nature.BALANCE
    if _is_of_a_year(sentence, quantity, verb, words):
        return Nature.BALANCE
    if verb is not None and stage is Stage.DISBURSED and _has_arrived(sentence, quantity, verb):
        return Nature.BALANCE
    if stage in _DONE and _is_done_in_a_year(sentence, quantity, words):
        return Nature.BALANCE
    if verb is not None and _has_come_in(sentence, quantity, verb, words):
        return Nature.BALANCE
    if _is_older(sentence, quantity, words) or _is_short_of(sentence, quantity, words):
        return Nature.BALANCE
    before, near = _near(sentence, quantity, verb)
    follows = [word.lower for word in words_after(sentence, quantity.end, 4)]
    if words.flow_words.intersection(follows) and stage is not Stage.SPENT:
        return Nature.FLOW
    if _first_of(words.balance_before, before):
        return Nature.BALANCE
    if verb is not None and verb.lemma in words.holding:
        return Nature.FLOW  # "suspended since January": since when it is held back
    found = words.balance_words.first_in(near, 0, len(near))
    if (
        found is not None
        and not (_is_weak(near[found[0]]) and _is_of_a_day(sentence, quantity))
        and not (stage in _ONE_ACT and _is_total(near[found[0] : found[1]]))
        and not _is_summed_up(near, found[0])
        and not _is_of_a_total(near, found[0])
        and not _is_of_a_noun(sentence, quantity, near[found[0]].start)
        and not _is_of_times(sentence, near[found[0]].start)
    ):
        return Nature.BALANCE
    if stage not in _AHEAD and _opens_with_since(sentence, quantity):
        return Nature.BALANCE
    if stage in words.balance_stages:
        return Nature.BALANCE
    if any(
        date.relation is DateRelation.SINCE
        and not _is_of_a_noun(sentence, quantity, date.start)
        and _same_half(sentence, quantity, date.start)
        and not _is_of_times(sentence, date.start)
        and not _is_set_off(sentence, quantity, date.start)
        for date in sentence.dates
    ):
        return Nature.BALANCE
    return Nature.FLOW


def _measures_one(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup, words: StageWords
) -> bool:
    """ "The package amounts to 7 billion": the size of one decision."""
    if verb.tense is not Tense.PRESENT or verb.end > quantity.start:
        return False
    subject = [word.lower for word in words_before(sentence, verb.start, _SUBJECT)]
    return bool(words.single.intersection(subject[-4:]))


def _is_total(found: Sequence[Word]) -> bool:
    return any(word.lower in _TOTALS for word in found)


def _is_of_a_total(near: Sequence[Word], place: int) -> bool:
    """ "Of the total, 4 billion is grants": a part of the total, not the total."""
    before = [word.lower for word in near[max(0, place - 2) : place]]
    return (
        near[place].lower in _TOTALS and bool(before) and before[0] in _OPENS_WHOLE
    ) or before in (["sur", "ce"], ["sur", "le"])


def _is_summed_up(near: Sequence[Word], place: int) -> bool:
    """ "800 et 200, soit un total d'un milliard": the sums just printed, not all so far."""
    return any(word.lower in _SUMS_UP for word in near[max(0, place - 2) : place])


def _is_of_a_noun(sentence: Sentence, quantity: Quantity, place: int) -> bool:
    """ "The package, taken from stocks since 2021, has a value of": since when it is taken."""
    if place >= quantity.start:
        return False
    before = words_before(sentence, place, 1)
    if not before or not before[0].text[0].isalnum():
        return False
    between = words_between(sentence, place, quantity.start)
    return any(word.text == "," for word in between) and any(
        word.text == "," for word in words_between(sentence, sentence.start, place)
    )


def _is_by_a_day(sentence: Sentence, quantity: Quantity, verb: VerbGroup) -> bool:
    """ "By 30 June Luxembourg had transferred": what was reached by a day."""
    return _is_past_tense(verb) and any(
        date.relation is DateRelation.BY and _same_half(sentence, quantity, date.start)
        for date in sentence.dates
    )


def _is_of_a_year(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup | None, words: StageWords
) -> bool:
    """ "In 2022 Norway gave $1.3 billion": what was given within a year or more is a total."""
    if verb is None or not _is_past_tense(verb):
        return False
    if verb.lemma not in words.giving:
        return words.verbs.get(verb.lemma) in _SET_ASIDE and any(
            date.granularity is Granularity.SPAN and _same_half(sentence, quantity, date.start)
            for date in sentence.dates
        )
    beside = (
        *words_before(sentence, quantity.start, 4),
        *words_after(sentence, quantity.end, 4),
    )
    if any(word.lower in words.single for word in beside):
        return False
    return any(
        date.granularity in _LONG
        and date.relation is not DateRelation.BY
        and _same_half(sentence, quantity, date.start)
        for date in sentence.dates
    )


def _has_arrived(sentence: Sentence, quantity: Quantity, verb: VerbGroup) -> bool:
    """ "Less than 30 million had arrived when": what came in so far, on no day of its own."""
    arriving = stage_words(sentence.language).arriving
    if verb.lemma not in arriving or verb.start < quantity.end or not _is_past_tense(verb):
        return False
    follows = words_after(sentence, verb.end, 1)
    if sentence.language == "en" and verb.lemma == "come":
        if not follows or follows[0].lower != "in":
            return False
    return not any(
        date.granularity is Granularity.DAY or 0 <= date.start - verb.end < _DAY_REACH
        for date in sentence.dates
    )


def _is_done_in_a_year(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "the 97 million paid out by the agency in 2021": a participle with its year."""
    verb = next((v for v in sentence.verbs if v.start >= quantity.end), None)
    if verb is None or verb.tense not in _PARTICIPLE_FORMS or verb.lemma not in words.giving:
        return False
    if len(words_between(sentence, quantity.end, verb.start)) > _OWN_OBJECT:
        return False
    if any(word.lower in words.single for word in words_before(sentence, quantity.start, 4)):
        return False
    return any(
        date.granularity in _LONG
        and date.start >= verb.end
        and _same_half(sentence, quantity, date.start)
        for date in sentence.dates
    )


def _is_only(sentence: Sentence, quantity: Quantity, verb: VerbGroup) -> bool:
    """ "has received only 20 million", "n'a recueilli que 21 millions": no more so far."""
    if not _is_past_tense(verb) or verb.end > quantity.start:
        return False
    before = [word.lower for word in words_before(sentence, quantity.start, 1)]
    return before == ["only"] or (before in (["que"], ["qu'"]) and sentence.language == "fr")


def _is_the_whole(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Of the $113 million paid into the fund, Canada gave 63": all that was paid."""
    before = [word.lower for word in words_before(sentence, quantity.start, 2)]
    first = sentence.words[0].lower if sentence.words else ""
    near = quantity.start - sentence.start < _NEAR_START
    return near and first in _OPENS_WHOLE and bool(before) and before[-1] in _WHOLE_ARTICLES


def _is_of_every_year(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "50 million a year", "un milliard par mois": a rate, not what was reached."""
    after = (
        *words_between(sentence, quantity.number_end, quantity.end),
        *words_after(sentence, quantity.end, _YEAR_REACH),
    )
    found = words.yearly.first_in(after, 0, len(after))
    if found is None or any(w.text in ",;:." for w in after[: found[0]]):
        return False
    return not any(word.lower in _AGO for word in after[found[1] : found[1] + 1])


def _is_line_of_a_year(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "25 billion kronor in 2025", "3 milliards par an": the line of one year to come."""
    after = words_after(sentence, quantity.end, _YEAR_REACH)
    if words.yearly.first_in(after, 0, len(after)) is not None:
        return True
    return any(
        date.granularity in (Granularity.YEAR, Granularity.FISCAL_YEAR)
        and date.relation is DateRelation.ON
        and 0 <= date.start - quantity.end < _YEAR_REACH * 8
        for date in sentence.dates
    )


def _is_of_past_year(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "60 millions l'an passé", "in its last financial year it gave away 14 million"."""
    near = (
        *words_before(sentence, quantity.start, _NOUN_REACH),
        *words_after(sentence, quantity.end, _YEAR_REACH),
    )
    found = words.past_years.first_in(near, 0, len(near))
    single = any(word.lower in words.single for word in near)
    return found is not None and not single and _same_half(sentence, quantity, near[found[0]].start)


def _has_come_in(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup, words: StageWords
) -> bool:
    """ "needs $1.2 billion but has received only 300 million": what came in so far of a need."""
    if verb.lemma not in words.coming_in or not _is_past_tense(verb):
        return False
    if _is_of_pot(sentence, verb, words) and not sentence.dates:
        return True
    asked = any(words.verbs.get(other.lemma) is Stage.REQUESTED for other in sentence.verbs)
    return asked and any(
        other.kind is quantity.kind and other is not quantity for other in sentence.quantities
    )


def _is_of_pot(sentence: Sentence, verb: VerbGroup, words: StageWords) -> bool:
    """ "The trust fund has received": what a fund or an appeal got so far."""
    subject = words_before(sentence, verb.start, _SUBJECT)
    return any(word.lower in words.pots for word in subject)


def _is_past(verb: VerbGroup) -> bool:
    return verb.tense in (Tense.PAST, Tense.PRESENT, Tense.IMPERFECT) and verb.modal is None


def _is_raised(verb: VerbGroup, quantity: Quantity, words: StageWords) -> bool:
    """ "raise ... to 40 million"; "s'élève à" only measures."""
    if verb.lemma not in words.raising or verb.voice is Voice.REFLEXIVE:
        return False
    return verb.end <= quantity.start


def _is_raised_from(sentence: Sentence, quantity: Quantity) -> bool:
    """ "porter de 35 à 85": a level; "augmenter de 50": the difference."""
    follows = next((q for q in sentence.quantities if q.start >= quantity.end), None)
    if follows is None:
        return False
    between = words_between(sentence, quantity.end, follows.start)
    return 0 < len(between) <= _PARTICIPLE_REACH and between[-1].lower in _RAISED_TO


def _is_short_of(sentence: Sentence, quantity: Quantity, words: StageWords) -> bool:
    """ "a gap of", "il manque encore": what is still lacking of a plan."""
    before = words_before(sentence, quantity.start, _BEFORE)
    if any(words.lacking.starting(before, place) is not None for place in range(len(before))):
        return True
    after = words_after(sentence, quantity.end, _LACK_REACH)
    if words.balance_after.starting(after, 0) is not None:
        return True
    return words.net_needs.first_in(after, 0, len(after)) is not None


def _is_of_gap(sentence: Sentence, verb: VerbGroup | None, words: StageWords) -> bool:
    """ "The funding gap stands at", "Le déficit atteint": the subject is what is lacking."""
    if verb is None or verb.lemma not in words.measuring:
        return False
    subject = words_before(sentence, verb.start, _SUBJECT)
    return any(word.lower in words.gaps for word in subject)


def _is_weak(word: Word) -> bool:
    """ "already", "déjà" say that something was, not that it adds up."""
    return word.lower in _WEAK


def _is_of_a_day(sentence: Sentence, quantity: Quantity) -> bool:
    """True when the sentence dates the sum to a day, a week or a month."""
    return any(
        date.relation is DateRelation.ON
        and date.granularity not in _LONG
        and _same_half(sentence, quantity, date.start)
        for date in sentence.dates
    )


def _is_of_times(sentence: Sentence, place: int) -> bool:
    """ "for the third time since May" counts the times, not the money."""
    return any(word.lower in {"fois", "time"} for word in words_before(sentence, place, 1))


def _opens_with_since(sentence: Sentence, quantity: Quantity) -> bool:
    """ "Depuis le début de l'agression, l'Union a mobilisé": all of it so far."""
    first = sentence.words[0] if sentence.words else None
    if first is None or first.lower not in _SINCE or first.start >= quantity.start:
        return False
    return _same_half(sentence, quantity, first.start) and not quantity.incremental


def _is_set_off(sentence: Sentence, quantity: Quantity, place: int) -> bool:
    """ "20 million for gas, cut off since January": the date is of what the comma sets off."""
    if place < quantity.end:
        return False
    between = words_between(sentence, quantity.end, place)
    commas = [word for word in between if word.text == ","]
    return bool(commas) and between[-1] is not commas[-1]


def _near(
    sentence: Sentence, quantity: Quantity, verb: VerbGroup | None
) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """Words before the sum that are of no other sum, and those with the words after it."""
    before = words_before(sentence, quantity.start, 14)
    after = _to_comma(words_after(sentence, quantity.end, 10))
    if verb is not None and verb.end <= quantity.start:
        # The verb stands before the sum: what a further verb says is not of this sum.
        further = next(
            (v.start for v in sentence.verbs if v.start >= quantity.end and _is_finite(v)),
            sentence.end,
        )
        after = tuple(word for word in after if word.end <= further)
    others = [
        q
        for q in sentence.quantities
        if q.kind == quantity.kind and q is not quantity and not _is_whole(sentence, quantity, q)
    ]
    low = max((q.end for q in others if q.end <= quantity.start), default=-1)
    high = min((q.start for q in others if q.start >= quantity.end), default=sentence.end)
    before = tuple(word for word in before if word.end > low)
    after = tuple(word for word in after if word.start < high)
    return before, (*before, *words_after(sentence, quantity.start, 3), *after)


_REACH_OF_THE_WHOLE = 40  # characters: "of the planned", "sur un total de"


def _is_whole(sentence: Sentence, quantity: Quantity, other: Quantity) -> bool:
    """ "$1.2 billion of the $4 billion": the whole stands inside what is said of its part."""
    if not 0 <= other.start - quantity.end <= _REACH_OF_THE_WHOLE:
        return False
    between = words_between(sentence, quantity.end, other.start)
    return bool(between) and {word.lower for word in between} <= _OF_THE_WHOLE


def _to_comma(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """ "$176 million, bringing the total to": what follows the comma is of the next sum."""
    for place, word in enumerate(words):
        if word.text in ",;:":
            return words[:place]
    return words


def _same_half(sentence: Sentence, quantity: Quantity, place: int) -> bool:
    """True unless another sum stands between the figure and the place."""
    low, high = sorted((quantity.start, place))
    return not any(
        low < other.start < high for other in sentence.quantities if other.kind == quantity.kind
    )


def _modality(
    sentence: Sentence, verb: VerbGroup | None, stage: Stage | None, words: StageWords
) -> Modality:
    if stage is Stage.RUMOURED or words.rumour.first_in(sentence.words, 0, len(sentence.words)):
        return Modality.RUMOURED
    if stage in (Stage.REQUESTED,):
        return Modality.DESIRED
    if verb is None:
        return Modality.ACTUAL
    if verb.lemma in words.holding and _is_past_tense(verb):
        return Modality.REFUSED  # set aside, and held back: no new money
    if verb.tense is Tense.CONDITIONAL_PAST:
        return Modality.RUMOURED
    if verb.tense is Tense.CONDITIONAL or verb.modal_tense is Tense.CONDITIONAL:
        return Modality.CONDITIONAL
    if verb.modal is not None and words.modals.get(verb.modal) in (Stage.PROPOSED, Stage.PLEDGED):
        return Modality.PLANNED
    if verb.tense is Tense.FUTURE:
        return Modality.PLANNED
    if verb.negated and stage in (Stage.CANCELLED, None):
        return Modality.REFUSED
    return Modality.ACTUAL
