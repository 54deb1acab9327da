"""Read who holds, leaves, takes or may take which office.

In: the text with its mentions. Out: tenure claims, one a person and office: where a name
stands beside a title, else where a title alone stands for its holder. Successions
("qui devrait lui succéder si ..."), nominations and rumoured names have rules of their own.
Words: `languages/*/titles.yml` and `successions.yml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from aidledger.model.claims import Confidence, Modality, TenureClaim, TenureStatus
from aidledger.model.parties import Named
from aidledger.reading.claiming import ClaimMaker
from aidledger.reading.clauses import words_after, words_before, words_between
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    RoleMark,
    Sentence,
    Tense,
    VerbGroup,
)
from aidledger.reading.office_changes import office_changes
from aidledger.reading.phrases import Phrases, phrase_set
from aidledger.reading.text import ReadText
from aidledger.reading.titles import title_words

_WORDS_OF_CLAUSE_END = small_words("tenures", "clause_end")

RULE = "tenures.{}/1"
_SMALL = 3  # letters of small words
_ARTICLE = 4  # characters of an article before a title
_TAKEN = small_words("tenures", "taken")
_ARTICLES = frozenset({"le", "la", "l'", "the", "son", "sa", "his", "her", "leur", "their"})


@dataclass(frozen=True, slots=True)
class SuccessionWords:
    """The words of one language for taking up an office."""

    succeeding: frozenset[str]
    naming: frozenset[str]
    conditions: frozenset[str]
    rumours: Phrases[bool]
    candidates: frozenset[str]


@cache
def _lexicon(language: str) -> SuccessionWords:
    data = load_words(language, "successions")
    return SuccessionWords(
        frozenset(data["succeeding"]),
        frozenset(data["naming"]),
        frozenset(data["conditions"]),
        phrase_set(data["rumours"]),
        frozenset(data["candidates"]),
    )


@dataclass(frozen=True, slots=True)
class _Hold:
    """A hold on an office found in the text, before it becomes a claim."""

    sentence: Sentence
    start: int
    end: int
    person: Named
    office: Named
    organisation: Named | None
    status: TenureStatus
    rule: str
    condition: str | None = None
    succeeds: Named | None = None
    full: bool = False

    @property
    def rank(self) -> int:
        """Name beside a full title, then a full title alone, then the rest."""
        if self.rule == "title":
            return 2 if self.full else 0
        return 3 if self.full or self.rule != "beside" else 1

    @property
    def key(self) -> tuple[str, str]:
        """One claim a person and office."""
        return self.person.name, self.office.id or self.office.name.lower()


def read_tenures(text: ReadText, maker: ClaimMaker) -> tuple[TenureClaim, ...]:
    """The tenures that the text states, each once."""
    holds = [*_explicit(text), *_alone(text)]
    holds += _beside_names(text, holds)
    changes = list(_by_changes(text))
    holds = [hold for hold in holds if not _is_kin_of(hold, changes)] + changes
    holds = [hold for hold in holds if not _is_misread(hold)]
    holds.sort(key=lambda hold: (hold.start, hold.end))
    kept: dict[tuple[str, str], _Hold] = {}
    for hold in holds:
        known = kept.get(hold.key)
        if known is None or hold.rank > known.rank:
            kept[hold.key] = hold
    full = {hold.person.name for hold in kept.values() if hold.full or hold.office.id}
    return tuple(
        _claim(maker, hold)
        for hold in kept.values()
        if " " in (hold.office.mention or " ")
        or hold.full
        or hold.office.id
        or hold.person.name not in full
    )


def _is_kin_of(hold: _Hold, changes: list[_Hold]) -> bool:
    """ "her successor, X" read as a role beside a name: the change says more."""
    return hold.rule == "apposed" and any(
        change.rule == "kin"
        and change.person.name == hold.person.name
        and change.start < hold.end
        and hold.start < change.end
        for change in changes
    )


def _by_changes(text: ReadText) -> Iterator[_Hold]:
    """Offices that change hands or are sought: "her predecessor, X", "tipped to head"."""
    for sentence in text.sentences:
        for change in office_changes(text, sentence):
            office = Named(change.office, None, change.office)
            yield _Hold(
                sentence, change.start, change.end, change.person, office, None,
                change.status, "kin" if change.kin else "change", change.condition, full=True,
            )  # fmt: skip


def _is_misread(hold: _Hold) -> bool:
    """ "US Secretary of Health Robert Kennedy": half a title that is another's."""
    return hold.rule == "title" and any(
        role.start < hold.end and hold.start < role.end and hold.end < role.end
        for role in hold.sentence.roles
    )


