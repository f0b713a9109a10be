"""The sixth version of the schema, as SQL: which values a person should look at, and in what order.

Settled anew by the store with the values of a document, so that the list of an archive of ten thousand papers is read
off an index.
"""

from __future__ import annotations

from collections.abc import Iterator

_QUEUE = """
CREATE TABLE review_queue (
    document INTEGER NOT NULL REFERENCES agreements (document) ON DELETE CASCADE,
    field TEXT NOT NULL,
    position INTEGER NOT NULL CHECK (position >= 0),
    reason TEXT NOT NULL CHECK (reason IN ('disagreeing', 'finding', 'doubtful', 'confidence')),
    priority REAL NOT NULL,
    draw INTEGER NOT NULL,
    PRIMARY KEY (document, field, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_queue_priority ON review_queue (priority DESC);
CREATE INDEX review_queue_field ON review_queue (field, priority DESC);
CREATE INDEX review_queue_reason ON review_queue (reason, priority DESC);
CREATE INDEX review_queue_draw ON review_queue (field, draw);
"""


def queued_schema() -> Iterator[str]:
    """The scripts that make version 6 of version 5, in order."""
    yield _QUEUE
