"""Read reported speech: what follows a verb or a noun of saying in the text's own words.

In: a sentence with marks. Out: stretches with their speakers, by frames: a clause ("dit
que", "said the aid"), an infinitive ("dit vouloir"), a request ("urged X to"), a noun phrase
("condemned the attack"), an adjective of the speaker ("se dit prêt à"), the clause before a
verb of saying set off by a comma, a noun ("a exprimé la crainte que"). Where each stretch
ends is the matter of `reported_ends`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from aidledger.model.claims import SpeechAct, SpeechMode
from aidledger.reading.clauses import is_finite, words_after, words_before, words_between
from aidledger.reading.conjugation import forms_of
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Sentence, Tense, Voice, Word
from aidledger.reading.nouns_of_saying import said_by_nouns
from aidledger.reading.parentheticals import interposed, parenthetical, postposed
from aidledger.reading.rejected_claims import claims_rejected
from aidledger.reading.reported_colons import behind_colon
from aidledger.reading.reported_ends import clause_end, object_end
from aidledger.reading.reported_questions import question_asked
from aidledger.reading.reported_verdicts import verdict
from aidledger.reading.reporting import Cue, cue_of, goes_on_in_past, reporting_words
from aidledger.reading.said import (
    UNSAID,
    Said,
    has_finite_verb,
    holds_money,
    is_announcement,
    is_only_quoted,
    said_with,
)
from aidledger.reading.speaker_words import speaker_words
from aidledger.reading.speakers import Speaker, speaker_in, speaker_of

_BEFORE_INFINITIVE = small_words("speech", "before_infinitive")
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
_NOT_CONTENT = frozenset({"et", "mais", "que", "qu'", "qui", "dont", "selon", "par", "à", "comme"})
_QUOTES = frozenset({"«", "“", '"'})
_UNNAMED = frozenset({"named", "identified", "quoted", "anonymous", "anonyme", "anonymes"})
_DEMONSTRATIVES = frozenset({"ces", "cette", "ce", "cet", "those", "these", "this", "that"})

Frame = Callable[[Sentence, Cue], tuple[int, int, str] | None]


def reported_in(sentence: Sentence) -> list[Said]:
    """What the verbs and nouns of saying of a sentence report, outside of quotations."""
    found: list[Said] = []
    for verb in sentence.verbs:
        if sentence.is_quoted(verb.start, verb.end):
            continue
        rejected = list(claims_rejected(sentence, verb))
        if rejected:
            found += rejected
            continue
        cue = cue_of(sentence, verb)
        if verb.negated and (cue is None or not _denies_the_rest(sentence, cue)):
            continue
        said = _reported(sentence, cue) if cue is not None else None
        said = said or _self_said(sentence, verb.start) or question_asked(sentence, verb)
        if said is not None:
            found.append(said)
    found += said_by_nouns(sentence)
    return found


def _denies_the_rest(sentence: Sentence, cue: Cue) -> bool:
    """ "affirme ne disposer d'aucune preuve": not the saying is denied but what is said."""
    first = words_between(sentence, cue.verb.start, cue.verb.end)[0].lower
    return cue.hung and first not in {"ne", "n'"} and _is_french(sentence)


def _reported(sentence: Sentence, cue: Cue) -> Said | None:
    if cue.verb.inverted:
        return parenthetical(sentence, cue)
    if not _is_told(sentence, cue):
        return _asked_by(sentence, cue)
    for frame in (_infinitive,) if cue.hung else _FRAMES:
        found = frame(sentence, cue)
        if found is None:
            continue
        start, end, rule = found
        if end - start < _LEAST or is_only_quoted(sentence, start, end):
            return None
        if is_announcement(sentence, cue, start, end):
            return None
        speaker = speaker_of(sentence, cue.verb)
        if speaker is None or _is_impersonal(sentence, cue, speaker) or _is_paper(cue, speaker):
            return None
        told = replace(cue, act=SpeechAct.ASSERT) if rule == "verdict" else cue
        return said_with(sentence, told, start, end, speaker, rule)
    return postposed(sentence, cue) or interposed(sentence, cue)


def _asked_by(sentence: Sentence, cue: Cue) -> Said | None:
    """ "L'Egypte, accusée par Israël de retenir les convois": who accuses stands behind "par"."""
    if cue.verb.tense is not Tense.PAST_PARTICIPLE and cue.verb.voice is not Voice.PASSIVE:
        return None
    joints = reporting_words(sentence.language).requests.get(cue.lemma)
    after = words_after(sentence, cue.end, 24)
    if joints is None or not after or after[0].lower not in {"par", "by"}:
        return None
    for place, word in enumerate(after[1:], 1):
        if word.lower in joints and _opens_request(sentence, after, place):
            speaker = speaker_in(sentence, after[1].start, after[place - 1].end)
            if speaker is None or place < 2:
                return None
            start, end = word.start, _closing_end(sentence, cue, word.start)
            return said_with(sentence, cue, start, end, speaker, "passive")
        if word.text in _SIGNS:
            return None
    return None


def _closing_end(sentence: Sentence, cue: Cue, start: int) -> int:
    """The end of what is blamed: the comma, where the participle itself stands behind one."""
    before = words_before(sentence, cue.verb.start, 1)
    end = clause_end(sentence, start)
    if before and before[0].text == ",":
        comma = next((w for w in words_after(sentence, start, 40) if w.text == ","), None)
        end = min(end, comma.start) if comma is not None else end
    return end


def _is_unsaid(sentence: Sentence, place: int) -> bool:
    """ "stopped short of saying", "without saying": nothing was said."""
    before = words_before(sentence, place, 1)
    return bool(before) and before[0].lower in {"of", "without", "from", "than", "sans"}


def _is_told(sentence: Sentence, cue: Cue) -> bool:
    """False for what will be said, for passives, and for bare infinitives and participles."""
    verb = cue.verb
    if verb.tense is Tense.PRESENT_PARTICIPLE and _is_unsaid(sentence, verb.start):
        return False
    if goes_on_in_past(sentence, verb):
        return not _is_first_person(cue)
    if verb.tense in (Tense.FUTURE, Tense.INFINITIVE, Tense.PAST_PARTICIPLE, Tense.IMPERATIVE):
        return False
    if verb.tense is Tense.CONDITIONAL and not cue.hung:
        return False
    if verb.voice is Voice.PASSIVE and not cue.lemma.endswith("saying") and not cue.hung:
        return False
    if verb.modal in {"devoir", "pouvoir", "expect", "plan", "want", "vouloir", "aller", "go"}:
        return False
    return not _is_first_person(cue)


def _is_first_person(cue: Cue) -> bool:
    """ "We urge", "nous appelons": a release speaks for itself all along, but for what it told."""
    pronoun = (cue.verb.pronoun or "").lower()
    if pronoun not in {"i", "we", "je", "nous"}:
        return False
    return not (
        cue.verb.tense is Tense.PAST and cue.lemma in {"tell", "inform", "dire", "informer"}
    )


def _is_paper(cue: Cue, speaker: Speaker) -> bool:
    """ "L'accord prévoyait que": a text foresees, and says nothing."""
    if cue.lemma not in {"prévoir", "garantir"} or speaker.name is None or speaker.name.id:
        return False
    head = (speaker.name.mention or speaker.name.name).lower().split()
    return bool(head) and head[0] in reporting_words("fr").unspeaking


def _is_impersonal(sentence: Sentence, cue: Cue, speaker: Speaker) -> bool:
    """ "It is feared that", "il est à craindre": nobody speaks."""
    if speaker.name is not None or not speaker.pronoun:
        return False
    words = words_after(sentence, speaker.start, 1)
    told = cue.lemma in {"say", "add", "insist", "note", "deny"} and cue.verb.voice is Voice.ACTIVE
    return bool(words) and (words[0].lower == "there" or (words[0].lower == "it" and not told))


# Clauses -------------------------------------------------------------------------------


def _clause(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "a affirmé mardi à Genève que ...", "told MPs that ..."."""
    words = reporting_words(sentence.language)
    after = words_after(sentence, cue.end, _MOST_BEFORE_CLAUSE)
    for place, word in enumerate(after):
        if word.text in {";", ":", "."} or (word.text in _CLOSING):
            break
        if word.lower in words.clause:
            if place and cue.lemma in words.beside_quote - words.telling and _is_french(sentence):
                return None  # "a repris la distribution qu'assurait l'agence"
            if _is_parted(sentence, cue, after[:place]) or _is_relative(sentence, after, place):
                return None
            if place + 1 >= len(after):
                return None
            follows = after[place + 1]
            start = (
                word.start
                if cue.act is SpeechAct.DENY and _is_french(sentence)
                else (follows.start)
            )
            return start, clause_end(sentence, start), "clause"
    return None


