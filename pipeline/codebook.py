"""`codebook`: every table, view, column and code with what it means."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from corpus.labels import Language
from models.errors import UsageError
from output.codebook.catalogue import Code, Entry, all_codes, database_entries, describe_table, export_entries
from output.codebook.pages import codebook_csv, codebook_lines, codebook_markdown
from output.codebook.record_schema import record_schema
from output.export.tables import export_tables
from output.export.whole import write_whole_text
from output.store.archive import open_archive
from pipeline.terminal import print_data

FORMATS = ("table", "md", "csv", "schema")


def database_codebook() -> tuple[list[Entry], list[Code]]:
    """The codebook of the archive's tables and views, made of an empty one."""
    with open_archive(":memory:", create=True) as archive:
        return list(database_entries(archive.db)), list(all_codes())


def export_codebook(tables: Sequence[str]) -> list[tuple[str, ...]]:
    """The lines of the codebook of these tables of an export."""
    chosen = [table for name, table in export_tables().items() if name in tables]
    entries = [entry for table in chosen for entry in export_entries(table.name, table.columns)]
    return list(codebook_lines(entries, all_codes()))


def run_codebook(name: str | None, format_name: str, language: Language, out: Path | None) -> None:
    """The codebook, or the part about one table or column; as a schema, that of all records."""
    if format_name == "schema":
        if name:
            raise UsageError(f"a schema is of whole records and cannot be had of {name} alone; leave {name} out")
        _give(record_schema(), out)
        return
    entries, codes = database_codebook()
    if name:
        entries = [entry for entry in entries if name in (entry.table, entry.column)]
        codes = [code for code in codes if name in (code.vocabulary, code.code)]
        if not entries and not codes:
            raise UsageError(f"nothing is called {name}; `aftalearkiv codebook` without it shows everything")
    if format_name not in FORMATS:
        raise UsageError(f"there is no format {format_name}; --format takes {', '.join(FORMATS)}")
    if format_name == "table" and out is None:
        _show(entries, codes, language)
        return
    text = codebook_csv(codebook_lines(entries, codes)) if format_name == "csv" else codebook_markdown(entries, codes)
    _give(text, out)


def _give(text: str, out: Path | None) -> None:
    print(write_whole_text(out, text)) if out else print_data(text)


def _show(entries: Sequence[Entry], codes: Sequence[Code], language: Language) -> None:
    from itertools import groupby

    from rich.text import Text

    from pipeline.record_tables import plain_table
    from pipeline.terminal import console

    screen = console()
    for table, columns in groupby(entries, key=lambda entry: entry.table):
        screen.print(Text.assemble("\n", (table, "bold cyan"), f"  {describe_table(table, language)}"))
        grid = plain_table("column", "type", "codes", "holds")
        for entry in columns:
            grid.add_row(entry.column, entry.type, entry.vocabulary, Text(entry.told(language)))
        screen.print(grid)
    for vocabulary, found in groupby(codes, key=lambda code: code.vocabulary):
        screen.print(Text.assemble("\n", (vocabulary, "bold cyan")))
        grid = plain_table("code", "is called")
        for code in found:
            called = code.danish if language == "da" else code.english
            grid.add_row(code.code, Text(called + (f": {code.meaning}" if code.meaning and language == "en" else "")))
        screen.print(grid)