def _claim(maker: ClaimMaker, hold: _Hold) -> TenureClaim:
    return maker.make(
        TenureClaim,
        hold.sentence,
        hold.start,
        hold.end,
        rule=RULE.format(hold.rule),
        modality=_MODALITIES.get(hold.status, Modality.ACTUAL),
        confidence=Confidence.EXPLICIT if hold.rule == "beside" else Confidence.RESOLVED,
        person=hold.person,
        office=hold.office,
        organisation=hold.organisation,
        status=hold.status,
        condition=hold.condition,
        succeeds=hold.succeeds,
    )


_MODALITIES = {
    TenureStatus.CONDITIONAL: Modality.CONDITIONAL,
    TenureStatus.RUMOURED: Modality.RUMOURED,
    TenureStatus.INCOMING: Modality.PLANNED,
}


# Titles beside names -------------------------------------------------------------------


def _explicit(text: ReadText) -> Iterator[_Hold]:
    for place, sentence in enumerate(text.sentences):
        for at, mention in enumerate(sentence.mentions):
            if mention.kind is not MentionKind.PERSON or mention.who is None:
                continue
            if mention.form is MentionForm.NAME and mention.role:
                yield _beside(text, sentence, mention)
            follows = sentence.mentions[at + 1] if at + 1 < len(sentence.mentions) else None
            if follows is not None and _is_apposed(sentence, mention, follows):
                yield _apposed(text, sentence, mention, follows)
        yield from _successions(text, sentence)
        yield from _nominations(text, sentence)
        yield from _rumours(text, place, sentence)


def _beside(text: ReadText, sentence: Sentence, mention: Mention) -> _Hold:
    """ "le président ukrainien Volodymyr Zelensky"."""
    assert mention.who is not None
    return _Hold(
        sentence,
        _with_article(sentence, mention.start),
        mention.end,
        mention.who,
        _office(text, mention),
        _organisation(text, mention),
        _status(text, sentence, mention),
        "beside",
        full=_is_full(text, mention),
    )


def _is_full(text: ReadText, mention: Mention) -> bool:
    """True when the title's own words name the state or body: "patron de l'OTAN"."""
    actor = text.catalogue.actor(mention.organisation) if mention.organisation else None
    words = (mention.role or "").lower()
    return actor is not None and any(naming.text.lower() in words for naming in actor.namings)


def _is_apposed(sentence: Sentence, name: Mention, title: Mention) -> bool:
    """ "Mark Rutte, le nouveau patron de l'OTAN", "Kaja Kallas (EU foreign policy chief)"."""
    if name.form is not MentionForm.NAME or name.role or title.form is not MentionForm.TITLE:
        return False
    between = [word.lower for word in words_between(sentence, name.end, title.start)]
    if not between or between[0] not in {",", "("} or len(between) > 2:
        return False
    return len(between) == 1 or between[1] in _ARTICLES


def _apposed(text: ReadText, sentence: Sentence, name: Mention, title: Mention) -> _Hold:
    assert name.who is not None
    return _Hold(
        sentence,
        name.start,
        title.end,
        name.who,
        _office(text, title),
        _organisation(text, title),
        _status(text, sentence, title, name.who),
        "beside",
        full=_is_full(text, title),
    )


