"""Verb groups: what each sentence of the case files holds, and what holds of any text."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aidledger.reading.conjugation import Form, forms_of
from aidledger.reading.lexicons import LANGUAGES, load_words
from aidledger.reading.marks import Block, BlockKind, Sentence, Tense, VerbGroup
from aidledger.reading.sentences import split_words
from aidledger.reading.verbs import find_verbs

CASES = Path(__file__).parents[2] / "cases" / "reading"
PLAIN = {"voice": "active", "modal": None, "negated": False, "inverted": False}


def sentence_of(text: str, language: str) -> Sentence:
    return Sentence(
        index=0,
        start=0,
        end=len(text),
        text=text,
        language=language,
        block=Block(0, len(text), BlockKind.BODY, language),
        words=split_words(text, 0, len(text)),
    )


def told(text: str, verb: VerbGroup) -> dict[str, Any]:
    return {
        "group": text[verb.start : verb.end],
        "lemma": verb.lemma,
        "tense": verb.tense.value,
        "voice": verb.voice.value,
        "modal": verb.modal,
        "negated": verb.negated,
        "inverted": verb.inverted,
    }


def cases() -> list[Any]:
    found = []
    for language in LANGUAGES:
        rows = yaml.safe_load((CASES / language / "verbs.yml").read_text(encoding="utf-8"))
        for number, row in enumerate(rows, start=1):
            found.append(pytest.param(language, row, id=f"{language}-{number}"))
    return found


@pytest.mark.parametrize(("language", "row"), cases())
def test_the_groups_of_a_sentence(language: str, row: dict[str, Any]) -> None:
    verbs = find_verbs(sentence_of(row["text"], language))
    assert [told(row["text"], verb) for verb in verbs] == [
        PLAIN | wanted for wanted in row["verbs"]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_are_a_hundred_cases(language: str) -> None:
    rows = yaml.safe_load((CASES / language / "verbs.yml").read_text(encoding="utf-8"))
    assert len({row["text"] for row in rows}) == len(rows) >= 100


@pytest.mark.parametrize(
    ("language", "text", "pronoun", "person"),
    [
        ("fr", "J'ai signé le décret.", "je", "1s"),
        ("fr", "Il nous a remis la liste.", "il", "3s"),
        ("fr", "Nous vous livrerons du blé.", "nous", "1p"),
        ("fr", "C'est une avance.", "ce", "3s"),
        ("fr", "« Non », a-t-elle répondu.", "elle", "3s"),
        ("fr", "Les bailleurs, qui ont payé, protestent.", None, "3p"),
        ("en", "We have signed the decree.", "we", None),
        ("en", "The donors have paid.", None, None),
    ],
)
def test_subject_pronouns(language: str, text: str, pronoun: str | None, person: str) -> None:
    verb = find_verbs(sentence_of(text, language))[0]
    assert (verb.pronoun, verb.person) == (pronoun, person)


@pytest.mark.parametrize(
    ("language", "word", "form"),
    [
        ("fr", "commençons", Form("commencer", Tense.PRESENT, "1p")),
        ("fr", "engageait", Form("engager", Tense.IMPERFECT, "3s")),
        ("fr", "appellera", Form("appeler", Tense.FUTURE, "3s")),
        ("fr", "lèvent", Form("lever", Tense.PRESENT, "3p")),
        ("fr", "déploie", Form("déployer", Tense.PRESENT, "3s")),
        ("fr", "reçues", Form("recevoir", Tense.PAST_PARTICIPLE)),
        ("fr", "promus", Form("promouvoir", Tense.PAST_PARTICIPLE)),
        ("en", "pledging", Form("pledge", Tense.PRESENT_PARTICIPLE)),
        ("en", "supplies", Form("supply", Tense.PRESENT, "3s")),
        ("en", "committed", Form("commit", Tense.PAST)),
        ("en", "cancelled", Form("cancel", Tense.PAST)),
        ("en", "canceled", Form("cancel", Tense.PAST)),
        ("en", "withheld", Form("withhold", Tense.PAST_PARTICIPLE)),
    ],
)
def test_spelling_of_forms(language: str, word: str, form: Form) -> None:
    assert form in forms_of(language)[word]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_verb_of_a_frame_is_known(language: str) -> None:
    lemmas = {form.lemma for forms in forms_of(language).values() for form in forms}
    frames = load_words(language, "roles")
    named = {
        str(lemma).removeprefix("s'")
        for heading, verbs in frames.items()
        if heading.endswith("_verbs")
        for lemma in verbs
    }
    assert named and named <= lemmas
    assert len(lemmas) > 1000


WORDS = {
    language: [*sorted(forms_of(language)), "le", "de", ",", "l'", "the", "to", "of", "12", "Oslo"]
    for language in LANGUAGES
}


@given(st.data())
def test_groups_stand_in_order_inside_the_sentence(data: st.DataObject) -> None:
    language = data.draw(st.sampled_from(LANGUAGES))
    text = " ".join(data.draw(st.lists(st.sampled_from(WORDS[language]), max_size=25)))
    groups = find_verbs(sentence_of(text, language))
    place = 0
    for group in groups:
        assert place <= group.start <= group.head_start < group.head_end == group.end <= len(text)
        place = group.end


@given(st.text(max_size=80), st.sampled_from(LANGUAGES))
def test_any_text_is_taken(text: str, language: str) -> None:
    for group in find_verbs(sentence_of(text, language)):
        assert text[group.start : group.end].strip()


@pytest.mark.parametrize(
    ("language", "part"),
    [("fr", "a-t-il pu ne pas encore "), ("en", "would not have been going to be said ")],
)
def test_time_grows_with_the_text_alone(language: str, part: str) -> None:
    def seconds(times: int) -> float:
        sentence = sentence_of(part * times, language)
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            find_verbs(sentence)
            best = min(best, time.perf_counter() - start)
        return best

    seconds(10)
    assert seconds(2000) < 5 * seconds(1000)


def test_importing_loads_no_words() -> None:
    code = (
        "import aidledger.reading.verbs\n"
        "from aidledger.reading.conjugation import forms_of\n"
        "assert forms_of.cache_info().currsize == 0"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
