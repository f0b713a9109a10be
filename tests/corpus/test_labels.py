"""What codes, numbers and findings are called in Danish and English: `labels`, `wording`, `finding_messages`."""

from __future__ import annotations

from typing import Any, get_args, get_origin

import pytest

from corpus.finding_messages import finding_message, load_forms, names_in
from corpus.labels import LANGUAGES, Language, label, load_labels
from corpus.speech import named, speaking
from corpus.wording import date_text, number_text
from models import codes, document
from models.records import Agreement

VOCABULARIES = {
    name: get_args(value) for name, value in vars(codes).items() if str(get_origin(value)) == "typing.Literal"
}
# Names of what is no code of the records.
OWN_WORDS = {"Hiding", "Unsigned", "ValueDoubt", "Family", "Change", "Aspect", "Page", "Screen", "Certificate"}
SINGLE = {"title", "kind", "partnership", "concerns", "period"}


def test_has_a_label_for_every_code_and_for_nothing_else() -> None:
    lists = {name for name, field in Agreement.model_fields.items() if get_origin(field.annotation) is list}
    wanted = {name: set(values) for name, values in VOCABULARIES.items()}
    wanted["Verdict"] = set(get_args(document.Verdict))
    wanted["FindingCode"] = set(codes.FINDING_CODES)
    wanted["Field"] = SINGLE | lists
    found = {name: set(values) for name, values in load_labels().items() if name not in OWN_WORDS}
    assert found == wanted
    assert len(wanted) > 20


def test_says_every_code_in_both_languages() -> None:
    texts = [text for values in load_labels().values() for pair in values.values() for text in pair]
    assert all(text.strip() and "_" not in text for text in texts)


def test_says_a_code_it_does_not_know_in_its_own_words() -> None:
    assert label("theft_robbery", "da", "Indicator", "Offence") == "tyveri/røveri"
    assert label("some_later_code", "da", "Offence") == "some later code"


@pytest.mark.parametrize(("language", "said"), [("en", ("theft robbery", "")), ("da", ("tyveri/røveri", ""))])
def test_names_codes_on_a_screen_and_nothing_where_there_is_none(language: Language, said: tuple[str, str]) -> None:
    with speaking(language):
        assert (named("theft_robbery"), named(None)) == said


@pytest.mark.parametrize(
    ("value", "danish", "english"),
    [(1_200_000, "1.200.000", "1,200,000"), (41.2, "41,2", "41.2"), (-1234.5, "-1.234,5", "-1,234.5"), (0, "0", "0")],
)
def test_prints_numbers_as_each_language_does(value: float, danish: str, english: str) -> None:
    assert (number_text(value, "da"), number_text(value, "en")) == (danish, english)


def test_prints_dates_in_words() -> None:
    assert date_text("2018-02-01", "da") == "1. februar 2018"
    assert date_text("2018-12-31", "en") == "31 December 2018"
    assert date_text("foråret 2018", "da") == "foråret 2018"


def test_has_forms_for_every_code_of_the_contract() -> None:
    assert set(load_forms()) == set(codes.FINDING_CODES)


@pytest.mark.parametrize(
    ("code", "forms"), load_forms().items(), ids=lambda value: value if isinstance(value, str) else ""
)
def test_asks_for_the_same_details_in_both_languages(code: str, forms: tuple[tuple[str, str], ...]) -> None:
    for danish, english in forms:
        assert sorted(names_in(danish)) == sorted(names_in(english))
    assert names_in(forms[-1][0]) == []
    assert all(names_in(danish) for danish, _ in forms[:-1])


# A value for every detail that a form asks for.
DETAILS: dict[str, Any] = {
    **{"baseline": 240, "target": 230, "expected": 216, "change_percent": -10, "whole": 1_200_000, "part": 300_000},
    **{"parts": [200_000, 900_000], "rest": 900_000, "times": 3, "count": 2, "listed": 3, "named": 3, "page": 4},
    **{"quality": 0.51, "value": 95, "pages": [2, 3], "years": [2016, 2017], "year": 2021, "names": ["a.pdf", "b.xml"]},
    **{"series": ["burglary", "feels_safe"], "problem": "digest-mismatch", "how": "struck_through", "missing": "dates"},
    **{"field": "budgets", "ended": "2017-12-31", "begins": "2018-02-01", "parties": ["Nordby Politi"], "mark": "2"},
    **{name: f"<{name}>" for name in ("said", "later", "raw", "read", "word", "proposal", "text", "before", "after")},
    **{name: f"<{name}>" for name in ("here", "there", "file", "signer", "name", "title", "reason")},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", codes.FINDING_CODES)
def test_says_every_form_with_its_details(code: str, language: Language) -> None:
    said = set()
    for form in load_forms()[code]:
        names = names_in(form[0])
        message = finding_message(code, {name: DETAILS[name] for name in names}, language)
        assert "{" not in message and "_" not in message
        said.add(message)
    assert len(said) == len(load_forms()[code])


@pytest.mark.parametrize(
    ("code", "details", "danish", "english"),
    [
        (
            "budget-sum-mismatch",
            {"parts": [200_000, 900_000], "whole": 1_200_000},
            "200.000 + 900.000 ≠ 1.200.000",
            "200,000 + 900,000 ≠ 1,200,000",
        ),
        (
            "pending-baseline",
            {"series": ["total_penal_code", "feels_safe"], "years": [2016]},
            "Udskudt til senere: straffelovskriminalitet, føler sig trygge (2016)",
            "left for later: penal code offences, feel safe (2016)",
        ),
        (
            "period-gap",
            {"ended": "2017-12-31", "begins": "2018-02-01"},
            "Den tidligere aftale udløb 31. december 2017, denne begynder 1. februar 2018",
            "the earlier agreement ended 31 December 2017, this one begins 1 February 2018",
        ),
        ("unparsed-table", {}, "En tabel med tal gav ingen rækker", "a table with figures gave no rows"),
    ],
)
def test_says_a_finding_in_both_languages(code: str, details: dict[str, Any], danish: str, english: str) -> None:
    assert finding_message(code, details, "da") == danish
    assert finding_message(code, details, "en") == english


def test_keeps_the_stored_sentence_where_the_details_say_less() -> None:
    stored = "'fire mål', 3 listed"
    assert finding_message("count-mismatch", {}, "da", stored) == stored
    assert (
        finding_message("count-mismatch", {"said": "fire mål", "listed": 3}, "da", stored)
        == "„fire mål“, men 3 er opført"
    )
    assert finding_message("count-mismatch", {"said": "fire mål", "listed": 0}, "en") == "'fire mål', 0 listed"
    alone = "Intet her ligner et papir om et tryghedspartnerskab"  # its only form asks for no details
    assert finding_message("no-agreement", {}, "da", "nothing here reads as a partnership paper") == alone
    assert finding_message("some-later-code", {}, "da", "a sentence") == "a sentence"
    assert finding_message("some-later-code", {}, "da") == "some-later-code"
