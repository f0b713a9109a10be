"""From an ID on the command line to a document of the archive."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, Any

from models.errors import UsageError

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHORTEST = 8
_SUGGESTED = 3
# Few papers have people's decisions. Only those are asked by the view that lays decisions on, which joins five times
# for each row: a third of the time of a list of ten thousand was that.
_DECIDED = (("agreements", "NOT IN"), ("current_agreements", "IN"))


def find_document(db: Database, identity: str) -> dict[str, Any]:
    """The row of `documents` that an ID names: a file name, or the first eight or more hex digits of the sha256.

    Errors: UsageError where it names none or several; the message says which there are.
    """
    found = _by_name(db, identity) or find_by_hash(db, identity.lower())
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(f"{row['sha256'][:12]} ({row['filename']})" for row in found)
        raise UsageError(f"{identity} names {len(found)} documents: {several}; give the digits of the one you mean")
    short = ""
    if re.fullmatch(r"[0-9a-f]{1,7}", identity.lower()):
        short = f"; an ID has at least {_SHORTEST} digits"
    near = _near_names(db, identity)
    said = f"did you mean {', '.join(near)}?" if near else "`aftalearkiv list` shows what there is"
    raise UsageError(f"there is no document {identity} in the archive{short}; {said}")


def _near_names(db: Database, name: str) -> list[str]:
    """Names of files that hold what was written, or are spelled nearly so; the nearest first."""
    known = [row["value"] for row in db.query("SELECT DISTINCT value FROM documents, json_each(filenames) ORDER BY 1")]
    lower = name.lower()
    holding = [one for one in known if len(lower) > 2 and lower in one.lower()]
    return (holding or difflib.get_close_matches(name, known, _SUGGESTED, 0.6))[:_SUGGESTED]


def _by_name(db: Database, name: str) -> list[dict[str, Any]]:
    return list(
        db.query(
            "SELECT * FROM documents WHERE EXISTS (SELECT 1 FROM json_each(filenames) WHERE value = ?) ORDER BY sha256",
            [name],
        )
    )


def find_by_hash(db: Database, start: str) -> list[dict[str, Any]]:
    """The documents whose sha256 begins with these eight or more small hex digits; none where they are no such."""
    if not re.fullmatch(rf"[0-9a-f]{{{_SHORTEST},64}}", start):
        return []
    return list(db.query("SELECT * FROM documents WHERE sha256 GLOB ? ORDER BY sha256", [start + "*"]))


def list_documents(db: Database, *, not_read_by: str | None = None) -> list[dict[str, Any]]:
    """One row per document with what its agreement is, by partnership and years, preferred witnesses first.

    `not_read_by` is the digest of rules: only documents that were last read by others.
    """
    stale = (
        "AND coalesce((SELECT r.versions ->> '$.rules' FROM runs r WHERE r.document = d.id"
        " ORDER BY r.id DESC LIMIT 1), '') <> ?"
    )
    rows: list[dict[str, Any]] = []
    for table, decided in _DECIDED:
        rows += db.query(
            "SELECT substr(d.sha256, 1, 8) AS id, d.sha256, d.filename, d.status, d.error, d.page_count, a.kind,"
            " a.title, coalesce(a.partnership, a.concerns_partnership) AS partnership, a.period_start, a.period_end,"
            " a.start_year, a.end_year, a.preferred, coalesce(f.findings, 0) AS findings, a.witness"
            f" FROM documents d LEFT JOIN {table} a ON a.document = d.id LEFT JOIN"
            " (SELECT document, count(*) AS findings FROM findings GROUP BY document) f ON f.document = d.id"
            f" WHERE d.id {decided} (SELECT document FROM review_state) {stale if not_read_by else ''}",
            [not_read_by] if not_read_by else [],
        )
    return _in_order(rows)


def _in_order(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a list by partnership and years; the witnesses of an agreement where the preferred one stands."""
    years = {row["witness"]: row["start_year"] for row in rows if row["preferred"] and row["witness"]}
    rows.sort(key=lambda row: _place_of(row, years.get(row["witness"])))
    for row in rows:
        del row["witness"]
    return rows


def _place_of(row: dict[str, Any], year: int | None) -> tuple[Any, ...]:
    """A row's place in the list; `year` is the first year of its agreement's preferred witness. Nothing comes first,
    but what is of no partnership comes last."""
    named, kind, witness = row["partnership"], row["kind"] or "", row["witness"] or ""
    years = (year or row["start_year"] or 0, row["end_year"] or 0)
    file = (row["filename"], row["sha256"])
    return (named is None, named or "", *years, kind, witness, not row["preferred"], *file)


def last_run(db: Database, document: int) -> dict[str, Any] | None:
    """The latest reading of a document: when, by what, and what went wrong."""
    return next(iter(db.query("SELECT * FROM runs WHERE document = ? ORDER BY id DESC LIMIT 1", [document])), None)


def other_witnesses(db: Database, document: int) -> list[dict[str, Any]]:
    """The other files that hold the same agreement."""
    return list(
        db.query(
            "SELECT substr(d.sha256, 1, 8) AS id, d.filename, b.preferred FROM agreements a"
            " JOIN agreements b ON b.witness = a.witness AND b.document <> a.document"
            " JOIN documents d ON d.id = b.document WHERE a.document = ? ORDER BY d.filename, d.sha256",
            [document],
        )
    )


def is_preferred(db: Database, start: str) -> bool:
    """Whether the document whose hash begins so is its agreement's preferred witness."""
    found = db.execute(
        "SELECT a.preferred FROM documents d JOIN agreements a ON a.document = d.id WHERE d.sha256 GLOB ?",
        [f"{start}*"],
    ).fetchone()
    return bool(found and found[0])


def list_removals(db: Database) -> list[dict[str, Any]]:
    """What was taken out of the archive, in order: which file, who, when, why."""
    columns = "sha256, filename, bytes, removed_by, account, reason, at, program, original"
    return list(db.query(f"SELECT {columns} FROM removals ORDER BY id"))
