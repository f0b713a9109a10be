"""The front page: partnerships, papers with what is to be looked at, and what a search found."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.failures import failure_in
from corpus.labels import Language
from corpus.slugs import make_slug
from models.errors import UsageError
from output.store.narrowing import Papers
from output.store.search import Hit, search_pages

if TYPE_CHECKING:
    from sqlite_utils import Database

PAPERS_A_PAGE = 50
HITS_A_PAGE = 20
CARDS = 48

_PAPERS = """
SELECT a.document, d.sha256, d.filename, d.status, d.page_count, a.kind, a.title, a.period_start, a.period_end,
    a.period_start_basis, coalesce(a.partnership, a.concerns_partnership) AS partnership, a.partnership_name,
    a.start_year, a.end_year
FROM current_agreements a JOIN documents d ON d.id = a.document WHERE a.preferred = 1
"""
_IN_ORDER = (
    " ORDER BY coalesce(a.partnership, a.concerns_partnership) IS NULL,"
    " coalesce(a.partnership, a.concerns_partnership), a.start_year, a.end_year, d.filename, d.sha256"
)
_LOOK = """
WITH found AS (SELECT severity, row_key, page, position FROM current_findings WHERE document = :document),
worst AS (SELECT row_key, page FROM found ORDER BY severity = 'info', position LIMIT 1)
SELECT count(*) FILTER (WHERE severity <> 'info') AS warnings, count(*) AS findings,
    (SELECT row_key FROM worst) AS key, (SELECT page FROM worst) AS page,
    (SELECT count(*) FROM agreements w JOIN agreements a USING (witness) WHERE a.document = :document) AS files
FROM found
"""
_CARDS = """
SELECT partnership, max(partnership_name) AS name, min(start_year) AS first, max(end_year) AS last, count(*) AS papers
FROM agreements WHERE preferred = 1 AND partnership IS NOT NULL GROUP BY partnership ORDER BY partnership
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the front page is asked for, as people write it."""

    words: str = ""
    kind: str = ""
    place: str = ""
    first: str = ""
    last: str = ""
    page: int = 1

    @property
    def papers(self) -> Papers:
        """The papers that are meant; a year that is none is passed over."""
        first, last = (int(year) if year.isdecimal() and len(year) == 4 else None for year in (self.first, self.last))
        return Papers(self.kind or None, make_slug(self.place) or None if self.place else None, first, last)

    @property
    def is_narrow(self) -> bool:
        """Whether anything is asked for beside all."""
        return bool(self.words.strip() or self.papers.conditions)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where in a long list one is: the number of this page and of all, from 1; the first and last row shown."""

    number: int
    total: int
    size: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, math.ceil(self.total / self.size))

    @property
    def skip(self) -> int:
        """How many rows come before this page."""
        return (self.number - 1) * self.size

    @property
    def first(self) -> int:
        """The first row shown, from 1; 0 of none."""
        return min(self.skip + 1, self.total)

    @property
    def last(self) -> int:
        """The last row shown."""
        return min(self.skip + self.size, self.total)


@dataclass(frozen=True, slots=True)
class Found:
    """A page that holds the words, with the paper it is of."""

    hit: Hit
    paper: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Front:
    """Everything that the front page shows. `problem`: why what was asked for could not be looked for."""

    asked: Asked
    agreements: int
    files: int
    failed: int
    cards: Sequence[Mapping[str, Any]]
    partnerships: int
    papers: Sequence[Mapping[str, Any]]
    found: Sequence[Found]
    pager: Pager
    problem: str | None = None


def load_front(db: Database, asked: Asked) -> Front:
    """The front page, or the pages that hold the words asked for."""
    files, failed = db.execute("SELECT count(*), count(*) FILTER (WHERE status = 'failed') FROM documents").fetchone()
    (agreements,) = db.execute("SELECT count(*) FROM agreements WHERE preferred = 1").fetchone()
    cards = load_cards(db) if not asked.is_narrow else []
    papers: list[dict[str, Any]] = []
    found: list[Found] = []
    problem = None
    if asked.words.strip():
        try:
            found, pager = _search(db, asked)
        except UsageError as error:
            pager, problem = Pager(1, 0, HITS_A_PAGE), str(error)
    else:
        papers, pager = _papers(db, asked)
    return Front(asked, agreements, files, failed, cards[:CARDS], len(cards), papers, found, pager, problem)


