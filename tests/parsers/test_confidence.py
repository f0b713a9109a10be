"""`parsers.confidence`: how likely rows are right, what tells a strange place, and which rows a person should see."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.confidence import RECORD, learned
from corpus.finding_messages import finding_message
from corpus.labels import LANGUAGES, label
from models.document import Document, Page
from models.geometry import Word
from models.records import Agreement
from models.text import PageText, page_text
from parsers import parse
from parsers.confidence.doubts import DOUBTFUL, ONE_IN
from parsers.confidence.familiarity import LISTED, Familiarity, Sighting
from parsers.structure.paper import read_paper

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
TEXT = """Partnerskabsaftale for Mosevænget 2020-2023

1. Parter

Nordby Kommune, Nordsjællands Politi og Lejerbo indgår et tryghedspartnerskab for Mosevænget. Aftalen gælder i perioden
2020-2023.

2. Økonomi

Partnerskabet koster 400.000 kr. årligt i 2020-2023.
"""


def document(text: str, engine: float | None = None) -> Document:
    plain = page_text(text)
    words = tuple(Word(word.text, None, engine) for word in plain.words)
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, PageText(text, words, plain.owners))
    return Document("0" * 64, "x.txt", "text/plain", len(text), "ok", (page,))


def read(text: str, engine: float | None = None) -> tuple[Familiarity, Agreement]:
    held = document(text, engine)
    agreement = parse(held)
    return Familiarity(read_paper(held), agreement), agreement


def features(text: str, field: str, engine: float | None = None) -> dict[str, float]:
    familiarity, _ = read(text, engine)
    return familiarity.features(next(one for one in familiarity.seen if one.field == field))


def test_gives_every_evidence_of_a_row_the_rows_confidence() -> None:
    _, agreement = read(TEXT)
    rows = [row for name in LISTED for row in getattr(agreement, name)]
    assert len(rows) >= 5
    for row in rows:
        assert len({quote.confidence for quote in row.evidence}) == 1
        assert 0.05 <= row.evidence[0].confidence <= 0.99


def test_knows_the_features_that_are_weighed() -> None:
    assert {*features(TEXT, "budgets"), RECORD} == set(learned().weights)


def test_sees_that_two_rows_contradict_each_other() -> None:
    two = TEXT + "Partnerskabet koster 300.000 kr. årligt i 2020-2023.\n"
    assert features(TEXT, "budgets")["contradicted"] == 0
    assert features(two, "budgets")["contradicted"] == 1
    assert features(two, "budgets")["contradictions"] == 1
    assert features(two, "parties")["contradictions"] == 0


def test_sees_what_the_engine_doubted() -> None:
    assert features(TEXT, "budgets")["engine"] == 1
    assert features(TEXT, "budgets", 0.6)["engine"] == 0.6


def test_sees_words_that_no_mark_explains() -> None:
    strange = TEXT.replace("årligt i 2020-2023", "årligt i 2020-2023 jf. kvadrillesnurrens forskruppede bimpelværk")
    usual, other = features(TEXT, "budgets"), features(strange, "budgets")
    assert other["explained"] < usual["explained"]
    assert other["strange"] > usual["strange"]


def test_believes_a_row_less_for_each_thing_that_speaks_against_it() -> None:
    known = learned()
    for name in ("contradicted", "missing", "plain", "reach", "strange", "figures_left"):
        assert known.weights[name].weight < 0, name
    # beside the row's own contradiction those of its paper tell next to nothing: by a spread of them a row moves by 1 %
    assert known.weights["contradictions"].weight < 0.04
    for name in (RECORD, "page_quality", "engine"):
        assert known.weights[name].weight > 0, name


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_points_at_one_row_in_ten_at_most(path: Path) -> None:
    familiarity, agreement = read(path.read_text())
    reasons = {name.replace("_", "-") for name in learned().weights}
    pointed = [one for one in agreement.findings if one.details.get("reason") in reasons]
    assert len(pointed) <= len(familiarity.seen) / ONE_IN
    for finding in pointed:
        assert finding.code == "check-value"
        assert {quote.confidence < DOUBTFUL for quote in finding.evidence} == {True}
        assert set(finding.details) == {"field", "value", "reason"}


def test_can_say_why_in_both_languages() -> None:
    for name in learned().weights:
        reason = name.replace("_", "-")
        details = {"field": "budgets", "value": "400.000 kr.", "reason": reason}
        for language in LANGUAGES:
            said = label(reason, language, "ValueDoubt")
            assert said != reason and said in finding_message("check-value", details, language)


def test_reads_a_place_it_cannot_find_by_the_whole_text() -> None:
    familiarity, agreement = read(TEXT)
    lost = agreement.budgets[0].evidence[0].model_copy(update={"start": 99_999, "end": 100_003})
    found = familiarity.features(Sighting("budgets", agreement.budgets[0], [lost]))
    assert 0 < found["explained"] < 1
    assert json.loads(json.dumps(found)) == found
