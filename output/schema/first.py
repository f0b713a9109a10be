"""The archive's tables, as SQL: what each version of the schema added. Text that has shipped is never edited.

Every table of values has `document` and `position` (its place in the record's list, from 0) as its key, so that two
tables of one document join `USING (document)`. A value row cannot be written without its first evidence (a deferred
foreign key), and no evidence that does not quote its page (a trigger). `ANY` columns hold a number or a word.
"""

from __future__ import annotations

from collections.abc import Iterator

_DOCUMENTS = """
CREATE TABLE documents (
    id INTEGER PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE CHECK (length(sha256) = 64 AND sha256 NOT GLOB '*[^0-9a-f]*'),
    filename TEXT NOT NULL CHECK (filename <> ''),
    filenames TEXT NOT NULL CHECK (json_type(filenames) = 'array' AND json_array_length(filenames) > 0),
    media_type TEXT NOT NULL,
    bytes INTEGER NOT NULL CHECK (bytes >= 0),
    page_count INTEGER NOT NULL CHECK (page_count >= 0),
    status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
    error TEXT CHECK (error <> ''),
    CHECK (status <> 'failed' OR error IS NOT NULL)
) STRICT;
CREATE INDEX documents_filename ON documents (filename);

CREATE TABLE pages (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    number INTEGER NOT NULL CHECK (number >= 1),
    width REAL NOT NULL CHECK (width >= 0),
    height REAL NOT NULL CHECK (height >= 0),
    rotation INTEGER NOT NULL CHECK (rotation IN (0, 90, 180, 270)),
    source TEXT NOT NULL CHECK (source IN ('text_layer', 'ocr', 'plain_text')),
    verdict TEXT NOT NULL,
    reason TEXT NOT NULL,
    quality REAL NOT NULL CHECK (quality BETWEEN 0 AND 1),
    ocr_confidence REAL CHECK (ocr_confidence BETWEEN 0 AND 1),
    raw_text TEXT NOT NULL,
    text TEXT NOT NULL,
    body_start INTEGER NOT NULL CHECK (body_start >= 0),
    readings TEXT NOT NULL DEFAULT '[]' CHECK (json_type(readings) = 'array'),
    facts TEXT NOT NULL DEFAULT '{}' CHECK (json_type(facts) = 'object'),
    tables TEXT NOT NULL DEFAULT '[]' CHECK (json_type(tables) = 'array'),
    danish TEXT GENERATED ALWAYS AS (
        replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(replace(
        text, '-' || char(10), ''), char(8208, 10), ''), char(173, 10), ''),
        'aa', 'å'), 'Aa', 'å'), 'AA', 'å'), 'ae', 'æ'), 'Ae', 'æ'), 'AE', 'æ'), 'oe', 'ø'), 'Oe', 'ø'), 'OE', 'ø')
    ) VIRTUAL,
    UNIQUE (document, number)
) STRICT;

CREATE TABLE words (
    page INTEGER NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    text TEXT NOT NULL,
    "start" INTEGER CHECK ("start" >= 0),
    "end" INTEGER CHECK ("end" > "start"),
    part TEXT NOT NULL CHECK (part IN ('body', 'furniture', 'footnote')),
    x0 REAL, top REAL, x1 REAL, bottom REAL,
    confidence REAL CHECK (confidence BETWEEN 0 AND 1),
    PRIMARY KEY (page, position),
    CHECK (("start" IS NULL) = ("end" IS NULL)),
    CHECK ((x0 IS NULL AND top IS NULL AND x1 IS NULL AND bottom IS NULL) OR (x0 <= x1 AND top <= bottom))
) STRICT, WITHOUT ROWID;

CREATE TABLE repairs (
    document INTEGER NOT NULL,
    page INTEGER NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    "start" INTEGER NOT NULL CHECK ("start" >= 0),
    "end" INTEGER NOT NULL CHECK ("end" >= "start"),
    raw TEXT NOT NULL,
    repaired TEXT NOT NULL,
    rule TEXT NOT NULL CHECK (rule <> ''),
    margin_keep REAL,
    margin_next REAL,
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    applied INTEGER NOT NULL CHECK (applied IN (0, 1)),
    PRIMARY KEY (document, page, position),
    FOREIGN KEY (document, page) REFERENCES pages (document, number) ON DELETE CASCADE,
    CHECK (length(iif(applied, repaired, raw)) = "end" - "start")
) STRICT, WITHOUT ROWID;
CREATE INDEX repairs_rule ON repairs (rule, applied);

CREATE TABLE signatures (
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    signer TEXT,
    signed_at TEXT,
    intact INTEGER CHECK (intact IN (0, 1)),
    covers_whole_document INTEGER CHECK (covers_whole_document IN (0, 1)),
    modified_after_signing INTEGER CHECK (modified_after_signing IN (0, 1)),
    trusted INTEGER CHECK (trusted IN (0, 1)),
    problem TEXT,
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    started_at TEXT NOT NULL,
    seconds REAL NOT NULL CHECK (seconds >= 0),
    status TEXT NOT NULL CHECK (status IN ('ok', 'partial', 'failed')),
    stage TEXT CHECK (stage IN ('read', 'repair', 'parse', 'store')),
    error TEXT,
    message TEXT,
    versions TEXT NOT NULL CHECK (json_type(versions) = 'object')
) STRICT;
CREATE INDEX runs_document ON runs (document);
"""

