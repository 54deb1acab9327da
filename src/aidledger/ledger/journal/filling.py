"""What a journal written by hand may leave out, and what stands for it.

- The name of a document can be any word: its id is the hash of its text, and the word means it
  in the rest of the journal.
- An entry, balance or term without citation is cited by its own lines: the journal is then a
  document of the record itself.
- A claim may give only its words: they are found in its document, and their line is the sentence.
"""

from __future__ import annotations

from typing import Any

from aidledger.ledger.journal.forms import FormError
from aidledger.ledger.reviewing import BY_A_PERSON
from aidledger.model.evidence import Document, Span
from aidledger.model.records import Citation

_HASH_LENGTH = 64


class Filling:
    """Documents of a journal by the names it gives them.

    Args:
        journal: the text of the journal.
    """

    def __init__(self, journal: str) -> None:
        self._journal = journal
        self._own_id: str | None = None
        self._ids: dict[str, str] = {}
        self.texts: dict[str, str] = {}

    @property
    def cites_itself(self) -> bool:
        """True once a record was cited by its own lines."""
        return self._own_id is not None

    def document(self, name: str | None) -> str:
        """The id that a name of the journal means."""
        return self._ids.get(name or "", name or "")

    def describe(self, values: dict[str, Any], text: str | None) -> None:
        """Fill in a document's id and size from its text.

        Raises:
            FormError: JOURNAL_TEXT_CHANGED (the id is that of another text),
                JOURNAL_DOCUMENT (neither id nor text).
        """
        name = values.get("id")
        if text is None:
            if name is None or len(name) != _HASH_LENGTH:
                raise FormError("JOURNAL_DOCUMENT", name=name or "")
            return
        document = Document(text=text)
        if name is not None and len(name) == _HASH_LENGTH and name != document.id:
            raise FormError("JOURNAL_TEXT_CHANGED", name=name[:12])
        if name is not None:
            self._ids[name] = document.id
        values["id"] = document.id
        values.setdefault("characters", len(text))
        self.texts[document.id] = text

    def citation(self, given: Citation | None, start: int, end: int) -> Citation:
        """The citation given, its document by id; else the record's own lines."""
        if given is not None:
            return Citation(
                document=self.document(given.document), start=given.start, end=given.end,
                url=given.url, confidence=given.confidence,
            )  # fmt: skip
        if self._own_id is None:
            self._own_id = Document(text=self._journal).id
        return Citation(document=self._own_id, start=start, end=end)

    def place(self, document: str, values: dict[str, Any]) -> None:
        """Fill in where a claim's words stand, and who made it.

        Raises:
            FormError: JOURNAL_QUOTE, where the words do not stand there exactly once.
        """
        values.setdefault("rule", BY_A_PERSON)
        text, quote = self.texts.get(document), values.get("quote")
        if text is None or quote is None:
            return
        if "start" not in values:
            if text.count(quote) != 1:
                raise FormError("JOURNAL_QUOTE", words=quote, count=str(text.count(quote)))
            values["start"] = text.index(quote)
            values["end"] = values["start"] + len(quote)
        if "sentence" not in values:
            end = text.find("\n", values["end"])
            first = text.rfind("\n", 0, values["start"]) + 1
            values["sentence"] = Span(first, len(text) if end < 0 else end)
