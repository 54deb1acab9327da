"""Judge the fields of what was paired, and the links between amounts.

In: annotated records with the claim that each took, or None. Out: named verdicts. A field is
judged over all annotated records: of a record that was not found no field is right.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matching import Found, Pairing, Record, number, same_name

Verdict = tuple[str, bool]
_QUALIFIERS = {
    "under": ("under", "nearly"), "over": ("over", "at_least"), "up_to": ("up_to", "at_most"),
    "at_least": ("at_least", "over", "vague"),
}  # fmt: skip
_STATUS = {"candidate": ("rumoured", "candidate", "incoming")}


def verdicts(kind: str, record: Record, claim: Found | None) -> Iterator[Verdict]:
    """Name of each judged field of a kind, and whether it is right."""
    said: Found = claim or {}
    if kind == "amounts":
        yield from _of_amount(record, said)
    elif kind == "items":
        wanted = number(record.get("quantity"))
        yield "item.quantity", claim is not None and number(said.get("quantity")) == wanted
    elif kind == "statements":
        speaker = same_name(said.get("speaker"), record["speaker"])
        yield "statement.speaker", claim is not None and speaker
        yield "statement.mode", said.get("mode") == record["mode"]
    elif kind == "meetings":
        yield "meeting.status", said.get("status") == record["status"]
        same_day = (said.get("date") or None) == (record.get("date") or None)
        yield "meeting.date", claim is not None and same_day
    elif kind == "roles":
        allowed = _STATUS.get(record["status"], (record["status"],))
        yield "role.status", said.get("status") in allowed
    elif kind == "restrictions":
        issuer = same_name(said.get("issuer"), record["by"])
        yield "restriction.issuer", claim is not None and issuer
    elif kind == "handovers":
        both = all(same_name(said.get(end), record[end]) for end in ("from", "to"))
        yield "handover.from_to", claim is not None and both


def _of_amount(record: Record, said: Found) -> Iterator[Verdict]:
    # A record without a currency is right where none is claimed, found or not.
    yield "amount.currency", said.get("currency") == record["currency"]
    if record.get("near"):
        wanted: Sequence[str] = ("nearly",)
    elif record.get("vague"):
        wanted = ("vague", "at_least")
    else:
        wanted = _QUALIFIERS.get(record["qualifier"], (record["qualifier"],))
    yield "amount.qualifier", said.get("qualifier") in wanted
    about = bool(said.get("about_aid")) == record["about_aid"]
    yield "amount.about_aid", bool(said) and about
    if not record["about_aid"]:
        return
    yield "amount.nature", said.get("nature") == record["basis"]
    yield "amount.stage", bool(said) and said.get("stage") == record["stage"]
    yield "amount.aid_kind", bool(said) and said.get("aid_kind") == record["kind"]
    for role in ("donor", "recipient"):
        yield f"amount.{role}", bool(said) and same_name(said.get(role), record[role])


def links(pairing: Pairing, amounts: Sequence[Found]) -> Iterator[tuple[str, int, int, int]]:
    """Of restatements and parts: name, annotated, found, right, over both sides of the pairs."""
    pairs = pairing.pairs
    restated = {claim["restates"] for claim in amounts if claim.get("restates")}
    wanted = [claim for record, claim in pairs if record.get("restates")]
    right = sum(
        claim is not None and (bool(claim.get("restates")) or claim["id"] in restated)
        for claim in wanted
    )
    found = sum(claim is not None and bool(claim.get("restates")) for _, claim in pairs)
    yield "link.restates", len(wanted), max(right, found), right
    parts = [(record, claim) for record, claim in pairs if record.get("part_of")]
    right = sum(claim is not None and bool(claim.get("part_of")) for _, claim in parts)
    found = sum(claim is not None and bool(claim.get("part_of")) for _, claim in pairs)
    yield "link.part_of", len(parts), found, right
