"""What follows from the documents and is settled anew whenever one comes, changes or goes. Inside a transaction.

Which agreement a document is a witness of, which witness is preferred and where witnesses differ; the years, the
printed name and the partnerships of a paper; and the seal of what was stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from models.records import Agreement, AgreementRecord
from output.schema.row_keys import row_keys
from output.schema.tables import VALUE_TABLES
from output.store.loading import load_agreement, load_rows, load_witness, load_witnesses
from output.store.queue import settle_queue
from output.store.reviews import settle_document_reviews, settle_lost_reviews
from output.store.rows import Row, Rows
from output.store.seals import seal
from output.store.witnesses import CODE, Witness, rank_of, settle, settle_one, witness_name
from output.store.years import Years, find_partnerships, find_printed_name, find_years

if TYPE_CHECKING:
    from sqlite_utils import Database


def insert_rows(db: Database, table: str, rows: list[Row]) -> None:
    """Rows of one table, all with the same columns: one statement, for a page has hundreds of words."""
    if rows:
        columns, values = (", ".join(form.format(name) for name in rows[0]) for form in ('"{}"', ":{}"))
        db.conn.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)


def next_key(db: Database, table: str) -> int:
    """The first free key of a table, taken inside the transaction that uses it."""
    return int(db.execute(f"SELECT coalesce(max(id), 0) + 1 FROM {table}").fetchone()[0])


def witness_of(db: Database, document: int) -> str | None:
    """The agreement that a document is stored as a witness of."""
    row = db.execute("SELECT witness FROM agreements WHERE document = ?", [document]).fetchone()
    return str(row[0]) if row and row[0] else None


def settle_documents(db: Database, documents: Iterable[int], left: Iterable[str | None] = ()) -> None:
    """Everything that follows from these documents as they are now. `left` are agreements that lost a witness."""
    came: dict[str | None, set[int]] = {name: set() for name in left}
    for document in documents:
        for name in settle_values(db, document):
            came.setdefault(name, set()).add(document)
    for name in sorted(name for name in came if name is not None):
        _settle_witnesses(db, name, came[name])


def settle_values(db: Database, document: int) -> set[str | None]:
    """What the decisions about a document and its other witnesses make of it, and where that places it; the agreements
    whose witnesses are to be settled then."""
    read = load_agreement(db, document, quoted=False)
    if read is None:
        return set()
    before = witness_of(db, document)
    db.execute("UPDATE agreements SET witness_read = ? WHERE document = ?", [witness_name(read), document])
    settle_document_reviews(db, document)
    settle_queue(db, document)
    decided = db.execute("SELECT 1 FROM review_state WHERE document = ?", [document]).fetchone()
    current = load_agreement(db, document, reviewed=True) if decided else None
    return {before, _place(db, document, read, current or read)}


def settle_decisions(db: Database, hashes: Iterable[str]) -> None:
    """Everything that follows from new decisions about the bytes with these hashes: for them, and for the other
    witnesses of their agreements."""
    groups: set[str | None] = set()
    for sha256 in sorted(set(hashes)):
        for document in _documents_about(db, sha256):
            groups |= settle_values(db, document)
        settle_lost_reviews(db, sha256)
    for name in sorted(name for name in groups if name is not None):
        _settle_witnesses(db, name)


def settle_comings_and_goings(db: Database, sha256: str) -> None:
    """What follows for decisions about these bytes when their document comes or goes; mostly there are none."""
    if db.execute("SELECT 1 FROM reviews WHERE sha256 = ?", [sha256]).fetchone():
        settle_decisions(db, [sha256])


def _documents_about(db: Database, sha256: str) -> list[int]:
    """The document with this hash, and all that decisions about it count for."""
    rows = db.query(
        "SELECT id FROM documents WHERE sha256 = :sha256"
        " UNION SELECT b.document FROM documents d JOIN agreements a ON a.document = d.id"
        " JOIN agreements b ON b.witness_read = a.witness_read OR b.witness = a.witness WHERE d.sha256 = :sha256"
        " UNION SELECT a.document FROM reviews r JOIN agreements a ON a.witness_read = r.witness"
        " WHERE r.sha256 = :sha256",
        {"sha256": sha256},
    )
    return sorted(row["id"] for row in list(rows))


def _place(db: Database, document: int, read: AgreementRecord, agreement: Agreement) -> str | None:
    """Write a paper's years, name and partnerships, and which agreement it is a witness of; that agreement. `read` is
    the agreement without the decisions about it.

    Until its witnesses are settled none of them is preferred; a paper that is witness of none is its own.
    """
    years, name = years_of(db, document, agreement), witness_name(agreement)
    db.execute(
        "UPDATE agreements SET witness = ?, preferred = ?, partnership_name = ?, start_year = ?, start_basis = ?,"
        " end_year = ?, witness_rank = ? WHERE document = ?",
        [
            *(name, int(name is None), find_printed_name(agreement)),
            *(years.start_year, years.start_basis, years.end_year, rank_of(load_witness(db, document, read)), document),
        ],
    )
    db.execute("DELETE FROM partnership_papers WHERE document = ?", [document])
    rows: list[Row] = [{"partnership": slug, "document": document} for slug in find_partnerships(agreement)]
    insert_rows(db, "partnership_papers", rows)
    return name


def years_of(db: Database, document: int, agreement: Agreement) -> Years:
    """The years of a stored paper. A reporting basis says only in its text from when it counts."""
    if agreement.kind != "reporting_basis":
        return find_years(agreement)
    pages = db.query("SELECT text FROM pages WHERE document = ? ORDER BY number", [document])
    return find_years(agreement, "\n\n".join(page["text"] for page in pages))


def _settle_witnesses(db: Database, name: str, came: Set[int] = frozenset()) -> None:
    """Choose the preferred witness of an agreement anew, and write where its witnesses differ. `came` are documents
    that came or were read again."""
    documents = [row[0] for row in db.execute("SELECT document FROM agreements WHERE witness = ?", [name]).fetchall()]
    if len(documents) == 1 and not _has_conflicts(db, documents[0]):  # most of them
        db.execute("UPDATE agreements SET preferred = 1 WHERE document = ?", documents)
        return
    pair = _find_pair(db, name, came)
    first = next_key(db, "evidence")
    if pair is not None:
        best, other, hashes = pair
        group, settled = [best, other], settle_one(best, other, hashes, first)
    else:
        group = load_witnesses(db, name)
        settled = settle(group, first)
    db.execute("UPDATE agreements SET preferred = 0 WHERE witness = ?", [name])
    _write_conflicts(db, [witness.document for witness in group], settled.rows)
    db.execute("UPDATE agreements SET preferred = 1 WHERE document = ?", [settled.preferred])


def _find_pair(db: Database, name: str, came: Set[int]) -> tuple[Witness, Witness, dict[str, str]] | None:
    """The preferred witness and the one that came, with the hashes of all by their names, where the other witnesses
    need not be asked: one came, another was preferred and is the best still, and names tell them apart.

    All of hundreds of copies would be loaded for each new one otherwise.
    """
    rows = list(
        db.query(
            "SELECT a.document, a.preferred, d.filename, d.sha256 FROM agreements a"
            " JOIN documents d ON d.id = a.document WHERE a.witness = ? ORDER BY a.witness_rank",
            [name],
        )
    )
    hashes = {row["filename"]: row["sha256"] for row in rows}
    stays = bool(rows) and rows[0]["preferred"] and rows[0]["document"] not in came
    if not stays or len(hashes) < len(rows) or len(came & {row["document"] for row in rows}) != 1 or len(came) != 1:
        return None
    best, other = (load_witness(db, document) for document in (rows[0]["document"], *came))
    told = {finding.details["file"] for finding in best.agreement.findings if finding.code == CODE}
    return (best, other, hashes) if told <= hashes.keys() else None  # one of them had another name then


def _has_conflicts(db: Database, document: int) -> bool:
    found = db.execute("SELECT 1 FROM findings WHERE document = ? AND code = ?", [document, CODE]).fetchone()
    return found is not None


def _write_conflicts(db: Database, documents: list[int], rows: Rows) -> None:
    for document in documents:
        db.execute("DELETE FROM findings WHERE document = ? AND code = ?", [document, CODE])
        db.execute(
            "DELETE FROM evidence WHERE document = :document AND field = 'findings' AND position NOT IN"
            " (SELECT position FROM findings WHERE document = :document)",
            {"document": document},
        )
    for table, found in rows.items():
        insert_rows(db, table, found)
    for document in documents:
        settle_queue(db, document)


def write_row_keys(db: Database) -> None:
    """Give the rows that a version without keys stored theirs."""
    for row in list(db.query("SELECT document FROM agreements ORDER BY document")):
        for table in VALUE_TABLES:
            records = load_rows(db, table, row["document"])
            keys = row_keys(table, records)
            db.conn.executemany(
                f"UPDATE {table} SET row_key = ? WHERE document = ? AND position = ?",
                [(key, row["document"], record["position"]) for key, record in zip(keys, records, strict=True)],
            )


def settle_everything(db: Database) -> None:
    """All documents anew, for an archive that an earlier version wrote. A seal that is there stays: what was altered
    before the update is found after it, too."""
    keys = [row["id"] for row in db.query("SELECT id FROM documents ORDER BY id")]
    sealed = {row["document"] for row in db.query("SELECT DISTINCT document FROM digests")}
    for document in keys:
        if document not in sealed:
            seal(db, document)
    settle_documents(db, keys)
