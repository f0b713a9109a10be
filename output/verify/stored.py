"""Quick: what is stored against itself. Copies by their hash, rows by their keys and seals, quotes by their pages,
repairs by the raw text they give back, decisions by their digests, and what follows from all by settling it again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from models.text import Repair, undo
from output.reviews.journal import review_digest
from output.schema.row_keys import digest_of, row_keys
from output.schema.tables import VALUE_TABLES
from output.store.loading import load_agreement, load_rows, load_witness
from output.store.originals import damage_of, find_original, originals_folder
from output.store.reviews import expected_states, read_reviews
from output.store.seals import current_digests, stored_digests
from output.store.settling import years_of
from output.store.witnesses import rank_of, witness_name
from output.store.years import find_partnerships, find_printed_name
from output.verify.problems import Problem

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = Mapping[str, Any]


def check_database(db: Database) -> Iterator[Problem]:
    """The file itself: its pages and indexes, what points to what, and the index of words."""
    for (said,) in db.execute("PRAGMA integrity_check").fetchall():
        if said != "ok":
            yield Problem("database", f"SQLite finds: {said}; take the archive from a backup")
    for table, _, other, _ in db.execute("PRAGMA foreign_key_check").fetchall()[:20]:
        yield Problem("database", f"a row of {table} points to a row of {other} that is not there")
    try:
        db.execute("SAVEPOINT check_search")
        db.execute("INSERT INTO search (search, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        if error.sqlite_errorname != "SQLITE_READONLY":
            yield Problem("search", f"the index of words does not hold the words of the pages ({error})")
    finally:
        db.execute("ROLLBACK TO check_search")
        db.execute("RELEASE check_search")


def check_document(db: Database, archive: Path, document: Row) -> Iterator[Problem]:
    """One document: its copy, its parts, its quotes and repairs, and what follows from its values."""
    known = (document["sha256"], document["filename"])
    found = [
        *_check_copy(archive, document["sha256"]),
        *_check_parts(db, document["id"]),
        *_check_quotes(db, document["id"]),
        *_check_repairs(db, document["id"]),
        *_check_settled(db, document["id"]),
    ]
    for where, said in dict(found).items():
        yield Problem(where, said, *known)


Found = Iterator[tuple[str, str]]


def _check_copy(archive: Path, sha256: str) -> Found:
    copy = find_original(archive, sha256)
    if copy is None:
        if originals_folder(archive).is_dir():
            yield "copy", "no copy of the original is kept; ingest it again with --force to keep one"
        return
    damage = damage_of(copy, sha256)
    if damage:
        yield "copy", damage


def _check_parts(db: Database, document: int) -> Found:
    """Parts whose seal is not that of what the tables hold now; of lists the rows whose key is not what they say."""
    sealed, now = stored_digests(db, document), current_digests(db, document)
    for part in sorted(sealed.keys() - now.keys()):
        yield part, "was stored and is gone"
    for part in sorted(now.keys() - sealed.keys()):
        yield part, "is there and was never stored"
    for part in sorted(part for part in sealed.keys() & now.keys() if sealed[part] != now[part]):
        rows = list(_altered_rows(db, part, document)) if part in VALUE_TABLES else []
        yield from rows or [(part, "is not what was stored")]


def _altered_rows(db: Database, table: str, document: int) -> Found:
    records = load_rows(db, table, document)
    stored = db.execute(f"SELECT row_key FROM {table} WHERE document = ? ORDER BY position", [document]).fetchall()
    for record, key, (was,) in zip(records, row_keys(table, records), stored, strict=True):
        if key.partition("-")[0] != was.partition("-")[0]:
            yield (
                f"{table}[{record['position']}]",
                f"says something else than when it was stored (key {key}, not {was})",
            )


def _check_quotes(db: Database, document: int) -> Found:
    rows = db.query(
        'SELECT e.field, e.position, e.ordinal, e.page, e.verbatim, substr(p.text, e."start" + 1, e."end" - e."start")'
        " AS said FROM evidence e LEFT JOIN pages p ON p.document = e.document AND p.number = e.page"
        " WHERE e.document = ? AND said IS NOT e.verbatim ORDER BY e.id",
        [document],
    )
    for row in rows:
        where = f"{row['field']}[{row['position']}].evidence[{row['ordinal']}]"
        yield where, f"quotes {row['verbatim']!r}; page {row['page']} says {row['said']!r} there"


def _check_repairs(db: Database, document: int) -> Found:
    """Undoing all repairs of a page gives its raw text."""
    for page in list(db.query("SELECT number, text, raw_text FROM pages WHERE document = ?", [document])):
        rows = db.query(
            'SELECT "start", "end", raw, repaired, rule, applied FROM repairs WHERE document = ? AND page = ?',
            [document, page["number"]],
        )
        repairs = [
            Repair(r["start"], r["end"], r["raw"], r["repaired"], r["rule"], applied=bool(r["applied"])) for r in rows
        ]
        raw = undo(page["text"], repairs)
        if raw != page["raw_text"]:
            at = next((n for n, (a, b) in enumerate(zip(raw, page["raw_text"], strict=False)) if a != b), len(raw))
            near = page["raw_text"][max(0, at - 10) : at + 10]
            yield f"pages/{page['number']}.text", f"undoing its repairs does not give its raw text, near {near!r}"


def _check_settled(db: Database, document: int) -> Found:
    """What the store wrote of a document's years, partnerships and witnesses follows from its values."""
    current = load_agreement(db, document, reviewed=True)
    if current is None:
        return
    (row,) = db.query("SELECT * FROM agreements WHERE document = ?", [document])
    years, name = years_of(db, document, current), witness_name(current)
    wanted = {
        "start_year": years.start_year,
        "start_basis": years.start_basis,
        "end_year": years.end_year,
        "partnership_name": find_printed_name(current),
        "witness": name,
        "witness_rank": rank_of(load_witness(db, document)),
    }
    for column, value in wanted.items():
        if row[column] != value:
            yield f"agreement.{column}", f"is {row[column]!r}; the values make it {value!r}"
    partnerships = db.query(
        "SELECT partnership FROM partnership_papers WHERE document = ? ORDER BY partnership", [document]
    )
    if [found["partnership"] for found in partnerships] != find_partnerships(current):
        yield "agreement.partnerships", f"are not {', '.join(find_partnerships(current)) or 'none'}"
    if name is not None:
        best = db.execute(
            "SELECT document FROM agreements WHERE witness = ? ORDER BY witness_rank LIMIT 1", [name]
        ).fetchone()
        if bool(row["preferred"]) != (best is not None and best[0] == document):
            yield "agreement.preferred", f"is {bool(row['preferred'])}; the best witness is another"


