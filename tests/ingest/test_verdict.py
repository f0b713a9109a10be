"""The verdict on a page, as a truth table."""

from __future__ import annotations

import pytest

from ingest.page.verdict import choose_source

AUTHOR = {
    "words": 400.0,
    "letters": 2200.0,
    "danish_share": 0.028,
    "unmapped_share": 0.0,
    "known_share": 0.95,
    "image_coverage": 0.0,
    "invisible_share": 0.0,
    "glyphless": 0.0,
    "ocr_producer": 0.0,
    "ink": 1.0,
}
SCAN = {**AUTHOR, "image_coverage": 1.0}
NOTHING = {**AUTHOR, "words": 0.0, "letters": 0.0, "danish_share": 0.0, "known_share": 0.0}

TABLE = [
    ("text by its author", AUTHOR, "layer", "author_text"),
    ("a few words without Danish letters", {**AUTHOR, "letters": 60.0, "danish_share": 0.0}, "layer", "author_text"),
    ("a photograph beside much text", {**AUTHOR, "image_coverage": 0.7}, "layer", "author_text"),
    ("nothing at all", {**NOTHING, "ink": 0.0}, "nothing", "blank"),
    ("a scan without a layer", {**NOTHING, "image_coverage": 1.0}, "ocr", "image_only"),
    ("letters drawn as curves", NOTHING, "ocr", "image_only"),
    ("glyphs without a meaning", {**AUTHOR, "unmapped_share": 0.2}, "both", "broken_map"),
    ("an author's layer without Danish letters", {**AUTHOR, "danish_share": 0.0}, "both", "broken_map"),
    ("an English OCR's layer", {**SCAN, "invisible_share": 1.0, "danish_share": 0.0}, "both", "machine_layer"),
    ("an unsure machine's layer", {**SCAN, "invisible_share": 1.0, "known_share": 0.8}, "both", "machine_layer"),
    ("a good machine's layer", {**SCAN, "invisible_share": 1.0}, "layer", "machine_layer"),
    ("a font without glyphs", {**SCAN, "glyphless": 1.0, "danish_share": 0.0}, "both", "machine_layer"),
    ("an OCR program's text", {**SCAN, "ocr_producer": 1.0, "danish_share": 0.0}, "both", "machine_layer"),
    ("a layer that misses print", {**SCAN, "invisible_share": 1.0, "ink_covered": 0.4}, "both", "machine_layer"),
    ("a layer over its print", {**SCAN, "invisible_share": 1.0, "ink_covered": 0.95}, "layer", "machine_layer"),
    ("letters that stand for others", {**AUTHOR, "known_share": 0.1}, "both", "broken_map"),
    ("a stamp on a scan", {**SCAN, "words": 4.0, "letters": 20.0}, "both", "mixed"),
]


@pytest.mark.parametrize(("facts", "source", "verdict"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_decides_by_the_facts(facts: dict[str, float], source: str, verdict: str) -> None:
    choice = choose_source(facts)
    assert (choice.source, choice.verdict) == (source, verdict)
    assert "{" not in choice.reason and choice.reason
