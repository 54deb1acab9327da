"""French verb groups: "a également rencontré", "devait s'entretenir", "n'a pas été versée"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.conjugation import Form, forms_of
from aidledger.reading.inversion import only_after_clauses
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Sentence, Tense, VerbGroup, Voice, Word
from aidledger.reading.phrases import Phrases, phrase_set

_WORDS_OF_UNINVERTED = small_words("verbs_fr", "uninverted")
_WORDS_OF_IS_NEGATED = small_words("verbs_fr", "is_negated")
_WORDS_OF_IS_NOUN_4 = small_words("verbs_fr", "is_noun_4")
_WORDS_OF_IS_NOUN_3 = small_words("verbs_fr", "is_noun_3")
_WORDS_OF_IS_NOUN_2 = small_words("verbs_fr", "is_noun_2")
_WORDS_OF_IS_NOUN = small_words("verbs_fr", "is_noun")
_WORDS_OF_ENDS_NOUN_PHRASE = small_words("verbs_fr", "ends_noun_phrase")
_WORDS_OF_OPENS_OBJECT_3 = small_words("verbs_fr", "opens_object_3")
_WORDS_OF_OPENS_OBJECT_2 = small_words("verbs_fr", "opens_object_2")
_WORDS_OF_OPENS_OBJECT = small_words("verbs_fr", "opens_object")
_WORDS_OF_HAS_SUBJECT_2 = small_words("verbs_fr", "has_subject_2")
_WORDS_OF_HAS_SUBJECT = small_words("verbs_fr", "has_subject")
_WORDS_OF_IS_REFLEXIVE = small_words("verbs_fr", "is_reflexive")
_WORDS_OF_HUNG_2 = small_words("verbs_fr", "hung_2")
_WORDS_OF_HUNG = small_words("verbs_fr", "hung")
_WORDS_OF_IS_INVERTED_2 = small_words("verbs_fr", "is_inverted_2")
_PEOPLE = small_words("verbs_fr", "people")
_WORDS_OF_IS_INVERTED = small_words("verbs_fr", "is_inverted")

_MOST_BETWEEN = 6
_ARTICLES = frozenset({"le", "la", "les", "l'"})
# Verbs after which "le" before an infinitive is its object: "veut le livrer".
_TAKE_CLITICS = frozenset(
    {"pouvoir", "vouloir", "devoir", "aller", "venir", "faire", "laisser", "falloir"}
)
_COMPOUND = {
    Tense.PRESENT: Tense.PAST,
    Tense.IMPERFECT: Tense.PAST,
    Tense.PAST: Tense.PAST,
    Tense.FUTURE: Tense.FUTURE,
    Tense.CONDITIONAL: Tense.CONDITIONAL_PAST,
    Tense.SUBJUNCTIVE: Tense.SUBJUNCTIVE,
    Tense.INFINITIVE: Tense.INFINITIVE,
    Tense.PRESENT_PARTICIPLE: Tense.PRESENT_PARTICIPLE,
}
_FINITE = frozenset(
    {Tense.PRESENT, Tense.IMPERFECT, Tense.FUTURE, Tense.CONDITIONAL, Tense.PAST, Tense.SUBJUNCTIVE}
)
_CLOSING = frozenset({"»", "”", '"'})


@dataclass(frozen=True, slots=True)
class FrenchVerbWords:
    """Small words around French verbs."""

    with_être: frozenset[str]
    modals: frozenset[str]
    speaking: frozenset[str]
    adverbs: frozenset[str]
    clitics: frozenset[str]
    reflexives: frozenset[str]
    negatives: frozenset[str]
    pronouns: dict[str, str]
    determiners: frozenset[str]
    never: frozenset[str]
    sometimes: frozenset[str]


@cache
def _lexicon() -> FrenchVerbWords:
    data = load_words("fr", "verbs")
    names = "with_être modals adverbs clitics reflexives negatives determiners never sometimes"
    sets = {name: frozenset(map(str, data[name])) for name in names.split()}
    acts = load_words("fr", "reporting")["acts"]
    speaking = frozenset(lemma for lemmas in acts.values() for lemma in lemmas)
    return FrenchVerbWords(pronouns=dict(data["pronouns"]), speaking=speaking, **sets)


@dataclass(frozen=True, slots=True)
class _Found:
    """A verb among the words: words `first:last`, the main verb at `head`."""

    first: int
    last: int
    head: int
    lemma: str
    tense: Tense
    voice: Voice = Voice.ACTIVE
    modal: str | None = None
    modal_tense: Tense | None = None
    pronoun: str | None = None
    person: str | None = None


def find_french(sentence: Sentence) -> tuple[VerbGroup, ...]:
    """The verb groups of a French sentence, in order of place."""
    words = sentence.words
    groups: list[VerbGroup] = []
    place = 0
    while place < len(words):
        found = _at(words, place)
        if found is None:
            place += 1
            continue
        groups.append(_group(sentence, found))
        place = max(found.last, place + 1)
    return only_after_clauses(sentence, groups)


def _at(words: Sequence[Word], place: int) -> _Found | None:
    word, pronoun = _uninverted(words[place])
    forms = forms_of("fr").get(word, ())
    if not forms or _is_noun(words, place, word, pronoun):
        return None
    before = words[place - 1].lower if place else ""
    aux = next((f for f in forms if f.lemma in ("avoir", "être") and f.tense in _COMPOUND), None)
    if aux is not None and pronoun is None and aux.person in {"1p", "2p"}:
        aux = aux if _has_subject(aux, before) else None
    if aux is not None:
        compound = _compound(words, place, aux, pronoun)
        return (
            _hung(words, compound) if compound is not None else _plain(words, place, aux, pronoun)
        )
    form = _best(words, place, forms)
    return _hung(words, _plain(words, place, form, pronoun)) if form is not None else None


def _uninverted(word: Word) -> tuple[str, str | None]:
    """ "a-t-il" -> ("a", "il"); "dit-elle" -> ("dit", "elle")."""
    if "-" not in word.lower:
        return word.lower, None
    parts = word.lower.split("-")
    if parts[-1] in _WORDS_OF_UNINVERTED and len(parts) <= 3:
        return parts[0], parts[-1]
    return word.lower, None


def _is_noun(words: Sequence[Word], place: int, word: str, pronoun: str | None) -> bool:
    """True when the words beside make a noun or an adverb of a form that can be a verb."""
    if pronoun is not None:
        return False
    lexicon = _lexicon()
    before = words[place - 1].lower if place else ""
    two = words[place - 2].lower if place > 1 else ""
    if word in lexicon.never:
        if word not in lexicon.sometimes:
            return True
        return not (
            before in lexicon.pronouns
            or (before in _WORDS_OF_IS_NOUN_3 and before != "en")
            or (before == "en" and two in lexicon.pronouns)
            or (two in lexicon.pronouns and before in lexicon.clitics)
            or _opens_object(words, place)
            or _is_inserted(words, place)
            or (word == "reste" and _is_participle(words, place + 1))
        )
    if place == 0 and words[place].text[0].isupper() and word.endswith(("e", "es")):
        return True
    if before in {"l'", "les"} and word in _HAVE and place + 1 < len(words):
        return not _is_participle_near(words, place + 1)  # "le ministre l'a répété"
    if before in _WORDS_OF_IS_NOUN_2:
        # A clitic after a subject pronoun or a negation, an article otherwise.
        return two not in lexicon.pronouns and two not in _WORDS_OF_IS_NOUN and (
            before not in {"en", "nous", "vous"} or two in {"de", "à"}
        )  # fmt: skip
    if before in {"de", "d'", "par", "sans"}:
        return not _is_infinitive(word)
    if before not in lexicon.determiners or before in {"tout", "tous", "selon"}:
        return False
    return before in _WORDS_OF_IS_NOUN_4 or not _is_plainly_finite(word)


_HAVE = frozenset({"a", "ont", "avait", "avaient", "aura", "auront", "aurait", "auraient"})


def _is_participle_near(words: Sequence[Word], place: int) -> bool:
    """ "l'a dit", "l'a encore répété"."""
    return _is_participle(words, place) or _is_participle(words, place + 1)


def _is_participle(words: Sequence[Word], place: int) -> bool:
    """ "le poste reste fermé": a state behind the verb."""
    if place >= len(words):
        return False
    forms = forms_of("fr").get(words[place].lower, ())
    return any(form.tense is Tense.PAST_PARTICIPLE for form in forms)


def _is_inserted(words: Sequence[Word], place: int) -> bool:
    """ "..., annonce la radio": a verb of saying between a comma and its subject."""
    if place == 0 or place + 1 >= len(words) or words[place - 1].text not in (*_CLOSING, ","):
        return False
    after = words[place + 1]
    speaking = any(
        f.lemma in _lexicon().speaking for f in forms_of("fr").get(words[place].lower, ())
    )
    return speaking and (after.lower in {"le", "la", "l'"} or after.text[0].isupper())


def _is_plainly_finite(word: str) -> bool:
    """ "40 millions ont", "deux serviront": no noun has this form."""
    forms = forms_of("fr").get(word, ())
    return all(form.tense in _FINITE for form in forms) and any(
        form.lemma in {"avoir", "être"} or form.person == "3p" for form in forms
    )


def _opens_object(words: Sequence[Word], place: int) -> bool:
    """ "La France livre 12 canons": a subject before, an object after."""
    if place + 1 >= len(words) or place == 0:
        return False
    after, before = words[place + 1], words[place - 1]
    figure, hung = after.text[0].isdigit(), _is_infinitive(after.lower)
    if before.lower == "et" and (figure or after.lower in _WORDS_OF_OPENS_OBJECT_3):
        return True  # "s'inquiète d'une chute et demande 200 millions"
    subject = before.text[0].isupper() or before.lower in _WORDS_OF_OPENS_OBJECT
    if subject and before.text[-1].isalpha():
        return figure or hung or after.lower in _WORDS_OF_OPENS_OBJECT_2
    return _ends_noun_phrase(words, place) and (
        figure or hung or (after.lower in _WORDS_OF_OPENS_OBJECT_3 and not _is_day(words, place))
    )


def _ends_noun_phrase(words: Sequence[Word], place: int) -> bool:
    """ "L'organisation demande": a noun with its article. Two nouns seldom stand side by side."""
    if place < 2:
        return False
    lexicon, noun = _lexicon(), words[place - 1]
    return (
        noun.text.isalpha()
        and noun.lower not in lexicon.determiners
        and noun.lower not in lexicon.clitics
        and words[place - 2].lower in _WORDS_OF_ENDS_NOUN_PHRASE
    )


def _is_day(words: Sequence[Word], place: int) -> bool:
    """ "une récente visite le 3 mars": the article belongs to a date."""
    return (
        words[place + 1].lower == "le"
        and place + 2 < len(words)
        and words[place + 2].text[0].isdigit()
    )


def _is_infinitive(word: str) -> bool:
    return any(form.tense is Tense.INFINITIVE for form in forms_of("fr").get(word, ()))


def _best(words: Sequence[Word], place: int, forms: Sequence[Form]) -> Form | None:
    """Of the readings of a word, the one that its neighbours allow."""
    before = words[place - 1].lower if place else ""
    lexicon = _lexicon()
    finite = [form for form in forms if form.tense in _FINITE and _has_subject(form, before)]
    participle = next((f for f in forms if f.tense is Tense.PAST_PARTICIPLE), None)
    if finite and participle is not None:
        subject = before in lexicon.pronouns or before in lexicon.clitics
        return (
            finite[0]
            if subject or _ends_clause(words, place)
            else participle
            if before in lexicon.adverbs and words[place - 2].text == ","
            else _finite_or(participle, finite[0])
        )
    if finite:
        plain = [form for form in finite if form.tense is not Tense.SUBJUNCTIVE] or finite
        first_person = "je" in _two_before(words, place) or "j'" in _two_before(words, place)
        third = next((form for form in plain if form.person != "1s"), None)
        return plain[0] if first_person or third is None else third
    other = [form for form in forms if form.tense not in _FINITE]
    return other[0] if other else None


def _two_before(words: Sequence[Word], place: int) -> set[str]:
    return {word.lower for word in words[max(0, place - 2) : place]}


def _has_subject(form: Form, before: str) -> bool:
    """First and second persons need their pronoun right before them."""
    if form.person == "1s":
        return before in _WORDS_OF_HAS_SUBJECT_2
    return form.person not in {"1p", "2p"} or before in _WORDS_OF_HAS_SUBJECT


def _ends_clause(words: Sequence[Word], place: int) -> bool:
    """ "..., dit le ministre": after a quotation a finite verb is meant."""
    return place > 0 and words[place - 1].text in (*_CLOSING, ",")


def _finite_or(participle: Form, finite: Form) -> Form:
    """ "dit", "produit", "promis": the finite reading is the commoner but for -is and -u."""
    return (
        finite
        if finite.lemma in _lexicon().speaking or finite.tense is Tense.PRESENT
        else participle
    )


def _plain(words: Sequence[Word], place: int, form: Form, pronoun: str | None) -> _Found:
    reflexive = place > 0 and words[place - 1].lower in {"se", "s'"}
    return _Found(
        place,
        place + 1,
        place,
        form.lemma,
        form.tense,
        Voice.REFLEXIVE if reflexive else Voice.ACTIVE,
        pronoun=pronoun,
        person=form.person,
    )


def _compound(words: Sequence[Word], place: int, aux: Form, pronoun: str | None) -> _Found | None:
    """Auxiliary with its participle, adverbs between."""
    lexicon = _lexicon()
    at, last = place + 1, place
    passive = False
    tense = _COMPOUND[aux.tense]
    while at < len(words) and at - last <= _MOST_BETWEEN:
        word = words[at].lower
        if word == ",":
            closing = _set_off_until(words, at)
            if closing is None:
                return None
            at = last = closing + 1  # "a, elle, répété"
            continue
        if word == "été" and aux.lemma == "avoir":
            passive, at = True, at + 1
            continue
        forms = forms_of("fr").get(word, ())
        participle = next((f for f in forms if f.tense is Tense.PAST_PARTICIPLE), None)
        if participle is not None and word not in {"plus", "point"}:
            break
        if word in lexicon.adverbs or (word.endswith("ment") and len(word) > 6):
            at += 1
            continue
        return None
    else:
        return None
    if at >= len(words):
        return None
    reflexive = _is_reflexive(words, place)
    voice = Voice.ACTIVE
    if aux.lemma == "être" or passive:
        if reflexive:
            voice = Voice.REFLEXIVE
        elif passive:
            voice = Voice.PASSIVE
        elif participle.lemma not in lexicon.with_être:
            voice, tense = Voice.PASSIVE, aux.tense
    return _Found(
        place, at + 1, at, participle.lemma, tense, voice, pronoun=pronoun, person=aux.person
    )


def _set_off_until(words: Sequence[Word], at: int) -> int | None:
    """The comma that closes what is set off in a group: "a, de son côté, refusé"."""
    found = _set_off().starting(words, at + 1)
    if found is None or found[0] >= len(words) or words[found[0]].text != ",":
        return None
    return found[0]


@cache
def _set_off() -> Phrases[bool]:
    return phrase_set(load_words("fr", "verbs")["set_off"])


def _is_reflexive(words: Sequence[Word], place: int) -> bool:
    at = place - 1
    while at >= 0 and words[at].lower in _WORDS_OF_IS_REFLEXIVE:
        at -= 1
    return at >= 0 and words[at].lower in {"se", "s'"}


def _hung(words: Sequence[Word], found: _Found) -> _Found:
    """The infinitive that hangs on a verb: "veut livrer", "a promis de verser"."""
    lexicon = _lexicon()
    if found.lemma not in lexicon.modals or found.tense is Tense.PRESENT_PARTICIPLE:
        return found
    if found.voice is Voice.PASSIVE and found.lemma not in _WORDS_OF_HUNG_2:
        return found
    at = found.last
    reflexive = False
    while at < len(words) and at - found.last < _MOST_BETWEEN:
        word = words[at].lower
        if word in {"se", "s'"}:
            reflexive = True
        forms = forms_of("fr").get(word, ())
        infinitive = next((f for f in forms if f.tense is Tense.INFINITIVE), None)
        if words[at - 1].lower in _ARTICLES and found.lemma not in _TAKE_CLITICS:
            break  # "estime le conseiller": a noun after its article
        passed_over = word in {"pouvoir", "devoir", "vouloir", "avoir", "être"} or (
            word == "savoir" and found.lemma != "faire"
        )
        if infinitive is not None and not passed_over:
            return _with_infinitive(found, at, infinitive.lemma, reflexive)
        if word in {"être", "avoir"}:
            passive = _participle_after(words, at + 1)
            if passive is not None:
                voice = Voice.PASSIVE if word == "être" else Voice.ACTIVE
                return _with_infinitive(found, passive[0], passive[1], reflexive, voice)
            return found
        if word in {"pouvoir", "devoir", "vouloir"}:
            at += 1
            continue
        if (
            word in lexicon.clitics
            or word in _WORDS_OF_HUNG
            or (word in lexicon.adverbs or word.endswith("ment"))
        ):
            at += 1
            continue
        break
    return found


def _participle_after(words: Sequence[Word], place: int) -> tuple[int, str] | None:
    at = place
    while at < len(words) and at - place < 4:
        forms = forms_of("fr").get(words[at].lower, ())
        participle = next((f for f in forms if f.tense is Tense.PAST_PARTICIPLE), None)
        if participle is not None:
            return at, participle.lemma
        if words[at].lower not in _lexicon().adverbs and not words[at].lower.endswith("ment"):
            return None
        at += 1
    return None


def _with_infinitive(
    found: _Found, at: int, lemma: str, reflexive: bool, voice: Voice = Voice.ACTIVE
) -> _Found:
    tense = found.tense
    if found.lemma == "aller" and tense is Tense.PRESENT:
        tense = Tense.FUTURE
    if found.lemma == "venir" and tense is Tense.PRESENT:
        tense = Tense.PAST
    return _Found(
        found.first, at + 1, at, lemma, tense,
        Voice.REFLEXIVE if reflexive else voice, found.lemma, found.tense,
        found.pronoun, found.person,
    )  # fmt: skip


def _group(sentence: Sentence, found: _Found) -> VerbGroup:
    words = sentence.words
    first = found.first
    while first > 0 and words[first - 1].lower in {"se", "s'", "ne", "n'", "y"}:
        first -= 1
    pronoun = found.pronoun or _pronoun_before(words, first, found.person)
    return VerbGroup(
        start=words[first].start,
        end=words[found.last - 1].end,
        head_start=words[found.head].start,
        head_end=words[found.head].end,
        lemma=found.lemma,
        tense=found.tense,
        voice=found.voice,
        modal=found.modal,
        modal_tense=found.modal_tense,
        negated=_is_negated(words, first, found.last),
        pronoun=pronoun,
        inverted=found.pronoun is not None or _is_inverted(words, first, found),
        person=found.person,
    )


def _pronoun_before(words: Sequence[Word], first: int, person: str | None) -> str | None:
    """The subject pronoun, past object pronouns: "il nous a dit" -> "il", "j'ai" -> "je"."""
    lexicon = _lexicon()
    for word in reversed(words[max(0, first - 3) : first]):
        own = lexicon.pronouns.get(word.lower)
        if own is not None and word.lower != "qui" and person in {own, None}:
            return {"j'": "je", "c'": "ce"}.get(word.lower, word.lower)
        if word.lower not in lexicon.clitics:
            return None
    return None


def _is_negated(words: Sequence[Word], first: int, last: int) -> bool:
    around = [word.lower for word in words[max(0, first - 3) : last]]
    if "ne" not in around and "n'" not in around:
        return False
    after = {word.lower for word in words[first : last + 3]}
    before = {word.lower for word in words[max(0, first - _MOST_BETWEEN) : first]}
    return bool(after & _lexicon().negatives or before & _WORDS_OF_IS_NEGATED)


def _is_object_pronoun(word: str, person: str | None) -> bool:
    lexicon = _lexicon()
    return word in lexicon.clitics and (
        word not in lexicon.pronouns or lexicon.pronouns[word] not in {person, None}
    )


def _names_people(words: Sequence[Word], place: int) -> bool:
    """ ", a assuré une source diplomatique": behind the article stands somebody who speaks."""
    return place + 1 < len(words) and words[place + 1].lower in _PEOPLE


@cache
def _claims_denied() -> frozenset[str]:
    return frozenset(map(str, load_words("fr", "reporting")["claims_denied"]))


def _is_inverted(words: Sequence[Word], first: int, found: _Found) -> bool:
    """True for "..., affirme le président" and "» a insisté le ministre"."""
    lexicon = _lexicon()
    speaking = found.lemma in lexicon.speaking or f"{found.modal} {found.lemma}" in lexicon.speaking
    if (not speaking and found.modal is None) or found.tense not in _FINITE:
        return False
    while first > 0 and _is_object_pronoun(words[first - 1].lower, found.person):
        first -= 1  # "», nous a confié le maire"
    if first == 0 or found.last >= len(words):
        return False
    before, after = words[first - 1].text, words[found.last]
    at = first - 1
    while at > 0 and before in {",", "—", "–", "-"}:
        at -= 1
        before = words[at].text
    nominal = after.lower in _WORDS_OF_IS_INVERTED_2 or after.text[0].isupper()
    quoted = before in _CLOSING
    if quoted:
        return nominal or (speaking and after.lower in _WORDS_OF_IS_INVERTED)
    comma = words[first - 1].text in {",", "—", "–"}
    day = after.lower in _WORDS_OF_IS_INVERTED and found.last - first > 1
    if found.last + 1 < len(words) and words[found.last + 1].lower in _claims_denied():
        return False  # ", a récusé cette allégation"
    return (
        comma
        and (nominal or day)
        and speaking
        and (after.lower not in {"une", "un", "les", "des"} or _names_people(words, found.last))
        and (found.modal is None or found.lemma not in lexicon.speaking)
    )
