"""Read reported speech: what follows a verb or a noun of saying in the text's own words.

In: a sentence with marks. Out: stretches with their speakers, by frames: a clause ("dit
que", "said the aid"), an infinitive ("dit vouloir"), a request ("urged X to"), a noun phrase
("condemned the attack"), an adjective of the speaker ("se dit prêt à"), the clause before a
verb of saying set off by a comma, a noun ("a exprimé la crainte que"). Where each stretch
ends is the matter of `reported_ends`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.conjugation import forms_of
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Sentence, Tense, Voice, Word
from aidledger.reading.reported_ends import clause_end, object_end
from aidledger.reading.reporting import Cue, cue_of, reporting_words
from aidledger.reading.said import (
    UNSAID,
    Said,
    has_finite_verb,
    holds_money,
    is_only_quoted,
    trimmed_end,
)
from aidledger.reading.speaker_words import speaker_words
from aidledger.reading.speakers import Speaker, speaker_in, speaker_of

_AFTER_MODAL = small_words("speech", "after_modal")
_NOMINAL = small_words("speech", "clause_start_2")
_SKIPPED = small_words("speech", "clause_start")
_SIGNS = frozenset({",", ".", ";", ":", "—", "–", "(", ")"})
_CLOSING = frozenset({"»", "”", '"', "'"})
_LEAST = 8  # characters of a reported clause
_MOST_QUOTED = 0.6  # share of a noun phrase that may be a quotation of its own
_LEAST_OBJECT = 12  # characters of a reported noun phrase
_MOST_BEFORE_CLAUSE = 14  # words between the verb and "que"
_MOST_REQUEST = 70  # characters between the verb of asking and what is asked
_DEMONSTRATIVES = frozenset({"ces", "cette", "ce", "cet", "those", "these", "this", "that"})

Frame = Callable[[Sentence, Cue], tuple[int, int, str] | None]


def reported_in(sentence: Sentence) -> list[Said]:
    """What the verbs and nouns of saying of a sentence report, outside of quotations."""
    found: list[Said] = []
    for verb in sentence.verbs:
        if sentence.is_quoted(verb.start, verb.end) or verb.negated:
            continue
        cue = cue_of(sentence, verb)
        said = _reported(sentence, cue) if cue is not None else None
        said = said if said is not None else _self_said(sentence, verb.start)
        if said is not None:
            found.append(said)
    found += _by_noun(sentence)
    return found


def _reported(sentence: Sentence, cue: Cue) -> Said | None:
    if cue.verb.inverted:
        return _parenthetical(sentence, cue)
    if not _is_told(sentence, cue):
        return None
    for frame in (_infinitive,) if cue.hung else _FRAMES:
        found = frame(sentence, cue)
        if found is None:
            continue
        start, end, rule = found
        if end - start < _LEAST or is_only_quoted(sentence, start, end):
            return None
        if _is_announcement(sentence, cue, start, end):
            return None
        speaker = speaker_of(sentence, cue.verb)
        if speaker is None or _is_impersonal(sentence, speaker):
            return None
        return _said(sentence, cue, start, end, speaker, rule)
    return _postposed(sentence, cue) or _interposed(sentence, cue)


def _is_announcement(sentence: Sentence, cue: Cue, start: int, end: int) -> bool:
    """Announcing or promising an aid is a sum, no statement."""
    announcing = reporting_words(sentence.language).announcing
    return cue.lemma in announcing and holds_money(sentence, start, end)


def _said(
    sentence: Sentence, cue: Cue, start: int, end: int, speaker: Speaker, rule: str
) -> Said:
    return Said(
        sentence, start, end, speaker, cue.lemma, SpeechMode.INDIRECT, cue.act, rule,
        hearsay=cue.verb.tense is Tense.CONDITIONAL_PAST,
    )  # fmt: skip


def _is_told(sentence: Sentence, cue: Cue) -> bool:
    """False for what will be said, for passives, and for bare infinitives and participles."""
    verb = cue.verb
    if verb.tense in (Tense.FUTURE, Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.IMPERATIVE):
        return False
    if verb.tense is Tense.CONDITIONAL and not cue.hung:
        return False
    if verb.voice is Voice.PASSIVE and not cue.lemma.endswith("saying") and not cue.hung:
        return False
    if verb.modal in {"devoir", "pouvoir", "expect", "plan", "want", "vouloir", "aller", "go"}:
        return False
    return not _is_first_person(sentence, cue)


def _is_first_person(sentence: Sentence, cue: Cue) -> bool:
    """ "We urge", "nous appelons": a release speaks for itself all along, but for what it told."""
    pronoun = (cue.verb.pronoun or "").lower()
    if pronoun not in {"i", "we", "je", "nous"}:
        return False
    return not (cue.verb.tense is Tense.PAST and cue.lemma in {"tell", "inform", "dire", "informer"})


def _is_impersonal(sentence: Sentence, speaker: Speaker) -> bool:
    """ "It is feared that", "il est à craindre": nobody speaks."""
    if speaker.name is not None or not speaker.pronoun:
        return False
    words = words_after(sentence, speaker.start, 1)
    return bool(words) and words[0].lower in {"it", "there"}


# Clauses -------------------------------------------------------------------------------


def _clause(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "a affirmé mardi à Genève que ...", "told MPs that ..."."""
    words = reporting_words(sentence.language)
    after = words_after(sentence, cue.end, _MOST_BEFORE_CLAUSE)
    for place, word in enumerate(after):
        if word.text in {";", ":", "."} or (word.text in _CLOSING):
            break
        if word.lower in words.clause:
            if _is_parted(sentence, cue, after[:place]):
                return None
            if place + 1 >= len(after):
                return None
            follows = after[place + 1]
            start = word.start if cue.act is SpeechAct.DENY and _is_french(sentence) else (
                follows.start
            )
            return start, clause_end(sentence, start), "clause"
    return None


