"""What reports make one thing, and how many sources say it, independently or not.

A thing is all the records that judgements join (`resolving.clusters`), with those that the
reader itself found said twice in one document. Everything here is derived from the judgements
that stand: one withdrawn leaves no trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from weakref import WeakKeyDictionary

from aidledger.ledger.view import View
from aidledger.model.links import Link
from aidledger.model.records import ClaimRecord, EntryRecord
from aidledger.resolving.clusters import Clusters, clusters
from aidledger.resolving.sources import Mention, SourceCount, count_sources

# A view never changes, and several parts of an answer ask for its clusters.
_CLUSTERS: WeakKeyDictionary[View, Clusters] = WeakKeyDictionary()

# Documents of which no publisher is known may all be of one.
_NOBODY = ""


class Things:
    """The things of a view.

    Args:
        view: the record as known on a day.
        about: names of the records that are asked about, where they are few: then only what
            judgements link with them is looked at, which gives the same things; None = all.
    """

    def __init__(self, view: View, about: Iterable[str] | None = None) -> None:
        self._view = view
        self._about = None if about is None else tuple(about)

    @cached_property
    def clusters(self) -> Clusters:
        """Which records are one thing."""
        if self._view not in _CLUSTERS:
            if self._about is not None:
                return clusters(self._near())
            _CLUSTERS[self._view] = clusters(self._view.links)
        return _CLUSTERS[self._view]

    def _near(self) -> Iterator[Link]:
        """The links among everything that links lead to from the names asked about."""
        reached: set[str] = set()
        ahead = list(self._about or ())
        while ahead:
            name = ahead.pop()
            if name not in reached:
                reached.add(name)
                for link in self._view.links_of(name):
                    ahead += link.pair
                    if name == link.left:
                        yield link

    def thing(self, record: ClaimRecord) -> str:
        """The thing that a claim is about, by name."""
        return self.clusters.thing(record.claim.same_as or record.key)

    def others(self, name: str) -> tuple[str, ...]:
        """The other records of the same thing."""
        return tuple(other for other in self.clusters.all_of(name) if other != name)

    def booked_in(self, name: str) -> str | None:
        """The booked entry that is the same thing, by id; None where there is none."""
        for other in self.clusters.all_of(name):
            found = self._view.find(EntryRecord.type, other) if other != name else None
            if found is not None:
                return other
        return None

    def sources(self, records: Iterable[ClaimRecord]) -> SourceCount:
        """How many documents these claims are in, and how many say it independently."""
        said = tuple(records)
        documents = {record.document for record in said}
        if len(documents) == 1:
            # Most things are said once: no publisher and no text need be looked at.
            return SourceCount(sources=1, independent=1, groups=(tuple(documents),))
        return count_sources((self._mention(record) for record in said), self._view.text)

    def sources_of(self, name: str) -> SourceCount:
        """How many documents say the thing that a record is."""
        found = (self._view.claim(other) for other in self.clusters.all_of(name))
        return self.sources(record for record in found if record is not None)

    def _mention(self, record: ClaimRecord) -> Mention:
        cited = {part for name in record.claim.attributed_to for part in (name.id, name.name)}
        leans = {name.casefold() for name in cited if name} | self._publishers(record.document)
        return Mention(document=record.document, leans_on=frozenset(leans))

    def _publishers(self, document: str) -> set[str]:
        about = self._view.document(document)
        places = [] if about is None else [(about.publisher, about.url)]
        places += [(item.publisher, item.url) for item in self._view.sightings.get(document, ())]
        return {(publisher or _host(url) or _NOBODY).casefold() for publisher, url in places}


def _host(url: str | None) -> str | None:
    """The host of an address, which stands for its publisher."""
    return None if url is None else url.partition("//")[2].partition("/")[0] or None
