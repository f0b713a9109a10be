"""The archive of agreements, with real database files."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args, get_origin

import pytest

from models import codes
from models import document as documents
from models.document import Document
from models.errors import ArchiveError, UsageError
from models.records import Agreement, AgreementRecord, Attachment, Signature
from output.schema.tables import VALUE_TABLES
from output.store import migrations
from output.store.archive import Archive, open_archive
from output.store.loading import load_agreement, load_documents
from output.store.rows import Run

TABLES = (
    *("documents", "pages", "words", "repairs", "signatures", "agreements", "areas", "parties", "focus_areas", "goals"),
    *("measures", "budgets", "meetings", "signatories", "decisions", "policies", "definitions", "related", "findings"),
    *("evidence", "attachments", "runs"),
)

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]


def test_gives_back_every_value_as_it_went_in(
    archive: Archive, paper: Make, full_agreement: Agreement, run: Run
) -> None:
    archive.store(paper("a.txt"), full_agreement, run)
    stored = load_agreement(archive.db, 1)
    assert stored is not None
    assert stored == AgreementRecord.model_validate({**full_agreement.model_dump(), "preferred": True})
    assert [type(row.value) for row in stored.measures] == [int, float, str, type(None)]


def test_gives_back_a_scanned_page_with_words_readings_and_repairs(archive: Archive, scan: Make, run: Run) -> None:
    document = scan("a.pdf")
    archive.store(document, None, run)
    (found,) = load_documents(archive.db, words=True)
    (page,) = found.pages
    assert page.words is not None
    assert page.text == document.pages[0].text.text
    assert page.raw_text == document.pages[0].text.raw
    assert [word.text for word in page.words] == ["Om", "den", "oekonomi", "Enghoj", "1.500"]
    assert page.words[4].box is not None and page.words[4].box.x0 == 40
    assert [reading.source for reading in page.readings] == ["ocr", "text_layer"]
    assert [repair.applied for repair in found.repairs] == [True, False]
    assert (page.width, page.height, page.rotation, page.body_start) == (595.0, 842.5, 90, 3)


def test_gives_back_digital_signatures_and_attachments(archive: Archive, paper: Make, run: Run) -> None:
    facts = {"signer": "Rigmor Sandvad", "signed_at": "2018-02-01", "covers_whole_document": False, "trusted": None}
    judged = {"intact": True, "modified_after_signing": True, "problem": "changed-after-signing", "changed_pages": [2]}
    signature = Signature.model_validate({**facts, **judged, "kind": "approval", "field": "Underskrift1"})
    attachment = Attachment(name="log.txt", media_type=None, bytes=3, sha256="0" * 64, role="log")
    signed = replace(paper("a.txt"), signatures=(signature, signature), attachments=(attachment,))
    for _ in range(2):
        archive.store(signed, None, run)
        (found,) = load_documents(archive.db)
        assert (found.signatures, found.attachments) == ([signature, signature], [attachment])


def test_has_a_table_for_every_list_of_an_agreement() -> None:
    lists = [name for name, field in Agreement.model_fields.items() if get_origin(field.annotation) is list]
    assert list(VALUE_TABLES) == lists


def test_has_the_tables_of_the_contract_all_strict(archive: Archive) -> None:
    tables = {table.name: table for table in archive.db.tables}
    assert set(TABLES) <= set(tables)
    assert [name for name in TABLES if not tables[name].strict] == []


@pytest.mark.parametrize(
    ("table", "column", "type_"),
    [
        ("agreements", "kind", codes.Kind),
        ("parties", "kind", codes.OrganisationKind),
        ("goals", "direction", codes.Direction),
        ("goals", "status", codes.GoalStatus),
        ("goals", "indicator", codes.Indicator),
        ("goals", "unit", codes.Unit),
        ("measures", "indicator", codes.Indicator),
        ("measures", "offence", codes.Offence),
        ("measures", "unit", codes.Unit),
        ("measures", "role", codes.Role),
        ("measures", "time_of_day", codes.TimeOfDay),
        ("budgets", "basis", codes.Basis),
        ("budgets", "purpose", codes.Purpose),
        ("meetings", "body", codes.MeetingBody),
        ("findings", "severity", codes.Severity),
        ("areas", "change", codes.AreaChange),
        ("definitions", "offence", codes.Offence),
        ("signatures", "kind", codes.SignatureKind),
        ("signatures", "time", codes.SignatureTime),
        ("signatures", "changes", codes.SignatureChanges),
        ("signatures", "problem", codes.SignatureProblem),
        ("attachments", "role", codes.AttachmentRole),
        ("pages", "source", documents.Source),
        ("documents", "status", documents.Status),
    ],
)
def test_takes_the_values_of_the_contract_and_no_others(archive: Archive, table: str, column: str, type_: Any) -> None:
    start = archive.db.table(table).schema.index(f"CHECK ({column} IN (")
    allowed = archive.db.table(table).schema[start:].split("))")[0].split("(")[-1]
    assert {value.strip().strip("'") for value in allowed.split(",")} == set(get_args(type_))


@pytest.mark.parametrize("table", VALUE_TABLES)
def test_refuses_a_value_without_evidence(
    archive: Archive, paper: Make, full_agreement: Agreement, run: Run, table: str
) -> None:
    archive.store(paper("a.txt"), full_agreement, run)
    row = next(iter(archive.db.query(f"SELECT * FROM {table} WHERE position = 0")))
    with pytest.raises(sqlite3.IntegrityError), archive.db.atomic():
        archive.db.table(table).insert({**row, "position": 99, "evidence": 100_000})
    with pytest.raises(sqlite3.IntegrityError):
        archive.db.execute("DELETE FROM evidence WHERE id = ?", [row["evidence"]])


def test_refuses_evidence_that_does_not_quote_its_page(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="does not quote"):
        archive.store(paper("a.txt", "En anden tekst"), agreement("Aftale"), run)
    assert list(load_documents(archive.db)) == []


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE agreements SET kind = 'contract'",
        "UPDATE agreements SET period_end = '2021-02-30'",
        "UPDATE agreements SET period_end = '2017-01-01'",
        "UPDATE agreements SET partnership = 'Tingbjerg Husum'",
        "UPDATE measures SET value = 'mange' WHERE unit = 'percent'",
        "UPDATE measures SET value = x'00'",
        "UPDATE meetings SET max_per_year = 1",
        'UPDATE evidence SET "end" = "start"',
        "UPDATE evidence SET confidence = 1.5",
        "UPDATE evidence SET page = 7",
        "UPDATE goals SET offences = 'theft'",
        "UPDATE documents SET sha256 = upper(sha256)",
        "UPDATE documents SET status = 'failed'",
        "UPDATE signatories SET date = '1. maj 2018'",
    ],
)
def test_refuses_what_cannot_be(
    archive: Archive, paper: Make, full_agreement: Agreement, run: Run, change: str
) -> None:
    archive.store(paper("a.txt"), full_agreement, run)
    for trigger in list(
        archive.db.query("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_update'")
    ):
        archive.db.execute(f"DROP TRIGGER {trigger['name']}")
    with pytest.raises((sqlite3.IntegrityError, sqlite3.OperationalError)):
        archive.db.execute(change)


def test_replaces_what_it_held_of_the_same_bytes(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    archive.store(paper("a.txt", "Aftale et"), agreement(areas=[{"name": "Et"}, {"name": "To"}]), run)
    archive.store(paper("b.txt"), agreement(partnership="andet"), run)
    archive.store(paper("a.txt", "Aftale to", "side to"), agreement(areas=[{"name": "Tre"}]), run)
    first = next(iter(load_documents(archive.db)))
    assert [page.text for page in first.pages] == ["Aftale to", "side to"]
    assert [area.name for area in first.agreements[0].areas] == ["Tre"]
    assert archive.db.execute("SELECT count(*) FROM runs").fetchone()[0] == 3
    assert archive.db.execute("PRAGMA foreign_key_check").fetchall() == []
    assert archive.db.execute("SELECT count(*) FROM evidence WHERE document = 1").fetchone()[0] == 5


def test_notes_a_second_name_of_the_same_bytes_once(archive: Archive, paper: Make, run: Run) -> None:
    document = paper("m.txt")
    archive.store(document, None, run)
    assert [archive.add_name(document.sha256, name) for name in ("z.txt", "a.txt", "z.txt", "m.txt")] == [
        True,
        True,
        False,
        False,
    ]
    (found,) = load_documents(archive.db)
    assert (found.filename, found.filenames) == ("m.txt", ["m.txt", "a.txt", "z.txt"])


def test_keeps_a_good_reading_when_a_later_one_fails(archive: Archive, paper: Make, run: Run) -> None:
    good = paper("a.txt")
    archive.store(good, None, run)
    bad = replace(good, status="failed", pages=(), error="tool_missing", message="no tesseract")
    archive.store(bad, None, replace(run, status="failed", error="tool_missing"))
    (found,) = load_documents(archive.db)
    assert (found.status, len(found.pages)) == ("ok", 1)
    assert archive.db.execute("SELECT status FROM runs ORDER BY id").fetchall() == [("ok",), ("failed",)]


def test_replaces_a_failed_reading_by_a_good_one(archive: Archive, paper: Make, run: Run) -> None:
    good = paper("a.txt")
    archive.store(replace(good, status="failed", pages=(), error="encrypted"), None, replace(run, status="failed"))
    archive.store(good, None, run)
    (found,) = load_documents(archive.db)
    assert (found.status, found.error, found.page_count) == ("ok", None, 1)


def test_is_not_made_where_only_reading_was_asked_for(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="aftalearkiv ingest"):
        open_archive(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()


def test_refuses_the_database_of_another_program(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "other.db") as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    with pytest.raises(ArchiveError, match="another program"):
        open_archive(tmp_path / "other.db", create=True)
    assert other.execute("SELECT name FROM sqlite_master").fetchall() == [("bookmarks",)]


def test_refuses_an_archive_of_a_later_version(tmp_path: Path) -> None:
    open_archive(tmp_path / "a.db", create=True).db.close()
    with sqlite3.connect(tmp_path / "a.db") as later:
        later.execute(f"PRAGMA user_version = {migrations.SCHEMA_VERSION + 1}")
    with pytest.raises(ArchiveError, match="newer"):
        open_archive(tmp_path / "a.db")


def test_refuses_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("Dette er en tekst og ikke en database.\n" * 40)
    with pytest.raises(ArchiveError, match="not a database"):
        open_archive(tmp_path / "a.db", create=True)


def test_refuses_a_damaged_archive(tmp_path: Path, paper: Make, run: Run) -> None:
    with open_archive(tmp_path / "a.db", create=True) as archive:
        archive.store(paper("a.txt", "ord " * 5000), None, run)
    data = bytearray((tmp_path / "a.db").read_bytes())
    data[4096:-4096] = b"\xff" * (len(data) - 8192)
    (tmp_path / "a.db").write_bytes(data)
    with pytest.raises(ArchiveError, match="damaged"), open_archive(tmp_path / "a.db") as archive:
        archive.store(paper("b.txt"), None, run)


def test_says_so_when_another_program_writes(
    tmp_path: Path, paper: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("output.store.archive._PATIENCE", 0.1)
    with open_archive(tmp_path / "a.db", create=True) as archive, sqlite3.connect(tmp_path / "a.db") as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(ArchiveError, match="another program"):
            archive.store(paper("a.txt"), None, run)


def test_refuses_a_folder_as_its_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="folder"):
        open_archive(tmp_path, create=True)


def test_says_so_when_its_folder_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="cannot be opened"):
        open_archive(tmp_path / "no" / "a.db", create=True)
