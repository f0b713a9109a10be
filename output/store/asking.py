"""How a database is asked for rows by name: the question itself, and nothing around it."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from typing import Any

from sqlite_utils import Database


class Asked(Database):
    """sqlite-utils makes a savepoint before each question and ends it behind, lest a question writes. Ours write
    nothing, the storing of one paper asks twenty of them, and at each savepoint the index of words is written out."""

    def query(
        self, sql: str, params: Sequence[Any] | dict[str, Any] | None = None
    ) -> Generator[dict[str, Any], None, None]:
        """The rows, each as a dictionary."""
        cursor = self.conn.execute(sql, () if params is None else params)
        names = [column[0] for column in cursor.description]
        return (dict(zip(names, row, strict=True)) for row in cursor)
