"""Tables as Parquet, one file each, typed by the record models and never guessed. Needs `aftalearkiv[parquet]`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from models.errors import UsageError
from output.codebook.columns import ExportTable, Row
from output.export.whole import whole_files

# Rows held in memory before they are written as one group.
_GROUP = 5_000


def write_parquet(rows: Iterable[tuple[str, Row]], tables: Sequence[ExportTable], folder: Path) -> list[Path]:
    """`folder/TABLE.parquet` for every table. Errors: UsageError where pyarrow is not installed; Unwritable."""
    try:
        import pyarrow.parquet
    except ImportError as error:
        raise UsageError("Parquet needs pyarrow: pip install 'aftalearkiv[parquet]'") from error

    with whole_files(folder) as files, ExitStack() as stack:
        held: dict[str, list[Row]] = {table.name: [] for table in tables}
        schemas = {table.name: _schema(pyarrow, table) for table in tables}
        writers = {
            name: stack.enter_context(
                pyarrow.parquet.ParquetWriter(files.partial(f"{name}.parquet"), schema, compression="zstd")
            )
            for name, schema in schemas.items()
        }
        for name, row in rows:
            if name in held:
                held[name].append(row)
                if len(held[name]) == _GROUP:
                    writers[name].write_table(pyarrow.Table.from_pylist(held[name], schema=schemas[name]))
                    held[name].clear()
        for name, left in held.items():
            if left:
                writers[name].write_table(pyarrow.Table.from_pylist(left, schema=schemas[name]))
        stack.close()
        return files.finish()


def _schema(pyarrow: Any, table: ExportTable) -> Any:
    types = {
        "string": pyarrow.string(),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
    }
    fields = [
        pyarrow.field(
            column.name, types[column.type], nullable=not column.required, metadata=_metadata(column.description)
        )
        for column in table.columns
    ]
    return pyarrow.schema(fields)


def _metadata(description: str) -> dict[str, str] | None:
    return {"description": description} if description else None