_AGREEMENTS = """
CREATE TABLE agreements (
    document INTEGER PRIMARY KEY REFERENCES documents (id) ON DELETE CASCADE,
    title TEXT,
    kind TEXT NOT NULL
        CHECK (kind IN ('partnership_agreement', 'addendum', 'status_report', 'reporting_basis', 'other')),
    partnership TEXT CHECK (partnership <> '' AND partnership NOT GLOB '*[^a-z0-9-]*'),
    concerns_partnership TEXT,
    concerns_start_year INTEGER,
    concerns_end_year INTEGER,
    period_start TEXT CHECK (period_start IS date(period_start, '+0 days')),
    period_end TEXT CHECK (period_end IS date(period_end, '+0 days')),
    period_start_basis TEXT CHECK (period_start_basis IN ('stated', 'signature')),
    absent TEXT NOT NULL CHECK (json_type(absent) = 'object'),
    witness TEXT,
    preferred INTEGER NOT NULL CHECK (preferred IN (0, 1)),
    CHECK (period_start <= period_end)
) STRICT;
CREATE INDEX agreements_series ON agreements (partnership, period_end);
-- Of the witnesses of one agreement exactly one is preferred, at most one at any time.
CREATE UNIQUE INDEX agreements_preferred ON agreements (witness) WHERE preferred = 1;

CREATE TABLE evidence (
    id INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES agreements (document) ON DELETE CASCADE,
    field TEXT NOT NULL CHECK (field IN ('title', 'kind', 'partnership', 'concerns', 'period', 'areas', 'parties',
        'focus_areas', 'goals', 'measures', 'budgets', 'meetings', 'signatories', 'decisions', 'policies', 'findings')),
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
CREATE INDEX evidence_page ON evidence (document, page);
CREATE INDEX evidence_rule ON evidence (rule);
"""

