"""Search by paper: one hit for each agreement, of its best file, with the other files that hold it named."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from output.store.search import Hit, find_words, make_snippet, match_expression, read_query, wanted_terms

if TYPE_CHECKING:
    from sqlite_utils import Database

# Of each paper the best page of the best witness: the preferred one where it holds the words, else the next best. The
# order of papers is that of their best page, whichever witness has it.
_PAPERS = """
WITH found AS MATERIALIZED (
    SELECT rowid AS page, bm25(search, 4.0, 1.0) AS rank FROM search WHERE search MATCH :query
), placed AS (
    SELECT f.page, f.rank, p.document, p.number, coalesce(a.witness, 'document ' || p.document) AS paper,
        coalesce(a.witness_rank, '') AS witness_rank, coalesce(a.preferred, 1) AS preferred
    FROM found f JOIN pages p ON p.id = f.page LEFT JOIN agreements a ON a.document = p.document
), ordered AS (
    SELECT *, min(rank) OVER (PARTITION BY paper) AS best,
        count(*) OVER (PARTITION BY paper, document) AS pages,
        row_number() OVER (
            PARTITION BY paper ORDER BY preferred DESC, witness_rank, document, rank, number) AS nth
    FROM placed
)
SELECT d.sha256, d.filename, o.number, p.text, a.partnership, o.pages, o.paper, count(*) OVER () AS total,
    (SELECT json_group_array(filename) FROM (
        SELECT w.filename FROM agreements b JOIN documents w ON w.id = b.document
        WHERE b.witness = o.paper AND b.document <> o.document ORDER BY b.preferred DESC, b.witness_rank, w.sha256)
    ) AS others
FROM ordered o JOIN pages p ON p.id = o.page JOIN documents d ON d.id = o.document
LEFT JOIN agreements a ON a.document = o.document
WHERE o.nth = 1 ORDER BY o.best, d.filename, d.sha256 LIMIT :limit
"""


@dataclass(frozen=True, slots=True)
class PaperHit:
    """A paper that holds the query: its best page, on how many pages of that file the words are, its other files."""

    hit: Hit
    pages: int
    others: tuple[str, ...]


def search_papers(db: Database, query: str, limit: int = 20) -> tuple[list[PaperHit], int]:
    """The best papers, at most `limit` of them, and how many there are in all. Errors: UsageError."""
    alternatives = read_query(query)
    terms = wanted_terms(query)
    found, total = [], 0
    for row in db.query(_PAPERS, {"query": match_expression(alternatives), "limit": limit}):
        start, snippet, spans = make_snippet(row["text"], list(find_words(row["text"], terms)))
        hit = Hit(row["sha256"], row["filename"], row["number"], row["partnership"], start, snippet, spans)
        found.append(PaperHit(hit, row["pages"], tuple(json.loads(row["others"]))))
        total = row["total"]
    return found, total