def _beside_names(text: ReadText, known: list[_Hold]) -> list[_Hold]:
    """Roles beside names that no title of the catalogue's kind has given yet."""
    found: list[_Hold] = []
    for sentence in text.sentences:
        for role in sentence.roles:
            low, high = min(role.start, role.name_start), max(role.end, role.name_end)
            person = _person_named(sentence, role)
            if person is None or any(
                hold.person.name == person.name and hold.start < high and low < hold.end
                for hold in known
            ):
                continue
            found.append(_in_role(text, sentence, role, person, low, high))
    return found


def _person_named(sentence: Sentence, role: RoleMark) -> Named | None:
    for mention in sentence.mentions:
        if mention.start < role.name_end and role.name_start < mention.end:
            if mention.kind is MentionKind.PERSON and mention.who is not None:
                return mention.who
            if mention.kind is not MentionKind.PERSON and mention.form is not (
                MentionForm.ADJECTIVE
            ):
                return None
    words = sentence.text[role.name_start - sentence.start : role.name_end - sentence.start]
    return Named(words, None, words)


def _in_role(
    text: ReadText, sentence: Sentence, role: RoleMark, person: Named, low: int, high: int
) -> _Hold:
    inside = [m for m in sentence.mentions if role.start <= m.start and m.end <= role.end]
    title = next((m for m in inside if m.office), None)
    if title is not None and (title.start - role.start > _ARTICLE or _is_of_a_part(text, title)):
        title = None  # "senior adviser to the US president": the office of another
    words = sentence.text[role.start - sentence.start : role.end - sentence.start]
    office = _office(text, title) if title is not None else _as_office(words)
    condition = _condition_in(sentence, role)
    body = next(
        (m.who for m in inside if m.who is not None and m.kind is not MentionKind.PERSON), None
    )
    organisation = _organisation(text, title) if title is not None else None
    return _Hold(
        sentence, low, high, person, office, organisation or body,
        _status_of_role(text, sentence, role, words, title, person), "apposed", condition,
        full=True,
    )  # fmt: skip


def _condition_in(sentence: Sentence, role: RoleMark) -> str | None:
    """ "who would become chancellor if ...": in the words of the role."""
    conditions = _lexicon(sentence.language).conditions
    for word in words_between(sentence, role.start, role.end):
        if word.lower in conditions:
            return sentence.text[word.start - sentence.start : role.end - sentence.start]
    return None


def _as_office(words: str) -> Named:
    bare = words
    first = words.split(" ", 1)[0].lower()
    if first in _ARTICLES | {"un", "une", "a", "an", "its"} and " " in words:
        bare = words.split(" ", 1)[1]
    elif words[:2].lower() == "l'":
        bare = words[2:]
    return Named(bare, None, words)


def _status_of_role(
    text: ReadText,
    sentence: Sentence,
    role: RoleMark,
    words: str,
    title: Mention | None,
    person: Named,
) -> TenureStatus:
    """By the verb of holding, by a word of the role, else by the catalogue."""
    if role.hold is not None:
        return TenureStatus(role.hold)
    said = title_words(sentence.language).status
    candidates = _lexicon(sentence.language).candidates
    for word in words.lower().replace("-", " ").split():
        if word in candidates:
            return TenureStatus.RUMOURED
        if word in said:
            status = TenureStatus(said[word])
            return TenureStatus.CURRENT if status is TenureStatus.OUTGOING else status
    if title is not None:
        return _status(text, sentence, title, person)
    return TenureStatus.CURRENT


def _alone(text: ReadText) -> Iterator[_Hold]:
    """Titles and periphrases that stand for their holder, and holders behind a title."""
    for sentence in text.sentences:
        for at, mention in enumerate(sentence.mentions):
            if mention.form is MentionForm.TITLE and mention.who is not None and mention.office:
                if _is_of_a_part(text, mention) or _is_to_be(sentence, mention):
                    continue
                yield _Hold(
                    sentence,
                    _with_article(sentence, mention.start),
                    mention.end,
                    mention.who,
                    _office(text, mention),
                    _organisation(text, mention),
                    _status(text, sentence, mention),
                    "title",
                    full=_is_full(text, mention),
                )
                follows = sentence.mentions[at + 1] if at + 1 < len(sentence.mentions) else None
                head = _head_behind(text, sentence, mention, follows)
                if head is not None:
                    yield head


