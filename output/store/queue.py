"""What a person should look at: the list of values, settled with a document's values and read off its indexes, and the
documents that failed, have findings of weight or decisions that no longer fit."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from output.reviews.ranking import Quoted, Stand, rank_values
from output.store.narrowing import ALL_PAPERS, Papers

if TYPE_CHECKING:
    from sqlite_utils import Database

_UNSURE_WORD = 0.6  # an OCR engine's confidence below which a word is doubtful
_NOTED = """
SELECT f.code, e.page, e."start", e."end" FROM findings f
JOIN evidence e ON e.document = f.document AND e.field = 'findings' AND e.position = f.position
WHERE f.document = ? AND f.severity <> 'info'
"""
_DOUBTS = f"""
SELECT page, "start", "end" FROM repairs WHERE document = :document AND applied = 0
UNION ALL SELECT p.number, w."start", w."end" FROM words w JOIN pages p ON p.id = w.page
WHERE p.document = :document AND w.confidence < {_UNSURE_WORD} AND w."start" IS NOT NULL
"""
# Papers whose values count, and values that nobody decided about.
_OPEN = """
FROM review_queue q JOIN agreements a ON a.document = q.document AND a.preferred = 1
LEFT JOIN review_state s ON s.document = q.document AND s.field = q.field AND s.position = q.position
WHERE s.state IS NULL
"""
# Reasons by weight: the file itself, then errors, decisions in conflict, warnings. Of each code once.
_PROBLEMS = """
WITH told (document, weight, problem) AS (
    SELECT id, 0, status || coalesce(': ' || error, '') FROM documents WHERE status <> 'ok'
    UNION SELECT document, CASE severity WHEN 'error' THEN 1 ELSE 3 END, code FROM current_findings
        WHERE severity <> 'info'
    UNION SELECT document, 2, state FROM review_state WHERE state IN ('conflict', 'again')
    UNION SELECT document, 2, why FROM review_open WHERE document IS NOT NULL
)
SELECT substr(d.sha256, 1, 8) AS id, d.sha256, d.filename, d.status, a.kind,
    coalesce(a.partnership, a.concerns_partnership) AS partnership, a.start_year, a.end_year,
    json_group_array(t.problem) AS problems, min(t.weight) AS weight
FROM (SELECT * FROM told ORDER BY document, weight, problem) t JOIN documents d ON d.id = t.document
LEFT JOIN current_agreements a ON a.document = d.id
GROUP BY d.id ORDER BY weight, partnership IS NULL, partnership, a.start_year, d.filename, d.sha256
"""
LISTS = {
    "unsure": "q.field <> 'findings'",
    "disagreeing": "q.reason = 'disagreeing' AND q.field <> 'findings'",
    "findings": "q.field = 'findings'",
    "sample": "q.field <> 'findings'",
}


def settle_queue(db: Database, document: int) -> None:
    """Write a document's place in the list anew. Inside a transaction."""
    db.execute("DELETE FROM review_queue WHERE document = ?", [document])
    found = db.execute("SELECT sha256 FROM documents WHERE id = ?", [document]).fetchone()
    quotes = db.execute(
        'SELECT field, position, page, "start", "end", confidence FROM evidence WHERE document = ? AND ordinal = 0',
        [document],
    )
    values = [Quoted(row[0], row[1], Stand(*row[2:5]), row[5]) for row in quotes.fetchall()]
    noted = [(row[0], Stand(*row[1:])) for row in db.execute(_NOTED, [document]).fetchall()]
    doubts = [Stand(*row) for row in db.execute(_DOUBTS, {"document": document}).fetchall()]
    db.conn.executemany(
        "INSERT INTO review_queue (document, field, position, reason, priority, draw) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (document, one.field, one.position, one.reason, one.priority, one.draw)
            for one in rank_values(found[0], values, noted, doubts)
        ],
    )


def list_queue(
    db: Database, name: str, papers: Papers = ALL_PAPERS, field: str | None = None, limit: int = 30
) -> list[dict[str, Any]]:
    """The next values of a list (`LISTS`): document, field, position, reason. A sample takes the fields in turn."""
    where, values = _narrowed(LISTS[name], papers, field)
    asked = {**values, "limit": limit}
    if name == "sample":
        return _sample(db, where, asked)
    order = "q.priority DESC, q.document, q.field, q.position"
    return list(
        db.query(f"SELECT q.document, q.field, q.position, q.reason {where} ORDER BY {order} LIMIT :limit", asked)
    )


def _sample(db: Database, where: str, asked: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Values drawn from each field, field by field in turn, so that a rare one is looked at as often as a common."""
    fields = [row[0] for row in db.execute("SELECT DISTINCT field FROM review_queue ORDER BY field").fetchall()]
    select = "SELECT q.document, q.field, q.position, q.reason"
    drawn = [
        list(db.query(f"{select} {where} AND q.field = :own ORDER BY q.draw LIMIT :limit", {**asked, "own": field}))
        for field in fields
    ]
    turns = [rows[turn] for turn in range(asked["limit"]) for rows in drawn if turn < len(rows)]
    return turns[: asked["limit"]]


def count_lists(db: Database, papers: Papers = ALL_PAPERS, field: str | None = None) -> dict[str, int]:
    """How many values each list holds, counted in one go."""
    sums = ", ".join(f"count(*) FILTER (WHERE {condition})" for condition in LISTS.values())
    where, values = _narrowed("1", papers, field)
    return dict(zip(LISTS, map(int, db.execute(f"SELECT {sums} {where}", values).fetchone()), strict=True))


def _narrowed(condition: str, papers: Papers, field: str | None) -> tuple[str, dict[str, Any]]:
    parts: Sequence[str] = [condition]
    if papers.conditions:
        parts = [*parts, f"q.document IN (SELECT a.document FROM current_agreements a WHERE {papers.conditions})"]
    if field:
        parts = [*parts, "q.field = :field"]
    return f"{_OPEN} AND {' AND '.join(parts)}", {**papers.values, **({"field": field} if field else {})}


def list_problems(db: Database) -> list[dict[str, Any]]:
    """A row for each document with what is the matter, the worst first: `problems` is a list of codes."""
    rows = [{**row, "problems": json.loads(row["problems"])} for row in db.query(_PROBLEMS)]
    return [{name: value for name, value in row.items() if name != "weight"} for row in rows]
