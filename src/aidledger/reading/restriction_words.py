"""The words by which texts restrict aid: one table a language.

In: a language. Out: its `restrictions.yml` as sets and phrases, and the forms of words one
of which a sentence must hold before any rule looks at it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from aidledger.model.claims import RestrictionStatus
from aidledger.reading.lexicons import load_words
from aidledger.reading.phrases import Phrases, phrase_set


@dataclass(frozen=True, slots=True)
class Behind:
    """A verb that restricts with certain words right behind it."""

    words: Phrases[bool]
    status: RestrictionStatus


@dataclass(frozen=True, slots=True)
class RestrictionWords:
    """The words of one language; what each heading holds is said in the file."""

    telling: frozenset[str]
    verbs: dict[str, RestrictionStatus]
    forbidding: frozenset[str]
    phrases: dict[str, tuple[Behind, ...]]
    imposing: frozenset[str]
    imposed: frozenset[str]
    closing: frozenset[str]
    closed: Phrases[bool]
    allowing: frozenset[str]
    enabling: frozenset[str]
    leave: Phrases[bool]
    no_refusal: frozenset[str]
    no_gifts: frozenset[str]
    giving: frozenset[str]
    objects: Phrases[bool]
    lifting_objects: frozenset[str]
    epistemic: frozenset[str]
    epistemic_passive: frozenset[str]
    only: frozenset[str]
    none: frozenset[str]
    withdrawing: frozenset[str]
    denied: frozenset[str]
    releasing: frozenset[str]
    moving: frozenset[str]
    bound: frozenset[str]
    binding: frozenset[str]
    returns: Phrases[bool]
    demanding: frozenset[str]
    demanded: Phrases[bool]
    conditions: Phrases[bool]
    insuring: Phrases[bool]
    nouns: Phrases[bool]
    unreal: frozenset[str]
    remaining: frozenset[str]
    feared: frozenset[str]
    no_right: Phrases[bool]
    depending: frozenset[str]
    paid: frozenset[str]
    paying: frozenset[str]
    taxing: frozenset[str]
    tolls: Phrases[bool]
    opening: frozenset[str]
    gates: Phrases[bool]
    tolerating: frozenset[str]


@cache
def restriction_words(language: str) -> RestrictionWords:
    """The words of `language`, from its `restrictions.yml`."""
    data = load_words(language, "restrictions")
    phrases: dict[str, tuple[Behind, ...]] = {}
    for row in data["phrases"]:
        behind = Behind(phrase_set(row["with"]), RestrictionStatus(row["status"]))
        phrases[row["verb"]] = (*phrases.get(row["verb"], ()), behind)

    def words(name: str, row: Any = data) -> frozenset[str]:
        return frozenset(map(str, row[name]))

    listed = [word for row in data["verbs"].values() for word in row]
    for name in ("forbidding", "allowing", "demanding", "withdrawing", "depending", "paying",
                 "taxing", "tolerating"):  # fmt: skip
        listed += data[name]
    listed += [*data["imposing"]["verbs"], *data["closing"]["verbs"], *phrases, "devoir"]
    return RestrictionWords(
        telling=frozenset(listed),
        verbs={
            word: RestrictionStatus(status)
            for status, row in data["verbs"].items()
            for word in row
        },
        forbidding=words("forbidding"),
        phrases=phrases,
        imposing=words("verbs", data["imposing"]),
        imposed=words("nouns", data["imposing"]),
        closing=words("verbs", data["closing"]),
        closed=phrase_set(data["closing"]["things"]),
        allowing=words("allowing"),
        enabling=words("enabling"),
        leave=phrase_set(data["leave"]),
        no_refusal=words("no_refusal"),
        no_gifts=words("no_gifts"),
        giving=words("giving"),
        objects=phrase_set(data["objects"]),
        lifting_objects=words("lifting_objects"),
        epistemic=words("epistemic"),
        epistemic_passive=words("epistemic_passive"),
        only=words("only"),
        none=words("none"),
        withdrawing=words("withdrawing"),
        denied=words("denied"),
        releasing=words("releasing"),
        moving=words("moving"),
        bound=words("bound"),
        binding=words("binding"),
        returns=phrase_set(data["returns"]),
        demanding=words("demanding"),
        demanded=phrase_set(data["demanded"]),
        conditions=phrase_set(data["conditions"]),
        insuring=phrase_set(data["insuring"]),
        nouns=phrase_set(data["nouns"]),
        unreal=words("unreal"),
        remaining=words("remaining"),
        feared=words("feared"),
        no_right=phrase_set(data["no_right"]),
        depending=words("depending"),
        paid=words("paid"),
        paying=words("paying"),
        taxing=words("taxing"),
        tolls=phrase_set(data["tolls"]),
        opening=words("opening"),
        gates=phrase_set(data["gates"]),
        tolerating=words("tolerating"),
    )  # fmt: skip