def _is_of_a_part(text: ReadText, mention: Mention) -> bool:
    """ "le chef des opérations de paix de l'ONU": head of a part, not of the whole body."""
    office = text.catalogue.office(mention.office) if mention.office else None
    if office is None or office.function != "head":
        return False
    actor = text.catalogue.actor(office.organisation)
    namings = actor.namings if actor is not None else ()
    known = {word for naming in namings for word in naming.text.lower().split()}
    role = (mention.role or "").replace("'", " ").split()
    known |= _words_of_heads(text.language)
    return any(w.islower() and len(w) > _SMALL and w not in known for w in role)


@cache
def _words_of_heads(language: str) -> frozenset[str]:
    """The words of which titles of heads are made."""
    titles = load_words(language, "titles")
    heads = [word for phrase in titles["functions"]["head"] for word in str(phrase).split()]
    return frozenset([*heads, *title_words(language).status, *map(str, titles["new"])])


def _is_to_be(sentence: Sentence, mention: Mention) -> bool:
    """ "Kallas will become the EU's top diplomat": the title is taken, not held by another."""
    before = [word.lower for word in words_before(sentence, mention.start, 4)]
    return bool(_TAKEN & set(before))


def _head_behind(
    text: ReadText, sentence: Sentence, title: Mention, name: Mention | None
) -> _Hold | None:
    """ "le chef de la diplomatie de Joe Biden": Biden heads the state whose office it is."""
    if name is None or name.who is None or name.kind is not MentionKind.PERSON:
        return None
    between = [word.lower for word in words_between(sentence, title.end, name.start)]
    member = text.cast.member(name.who)
    if between not in (["de"], ["d'"], ["of"]) or member is None:
        return None
    for office in text.cast.offices_of(member):
        if office.function in ("head_of_state", "head_of_government"):
            actor = text.catalogue.actor(office.organisation)
            return _Hold(
                sentence,
                _with_article(sentence, title.start),
                name.end,
                name.who,
                Named(office.title, office.id),
                Named(actor.name, actor.id) if actor is not None else None,
                TenureStatus.CURRENT,
                "head_behind",
            )
    return None


def _with_article(sentence: Sentence, start: int) -> int:
    before = words_before(sentence, start, 1)
    return before[0].start if before and before[0].lower in _ARTICLES else start


def _office(text: ReadText, mention: Mention) -> Named:
    part = _is_of_a_part(text, mention)
    office = text.catalogue.office(mention.office) if mention.office and not part else None
    role = mention.role or ""
    return Named(office.title, office.id, role) if office is not None else Named(role, None, role)


def _organisation(text: ReadText, mention: Mention) -> Named | None:
    office = text.catalogue.office(mention.office) if mention.office else None
    identifier = office.organisation if office is not None else mention.organisation
    actor = text.catalogue.actor(identifier) if identifier else None
    return Named(actor.name, actor.id) if actor is not None else None


def _status(
    text: ReadText, sentence: Sentence, mention: Mention, person: Named | None = None
) -> TenureStatus:
    """By the words of the title first, then by the catalogue on the day of publication."""
    said = title_words(sentence.language).status
    words = (mention.role or "").lower().replace("-", " ").split()
    before = words_before(sentence, mention.start, 2)
    words += [word.lower for word in before if word.text.isalpha()]
    for word in words:
        if word in said:
            status = TenureStatus(said[word])
            # "le président sortant" holds the office still.
            return TenureStatus.CURRENT if status is TenureStatus.OUTGOING else status
    who = person or mention.who
    office = text.catalogue.office(mention.office) if mention.office else None
    if who is None or office is None or text.published is None:
        return TenureStatus.CURRENT
    coming = text.cast.holder(office, "incoming")
    held = text.cast.holder(office, None)
    if coming is not None and coming.name.name == who.name:
        if held is None or held.name.name != who.name:
            return TenureStatus.INCOMING
    return TenureStatus.CURRENT


