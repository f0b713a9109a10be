"""The content key of a row: what it says, as a digest that survives re-reading, re-storing and versions. Pure.

A row's place in its list and its evidence's number change with every reading; what it says does not. The key leaves out
columns that are null or empty and columns that a table gained after its first release, so that a widened contract moves
no key and orphans no decision. Rows that say the same are told apart by their order: `0123456789abcdef`, then
`0123456789abcdef-2`.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

_LENGTH = 16

# The columns of each table's first release, and of the fields of an agreement that are one value. Never widened.
KEY_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "title": ("title",),
    "kind": ("kind",),
    "partnership": ("partnership",),
    "concerns": ("partnership", "start_year", "end_year"),
    "period": ("start", "end", "start_basis"),
    "areas": ("name",),
    "parties": ("organisation", "name", "kind", "part_of", "administrator"),
    "focus_areas": ("number", "title"),
    "goals": (
        "number", "text", "indicator", "direction", "target_value", "unit", "deadline", "baseline_year", "offences",
        "data_source", "status", "applies_to",
    ),
    "measures": (
        "role", "indicator", "offence", "area", "time_of_day", "year", "value", "unit", "change_percent", "status",
        "data_source",
    ),
    "budgets": ("amount_dkk", "basis", "purpose", "fte", "payer", "start_year", "end_year"),
    "meetings": ("body", "min_per_year", "max_per_year"),
    "signatories": ("name", "title", "organisation", "unit", "chair", "date"),
    "decisions": ("body", "date"),
    "policies": ("title",),
    "definitions": ("term", "offence", "text"),
    "related": ("partnership", "start_year", "end_year"),
    "findings": ("code", "severity", "message"),
}  # fmt: skip


def row_digest(field: str, row: Mapping[str, Any]) -> str:
    """What a row says, as 16 hex digits; columns that it does not give count as null."""
    said = {name: _plain(row.get(name)) for name in KEY_COLUMNS[field]}
    return digest_of({name: value for name, value in said.items() if value not in (None, [])})[:_LENGTH]


def row_keys(field: str, rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """The keys of a list's rows, in their order."""
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        digest = row_digest(field, row)
        keys.append(key_text(digest, seen[digest]))
        seen[digest] += 1
    return keys


def key_text(digest: str, nth: int) -> str:
    """A digest and the place among its equals, from 0, as one key."""
    return digest if nth == 0 else f"{digest}-{nth + 1}"


def split_key(key: str) -> tuple[str, int]:
    """The digest of a key and its place among its equals, from 0."""
    digest, _, nth = key.partition("-")
    return digest, int(nth or 1) - 1


_AS_IT_IS = frozenset((str, int, type(None)))
_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode


def digest_of(value: Any) -> str:
    """The sha256 of a JSON value in one form: names in order, no white space, 77.0 as 77, letters as they are."""
    return hashlib.sha256(_ENCODE(_plain(value)).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    """One form for what SQLite and JSON tell apart: 1 and 1.0, 1 and true."""
    kind = type(value)
    if kind in _AS_IT_IS:
        return value
    if kind is float:
        return int(value) if value.is_integer() else value
    if kind is bool:
        return int(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):  # a page has a number for each side of each word: nearly all are as they are
        return [item if type(item) in _AS_IT_IS else _plain(item) for item in value]
    return value
