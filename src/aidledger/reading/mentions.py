"""Find every actor that a sentence names, and resolve it as far as the sentence allows.

In: a sentence and the cast of its document. Out: mentions in order of place: persons (with
the title beside the name), titles and periphrases resolved by date, states and bodies by
name, capital or metonym, groups, pronouns (left open: `coreference` fills them).
"""

from __future__ import annotations

from functools import cache
from typing import Any

from aidledger.catalogue import Actor, Office
from aidledger.model.parties import Named
from aidledger.reading.cast import Cast, Member, named
from aidledger.reading.gazetteer import Found, Gazetteer, gazetteer_of
from aidledger.reading.lexicons import load_words, small_words
from aidledger.reading.marks import Mention, MentionForm, MentionKind, QuantityKind, Sentence, Word
from aidledger.reading.persons import is_capitalised, name_end
from aidledger.reading.titles import Title, may_open_title, title_at, title_words

_WORDS_OF_IS_COMMON = small_words("mentions", "is_common")
_WORDS_OF_TITLE_ALONE = small_words("mentions", "title_alone")
_WORDS_OF_CAMP_2 = small_words("mentions", "camp_2")
_WORDS_OF_CAMP = small_words("mentions", "camp")

_PLACE_BEFORE = frozenset(
    [
        "à",
        "a",
        "au",
        "aux",
        "en",
        "dans",
        "in",
        "at",
        "near",
        "près",
        "sur",
        "depuis",
        "from",
        "vers",
        "across",
        "inside",
        "outside",
        "throughout",
        "via",
        "around",
        "autour",
    ]
)
_ARTICLES = frozenset(
    {
        "le",
        "la",
        "les",
        "l'",
        "the",
        "un",
        "une",
        "a",
        "an",
        "son",
        "sa",
        "ses",
        "his",
        "her",
        "their",
        "leur",
        "leurs",
        "its",
        "ce",
        "cet",
        "cette",
    }
)


def find_mentions(sentence: Sentence, cast: Cast) -> tuple[Mention, ...]:
    """All mentions of the sentence, in order of place, none inside another."""
    names = gazetteer_of(cast.catalogue, sentence.language)
    finder = _Finder(sentence, cast, names)
    found: list[Mention] = []
    place = 0
    while place < len(sentence.words):
        if not finder.may_open(sentence.words[place]):
            place += 1
            continue
        mention, after = finder.at(place)
        if mention is not None and not _is_in_sum(sentence, mention):
            found.append(mention)
        place = max(after, place + 1)
    return tuple(found)


def _is_in_sum(sentence: Sentence, mention: Mention) -> bool:
    """ "US$ 66 million", "dollars australiens": the name of a currency names no party."""
    return any(
        quantity.start <= mention.start and mention.end <= quantity.end
        for quantity in sentence.quantities
        if quantity.kind is QuantityKind.MONEY
    )


