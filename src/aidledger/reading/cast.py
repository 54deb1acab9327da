"""The people and bodies of one document, and for whom each acts.

In: the sentences of a document, the catalogue, the day of publication. Out: a `Cast`, which
later stages ask who a surname, a title or a body stands for. Only offices that were public
on the day of publication are used, so a later row changes no older reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from aidledger.catalogue import Actor, Catalogue, Office, Person, Tenure
from aidledger.model.evidence import Document
from aidledger.model.parties import Named
from aidledger.reading.gazetteer import gazetteer_of
from aidledger.reading.marks import (
    Mention,
    MentionForm,
    MentionKind,
    RoleMark,
    Sentence,
    Word,
)
from aidledger.reading.persons import full_name_at, is_capitalised
from aidledger.reading.sentences import split_words
from aidledger.reading.titles import Title
from aidledger.reading.typography import normalise

# Somebody out of office for longer is not meant by a bare surname or a camp.
_RECENT = timedelta(days=5 * 365)
_SOON = timedelta(days=400)
_FIRST_PERSON = frozenset({"we", "our", "i", "my", "nous", "notre", "nos", "je", "j'"})
_LEAST_FIRST_PERSON = 2
_PRESIDENCIES = ("white house", "maison-blanche", "maison blanche", "élysée", "elysée", "presid")
_RECEIVING_KINDS = frozenset(
    {"state", "territory", "agency", "fund", "union", "mission", "people", "ngo"}
)
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the document: the fullest name it prints, and the catalogue's row if any."""

    name: Named
    surname: Key
    gender: str | None
    person: Person | None


