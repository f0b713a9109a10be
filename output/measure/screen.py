"""An evaluation in the terminal, as rich tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from corpus.speech import heading, known
from output.measure.report import Comparison, Miss, Report

_RIGHT = ("precision", "recall", "F1", "soft F1")


def view_report(report: Report) -> RenderableType:
    """The report's tables, one under the other."""
    return Group(*_parts(report))


def _parts(report: Report) -> Iterator[RenderableType]:
    overall = {**_by_field(report["fields"]), heading("all fields"): report["overall"]}
    yield _score_table("Field", overall)
    yield _score_table("Source", report["classes"])
    yield _score_table("Document", {d["filename"]: d for d in report["documents"]})
    if "additions" in report:
        yield _later_table(report["additions"])
    for name, rows in report["absent"].items():
        yield Text(f"{heading('no document for gold')} {name}: {rows} {heading('rows missed')}", style="yellow")
    yield _reliability_table(report["reliability"])
    if report["texts"]:
        yield _text_table(report["texts"])
    evidence = report["evidence"]
    exact = f"{heading('evidence')}: {evidence['exact']} {heading('of all')} {evidence['quotes']}"
    yield Text(f"{exact} {heading('quotes stand exactly so, boxed where on paper')}")
    yield Text(f"{heading('overall')} F1 {report['overall']['f1']:.4f}", style="bold")


def _table(*columns: str, left: int = 1) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for at, column in enumerate(columns):
        table.add_column(heading(column), justify="left" if at < left else "right", overflow="fold")
    return table


def _by_field(scores: Mapping[str, Any]) -> Mapping[str, Any]:
    """Scores by the name of their field."""
    return {known(name, "Field"): score for name, score in scores.items()}


def _score_table(head: str, scores: Mapping[str, Mapping[str, Any]]) -> Table:
    table = _table(head, "right", "wrong", "missed", "support", *_RIGHT)
    for name, s in scores.items():
        counts = [str(s[key]) for key in ("right", "wrong", "missed", "support")]
        shares = [f"{s[key]:.3f}" for key in ("precision", "recall", "f1")]
        table.add_row(name, *counts, *shares, f"{s['soft']['f1']:.3f}", style=_colour(s))
    return table


def _later_table(additions: Mapping[str, Any]) -> Table:
    """What the contract gained later; `telling`: of the values that are not the usual ones, how many were right."""
    table = _table("Added to the contract", "right", "wrong", "missed", "F1", "telling")
    for name, s in {**_by_field(additions["fields"]), heading("all additions"): additions["overall"]}.items():
        telling = f"{s['telling_right']}/{s['telling']}" if "telling" in s else ""
        table.add_row(name, *(str(s[key]) for key in ("right", "wrong", "missed")), f"{s['f1']:.4f}", telling)
    return table


def _colour(score: Mapping[str, Any]) -> str:
    if score["support"] + score["wrong"] == 0:
        return "dim"
    return "" if score["f1"] >= 0.9 else "yellow" if score["f1"] >= 0.7 else "red"


def _reliability_table(reliability: Mapping[str, Any]) -> Table:
    table = _table("Confidence", "rows", "said", "right", "within 0.05")
    for tenth in reliability["tenths"]:
        honest = heading({True: "yes", False: "no", None: "too few rows"}[tenth["honest"]])
        low = tenth["from"]
        said, right = f"{tenth['said']:.3f}", f"{tenth['right']:.3f}"
        style = "red" if tenth["honest"] is False else ""
        table.add_row(f"{low:.1f}–{low + 0.1:.1f}", str(tenth["rows"]), said, right, honest, style=style)
    brier = reliability["brier"]
    score = "–" if brier is None else f"{brier:.4f}"
    table.caption = f"{heading('Brier score')} {score} {heading('over')} {reliability['rows']} {heading('rows')}"
    table.caption_justify = "left"
    return table


def _text_table(texts: Mapping[str, Mapping[str, Any]]) -> Table:
    table = _table("Text", "words", "right before", "right", "restored", "harm", "not in gold", "CER before", "CER")
    for name, t in texts.items():
        restored = "–" if t["restored"] is None else f"{t['restored']:.4f}"
        table.add_row(
            name,
            str(t["words"]),
            f"{t['right_before']:.4f}",
            f"{t['right']:.4f}",
            restored,
            f"{t['harm']:.5f}",
            str(t["not_in_gold"]),
            f"{t['character_error_before']:.4f}",
            f"{t['character_error']:.4f}",
        )
    return table


def view_reviewed(report: Report) -> RenderableType:
    """What people decided about, field by field, and the sample that speaks for the archive."""
    table = _table("Field", "right", "wrong", "added", "precision", "missed", "recall")
    whole = {heading("all decisions"): report["overall"], heading("sample"): report["sample"]}
    for name, s in {**_by_field(report["fields"]), **whole}.items():
        counts = [str(s[key]) for key in ("right", "wrong", "added")]
        precision, recall = ("–" if s[key] is None else f"{s[key]:.3f}" for key in ("precision", "recall"))
        table.add_row(name, *counts, precision, str(s["missed"]), recall)
    table.caption = heading(
        "people look at what is doubtful: only the sample speaks for the archive, and for its confidence"
    )
    table.caption_justify = "left"
    return Group(table, _reliability_table(report["reliability"]))


def view_misses(misses: Iterable[Miss]) -> Table:
    """Every row that was missed or wrong."""
    table = _table("Document", "Field", "", "Row", left=4)
    for name, field, what, row in misses:
        table.add_row(name, field, Text(heading(what), style="red" if what == "wrong" else "yellow"), row)
    return table


def view_comparison(comparison: Comparison) -> RenderableType:
    """Gains and losses between two runs."""
    table = _table("Field", "before", "after", "change")
    for change in [*comparison.fields, comparison.overall]:
        style = "green" if change.after > change.before else "red" if change.after < change.before else ""
        moved = f"{change.after - change.before:+.4f}"
        table.add_row(change.name, f"{change.before:.4f}", f"{change.after:.4f}", moved, style=style)
    parts: list[RenderableType] = [table]
    for head, misses in (("Gains: no longer so", comparison.gains), ("Losses: new since then", comparison.losses)):
        parts += [Text(f"{heading(head)} ({len(misses)})", style="bold")] + ([view_misses(misses)] if misses else [])
    for head, names in (("only before", comparison.only_before), ("only now", comparison.only_after)):
        parts += [Text(f"{heading(head)}: {name}", style="dim") for name in names]
    return Group(*parts)
