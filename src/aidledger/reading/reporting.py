"""The words that report speech, by the frames in which they do it.

In: a language. Out: its `reporting.yml` as sets and phrases; and, for a verb of a sentence,
the reporting word that it is: one verb ("dire"), a verb with its infinitive ("faire
savoir"), or a verb with the words behind it ("mettre en garde", "make clear").
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import SpeechAct
from aidledger.reading.clauses import words_after, words_before, words_between
from aidledger.reading.lexicons import load_words
from aidledger.reading.marks import Sentence, Tense, VerbGroup, Voice
from aidledger.reading.phrases import Phrases, phrase_set

# "declined to say", "a refusé de dire": nothing was said.
_NOT_SAYING = frozenset({"decline", "refuse", "refuser", "fail", "hésiter", "éviter", "avoid"})


_LISTS = (
    "telling",
    "no_bare_clause",
    "gerunds",
    "infinitives",
    "blaming",
    "postposed",
    "asked_alone",
)


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """The reporting words of one language; what each set holds is said in its file."""

    acts: dict[str, SpeechAct]
    longer: frozenset[str]  # first words of those of several words
    verbs: frozenset[str]
    with_object: frozenset[str]
    object_behind: dict[str, Phrases[bool]]
    reflexive: frozenset[str]
    requests: dict[str, frozenset[str]]
    beside_quote: frozenset[str]
    announcing: frozenset[str]
    clause: frozenset[str]
    self_said: frozenset[str]
    nouns: Phrases[SpeechAct]
    uttering: frozenset[str]
    behind_nouns: Phrases[bool]
    naming: frozenset[str]
    settings: Phrases[bool]
    asides: Phrases[bool]
    manners: Phrases[bool]
    asking: frozenset[str]
    wishing: frozenset[str]
    before_colon: frozenset[str]
    unspeaking: frozenset[str]
    seeing: frozenset[str]
    calling: frozenset[str]
    things: frozenset[str]
    no_verdicts: frozenset[str]
    verdicts: frozenset[str]
    verdict_endings: frozenset[str]
    rejecting_verbs: frozenset[str]
    claims_told: frozenset[str]
    denying_alone: frozenset[str]
    question_words: Phrases[bool]
    looking_back: Phrases[bool]
    telling: frozenset[str]
    no_bare_clause: frozenset[str]
    gerunds: frozenset[str]
    infinitives: frozenset[str]
    blaming: frozenset[str]
    postposed: frozenset[str]
    asked_alone: frozenset[str]


@cache
def reporting_words(language: str) -> ReportingWords:
    """The words of `language`, from its `reporting.yml`."""
    data = load_words(language, "reporting")
    acts = _by_lemma(data["acts"])
    longer = frozenset(lemma.partition(" ")[0] for lemma in acts if " " in lemma)
    return ReportingWords(
        acts=acts,
        longer=longer,
        verbs=frozenset({*acts, *longer, *data["seeing"]}),
        with_object=frozenset(data["with_object"]),
        object_behind={lemma: phrase_set(row) for lemma, row in data["object_behind"].items()},
        reflexive=frozenset(data["reflexive"]),
        requests={lemma: frozenset(row) for lemma, row in data["requests"].items()},
        beside_quote=frozenset(data["beside_quote"]),
        announcing=frozenset(data["announcing"]),
        clause=frozenset(data["clause"]),
        self_said=frozenset(data["self_said"]),
        nouns=Phrases(_by_lemma(data["nouns"])),
        uttering=frozenset(data["uttering"]),
        behind_nouns=phrase_set(data["behind_nouns"]),
        naming=frozenset(data["naming"]),
        settings=phrase_set(data["settings"]),
        asides=phrase_set(data["asides"]),
        manners=phrase_set(data["manners"]),
        asking=frozenset(data["asking"]),
        wishing=frozenset(data["wishing"]),
        before_colon=frozenset(data["before_colon"]),
        unspeaking=frozenset(data["unspeaking"]),
        seeing=frozenset(data["seeing"]),
        calling=frozenset(data["calling"]),
        things=frozenset(data["things"]),
        no_verdicts=frozenset(data["no_verdicts"]),
        verdicts=frozenset(data["verdicts"]),
        verdict_endings=frozenset(data["verdict_endings"]),
        rejecting_verbs=frozenset(data["rejecting_verbs"]),
        claims_told=frozenset(data["claims_told"]),
        denying_alone=frozenset(data["denying_alone"]),
        question_words=phrase_set(data["question_words"]),
        looking_back=phrase_set(data["looking_back"]),
        **{name: frozenset(data[name]) for name in _LISTS},
    )


def _by_lemma(rows: dict[str, list[str]]) -> dict[str, SpeechAct]:
    return {lemma: SpeechAct(act) for act, lemmas in rows.items() for lemma in lemmas}


@dataclass(frozen=True, slots=True)
class Cue:
    """A reporting word in a sentence; what is said stands behind `end`.

    Args:
        hung: True when an infinitive hangs on the reporting verb inside its own group
            ("dit vouloir"): what is said begins with that infinitive.
    """

    verb: VerbGroup
    lemma: str
    act: SpeechAct
    end: int
    hung: bool = False


def cue_of(sentence: Sentence, verb: VerbGroup) -> Cue | None:
    """The reporting word that a verb group is; None when it reports nothing."""
    words = reporting_words(sentence.language)
    joined = f"{verb.modal} {verb.lemma}"
    # Most verbs report nothing, and a look at the lists is the quickest way to tell.
    if words.verbs.isdisjoint((verb.lemma, verb.modal, joined)):
        return None
    if _is_title(sentence, verb):
        return None
    if verb.modal in _NOT_SAYING or _is_within_name(sentence, verb):
        return None
    if joined in words.acts:
        return Cue(verb, joined, words.acts[joined], verb.end)
    if verb.lemma in words.seeing and _is_in_it(sentence, verb):
        return Cue(verb, verb.lemma, SpeechAct.ASSERT, verb.end)
    if verb.lemma in words.longer:
        behind = words_after(sentence, verb.end, 2)
        for count in (2, 1):
            longer = " ".join((verb.lemma, *(word.lower for word in behind[:count])))
            if verb.lemma == "défendre" and verb.voice is not Voice.REFLEXIVE:
                break  # "défend de survoler la zone": a ban, no denial
            if len(behind) >= count and longer in words.acts:
                return Cue(verb, longer, words.acts[longer], behind[count - 1].end)
    if verb.modal is not None and verb.modal in words.acts:
        act = words.acts[verb.modal]
        if verb.modal not in words.announcing or act is SpeechAct.PROMISE:
            return Cue(verb, verb.modal, act, verb.end, hung=True)
    if verb.lemma not in words.acts or _says_nothing(verb, words):
        return None
    return Cue(verb, verb.lemma, words.acts[verb.lemma], verb.end)


def goes_on_in_past(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "Il a vu le général, et démenti que": a participle that shares its auxiliary."""
    if sentence.language != "fr" or verb.tense is not Tense.PAST_PARTICIPLE:
        return False
    before = words_before(sentence, verb.start, 1)
    if not before or before[0].lower not in {"et", "puis"}:
        return False
    earlier = [v for v in sentence.verbs if v.end <= verb.start]
    return any(v.tense is Tense.PAST and v.voice is Voice.ACTIVE for v in earlier)


def _is_title(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "the Secretary of State": a capital inside a sentence is a noun's."""
    if sentence.language != "en" or verb.head_start == sentence.start:
        return False
    at = verb.head_start - sentence.start
    return sentence.text[at : at + 6] in {"State ", "State,", "Report", "Appeal"}


def _is_in_it(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "y voit « un signal »": what somebody reads in a thing is what they say of it."""
    first = words_between(sentence, verb.start, verb.end)[0].lower
    return first == "y" or any(w.lower == "y" for w in words_before(sentence, verb.start, 1))


def _is_within_name(sentence: Sentence, verb: VerbGroup) -> bool:
    """ "the United States": no verb."""
    return any(m.start < verb.start and verb.end <= m.end for m in sentence.mentions)


def _says_nothing(verb: VerbGroup, words: ReportingWords) -> bool:
    """ "s'appeler" gives a name, "inquiéter" does something to others: neither speaks."""
    reflexive = verb.voice is Voice.REFLEXIVE
    if reflexive:
        return verb.lemma in {"appeler", "réunir", "demander", "attendre"}
    return verb.lemma in words.reflexive and verb.lemma not in {"défendre", "engager", "justifier"}
