"""The rows that a comparison needs, in temporary tables under the names of the views: the same view texts over them.

A view over ten thousand papers asks its helpers again for every row. Here the rows of the partnerships asked for, and
those of the papers that have goals for them, are copied once; helpers that are asked often become tables with indexes,
the other views become temporary views with the texts that the archive has. SQLite looks for a name among temporary
tables first, so what asks `compare_series` gets this one. Nothing is written to the archive.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from output.schema.tables import VALUE_TABLES
from output.views.all_views import COMPARE_VIEWS
from output.views.current import current_name, select_current, select_current_agreements
from output.views.view import View

if TYPE_CHECKING:
    from sqlite_utils import Database

_NEEDED = ("areas", "parties", "focus_areas", "goals", "measures", "budgets", "related")
_CHOSEN = " IN (SELECT document FROM temp.chosen)"


@contextmanager
def comparison_tables(db: Database, partnerships: Sequence[str] = ()) -> Iterator[None]:
    """The comparison's tables and views in the connection's temporary database, for these partnerships or for all."""
    try:
        _choose(db, partnerships)
        _hold(db, View("current_agreements", select_current_agreements(_CHOSEN), ("document",)))
        for table in _NEEDED:
            _hold(db, View(current_name(table), select_current(table, _CHOSEN), ("document, position",)))
        for view in COMPARE_VIEWS:
            _hold(db, view)
        yield
    finally:
        _drop(db)


def _choose(db: Database, partnerships: Sequence[str]) -> None:
    db.execute("CREATE TEMP TABLE chosen (document INTEGER PRIMARY KEY)")
    papers = "SELECT DISTINCT p.document FROM partnership_papers p JOIN agreements a USING (document)"
    where, values = "a.preferred = 1", list(partnerships)
    if partnerships:
        where += f" AND p.partnership IN ({', '.join('?' * len(partnerships))})"
    db.execute(f"INSERT INTO temp.chosen {papers} WHERE {where}", values)


def _hold(db: Database, view: View) -> None:
    """The view as a temporary table with its indexes, or as a temporary view."""
    held = "TABLE" if view.keys else "VIEW"
    db.execute(f"CREATE TEMP {held} {view.name} AS {view.select.strip()}")
    for number, columns in enumerate(view.keys):
        db.execute(f"CREATE INDEX temp.{view.name}_{number} ON {view.name} ({columns})")


def _drop(db: Database) -> None:
    names = [current_name(table) for table in ("agreements", *VALUE_TABLES)]
    for name in [*reversed([view.name for view in COMPARE_VIEWS]), *names, "chosen"]:
        for (held,) in db.execute("SELECT type FROM temp.sqlite_master WHERE name = ?", [name]).fetchall():
            db.execute(f"DROP {held} temp.{name}")