class _Finder:
    """Finds the mention that begins at a word of one sentence."""

    def __init__(self, sentence: Sentence, cast: Cast, names: Gazetteer) -> None:
        self._sentence = sentence
        self._words = sentence.words
        self._cast = cast
        self._names = names
        self._small = _small_openers(sentence.language)
        # "biden administration": only before that noun does a name need no capital.
        self._governs = any(
            word.lower in _administrations(sentence.language) for word in sentence.words
        )

    def may_open(self, word: Word) -> bool:
        """False where no mention can begin with the word: capitals, titles and pronouns do."""
        return (
            self._governs
            or word.text[0].isupper()
            or word.lower in self._small
            or self._names.may_open(word)
            or "-" in word.text
        )

    def at(self, place: int) -> tuple[Mention | None, int]:
        """The mention that begins at word `place`, and the word at which to go on."""
        for find in (
            self._author,
            self._titled,
            self._honoured,
            self._person,
            self._camp,
            self._actor,
        ):
            found = find(place)
            if found is not None:
                return found
        return self._pronoun(place)

    def _author(self, place: int) -> tuple[Mention | None, int] | None:
        """ "I" in a release in the first person."""
        word = self._words[place]
        author = self._cast.author
        if author is None or word.text not in {"I", "je", "Je", "j'", "J'"}:
            return None
        if self._sentence.is_quoted(word.start, word.end):
            return None
        return self._of_person(place, place, place + 1, author), place + 1

    # Titles ----------------------------------------------------------------------------

    def _titled(self, place: int) -> tuple[Mention | None, int] | None:
        title = title_at(self._words, place, self._sentence.language, self._names)
        if title is None or self._is_common(title):
            return None
        person = self._person_after(title)
        if person is not None:
            return self._title_with_name(title, *person)
        return self._title_alone(title)

    def _is_common(self, title: Title) -> bool:
        """ "chef", "head", "secretary" name an office only with something beside them."""
        word = self._words[title.noun].lower
        alone = title.last - title.noun == 1 and title.organisation is None
        return alone and word in _WORDS_OF_IS_COMMON and not (
            title.last < len(self._words) and is_capitalised(self._words[title.last])
        )  # fmt: skip

    def _person_after(self, title: Title) -> tuple[Member, int] | None:
        at = title.last
        if at + 1 < len(self._words) and self._words[at].text == "," and self._is_definite(title):
            return self._full_name_at(at + 1)
        if at >= len(self._words) or not is_capitalised(self._words[at]):
            return None
        found = self._cast.person_at(self._words, at)
        if found is not None:
            return found[0], found[1]
        actor = self._names.at(self._words, at)
        if actor is not None or (
            self._words[title.noun].lower != self._words[title.noun].text
            and (self._sentence.language == "fr")
        ):
            return None
        end = name_end(self._words, at)
        if end - at < 2:
            return None
        words = self._text(at, end)
        return Member(Named(words, None), (self._words[end - 1].plain,), None, None), end

    def _is_definite(self, title: Title) -> bool:
        before = self._words[title.first - 1].lower if title.first else ""
        return before in {"le", "la", "l'", "the", "son", "sa", "its", "their"}

    def _full_name_at(self, at: int) -> tuple[Member, int] | None:
        """ "le ministre, Jean-Noël Barrot, ...": a full name set off behind the title."""
        found = self._cast.person_at(self._words, at)
        if found is None or not found[2]:
            return None
        end = found[1]
        closes = end >= len(self._words) or self._words[end].text in {",", ".", ";", ")", "»", "”"}
        return (found[0], end) if closes else None

    def _title_with_name(
        self, title: Title, member: Member, end: int
    ) -> tuple[Mention | None, int]:
        office = self._cast.office_of(title, title.organisation)
        if office is None and title.organisation is None:
            held = [o for o in self._cast.offices_of(member) if o.function == title.function]
            office = held[0] if len(held) == 1 else None
        if title.organisation is not None:
            self._cast.note_side(member.name, title.organisation)
        return (
            Mention(
                start=self._words[title.first].start,
                end=self._words[end - 1].end,
                kind=MentionKind.PERSON,
                form=MentionForm.NAME,
                who=named(member, self._text(title.last, end).lstrip(", ")),
                gender=member.gender,
                role=self._text(title.first, title.last),
                office=office.id if office is not None else None,
                organisation=title.organisation.id if title.organisation is not None else None,
            ),
            end,
        )

    def _title_alone(self, title: Title) -> tuple[Mention | None, int] | None:
        words = self._text(title.first, title.last)
        member: Member | None = None
        organisation = title.organisation or self._of_whom(title)
        office = self._cast.office_of(title, organisation)
        if office is None and organisation is None:
            office = self._office_changing_hands(title)
        before = self._words[title.first - 1].lower if title.first else ""
        if before in _WORDS_OF_TITLE_ALONE:
            return None, title.last
        if office is not None:
            coming = title.new and self._cast.holder(office, "incoming") is not None
            hold = title.hold or ("incoming" if coming else None)
            member = self._cast.holder(office, hold)
        return (
            Mention(
                start=self._words[title.first].start,
                end=self._words[title.last - 1].end,
                kind=MentionKind.PERSON,
                form=MentionForm.TITLE,
                who=named(member, words) if member is not None else None,
                gender=member.gender if member is not None else None,
                plural=title.plural,
                role=words,
                office=office.id if office is not None else None,
                organisation=organisation.id if organisation is not None else None,
            ),
            title.last,
        )

    def _office_changing_hands(self, title: Title) -> Office | None:
        """ "le président élu", "the outgoing president": the one such office with a successor."""
        if title.hold not in ("incoming", "outgoing") or title.function is None:
            return None
        offices = [
            office
            for office in self._cast.catalogue.offices
            if office.function == title.function
            and self._cast.holder(office, "incoming") is not None
        ]
        return offices[0] if len(offices) == 1 else None

    def _of_whom(self, title: Title) -> Actor | None:
        """ "le chef de la diplomatie de Joe Biden": the state of the person named after."""
        at = title.last
        if at + 1 >= len(self._words) or self._words[at].lower not in {"de", "d'", "of"}:
            return None
        found = self._cast.person_at(self._words, at + 1)
        return self._state_of(found[0]) if found is not None else None

    # Persons ---------------------------------------------------------------------------

    def _honoured(self, place: int) -> tuple[Mention | None, int] | None:
        """ "M. Lecornu", "Mr Austin"."""
        word = self._words[place]
        honorifics = title_words(self._sentence.language).honorifics
        if word.text not in honorifics:
            return None
        at = place + 1
        while at < len(self._words) and (
            self._words[at].text == "." or self._words[at].text in honorifics
        ):
            at += 1
        if at >= len(self._words) or not is_capitalised(self._words[at]):
            return None
        found = self._cast.person_at(self._words, at)
        if found is not None:
            member, end, _ = found
        else:
            end = name_end(self._words, at)
            if end == at:
                return None
            name = Named(self._text(at, end), None)
            member = Member(name, (self._words[end - 1].plain,), honorifics[word.text], None)
        return self._of_person(place, at, end, member), end

    def _person(self, place: int) -> tuple[Mention | None, int] | None:
        administration = self._administration(place)
        if administration is not None:
            return administration
        found = self._cast.person_at(self._words, place)
        if found is None:
            return None
        member, end, full = found
        if not full and self._is_tail(place):
            return None
        actor = self._names.at(self._words, place)
        if actor is not None and (actor.last > end or (not full and actor.last == end)):
            return None
        return self._of_person(place, place, end, member), end

    def _is_tail(self, place: int) -> bool:
        """ "Ethiopian Electric Power": a surname at the end of another name."""
        if place < 2 or not is_capitalised(self._words[place - 1]):
            return False
        before = self._words[place - 1]
        adjacent = before.end + 1 == self._words[place].start
        return adjacent and is_capitalised(self._words[place - 2]) and before.text.isalpha()

    def _administration(self, place: int) -> tuple[Mention | None, int] | None:
        """ "l'administration Biden", "the Biden administration": the state itself."""
        nouns = _administrations(self._sentence.language)
        french = self._sentence.language == "fr"
        at = place + 1 if french else place
        if french and self._words[place].lower not in nouns:
            return None
        if at >= len(self._words):
            return None
        found = self._cast.surname_at(self._words, at)
        if found is None:
            return None
        end = found[1]
        if not french:
            if end >= len(self._words) or self._words[end].lower not in nouns:
                return None
            end += 1
        who = self._state_of(found[0])
        if who is None:
            return None
        words = self._text(place, end)
        return (
            Mention(
                start=self._words[place].start,
                end=self._words[end - 1].end,
                kind=MentionKind.STATE,
                form=MentionForm.METONYM,
                who=Named(who.name, who.id, words),
            ),
            end,
        )

    def _state_of(self, member: Member) -> Actor | None:
        for office in self._cast.offices_of(member):
            return self._cast.catalogue.actor(office.organisation)
        person = member.person
        if person is None or person.nationality is None:
            return None
        return self._cast.catalogue.actor(person.nationality)

    def _of_person(self, first: int, name: int, end: int, member: Member) -> Mention:
        return Mention(
            start=self._words[first].start,
            end=self._words[end - 1].end,
            kind=MentionKind.PERSON,
            form=MentionForm.NAME,
            who=named(member, self._text(name, end)),
            gender=member.gender,
        )

    def _camp(self, place: int) -> tuple[Mention | None, int] | None:
        """ "le républicain", "the Democrat": the one member of that party."""
        word = self._words[place]
        camps = title_words(self._sentence.language).camps
        party = camps.get(word.lower)
        before = self._words[place - 1].lower if place else ""
        if party is None or before not in _WORDS_OF_CAMP_2:
            return None
        follows = self._words[place + 1] if place + 1 < len(self._words) else None
        if (
            self._sentence.language == "en"
            and follows is not None
            and follows.text.isalpha()
            and (not word.text[0].isupper() or follows.lower not in _WORDS_OF_CAMP)
        ):
            return None
        members = self._cast.members_of_party(party)
        likely = [m for m in members if self._is_coming(m)] or list(members)
        if len(likely) != 1:
            return None
        return (
            Mention(
                start=word.start,
                end=word.end,
                kind=MentionKind.PERSON,
                form=MentionForm.PERIPHRASIS,
                who=named(likely[0], word.text),
                gender=likely[0].gender,
            ),
            place + 1,
        )

    def _is_coming(self, member: Member) -> bool:
        published = self._cast.published
        return published is not None and any(
            tenure.person == (member.person.id if member.person else "")
            and tenure.start > published >= tenure.public_from
            for tenure in self._cast.catalogue.tenures
        )

    # States and bodies -----------------------------------------------------------------

    def _actor(self, place: int) -> tuple[Mention | None, int] | None:
        found = self._names.at(self._words, place)
        if found is None:
            return None
        place_only = self._is_place(found)
        found = self._chosen(found, place_only)
        words = self._text(found.first, found.last)
        return (
            Mention(
                start=self._words[found.first].start,
                end=self._words[found.last - 1].end,
                kind=found.kind,
                form=found.form,
                who=Named(found.actor.name, found.actor.id, words),
                gender=found.naming.gender,
                plural=found.naming.plural or found.kind is MentionKind.GROUP,
                place_only=place_only,
            ),
            found.last,
        )

    def _is_place(self, found: Found) -> bool:
        if found.form not in (MentionForm.CAPITAL, MentionForm.NAME, MentionForm.METONYM):
            return False
        if found.kind is not MentionKind.STATE and found.form is not MentionForm.METONYM:
            return False
        at = found.first - 1
        while at >= 0 and self._words[at].lower in {"l'", "la", "le", "les", "the"}:
            at -= 1
        if at < 0:
            return False
        before = self._words[at].lower
        if before not in _PLACE_BEFORE:
            return False
        if before in {"à", "au", "aux"} and found.form is not MentionForm.CAPITAL:
            return False  # "à l'Ukraine", "aux Etats-Unis": receiver or place, never only a place
        return not (before in {"from", "depuis"} and found.form is not MentionForm.CAPITAL)

    def _chosen(self, found: Found, place_only: bool) -> Found:
        """Of the actors that share a name: the state for a place, the body that acts otherwise."""
        if not found.others:
            return found
        rows = (found.actor, *found.others)
        acting = [actor for actor in rows if actor.kind not in {"state", "territory"}]
        states = [actor for actor in rows if actor.kind in {"state", "territory"}]
        pick = (states if place_only else acting) or list(rows)
        naming = next((n for n in pick[0].namings if n.text == found.naming.text), found.naming)
        return Found(found.first, found.last, pick[0], naming)

    # Pronouns --------------------------------------------------------------------------

    def _pronoun(self, place: int) -> tuple[Mention | None, int]:
        word = self._words[place]
        pronouns = _pronouns(self._sentence.language)
        row = pronouns.get(word.lower)
        start = word.start
        if row is None and "-" in word.text:
            inverted = word.lower.rpartition("-")[2]
            row = pronouns.get(inverted)
            start = word.end - len(inverted)
        if row is None:
            return None, place + 1
        if self._is_impersonal(place):
            return None, place + 1
        return (
            Mention(
                start=start,
                end=word.end,
                kind=MentionKind.PRONOUN,
                form=MentionForm.PRONOUN,
                who=None,
                gender=row.get("gender"),
                plural=bool(row.get("plural")),
            ),
            place + 1,
        )

    def _is_impersonal(self, place: int) -> bool:
        """ "il s'agit", "il y a", "il faut", "il reste"."""
        follows = [word.lower for word in self._words[place + 1 : place + 4]]
        joined = " ".join(follows)
        return joined.startswith(tuple(load_words("fr", "titles")["impersonal"]))

    def _text(self, first: int, last: int) -> str:
        start = self._words[first].start - self._sentence.start
        return self._sentence.text[start : self._words[last - 1].end - self._sentence.start]


@cache
def _small_openers(language: str) -> frozenset[str]:
    """The words without a capital with which a mention may begin; bodies have their own."""
    pronouns = {word.lower() for word in _pronouns(language)}
    return frozenset({"i", "je", "j'"}).union(
        pronouns, may_open_title(language), _administrations(language)
    )


@cache
def _administrations(language: str) -> frozenset[str]:
    return frozenset(load_words(language, "titles")["administration"])


@cache
def _pronouns(language: str) -> dict[str, dict[str, Any]]:
    return dict(load_words(language, "titles")["pronouns"])
