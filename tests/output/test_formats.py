"""The tables as a workbook, Parquet and a data package, read back by the programs that people use."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from models.document import Document
from models.errors import Unwritable
from models.records import Agreement
from output.codebook.columns import ExportTable, Row
from output.export.csv_tables import write_csv
from output.export.datapackage import write_datapackage
from output.export.tables import document_rows, export_tables
from output.export.whole import whole_files
from output.export.workbook import write_workbook
from output.store.archive import Archive
from output.store.loading import load_documents
from output.store.rows import Run

Make = Callable[..., Document]
SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
LONG = "Aftale " + "lang tekst " * 4000


@pytest.fixture
def filled(archive: Archive, paper: Make, scan: Make, full_agreement: Agreement, run: Run) -> Archive:
    archive.store(scan("b.pdf"), None, run)
    archive.store(paper("a.txt", 'Aftale: "tegn"; =1+1, \x0c og\nnye linjer  '), full_agreement, run)
    return archive


def tables() -> list[ExportTable]:
    return [table for table in export_tables().values() if table.name != "words"]


def rows(archive: Archive) -> Iterator[tuple[str, Row]]:
    for document in load_documents(archive.db):
        yield from document_rows(document)


def read_csv(place: Path) -> list[list[str]]:
    with place.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def sheet_names(book: zipfile.ZipFile) -> list[str]:
    sheets = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SPACE}sheet")
    return [str(sheet.get("name")) for sheet in sheets]


def test_writes_a_workbook_with_its_codebook_first(filled: Archive, tmp_path: Path) -> None:
    place, notes = write_workbook(rows(filled), tables(), [("what", "table"), ("table", "goals")], tmp_path / "a.xlsx")
    assert notes == []
    with zipfile.ZipFile(place) as book:
        names = [
            sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SPACE}sheet")
        ]
        goals = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{names.index('goals') + 1}.xml"))
    assert names == ["Codebook", *(table.name for table in tables())]
    assert not list(goals.iter(f"{SPACE}f"))
    (pane,) = goals.iter(f"{SPACE}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")


def test_gives_the_same_workbook_again(filled: Archive, tmp_path: Path) -> None:
    one, two = (write_workbook(rows(filled), tables(), [("what",)], tmp_path / f"{n}.xlsx")[0] for n in range(2))
    assert one.read_bytes() == two.read_bytes()


def test_says_what_it_cut(archive: Archive, paper: Make, run: Run, tmp_path: Path) -> None:
    archive.store(paper("a.txt", LONG), None, run)
    _, notes = write_workbook(rows(archive), tables(), [("what",)], tmp_path / "a.xlsx")
    assert notes == ["pages: 2 cells cut at 32767 letters, all that Excel takes; CSV has them whole"]


def test_goes_on_over_a_second_sheet_where_one_is_full(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("output.export.workbook._MOST_ROWS", 3)
    place, notes = write_workbook(rows(filled), tables(), [("what",)], tmp_path / "a.xlsx")
    with zipfile.ZipFile(place) as book:
        names = [
            sheet.get("name") for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{SPACE}sheet")
        ]
    assert "measures 2" in names
    assert "measures: goes on over 2 sheets, for one takes 3 rows" in notes


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_is_read_by_libreoffice_as_the_csv_says_cell_for_cell(filled: Archive, tmp_path: Path) -> None:
    write_workbook(rows(filled), tables(), [("what", "table")], tmp_path / "a.xlsx")
    write_csv(rows(filled), tables(), tmp_path / "csv")
    # Filter options: comma, quote, UTF-8, first line, columns as they are, and every sheet into a file of its own (-1).
    options = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        options,
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    for table in tables():
        back, ours = read_csv(tmp_path / f"a-{table.name}.csv"), read_csv(tmp_path / "csv" / f"{table.name}.csv")
        assert back == ours, table.name


def test_describes_every_column_in_the_data_package(filled: Archive, tmp_path: Path) -> None:
    write_datapackage(rows(filled), tables(), tmp_path, "aftalearkiv", {"codebook.csv": "what\n"})
    package = json.loads((tmp_path / "datapackage.json").read_text("utf-8"))
    for resource, table in zip(package["resources"], tables(), strict=True):
        data = (tmp_path / resource["path"]).read_bytes()
        assert (resource["bytes"], resource["hash"]) == (len(data), f"sha256:{hashlib.sha256(data).hexdigest()}")
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in table.columns]
        assert all(field["description"] for field in fields), table.name
    measures = next(r for r in package["resources"] if r["name"] == "measures")
    unit = next(field for field in measures["schema"]["fields"] if field["name"] == "unit")
    assert unit["constraints"] == {"required": True, "enum": ["count", "per_1000_inhabitants", "percent", "category"]}
    assert (tmp_path / "codebook.csv").read_text("utf-8") == "what\n"


def test_is_a_data_package_that_frictionless_finds_valid(filled: Archive, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless")
    write_datapackage(rows(filled), tables(), tmp_path, "aftalearkiv")
    report = frictionless.validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["name", "type", "note"])
    assert report.stats["tasks"] == len(tables())
    place = tmp_path / "measures.csv"
    place.write_text(place.read_text("utf-8").replace(",percent,", ",promille,"), "utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


@pytest.fixture
def parquet(filled: Archive, tmp_path: Path) -> Path:
    pytest.importorskip("pyarrow")
    from output.export.parquet import write_parquet

    write_parquet(rows(filled), tables(), tmp_path)
    return tmp_path


def expected(archive: Archive, table: str) -> list[tuple[Any, ...]]:
    return [tuple(row.values()) for name, row in rows(archive) if name == table]


def same(found: list[tuple[Any, ...]], wanted: list[tuple[Any, ...]]) -> bool:
    plain = [tuple(None if value != value else value for value in row) for row in found]
    return plain == wanted


def test_is_read_by_polars_as_the_archive_says(filled: Archive, parquet: Path) -> None:
    polars = pytest.importorskip("polars")
    for table in tables():
        assert same(polars.read_parquet(parquet / f"{table.name}.parquet").rows(), expected(filled, table.name)), (
            table.name
        )


def test_is_read_by_pandas_as_the_archive_says(filled: Archive, parquet: Path) -> None:
    pandas = pytest.importorskip("pandas")
    for table in tables():
        frame = pandas.read_parquet(parquet / f"{table.name}.parquet", dtype_backend="pyarrow")
        found = [tuple(None if pandas.isna(v) else v for v in row) for row in frame.itertuples(index=False, name=None)]
        assert found == expected(filled, table.name), table.name


def test_is_read_by_duckdb_as_the_archive_says(filled: Archive, parquet: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    for table in tables():
        found = duckdb.sql(f"SELECT * FROM '{parquet / table.name}.parquet'").fetchall()
        assert same(found, expected(filled, table.name)), table.name


def test_types_columns_by_the_models_whatever_they_hold(filled: Archive, parquet: Path) -> None:
    pyarrow_parquet = pytest.importorskip("pyarrow.parquet")
    empty = pyarrow_parquet.read_schema(parquet / "signatures.parquet")
    assert [str(empty.field(name).type) for name in ("position", "intact", "signer")] == ["int64", "bool", "string"]
    measures = pyarrow_parquet.read_schema(parquet / "measures.parquet")
    assert [str(measures.field(name).type) for name in ("value", "value_text", "year")] == ["double", "string", "int64"]


def test_says_what_parquet_needs_where_it_is_not_installed(
    filled: Archive, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    from models.errors import UsageError
    from output.export.parquet import write_parquet

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"aftalearkiv\[parquet\]"):
        write_parquet(rows(filled), tables(), tmp_path)


def test_leaves_nothing_half_and_what_was_there_whole_when_writing_fails(filled: Archive, tmp_path: Path) -> None:
    write_csv(rows(filled), tables(), tmp_path)
    before = {place.name: place.read_bytes() for place in tmp_path.iterdir()}

    def broken() -> Iterator[tuple[str, Row]]:
        yield from rows(filled)
        raise KeyboardInterrupt

    for write in (
        lambda: write_csv(broken(), tables(), tmp_path),
        lambda: write_workbook(broken(), tables(), [("what",)], tmp_path / "a.xlsx"),
        lambda: write_datapackage(broken(), tables(), tmp_path, "aftalearkiv"),
    ):
        with pytest.raises(KeyboardInterrupt):
            write()
        assert {place.name: place.read_bytes() for place in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    ("number", "said"),
    [(28, "the disk is full"), (13, "may not be written"), (30, "may only be read"), (20, "no folder")],
)
def test_says_plainly_why_it_could_not_write(tmp_path: Path, number: int, said: str) -> None:
    with pytest.raises(Unwritable, match=said), whole_files(tmp_path) as files:
        files.partial("a.txt").write_text("half")
        raise OSError(number, "the system's words")
    assert list(tmp_path.iterdir()) == []
