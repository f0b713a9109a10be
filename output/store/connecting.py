"""A connection with the manners of sqlite-utils, which is first imported here, without what makes that slow."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Generator, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlite_utils import Database

# sqlite-utils looks for them to know their numbers in rows that it writes. Ours hold none, and numpy alone costs more
# time and memory than all the rest of it.
_NOT_ASKED = ("numpy", "pandas")


def as_database(connection: sqlite3.Connection) -> Database:
    """The connection, to be asked for rows by name."""
    return _asked()(connection)


@cache
def _asked() -> type[Database]:
    with _without(_NOT_ASKED):
        from sqlite_utils import Database

    class Asked(Database):
        """sqlite-utils makes a savepoint before each question and ends it behind, lest a question writes. Ours write
        nothing, the storing of one paper asks twenty of them, and at each savepoint the index of words is written out.
        """

        def query(
            self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None
        ) -> Generator[dict[str, Any], None, None]:
            """The rows, each as a dictionary."""
            cursor = self.conn.execute(sql, () if params is None else params)
            names = [column[0] for column in cursor.description]
            return (dict(zip(names, row, strict=True)) for row in cursor)

    return Asked


@contextmanager
def _without(names: tuple[str, ...]) -> Iterator[None]:
    """Modules that are not there yet cannot be imported in this block: None in their place says that to Python."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
