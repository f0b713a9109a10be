"""`output.measure.page_text`: words and characters right, before and after repair."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from output.measure.page_text import GoldText, evaluate_texts, read_gold_texts, score_text

SHARED = Path(__file__).resolve().parents[3] / "shared"
needs_shared = pytest.mark.skipif(not (SHARED / "tools" / "score_text.py").exists(), reason="no ../shared here")


def document(pages: list[tuple[str, str]], filename: str = "a.txt") -> dict[str, Any]:
    return {"filename": filename, "pages": [{"raw_text": raw, "text": text} for raw, text in pages]}


def test_counts_words_line_by_line() -> None:
    score = score_text(document([("en hgj sten\nved åen", "en høj sten\nved aen")]), GoldText("en høj sten\nved åen"))
    assert (score.words, score.right_before, score.right, score.harmed) == (5, 4, 4, 1)
    assert score.figures()["restored"] == 1.0
    assert score.figures()["harm"] == 0.25
    assert (score.length, score.distance_before, score.distance) == (18, 1, 1)


def test_compares_pages_whatever_the_line_breaks() -> None:
    pages = [("bolig-\nområde nu\n1", "bolig-\nområde nu\n1"), ("to", "to")]
    score = score_text(document(pages), GoldText("boligområde\nnu\fto tre"))
    assert (score.words, score.right, score.extra) == (4, 3, 0)


def test_takes_accepted_words_instead() -> None:
    gold = GoldText("en Gade", ((1, "Gade", "gade"),))
    assert score_text(document([("en gade", "en gade")]), gold).right == 2
    assert score_text(document([("en vej", "en vej")]), gold).right == 1


def test_finds_each_documents_gold(tmp_path: Path) -> None:
    folder = tmp_path / "text"
    folder.mkdir()
    (folder / "a.pdf.txt").write_text("et\fto")
    (folder / "b-dump.txt").write_text("et Ord")
    (folder / "b-dump.accept.tsv").write_text("1\tOrd\tord\n")
    gold = read_gold_texts(tmp_path)
    found = [document([("et ord", "et ord")], name) for name in ("a.scan.pdf", "b-dump.txt", "c.pdf")]
    scores = evaluate_texts(found, gold)
    assert {name: score.right for name, score in scores.items()} == {"a.scan.pdf": 1, "b-dump.txt": 2}


def test_finds_no_gold_texts_where_there_is_no_folder(tmp_path: Path) -> None:
    assert read_gold_texts(tmp_path) == {}


@needs_shared
def test_agrees_with_the_shared_text_scorer(tmp_path: Path) -> None:
    name = "amager-2025-dump"
    dump = SHARED / "documents" / "dumps" / f"{name}.txt"
    raw = dump.read_text()
    now = tmp_path / "now.txt"
    now.write_text(re.sub(r"\bfor\b", "før", raw).replace("@", "Ø"))
    texts = SHARED / "gold" / "text"
    tool = [sys.executable, str(SHARED / "tools" / "score_text.py"), str(dump), str(now), str(texts / f"{name}.txt")]
    accept = texts / f"{name}.accept.tsv"
    said = subprocess.run([*tool, "--accept", str(accept)], capture_output=True, text=True, check=True).stdout
    figures = score_text(document([(raw, now.read_text())]), read_gold_texts(SHARED / "gold")[name]).figures()
    expected = re.match(
        r"words (\d+)  right before ([\d.]+)  after ([\d.]+)  damaged words restored (-?[\d.]+)  harm ([\d.]+)", said
    )
    assert expected is not None
    got = (figures["words"], *(figures[key] for key in ("right_before", "right", "restored", "harm")))
    assert got == tuple(map(float, expected.groups()))


@needs_shared
def test_agrees_with_the_shared_page_scorer(tmp_path: Path) -> None:
    gold = SHARED / "gold" / "text" / "folehaven-2018.pdf.txt"
    pages = [page.replace("ø", "o", 40).replace(" og ", " ", 3) for page in gold.read_text().split("\f")]
    found = document([(page, page) for page in pages], "folehaven-2018.pdf")
    export = tmp_path / "documents.json"
    export.write_text(json.dumps([found]))
    tool = [sys.executable, str(SHARED / "tools" / "score_pages.py"), str(export), found["filename"], str(gold)]
    said = subprocess.run(tool, capture_output=True, text=True, check=True).stdout
    score = evaluate_texts([found], read_gold_texts(SHARED / "gold"))[found["filename"]]
    figures = score.figures()
    assert f"words {figures['words']}  right {figures['right']:.4f}  not in the gold {figures['not_in_gold']}" in said
