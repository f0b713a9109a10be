"""The fifth version of the schema, as SQL: what a page's file holds and the page does not show."""

from __future__ import annotations

from collections.abc import Iterator

# Null where nothing was left out. Each item is {"text", "how", "box"}.
_COLUMN = "ALTER TABLE pages ADD COLUMN left_out TEXT CHECK (json_type(left_out) = 'array');"


def left_out_schema() -> Iterator[str]:
    """The scripts that make version 5 of version 4, in order."""
    yield _COLUMN
