"""The archive against gold records: precision, recall, F1 and support per field, document and class of source.

Pure: documents come as in the JSON export, gold as in its files. Support is the number of gold rows. A document is
scored against the gold whose name its own begins with (`NAME.json` scores `NAME.pdf`, `NAME.scan.pdf`, `NAME.txt`).
Rows that gold calls optional count neither way, nor do findings about the reading on a variant of a printed original.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from models.errors import UsageError
from output.measure.gold_rows import FIELDS, READING_FINDINGS, Field, ScoredRow, Values, read_rows, text
from output.measure.later_fields import NAMES, Outcome, match_later_fields

Document = Mapping[str, Any]
ABSENT = "(absent document)"
_EVIDENCED = ("title", "kind", "partnership", "period")


@dataclass(slots=True)
class Score:
    """Counts of rows; `soft` is how many missed rows were found but for a detail."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    soft: int = 0

    def add(self, other: Score) -> None:
        """Count the other's rows too."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.soft += other.soft

    def figures(self) -> dict[str, Any]:
        """Precision, recall, F1 (1 where there is nothing to find and nothing was found) and the counts."""
        softened = Score(self.right + self.soft, self.wrong - self.soft, self.missed - self.soft)
        counts = {"right": self.right, "wrong": self.wrong, "missed": self.missed, "support": self.right + self.missed}
        return {**counts, **self._shares(), "soft": softened._shares()}

    def _shares(self) -> dict[str, float]:
        given, wanted = self.right + self.wrong, self.right + self.missed
        return {
            "precision": round(self.right / given, 4) if given else 1.0,
            "recall": round(self.right / wanted, 4) if wanted else 1.0,
            "f1": round(2 * self.right / (given + wanted), 4) if given + wanted else 1.0,
        }


@dataclass(slots=True)
class LaterScore(Score):
    """Counts of a later field; of those where gold holds something telling, how many there are and were right."""

    telling: int = 0
    telling_right: int = 0

    def count(self, outcome: Outcome) -> None:
        """Count one value or row."""
        self.add(Score(*(int(outcome.result == result) for result in ("right", "wrong", "missed"))))
        self.telling += outcome.telling
        self.telling_right += outcome.telling and outcome.result == "right"


@dataclass(frozen=True, slots=True)
class FieldMatch:
    """One field of one document: rows given right and wrong (with confidence and rules), and gold rows missed."""

    right: list[ScoredRow]
    wrong: list[ScoredRow]
    missed: list[Values]
    soft: int

    @property
    def score(self) -> Score:
        """The counts."""
        return Score(len(self.right), len(self.wrong), len(self.missed), self.soft)


@dataclass(frozen=True, slots=True)
class DocumentMatch:
    """One document against its gold. `evidence_total` quotes, of which `evidence_exact` are exact and boxed.

    `later` are the values and rows of what the contract gained later, which no score of `fields` counts.
    """

    filename: str
    gold: str
    source_class: str
    fields: dict[str, FieldMatch]
    evidence_total: int
    evidence_exact: int
    later: tuple[Outcome, ...] = ()

    @property
    def score(self) -> Score:
        """The counts over all fields."""
        return total(match.score for match in self.fields.values())


@dataclass(frozen=True, slots=True)
class Evaluation:
    """All documents that have gold, and gold without a document: its name and number of rows, and its later ones."""

    documents: list[DocumentMatch]
    absent: dict[str, int] = field(default_factory=dict)
    absent_later: tuple[Outcome, ...] = ()

    def by_field(self) -> dict[str, Score]:
        """The counts of each field over all documents, absent ones as a field of their own."""
        scores = {name: total(d.fields[name].score for d in self.documents) for name in FIELDS}
        if self.absent:
            scores[ABSENT] = Score(missed=sum(self.absent.values()))
        return scores

    def by_class(self) -> dict[str, Score]:
        """The counts of each class of source."""
        classes = sorted({d.source_class for d in self.documents})
        return {name: total(d.score for d in self.documents if d.source_class == name) for name in classes}

    def later(self) -> dict[str, LaterScore]:
        """The counts of what the contract gained later, where gold holds it."""
        scores = {name: LaterScore() for name in NAMES}
        for outcome in (*self.absent_later, *(one for document in self.documents for one in document.later)):
            scores[outcome.name].count(outcome)
        return {name: score for name, score in scores.items() if score != LaterScore()}

    def overall(self) -> Score:
        """The counts of everything."""
        return total(self.by_field().values())


def total(scores: Iterable[Score]) -> Score:
    """The sum of counts."""
    result = Score()
    for score in scores:
        result.add(score)
    return result


def read_gold(directory: Path) -> dict[str, dict[str, Any]]:
    """Gold records by name, from `directory/records/*.json`, or `directory/*.json`. UsageError where there are none."""
    folder = directory / "records" if (directory / "records").is_dir() else directory
    found = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted(folder.glob("*.json"))}
    if not found:
        raise UsageError(f"no gold records in {directory}: give a folder that holds records/*.json")
    return found


def find_gold(filename: str, names: Iterable[str]) -> str | None:
    """The longest gold name that the file name is, or begins with before a dot."""
    return max((name for name in names if filename == name or filename.startswith(name + ".")), key=len, default=None)


def evaluate(
    documents: Sequence[Document], gold: Mapping[str, Mapping[str, Any]], only_present: bool = False
) -> Evaluation:
    """Score documents against gold. Gold that no document answers counts as missed unless `only_present`."""
    matches = []
    for document in documents:
        name = find_gold(document["filename"], gold)
        if name is not None:
            matches.append(match_document(document, name, gold[name]))
    seen = {match.gold for match in matches}
    left = [] if only_present else [name for name in gold if name not in seen]
    later = tuple(outcome for name in left for outcome in match_later_fields(gold[name], {}))
    return Evaluation(matches, {name: sum(len(read_rows(f, gold[name])) for f in FIELDS) for name in left}, later)


def match_document(document: Document, name: str, gold: Mapping[str, Any]) -> DocumentMatch:
    """One document's first agreement against its gold."""
    agreement = (document.get("agreements") or [{}])[0]
    filename = document["filename"]
    original = filename == f"{name}.pdf" or filename.startswith(f"{name}.txt")
    fields = {f: _match_field(FIELDS[f], gold, agreement, original) for f in FIELDS}
    exact, quotes = check_evidence(document, agreement)
    later = tuple(match_later_fields(gold, agreement))
    return DocumentMatch(filename, name, classify_source(document), fields, quotes, exact, later)