def _is_relative(sentence: Sentence, after: tuple[Word, ...], place: int) -> bool:
    """ "attendait Volodymyr Zelensky, qu'il a reçu": the name before has the clause."""
    if not _is_french(sentence):
        return _goes_on_with_verb(sentence, after, place)
    if place < 2 or after[place - 1].text != ",":
        return False
    name = after[place - 2]
    return name.text[0].isupper() and after[0].text != ","


def _goes_on_with_verb(sentence: Sentence, after: tuple[Word, ...], place: int) -> bool:
    """ "a gathering that yielded no truce": "that" is the subject of its verb."""
    if place + 1 >= len(after):
        return False
    follows = after[place + 1]
    if follows.lower in {"and", "as", "but", "or", "in", "on", "at", "with", "by", "for", "when"}:
        return True  # "dismissed that as wishful thinking": a pronoun
    return any(
        v.start == follows.start and is_finite(v) and v.pronoun is None for v in sentence.verbs
    )


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
    if not between or cue.lemma in reporting_words(sentence.language).telling:
        return False
    first = between[0]
    small = speaker_words(sentence.language)
    if first.lower in small.prepositions | small.joints or first.text == ",":
        return False
    if first.lower in load_words(sentence.language, "verbs")["adverbs"]:
        return False
    if first.lower.endswith(("ly", "ment")) and first.lower != "comment":
        return False
    if any(d.start <= first.start < d.end for d in sentence.dates):
        return False
    return not any(m.start <= first.start < m.end for m in sentence.mentions)