def _is_parted(sentence: Sentence, cue: Cue, between: tuple[Word, ...]) -> bool:
    """Another verb takes the clause, or a noun does."""
    end = between[-1].end if between else cue.end
    others = [v for v in sentence.verbs if cue.end <= v.start and v.end <= end]
    if any(is_finite(v) or cue_of(sentence, v) is not None for v in others):
        return True
    return _hangs_on_noun(sentence, cue, between)


def _is_french(sentence: Sentence) -> bool:
    return sentence.language == "fr"


def _hangs_on_noun(sentence: Sentence, cue: Cue, between: tuple[Word, ...]) -> bool:
    """ "reaffirmed my commitment that", "a dénoncé un fait que": the clause is a noun's own."""
    if not between or cue.lemma in _TELLING:
        return False
    first = between[0]
    small = speaker_words(sentence.language)
    if first.lower in small.prepositions | small.joints or first.text == ",":
        return False
    if first.lower.endswith(("ly", "ment")) and first.lower != "comment":
        return False
    if any(d.start <= first.start < d.end for d in sentence.dates):
        return False
    return not any(m.start <= first.start < m.end for m in sentence.mentions)


_TELLING = frozenset(
    ["tell", "inform", "remind", "assure", "warn", "brief", "promise", "persuade", "convince"]
    + ["informer", "prévenir", "avertir", "assurer", "rassurer", "rappeler", "dire"]
)


