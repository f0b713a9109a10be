"""What tells right rows from wrong ones, learned from first readings: `corpus/confidence.json`.

    python scripts/learn_confidence.py            write it, and how honest it is into docs/confidence.md
    python scripts/learn_confidence.py --check    write nothing; fail where the corpus holds something else

A logistic model of few features, drawn towards 0 (`RIDGE`). To say how honest it is, every paper is judged by what the
other papers teach, all readings of it together: digital, scanned, dumped.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.confidence import PLACE, RECORD, Learned, Weight  # noqa: E402
from output.measure.reliability import measure_reliability  # noqa: E402
from scripts.marked_figures import replace_figures  # noqa: E402

FIRST_RUNS = ROOT / "tests" / "first_runs"
# Sets read by ffb7627, which knew so much less that what it got right says little of what is read today: they are kept,
# and nothing is learned from them.
SUPERSEDED = frozenset({"one", "two"})
PAGE = ROOT / "docs" / "confidence.md"
MAKER = "make confidence"
# As much as three rows speak for each weight being 0, and no row for the bias.
RIDGE = 3.0
STEPS = 15
SINGLE = frozenset({"title", "kind", "partnership", "period"})

Floats = NDArray[np.float64]
Tallies = dict[str, dict[str, tuple[int, int]]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a first reading; `paper` names the set too."""

    paper: str
    medium: str
    field: str
    rule: str
    features: dict[str, float]
    right: bool


def read_rows(folder: Path = FIRST_RUNS) -> list[Row]:
    """All rows of all first readings but those of a program long superseded."""
    return [
        Row(**{**row, "paper": f"{path.stem} {row['paper']}"})
        for path in sorted(folder.glob("*.jsonl"))
        if path.stem not in SUPERSEDED
        for row in map(json.loads, path.read_text("utf-8").splitlines())
    ]


def tallies(rows: Sequence[Row]) -> Tallies:
    """How many rows there are, and how many right, of each field and of each rule in it."""
    found: Tallies = {"fields": {}, "rules": {}}
    for row in rows:
        for kind, name in (("fields", row.field), ("rules", f"{row.field}/{row.rule}")):
            count, right = found[kind].get(name, (0, 0))
            found[kind][name] = count + 1, right + row.right
    return {kind: dict(sorted(names.items())) for kind, names in found.items()}


def only_records(counts: Tallies) -> Learned:
    """What is known before features are weighed."""
    together = [sum(pair[at] for pair in counts["fields"].values()) for at in (0, 1)]
    return Learned(0.0, {}, (together[0], together[1]), counts["fields"], counts["rules"])


def _without(counts: Tallies, own: Tallies) -> Tallies:
    """The counts less those of some of their rows."""
    kept = {kind: dict(names) for kind, names in counts.items()}
    for kind, names in own.items():
        for name, (count, right) in names.items():
            kept[kind][name] = kept[kind][name][0] - count, kept[kind][name][1] - right
    return kept