class Cast:
    """Who is who in one document."""

    def __init__(
        self,
        catalogue: Catalogue,
        published: date | None,
        members: Iterable[Member],
        issuer: Named | None,
    ) -> None:
        self.catalogue = catalogue
        self.published = published
        self.issuer = issuer
        self.author: Member | None = None
        self._by_full: dict[Key, Member] = {}
        self._by_surname: dict[str, list[Member]] = {}
        self._keys_by_first: dict[str, list[Key]] = {}
        self._sides: dict[str, Actor] = {}
        for member in members:
            key = key_of(member.name.name)
            self._by_full[key] = member
            self._keys_by_first.setdefault(key[0], []).append(key)
            self._by_surname.setdefault(member.surname[-1], []).append(member)

    # Persons ---------------------------------------------------------------------------

    def person_at(self, words: Sequence[Word], place: int) -> tuple[Member, int, bool] | None:
        """A person named at word `place`: who, end word, and whether by the full name."""
        if not is_capitalised(words[place]):
            return None
        known = _known_full(self.catalogue, words, place)
        if known is not None:
            return self._as_member(known[0]), known[1], True
        for key in self._keys_by_first.get(words[place].plain, ()):
            if len(key) > 1 and key == tuple(w.plain for w in words[place : place + len(key)]):
                return self._by_full[key], place + len(key), True
        surname = self.surname_at(words, place)
        return (surname[0], surname[1], False) if surname is not None else None

    def surname_at(self, words: Sequence[Word], place: int) -> tuple[Member, int] | None:
        """A person named at word `place` by surname alone."""
        for member in self._by_surname.get(words[place].plain, ()):
            return member, place + 1
        for length in (3, 2):
            pieces = words[place : place + length]
            key = tuple(word.plain for word in pieces)
            for member in self._by_surname.get(key[-1], ()) if len(key) == length else ():
                if member.surname == key:
                    return member, place + length
        person = self._known_surname(words[place])
        return (self._as_member(person), place + 1) if person is not None else None

    def member(self, name: Named) -> Member | None:
        """The member of that name, or None."""
        return self._by_full.get(key_of(name.name))

    def _known_surname(self, word: Word) -> Person | None:
        people = [
            person
            for person in _surnames(self.catalogue).get(word.plain, ())
            if self._is_in_the_news(person)
        ]
        return people[0] if len(people) == 1 and len(word.text) > 3 else None

    def _is_in_the_news(self, person: Person) -> bool:
        if self.published is None:
            return True
        return any(
            tenure.start <= self.published + _SOON
            and (tenure.end is None or tenure.end >= self.published - _RECENT)
            and tenure.public_from <= self.published
            for tenure in _tenures_by_person(self.catalogue).get(person.id, ())
        )

    def _as_member(self, person: Person) -> Member:
        for member in self._by_surname.get(key_of(person.surname)[-1], ()):
            if member.person is not None and member.person.id == person.id:
                return member
        return _member_of(person, person.name)

    # Offices ---------------------------------------------------------------------------

    def office_of(self, title: Title, organisation: Actor | None) -> Office | None:
        """The catalogue's office that a title names, or None."""
        if title.function is None or organisation is None:
            return None
        return self.office(organisation, title.function)

    def office(self, organisation: Actor, function: str) -> Office | None:
        """The one office of that function in an organisation, or in the state it acts for."""
        offices = _offices(self.catalogue).get((organisation.id, function), ())
        if not offices and organisation.side is not None:
            offices = _offices(self.catalogue).get((organisation.side, function), ())
        if not offices and function == "head_of_state":
            offices = _offices(self.catalogue).get((organisation.id, "head"), ())
        if not offices and function == "foreign_minister":
            offices = _offices(self.catalogue).get((organisation.id, "foreign_policy_chief"), ())
        return offices[0] if len(offices) == 1 else None

    def function_of(self, mention: Mention) -> str | None:
        """The function that a person of the document is named by, or holds; None = none known."""
        if mention.office is not None:
            office = self.catalogue.office(mention.office)
            if office is not None:
                return office.function
        member = self.member(mention.who) if mention.who is not None else None
        offices = self.offices_of(member) if member is not None else ()
        return offices[0].function if offices else None

    def holder(self, office: Office, hold: str | None) -> Member | None:
        """Who holds, leaves or will hold an office on the day of publication, as then known."""
        if self.published is None or hold == "former":
            return None
        if hold == "incoming":
            coming = [
                tenure
                for tenure in self.catalogue.tenures
                if tenure.office == office.id
                and tenure.start > self.published
                and tenure.public_from < self.published
            ]
            tenure = min(coming, key=lambda row: row.start, default=None)
        else:
            tenure = self.catalogue.holder(office.id, self.published, self.published)
        person = self.catalogue.person(tenure.person) if tenure is not None else None
        return self._as_member(person) if person is not None else None

    def offices_of(self, member: Member) -> tuple[Office, ...]:
        """The offices that a member holds on the day of publication."""
        if member.person is None or self.published is None:
            return ()
        rows = self.catalogue.offices_of(member.person.id, self.published)
        offices = [self.catalogue.office(row.office) for row in rows]
        return tuple(office for office in offices if office is not None)

    def members_of_party(self, party: str) -> tuple[Member, ...]:
        """Members of the document who belong to a party."""
        return tuple(
            member
            for member in self._by_full.values()
            if member.person is not None and member.person.party == party
        )

    # Sides -----------------------------------------------------------------------------

    def note_side(self, name: Named, actor: Actor) -> None:
        """Remember for whom a person speaks, as the text's title for them says."""
        self._sides.setdefault(name.name, actor)

    def side_of(self, mention: Mention) -> Named | None:
        """The giver that an actor stands for; None for outlets, places and strangers."""
        if mention.kind in (MentionKind.PERSON, MentionKind.PRONOUN):
            side = self._side_of_person(mention.who) if mention.who is not None else None
            return side if side is not None else self._side_of_title(mention)
        if mention.who is None:
            return None
        if mention.who.id is None and mention.kind is MentionKind.INSTITUTION:
            return mention.who  # a body that the catalogue does not know stands for itself
        actor = self.catalogue.actor(mention.who.id) if mention.who.id else None
        if actor is None or actor.kind == "outlet":
            return None
        return self._side_of_actor(actor, mention.who.mention)

    def _side_of_title(self, mention: Mention) -> Named | None:
        """ "the French president", "la ministre allemande": the state of the office."""
        actor = self.catalogue.actor(mention.organisation) if mention.organisation else None
        if actor is None or actor.kind == "outlet":
            return None
        return self._side_of_actor(actor, None)

    def _side_of_person(self, name: Named) -> Named | None:
        said = self._sides.get(name.name)
        if said is not None:
            return self._side_of_actor(said, None)
        member = self._by_full.get(key_of(name.name))
        for office in self.offices_of(member) if member is not None else ():
            actor = self.catalogue.actor(office.organisation)
            if actor is not None:
                return self._side_of_actor(actor, None)
        return None

    def _side_of_actor(self, actor: Actor, words: str | None) -> Named:
        if actor.side is not None:
            side = self.catalogue.actor(actor.side)
            if side is not None:
                return Named(side.name, side.id, words)
        return Named(actor.name, actor.id, words)

    def receiver_of(self, mention: Mention) -> Named | None:
        """The receiver that an actor or place stands for, or None."""
        if mention.who is None:
            return None
        if mention.who.id is None:
            return mention.who if mention.kind is MentionKind.INSTITUTION else None
        actor = self.catalogue.actor(mention.who.id)
        if actor is None or (actor.kind not in _RECEIVING_KINDS and actor.role != "recipient"):
            return None
        if actor.role == "donor" and actor.kind in ("agency", "fund"):
            return None  # the arm of a donor hands on, it receives nothing
        if mention.form is MentionForm.CAPITAL and mention.place_only:
            return None
        return Named(actor.name, actor.id, mention.who.mention)

    def is_usual_donor(self, name: Named) -> bool:
        """True for states and bodies that mostly give."""
        actor = self.catalogue.actor(name.id) if name.id else None
        return actor is not None and actor.role in ("donor", "both")

    def is_usual_receiver(self, name: Named) -> bool:
        """True for states, territories and agencies that mostly receive."""
        actor = self.catalogue.actor(name.id) if name.id else None
        return actor is not None and actor.role in ("recipient", "both")


