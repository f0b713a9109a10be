"""The fourth version of the schema, as SQL: the decisions of people about values.

`reviews` only grows: one line for each decision, with what the row said, what the person made of it and where it stands
on paper. No foreign key binds it to a document, so that nothing that happens to a document loses a person's word.
`review_state` (what the decisions make of the rows as they are now) and `review_open` (decisions that found no row) are
settled anew by the store.
"""

from __future__ import annotations

from collections.abc import Iterator

from output.schema.trusted import append_only

# Added rows have positions of their own, far above those of any list.
FIRST_ADDED = 1_000_000
# The position of what is said of a field as a whole.
WHOLE_FIELD = -1

_REVIEWS = """
CREATE TABLE reviews (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uid TEXT NOT NULL UNIQUE CHECK (length(uid) = 32),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    witness TEXT,
    field TEXT NOT NULL CHECK (field <> ''),
    row_key TEXT CHECK (length(row_key) = 16),
    nth INTEGER NOT NULL CHECK (nth >= 0),
    action TEXT NOT NULL CHECK (action IN ('accept', 'correct', 'reject', 'add', 'complete', 'undo')),
    before TEXT CHECK (json_type(before) = 'object'),
    patch TEXT CHECK (json_type(patch) = 'object'),
    place TEXT CHECK (json_type(place) = 'object'),
    queue TEXT CHECK (queue IN ('unsure', 'disagreeing', 'findings', 'sample', 'conflicts')),
    reason TEXT CHECK (reason <> ''),
    reviewer TEXT,
    account TEXT,
    at TEXT NOT NULL,
    program TEXT NOT NULL,
    undoes TEXT,
    digest TEXT NOT NULL CHECK (length(digest) = 64),
    CHECK ((action = 'undo') = (undoes IS NOT NULL)),
    CHECK (action NOT IN ('correct', 'add') OR patch IS NOT NULL),
    CHECK (action NOT IN ('accept', 'correct', 'reject') OR (row_key IS NOT NULL AND before IS NOT NULL)),
    CHECK (action NOT IN ('correct', 'reject') OR reason IS NOT NULL)
) STRICT;
CREATE INDEX reviews_sha256 ON reviews (sha256);
CREATE INDEX reviews_witness ON reviews (witness);

CREATE TABLE review_state (
    document INTEGER NOT NULL REFERENCES agreements (document) ON DELETE CASCADE,
    field TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= -1),
    review INTEGER NOT NULL REFERENCES reviews (id),
    state TEXT NOT NULL CHECK (state IN ('accepted', 'corrected', 'rejected', 'added', 'complete', 'agreed', 'merged',
        'conflict', 'again')),
    patch TEXT CHECK (json_type(patch) = 'object'),
    carried INTEGER NOT NULL CHECK (carried IN (0, 1)),
    row_key TEXT,
    evidence TEXT CHECK (json_type(evidence) = 'array'),
    PRIMARY KEY (document, field, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_state_review ON review_state (review);
CREATE INDEX review_state_state ON review_state (state);

CREATE TABLE review_open (
    review INTEGER NOT NULL REFERENCES reviews (id),
    document INTEGER REFERENCES documents (id) ON DELETE CASCADE,
    why TEXT NOT NULL CHECK (why IN ('orphan', 'other-witness', 'no-document')),
    UNIQUE (review, document)
) STRICT;
CREATE INDEX review_open_document ON review_open (document);

ALTER TABLE agreements ADD COLUMN witness_read TEXT;
CREATE INDEX agreements_witness_read ON agreements (witness_read);
"""


def decided_schema() -> Iterator[str]:
    """The scripts that make version 4 of version 3, in order."""
    yield _REVIEWS
    yield append_only("reviews")
