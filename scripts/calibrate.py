"""What each rule's word is worth: its record on our own papers, written to `corpus/rule_record.json`.

    python scripts/calibrate.py            write the record
    python scripts/calibrate.py --check    write nothing; fail where the record in the corpus is an old one

Every invented paper is read as text and as a scan of it, parsed, and held against its record. Then, to say how
honest the result is, each paper is judged by the records of the others, and the reliability table is printed. Documents
that reliability is measured on elsewhere have no part in any of it.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from corpus.rule_record import Record, Records  # noqa: E402
from ingest import open_cache, read_document  # noqa: E402
from models.document import Document  # noqa: E402
from normalizers import repair_document  # noqa: E402
from output.measure.against_gold import match_document  # noqa: E402
from output.measure.reliability import Reliability, measure_reliability  # noqa: E402
from parsers.agreement import parse as parse_as_stated  # noqa: E402
from parsers.rules.calibration import log_odds, weigh_word  # noqa: E402
from scripts.invented_papers import COPIERS, Copier, Paper, make_scan, read_papers  # noqa: E402

PLACE = ROOT / "corpus" / "rule_record.json"


@dataclass(frozen=True, slots=True)
class Judged:
    """A row that was read: of which paper and file, in which field, what its rules stated, whether it is right."""

    paper: str
    filename: str
    field: str
    stated: tuple[tuple[str, float], ...]
    right: bool


def readings(paper: Paper, copier: Copier, folder: Path) -> Iterator[Document]:
    """The paper read as text, and as a scan of it; what has a table in Markdown's marks is no print."""
    yield repair_document(read_document(paper.path))
    if "|" not in paper.path.read_text("utf-8"):
        yield repair_document(read_document(make_scan(paper.path, copier, folder), cache=open_cache()))


def judge(paper: str, document: Document, gold: dict[str, Any]) -> Iterator[Judged]:
    """The rows of the fields that the paper's record gives."""
    record = parse_as_stated(document).model_dump(mode="json")
    kept = {name: record[name] for name in gold if name in record} | {"evidence": record["evidence"]}
    match = match_document({"filename": document.filename, "pages": [], "agreements": [kept]}, paper, gold)
    for name, field in match.fields.items():
        for row in field.right:
            yield Judged(paper, document.filename, name, row.stated, True)
        for row in field.wrong:
            yield Judged(paper, document.filename, name, row.stated, False)


def judge_all() -> list[Judged]:
    """Every reading of every paper: half text, half scans, the copiers taking turns."""
    rows: list[Judged] = []
    with tempfile.TemporaryDirectory() as folder:
        for number, paper in enumerate(read_papers()):
            for document in readings(paper, COPIERS[number % len(COPIERS)], Path(folder)):
                rows += (row for row in judge(paper.path.stem, document, paper.gold) if row.stated)
    return rows


def make_records(rows: Sequence[Judged]) -> Records:
    """The record of every rule, and of all together."""
    by_rule: dict[str, list[tuple[str, bool, float]]] = defaultdict(list)
    together: list[tuple[str, bool, float]] = []
    for row in rows:
        for rule, confidence in row.stated:
            by_rule[f"{row.field}/{rule}"].append((row.filename, row.right, confidence))
        together.append((row.filename, row.right, min(confidence for _, confidence in row.stated)))
    return Records(_record(together), {name: _record(found) for name, found in sorted(by_rule.items())})


def _record(found: Sequence[tuple[str, bool, float]]) -> Record:
    outcomes: dict[str, list[bool]] = defaultdict(list)
    for filename, right, _ in found:
        outcomes[filename].append(right)
    shares = (sum(rows) / len(rows) for rows in outcomes.values())
    stated = sum(log_odds(confidence) for *_, confidence in found) / len(found)
    return Record(len(outcomes), round(sum(shares), 3), round(stated, 3))


def cross_check(rows: Sequence[Judged]) -> Reliability:
    """The reliability of each paper's rows under the records of the other papers."""
    judged = []
    for paper in sorted({row.paper for row in rows}):
        records = make_records([row for row in rows if row.paper != paper])
        for row in rows:
            if row.paper == paper:
                said = min(weigh_word(records, f"{row.field}/{rule}", stated) for rule, stated in row.stated)
                judged.append((said, row.right))
    return measure_reliability(judged)


def as_text(records: Records) -> str:
    """The record as it stands in the corpus."""
    rules = {name: asdict(record) for name, record in records.rules.items()}
    return json.dumps({"together": asdict(records.together), "rules": rules}, indent=1) + "\n"


def main() -> int:
    """Write or check the record; the exit code."""
    options = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    options.add_argument("--check", action="store_true")
    check = options.parse_args().check
    rows = judge_all()
    text = as_text(make_records(rows))
    print(f"{sum(row.right for row in rows)} of {len(rows)} rows right; each paper by the records of the others:")
    print(json.dumps(cross_check(rows).figures(), indent=1))
    if check:
        return 0 if PLACE.exists() and PLACE.read_text("utf-8") == text else 1
    PLACE.write_text(text, "utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
