"""`remove`, `review`, `list --stale`, `ingest --force`: the commands of those who keep an archive."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]


def budgets(command: Command, *options: str) -> list[tuple[Any, ...]]:
    assert command("export", "--format", "json", "--out", "out", *options).code == 0
    documents = json.loads(Path("out/documents.json").read_text("utf-8"))
    (agreement,) = [a for document in documents for a in document["agreements"] if a["budgets"]]
    return [(row["amount_dkk"], row["review"]) for row in agreement["budgets"]]


def test_removes_a_document_and_tells_who_took_it_out(filled: Command) -> None:
    answer = filled("remove", "notat.txt", "--reason", "sent by mistake", "--by", "Rigmor Sandvad")
    assert "notat.txt is out of the archive and the kept copy" in answer.out
    assert [row["filename"] for row in filled("list", "--json").json] == ["engbakken.txt"]
    (removal,) = filled("removals", "--json").json
    assert (removal["filename"], removal["removed_by"], removal["reason"]) == (
        "notat.txt",
        "Rigmor Sandvad",
        "sent by mistake",
    )
    assert "Rigmor Sandvad" in filled("removals").out


def test_names_the_witness_that_is_preferred_now(filled: Command, papers: Path) -> None:
    text = (papers / "engbakken.txt").read_text("utf-8")
    (papers / "kopi.txt").write_text(text + "\n\n", "utf-8")
    assert "another witness" not in filled("list").out
    filled("ingest", papers)
    assert "another witness" in filled("list").out
    before = {row["filename"]: row["preferred"] for row in filled("list", "--json").json}
    (best,) = [name for name in ("engbakken.txt", "kopi.txt") if before[name]]
    (other,) = {"engbakken.txt", "kopi.txt"} - {best}
    assert f"{other} is the preferred witness" in filled("remove", best, "--reason", "a copy").out


def test_passes_over_what_was_removed_unless_forced(filled: Command, papers: Path) -> None:
    filled("remove", "notat.txt", "--reason", "sent by mistake")
    answer = filled("ingest", papers)
    assert answer.code == 0
    assert "1 removed before" in answer.out
    assert "sent by mistake" in answer.err
    assert len(filled("list", "--json").json) == 1
    assert filled("ingest", papers / "notat.txt", "--force").code == 0
    assert len(filled("list", "--json").json) == 2


def test_asks_for_the_reason_of_a_removal(filled: Command) -> None:
    assert filled("remove", "notat.txt").code == 2


def test_reads_everything_again_from_the_kept_originals_under_their_names(filled: Command, papers: Path) -> None:
    for paper in papers.iterdir():
        paper.unlink()
    answer = filled("ingest", "--force", "--json")
    assert answer.code == 0
    assert sorted(outcome["path"] for outcome in answer.json["outcomes"]) == ["engbakken.txt", "notat.txt"]
    assert [row["filename"] for row in filled("list", "--json").json] == ["engbakken.txt", "notat.txt"]


def test_says_which_document_has_no_original_to_read_again(command: Command, papers: Path) -> None:
    command("ingest", papers, "--no-originals")
    assert "notat.txt stays as it is" in command("ingest", "--force").err


def test_asks_for_files_unless_forced(filled: Command) -> None:
    answer = filled("ingest")
    assert answer.code == 2
    assert "name the files" in answer.err


def test_makes_no_archive_to_read_again(command: Command) -> None:
    assert command("ingest", "--force").code == 2
    assert not Path("aftalearkiv.db").exists()


def test_drops_a_failure_when_its_file_came_back_good(command: Command, papers: Path) -> None:
    (papers / "cut.pdf").write_bytes(b"%PDF-1.7\n%cut off")
    assert command("ingest", papers).code == 1
    (papers / "cut.pdf").write_bytes(
        Path(__file__).parents[2].joinpath("corpus/samples/oesterhavn-2016.pdf").read_bytes()
    )
    command("ingest", papers)
    rows = [(row["filename"], row["status"]) for row in command("list", "--json").json if row["filename"] == "cut.pdf"]
    assert rows == [("cut.pdf", "ok")]


def test_lists_what_older_rules_read(filled: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert filled("list", "--stale", "--json").json == []
    assert "read by the rules of this version" in filled("list", "--stale").out
    monkeypatch.setattr("pipeline.versions.rules_digest", lambda: "another")
    assert len(filled("list", "--stale", "--json").json) == 2
    assert "ingest --force" in filled("list", "--stale").out


def test_corrects_and_takes_back_from_the_command_line(filled: Command) -> None:
    decided = filled(
        "review", "decide", "engbakken.txt", "budgets[0]", "correct", "--set", "amount_dkk=1600000", "--reason", "seen"
    )
    assert decided.code == 0
    assert budgets(filled) == [(1_600_000, "corrected")]
    assert budgets(filled, "--as-read") == [(1_500_000, None)]
    assert [row["now"] for row in filled("review", "list", "--json").json] == ["corrected"]
    assert "amount_dkk=1600000" in filled("review", "list", "engbakken.txt").out
    assert filled("review", "undo", decided.out.split()[0]).code == 0
    assert budgets(filled) == [(1_500_000, None)]
    assert "nothing has been decided" in filled("review", "list").out
    assert [row["action"] for row in filled("review", "list", "--all", "--json").json] == ["correct", "undo"]


def test_keeps_a_correction_when_everything_is_read_again(filled: Command) -> None:
    filled("review", "decide", "engbakken.txt", "budgets[0]", "correct", "--set", "payer=null", "--reason", "seen")
    before = budgets(filled)
    assert filled("ingest", "--force").code == 0
    assert budgets(filled) == before == [(1_500_000, "corrected")]


def test_adds_a_value_with_the_words_it_stands_on(filled: Command) -> None:
    quote = ("--page", "1", "--quote", "Nordjyllands Politi")
    answer = filled("review", "decide", "engbakken.txt", "areas", "add", "--set", "name=Nordby", *quote)
    assert answer.code == 0, answer.err
    shown = filled("show", "engbakken.txt", "--json").json["agreements"][0]["areas"]
    assert [(row["name"], row["evidence"][0]["verbatim"]) for row in shown if row["review"] == "added"] == [
        ("Nordby", "Nordjyllands Politi")
    ]


def test_carries_decisions_between_archives_as_lines(filled: Command, tmp_path: Path) -> None:
    filled("review", "decide", "engbakken.txt", "period", "accept", "--reviewer", "Rigmor Sandvad")
    assert filled("review", "export", "--out", "d.jsonl").code == 0
    assert "Rigmor Sandvad" in Path("d.jsonl").read_text("utf-8")
    assert "Rigmor" not in filled("review", "export", "--no-names").out
    assert "0 new, 1 known already" in filled("review", "import", "d.jsonl").out
    with sqlite3.connect("other.db"):
        pass
    Path("other.db").unlink()
    filled("ingest", "papers/notat.txt", "--db", "other.db")
    assert "1 found no row" in filled("review", "import", "d.jsonl", "--db", "other.db").out
    assert [row["now"] for row in filled("review", "list", "--open", "--db", "other.db", "--json").json] == [
        "no-document"
    ]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("engbakken.txt", "budgets[9]", "accept"), r"no budgets[9]"),
        (("engbakken.txt", "budgets 0", "accept"), "names no value"),
        (("engbakken.txt", "budgets[0]", "approve"), "no action approve"),
        (("engbakken.txt", "budgets[0]", "correct", "--set", "amount_dkk"), "sets nothing"),
        (("engbakken.txt", "budgets[0]", "reject"), "needs a reason"),
        (("engbakken.txt", "areas", "add", "--set", "name=X", "--quote", "Politi"), "needs --page"),
        (("engbakken.txt", "areas", "add", "--set", "name=X", "--page", "1", "--quote", "Søbakken"), "does not hold"),
    ],
)
def test_says_what_is_wrong_with_a_decision(filled: Command, arguments: tuple[str, ...], said: str) -> None:
    answer = filled("review", "decide", *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_says_what_is_wrong_with_a_file_of_decisions(filled: Command, tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"sha256": 1}\n', "utf-8")
    assert "line 1 is no decision" in filled("review", "import", "d.jsonl").err
    assert filled("review", "import", "none.jsonl").code == 1
    assert "names no decision" in filled("review", "undo", "00000000").err
