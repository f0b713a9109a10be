"""The tables of the pages as files: CSV, a workbook, JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.exceptions import HTTPException
from starlette.responses import Response

from output.codebook.columns import Column, ExportTable, Row
from output.export.csv_tables import csv_text
from output.export.workbook import write_workbook

Tables = Sequence[ExportTable]
Rows = Sequence[tuple[str, Row]]


def plain_table(name: str, columns: Iterable[str]) -> ExportTable:
    """A table of texts and numbers of ours, that is no table of the archive."""
    return ExportTable(name, tuple(Column(column, "string") for column in columns))


def table_file(rows: Rows, tables: Tables, name: str, ending: str) -> Response:
    """The tables as one file of this kind. Of several tables CSV gives the first; 404 for a kind there is not."""
    if ending not in _WRITERS:
        raise HTTPException(404)
    write, media_type = _WRITERS[ending]
    named = f'attachment; filename="{name}.{ending}"'
    return Response(write(rows, tables), media_type=media_type, headers={"Content-Disposition": named})


def _csv(rows: Rows, tables: Tables) -> bytes:
    """As a Danish Excel opens it, and others too: with a byte-order mark."""
    first = tables[0]
    return csv_text((row for name, row in rows if name == first.name), first).encode("utf-8-sig")


def _json(rows: Rows, tables: Tables) -> bytes:
    found = {table.name: [row for name, row in rows if name == table.name] for table in tables}
    return json.dumps(found, ensure_ascii=False, indent=1).encode() + b"\n"


def _workbook(rows: Rows, tables: Tables) -> bytes:
    with TemporaryDirectory() as folder:
        place, _ = write_workbook(rows, tables, [], Path(folder) / "tables.xlsx")
        return place.read_bytes()


_WRITERS: dict[str, tuple[Callable[[Rows, Tables], bytes], str]] = {
    "csv": (_csv, "text/csv; charset=utf-8"),
    "json": (_json, "application/json"),
    "xlsx": (_workbook, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}
