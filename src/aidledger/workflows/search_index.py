"""The index of search: words and filters of every claim of a text, found without reading them all.

Derived from the records alone and kept in memory only, so that nothing of a text outlives its
removal, a public server writes nothing, and nothing can be behind: each search first takes in
what was recorded since. It holds claims as they were read. A claim of which people say something
is looked at itself, as reviewed, so that the index answers exactly as a look at every claim
(`aidledger.questions.searching.search`).
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from aidledger.ledger.chain import StoredRow
from aidledger.ledger.encoding import decode
from aidledger.ledger.knowledge import Knowledge, KnownBy
from aidledger.ledger.reviewing import NOBODY, reviewed
from aidledger.ledger.storage.port import Storage
from aidledger.ledger.view import View
from aidledger.model.records import ClaimRecord, DocumentRecord, TombstoneRecord
from aidledger.questions.searching import (
    FACETS,
    MOST_LISTED,
    Amount,
    Code,
    Day,
    Found,
    Hit,
    Said,
    Term,
    Words,
    folded,
    found,
    group_of,
    has_words,
    hit_of,
    meets,
    meets_all,
    parsed,
    parts_of,
    reach_of,
)

_NAMES = ("speaker", "publisher", "donor", "recipient")
_TABLES = """
CREATE TABLE claims (
    place INTEGER PRIMARY KEY, seq INTEGER, name TEXT, document TEXT, known_on TEXT,
    recorded_on TEXT, asserted_on TEXT, kind TEXT, language TEXT, speaker TEXT, publisher TEXT,
    status TEXT, in_speaker TEXT, in_publisher TEXT, in_donor TEXT, in_recipient TEXT,
    has_sum INTEGER, least TEXT, most TEXT, sentence TEXT
);
CREATE INDEX claims_of ON claims (document);
CREATE VIRTUAL TABLE words USING fts5 (
    sentence, content='claims', content_rowid='place',
    tokenize="unicode61 remove_diacritics 0 categories 'L* N*'"
);
CREATE TEMP TABLE shown (document TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE apart (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TEMP TABLE hits (place INTEGER PRIMARY KEY);
"""
_INSERT = """
INSERT INTO claims VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_TYPES = (DocumentRecord.type, ClaimRecord.type, TombstoneRecord.type)


class SearchIndex:
    """The index of one storage, for all threads of a server."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False, isolation_level=None)
        self._database.executescript(_TABLES)
        self._database.create_function("has_words", 2, has_words, deterministic=True)
        self._database.create_function("meets", 4, _meets, deterministic=True)
        self._vintage = 0

    def search(self, storage: Storage, view: View, query: str) -> Found:
        """What `searching.search` finds in a view of the storage.

        Raises:
            QueryProblem: see there.
        """
        terms = tuple(parsed(query))
        if not terms:
            return found(query, {}, ())
        apart = view.spoken_of
        looked_at = [
            hit for record, hit in _looked_at(view, apart) if meets_all(terms, hit, record)
        ]
        groups = Counter(group_of(hit) for hit in looked_at)
        with self._lock:
            self._take_in(storage)
            self._find(view, terms, apart)
            groups.update(self._groups())
            names = self._newest()
        return found(query, groups, [*looked_at, *_hits(view, names)])

    def _take_in(self, storage: Storage) -> None:
        """Add what was recorded since the last search, in one transaction."""
        newest = storage.last()
        if newest is None or newest.seq <= self._vintage:
            return
        texts = _Texts(storage)
        self._database.execute("BEGIN")
        try:
            for row in storage.rows(types=_TYPES, since=self._vintage + 1, up_to=newest.seq):
                self._take(row, texts)
            self._database.execute("COMMIT")
        except BaseException:
            self._database.execute("ROLLBACK")
            raise
        self._vintage = newest.seq

    def _take(self, row: StoredRow, texts: _Texts) -> None:
        if row.type == TombstoneRecord.type:
            self._drop_text(row.key, texts)
            return
        record = decode(row.type, row.payload)
        if not isinstance(record, ClaimRecord):
            return
        about = texts.about(record.document)
        if about is None or about.media != "text":
            return
        self._insert(_cells(row, record, about, texts.text(record.document)))

    def _insert(self, cells: tuple[object, ...]) -> None:
        place = self._database.execute(_INSERT, cells).lastrowid
        self._database.execute(
            "INSERT INTO words (rowid, sentence) VALUES (?, ?)", (place, cells[-1])
        )  # fmt: skip

    def _drop_text(self, document: str, texts: _Texts) -> None:
        """Of a text that was removed, only the quotations stay, as in the record."""
        places = self._database.execute(
            "SELECT place, sentence, name FROM claims WHERE document = ?", (document,)
        ).fetchall()
        for place, sentence, name in places:
            quote = folded(texts.quote(name))
            self._database.execute(
                "INSERT INTO words (words, rowid, sentence) VALUES ('delete', ?, ?)",
                (place, sentence),
            )
            self._database.execute("UPDATE claims SET sentence = ? WHERE place = ?", (quote, place))
            self._database.execute(
                "INSERT INTO words (rowid, sentence) VALUES (?, ?)", (place, quote)
            )

    def _find(self, view: View, terms: Sequence[Term], apart: frozenset[str]) -> None:
        """Put the places of what the index finds into `hits`."""
        gone = {name for kind, name in view.withdrawals if kind == ClaimRecord.type}
        for table, names in (("shown", view.documents), ("apart", apart | gone), ("hits", ())):
            self._database.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            if names:
                self._database.execute(
                    f"INSERT INTO {table} SELECT value FROM json_each(?)",  # noqa: S608
                    (json.dumps(list(names)),),
                )
        conditions, values = _known(view.knowledge)
        for term in terms:
            condition, more = _condition(term)
            conditions.append(f"NOT ({condition})" if term.minus else condition)
            values += more
        conditions += [
            "document IN (SELECT document FROM shown)", "name NOT IN (SELECT name FROM apart)",
        ]  # fmt: skip
        self._database.execute(
            f"INSERT INTO hits SELECT place FROM claims WHERE {' AND '.join(conditions)}",  # noqa: S608
            values,
        )

    def _groups(self) -> dict[tuple[str | None, ...], int]:
        named = ", ".join(FACETS)
        rows = self._database.execute(
            f"SELECT {named}, count(*) FROM hits JOIN claims USING (place) GROUP BY {named}"  # noqa: S608
        )
        return {tuple(values): count for *values, count in rows}

    def _newest(self) -> list[str]:
        rows = self._database.execute(
            "SELECT name FROM hits JOIN claims USING (place)"
            " ORDER BY coalesce(asserted_on, '') DESC, name DESC LIMIT ?",
            (MOST_LISTED,),
        )
        return [name for (name,) in rows]


class _Texts:
    """Documents and texts while an index is filled: each is read once."""

    def __init__(self, storage: Storage) -> None:
        self._storage = storage
        self._about: dict[str, DocumentRecord | None] = {}
        self._last: tuple[str, str | None] = ("", None)

    def about(self, document: str) -> DocumentRecord | None:
        if document not in self._about:
            row = self._storage.find(DocumentRecord.type, document)
            record = None if row is None else decode(row.type, row.payload)
            assert record is None or isinstance(record, DocumentRecord)
            self._about[document] = record
        return self._about[document]

    def text(self, document: str) -> str | None:
        if self._last[0] != document:
            self._last = (document, self._storage.text(document))
        return self._last[1]

    def quote(self, claim: str) -> str:
        row = self._storage.find(ClaimRecord.type, claim)
        assert row is not None
        record = decode(row.type, row.payload)
        assert isinstance(record, ClaimRecord)
        return record.claim.quote


def _cells(
    row: StoredRow, record: ClaimRecord, about: DocumentRecord, text: str | None
) -> tuple[object, ...]:
    """A claim as it was read, as a row of the index."""
    hit = hit_of(record, about, text, reviewed(record.claim, NOBODY))
    reach = reach_of(hit.stated)
    least, most = (None, None) if reach is None else reach
    recorded_on = row.recorded_at[:10]
    return (
        None, row.seq, hit.name, hit.document, row.asserted_on or recorded_on, recorded_on,
        row.asserted_on, hit.kind, hit.language, hit.speaker, hit.publisher, hit.status.value,
        *("\n".join(folded(part) for part in parts_of(name, hit, record)) for name in _NAMES),
        reach is not None, None if least is None else str(least),
        None if most is None else str(most), folded(hit.sentence or hit.words),
    )  # fmt: skip


def _known(knowledge: Knowledge) -> tuple[list[str], list[object]]:
    """Conditions of a state of knowledge."""
    conditions, values = ["seq <= ?"], [knowledge.vintage]
    if knowledge.known is None:
        return conditions, list(values)
    column = "recorded_on" if knowledge.by is KnownBy.RECORDED else "known_on"
    return [*conditions, f"{column} <= ?"], [*values, knowledge.known.isoformat()]


def _condition(term: Term) -> tuple[str, list[object]]:
    """A part of a query as a condition on rows of the index."""
    part = term.part
    match part:
        case Words(wanted):
            tokens = "".join(sign if sign.isalnum() else " " for sign in wanted).split()
            if not tokens or term.minus:
                return "has_words(sentence, ?)", [wanted]
            phrase = " ".join(tokens)
            return (
                "(place IN (SELECT rowid FROM words WHERE words MATCH ?)"
                " AND has_words(sentence, ?))",
                [f'"{phrase}"', wanted],
            )
        case Said(name, wanted):
            assert name in _NAMES
            return f"instr(in_{name}, ?) > 0", [wanted]
        case Code(name, value):
            return f"coalesce({name}, '') = ?", [value]
        case Amount(low, high):
            bounds: list[object] = [None if bound is None else str(bound) for bound in (low, high)]
            return "(has_sum AND meets(least, most, ?, ?))", bounds
        case Day(day, is_first):
            if is_first:
                return "coalesce(asserted_on, '0001-01-01') >= ?", [day.isoformat()]
            return "coalesce(asserted_on, '9999-12-31') <= ?", [day.isoformat()]


def _meets(least: str | None, most: str | None, low: str | None, high: str | None) -> bool:
    bounds = [None if bound is None else Decimal(bound) for bound in (least, most, low, high)]
    return meets(bounds[0], bounds[1], bounds[2], bounds[3])


def _looked_at(view: View, names: frozenset[str]) -> Iterator[tuple[ClaimRecord, Hit]]:
    """Claims of which people say something, as reviewed."""
    for name in sorted(names):
        record = view.claim(name)
        about = None if record is None else view.documents.get(record.document)
        if record is not None and about is not None and about.media == "text":
            yield record, hit_of(record, about, view.text(about.id), view.reviewed(record))


def _hits(view: View, names: Sequence[str]) -> Iterator[Hit]:
    for name in names:
        record = view.claim(name)
        assert record is not None
        about = view.documents[record.document]
        yield hit_of(record, about, view.text(about.id), view.reviewed(record))
