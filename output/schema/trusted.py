"""The third version of the schema, as SQL: rows one can name and trust, papers in their years, removals on record.

Text that has shipped is never edited. Records and evidence are replaced, never updated; what is derived from them
(`witness`, `preferred`, the years and the name of an agreement, `partnership_papers`) is settled anew by the store.
`digests` seal what was stored, part by part, so that what was altered without the store can be named.
"""

from __future__ import annotations

from collections.abc import Iterator

from output.schema.tables import VALUE_TABLES

_DERIVED = """
ALTER TABLE agreements ADD COLUMN partnership_name TEXT;
ALTER TABLE agreements ADD COLUMN start_year INTEGER;
ALTER TABLE agreements ADD COLUMN end_year INTEGER;
ALTER TABLE agreements ADD COLUMN start_basis TEXT CHECK (start_basis IN ('observation', 'period', 'signature',
    'budget', 'decision', 'target', 'concerns', 'period end'));
ALTER TABLE agreements ADD COLUMN witness_rank TEXT;
ALTER TABLE runs ADD COLUMN path TEXT;
CREATE INDEX documents_failed ON documents (filename) WHERE status = 'failed';
CREATE INDEX agreements_witness ON agreements (witness, witness_rank);

-- Which papers a partnership's comparison needs: its own, those about it, those with a goal that applies to it.
CREATE TABLE partnership_papers (
    partnership TEXT NOT NULL CHECK (partnership <> ''),
    document INTEGER NOT NULL REFERENCES agreements (document) ON DELETE CASCADE,
    PRIMARY KEY (partnership, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX partnership_papers_document ON partnership_papers (document);

CREATE TABLE digests (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    part TEXT NOT NULL CHECK (part <> ''),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    PRIMARY KEY (document, part)
) STRICT, WITHOUT ROWID;

CREATE TABLE removals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    filename TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    removed_by TEXT NOT NULL CHECK (removed_by <> ''),
    account TEXT NOT NULL CHECK (account <> ''),
    reason TEXT NOT NULL CHECK (reason <> ''),
    at TEXT NOT NULL,
    program TEXT NOT NULL,
    original INTEGER NOT NULL CHECK (original IN (0, 1)),
    digest TEXT NOT NULL CHECK (length(digest) = 64)
) STRICT;
CREATE INDEX removals_sha256 ON removals (sha256);
"""

_KEYS = """
ALTER TABLE {table} ADD COLUMN row_key TEXT NOT NULL DEFAULT '';
"""

# The row of `agreements` holds what was read and what is settled: only what was read is guarded.
_READ = (
    "title", "kind", "partnership", "concerns_partnership", "concerns_start_year", "concerns_end_year",
    "period_start", "period_end", "period_start_basis", "absent",
)  # fmt: skip
_REPLACED = (*VALUE_TABLES, "evidence", "words", "repairs", "signatures", "attachments", "digests")

_GUARD = """
CREATE TRIGGER {table}_update BEFORE UPDATE {of}ON {table} BEGIN
    SELECT RAISE(ABORT, '{table} are replaced, never updated');
END;
"""
_KEPT = """
CREATE TRIGGER {table}_update BEFORE UPDATE ON {table} BEGIN
    SELECT RAISE(ABORT, '{table} are added, never updated');
END;
CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} BEGIN
    SELECT RAISE(ABORT, '{table} are added, never deleted');
END;
"""

# Whoever takes the preferred witness out, the next best takes its place in the same statement.
_NEXT_BEST = """
CREATE TRIGGER agreements_next_best AFTER DELETE ON agreements
WHEN old.preferred = 1 AND old.witness IS NOT NULL
BEGIN
    UPDATE agreements SET preferred = 1 WHERE document = (
        SELECT document FROM agreements WHERE witness = old.witness ORDER BY witness_rank, document LIMIT 1);
END;
"""


def new_columns() -> Iterator[str]:
    """What is added, before the rows that are there get their keys."""
    yield _DERIVED
    for table in VALUE_TABLES:
        yield _KEYS.format(table=table)


def guards() -> Iterator[str]:
    """What guards the rows, when they have their keys."""
    for table in VALUE_TABLES:
        yield f"CREATE UNIQUE INDEX {table}_row_key ON {table} (document, row_key);"
    for table in _REPLACED:
        yield _GUARD.format(table=table, of="")
    yield _GUARD.format(table="agreements", of=f"OF {', '.join(_READ)} ")
    yield _GUARD.format(table="documents", of="OF sha256, bytes ")
    yield append_only("removals")
    yield _NEXT_BEST


def append_only(table: str) -> str:
    """The triggers of a table that only grows."""
    return _KEPT.format(table=table)
