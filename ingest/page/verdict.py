"""What kind of page it is and which reading to take, from numbers alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from models.document import Verdict

Use = Literal["layer", "ocr", "both", "nothing"]
ENOUGH_LETTERS = 200  # no window of 200 letters of real Danish lacked æ, ø and å
FEW_LETTERS = 400  # a cover, a stamp, a page number over a scan
WHOLE_PAGE = 0.6  # share of the page under images from which on the page is a picture
DANISH = 0.005  # share of æøå among letters; real Danish has 0.0285
UNMAPPED = 0.03  # share of characters that stand for glyphs without a meaning
LOST = 3  # characters that the layer holds as nothing: the digits of a font without a map of its own
GARBAGE = 0.5  # share of known words below which a layer of some length is no text in any language of ours
SOME_WORDS = 20
FITS = 0.7  # share of the page's ink under the layer's words: below it the layer misses print, or lies elsewhere
KNOWN_WORDS = 0.94  # share of a machine layer's words in the lexicon from which on OCR would gain nothing


@dataclass(frozen=True, slots=True)
class Choice:
    """`source` is what to read: the layer, our own OCR, both (and merge them), or nothing; `reason` says why."""

    source: Use
    verdict: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Case:
    """A line of the table: it decides where `holds` says so. `reason` is filled in with the facts."""

    holds: Callable[[Mapping[str, float]], bool]
    source: Use
    verdict: Verdict
    reason: str


def _machine(f: Mapping[str, float]) -> bool:
    """A layer that a machine read: unseen letters, a font without glyphs, or an OCR program's text on a picture."""
    return f["invisible_share"] >= 0.5 or f["glyphless"] > 0 or (f["image_coverage"] >= 0.9 and f["ocr_producer"] > 0)


def _bare(f: Mapping[str, float]) -> bool:
    """Danish without one Danish letter: read by a model that has none, or set in a font that hides them."""
    return f["letters"] >= ENOUGH_LETTERS and f["danish_share"] < DANISH


# Order is priority. The facts are those of `ingest.page.facts.judge_text` and `ingest.page.facts.judge_drawn`.
CASES = (
    Case(lambda f: not f["words"] and not f["ink"], "nothing", "blank", "nothing is printed on the page"),
    Case(lambda f: not f["words"], "ocr", "image_only", "no text layer; images cover {image_coverage:.0%}"),
    Case(
        lambda f: f["unmapped_share"] > UNMAPPED,
        "both",
        "broken_map",
        "{unmapped_share:.0%} of the layer's characters have no meaning",
    ),
    Case(
        lambda f: f.get("lost", 0.0) >= LOST,
        "both",
        "broken_map",
        "{lost:.0f} of the layer's characters are lost",
    ),
    Case(
        lambda f: _machine(f) and _bare(f),
        "both",
        "machine_layer",
        "machine-read layer of {letters:.0f} letters, {danish_share:.2%} of them Danish",
    ),
    Case(
        lambda f: f.get("ink_covered", 1.0) < FITS,
        "both",
        "machine_layer",
        "machine-read layer over {ink_covered:.0%} of the print only",
    ),
    Case(
        lambda f: _machine(f) and f["known_share"] >= KNOWN_WORDS and f["letters"] >= ENOUGH_LETTERS,
        "layer",
        "machine_layer",
        "machine-read layer, {known_share:.0%} of its words known",
    ),
    Case(_machine, "both", "machine_layer", "machine-read layer, {known_share:.0%} of its words known"),
    Case(
        lambda f: f["image_coverage"] >= WHOLE_PAGE and f["letters"] < FEW_LETTERS,
        "both",
        "mixed",
        "images cover {image_coverage:.0%}, and the layer has only {letters:.0f} letters",
    ),
    Case(
        lambda f: f["words"] >= SOME_WORDS and f["letters"] >= ENOUGH_LETTERS and f["known_share"] < GARBAGE,
        "both",
        "broken_map",
        "only {known_share:.0%} of the layer's words are known",
    ),
    Case(
        _bare,
        "both",
        "broken_map",
        "the layer's {letters:.0f} letters hold {danish_share:.2%} Danish ones",
    ),
    Case(lambda f: True, "layer", "author_text", "text layer by its author; images cover {image_coverage:.0%}"),
)


def choose_source(facts: Mapping[str, float]) -> Choice:
    """The verdict on a page. Pure: takes numbers, gives a choice."""
    case = next(case for case in CASES if case.holds(facts))
    return Choice(case.source, case.verdict, case.reason.format(**facts))
