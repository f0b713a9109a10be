"""The columns of the views that compare, with their types: those of the records they are made of, and their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from output.codebook.catalogue import describe_column, typed_columns
from output.codebook.columns import Column, Type

if TYPE_CHECKING:
    from sqlite_utils import Database

_OWN: dict[str, Type] = {
    **dict.fromkeys(("year", "start_year", "end_year", "years_between", "page", "met_page", "since"), "integer"),
    **dict.fromkeys(("dkk", "dkk_in_year"), "integer"),
    **dict.fromkeys(("value", "target_value", "met_value"), "number"),
    **dict.fromkeys(("spread", "assumed", "adds"), "boolean"),
}


def view_columns(db: Database, name: str) -> Iterator[Column]:
    """The columns of a view that compares, in their order."""
    known = typed_columns(name)
    for row in db.query("SELECT name FROM pragma_table_info(?)", [name]):
        column = row["name"]
        found = known.get(column)
        own: Type = _OWN.get(column) or (found.type if found else "string")
        vocabulary = found.vocabulary if found and not found.several else None
        yield Column(column, own, vocabulary=vocabulary, description=describe_column(name, column, "en"))