def check_journals(db: Database) -> Iterator[Problem]:
    """Decisions and removals: each line by its digest, and none missing between the first and the last."""
    digests = {row["id"]: row["digest"] for row in db.query("SELECT id, digest FROM reviews")}
    for review in read_reviews(db):
        if review_digest(review) != digests[review.id]:
            yield Problem(f"reviews/{review.id}", "the decision is not what it was when it was made", review.sha256)
    for row in db.query("SELECT * FROM removals ORDER BY id"):
        said = {name: value for name, value in row.items() if name not in ("id", "digest")}
        if digest_of(said) != row["digest"]:
            yield Problem(f"removals/{row['id']}", "the line is not what it was when it was written", row["sha256"])
    for table in ("reviews", "removals"):
        ids = [row["id"] for row in db.query(f"SELECT id FROM {table} ORDER BY id")]
        last = db.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", [table]).fetchone()
        gone = sorted(set(range(1, (last[0] if last else 0) + 1)) - set(ids))
        for number in gone:
            yield Problem(f"{table}/{number}", "the line is gone")


def check_decided(db: Database) -> Iterator[Problem]:
    """What the decisions make of each document now is what is written of it."""
    for row in list(
        db.query("SELECT DISTINCT d.id, d.sha256, d.filename FROM documents d JOIN reviews r ON r.sha256 = d.sha256")
    ):
        written = {
            (state["field"], state["position"]): (state["state"], state["patch"])
            for state in db.query("SELECT * FROM review_state WHERE document = ?", [row["id"]])
        }
        expected = expected_states(db, row["id"])
        for field, position in sorted(written.keys() | expected.keys()):
            place = (field, position)
            if written.get(place) != expected.get(place):
                said = f"is written as {written.get(place)}; the decisions make it {expected.get(place)}"
                yield Problem(f"review_state {field}[{position}]", said, row["sha256"], row["filename"])
