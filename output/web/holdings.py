"""What the archive holds and how it came: files, readings, failures, decisions, what was taken out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.labels import Language
from output.report.gathered import Period, gather
from output.report.told import Section, sections, totals
from output.store.lookup import list_removals
from output.web.front import load_failed

if TYPE_CHECKING:
    from sqlite_utils import Database

_LATEST = 20
_COUNTS = {
    "files": "SELECT count(*) FROM documents",
    "ok": "SELECT count(*) FROM documents WHERE status = 'ok'",
    "partial": "SELECT count(*) FROM documents WHERE status = 'partial'",
    "failed": "SELECT count(*) FROM documents WHERE status = 'failed'",
    "pages": "SELECT coalesce(sum(page_count), 0) FROM documents",
    "agreements": "SELECT count(*) FROM agreements WHERE preferred = 1",
    "decisions": "SELECT count(*) FROM reviews",
    "open": "SELECT (SELECT count(*) FROM review_open)"
    " + (SELECT count(*) FROM review_state WHERE state IN ('conflict', 'again'))",
}
_RUNS = f"""
SELECT d.sha256, d.filename, r.started_at, r.seconds, r.status, r.versions FROM runs r
JOIN documents d ON d.id = r.document ORDER BY r.id DESC LIMIT {_LATEST}
"""
_PEOPLE = """
SELECT coalesce(reviewer, account, '–') AS name, count(*) AS decisions, max(at) AS last FROM reviews
WHERE action <> 'undo' GROUP BY 1 ORDER BY 2 DESC, 1
"""


# The columns of the page's tables when they are taken as files.
COLUMNS = {
    "fejl": ("sha256", "filename", "error", "happened", "advice"),
    "laesninger": ("sha256", "filename", "started_at", "seconds", "status", "program"),
    "afgjort": ("name", "decisions", "last"),
    "udtaget": ("sha256", "filename", "bytes", "removed_by", "reason", "at", "program"),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What came in since a day: one line in all, and sections of what is to be told."""

    since: str
    totals: str
    sections: Sequence[Section]


@dataclass(frozen=True, slots=True)
class Holdings:
    """Everything that the page about the archive shows."""

    counts: Mapping[str, int]
    failed: Sequence[Mapping[str, Any]]
    runs: Sequence[Mapping[str, Any]]
    people: Sequence[Mapping[str, Any]]
    removals: Sequence[Mapping[str, Any]]
    report: Report | None


def load_holdings(db: Database, language: Language, period: Period | None) -> Holdings:
    """The archive in figures and lists; with a period the report of it."""
    runs = list(db.query(_RUNS))
    for row in runs:
        row["program"] = json.loads(row["versions"]).get("aftalearkiv", "")
    return Holdings(
        counts={name: int(db.execute(query).fetchone()[0]) for name, query in _COUNTS.items()},
        failed=load_failed(db, language),
        runs=runs,
        people=list(db.query(_PEOPLE)),
        removals=list_removals(db),
        report=_report(db, language, period) if period else None,
    )


def _report(db: Database, language: Language, period: Period) -> Report:
    news = gather(db, period)
    return Report(period.since, totals(news, language), sections(news, language))