# Successions, nominations, rumours -----------------------------------------------------


def _successions(text: ReadText, sentence: Sentence) -> Iterator[_Hold]:
    """ "Kaja Kallas, qui devrait lui succéder si ...": the office of the one who goes."""
    lexicon = _lexicon(sentence.language)
    for verb in sentence.verbs:
        if verb.lemma not in lexicon.succeeding and not _takes_over(sentence, verb):
            continue
        successor = _person_before(sentence, verb)
        predecessor = _predecessor(sentence, verb, successor)
        if successor is None or successor.who is None or predecessor is None:
            continue
        office = _office_left(text, predecessor)
        if office is None or predecessor.who is None:
            continue
        end = _clause_end(sentence, verb)
        condition = _condition(sentence, verb, end)
        yield _Hold(
            sentence,
            successor.start,
            end,
            successor.who,
            *office,
            _succession_status(text, verb, condition, successor.who, office[0]),
            "succession",
            condition,
            Named(predecessor.who.name, predecessor.who.id),
        )


def _takes_over(sentence: Sentence, verb: VerbGroup) -> bool:
    follows = [word.lower for word in words_after(sentence, verb.end, 2)]
    return verb.lemma == "take" and follows == ["over", "from"]


def _person_before(sentence: Sentence, verb: VerbGroup) -> Mention | None:
    persons = [
        mention
        for mention in sentence.mentions
        if mention.kind is MentionKind.PERSON
        and mention.form is MentionForm.NAME
        and mention.end <= verb.start
    ]
    return persons[-1] if persons and verb.start - persons[-1].end < 60 else None


def _predecessor(sentence: Sentence, verb: VerbGroup, successor: Mention | None) -> Mention | None:
    """The object: "lui" inside the group, or the person after it."""
    for mention in sentence.mentions:
        if mention is successor or mention.who is None:
            continue
        inside = verb.start <= mention.start < verb.end + 2
        after = 0 <= mention.start - verb.end < 25
        if (inside or after) and mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN):
            return mention
    return None


def _office_left(text: ReadText, person: Mention) -> tuple[Named, Named | None] | None:
    """The office of the one who goes: by a title in the text, else by the catalogue."""
    assert person.who is not None
    for sentence in text.sentences:
        for mention in sentence.mentions:
            if mention.who is not None and mention.who.name == person.who.name and mention.office:
                return _office(text, mention), _organisation(text, mention)
    member = text.cast.member(person.who)
    offices = text.cast.offices_of(member) if member is not None else ()
    if len(offices) != 1:
        return None
    actor = text.catalogue.actor(offices[0].organisation)
    return (
        Named(offices[0].title, offices[0].id),
        Named(actor.name, actor.id) if actor is not None else None,
    )


def _clause_end(sentence: Sentence, verb: VerbGroup) -> int:
    for word in words_after(sentence, verb.end, 40):
        if word.text in _WORDS_OF_CLAUSE_END:
            return word.start
        last = word.end
    return last if words_after(sentence, verb.end, 1) else verb.end


def _condition(sentence: Sentence, verb: VerbGroup, end: int) -> str | None:
    lexicon = _lexicon(sentence.language)
    for word in words_between(sentence, verb.end, end):
        if word.lower in lexicon.conditions:
            return sentence.text[word.start - sentence.start : end - sentence.start].strip()
    return None


def _succession_status(
    text: ReadText, verb: VerbGroup, condition: str | None, person: Named, office: Named
) -> TenureStatus:
    if condition is not None:
        return TenureStatus.CONDITIONAL
    known = text.catalogue.office(office.id) if office.id else None
    coming = text.cast.holder(known, "incoming") if known is not None else None
    if coming is not None and coming.name.name == person.name:
        return TenureStatus.INCOMING
    if verb.tense is Tense.PAST and verb.modal is None:
        return TenureStatus.CURRENT
    if verb.tense is Tense.CONDITIONAL and verb.modal in (None, "pouvoir", "could", "might"):
        return TenureStatus.RUMOURED
    return TenureStatus.INCOMING