def _speaking_state(sentences: Sequence[Sentence], catalogue: Catalogue) -> Named | None:
    """The donor that a release in the first person names most, outside of quotations."""
    if _first_persons(sentences) < _LEAST_FIRST_PERSON:
        return None
    named: Counter[str] = Counter()
    for sentence in sentences:
        gazetteer = gazetteer_of(catalogue, sentence.language)
        for place, word in enumerate(sentence.words):
            if sentence.is_quoted(word.start, word.end):
                continue
            found = gazetteer.at(sentence.words, place)
            if (
                found is not None
                and found.kind is MentionKind.STATE
                and found.actor.role == "donor"
            ):
                named[found.actor.id] += 1
    best = named.most_common(1)
    if not best:
        return None
    actor = catalogue.actor(best[0][0])
    return Named(actor.name, actor.id) if actor is not None else None


def _first_persons(sentences: Sequence[Sentence]) -> int:
    """How often a text says "we" or "I" outside of quotations."""
    return sum(
        word.lower in _FIRST_PERSON and not sentence.is_quoted(word.start, word.end)
        for sentence in sentences
        for word in sentence.words
    )


def introduce(sentences: Sequence[Sentence], catalogue: Catalogue, document: Document) -> Cast:
    """The cast of a document: everyone whom it names in full."""
    members: dict[Key, Member] = {}
    for sentence in sentences:
        place = 0
        while place < len(sentence.words):
            found = _full_name(catalogue, sentence, place)
            if found is None:
                place += 1
                continue
            member, place = found
            members.setdefault(key_of(member.name.name), member)
    for sentence in sentences:
        for role in sentence.roles:
            apposed = _apposed(catalogue, sentence, role)
            if apposed is not None:
                members.setdefault(key_of(apposed.name.name), apposed)
    issuer = _issuer(catalogue, document)
    if issuer is None and document.publisher is None:
        issuer = _speaking_state(sentences, catalogue)
    cast = Cast(catalogue, document.published, members.values(), issuer)
    cast.author = _author(cast, document) or _speaking_head(cast, sentences, document)
    return cast


def _apposed(catalogue: Catalogue, sentence: Sentence, role: RoleMark) -> Member | None:
    """Who stands beside a role, by the shape of the name alone."""
    words = sentence.words
    place = next((at for at, word in enumerate(words) if word.start == role.name_start), None)
    if place is None or _known_full(catalogue, words, place) is not None:
        return None
    last = next(at for at in range(place, len(words)) if words[at].end == role.name_end) + 1
    if _is_actor(catalogue, sentence, place, place + 1):
        return None
    if last - place == 1:
        return None
    tail = last - 1
    while tail > place + 1 and words[tail].lower in _SUFFIXES:
        tail -= 1
    surname = (words[tail].plain,)
    return Member(Named(_printed(sentence, place, last), None), surname, role.gender, None)


_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "."})


def _author(cast: Cast, document: Document) -> Member | None:
    """Who says "I" in the release of a head of state: the holder on its day."""
    publisher = (document.publisher or "").lower()
    if cast.issuer is None or cast.issuer.id is None:
        return None
    if not any(word in publisher for word in _PRESIDENCIES):
        return None
    actor = cast.catalogue.actor(cast.issuer.id)
    office = cast.office(actor, "head_of_state") if actor is not None else None
    return cast.holder(office, None) if office is not None else None