# Columns of the value tables of version 1 beside `document`, `position` and `evidence`.
_VALUES = {
    "areas": "name TEXT NOT NULL",
    "parties": """organisation TEXT NOT NULL, name TEXT NOT NULL,
    kind TEXT NOT NULL
        CHECK (kind IN ('municipality', 'administration', 'police', 'ssp', 'housing_organisation', 'other')),
    part_of TEXT, administrator TEXT""",
    "focus_areas": "number INTEGER, title TEXT NOT NULL",
    "goals": """number TEXT, text TEXT NOT NULL,
    indicator TEXT NOT NULL CHECK (indicator IN ('feels_safe', 'feels_unsafe', 'need_for_safety_measures',
        'reported_offences', 'reported_offences_per_1000', 'activities_with_partners')),
    direction TEXT NOT NULL
        CHECK (direction IN ('increase', 'decrease', 'maintain', 'approach', 'monitor', 'at_least')),
    target_value ANY CHECK (typeof(target_value) IN ('integer', 'real', 'text', 'null')),
    unit TEXT CHECK (unit IN ('count', 'per_1000_inhabitants', 'percent', 'category')),
    deadline INTEGER, baseline_year INTEGER,
    offences TEXT NOT NULL CHECK (json_type(offences) = 'array'),
    data_source TEXT,
    status TEXT NOT NULL CHECK (status IN ('agreed', 'in_force', 'proposed')),
    applies_to TEXT NOT NULL CHECK (json_type(applies_to) = 'array')""",
    "measures": """role TEXT NOT NULL CHECK (role IN ('baseline', 'target', 'observation')),
    indicator TEXT NOT NULL CHECK (indicator IN ('feels_safe', 'feels_unsafe', 'need_for_safety_measures',
        'reported_offences', 'reported_offences_per_1000', 'activities_with_partners')),
    offence TEXT CHECK (offence IN ('total_citizen_facing', 'total_penal_code', 'burglary', 'theft', 'theft_robbery',
        'robbery', 'violence', 'violence_threats', 'violence_weapons', 'threats', 'vandalism', 'narcotics',
        'harassment', 'burglary_residential', 'theft_from_citizens')),
    area TEXT NOT NULL,
    time_of_day TEXT NOT NULL CHECK (time_of_day IN ('all', 'day', 'evening_night')),
    year INTEGER,
    value ANY CHECK (typeof(value) IN ('integer', 'real', 'text', 'null')),
    unit TEXT NOT NULL CHECK (unit IN ('count', 'per_1000_inhabitants', 'percent', 'category')),
    change_percent ANY CHECK (typeof(change_percent) IN ('integer', 'real', 'null')),
    status TEXT NOT NULL CHECK (status IN ('stated', 'pending')),
    data_source TEXT,
    CHECK ((typeof(value) = 'text') <= (unit = 'category'))""",
    "budgets": """amount_dkk INTEGER NOT NULL,
    basis TEXT NOT NULL CHECK (basis IN ('annual', 'total', 'unstated')),
    purpose TEXT NOT NULL CHECK (purpose IN ('whole', 'activities', 'administration')),
    fte REAL CHECK (fte >= 0), payer TEXT, start_year INTEGER, end_year INTEGER""",
    "meetings": """body TEXT NOT NULL CHECK (body IN ('steering_group', 'working_group')),
    min_per_year INTEGER CHECK (min_per_year >= 0), max_per_year INTEGER CHECK (max_per_year >= min_per_year)""",
    "signatories": """name TEXT, title TEXT, organisation TEXT NOT NULL, unit TEXT,
    chair INTEGER NOT NULL CHECK (chair IN (0, 1)), date TEXT CHECK (date IS date(date, '+0 days'))""",
    "decisions": "body TEXT NOT NULL, date TEXT NOT NULL CHECK (date IS date(date, '+0 days'))",
    "policies": "title TEXT NOT NULL",
    "findings": """code TEXT NOT NULL CHECK (code <> ''),
    severity TEXT NOT NULL CHECK (severity IN ('info', 'warning', 'error')), message TEXT NOT NULL""",
}

_INDEXES = """
CREATE INDEX parties_organisation ON parties (organisation);
CREATE INDEX goals_indicator ON goals (indicator);
CREATE INDEX measures_series ON measures (indicator, offence, year);
CREATE INDEX signatories_organisation ON signatories (organisation);
CREATE INDEX findings_code ON findings (code);
"""

# `danish` is the text with aa, ae and oe written å, æ and ø, and with words that a line end divides put together: a
# query written so too finds both spellings, and as diacritics are kept "ar" does not find "år". `text` is the page as
# it is, where what stands before and after a hyphen at a line end are words of their own.
_SEARCH = """
CREATE VIRTUAL TABLE search USING fts5(
    text, danish, content = 'pages', content_rowid = 'id', tokenize = "unicode61 remove_diacritics 0", prefix = '2 3'
);
CREATE TRIGGER pages_insert AFTER INSERT ON pages BEGIN
    INSERT INTO search (rowid, text, danish) VALUES (new.id, new.text, new.danish);
END;
CREATE TRIGGER pages_delete AFTER DELETE ON pages BEGIN
    INSERT INTO search (search, rowid, text, danish) VALUES ('delete', old.id, old.text, old.danish);
END;
CREATE TRIGGER pages_update BEFORE UPDATE ON pages BEGIN
    SELECT RAISE(ABORT, 'pages are replaced, never updated');
END;
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


def value_table(name: str, columns: str) -> str:
    """The script that makes a table of values with these columns beside its key and its first evidence."""
    return f"""
CREATE TABLE {name} (
    document INTEGER NOT NULL REFERENCES agreements (document) ON DELETE CASCADE,
    position INTEGER NOT NULL CHECK (position >= 0),
    evidence INTEGER NOT NULL REFERENCES evidence (id) DEFERRABLE INITIALLY DEFERRED,
    {columns},
    PRIMARY KEY (document, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX {name}_evidence ON {name} (evidence);
"""


def first_schema() -> Iterator[str]:
    """The scripts that make version 1, in order."""
    yield _DOCUMENTS
    yield _AGREEMENTS
    for name, columns in _VALUES.items():
        yield value_table(name, columns)
    yield _INDEXES
    yield _SEARCH