def _bare(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """English without "that": "said Tuesday the money would", "told reporters the aid was"."""
    if sentence.language != "en" or cue.lemma in _NO_BARE_CLAUSE:
        return None
    words = reporting_words("en")
    if cue.lemma in words.requests and cue.lemma not in _TELLING | {"remind"}:
        return None
    start = _past_hearers(sentence, cue)
    if start is None or not _is_clause(sentence, start):
        return None
    return start, clause_end(sentence, start), "bare"


_NO_BARE_CLAUSE = frozenset(
    ["describe", "condemn", "praise", "speak", "point", "report", "welcome", "label", "brand"]
    + ["dub", "call", "cite", "highlight", "criticise", "criticize", "denounce", "commend"]
    + ["applaud", "agree", "order", "post", "express", "recommend", "propose", "reject", "dismiss"]
    + ["dispute", "reaffirm", "underline", "underscore", "slam", "decry", "echo", "reveal"]
)


def _past_hearers(sentence: Sentence, cue: Cue) -> int | None:
    """Past hearers, days and settings behind the verb: where a bare clause may begin."""
    words = reporting_words("en")
    small = speaker_words("en")
    after = words_after(sentence, cue.end, 24)
    at = 0
    if cue.lemma in _TELLING:
        at = _past_hearer(sentence, after)
    while at < len(after):
        word = after[at]
        date = next((d for d in sentence.dates if d.start <= word.start < d.end), None)
        setting = words.settings.starting(after, at)
        if date is not None:
            while at < len(after) and after[at].start < date.end:
                at += 1
        elif setting is not None:
            at = setting[0]
        elif word.lower in {"also", "again", "later", "on"}:
            at += 1
        elif word.lower == "in" and _is_place(sentence, after, at):
            at += 2
        else:
            break
    if at >= len(after) or after[at].text in _SIGNS or after[at].text in '"“«':
        return None
    if after[at].lower in small.prepositions | {"and", "or"}:
        return None
    return after[at].start


def _is_place(sentence: Sentence, words: tuple[Word, ...], at: int) -> bool:
    return at + 1 < len(words) and any(
        m.place_only and m.start == words[at + 1].start for m in sentence.mentions
    )


def _past_hearer(sentence: Sentence, words: tuple[Word, ...]) -> int:
    """One past the hearer: "told | the Security Council | the fund was empty"."""
    if not words:
        return 0
    mention = next((m for m in sentence.mentions if 0 <= m.start - words[0].start <= 4), None)
    at = 0
    if mention is not None:
        while at < len(words) and words[at].start < mention.end:
            at += 1
        return at
    articles = speaker_words("en").articles
    if words[0].lower in articles:
        at = 1
    at += 1
    while at < len(words) and words[at].lower not in articles | {"it", "he", "she", "they"}:
        if words[at].text in _SIGNS or words[at].text[0].isupper() or at > 4:
            break
        if any(v.start <= words[at].start < v.end for v in sentence.verbs):
            return 1 if words[0].lower not in articles else 0
        at += 1
    return at


def _is_clause(sentence: Sentence, start: int) -> bool:
    """A subject, then a finite verb, with no sign that parts them."""
    verb = next((v for v in sentence.verbs if v.start >= start and is_finite(v)), None)
    if verb is None:
        return False
    pronoun = verb.pronoun is not None and verb.start - start < 8
    between = words_between(sentence, start, verb.start)
    if not between and not pronoun:
        return False
    return not any(w.text in {";", ":"} for w in between) and verb.start - start < 160


def _gerund(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "denied targeting civilians", "admitted diverting aid"."""
    if sentence.language != "en" or cue.lemma not in _WITH_GERUND:
        return None
    after = words_after(sentence, cue.end, 2)
    for word in after:
        forms = forms_of("en").get(word.lower, ())
        if any(form.tense is Tense.PRESENT_PARTICIPLE for form in forms):
            start = after[0].start
            return start, clause_end(sentence, start), "gerund"
        if word.lower not in {"not", "ever", "even"}:
            return None
    return None


_WITH_GERUND = frozenset(
    ["deny", "admit", "acknowledge", "suggest", "recommend", "propose", "regret", "quote as saying"]
)


# Infinitives and requests --------------------------------------------------------------


def _infinitive(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "assure être capable de", "dit espérer", "asked to see", "claims to have"."""
    if cue.hung:
        if cue.lemma in reporting_words(sentence.language).announcing:
            return None
        if not _is_french(sentence) and cue.lemma not in _WITH_INFINITIVE:
            return None
        start = _after_modal(sentence, cue)
        return start, clause_end(sentence, start), "infinitive"
    after = words_after(sentence, cue.end, 1)
    if not _is_french(sentence) or not after or not _is_infinitive(after[0].lower):
        return None
    if cue.lemma in reporting_words("fr").announcing:
        return None
    return after[0].start, clause_end(sentence, after[0].start), "infinitive"


# English verbs of saying on which an infinitive hangs: "claims to have", "asked to see".
_WITH_INFINITIVE = frozenset(["claim", "ask", "demand", "beg", "request", "swear", "plead"])


def _after_modal(sentence: Sentence, cue: Cue) -> int:
    """The first word after the verb of saying within its group, joints left out."""
    verb = cue.verb
    inside = words_between(sentence, verb.start, verb.end)
    verbs = [word for word in inside if word.end < verb.head_start]
    start = verb.head_start
    for word in reversed(verbs):
        if word.lower in _AFTER_MODAL or (
            cue.act is SpeechAct.DEMAND and word.lower in {"to", "à", "de", "d'"}
        ):
            start = word.start
        else:
            break
    return start


def _is_infinitive(word: str) -> bool:
    return any(form.tense is Tense.INFINITIVE for form in forms_of("fr").get(word, ()))


def _request(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "a exhorté les Etats à honorer", "called on X to stop", "accuse le Hamas de détourner"."""
    joints = reporting_words(sentence.language).requests.get(cue.lemma)
    if joints is None:
        return None
    words = words_after(sentence, cue.end, 30)
    for place, word in enumerate(words):
        if word.start - cue.end > _MOST_REQUEST or word.text in {";", ":", "."}:
            return None
        if any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs):
            return None
        if word.lower in joints and place + 1 < len(words):
            if not _opens_request(sentence, words, place):
                continue
            start = words[0].start
            if words[0].lower in {"on", "upon", "to", "à", "au", "aux"} and place > 1:
                start = words[1].start
            return start, clause_end(sentence, start), "request"
    return None


def _opens_request(sentence: Sentence, words: tuple[Word, ...], place: int) -> bool:
    """A verb behind the joint, past clitics: "de ne pas y toucher", "to immediately stop"."""
    for word in words[place + 1 : place + 5]:
        if any(v.start <= word.start < v.end and v.tense in UNSAID for v in sentence.verbs):
            return True
        if _is_french(sentence) and _is_infinitive(word.lower):
            return True
        if word.lower not in _BEFORE_INFINITIVE and not word.lower.endswith(("ly", "ment")):
            return False
    return False


_BEFORE_INFINITIVE = frozenset(
    ["ne", "pas", "n'", "y", "en", "se", "s'", "le", "la", "les", "l'", "leur", "lui", "plus"]
    + ["not", "also", "do", "be", "tout", "bien"]
)


# Objects -------------------------------------------------------------------------------


def _object(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "a rappelé le rôle de la Chine", "warned of a famine", "called for a ceasefire"."""
    words = reporting_words(sentence.language)
    behind = words.object_behind.get(cue.lemma)
    after = words_after(sentence, cue.end, 8)
    at = 0
    while at < len(after) and after[at].lower in _SKIPPED:
        at += 1
    if behind is not None:
        found = behind.starting(after, at)
        if found is None or found[0] >= len(after):
            return _plain_object(sentence, cue, after, at)
        if cue.act is SpeechAct.DEMAND and holds_money(
            sentence, after[found[0]].start, object_end(sentence, after[found[0]].start)
        ):
            return None
        return _nominal(sentence, cue, after[found[0]].start)
    return _plain_object(sentence, cue, after, at)


def _plain_object(
    sentence: Sentence, cue: Cue, after: tuple[Word, ...], at: int
) -> tuple[int, int, str] | None:
    words = reporting_words(sentence.language)
    if cue.lemma not in words.with_object or cue.lemma in words.announcing or at >= len(after):
        return None
    first = after[at]
    if first.lower in _DEMONSTRATIVES or first.text in _SIGNS or first.text in '"“«':
        return None
    if first.lower not in _NOMINAL and not _is_bare_noun(sentence, after, at):
        return None
    if cue.act in (SpeechAct.DEMAND, SpeechAct.EXPECT) and holds_money(
        sentence, first.start, object_end(sentence, first.start)
    ):
        return None
    if _is_only_claim(sentence, after[at:]):
        return None
    return _nominal(sentence, cue, first.start)


def _is_only_claim(sentence: Sentence, words: tuple[Word, ...]) -> bool:
    """ "rejects the accusations": what is rejected stands elsewhere."""
    denied = load_words(sentence.language, "reporting")["claims_denied"]
    nouns = [at for at, word in enumerate(words[:5]) if word.lower in denied and at]
    if not nouns:
        return False
    behind = words[nouns[0] + 1 : nouns[0] + 2]
    return not behind or behind[0].lower not in {"of", "that", "de", "d'", "des", "du", "selon"}


def _is_bare_noun(sentence: Sentence, after: tuple[Word, ...], at: int) -> bool:
    """English needs no article: "condemned attacks on aid workers"."""
    word = after[at]
    small = speaker_words(sentence.language)
    if word.lower in small.prepositions | small.joints | small.openers | small.no_speakers:
        return word.lower == "any"
    if any(v.start <= word.start < v.end for v in sentence.verbs):
        return False
    return sentence.language == "en" or word.lower in {"toute", "tout", "plusieurs", "toutes"}


def _nominal(sentence: Sentence, cue: Cue, start: int) -> tuple[int, int, str] | None:
    end = object_end(sentence, start)
    if end - start < _LEAST_OBJECT or is_only_quoted(sentence, start, end, _MOST_QUOTED):
        return None
    return start, end, "object"


# The clause before the verb ------------------------------------------------------------


def _part_before(sentence: Sentence, place: int) -> tuple[Word, ...]:
    """The words before the comma in front of a verb of saying, from the last semicolon on."""
    end = place
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in " ,—–":
        end -= 1
    words = words_between(sentence, sentence.start, end)
    for at in range(len(words) - 1, -1, -1):
        quoted = sentence.is_quoted(words[at].start, words[at].end)
        if words[at].text in {";", ":"} and not quoted:
            return words[at + 1 :]
    return words


def _parenthetical(sentence: Sentence, cue: Cue) -> Said | None:
    """ "Les crédits sont attribués, affirme le président": the clause before the comma."""
    part = _part_before(sentence, cue.verb.start)
    if not part or sentence.is_quoted(part[0].start, part[-1].end):
        return None
    if not has_finite_verb(sentence, part[0].start, part[-1].end):
        return _interposed(sentence, cue)
    start, end = _clause_before(sentence, part)
    speaker = speaker_of(sentence, cue.verb)
    if speaker is None or end - start < _LEAST_OBJECT or _is_direct(sentence, start, end):
        return None
    if _is_announcement(sentence, cue, start, end):
        return None
    return _said(sentence, cue, start, end, speaker, "parenthetical")


def _is_direct(sentence: Sentence, start: int, end: int) -> bool:
    """Only quoted, or a quotation that stands for itself behind a lead-in."""
    if is_only_quoted(sentence, start, end):
        return True
    outside = [w for w in words_between(sentence, start, end) if w.text not in _CLOSING]
    closes = words_between(sentence, start, end)[-1].text in _CLOSING
    free = [w for w in outside if not sentence.is_quoted(w.start, w.end)]
    verbs = [
        v for v in sentence.verbs
        if start <= v.start < end and not sentence.is_quoted(v.start, v.end)
    ]  # fmt: skip
    return closes and not verbs and len(free) <= 4 and any(w.text == ":" for w in free)


def _clause_before(sentence: Sentence, part: tuple[Word, ...]) -> tuple[int, int]:
    """The reported clause in a part: past an opening participle clause."""
    start, end = part[0].start, trimmed_end(sentence, part[0].start, part[-1].end)
    opening = next((v for v in sentence.verbs if v.start >= start), None)
    if opening is not None and opening.tense is Tense.PAST_PARTICIPLE and opening.start == start:
        main = next((v for v in sentence.verbs if v.start > opening.end and is_finite(v)), None)
        if main is not None:
            commas = [w for w in part if w.text == "," and w.end < main.start]
            if commas:
                start = commas[-1].end + 1
    return start, end


def _postposed(sentence: Sentence, cue: Cue) -> Said | None:
    """ "..., a spokesperson said on Monday.": the clause before the comma, its speaker behind."""
    verb = cue.verb
    if sentence.language != "en" or cue.lemma not in _SAYING:
        return None
    if not _ends_sentence(sentence, verb.end):
        return None
    speaker = speaker_of(sentence, verb)
    if speaker is None:
        return None
    before = words_before(sentence, speaker.start, 2)
    comma = next((w for w in before[::-1] if w.text in {",", "—", "–"}), None)
    if comma is None:
        return None
    part = _part_before(sentence, comma.end)
    if not part:
        return None
    start, end = _clause_before(sentence, part)
    if not has_finite_verb(sentence, start, end) or is_only_quoted(sentence, start, end):
        return None
    if sentence.is_quoted(start, end):
        return None
    return _said(sentence, cue, start, end, speaker, "postposed")


def _interposed(sentence: Sentence, cue: Cue) -> Said | None:
    """ "The fighting, she said, had cut the road": the clause around the verb of saying."""
    after = words_after(sentence, cue.end, 1)
    speaker = speaker_of(sentence, cue.verb)
    if not after or after[0].text != "," or speaker is None:
        return None
    first = min(speaker.start, cue.verb.start)
    before = words_before(sentence, first, 1)
    start = sentence.words[0].start
    if not before or before[0].text != "," or has_finite_verb(sentence, start, first):
        return None
    end = trimmed_end(sentence, start, sentence.end)
    goes_on = next((v for v in sentence.verbs if v.start >= after[0].end), None)
    if goes_on is None or not is_finite(goes_on) or sentence.is_quoted(start, end):
        return None
    return _said(sentence, cue, start, end, speaker, "interposed")


def _ends_sentence(sentence: Sentence, place: int) -> bool:
    """Nothing but a day, a hearer or a setting stands behind."""
    words = words_after(sentence, place, 14)
    rest = [word for word in words if word.text[0].isalnum()]
    if len(rest) <= 5:
        return not any(word.text in {'"', "“", "«"} for word in words)
    settings = reporting_words(sentence.language).settings
    return settings.starting(words, 0) is not None and len(rest) < 14


_SAYING = frozenset(
    ["say", "add", "report", "announce", "state", "confirm", "note", "warn", "tell", "estimate"]
    + ["believe", "explain", "write", "suggest", "insist", "argue", "claim"]
)


# The speaker's own state ---------------------------------------------------------------


def _self_said(sentence: Sentence, place: int) -> Said | None:
    """ "se dit prêt à reprendre", "s'est déclaré favorable à": what one says of oneself."""
    words = reporting_words(sentence.language)
    if not words.self_said:
        return None
    verb = next((v for v in sentence.verbs if v.start == place), None)
    if verb is None or verb.lemma not in words.self_said or verb.voice is not Voice.REFLEXIVE:
        return None
    after = words_after(sentence, verb.end, 5)
    if len(after) > 3 and after[0].text == after[2].text == ",":
        after = after[3:]  # "se dit, elle, ouverte"
    if len(after) < 2 or not after[0].text.isalpha() or after[0].lower in _NOMINAL:
        return None
    if after[0].lower in words.clause | {"à", "de", "en", "par", "ainsi"}:
        return None
    speaker = speaker_of(sentence, verb)
    start, end = after[0].start, clause_end(sentence, after[0].start)
    if speaker is None or end - start < _LEAST:
        return None
    return Said(
        sentence, start, end, speaker, verb.lemma, SpeechMode.INDIRECT, SpeechAct.ASSERT, "self"
    )


# Nouns of saying -----------------------------------------------------------------------


def _by_noun(sentence: Sentence) -> Iterator[Said]:
    """ "a exprimé la crainte que", "voiced concern that", "l'annonce selon laquelle"."""
    words = reporting_words(sentence.language)
    for at in range(len(sentence.words)):
        found = words.nouns.starting(sentence.words, at)
        if found is None or sentence.is_quoted(
            sentence.words[at].start, sentence.words[at].end
        ):
            continue
        start = _behind_noun(sentence, found[0])
        if start is None:
            continue
        speaker = _utterer(sentence, sentence.words[at].start)
        if speaker is None:
            continue
        end = _end_before_main(sentence, start, clause_end(sentence, start))
        if end - start >= _LEAST and has_finite_verb(sentence, start, end):
            yield Said(
                sentence, start, end, speaker, sentence.words[at].lower, SpeechMode.INDIRECT,
                found[1], "noun",
            )  # fmt: skip


def _behind_noun(sentence: Sentence, place: int) -> int | None:
    """Where the clause of a noun of saying begins: behind "que", "that", "selon laquelle"."""
    words = sentence.words
    reporting = reporting_words(sentence.language)
    for at in range(place, min(place + 4, len(words))):
        found = reporting.behind_nouns.starting(words, at)
        if found is not None:
            return words[found[0]].start if found[0] < len(words) else None
        if words[at].lower in reporting.clause:
            return words[at + 1].start if at + 1 < len(words) else None
        if words[at].text in _SIGNS:
            return None
    return None


def _utterer(sentence: Sentence, place: int) -> Speaker | None:
    """The subject of the verb that utters the noun ("voiced"), or the noun's owner."""
    owner = words_before(sentence, place, 1)
    if owner and owner[0].lower in {"'s", "'"}:
        mention = next((m for m in sentence.mentions if m.end == owner[0].start), None)
        return speaker_in(sentence, mention.start, mention.end) if mention is not None else None
    uttering = reporting_words(sentence.language).uttering
    before = [v for v in sentence.verbs if v.end <= place]
    if not before or place - before[-1].end > 40:
        return None
    verb = before[-1]
    if verb.negated or not {verb.lemma, verb.modal} & uttering or verb.tense is Tense.FUTURE:
        return None
    if (verb.pronoun or "").lower() in {"i", "we", "je", "nous"}:
        return None
    return speaker_of(sentence, verb)


def _end_before_main(sentence: Sentence, start: int, end: int) -> int:
    """ "Washington's warning that aid could be cut | has alarmed": two verbs, one clause each."""
    finite = [v for v in sentence.verbs if start <= v.start and v.end <= end and is_finite(v)]
    if len(finite) < 2:
        return end
    between = words_between(sentence, finite[0].end, finite[1].start)
    if any(w.text in _SIGNS or w.lower in _PARTING for w in between):
        return end
    return trimmed_end(sentence, start, finite[1].start)


_PARTING = frozenset(["and", "or", "but", "that", "which", "who", "if", "when", "because", "as"])

_FRAMES: tuple[Frame, ...] = (_infinitive, _clause, _request, _gerund, _object, _bare)
