"""The archive's schema by numbered steps, and the question whether a database file is an archive of ours.

A step that has shipped is never changed; the next change is a new step at the end of `STEPS`. `PRAGMA user_version`
holds the number of steps made, `PRAGMA application_id` tells our files from other people's databases.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from models.errors import ArchiveError
from output.schema.decided import decided_schema
from output.schema.first import first_schema
from output.schema.left_out import left_out_schema
from output.schema.queued import queued_schema
from output.schema.reported import reported_schema
from output.schema.tables import APPLICATION_ID
from output.schema.trusted import guards, new_columns
from output.schema.widened import widened_schema
from output.store.settling import settle_everything, write_row_keys
from output.views.all_views import ALL_VIEWS

if TYPE_CHECKING:
    from sqlite_utils import Database, Migrations


def m0001_first_archive(db: Database) -> None:
    """All tables of the record contract, and the full-text index."""
    for script in first_schema():
        db.executescript(script)


def m0002_widened_contract(db: Database) -> None:
    """The fields and lists that the contract gained; views are in the way of making tables anew, and made again."""
    _drop_views(db)
    for script in widened_schema():
        db.executescript(script)


def m0003_trusted_rows(db: Database) -> None:
    """Content keys, years, seals and guards, and the rows that are there get theirs."""
    _drop_views(db)
    for script in new_columns():
        db.executescript(script)
    write_row_keys(db)
    for script in guards():
        db.executescript(script)


def m0004_decisions(db: Database) -> None:
    """The journal of people's decisions and what is settled from it; rows that are there have none."""
    for script in decided_schema():
        db.executescript(script)


def m0005_left_out(db: Database) -> None:
    """What a page's file holds and the page does not show; pages that are there were read without asking."""
    for script in left_out_schema():
        db.executescript(script)


def m0006_queue(db: Database) -> None:
    """The list of values that a person should look at; it is filled when everything is settled."""
    for script in queued_schema():
        db.executescript(script)


def m0007_reported_years(db: Database) -> None:
    """A paper's first year may rest on the year it reports from; years are settled anew with everything else."""
    _drop_views(db)
    for script in reported_schema():
        db.executescript(script)


STEPS = (
    m0001_first_archive,
    m0002_widened_contract,
    m0003_trusted_rows,
    m0004_decisions,
    m0005_left_out,
    m0006_queue,
    m0007_reported_years,
)
SCHEMA_VERSION = len(STEPS)


def schema_version(db: Database) -> int:
    """The number of steps that this database has made; 0 for one that was never written."""
    return int(db.execute("PRAGMA user_version").fetchone()[0])


def check_ours(db: Database, path: Path) -> None:
    """ArchiveError for a database that another program made, or a later version of this one."""
    application = int(db.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID and db.table_names():
        raise ArchiveError(f"{path} is a database of another program; give --db the name of an archive, or a new name")
    found = schema_version(db)
    if application == APPLICATION_ID and found > SCHEMA_VERSION:
        raise ArchiveError(
            f"{path} was written by a newer aftalearkiv (schema {found}, this one knows {SCHEMA_VERSION}); "
            "update aftalearkiv, or use another --db"
        )


def migrate(db: Database) -> None:
    """Make the steps that are missing, all or none. The database must be ours or new (see `check_ours`)."""
    before = schema_version(db)
    if before < SCHEMA_VERSION:
        with _without_foreign_keys(db), _alone(db):
            # Another process may have made them while this one waited for its turn; made steps are passed over.
            _steps().apply(db)
            db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            db.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
            _make_views(db)
            if before:
                settle_everything(db)
            _refuse_broken_keys(db)
    _renew_views(db)


@contextmanager
def _without_foreign_keys(db: Database) -> Iterator[None]:
    """A table that others point to can be made anew only so; inside a transaction SQLite does not hear of it."""
    db.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        db.execute("PRAGMA foreign_keys = ON")


def _refuse_broken_keys(db: Database) -> None:
    broken = db.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise ArchiveError(f"{len(broken)} rows point to what is not there, in {broken[0][0]} first; restore a backup")


@contextmanager
def _alone(db: Database) -> Iterator[None]:
    """A transaction that takes its turn at once, so that two processes never both begin from the same state."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.commit()
    except BaseException:
        db.rollback()
        raise


def _renew_views(db: Database) -> None:
    """Views hold no data, so they are no steps: where one is not as this version has it, all are made anew.

    An archive that may only be read keeps the views it has.
    """
    wanted = sorted(view.statement for view in ALL_VIEWS)
    if _views(db) == wanted:
        return
    try:
        with _alone(db):
            if _views(db) != wanted:
                _make_views(db)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_READONLY":
            raise


def _make_views(db: Database) -> None:
    _drop_views(db)
    for view in ALL_VIEWS:
        db.execute(view.statement)


def _drop_views(db: Database) -> None:
    for view in db.views:
        if _is_ours(view.name):
            db.execute(f"DROP VIEW {view.name}")


def _views(db: Database) -> list[str]:
    return sorted(view.schema for view in db.views if _is_ours(view.name))


def _is_ours(view: str) -> bool:
    return view.startswith(("current_", "compare_"))


def _steps() -> Migrations:
    from sqlite_utils import Migrations

    steps = Migrations("aftalearkiv")
    for step in STEPS:
        steps()(step)
    return steps
