"""A connection with the manners of sqlite-utils, which is first imported here, without what makes that slow."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

# sqlite-utils looks for them to know their numbers in rows that it writes. Ours hold none, and numpy alone costs more
# time and memory than all the rest of it.
_NOT_ASKED = ("numpy", "pandas")


def as_database(connection: sqlite3.Connection) -> Database:
    """The connection, to be asked for rows by name."""
    if "sqlite_utils" not in sys.modules:
        with _without(_NOT_ASKED):
            import sqlite_utils  # noqa: F401
    from output.store.asking import Asked

    return Asked(connection)


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