def _speaking_head(cast: Cast, sentences: Sequence[Sentence], document: Document) -> Member | None:
    """Who says "I" in a release without a publisher: the head of the state that speaks.

    None where the text speaks of the head of state as of somebody else.
    """
    if document.publisher is not None or cast.issuer is None or cast.issuer.id is None:
        return None
    actor = cast.catalogue.actor(cast.issuer.id)
    office = cast.office(actor, "head_of_state") if actor is not None else None
    holder = cast.holder(office, None) if office is not None else None
    if holder is None or cast.member(holder.name) is not None:
        return None
    surname = holder.surname[-1]
    words = [
        word
        for sentence in sentences
        for word in sentence.words
        if not sentence.is_quoted(word.start, word.end)
    ]
    if any(word.plain == surname and word.text[0].isupper() for word in words):
        return None
    return holder if any(word.text in {"I", "je", "Je"} for word in words) else None


def _full_name(catalogue: Catalogue, sentence: Sentence, place: int) -> tuple[Member, int] | None:
    words = sentence.words
    if not is_capitalised(words[place]):
        return None
    known = _known_full(catalogue, words, place)
    if known is not None:
        return _member_of(known[0], _printed(sentence, place, known[1])), known[1]
    name = full_name_at(words, place)
    if name is None or _is_actor(catalogue, sentence, place, name.last):
        return None
    surname = tuple(word.plain for word in words[name.surname : name.last])
    printed = _printed(sentence, place, name.last)
    return Member(Named(printed, None), surname, name.gender, None), name.last


def _is_actor(catalogue: Catalogue, sentence: Sentence, place: int, last: int) -> bool:
    """ "Le Monde", "Washington Post", "Marie Stopes" in the catalogue are no persons."""
    found = gazetteer_of(catalogue, sentence.language).at(sentence.words, place)
    return found is not None and found.last >= last


def _printed(sentence: Sentence, first: int, last: int) -> str:
    start, end = sentence.words[first].start, sentence.words[last - 1].end
    return sentence.text[start - sentence.start : end - sentence.start]


def _member_of(person: Person, printed: str) -> Member:
    return Member(Named(printed, person.id), key_of(person.surname), person.gender, person)


def _known_full(
    catalogue: Catalogue, words: Sequence[Word], place: int
) -> tuple[Person, int] | None:
    for length in (4, 3, 2):
        key = tuple(word.plain for word in words[place : place + length])
        person = _full_names(catalogue).get(key) if len(key) == length else None
        if person is not None:
            return person, place + length
    return None


def _issuer(catalogue: Catalogue, document: Document) -> Named | None:
    """The state or body that publishes the document, when it is no outlet."""
    if not document.publisher:
        return None
    shadow = normalise(document.publisher).text
    words = split_words(shadow, 0, len(shadow))
    for place in range(len(words)):
        for language in ("en", "fr"):
            found = gazetteer_of(catalogue, language).at(words, place)
            if found is not None and found.actor.kind != "outlet":
                actor = found.actor
                side = catalogue.actor(actor.side) if actor.side else actor
                return Named(side.name, side.id) if side is not None else None
    return None


def key_of(name: str) -> Key:
    """A name as the accent-less lower-case words into which sentences are cut."""
    shadow = normalise(name).text
    return tuple(word.plain for word in split_words(shadow, 0, len(shadow)))


@cache
def _full_names(catalogue: Catalogue) -> dict[Key, Person]:
    return {
        key_of(spelling): person
        for person in catalogue.persons
        for spelling in (person.name, *person.spellings)
    }


@cache
def _surnames(catalogue: Catalogue) -> dict[str, tuple[Person, ...]]:
    found: dict[str, dict[str, Person]] = {}
    for person in catalogue.persons:
        for spelling in (person.surname, *(name for name in person.spellings)):
            key = key_of(spelling)
            if key:
                found.setdefault(key[-1], {})[person.id] = person
    return {surname: tuple(people.values()) for surname, people in found.items()}


@cache
def _tenures_by_person(catalogue: Catalogue) -> dict[str, tuple[Tenure, ...]]:
    found: dict[str, list[Tenure]] = {}
    for tenure in catalogue.tenures:
        found.setdefault(tenure.person, []).append(tenure)
    return {person: tuple(rows) for person, rows in found.items()}


@cache
def _offices(catalogue: Catalogue) -> dict[tuple[str, str], tuple[Office, ...]]:
    found: dict[tuple[str, str], list[Office]] = {}
    for office in catalogue.offices:
        found.setdefault((office.organisation, office.function), []).append(office)
    return {key: tuple(rows) for key, rows in found.items()}


def named(member: Member, words: str) -> Named:
    """A member's name with the words by which the text calls them here."""
    return replace(member.name, mention=words)
