"""What is written about the program, held against the program."""

from __future__ import annotations

import importlib.util
import json
import re
import sqlite3
from pathlib import Path
from types import ModuleType

import jsonschema
import pytest

import aftalearkiv
from output.codebook.pages import codebook_markdown
from output.codebook.record_schema import record_schema
from output.export.json_records import json_lines
from output.store.loading import load_documents
from pipeline.codebook import database_codebook

ROOT = Path(__file__).resolve().parent.parent
PAGES = ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]


def _script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_command_reference_is_what_the_commands_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AFTALEARKIV_DB", raising=False)
    said = _script("write_command_reference").command_reference()
    assert (ROOT / "docs" / "commands.md").read_text() == said, "run `make docs`"


def test_codebook_is_what_the_models_say() -> None:
    said = codebook_markdown(*database_codebook())
    assert (ROOT / "docs" / "codebook.md").read_text("utf-8") == said, "run `make docs`"


def test_the_schema_of_the_records_is_what_the_models_say() -> None:
    said = (ROOT / "docs" / "records.schema.json").read_text("utf-8")
    assert said == record_schema(), "raise VERSION in output/codebook/record_schema.py, then run `make docs`"


def test_what_is_exported_is_as_its_schema_says(tmp_path: Path) -> None:
    aftalearkiv.ingest([ROOT / "corpus" / "samples" / "oesterhavn-2016.pdf"], tmp_path / "archive.db")
    with aftalearkiv.open_archive(tmp_path / "archive.db") as archive:
        exported = json.loads("".join(json_lines(load_documents(archive.db), words=True)))
    schema = json.loads(record_schema())
    assert exported
    for document in exported:
        jsonschema.validate([document], schema)
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate([document | {"shoe_size": 42}], schema)


def test_the_house_is_drawn_as_it_stands() -> None:
    script = _script("draw_house")
    page = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    assert page == script.drawn(page), "run `make docs`"
    pictures = script.pictures()
    assert set(pictures) == {"house", "parsers", "output"}
    for name, svg in pictures.items():
        assert (ROOT / "docs" / "pictures" / f"{name}.svg").read_text("utf-8") == svg, "run `make docs`"


def test_a_drawing_leaves_detours_out() -> None:
    uses = {"a": {"b", "c"}, "b": {"c"}, "c": set()}
    assert _script("draw_house").without_detours(uses) == {"a": {"b"}, "b": {"c"}, "c": set()}


def test_the_sentence_that_the_architecture_walks_with_is_read_as_it_says(tmp_path: Path) -> None:
    sentence = "Indbrud skal falde fra 40 i 2023 til 30 i 2027"
    assert f'"{sentence}"' in (ROOT / "docs" / "architecture.md").read_text("utf-8")
    paper = tmp_path / "aftale.txt"
    paper.write_text(f"Partnerskabsaftale for Mosevænget 2024-2027\n\nMål\n\n{sentence}.\n")
    record = aftalearkiv.parse(aftalearkiv.read(paper))
    goal = record.goals[0]
    assert (goal.direction, goal.baseline_year, goal.target_value, goal.deadline) == ("decrease", 2023, 30, 2027)
    assert {(row.role, row.year, row.value) for row in record.measures} == {
        ("baseline", 2023, 40),
        ("target", 2027, 30),
    }


@pytest.mark.parametrize("page", PAGES)
def test_links_lead_to_files_that_are_there(page: str) -> None:
    path = ROOT / page
    targets = re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text())
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_paths_that_are_named_exist(page: str) -> None:
    named = set(
        re.findall(
            r"`((?:corpus|parsers|normalizers|ingest|output|pipeline|models|scripts|tests|docs)/[\w/.-]+)`",
            (ROOT / page).read_text(),
        )
    )
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md"])
def test_targets_of_make_that_are_named_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)`", (ROOT / page).read_text()))
    assert named
    assert named <= targets


def test_every_question_of_the_page_on_sql_has_its_answer(tmp_path: Path) -> None:
    samples = ROOT / "corpus" / "samples"
    names = ("lindeparken-2014-dump.txt", "lindeparken-2022.pdf", "lindeparken-2020-status.pdf")
    aftalearkiv.ingest([samples / name for name in names], tmp_path / "archive.db")
    questions = re.findall(r"(?s)```sql\n(.*?)```", (ROOT / "docs" / "sql.md").read_text("utf-8"))
    assert len(questions) == 6
    archive = sqlite3.connect(f"file:{tmp_path / 'archive.db'}?mode=ro", uri=True)
    answers = [archive.execute(question).fetchall() for question in questions]
    archive.close()
    assert [bool(answer) for answer in answers] == [True, True, True, False, True, True]  # nobody has decided anything
