"""`export`: the archive's records as files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from models.errors import UsageError
from models.records import DocumentRecord
from output.codebook.columns import ExportTable, Row
from output.codebook.pages import codebook_csv
from output.export.csv_tables import write_csv
from output.export.json_records import write_json
from output.export.redaction import redact
from output.export.tables import document_rows, export_tables, review_row
from output.store.archive import Archive
from output.store.loading import load_documents
from output.store.reviews import read_reviews
from pipeline.codebook import export_codebook


@dataclass(frozen=True, slots=True)
class Choice:
    """What an export holds: every word with its box or not, names of people or not, the values as people decided or as
    they were read, values of every witness or of preferred ones; `excel` is for a Danish Excel. With `personal_hidden`
    what else belongs to people is hidden with their names."""

    words: bool = False
    names: bool = True
    as_read: bool = False
    excel: bool = False
    every_witness: bool = False
    personal_hidden: bool = False

    @property
    def hides_names(self) -> bool:
        """Whether names of people are hidden."""
        return self.personal_hidden or not self.names


def export_records(archive: Archive, format_name: str, folder: Path, choice: Choice) -> list[Path]:
    """The records in a format of `RECORD_FORMATS`. Errors: UsageError, Unwritable."""
    return RECORD_FORMATS[format_name](archive, folder, choice)


def _export_json(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """`documents.json`, with every witness."""
    return [write_json(_records(archive, choice), folder, words=choice.words)]


def _export_csv(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """One file per table."""
    return write_csv(_rows(archive, choice), _tables(choice), folder, excel=choice.excel)


def _export_workbook(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """`aftalearkiv.xlsx`."""
    from output.export.workbook import write_workbook

    tables = _tables(choice)
    codebook = export_codebook([table.name for table in tables])
    place, notes = write_workbook(_rows(archive, choice), tables, codebook, folder / "aftalearkiv.xlsx")
    for note in notes:
        print(f"aftalearkiv: {note}", file=sys.stderr)
    return [place]


def _export_parquet(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """One file per table."""
    from output.export.parquet import write_parquet

    return write_parquet(_rows(archive, choice), _tables(choice), folder)


def _export_datapackage(archive: Archive, folder: Path, choice: Choice) -> list[Path]:
    """CSV files, `datapackage.json` and the codebook."""
    from output.export.datapackage import write_datapackage

    tables = _tables(choice)
    codebook = {"codebook.csv": codebook_csv(export_codebook([table.name for table in tables]))}
    return write_datapackage(_rows(archive, choice), tables, folder, "aftalearkiv", codebook)


RECORD_FORMATS: dict[str, Callable[[Archive, Path, Choice], list[Path]]] = {
    "json": _export_json,
    "csv": _export_csv,
    "xlsx": _export_workbook,
    "parquet": _export_parquet,
    "datapackage": _export_datapackage,
}


def refuse_unknown_format(format_name: str, more: tuple[str, ...]) -> None:
    """UsageError for a format that there is not."""
    known = (*RECORD_FORMATS, *more)
    if format_name not in known:
        raise UsageError(f"there is no format {format_name}; --format takes {', '.join(known[:-1])} or {known[-1]}")


def _tables(choice: Choice) -> list[ExportTable]:
    return [table for name, table in export_tables().items() if choice.words or name != "words"]


def _rows(archive: Archive, choice: Choice) -> Iterator[tuple[str, Row]]:
    """All rows of the tables, document by document, then the decisions."""
    for document in _records(archive, choice):
        yield from document_rows(document, only_preferred=not choice.every_witness)
    for review in read_reviews(archive.db):
        yield "reviews", review_row(review, names=not choice.hides_names)


def _records(archive: Archive, choice: Choice) -> Iterator[DocumentRecord]:
    for document in load_documents(archive.db, words=choice.words, reviewed=not choice.as_read):
        yield redact(document, personal=choice.personal_hidden) if choice.hides_names else document
