"""The documents that a person should look at: what failed, findings of weight, decisions that no longer fit."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

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


def list_problems(db: Database) -> list[dict[str, Any]]:
    """A row for each document with what is the matter, the worst first: `problems` is a list of codes."""
    rows = [{**row, "problems": json.loads(row["problems"])} for row in db.query(_PROBLEMS)]
    return [{name: value for name, value in row.items() if name != "weight"} for row in rows]
