"""Views of the rows as they are with people's decisions: what was rejected is gone, what was added is there, what was
corrected says what the person made of it. `review` tells which is which; `page` is where the row's first quote stands.

Where there is no decision a row is as it was read. Everything that compares reads these views; the tables under them
stay as they were read.
"""

from __future__ import annotations

from output.schema.tables import SINGLE_FIELDS, value_columns

# Columns of `agreements` that no one decides about.
_SETTLED = (
    "absent", "witness", "preferred", "partnership_name", "start_year", "start_basis", "end_year", "witness_rank",
)  # fmt: skip


def current_name(table: str) -> str:
    """The name of the view over a table of values, or over `agreements`."""
    return f"current_{table}"


def select_current(table: str, chosen: str = "") -> str:
    """The rows of a table of values with the decisions about them, of all documents, or of those that `chosen` gives.

    `chosen` is a condition on the column `document`, ` IN (…)`; a view cannot hand it down into its two halves.
    """
    columns = value_columns(table)
    as_read = ",\n    ".join(_patched(f"t.{name}", name) for name in columns)
    added = ", ".join(f"json_extract(s.patch, '$.{name}')" for name in columns)
    of_read, of_added = (f"AND {alias}.document{chosen}" if chosen else "" for alias in ("t", "s"))
    return f"""
SELECT t.document, t.position, t.row_key, s.state AS review,
    coalesce(json_extract(s.evidence, '$[0].page'), e.page) AS page,
    {as_read}
FROM {table} t JOIN evidence e ON e.id = t.evidence
LEFT JOIN review_state s ON s.document = t.document AND s.field = '{table}' AND s.position = t.position
WHERE s.state IS NOT 'rejected' {of_read}
UNION ALL
SELECT s.document, s.position, s.row_key, s.state, json_extract(s.evidence, '$[0].page'), {added}
FROM review_state s WHERE s.field = '{table}' AND s.state = 'added' {of_added}
""".strip()


def _patched(column: str, name: str) -> str:
    """The person's word for a column where there is one, which may be that nothing is there."""
    return (
        f"CASE WHEN s.patch IS NULL OR json_type(s.patch, '$.{name}') IS NULL THEN {column}"
        f" ELSE json_extract(s.patch, '$.{name}') END AS {name}"
    )


def select_current_agreements(chosen: str = "") -> str:
    """The rows of `agreements` with the decisions about their single values."""
    columns, joins = [], []
    for field, names in SINGLE_FIELDS.items():
        joins.append(
            f"LEFT JOIN review_state s_{field} ON s_{field}.document = a.document"
            f" AND s_{field}.field = '{field}' AND s_{field}.position = 0"
        )
        columns += [_patched_single(field, name, column) for name, column in names.items()]
    where = f"\nWHERE a.document{chosen}" if chosen else ""
    settled = ", ".join(f"a.{name}" for name in _SETTLED)
    listed = ",\n    ".join(columns)
    joined = "\n".join(joins)
    return f"SELECT a.document,\n    {listed},\n    {settled}\nFROM agreements a\n{joined}{where}"


def _patched_single(field: str, name: str, column: str) -> str:
    patch = f"s_{field}.patch"
    return (
        f"CASE WHEN s_{field}.state = 'rejected' THEN NULL"
        f" WHEN {patch} IS NULL OR json_type({patch}, '$.{name}') IS NULL THEN a.{column}"
        f" ELSE json_extract({patch}, '$.{name}') END AS {column}"
    )
