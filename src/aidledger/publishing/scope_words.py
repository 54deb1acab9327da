"""A scope in words: "drawdown, without the revaluation", "stale: as of 12 November 2024"."""

from __future__ import annotations

from datetime import date

from aidledger.model.scopes import BalanceKind, Scope
from aidledger.questions.answers import Check
from aidledger.wording.figures import day
from aidledger.wording.loading import label, phrase


def check_words(check: Check, stated_on: date, language: str) -> str:
    """The scope of a check; that it adds valuations up, and that it is stale, where so."""
    words = [scope_words(check.scope, language)]
    if check.valuations:
        named = " + ".join(label("valuation", name, language) for name in check.valuations)
        words.append(phrase("sums_valuations", language, valuations=named))
    if check.on != stated_on:
        words.append(phrase("scope_stale", language, on=day(check.on, language)))
    return ", ".join(words)


def scope_words(scope: Scope, language: str) -> str:
    """What a scope counts."""
    words = []
    if scope.channels:
        words.append(" + ".join(label("channel", channel, language) for channel in scope.channels))
    elif scope.kind is BalanceKind.REMAINING:
        words.append(phrase("as_asked", language))
    if scope.stage is not None:
        stage = label("stage", scope.stage.value, language)
        words.append(phrase("scope_stage", language, stage=stage))
    if scope.since is not None:
        words.append(phrase("scope_since", language, since=day(scope.since, language)))
    if scope.envelopes:
        words.append(phrase("scope_envelopes", language, envelopes=", ".join(scope.envelopes)))
    if not scope.revaluations:
        words.append(phrase("scope_without", language))
    elif "drawdown" in (scope.channels or ()):
        words.append(phrase("scope_with", language))
    return ", ".join(words)