def _by_paper(rows: Sequence[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.paper, []).append(row)
    return dict(sorted(found.items()))


def _table(rows: Sequence[Row], records: Learned, names: Sequence[str]) -> Floats:
    columns = [[row.features[name] for name in names[1:]] for row in rows]
    return np.array([[records.record(row.field, row.rule), *c] for row, c in zip(rows, columns, strict=True)])


def learn(rows: Sequence[Row]) -> Learned:
    """The model of these rows; the record of a rule is each time that of the other papers, as it will be in use."""
    names = [RECORD, *rows[0].features]
    counts, papers = tallies(rows), _by_paper(rows)
    parts = [_table(own, only_records(_without(counts, tallies(own))), names) for own in papers.values()]
    right = [float(row.right) for own in papers.values() for row in own]
    table = np.concatenate(parts)
    mean, spread = table.mean(axis=0), table.std(axis=0)
    spread = np.where(spread > 1e-3, spread, 1.0)  # what never varies tells nothing
    weights = _fit((table - mean) / spread, np.array(right))
    known = {
        name: Weight(round(float(w), 4), round(float(m), 4), round(float(s), 4))
        for name, w, m, s in zip(names, weights[1:], mean, spread, strict=True)
    }
    return replace(only_records(counts), bias=round(float(weights[0]), 4), weights=known)


def _fit(table: Floats, right: Floats) -> Floats:
    """The bias and a weight for each column, by Newton's method."""
    table = np.column_stack([np.ones(len(table)), table])
    ridge = np.full(table.shape[1], RIDGE)
    ridge[0] = 1e-6
    weights = np.zeros(table.shape[1])
    for _ in range(STEPS):
        said = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (said - right) + ridge * weights
        bend = (table * (said * (1 - said))[:, None]).T @ table + np.diag(ridge)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def say(known: Learned, row: Row) -> float:
    """How likely a row is right."""
    parts = known.parts({**row.features, RECORD: known.record(row.field, row.rule)})
    return float(1 / (1 + np.exp(-known.bias - sum(parts.values()))))


def out_of_fold(rows: Sequence[Row]) -> Iterator[tuple[Row, float]]:
    """Every row with what the other papers teach about it."""
    for paper, own in _by_paper(rows).items():
        known = learn([row for row in rows if row.paper != paper])
        yield from ((row, say(known, row)) for row in own)


@dataclass(frozen=True, slots=True)
class Honesty:
    """Over rows of lists: calibration error in tenths, share of rows said 0.9 or more, share of those right."""

    rows: int
    error: float
    top: float
    top_right: float


def measure(judged: Sequence[tuple[Row, float]]) -> Honesty:
    """How honest what was said is."""
    listed = [(said, row.right) for row, said in judged if row.field not in SINGLE]
    tenths = measure_reliability(listed).tenths
    error = sum(tenth.rows * abs(tenth.said - tenth.right) for tenth in tenths) / len(listed)
    top = [right for said, right in listed if said >= 0.9]
    return Honesty(len(listed), error, len(top) / len(listed), sum(top) / max(1, len(top)))


def as_table(judged: Sequence[tuple[Row, float]]) -> str:
    """For docs/confidence.md: what was said of rows of lists, and how often it was right, by tenths."""
    listed = [(said, row.right) for row, said in judged if row.field not in SINGLE]
    found = measure(judged)
    lines = ["| said | rows | said on average | right |", "|---|---|---|---|"]
    lines += [
        f"| {tenth.low:.1f}–{tenth.low + 0.1:.1f} | {tenth.rows} | {tenth.said:.2f} | {tenth.right:.2f} |"
        for tenth in measure_reliability(listed).tenths
    ]
    return "\n".join(
        [
            *lines,
            "",
            f"{found.rows} rows; mean distance of said and right {found.error:.3f}. {found.top:.0%} of the rows say "
            f"0.9 or more, and {found.top_right:.3f} of those are right.",
        ]
    )


def as_text(known: Learned) -> str:
    """What was learned, as it stands in the corpus: one line for each feature, field and rule."""
    weights = {name: [w.weight, w.mean, w.spread] for name, w in known.weights.items()}
    parts: dict[str, Any] = {"weights": weights, "fields": known.fields, "rules": known.rules}
    told = [f' "bias": {known.bias}', f' "together": {json.dumps(known.together)}']
    for name, rows in parts.items():
        lines = ",\n".join(f"  {json.dumps(key)}: {json.dumps(row)}" for key, row in rows.items())
        told.append(f' "{name}": {{\n{lines}\n }}')
    return "{\n" + ",\n".join(told) + "\n}\n"


def main() -> int:
    """Write or check what was learned; the exit code."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    rows = read_rows()
    text = as_text(learn(rows))
    judged = list(out_of_fold(rows))
    print(measure(judged))
    if check:
        return 0 if PLACE.exists() and PLACE.read_text("utf-8") == text else 1
    PLACE.write_text(text, "utf-8", newline="\n")
    PAGE.write_text(replace_figures(PAGE.read_text("utf-8"), MAKER, as_table(judged)), "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
