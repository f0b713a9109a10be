"""Tables as one Excel workbook: the codebook first, then a sheet for each table, its head row standing still.

Numbers are numbers, text is text: nothing in it is taken for a formula or a link. The same rows give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from output.codebook.columns import ExportTable, Row
from output.export.whole import whole_files

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

# What Excel takes at most.
_LONGEST_CELL = 32_767
_MOST_ROWS = 1_048_576
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
# Excel wants a day on which a workbook was made; a clock would make every export another file.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


@dataclass(slots=True)
class _Sheet:
    """A table's sheet that is being written, and the next one where it is full."""

    table: ExportTable
    sheet: Worksheet
    number: int = 1
    row: int = 1
    cut: int = 0
    names: list[str] = field(default_factory=list)


def write_workbook(
    rows: Iterable[tuple[str, Row]],
    tables: Sequence[ExportTable],
    codebook: Sequence[Sequence[str]],
    place: Path,
) -> tuple[Path, list[str]]:
    """The workbook at `place`; and what of it had to be cut, in sentences. Errors: Unwritable."""
    from xlsxwriter import Workbook

    with whole_files(place.parent) as files, TemporaryDirectory(dir=place.parent) as beside:
        # Closed only when all is written: on leaving a `with` it would write a workbook of what there is.
        book = Workbook(files.partial(place.name), {**_OPTIONS, "tmpdir": beside})
        book.set_properties({"created": _MADE, "title": "aftalearkiv"})
        head = book.add_format({"bold": True})
        first = book.add_worksheet("Codebook")
        sheets = {table.name: _begin(book, table, head) for table in tables}
        for name, row in rows:
            if name in sheets:
                _write(book, sheets[name], row, head)
        notes = [note for sheet in sheets.values() for note in _notes(sheet)]
        _fill_codebook(first, [*codebook, *([note] for note in notes)], head)
        book.close()
        return files.finish()[0], notes


def _begin(book: Workbook, table: ExportTable, head: Any, number: int = 1) -> _Sheet:
    name = table.name if number == 1 else f"{table.name} {number}"
    sheet = book.add_worksheet(name)
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(table.columns):
        sheet.write_string(0, at, column.name, head)
    return _Sheet(table, sheet, number)


def _write(book: Workbook, sheet: _Sheet, row: Row, head: Any) -> None:
    if sheet.row == _MOST_ROWS:
        more = _begin(book, sheet.table, head, sheet.number + 1)
        sheet.sheet, sheet.number, sheet.row = more.sheet, more.number, 1
    for at, column in enumerate(sheet.table.columns):
        _put(sheet, at, row.get(column.name))
    sheet.row += 1


def _put(sheet: _Sheet, at: int, value: Any) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str):
        sheet.cut += len(value) > _LONGEST_CELL
        sheet.sheet.write_string(sheet.row, at, value[:_LONGEST_CELL])
    else:
        sheet.sheet.write_number(sheet.row, at, int(value) if isinstance(value, bool) else value)


def _notes(sheet: _Sheet) -> Iterable[str]:
    if sheet.cut:
        cells = "1 cell" if sheet.cut == 1 else f"{sheet.cut} cells"
        yield f"{sheet.table.name}: {cells} cut at {_LONGEST_CELL} letters, all that Excel takes; CSV has them whole"
    if sheet.number > 1:
        yield f"{sheet.table.name}: goes on over {sheet.number} sheets, for one takes {_MOST_ROWS} rows"


def _fill_codebook(sheet: Worksheet, lines: Sequence[Sequence[str]], head: Any) -> None:
    sheet.freeze_panes(1, 0)
    for number, line in enumerate(lines):
        for at, text in enumerate(line):
            sheet.write_string(number, at, text, head if number == 0 else None)
