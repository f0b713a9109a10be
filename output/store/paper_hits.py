"""Search by paper: one hit for each agreement, of its best file, with the other files that hold it named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from output.store.search import Hit, find_words, make_snippet, match_expression, read_query, wanted_terms

if TYPE_CHECKING:
    from sqlite_utils import Database

# Of each paper the best page of the best witness: the preferred one where it holds the words, else the next best. The
# order of papers is that of their best page, whichever witness has it. Texts and names are asked for afterwards, for
# those alone that are shown: a common word is on every page of ten thousand papers.
_PAPERS = """
WITH found AS MATERIALIZED (
    SELECT rowid AS page, bm25(search, 4.0, 1.0) AS rank FROM search WHERE search MATCH :query
), placed AS MATERIALIZED (
    SELECT f.page, f.rank, p.document, p.number, coalesce(a.witness, 'document ' || p.document) AS paper,
        coalesce(a.witness_rank, '') AS witness_rank, coalesce(a.preferred, 1) AS preferred
    FROM found f JOIN pages p ON p.id = f.page LEFT JOIN agreements a ON a.document = p.document
), ordered AS (
    SELECT page, document, paper, min(rank) OVER (PARTITION BY paper) AS best,
        count(*) OVER (PARTITION BY paper, document) AS pages,
        row_number() OVER (
            PARTITION BY paper ORDER BY preferred DESC, witness_rank, document, rank, number) AS nth
    FROM placed
)
SELECT page, document, paper, pages, count(*) OVER () AS total FROM ordered
WHERE nth = 1 ORDER BY best, document LIMIT :limit
"""
_SHOWN = """
SELECT d.sha256, d.filename, p.number, p.text, a.partnership FROM pages p JOIN documents d ON d.id = p.document
LEFT JOIN agreements a ON a.document = p.document WHERE p.id = ?
"""
_OTHERS = """
SELECT d.filename FROM agreements a JOIN documents d ON d.id = a.document WHERE a.witness = ? AND a.document <> ?
ORDER BY a.preferred DESC, a.witness_rank, d.sha256
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
    for row in list(db.query(_PAPERS, {"query": match_expression(alternatives), "limit": limit})):
        (shown,) = db.query(_SHOWN, [row["page"]])
        start, snippet, spans = make_snippet(shown["text"], list(find_words(shown["text"], terms)))
        hit = Hit(shown["sha256"], shown["filename"], shown["number"], shown["partnership"], start, snippet, spans)
        others = db.execute(_OTHERS, [row["paper"], row["document"]]).fetchall()
        found.append(PaperHit(hit, row["pages"], tuple(name for (name,) in others)))
        total = row["total"]
    return found, total
