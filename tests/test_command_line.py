"""The commands as a user gives them, on texts of our own and real archive files."""

from __future__ import annotations

import csv
import json
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import aftalearkiv
from tests.conftest import PutArchive

TEXT = """Partnerskabsaftale for Engbakken Tryghedspartnerskab 2018-2021

1. Parter
Aftalen er indgået mellem Nordby Kommune og Nordjyllands Politi.

2. Økonomi
Nordby Kommune afsætter 1.500.000 kr. årligt i perioden 2018-2021.

3. Aftalens løbetid
Aftalen løber fra den 1. januar 2018 til den 31. december 2021.
"""
OTHER = "Notat om belysning\n\nDer er sat nye lamper op på stien ved søen i år.\n"


@dataclass
class Answer:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Answer]
Plug = Callable[[str], dict[str, str]]


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Answer]:
    """Run a command in an empty folder that has its own cache and no archive."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AFTALEARKIV_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.delenv("AFTALEARKIV_DB", raising=False)

    def run(*arguments: str | Path) -> Answer:
        monkeypatch.setattr(sys, "argv", ["aftalearkiv", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            aftalearkiv.main()
        said = capsys.readouterr()
        return Answer(int(end.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "engbakken.txt").write_text(TEXT, "utf-8")
    (folder / "notat.txt").write_text(OTHER, "utf-8")
    return folder


@pytest.fixture
def filled(command: Command, papers: Path, put_archive: PutArchive) -> Command:
    put_archive(sorted(papers.iterdir()))
    return command


def test_reads_a_folder_into_the_archive_and_tells_what_it_did(command: Command, papers: Path) -> None:
    answer = command("ingest", papers)
    assert answer.code == 0
    assert "engbakken.txt" in answer.out and answer.out.rstrip().endswith("2 read")
    assert answer.err.splitlines()[0].startswith("[1/2] engbakken.txt: 1 page, ")
    assert Path("aftalearkiv.db").exists()


def test_passes_over_what_it_has_and_reads_it_again_when_forced(filled: Command, papers: Path) -> None:
    assert filled("ingest", papers).out.rstrip().endswith("2 known already")
    (papers / "copy.txt").write_text(TEXT, "utf-8")
    outcomes = filled("ingest", papers, "--json").json["outcomes"]
    assert [outcome["result"] for outcome in outcomes] == ["named", "known", "known"]
    assert filled("ingest", papers / "notat.txt", "--force").out.rstrip().endswith("1 read")
    assert filled("show", "copy.txt", "--json").json["filenames"] == ["engbakken.txt", "copy.txt"]


def test_reads_the_same_bytes_of_one_batch_once(command: Command, papers: Path) -> None:
    (papers / "again.txt").write_text(TEXT, "utf-8")
    outcomes = command("ingest", papers, "--json").json["outcomes"]
    assert [outcome["result"] for outcome in outcomes] == ["stored", "named", "stored"]


BAD = {
    "empty.txt": (b"", "empty"),
    "binary.txt": (bytes(range(256)) * 20, "not_text"),
    "letter.docx": (b"PK\x03\x04" + bytes(60), "unsupported"),
    "mail.msg": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), "unsupported"),
    "text.pdf": (b"Dette er ikke en PDF, men en tekst.", "wrong_content"),
    "cut.pdf": (b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Ty", "truncated"),
}


def test_makes_each_bad_file_a_failed_row_and_does_the_rest(command: Command, papers: Path) -> None:
    for name, (data, _) in BAD.items():
        (papers / name).write_bytes(data)
    answer = command("ingest", papers)
    assert answer.code == 1
    assert answer.out.rstrip().endswith("2 read, 6 failed")
    rows = {row["filename"]: row for row in command("list", "--json").json}
    assert {name: rows[name]["error"] for name in BAD} == {name: code for name, (_, code) in BAD.items()}
    assert rows["engbakken.txt"]["status"] == "ok"
    for name in BAD:
        (line,) = [line for line in answer.err.splitlines() if name in line]
        assert "FAILED" in line and line.endswith("."), line


def test_keeps_why_a_file_failed(command: Command, papers: Path) -> None:
    (papers / "empty.txt").write_bytes(b"")
    command("ingest", papers)
    with sqlite3.connect("aftalearkiv.db") as db:
        found = db.execute("SELECT stage, error, message FROM runs WHERE status = 'failed'").fetchall()
    assert [(stage, error) for stage, error, _ in found] == [("read", "empty")]
    assert "empty.txt" in command("show", "empty.txt").out


def test_tries_a_failed_file_again(command: Command, papers: Path, plug: Plug, monkeypatch: pytest.MonkeyPatch) -> None:
    plug("import parsers; parsers.parse = lambda document: 1 / 0")
    answer = command("ingest", papers)
    assert (answer.code, "ZeroDivisionError" in answer.err, "internal" in answer.out) == (1, True, True)
    monkeypatch.delenv("PYTHONPATH")
    answer = command("ingest", papers)
    assert (answer.code, answer.out.rstrip().endswith("2 read")) == (0, True)
    assert [row["status"] for row in command("list", "--json").json] == ["ok", "ok"]


def test_reports_wrong_paths_and_empty_folders_and_stores_nothing_of_them(command: Command, papers: Path) -> None:
    (papers / "nothing").mkdir()
    answer = command("ingest", papers / "none.pdf", papers / "nothing", papers / "notat.txt", "--json")
    assert answer.code == 1
    outcomes = [(outcome["result"], Path(outcome["path"]).name) for outcome in answer.json["outcomes"]]
    assert outcomes == [("not_found", "none.pdf"), ("not_found", "nothing"), ("stored", "notat.txt")]
    assert len(command("list", "--json").json) == 1


def test_keeps_originals_unless_told_not_to(command: Command, papers: Path) -> None:
    command("ingest", papers / "notat.txt", "--no-originals")
    assert not Path("aftalearkiv.db.files").exists()
    command("ingest", papers / "engbakken.txt")
    (copy,) = [path for path in Path("aftalearkiv.db.files").rglob("*") if path.is_file()]
    assert copy.read_bytes() == (papers / "engbakken.txt").read_bytes()


def test_takes_the_archive_from_the_option_then_the_environment(
    command: Command, papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTALEARKIV_DB", "from-environment.db")
    command("ingest", papers)
    command("ingest", papers, "--db", "from-option.db")
    assert sorted(path.name for path in Path().glob("*.db")) == ["from-environment.db", "from-option.db"]


def test_gives_the_same_bytes_whatever_the_order_and_the_workers(command: Command, papers: Path) -> None:
    files = sorted(papers.iterdir())
    command("ingest", *files, "--db", "a.db", "--workers", "1")
    command("ingest", *reversed(files), "--db", "b.db", "--workers", "3")
    command("ingest", *files, "--db", "b.db", "--force")
    for name in ("a", "b"):
        command("export", "--format", "json", "--db", f"{name}.db", "--out", f"{name}-out")
        command("export", "--format", "csv", "--db", f"{name}.db", "--out", f"{name}-out")
    written = sorted(path.name for path in Path("a-out").iterdir())
    assert len(written) > 15
    for name in written:
        assert Path("a-out", name).read_bytes() == Path("b-out", name).read_bytes(), name


def test_exports_json_with_evidence_that_quotes_its_page(filled: Command) -> None:
    assert filled("export", "--format", "json", "--out", "out").out == "out/documents.json\n"
    document = json.loads(Path("out/documents.json").read_text("utf-8"))[0]
    page = document["pages"][0]["text"]
    (agreement,) = document["agreements"]
    assert agreement["partnership"] == "engbakken"
    assert [budget["amount_dkk"] for budget in agreement["budgets"]] == [1_500_000]
    quotes = [quote for row in agreement["budgets"] + agreement["parties"] for quote in row["evidence"]]
    assert quotes and all(page[quote["start"] : quote["end"]] == quote["verbatim"] for quote in quotes)


def test_exports_csv_without_names(filled: Command) -> None:
    answer = filled("export", "--format", "csv", "--no-names", "--out", "out")
    assert "out/goals.csv" in answer.out.splitlines()
    with Path("out/documents.csv").open(encoding="utf-8") as file:
        assert [row["filename"] for row in csv.DictReader(file)] == ["engbakken.txt", "notat.txt"]


def test_lists_shows_and_finds(filled: Command) -> None:
    listed = filled("list").out
    assert "engbakken" in listed and "2018–2021" in listed and "notat.txt" in listed
    identity = filled("list", "--json").json[0]["id"]
    shown = filled("show", identity, "--pages").out
    for part in ("Nordby Kommune", "1.500.000", "plain text", "sha256"):
        assert part in shown, part
    found = filled("search", "oekonomi").out
    assert "engbakken.txt" in found and "Økonomi" in found and "1 paper" in found
    assert filled("search", "år", "--json").json["pages"][0]["filename"] == "notat.txt"
    assert filled("search", "ar").out == "no page holds ar\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("show", "12345678"), "aftalearkiv list"),
        (("show", "1234"), "at least 8 digits"),
        (("show", "nothing.pdf"), "nothing.pdf"),
        (("search", "--", "-nej"), "asks for no word"),
        (("export", "--format", "docx"), "docx"),
        (("compare", "--format", "docx"), "docx"),
        (("compare", "ukendt"), "ukendt"),
        (("evaluate", "no-folder"), "no gold"),
        (("codebook", "ukendt"), "nothing is called ukendt"),
        (("codebook", "--format", "docx"), "docx"),
        (("codebook", "goals", "--format", "schema"), "leave goals out"),
        (("repair", "--explain", "--diff"), "one of them"),
        (("repair", "none.txt"), "none.txt"),
        (("list", "--db", "none.db"), "aftalearkiv ingest"),
    ],
)
def test_ends_with_2_and_says_what_to_do_when_used_wrongly(filled: Command, arguments: Any, said: str) -> None:
    answer = filled(*arguments)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("aftalearkiv: ") and said in answer.err
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [("show",), ("nonsense",), ("list", "--nonsense"), ("export",)])
def test_ends_with_2_on_what_it_does_not_know(command: Command, arguments: Any) -> None:
    answer = command(*arguments)
    assert (answer.code, "Usage: aftalearkiv" in answer.err) == (2, True)


def test_ends_with_1_on_a_database_that_is_not_ours(command: Command, papers: Path) -> None:
    with sqlite3.connect("other.db") as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    answer = command("ingest", papers, "--db", "other.db")
    assert (answer.code, "another program" in answer.err) == (1, True)


def test_names_the_documents_that_an_ambiguous_name_means(command: Command, papers: Path, tmp_path: Path) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "notat.txt").write_text("Et andet notat om noget helt andet.", "utf-8")
    command("ingest", papers, tmp_path / "more")
    answer = command("show", "notat.txt")
    assert (answer.code, answer.err.count("(notat.txt)")) == (2, 2)


@pytest.mark.parametrize(
    "name",
    "ingest export repair list show search compare evaluate explain doctor cache".split(),  # noqa: SIM905
)
def test_teaches_every_command_with_examples(command: Command, name: str) -> None:
    answer = command(name, "--help")
    assert answer.code == 0
    assert f"\n    aftalearkiv {name}" in answer.out
    assert max(map(len, answer.out.splitlines())) <= 100


def test_shows_its_version(command: Command) -> None:
    answer = command("--version")
    assert (answer.code, answer.out.split()[0]) == (0, "aftalearkiv")


def test_lists_what_is_installed(command: Command) -> None:
    checks = {check["name"]: check for check in command("doctor", "--json").json["checks"]}
    assert {"tesseract", "pypdfium2", "sqlite with fts5"} <= set(checks)
    assert all(check["advice"] or check["version"] for check in checks.values())


def test_measures_and_clears_the_cache(command: Command, tmp_path: Path) -> None:
    entry = tmp_path / "cache" / "ocr" / "ab" / "cd.z"
    entry.parent.mkdir(parents=True)
    entry.write_bytes(b"12345")
    assert command("cache", "--json").json == {
        "folder": str(tmp_path / "cache"),
        "entries": 1,
        "bytes": 5,
        "cleared": False,
    }
    assert command("cache", "--clear", "--json").json["cleared"]
    assert not entry.exists()


def test_compares_and_evaluates(filled: Command, tmp_path: Path) -> None:
    assert "engbakken" in filled("compare").out
    assert filled("compare", "--format", "json").json["compare_budgets"][0]["amount_dkk"] == 1_500_000
    assert "out/compare_goals.csv" in filled("compare", "--format", "csv", "--out", "out").out
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "engbakken.json").write_text(json.dumps({"kind": "partnership_agreement"}))
    assert filled("evaluate", "gold", "--json").json["fields"]["kind"]["f1"] == 1.0


# The Python face


def test_reads_repairs_and_parses_from_python(papers: Path, tmp_path: Path) -> None:
    document = aftalearkiv.read(papers / "engbakken.txt")
    assert aftalearkiv.parse(document).partnership == "engbakken"
    assert aftalearkiv.repair("Budgettet er godkendt af Byrådet.\n") == "Budgettet er godkendt af Byrådet.\n"
    summary = aftalearkiv.ingest([papers], tmp_path / "a.db")
    assert (summary.count("stored"), summary.exit_code) == (2, 0)
    with aftalearkiv.open_archive(tmp_path / "a.db") as archive:
        assert archive.db.table("documents").count == 2


def test_says_that_a_fault_is_its_own(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("output.store.lookup.list_documents", lambda db, **options: 1 / 0)
    answer = filled("list")
    assert (answer.code, answer.err.count("\n"), "ZeroDivisionError" in answer.err) == (1, 1, True)
