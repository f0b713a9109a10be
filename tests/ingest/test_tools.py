"""The cache, and what is installed."""

from __future__ import annotations

from pathlib import Path

import pytest

import ingest
from ingest import probe
from ingest.ocr import quality, tesseract
from ingest.ocr.cache import OcrCache, key_of, usual_folder
from models.geometry import Word


def test_keeps_text_by_key(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path)
    cache.put(key_of("a"), "læst")
    assert cache.get(key_of("a")) == "læst" and cache.get(key_of("b")) is None
    assert cache.measure().entries == 1


def test_takes_a_damaged_entry_for_none(tmp_path: Path) -> None:
    cache = OcrCache(tmp_path)
    cache.put(key_of("a"), "læst")
    next(tmp_path.rglob("*.z")).write_bytes(b"broken")
    assert cache.get(key_of("a")) is None


def test_goes_on_where_the_cache_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = OcrCache(tmp_path / "file")
    cache.put(key_of("a"), "læst")
    assert cache.get(key_of("a")) is None and cache.measure().entries == 0


def test_tells_keys_of_different_parts_apart() -> None:
    assert len({key_of("ab", "c"), key_of("a", "bc"), key_of("abc")}) == 3


def test_finds_its_folder_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTALEARKIV_CACHE", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", "/xdg")
    assert usual_folder() == Path("/xdg/aftalearkiv")
    monkeypatch.setenv("AFTALEARKIV_CACHE", "/own")
    assert usual_folder() == Path("/own") and ingest.open_cache().folder == Path("/own")


def test_says_how_to_get_tesseract_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_engine", lambda: None)
    report = ingest.probe_tools()[0]
    assert report.advice == "apt-get install tesseract-ocr tesseract-ocr-dan"


def test_says_which_language_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_engine", lambda: tesseract.Engine("/t", "5.3.0", frozenset({"eng", "osd"})))
    missing = [(tool.name, tool.advice) for tool in probe.probe_tools() if tool.advice]
    assert missing == [("tesseract dan", "apt-get install tesseract-ocr-dan")]


def test_weighs_confidence_by_the_length_of_words() -> None:
    assert quality.mean_confidence([Word("lang", None, 1.0), Word("x", None, 0.0)]) == 0.8
    assert quality.mean_confidence([Word("plain")]) is None


@pytest.mark.parametrize(
    ("facts", "confidence", "rated"),
    [({"words": 0.0}, None, 1.0), ({"words": 9.0}, 0.8, 0.8), ({"words": 9.0, "unmapped_share": 0.5}, None, 0.5)],
)
def test_rates_a_page(facts: dict[str, float], confidence: float | None, rated: float) -> None:
    assert quality.rate(facts, confidence) == rated
