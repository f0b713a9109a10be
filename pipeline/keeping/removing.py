"""`remove`: a document out of the archive, with a trace."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from output.store.archive import open_archive
from output.store.lookup import find_document, is_preferred, list_removals, other_witnesses
from output.store.rows import Removal
from pipeline.keeping.people import account_name, now, person_name, program
from pipeline.terminal import print_json


def run_remove(identity: str, reason: str, removed_by: str | None, db: Path) -> None:
    """Take a document out and say what became of it and of the agreement's other witnesses."""
    removal = Removal(person_name(removed_by), account_name(), now(), reason.strip(), program())
    with open_archive(db) as archive:
        row = find_document(archive.db, identity)
        others = other_witnesses(archive.db, row["id"])
        original = archive.remove(row["sha256"], removal)
        heirs = [other["filename"] for other in others if is_preferred(archive.db, other["id"])]
    copy = "and the kept copy of its original" if original else "(no copy of its original was kept)"
    print(f"{row['filename']} is out of the archive {copy}; `aftalearkiv removals` shows who, when and why")
    for name in heirs:
        print(f"{name} is the preferred witness of its agreement now")
    print("the OCR cache may hold readings of its pages; `aftalearkiv cache --clear` empties it")


def run_removals(db: Path, as_json: bool) -> None:
    """What was taken out: who, when, why."""
    with open_archive(db) as archive:
        rows = list_removals(archive.db)
    if as_json:
        print_json(rows)
        return
    from pipeline.record_tables import plain_table
    from pipeline.terminal import console

    table = plain_table("id", "file", "when", "by", "why")
    for row in rows:
        who = row["removed_by"] + (f" ({row['account']})" if row["account"] != row["removed_by"] else "")
        table.add_row(
            row["sha256"][:8], Text(row["filename"]), row["at"][:16].replace("T", " "), Text(who), Text(row["reason"])
        )
    console().print(table) if rows else print("nothing was taken out")