def _bare(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """English without "that": "said Tuesday the money would", "told reporters the aid was"."""
    if sentence.language != "en" or cue.lemma in reporting_words("en").no_bare_clause:
        return None
    words = reporting_words("en")
    if cue.lemma in words.requests and cue.lemma not in words.telling:
        return None
    start = _past_hearers(sentence, cue)
    if start is None or not _is_clause(sentence, start):
        return None
    return start, clause_end(sentence, start), "bare"


def _past_hearers(sentence: Sentence, cue: Cue) -> int | None:
    """Past hearers, days and settings behind the verb: where a bare clause may begin."""
    words = reporting_words("en")
    small = speaker_words("en")
    after = words_after(sentence, cue.end, 24)
    at = 0
    if cue.lemma in reporting_words(sentence.language).telling:
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
    relatives = speaker_words(sentence.language).relatives
    if any(w.text in {";", ":"} or w.lower in relatives for w in between):
        return False
    return verb.start - start < 160


def _gerund(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "denied targeting civilians", "admitted diverting aid"."""
    if sentence.language != "en" or cue.lemma not in reporting_words("en").gerunds:
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


# Infinitives and requests --------------------------------------------------------------


def _infinitive(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "assure être capable de", "dit espérer", "asked to see", "claims to have"."""
    if cue.act is SpeechAct.EXPECT:
        return None  # "Gavi espérait réunir 12 milliards": an aim, nothing said
    if cue.hung:
        if cue.lemma in reporting_words(sentence.language).announcing:
            if cue.act is not SpeechAct.PROMISE:
                return None
        if not _is_french(sentence) and cue.lemma not in reporting_words("en").infinitives:
            return None
        start = _after_modal(sentence, cue)
        return start, clause_end(sentence, start), "infinitive"
    if not _is_french(sentence) or cue.lemma in reporting_words("fr").announcing:
        return None
    after = words_after(sentence, cue.end, 16)
    if len(after) > 3 and after[0].text == after[2].text == ",":
        after = after[3:]  # "déclare, lui, attendre"
    after = after[_past_manner(sentence, after) :]
    at = 0
    while at < len(after) and after[at].lower in _BEFORE_INFINITIVE:
        at += 1
    if at >= len(after) or not _is_infinitive(after[at].lower) or _is_object(after, at):
        return None
    return after[0].start, clause_end(sentence, after[0].start), "infinitive"


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


def _is_object(after: tuple[Word, ...], at: int) -> bool:
    """ "nie le savoir": an article and a noun, where no "ne" and no "avoir" tells a verb."""
    if not at or after[at - 1].lower not in {"le", "la", "les", "l'"}:
        return False
    return after[at].lower in {"pouvoir", "savoir", "devoir", "être", "dire", "rire"}


def _is_infinitive(word: str) -> bool:
    return any(form.tense is Tense.INFINITIVE for form in forms_of("fr").get(word, ()))


def _request(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "a exhorté les Etats à honorer", "called on X to stop", "accuse le Hamas de détourner"."""
    joints = reporting_words(sentence.language).requests.get(cue.lemma)
    if joints is None:
        return None
    words = words_after(sentence, cue.end, 30)
    words = words[_past_manner(sentence, words) :]
    if words and words[0].lower == "for" and cue.lemma not in reporting_words("en").blaming:
        return None  # "appealed for $250 million to feed": what is asked for is a thing
    if cue.lemma == "call" and not _is_french(sentence):
        if not words or words[0].lower not in {"on", "upon", "for"}:
            return None  # "called Conille to promise armour": by telephone
    for place, word in enumerate(words):
        if word.start - cue.end > _MOST_REQUEST or word.text in {";", ":", "."}:
            return None
        if any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs):
            return None
        if word.lower == "for" and "of" not in joints and "for" not in joints and place:
            return None  # "asked donors for $910 million to keep people alive"
        if word.lower in joints and place + 1 < len(words):
            blamed = (
                cue.lemma in reporting_words("en").blaming
                and word.lower in {"of", "for"}
                and place > 0
            )
            if not blamed and not _opens_request(sentence, words, place):
                continue
            start = words[0].start
            if {w.lower for w in words[place + 1 : place + 4]} & _UNNAMED:
                return None  # "asked not to be named"
            if _only_quotes(sentence, words[place + 1]):
                return None  # "accused the government of “diplomacy by photocopy”"
            if cue.lemma in reporting_words(sentence.language).asked_alone:
                start = words[place + 1].start
            elif words[0].lower in {"on", "upon", "to", "à", "au", "aux"} and place > 1:
                start = words[1].start
            return start, clause_end(sentence, start), "request"
    return None


def _only_quotes(sentence: Sentence, first: Word) -> bool:
    """What is blamed is nothing but a quotation, which stands for itself."""
    if first.text not in '"“«':
        return False
    quote = next((high for low, high in sentence.quoted if 0 <= low - first.end <= 2), None)
    if quote is None:
        return False
    behind = words_after(sentence, quote + 1, 2)
    return not behind or behind[0].text in _SIGNS | _CLOSING


def _opens_request(sentence: Sentence, words: tuple[Word, ...], place: int) -> bool:
    """A verb behind the joint, past clitics: "de ne pas y toucher", "to immediately stop"."""
    for word in words[place + 1 : place + 5]:
        if any(v.start <= word.start < v.end and v.tense in UNSAID for v in sentence.verbs):
            return True
        if _is_french(sentence) and _is_infinitive(word.lower):
            return True
        if word.text in _QUOTES:
            continue
        if word.lower not in _BEFORE_INFINITIVE and not word.lower.endswith(("ly", "ment")):
            return False
    return False


# Objects -------------------------------------------------------------------------------


def _object(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "a rappelé le rôle de la Chine", "warned of a famine", "called for a ceasefire"."""
    words = reporting_words(sentence.language)
    behind = words.object_behind.get(cue.lemma)
    after = words_after(sentence, cue.end, 16)
    at = _past_manner(sentence, after)
    if behind is not None:
        found = behind.first_in(after, at, at + 4)
        if found is None or found[1] >= len(after):
            return _plain_object(sentence, cue, after, at)
        start = after[found[1]].start
        skipped = after[at : found[0]]
        if has_finite_verb(sentence, cue.end, start) or any(w.text in _SIGNS for w in skipped):
            return None
        if cue.act is SpeechAct.DEMAND and holds_money(
            sentence, start, object_end(sentence, start)
        ):
            return None
        return _nominal(sentence, start)
    return _plain_object(sentence, cue, after, at)


def _estimate(sentence: Sentence, cue: Cue) -> tuple[int, int, str] | None:
    """ "évalue à 800 000 le nombre de réfugiés": the figure and what it counts."""
    if cue.lemma not in {"évaluer", "estimer", "chiffrer"}:
        return None
    after = words_after(sentence, cue.end, 10)
    if len(after) < 4 or after[0].lower not in {"à", "entre"}:
        return None
    figure = next((q for q in sentence.quantities if 0 <= q.start - after[0].end <= 12), None)
    if figure is None:
        return None
    behind = words_after(sentence, figure.end, 6)
    if not any(word.lower in {"le", "la", "les", "l'"} for word in behind[:4]):
        return None
    return after[0].start, object_end(sentence, after[0].start), "estimate"


def _past_manner(sentence: Sentence, after: tuple[Word, ...]) -> int:
    """Past how and when something is said: "en bloc", "catégoriquement", ", dimanche, "."""
    manners = reporting_words(sentence.language).manners
    at = 0
    while at < len(after):
        word = after[at]
        manner = manners.starting(after, at)
        date = next((d for d in sentence.dates if d.start <= word.start < d.end), None)
        if manner is not None:
            at = manner[0]
        elif word.lower in _SKIPPED or (word.lower.endswith("ment") and len(word.lower) > 7):
            at += 1
        elif date is not None and at:
            while at < len(after) and after[at].start < date.end:
                at += 1
        elif word.text == "," and (closing := _closing_aside(sentence, after, at)) is not None:
            at = closing + 1
        else:
            break
    return at


def _closing_aside(sentence: Sentence, after: tuple[Word, ...], at: int) -> int | None:
    """The comma that closes what stands between commas, when it is short and has no verb."""
    for place in range(at + 1, min(at + 8, len(after))):
        word = after[place]
        if word.text == ",":
            return place
        if word.text in _SIGNS or word.text in '"“«»”':
            return None
        if any(v.start <= word.start < v.end and is_finite(v) for v in sentence.verbs):
            return None
    return None


def _plain_object(
    sentence: Sentence, cue: Cue, after: tuple[Word, ...], at: int
) -> tuple[int, int, str] | None:
    words = reporting_words(sentence.language)
    if cue.lemma not in words.with_object or cue.lemma in words.announcing or at >= len(after):
        return None
    first = after[at]
    follows = after[at + 1].lower if at + 1 < len(after) else ""
    if first.lower in _DEMONSTRATIVES or first.text in _SIGNS or follows == "such":
        return None
    quoted = first.text in '"“«'
    if not quoted and first.lower not in _NOMINAL and not _is_bare_noun(sentence, after, at):
        return None
    if cue.act in (SpeechAct.DEMAND, SpeechAct.EXPECT) and holds_money(
        sentence, first.start, object_end(sentence, first.start)
    ):
        return None
    if _is_only_claim(sentence, after[at:]):
        return None
    if cue.lemma in {"dismiss", "reject"} and any(w.lower == "as" for w in after[at:]):
        return None  # "dismissed the remark as interference"
    return _nominal(sentence, first.start)


def _is_only_claim(sentence: Sentence, words: tuple[Word, ...]) -> bool:
    """ "rejects the accusations": what is rejected stands elsewhere."""
    denied = load_words(sentence.language, "reporting")["claims_denied"]
    nouns = [at for at, word in enumerate(words[:5]) if word.lower in denied and at]
    if not nouns:
        return False
    behind = words[nouns[0] + 1 : nouns[0] + 2]
    if not behind:
        return True
    if sentence.language == "fr":
        return not (behind[0].text[0].isalpha() and behind[0].lower not in _NOT_CONTENT)
    return behind[0].lower != "of"


def _is_bare_noun(sentence: Sentence, after: tuple[Word, ...], at: int) -> bool:
    """English needs no article: "condemned attacks on aid workers"."""
    word = after[at]
    small = speaker_words(sentence.language)
    if word.lower in {"any", "tout", "toute", "toutes", "plusieurs"}:
        return True
    if word.lower in small.prepositions | small.joints | small.openers | small.no_speakers:
        return word.lower == "any"
    if any(v.start <= word.start < v.end for v in sentence.verbs):
        return False
    return sentence.language == "en" or word.lower in {"toute", "tout", "plusieurs", "toutes"}


def _nominal(sentence: Sentence, start: int) -> tuple[int, int, str] | None:
    end = object_end(sentence, start)
    if end - start < _LEAST_OBJECT or is_only_quoted(sentence, start, end, _MOST_QUOTED):
        return None
    return start, end, "object"


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


_FRAMES: tuple[Frame, ...] = (
    _infinitive, _clause, _request, _gerund, _estimate, _object, _bare, verdict, behind_colon,
)  # fmt: skip
