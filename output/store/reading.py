"""The archive opened to be read only: for whoever asks often, beside others who write."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from output.store.archive import mapped_errors
from output.store.connecting import as_database

if TYPE_CHECKING:
    from sqlite_utils import Database

_PATIENCE = 10.0  # seconds to wait for another process that writes


@contextmanager
def reading(archive: Path) -> Iterator[Database]:
    """A connection that cannot write the archive. Temporary tables can be made in it, in memory.

    Errors: ArchiveError where it cannot be read. An archive of an older version is opened as it is: `open_archive`
    brings it up to this one.
    """
    with mapped_errors(archive):
        connection = sqlite3.connect(f"file:{quote(str(archive))}?mode=ro", uri=True, timeout=_PATIENCE)
        try:
            connection.execute("PRAGMA temp_store = MEMORY")
            yield as_database(connection)
        finally:
            connection.close()