def select_front(db: Database, documents: Sequence[int], partnerships: Sequence[str]) -> Front:
    """A front page of these papers and partnerships alone, all on one page."""
    chosen = f" AND a.document IN (SELECT value FROM json_each(:documents)){_IN_ORDER}"
    papers = _looked_at(db, _PAPERS + chosen, {"documents": json.dumps(list(documents))})
    cards = [card for card in load_cards(db) if card["partnership"] in set(partnerships)]
    pager = Pager(1, len(papers), max(1, len(papers)))
    return Front(Asked(), len(papers), len(documents), 0, cards, len(cards), papers, (), pager)


def load_cards(db: Database) -> list[dict[str, Any]]:
    """The partnerships with their names, years and papers, in the order of their names."""
    return list(db.query(_CARDS))


def _search(db: Database, asked: Asked) -> tuple[list[Found], Pager]:
    skip = (asked.page - 1) * HITS_A_PAGE
    hits, total = search_pages(db, asked.words, HITS_A_PAGE, skip=skip, papers=asked.papers)
    return [Found(hit, _paper_of(db, hit)) for hit in hits], Pager(asked.page, total, HITS_A_PAGE)


_NOTHING = dict.fromkeys(("kind", "title", "period_start", "period_end", "period_start_basis", "preferred"))


def _paper_of(db: Database, hit: Hit) -> dict[str, Any]:
    """The paper of a hit. Two questions, for a view on the right of a LEFT JOIN is made whole each time."""
    key, pages = db.execute("SELECT id, page_count FROM documents WHERE sha256 = ?", [hit.sha256]).fetchone()
    columns = ", ".join(_NOTHING)
    found = next(iter(db.query(f"SELECT {columns} FROM current_agreements WHERE document = ?", [key])), _NOTHING)
    return {**found, "page_count": pages}


def _papers(db: Database, asked: Asked) -> tuple[list[dict[str, Any]], Pager]:
    where = _where(asked)
    values = {**asked.papers.values, "limit": PAPERS_A_PAGE, "skip": (asked.page - 1) * PAPERS_A_PAGE}
    count = f"SELECT count(*) FROM current_agreements a WHERE a.preferred = 1{where}"
    (total,) = db.execute(count, values).fetchone()
    rows = _looked_at(db, f"{_PAPERS}{where}{_IN_ORDER} LIMIT :limit OFFSET :skip", values)
    return rows, Pager(asked.page, total, PAPERS_A_PAGE)


def _looked_at(db: Database, query: str, values: dict[str, Any]) -> list[dict[str, Any]]:
    """Preferred papers with how many things are to be looked at, and where the first of them stands."""
    return [{**row, **next(iter(db.query(_LOOK, {"document": row["document"]})))} for row in db.query(query, values)]


def _where(asked: Asked) -> str:
    return f" AND {asked.papers.conditions}" if asked.papers.conditions else ""


PAPER_COLUMNS = (
    "sha256", "filename", "status", "page_count", "kind", "title", "partnership", "partnership_name", "period_start",
    "period_end", "start_year", "end_year",
)  # fmt: skip


def list_papers(db: Database, asked: Asked) -> list[dict[str, Any]]:
    """All preferred papers that are asked for, in the order of the front page: the columns of `PAPER_COLUMNS`."""
    rows = db.query(f"{_PAPERS}{_where(asked)}{_IN_ORDER}", asked.papers.values)
    return [{name: row[name] for name in PAPER_COLUMNS} for row in rows]


def load_failed(db: Database, language: Language) -> list[dict[str, Any]]:
    """The files that were not read: each with what happened and what to do about it."""
    rows = list(
        db.query("SELECT sha256, filename, error FROM documents WHERE status = 'failed' ORDER BY filename, sha256")
    )
    for row in rows:
        said = failure_in(row["error"], language)
        row.update(happened=said.happened, advice=said.advice)
    return rows
