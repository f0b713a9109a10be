"""What happened in an archive between two days, out of its runs, documents and findings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

POOR = 0.6  # quality of a page below which its text is not to be trusted
_IN_TIME = (
    "SELECT document, max(id) AS id FROM runs WHERE started_at >= :since AND started_at < :until GROUP BY document"
)
_PAPERS = f"""
SELECT d.id, d.sha256, d.filename, d.status, d.error, d.page_count AS pages, r.message, a.kind, a.title, a.partnership,
    a.start_year AS start, coalesce(a.end_year, a.start_year) AS end
FROM ({_IN_TIME}) t JOIN runs r ON r.id = t.id JOIN documents d ON d.id = t.document
LEFT JOIN agreements a ON a.document = d.id ORDER BY d.filename, d.sha256
"""
_FINDINGS = f"""
SELECT d.filename, f.code, f.severity, f.message, f.details FROM ({_IN_TIME}) t JOIN documents d ON d.id = t.document
JOIN findings f ON f.document = d.id WHERE f.severity IN ('error', 'warning')
ORDER BY f.severity, d.filename, d.sha256, f.position
"""
_PAGES = f"""
SELECT d.filename, count(*) AS pages, min(p.number) AS first FROM ({_IN_TIME}) t JOIN documents d ON d.id = t.document
JOIN pages p ON p.document = d.id WHERE p.quality < {POOR} GROUP BY d.id ORDER BY d.filename, d.sha256
"""


@dataclass(frozen=True, slots=True)
class Period:
    """From a day, to the day before another; ISO 8601."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class News:
    """What happened in a period. `read` and `failed` are papers, `findings` what a careful reader would point out of
    those that came in, `poor` the papers with pages that are hard to read; rows as the queries name them."""

    period: Period
    read: tuple[dict[str, Any], ...]
    failed: tuple[dict[str, Any], ...]
    findings: tuple[dict[str, Any], ...]
    poor: tuple[dict[str, Any], ...]

    @property
    def partial(self) -> list[dict[str, Any]]:
        """The papers that were read in part only."""
        return [row for row in self.read if row["status"] == "partial"]


def gather(db: Database, period: Period) -> News:
    """Everything that the report of a period tells."""
    asked = {"since": period.since, "until": period.until}
    papers, findings, pages = (tuple(db.query(query, asked)) for query in (_PAPERS, _FINDINGS, _PAGES))
    for row in findings:
        row["details"] = json.loads(row["details"] or "{}")
    read = tuple(row for row in papers if row["status"] != "failed")
    return News(period, read, tuple(row for row in papers if row["status"] == "failed"), findings, pages)
