"""The second version of the schema, as SQL: the fields and lists that the record contract gained.

Text that has shipped is never edited. The statements run with foreign keys off, which is how SQLite takes a table out
from under others that point to it; whoever runs them checks the keys before the transaction ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from output.schema.first import value_table

_OFFENCES = """'total_citizen_facing', 'total_penal_code', 'burglary', 'theft', 'theft_robbery',
        'robbery', 'violence', 'violence_threats', 'violence_weapons', 'threats', 'vandalism', 'narcotics',
        'harassment', 'burglary_residential', 'theft_from_citizens'"""

_COLUMNS = """
ALTER TABLE areas ADD COLUMN change TEXT CHECK (change IN ('added', 'removed'));
ALTER TABLE goals ADD COLUMN reference_area TEXT;
ALTER TABLE goals ADD COLUMN times_of_day TEXT NOT NULL DEFAULT '[]' CHECK (json_type(times_of_day) = 'array');
ALTER TABLE budgets ADD COLUMN adds INTEGER NOT NULL DEFAULT 1 CHECK (adds IN (0, 1));
ALTER TABLE findings ADD COLUMN details TEXT NOT NULL DEFAULT '{}' CHECK (json_type(details) = 'object');
"""

_VALUES = {
    "definitions": f"term TEXT NOT NULL, offence TEXT CHECK (offence IN ({_OFFENCES})), text TEXT NOT NULL",
    "related": """partnership TEXT CHECK (partnership <> '' AND partnership NOT GLOB '*[^a-z0-9-]*'),
    start_year INTEGER, end_year INTEGER CHECK (end_year >= start_year)""",
}

# What a CHECK allows cannot be changed in place, so the table is made anew with the two new fields and takes the rows.
_EVIDENCE = """
CREATE TABLE evidence_widened (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES agreements (document) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field IN ('title', 'kind', 'partnership', 'concerns', 'period', 'areas', 'parties',
        'focus_areas', 'goals', 'measures', 'budgets', 'meetings', 'signatories', 'decisions', 'policies',
        'definitions', 'related', 'findings')),
    position INTEGER NOT NULL CHECK (position >= 0),
    ordinal INTEGER NOT NULL CHECK (ordinal >= 0),
    page INTEGER NOT NULL,
    "start" INTEGER NOT NULL CHECK ("start" >= 0),
    "end" INTEGER NOT NULL CHECK ("end" > "start"),
    verbatim TEXT NOT NULL,
    boxes TEXT CHECK (json_type(boxes) = 'array'),
    rule TEXT NOT NULL CHECK (rule <> ''),
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    UNIQUE (document, field, position, ordinal),
    FOREIGN KEY (document, page) REFERENCES pages (document, number)
        ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED
) STRICT;
INSERT INTO evidence_widened SELECT * FROM evidence;
DROP TABLE evidence;
ALTER TABLE evidence_widened RENAME TO evidence;
CREATE INDEX evidence_page ON evidence (document, page);
CREATE INDEX evidence_rule ON evidence (rule);
CREATE TRIGGER evidence_quotes BEFORE INSERT ON evidence
WHEN NOT EXISTS (
    SELECT 1 FROM pages
    WHERE document = new.document AND number = new.page
        AND substr(text, new."start" + 1, new."end" - new."start") = new.verbatim
)
BEGIN
    SELECT RAISE(ABORT, 'evidence does not quote its page');
END;
"""

_SIGNATURES = """
ALTER TABLE signatures RENAME TO signatures_before;
CREATE TABLE signatures (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    field TEXT,
    kind TEXT CHECK (kind IN ('approval', 'certification', 'timestamp', 'attached')),
    signer TEXT,
    organisation TEXT,
    issuer TEXT,
    certificate_sha256 TEXT CHECK (length(certificate_sha256) = 64),
    signed_at TEXT,
    time TEXT CHECK (time IN ('timestamp', 'claimed')),
    algorithm TEXT,
    intact INTEGER CHECK (intact IN (0, 1)),
    covers_whole_document INTEGER CHECK (covers_whole_document IN (0, 1)),
    changes TEXT CHECK (changes IN ('none', 'validation_data', 'signatures', 'form_filling', 'other')),
    changed_pages TEXT NOT NULL CHECK (json_type(changed_pages) = 'array'),
    modified_after_signing INTEGER CHECK (modified_after_signing IN (0, 1)),
    trusted INTEGER CHECK (trusted IN (0, 1)),
    problem TEXT CHECK (problem IN ('malformed', 'unsupported-format', 'digest-mismatch', 'signature-invalid',
        'byte-range-gap', 'bytes-after-signature', 'changed-after-signing', 'changes-not-checked',
        'certificate-revoked', 'certificate-expired', 'unknown-root', 'self-signed', 'weak-algorithm')),
    container TEXT,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
INSERT INTO signatures (
    document, position, signer, signed_at, intact, covers_whole_document, changed_pages, modified_after_signing,
    trusted, problem)
SELECT document, position, signer, signed_at, intact, covers_whole_document, '[]', modified_after_signing,
    trusted, problem FROM signatures_before;
DROP TABLE signatures_before;

CREATE TABLE attachments (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    name TEXT NOT NULL,
    media_type TEXT,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    role TEXT NOT NULL CHECK (role IN ('signature', 'index', 'log', 'other')),
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
"""


def widened_schema() -> Iterator[str]:
    """The scripts that make version 2 of version 1, in order."""
    yield _COLUMNS
    yield _EVIDENCE
    for name, columns in _VALUES.items():
        yield value_table(name, columns)
    yield _SIGNATURES
