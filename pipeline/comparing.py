"""`compare`: agreements over the years, on the terminal or as files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.labels import Language
from corpus.speech import speaking
from models.errors import UsageError
from output.codebook.columns import ExportTable
from output.compare import over_years
from output.compare.naming import printed_names
from output.compare.over_years import Asked
from output.export.whole import whole_files
from output.store.archive import Archive, open_archive
from pipeline.terminal import print_data

Row = dict[str, Any]
Found = Mapping[str, Iterable[Row]]
FORMATS = ("table", "json", "csv", "md", "xlsx", "parquet", "datapackage", "html", "svg")


@dataclass(frozen=True, slots=True)
class Shown:
    """How a comparison is shown: its format, the folder for files, the language of its words, CSV for Excel or not,
    with the names of people or not. With `personal_hidden` what else belongs to people is hidden with their names."""

    format_name: str = "table"
    out: Path | None = None
    language: Language = "en"
    excel: bool = False
    names: bool = True
    personal_hidden: bool = False


def run_compare(asked: Asked, shown: Shown, db: Path) -> None:
    """The comparison in the format asked for. Errors: UsageError, Unwritable."""
    if shown.format_name not in FORMATS:
        raise UsageError(f"there is no format {shown.format_name}; --format takes {', '.join(FORMATS)}")
    with open_archive(db) as archive, over_years.comparing(archive.db, asked) as rows:
        found = _as_may_be_shown(archive, rows, shown)
        if shown.format_name in ("table", "html", "svg"):  # gone through again and again
            found = {name: list(own) for name, own in found.items()}
        tables = over_years.flat_tables(archive.db, found)
        if shown.format_name == "table":
            _show(found, shown)
        elif shown.out is None:
            for piece in _as_text(found, tables, shown):
                print_data(piece)
        else:
            for place in _as_files(found, tables, printed_names(archive.db), shown.out, shown):
                print(place)


def _as_may_be_shown(archive: Archive, rows: Found, shown: Shown) -> Found:
    if shown.names and not shown.personal_hidden:
        return rows
    from output.export.hidden_comparison import hidden_tables

    return hidden_tables(archive.db, rows, personal=shown.personal_hidden)


def _show(found: Found, shown: Shown) -> None:
    from output.compare.screen import view_comparison
    from pipeline.terminal import console

    with speaking(shown.language):
        console().print(view_comparison({name: list(rows) for name, rows in found.items()}))


def _as_text(found: Found, tables: Sequence[ExportTable], shown: Shown) -> Iterable[str]:
    """One text in pieces. Errors: UsageError where the format is several files, or no text."""
    from output.export.csv_tables import csv_text

    if shown.format_name == "json":
        return over_years.json_pieces(found)
    if shown.format_name == "md":
        return [over_years.as_markdown(found)]
    if shown.format_name == "csv" and len(tables) == 1:
        rows = (row for _, row in over_years.flat_rows(found, tables))
        return [csv_text(rows, tables[0], excel=shown.excel)]
    what = "several CSV files need a folder: give --out DIR, or one --table"
    raise UsageError(what if shown.format_name == "csv" else f"{shown.format_name} needs a folder: give --out DIR")


def _as_files(
    found: Found, tables: Sequence[ExportTable], names: Mapping[str, str], out: Path, shown: Shown
) -> list[Path]:
    if shown.format_name == "html":
        return _write({name: [text] for name, text in _pages(found, names, shown.language).items()}, out)
    if shown.format_name == "svg":
        return _write({name: [text] for name, text in _drawings(found, shown.language).items()}, out)
    if shown.format_name in ("json", "md"):
        return _write({f"comparison.{shown.format_name}": _as_text(found, tables, shown)}, out)
    return _write_tables(found, tables, out, shown)


def _write_tables(found: Found, tables: Sequence[ExportTable], out: Path, shown: Shown) -> list[Path]:
    from output.codebook.catalogue import all_codes, export_entries
    from output.codebook.pages import codebook_csv, codebook_lines

    rows = over_years.flat_rows(found, tables)
    codebook = list(
        codebook_lines((entry for table in tables for entry in export_entries(table.name, table.columns)), all_codes())
    )
    if shown.format_name == "csv":
        from output.export.csv_tables import write_csv

        return write_csv(rows, tables, out, excel=shown.excel)
    if shown.format_name == "xlsx":
        from output.export.workbook import write_workbook

        return [write_workbook(rows, tables, codebook, out / "comparison.xlsx")[0]]
    if shown.format_name == "parquet":
        from output.export.parquet import write_parquet

        return write_parquet(rows, tables, out)
    from output.export.datapackage import write_datapackage

    return write_datapackage(rows, tables, out, "aftalearkiv-comparison", {"codebook.csv": codebook_csv(codebook)})


def _pages(found: Found, names: Mapping[str, str], language: Language) -> dict[str, str]:
    """A page for each partnership, and one that leads to them."""
    from output.charts.pages import index_page, partnership_page

    partnerships = _partnerships(found)
    texts = {
        f"{slug}.html": partnership_page(names.get(slug, slug), _of(found, slug), language) for slug in partnerships
    }
    texts["index.html"] = index_page({names.get(slug, slug): f"{slug}.html" for slug in partnerships}, language)
    return texts


def _drawings(found: Found, language: Language) -> dict[str, str]:
    """Every chart of every partnership that has figures to draw, under a name that says what it shows."""
    from output.charts.drawing import draw_chart
    from output.charts.pages import chart_title, span_of_years
    from output.charts.series import make_charts

    texts = {}
    for slug in _partnerships(found):
        own = _of(found, slug)
        for chart in make_charts(own["compare_series"]):
            if chart.drawn > 1:
                parts = re.sub(r"[^a-z0-9]+", "-", f"{chart.family}-{chart.unit}-{chart.time_of_day}")
                title = chart_title(chart, language)
                texts[f"{slug}-{parts}.svg"] = draw_chart(chart, span_of_years(own), language, title=title)
    return texts


def _partnerships(found: Found) -> list[str]:
    return sorted({row["partnership"] for rows in found.values() for row in rows})


def _of(found: Found, partnership: str) -> dict[str, list[Row]]:
    return {name: [row for row in rows if row["partnership"] == partnership] for name, rows in found.items()}


def _write(texts: Mapping[str, Iterable[str]], out: Path) -> list[Path]:
    """Files of texts, each given in pieces."""
    with whole_files(out) as files:
        for name, pieces in texts.items():
            with files.partial(name).open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
        return files.finish()
