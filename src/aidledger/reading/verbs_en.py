"""English verb groups: "has already met", "plans to provide", "did not say", "is announcing"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from aidledger.reading.conjugation import Form, forms_of
from aidledger.reading.currency_marks import begins_sign
from aidledger.reading.inversion import only_after_clauses
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Sentence, Tense, VerbGroup, Voice, Word

_WORDS_OF_AFTER_CLITIC = small_words("verbs_en", "after_clitic")
_WORDS_OF_BY_HOW_MUCH = small_words("verbs_en", "by_how_much")
_WORDS_OF_FIND_ENGLISH_2 = small_words("verbs_en", "find_english_2")
_WORDS_OF_FIND_ENGLISH = small_words("verbs_en", "find_english")
_WORDS_OF_SKIP = small_words("verbs_en", "skip")
_WORDS_OF_CHOOSE_2 = small_words("verbs_en", "choose_2")
_WORDS_OF_CHOOSE = small_words("verbs_en", "choose")
_WORDS_OF_GERUND = small_words("verbs_en", "gerund")
_WORDS_OF_PAST_5 = small_words("verbs_en", "past_5")
_WORDS_OF_PAST_4 = small_words("verbs_en", "past_4")
_WORDS_OF_PAST_3 = small_words("verbs_en", "past_3")
_WORDS_OF_PAST_2 = small_words("verbs_en", "past_2")
_WORDS_OF_PAST = small_words("verbs_en", "past")
_WORDS_OF_VERB_FOLLOWS_2 = small_words("verbs_en", "verb_follows_2")
_WORDS_OF_VERB_FOLLOWS = small_words("verbs_en", "verb_follows")
_WORDS_OF_IS_NOMINAL = small_words("verbs_en", "is_nominal")
_WORDS_OF_HAS_OBJECT = small_words("verbs_en", "has_object")
_PARTICLES_OF_SUMS = small_words("verbs_en", "particles_of_sums")
_ABOUT_HOW_MUCH = small_words("verbs_en", "about_how_much")
_WORDS_OF_GROUP = small_words("verbs_en", "group")
_WORDS_OF_IS_INVERTED_2 = small_words("verbs_en", "is_inverted_2")
_WORDS_OF_IS_INVERTED = small_words("verbs_en", "is_inverted")

_MOST_BETWEEN = 5
_CLOSING = frozenset({"”", '"', "»"})
_WILL = frozenset({"will", "shall", "'ll", "won't"})
_CONDITIONAL = frozenset(
    {"would", "wouldn't", "'d", "could", "might", "couldn't", "should", "shouldn't"}
)


@dataclass(frozen=True, slots=True)
class EnglishVerbWords:
    """Small words around English verbs."""

    modals: frozenset[str]
    catenatives: frozenset[str]
    be_to: dict[str, str]
    speaking: frozenset[str]
    with_clause: frozenset[str]
    adverbs: frozenset[str]
    subjects: frozenset[str]
    determiners: frozenset[str]
    also_nouns: frozenset[str]
    nouns_in_ing: frozenset[str]


@cache
def _lexicon() -> EnglishVerbWords:
    data = load_words("en", "verbs")
    names = "modals catenatives adverbs subjects determiners also_nouns nouns_in_ing"
    sets = {name: frozenset(map(str, data[name])) for name in names.split()}
    reporting = load_words("en", "reporting")
    acts = reporting["acts"]
    speaking = frozenset(lemma for lemmas in acts.values() for lemma in lemmas)
    return EnglishVerbWords(
        be_to=dict(data["be_to"]),
        speaking=speaking,
        with_clause=frozenset(reporting["postposed"]),
        **sets,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    first: int
    last: int
    head: int
    lemma: str
    tense: Tense
    voice: Voice = Voice.ACTIVE
    modal: str | None = None
    modal_tense: Tense | None = None


def find_english(sentence: Sentence) -> tuple[VerbGroup, ...]:
    """The verb groups of an English sentence, in order of place."""
    words = sentence.words
    groups: list[VerbGroup] = []
    clause_has_verb = False
    place = 0
    while place < len(words):
        word = words[place]
        if word.text in _WORDS_OF_FIND_ENGLISH_2 or word.lower in _WORDS_OF_FIND_ENGLISH:
            clause_has_verb = False
        found = _at(words, place, clause_has_verb)
        if found is None:
            place += 1
            continue
        groups.append(_group(sentence, found))
        if found.tense not in (Tense.INFINITIVE, Tense.PRESENT_PARTICIPLE, Tense.PAST_PARTICIPLE):
            # "said no such rule existed": what is said has a verb of its own.
            clause_has_verb = found.lemma not in _lexicon().with_clause
        place = max(found.last, place + 1)
    return only_after_clauses(sentence, groups)


def _at(words: Sequence[Word], place: int, taken: bool) -> _Found | None:
    lexicon = _lexicon()
    word = words[place].lower
    if word in lexicon.modals and not (word == "may" and words[place].text == "May"):
        return _after_modal(words, place)
    if word == "'s":
        return _after_clitic(words, place)
    forms = _forms(word)
    if not forms:
        return None
    lemma = forms[0].lemma
    if lemma in ("be", "have", "do") and forms[0].tense in (Tense.PRESENT, Tense.PAST):
        return _after_auxiliary(words, place, forms[0])
    before = words[place - 1].lower if place else ""
    if before == "to" and any(form.tense is Tense.INFINITIVE for form in forms):
        return _hung(words, _Found(place, place + 1, place, lemma, Tense.INFINITIVE))
    form = _choose(words, place, forms, taken)
    return _hung(words, _Found(place, place + 1, place, form.lemma, form.tense)) if form else None


# Auxiliaries ---------------------------------------------------------------------------


def _after_modal(words: Sequence[Word], place: int) -> _Found | None:
    modal = words[place].lower
    at = _skip(words, place + 1)
    if at + 1 < len(words) and words[at].text in {"“", '"', "‘"}:
        at += 1  # "could not “walk by”"
    if at >= len(words):
        return None
    if modal in _WILL:
        tense, name = Tense.FUTURE, None
    elif modal in _CONDITIONAL:
        tense, name = Tense.CONDITIONAL, modal if modal in {"could", "might", "should"} else None
    else:
        tense, name = Tense.PRESENT, "can" if modal.startswith("can") else modal
    word = words[at].lower
    if word == "have":
        after = _skip(words, at + 1)
        participle = _form(words, after, Tense.PAST_PARTICIPLE)
        if participle is not None:
            past = Tense.CONDITIONAL_PAST if tense is Tense.CONDITIONAL else Tense.PAST
            if participle.lemma == "be":
                passive = _form(words, _skip(words, after + 1), Tense.PAST_PARTICIPLE)
                if passive is not None:
                    head = _skip(words, after + 1)
                    return _Found(place, head + 1, head, passive.lemma, past, Voice.PASSIVE)
            return _hung(words, _Found(place, after + 1, after, participle.lemma, past))
        return _Found(place, at + 1, at, "have", tense, modal=name, modal_tense=tense)
    if word == "be":
        return _after_be(words, place, at, tense, name)
    base = _form(words, at, Tense.INFINITIVE)
    if base is None:
        return None
    found = _Found(
        place, at + 1, at, base.lemma, tense, modal=name, modal_tense=tense if name else None
    )
    return _hung(words, found)


def _after_be(words: Sequence[Word], first: int, at: int, tense: Tense, name: str | None) -> _Found:
    """After "be" in any form: progressive, passive, "set to", or the verb itself."""
    after = _skip(words, at + 1)
    if after < len(words):
        participle = _form(words, after, Tense.PAST_PARTICIPLE)
        gerund = _form(words, after, Tense.PRESENT_PARTICIPLE)
        hangs = _lexicon().be_to.get(words[after].lower)
        if hangs is not None and after + 1 < len(words) and words[after + 1].lower in {"to", "for"}:
            found = _after_be_to(words, first, after + 2, tense, hangs)
            if found is not None:
                return found
        if gerund is not None and words[after].lower not in {"including", "being"}:
            return _hung(
                words,
                _Found(
                    first,
                    after + 1,
                    after,
                    gerund.lemma,
                    tense,
                    modal=name,
                    modal_tense=tense if name else None,
                ),
            )
        if words[after].lower == "being":
            head = _skip(words, after + 1)
            passive = _form(words, head, Tense.PAST_PARTICIPLE)
            if passive is not None:
                return _Found(first, head + 1, head, passive.lemma, tense, Voice.PASSIVE)
        if participle is not None:
            return _Found(
                first,
                after + 1,
                after,
                participle.lemma,
                tense,
                Voice.PASSIVE,
                name,
                tense if name else None,
            )
    return _Found(first, at + 1, at, "be", tense, modal=name, modal_tense=tense if name else None)


def _after_be_to(
    words: Sequence[Word], first: int, place: int, own: Tense, hangs: str
) -> _Found | None:
    """ "is set to host", "is going to be paid": the second is a future."""
    tense = Tense.FUTURE if hangs == "go" and own is Tense.PRESENT else own
    to = _skip(words, place)
    base = _form(words, to, Tense.INFINITIVE)
    if base is None:
        return None
    if base.lemma == "be":
        head = _skip(words, to + 1)
        passive = _form(words, head, Tense.PAST_PARTICIPLE)
        if passive is not None:
            return _Found(first, head + 1, head, passive.lemma, tense, Voice.PASSIVE, hangs, own)
    return _Found(first, to + 1, to, base.lemma, tense, modal=hangs, modal_tense=own)


def _after_auxiliary(words: Sequence[Word], place: int, aux: Form) -> _Found | None:
    if aux.lemma == "be":
        return _after_be(words, place, place, aux.tense, None)
    at = _skip(words, place + 1)
    if aux.lemma == "do":
        base = _form(words, at, Tense.INFINITIVE)
        if base is not None:
            return _hung(words, _Found(place, at + 1, at, base.lemma, aux.tense))
        return None
    participle = _form(words, at, Tense.PAST_PARTICIPLE)
    if participle is None:
        return _hung(words, _Found(place, place + 1, place, "have", aux.tense))
    if participle.lemma == "be":
        head = _skip(words, at + 1)
        passive = _form(words, head, Tense.PAST_PARTICIPLE)
        if passive is not None:
            return _Found(place, head + 1, head, passive.lemma, Tense.PAST, Voice.PASSIVE)
        gerund = _form(words, head, Tense.PRESENT_PARTICIPLE)
        if gerund is not None:
            return _hung(words, _Found(place, head + 1, head, gerund.lemma, Tense.PRESENT))
        return _Found(place, at + 1, at, "be", Tense.PAST)
    return _hung(words, _Found(place, at + 1, at, participle.lemma, Tense.PAST))


def _after_clitic(words: Sequence[Word], place: int) -> _Found | None:
    """ "it's going", "he's promised": "is" or "has" behind a pronoun, else a possessive."""
    if not place or words[place - 1].lower not in _WORDS_OF_AFTER_CLITIC:
        return None
    at = _skip(words, place + 1)
    participle = _form(words, at, Tense.PAST_PARTICIPLE)
    hangs = at < len(words) and words[at].lower in _lexicon().be_to
    if participle is not None and not hangs:
        return _after_auxiliary(words, place, Form("have", Tense.PRESENT, "3s"))
    return _after_be(words, place, place, Tense.PRESENT, None)


def _skip(words: Sequence[Word], place: int) -> int:
    """Past adverbs and "not"."""
    at = place
    while at < len(words) and at - place < _MOST_BETWEEN:
        word = words[at].lower
        if word in _lexicon().adverbs or (
            word.endswith("ly") and len(word) > 4 and word not in _WORDS_OF_SKIP
        ):
            at += 1
        else:
            break
    return at


def _form(words: Sequence[Word], place: int, tense: Tense) -> Form | None:
    if place >= len(words):
        return None
    forms = _forms(words[place].lower)
    return next((form for form in forms if form.tense is tense), None)


def _hung(words: Sequence[Word], found: _Found) -> _Found:
    """ "plans to provide": the verb behind "to" takes over, the first is its modal."""
    if found.lemma not in _lexicon().catenatives or found.voice is Voice.PASSIVE:
        return found
    at = found.last
    if at >= len(words) or words[at].lower != "to":
        return found
    to = _skip(words, at + 1)
    base = _form(words, to, Tense.INFINITIVE)
    if base is None:
        return found
    if base.lemma == "be":
        head = _skip(words, to + 1)
        passive = _form(words, head, Tense.PAST_PARTICIPLE)
        if passive is not None:
            return _Found(
                found.first,
                head + 1,
                head,
                passive.lemma,
                found.tense,
                Voice.PASSIVE,
                found.lemma,
                found.tense,
            )
    return _Found(
        found.first, to + 1, to, base.lemma, found.tense, Voice.ACTIVE, found.lemma, found.tense
    )


# Bare forms ----------------------------------------------------------------------------


def _choose(words: Sequence[Word], place: int, forms: Sequence[Form], taken: bool) -> Form | None:
    """Of the readings of a bare form, the one that the words beside allow; None for a noun."""
    lexicon = _lexicon()
    word = words[place].lower
    before = words[place - 1] if place else None
    previous = before.lower if before is not None else ""
    tenses = {form.tense: form for form in forms}
    if Tense.PRESENT_PARTICIPLE in tenses:
        return _gerund(words, place, tenses[Tense.PRESENT_PARTICIPLE])
    subject = previous in lexicon.subjects
    if word in _WORDS_OF_CHOOSE_2 and previous not in _WORDS_OF_GROUP:
        return None
    if Tense.PAST in tenses or Tense.PAST_PARTICIPLE in tenses:
        return _past(words, place, tenses, taken, subject)
    if previous in _BOTH and Tense.PRESENT in tenses:
        if tenses[Tense.PRESENT].lemma in lexicon.speaking:
            return tenses[Tense.PRESENT]
    if previous in lexicon.determiners and not subject:
        return None
    if Tense.PRESENT in tenses:
        form = tenses[Tense.PRESENT]
        if word in lexicon.also_nouns:
            if previous == "that" and _is_followed_by_verb(words, place):
                return None
            return (
                form
                if subject
                or (not taken and _has_object(words, place) and _is_nominal(before))
                or (
                    previous == ","
                    and form.lemma in lexicon.speaking
                    and _opens_object(words, place)
                )
                else None
            )
        return (
            form
            if _is_nominal(before)
            or subject
            or previous in {"and", "but", ",", "also"}
            or _ends_quote(before)
            else None
        )
    base = tenses[Tense.INFINITIVE]
    plural = Form(base.lemma, Tense.PRESENT, "3p")
    if subject and previous not in {"it", "he", "she", "this", "that"}:
        return plural
    after = words[place + 1].lower if place + 1 < len(words) else ""
    hangs = after == "to"
    if hangs and base.lemma in lexicon.catenatives and not taken and _is_nominal(before):
        return plural
    if previous in {"and", "or"} and place > 2:
        return base if word not in lexicon.also_nouns else None
    if not taken and word == "say" and _is_nominal(before) and after in _WORDS_OF_PAST_4:
        return plural  # "Russia and China say they", "police say the"
    if word in lexicon.also_nouns or taken:
        if not taken and after == "that" and base.lemma in lexicon.speaking and before is not None:
            return plural if before.lower.endswith("s") and _is_nominal(before) else None
        if (
            not taken
            and before is not None
            and before.lower.endswith("s")
            and _has_object(words, place)
            and word not in lexicon.nouns_in_ing
        ):
            if word in {"call", "appeal"} and after == "for":
                return plural
            return plural if before.text[0].isupper() or before.lower in _WORDS_OF_CHOOSE else None
        if not taken and _is_nominal(before) and _has_object(words, place):
            if base.lemma in lexicon.speaking and _places_plural(words, place):
                return plural  # "Officials in Addis Ababa dispute the figures"
        return None
    if previous in lexicon.adverbs and place > 1 and _is_nominal(words[place - 2]):
        return plural if _has_object(words, place) or after in _WORDS_OF_PAST_4 else None
    return (
        plural
        if before is not None and before.lower.endswith("s") and _is_nominal(before)
        else None
    )


_BOTH = frozenset({"military", "executive"})  # nouns as well as adjectives before one


def _places_plural(words: Sequence[Word], place: int) -> bool:
    """Before the word stands a name, held by a preposition behind a plural noun."""
    at = place - 1
    while at > 0 and words[at].text[0].isupper():
        at -= 1
    return (
        0 < at < place - 1
        and words[at].lower in {"in", "of", "at", "from"}
        and words[at - 1].lower.endswith("s")
    )


def _opens_object(words: Sequence[Word], place: int) -> bool:
    """ "the commander, Godfrey Otunge, disputes that": what is said follows at once."""
    return place + 1 < len(words) and words[place + 1].lower in {"that", "the", "this", "any"}


def _is_followed_by_verb(words: Sequence[Word], place: int) -> bool:
    """ "that needs increased": the word before a verb is its subject."""
    at = _skip(words, place + 1)
    if at >= len(words):
        return False
    word = words[at].lower
    return word in _lexicon().modals or any(
        form.tense is Tense.PAST or form.lemma in {"be", "have", "do"} for form in _forms(word)
    )


def _ends_quote(before: Word | None) -> bool:
    return before is not None and before.text in _CLOSING


def _gerund(words: Sequence[Word], place: int, form: Form) -> Form | None:
    lexicon = _lexicon()
    word = words[place].lower
    previous = words[place - 1].lower if place else ""
    if word in lexicon.nouns_in_ing:
        return None
    if previous in lexicon.determiners and previous not in _WORDS_OF_GERUND:
        return None
    return form


def _past(
    words: Sequence[Word],
    place: int,
    tenses: dict[Tense, Form],
    taken: bool,
    subject: bool,
) -> Form | None:
    """Simple past or participle by what stands around; None for an adjective."""
    lexicon = _lexicon()
    before = words[place - 1] if place else None
    previous = before.lower if before is not None else ""
    after = words[place + 1].lower if place + 1 < len(words) else ""
    past = tenses.get(Tense.PAST)
    participle = tenses.get(Tense.PAST_PARTICIPLE)
    word = words[place].lower
    if word in lexicon.also_nouns and not subject:
        if Tense.INFINITIVE in tenses:
            governs = _is_nominal(before) and not taken and _governs_sum(words, place)
            return past if governs else None
        if not (_is_nominal(before) and not taken and _has_object(words, place)):
            return None
    if past is None:
        return participle
    if participle is None:
        return past if previous not in _WORDS_OF_PAST_5 else None
    if subject:
        return past if previous not in {"all", "both", "those"} else participle
    told = previous in _BOTH and past.lemma in lexicon.speaking  # "Israel's military said"
    if previous in lexicon.determiners and previous not in _WORDS_OF_PAST_3 and not told:
        return None
    if told:
        return past
    if (after == "by" and not _by_how_much(words, place)) or previous in {"as", "than"}:
        return participle
    if taken:
        return participle
    if past.lemma in lexicon.speaking and _states(words, place, after):
        return past
    if _ends_quote(before):
        return past
    if previous == "," and past.lemma in {"say", "tell", "add", "write"}:
        return past
    if previous == "," and _is_set_off(words, place):
        return participle
    if previous in lexicon.adverbs and place > 1 and _is_nominal(words[place - 2]):
        return participle if _verb_follows(words, place) else past
    if previous in _WORDS_OF_PAST_2 or previous in lexicon.adverbs:
        return (
            past
            if participle is None
            or _has_object(words, place)
            or after in _WORDS_OF_PAST
            or (previous == "and" and past.lemma in lexicon.speaking and after != "by")
            else participle
        )
    if _is_nominal(before):
        tells = past.lemma == "tell" and after not in {"to", "by", "that"}
        states = (
            tells
            or past.lemma in _WORDS_OF_IS_INVERTED_2
            or (past.lemma in lexicon.speaking and after in _WORDS_OF_PAST_4)
        )
        return participle if _verb_follows(words, place) and not states else past
    return participle


def _states(words: Sequence[Word], place: int, after: str) -> bool:
    """ "Michael Chong asked why", "Dmitry Peskov, denied": a subject, and what it says behind."""
    at = place - 1
    while at > 0 and words[at].lower in _lexicon().adverbs:
        at -= 1
    if at < 0:
        return False
    if words[at].text == ",":
        return _closes_name(words, at) and after not in {"by", "in", "on", "at", "to", "as"}
    if not _is_nominal(words[at]) or words[at].text in _CLOSING:
        return False
    if after in _CLAUSE_OPENERS:
        return True
    told = words[place + 1].text[:1].isupper() if place + 1 < len(words) else False
    return at < place - 1 and told


_CLAUSE_OPENERS = frozenset({"whether", "why", "how", "what", "if"})


def _closes_name(words: Sequence[Word], comma: int) -> bool:
    """A name of two words or more stands between this comma and one before."""
    for at in range(comma - 1, max(-1, comma - 7), -1):
        if words[at].text == ",":
            return comma - at > 2
        if not (words[at].text[0].isupper() or words[at].lower in {"al", "de", "von", "van", "."}):
            return False
    return False


def _by_how_much(words: Sequence[Word], place: int) -> bool:
    """ "dropped by half", "fell by 4 percent": no agent follows "by"."""
    if place + 2 >= len(words):
        return False
    measure = words[place + 2]
    return measure.text[0].isdigit() or measure.lower in _WORDS_OF_BY_HOW_MUCH


def _governs_sum(words: Sequence[Word], place: int) -> bool:
    """ "the deal cost 3 billion": a form that is present, past and noun, with its object.

    Particles and words of about how much may stand between: "Norway put up nearly €3m".
    """
    at = place + 1
    if at < len(words) and words[at].lower in _PARTICLES_OF_SUMS:
        at += 1
    while at < len(words) and words[at].lower in _ABOUT_HOW_MUCH:
        at += 1
    if at >= len(words):
        return False
    after = words[at]
    if after.text[0].isdigit() or after.lower in {"its", "their"}:
        return True
    return begins_sign(after.text) and at + 1 < len(words) and words[at + 1].text[0].isdigit()


def _is_set_off(words: Sequence[Word], place: int) -> bool:
    """ "The grant, announced in May, covers": a verb stands right behind the second comma."""
    if place + 1 >= len(words) or words[place + 1].lower in _WORDS_OF_PAST_4:
        return False
    for at in range(place + 1, min(place + 14, len(words) - 1)):
        if words[at].text == ",":
            after = words[at + 1].lower
            finite = any(f.tense in (Tense.PRESENT, Tense.PAST) for f in _forms(after))
            return finite or after in _lexicon().modals
    return False


def _forms(word: str) -> tuple[Form, ...]:
    return forms_of("en").get(word, ())


def _verb_follows(words: Sequence[Word], place: int) -> bool:
    """True when a finite verb stands later in the same clause: this one is a participle."""
    for at in range(place + 1, min(place + 14, len(words))):
        word = words[at]
        if word.text in {",", ";", ":", "—", "–"} or word.lower in _WORDS_OF_VERB_FOLLOWS_2:
            return False
        if word.lower in _WORDS_OF_VERB_FOLLOWS or _is_third_person(words, at):
            return True
        if words[place + 1].lower in _WORDS_OF_GERUND and _is_past_with_object(words, at):
            return True
    return False


def _is_past_with_object(words: Sequence[Word], place: int) -> bool:
    """ "trucks loaded with flour entered the city": of two such forms the second governs."""
    word, before = words[place].lower, words[place - 1].lower
    return (
        place + 1 < len(words)
        and (words[place + 1].lower in _WORDS_OF_PAST_4 or words[place + 1].text[0].isdigit())
        and word not in _lexicon().also_nouns
        and before not in _lexicon().determiners
        and any(form.tense is Tense.PAST for form in _forms(word))
    )


def _is_third_person(words: Sequence[Word], place: int) -> bool:
    """ "the accord signed on Monday covers": a present form that is no noun here."""
    word, lexicon = words[place].lower, _lexicon()
    return (
        word not in lexicon.also_nouns
        and words[place - 1].lower not in lexicon.determiners
        and any(form.tense is Tense.PRESENT for form in _forms(word))
    )


def _is_nominal(before: Word | None) -> bool:
    """True when the word before can end a subject."""
    if before is None:
        return False
    if before.text in {")", "%", "'s"} or before.text in _CLOSING:
        return before.text != "'s"
    return (
        before.text[-1].isalnum() and before.lower not in _lexicon().determiners
    ) or before.lower in _WORDS_OF_IS_NOMINAL


def _has_object(words: Sequence[Word], place: int) -> bool:
    """True when an object, a clause or a figure opens right after."""
    if place + 1 >= len(words):
        return False
    after = words[place + 1]
    return (
        after.lower in _WORDS_OF_HAS_OBJECT
        or after.text[0].isdigit()
        or after.text[0] in "$€£“\""
        or after.text[0].isupper()
    )  # fmt: skip


# Groups --------------------------------------------------------------------------------


def _group(sentence: Sentence, found: _Found) -> VerbGroup:
    words = sentence.words
    inside = [word.lower for word in words[found.first : found.last]]
    before = words[found.first - 1].lower if found.first else ""
    pronoun = before if before in _WORDS_OF_GROUP else None
    return VerbGroup(
        start=words[found.first].start,
        end=words[found.last - 1].end,
        head_start=words[found.head].start,
        head_end=words[found.head].end,
        lemma=found.lemma,
        tense=found.tense,
        voice=found.voice,
        modal=found.modal,
        modal_tense=found.modal_tense,
        negated=any(w in {"not", "never", "n't", "cannot"} or w.endswith("n't") for w in inside),
        pronoun=pronoun,
        inverted=_is_inverted(words, found),
        person=None,
    )


def _is_inverted(words: Sequence[Word], found: _Found) -> bool:
    """True for '," said the minister' and ', said Biden'."""
    if found.lemma not in _lexicon().speaking or found.first == 0 or found.last >= len(words):
        return False
    if found.tense not in (Tense.PAST, Tense.PRESENT):
        return False
    before, after = words[found.first - 1], words[found.last]
    closes = before.text in _CLOSING or (
        before.text == "," and found.lemma in _WORDS_OF_IS_INVERTED_2
    )
    nominal = after.text[0].isupper() or after.lower in _WORDS_OF_IS_INVERTED
    return closes and nominal