def _match_field(entry: Field, gold: Mapping[str, Any], agreement: Mapping[str, Any], original: bool) -> FieldMatch:
    given = read_rows(entry.name, agreement)
    right, wrong, missed = match_rows(entry, _wanted(entry, gold, given), given)
    spare = [row.values for row in read_rows(entry.name, gold.get("optional") or {})]
    wrong = [row for row in wrong if not any(entry.same(row.values, values) for values in spare)]
    if entry.name == "findings" and not original:
        wrong = [row for row in wrong if row.values[0] not in READING_FINDINGS]
    return FieldMatch(right, wrong, missed, _count_alike(entry, missed, wrong))


def _wanted(entry: Field, gold: Mapping[str, Any], given: Sequence[ScoredRow]) -> list[Values]:
    """The rows of gold; of several titles that a paper can be said to have, the one that is given."""
    titles = [(text(title),) for title in gold.get("title_alternatives", ())] if entry.name == "title" else []
    said = [row.values for row in given[:1] if any(entry.same(title, row.values) for title in titles)]
    return said or [row.values for row in read_rows(entry.name, gold)]


def match_rows(
    entry: Field, wanted: Sequence[Values], given: Sequence[ScoredRow]
) -> tuple[list[ScoredRow], list[ScoredRow], list[Values]]:
    """Each gold row takes the first given row that is the same: rows right, rows wrong, gold rows missed."""
    left = list(given)
    right: list[ScoredRow] = []
    missed: list[Values] = []
    for values in wanted:
        at = next((at for at, row in enumerate(left) if entry.same(values, row.values)), None)
        if at is None:
            missed.append(values)
        else:
            right.append(left.pop(at))
    return right, left, missed


def _count_alike(entry: Field, missed: Sequence[Values], wrong: Sequence[ScoredRow]) -> int:
    left = list(wrong)
    count = 0
    for values in missed:
        at = next((at for at, row in enumerate(left) if entry.alike(values, row.values)), None)
        if at is not None:
            left.pop(at)
            count += 1
    return count


def classify_source(document: Document) -> str:
    """`dump`, `bad layer` (a page has a machine's layer or a broken character map), `scan`, or `digital`."""
    pages = document.get("pages") or []
    verdicts = [page.get("verdict") for page in pages]
    sources = [page.get("source") for page in pages]
    if any(verdict in ("machine_layer", "broken_map") for verdict in verdicts):
        return "bad layer"
    if sources and all(source == "plain_text" for source in sources):
        return "dump"
    return "scan" if 2 * sources.count("ocr") > len(sources) else "digital"


def check_evidence(document: Document, agreement: Mapping[str, Any]) -> tuple[int, int]:
    """How many quotes stand exactly so on their page, boxed unless it is plain text; and how many there are.

    A value without any evidence counts as one quote that does not stand.
    """
    pages = {page["number"]: page for page in document.get("pages") or []}
    quotes: list[Mapping[str, Any] | None] = []
    for name in FIELDS:
        if name in _EVIDENCED:
            if agreement.get(name):
                quotes += (agreement.get("evidence") or {}).get(name) or [None]
        else:
            for row in agreement.get(name) or ():
                quotes += (row.get("evidence") if isinstance(row, Mapping) else None) or [None]
    return sum(_stands(quote, pages) for quote in quotes), len(quotes)


def _stands(quote: Mapping[str, Any] | None, pages: Mapping[int, Mapping[str, Any]]) -> bool:
    if quote is None or quote["page"] not in pages:
        return False
    page = pages[quote["page"]]
    exact = bool(quote["verbatim"]) and page["text"][quote["start"] : quote["end"]] == quote["verbatim"]
    return exact and (page["source"] == "plain_text" or bool(quote["boxes"]))