def _nominations(text: ReadText, sentence: Sentence) -> Iterator[_Hold]:
    """ "X a été nommé ministre de la défense", "Y was named prime minister"."""
    lexicon = _lexicon(sentence.language)
    for verb in sentence.verbs:
        if verb.lemma not in lexicon.naming or verb.negated:
            continue
        title = next(
            (
                mention
                for mention in sentence.mentions
                if mention.role
                and mention.form is MentionForm.TITLE
                and 0 <= mention.start - verb.end < 45
            ),
            None,
        )
        person = _named_person(sentence, verb, title)
        if title is None or person is None or person.who is None:
            continue
        low, high = min(person.start, title.start), max(person.end, title.end)
        yield _Hold(
            sentence,
            low,
            high,
            person.who,
            _office(text, title),
            _organisation(text, title),
            _nomination_status(text, verb, title, person.who),
            "nomination",
        )


def _named_person(sentence: Sentence, verb: VerbGroup, title: Mention | None) -> Mention | None:
    if title is None:
        return None
    persons = [
        mention
        for mention in sentence.mentions
        if mention.kind is MentionKind.PERSON and mention.form is MentionForm.NAME
    ]
    between = [m for m in persons if verb.end <= m.start and m.end <= title.start]
    if between:
        return between[0]
    before = [m for m in persons if m.end <= verb.start]
    passive = verb.voice.value == "passive" or verb.tense is Tense.PAST_PARTICIPLE
    return before[-1] if before and passive else None


def _nomination_status(
    text: ReadText, verb: VerbGroup, title: Mention, person: Named
) -> TenureStatus:
    office = text.catalogue.office(title.office) if title.office else None
    held = text.cast.holder(office, None) if office is not None else None
    if held is not None and held.name.name == person.name:
        return TenureStatus.CURRENT
    if verb.tense in (Tense.CONDITIONAL, Tense.CONDITIONAL_PAST) or verb.modal in (
        "pouvoir",
        "could",
        "might",
    ):
        return TenureStatus.RUMOURED
    return TenureStatus.INCOMING


def _rumours(text: ReadText, place: int, sentence: Sentence) -> Iterator[_Hold]:
    """ "Un des noms qui circulent est celui de X": for the office to be filled."""
    lexicon = _lexicon(sentence.language)
    if lexicon.rumours.first_in(sentence.words, 0, len(sentence.words)) is None:
        return
    persons = [
        mention
        for mention in sentence.mentions
        if mention.kind is MentionKind.PERSON and mention.form is MentionForm.NAME and mention.who
    ]
    title = _vacant(text, place)
    if not persons or title is None:
        return
    person = persons[-1]
    assert person.who is not None
    holder = None
    office = text.catalogue.office(title.office) if title.office else None
    if office is not None:
        held = text.cast.holder(office, None)
        holder = Named(held.name.name, held.name.id) if held is not None else None
    end = sentence.end
    while end > sentence.start and sentence.text[end - 1 - sentence.start] in ".!? ":
        end -= 1
    yield _Hold(
        sentence,
        sentence.start,
        end,
        person.who,
        _office(text, title),
        _organisation(text, title),
        TenureStatus.RUMOURED,
        "rumour",
        None,
        holder,
    )


def _vacant(text: ReadText, place: int) -> Mention | None:
    """The office to be filled: a title with "futur", "next" here or in the sentence before."""
    for sentence in reversed(text.sentences[max(0, place - 1) : place + 1]):
        incoming = {
            w for w, hold in title_words(sentence.language).status.items() if hold == "incoming"
        }
        titles = [
            m for m in sentence.mentions if m.role and m.form is MentionForm.TITLE and m.office
        ]
        for mention in titles:
            if incoming & set((mention.role or "").lower().split()):
                return mention
    return None
