"""Tables as CSV, one file each, for spreadsheets and statistics programs.

UTF-8, commas, and a dot in decimals; what is not known is an empty cell. For a Danish Excel: a byte-order mark,
semicolons, a comma in decimals, and an apostrophe before a cell that Excel would take for a formula.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from output.codebook.columns import ExportTable, Row
from output.export.whole import WholeFiles, whole_files

# What a spreadsheet takes for the beginning of a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(
    rows: Iterable[tuple[str, Row]], tables: Sequence[ExportTable], folder: Path, *, excel: bool = False
) -> list[Path]:
    """`folder/TABLE.csv` for every table, those without rows too. Errors: Unwritable."""
    with whole_files(folder) as files:
        pour_csv(rows, tables, files, excel=excel)
        return files.finish()


def pour_csv(
    rows: Iterable[tuple[str, Row]], tables: Sequence[ExportTable], files: WholeFiles, *, excel: bool = False
) -> None:
    """The same among other files that come into being together."""
    encoding, delimiter = ("utf-8-sig", ";") if excel else ("utf-8", ",")
    with ExitStack() as stack:
        writers = {}
        for table in tables:
            file = stack.enter_context(files.partial(f"{table.name}.csv").open("w", encoding=encoding, newline=""))
            names = [column.name for column in table.columns]
            writers[table.name] = csv.DictWriter(file, names, delimiter=delimiter, lineterminator="\n")
            writers[table.name].writeheader()
        for name, row in rows:
            if name in writers:
                writers[name].writerow({key: _cell(value, excel) for key, value in row.items()})


def csv_text(rows: Iterable[Row], table: ExportTable, *, excel: bool = False) -> str:
    """One table as a text, for standard output; the byte-order mark is a file's."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";" if excel else ",", lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    writer.writerows([_cell(row[column.name], excel) for column in table.columns] for row in rows)
    return text.getvalue()


def _cell(value: Any, excel: bool) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool) or (isinstance(value, float) and value.is_integer()):
        return int(value)
    if excel and isinstance(value, float):
        return repr(value).replace(".", ",")
    if excel and isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
