"""An evaluation as JSON, and what two of them differ in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from output.measure.against_gold import DocumentMatch, Evaluation, Score, total
from output.measure.page_text import TextScore
from output.measure.reliability import judge_rows, measure_reliability

Report = dict[str, Any]
Miss = tuple[str, str, str, str]


def build_report(evaluation: Evaluation, texts: Mapping[str, TextScore]) -> Report:
    """Everything that `evaluate` knows, in plain JSON values. Two runs over the same files give the same report."""
    exact = sum(document.evidence_exact for document in evaluation.documents)
    quotes = sum(document.evidence_total for document in evaluation.documents)
    return {
        "overall": evaluation.overall().figures(),
        "fields": {name: score.figures() for name, score in evaluation.by_field().items()},
        **_later(evaluation),
        "classes": {name: score.figures() for name, score in evaluation.by_class().items()},
        "documents": [_document(document) for document in evaluation.documents],
        "absent": evaluation.absent,
        "evidence": {"quotes": quotes, "exact": exact},
        "reliability": measure_reliability(judge_rows(evaluation)).figures(),
        "texts": {name: score.figures() for name, score in texts.items()},
    }


def _later(evaluation: Evaluation) -> Report:
    """`additions`: what the contract gained later, where gold holds it; it counts in no other figure."""
    scores = evaluation.later()
    if not scores:
        return {}
    fields = {
        name: {**_hard(score), "telling": score.telling, "telling_right": score.telling_right}
        for name, score in scores.items()
    }
    return {"additions": {"overall": _hard(total(scores.values())), "fields": fields}}


def _hard(score: Score) -> Report:
    return {name: value for name, value in score.figures().items() if name != "soft"}


def _document(document: DocumentMatch) -> Report:
    return {
        "filename": document.filename,
        "gold": document.gold,
        "source_class": document.source_class,
        **document.score.figures(),
        "fields": {name: match.score.figures() for name, match in document.fields.items()},
        "misses": [list(miss[1:]) for miss in list_misses(document)],
        "later_misses": [list(miss[1:]) for miss in list_later_misses(document)],
    }


def list_misses(document: DocumentMatch) -> list[Miss]:
    """What went wrong in a document: file name, field, `missed` (in gold only) or `wrong` (given only), the row."""
    found = []
    for name, match in document.fields.items():
        found += [(document.filename, name, "missed", show_values(values)) for values in match.missed]
        found += [(document.filename, name, "wrong", show_values(row.values)) for row in match.wrong]
    return found


def list_later_misses(document: DocumentMatch) -> list[Miss]:
    """What went wrong in a document with what the contract gained later."""
    return [(document.filename, one.name, one.result, one.what) for one in document.later if one.result != "right"]


def show_values(values: tuple[Any, ...]) -> str:
    """A row's columns in one line; lists joined by `+`, nothing as `–`."""
    return " | ".join(_show(value) for value in values)


def _show(value: Any) -> str:
    if value is None or value == ():
        return "–"
    if isinstance(value, tuple):
        return "+".join(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Change:
    """A field's F1 before and after."""

    name: str
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two runs: F1 of every field that moved, misses that went (gains) and came (losses), documents in one run only."""

    overall: Change
    fields: list[Change]
    gains: list[Miss]
    losses: list[Miss]
    only_before: list[str] = field(default_factory=list)
    only_after: list[str] = field(default_factory=list)


def compare_reports(before: Report, after: Report) -> Comparison:
    """What the run `after` gained and lost over `before`, over the documents that both have."""
    old, new = ({d["filename"]: d for d in report["documents"]} for report in (before, after))
    gains: list[Miss] = []
    losses: list[Miss] = []
    for name in sorted(old.keys() & new.keys()):
        was, now = (Counter(tuple(miss) for miss in d["misses"]) for d in (old[name], new[name]))
        gains += [(name, *miss) for miss in (was - now).elements()]
        losses += [(name, *miss) for miss in (now - was).elements()]
    names = list(dict.fromkeys([*before["fields"], *after["fields"]]))
    changes = [Change(f, _f1(before["fields"].get(f)), _f1(after["fields"].get(f))) for f in names]
    return Comparison(
        Change("overall", _f1(before["overall"]), _f1(after["overall"])),
        [change for change in changes if change.before != change.after],
        gains,
        losses,
        sorted(old.keys() - new.keys()),
        sorted(new.keys() - old.keys()),
    )


def _f1(figures: Mapping[str, Any] | None) -> float:
    return 1.0 if figures is None else figures["f1"]
