"""The seventh version of the schema, as SQL: the first year of a paper may rest on the year that it reports from."""

from __future__ import annotations

from collections.abc import Iterator

# What a CHECK allows cannot be changed in place. The column is settled from the records, so it is dropped and filled
# anew when everything is settled, which follows every step.
_COLUMN = """
ALTER TABLE agreements DROP COLUMN start_basis;
ALTER TABLE agreements ADD COLUMN start_basis TEXT CHECK (start_basis IN ('observation', 'period', 'signature',
    'budget', 'reporting', 'decision', 'target', 'concerns', 'period end'));
"""


def reported_schema() -> Iterator[str]:
    """The scripts that make version 7 of version 6, in order; no view may stand on the column."""
    yield _COLUMN
