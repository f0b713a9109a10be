"""What the terminal is spared and told: widths, encodings, signs that steer it, problems, near names."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipeline.terminal import harmless
from tests.conftest import PutArchive

Command = Callable[..., Any]
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
RUN = [sys.executable, "-c", "import aftalearkiv; aftalearkiv.main()"]


@pytest.fixture
def sampled(command: Command, put_archive: PutArchive, tmp_path: Path) -> Command:
    """Commands beside two witnesses of one agreement, an agreement with findings, and a file that is none."""
    broken = tmp_path / "broken.pdf"
    broken.write_bytes(b"%PDF-1.4\nnothing")
    names = ("lindeparken-2014-dump.txt", "lindeparken-2014.pdf", "lindeparken-2018.pdf")
    put_archive([*(SAMPLES / name for name in names), broken])
    return command


def in_process(*arguments: str, given: bytes = b"", **changes: str) -> bytes:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "AFTALEARKIV_CACHE": "cache", **changes}
    done = subprocess.run([*RUN, *arguments], input=given, capture_output=True, env=environment, timeout=120)
    assert b"fault" not in done.stderr, done.stderr
    return done.stdout


def test_is_as_wide_as_columns_says_in_a_pipe_and_wide_enough_without(sampled: Command) -> None:
    assert max(map(len, in_process("list", COLUMNS="60").decode().splitlines())) == 60
    assert max(map(len, in_process("show", "lindeparken-2018.pdf", COLUMNS="").decode().splitlines())) > 100


@pytest.mark.parametrize("encoding", ["latin-1", "ascii", "cp850"])
def test_says_in_the_letters_of_the_terminal_what_it_can(sampled: Command, encoding: str) -> None:
    for arguments in (("list",), ("show", "lindeparken-2018.pdf"), ("compare",), ("search", "partnerskabet")):
        said = in_process(*arguments, PYTHONIOENCODING=encoding, PYTHONUTF8="0").decode(encoding)
        assert "lindeparken" in said
    asked = in_process("show", "lindeparken-2018.pdf", PYTHONIOENCODING=encoding, PYTHONUTF8="0").decode(encoding)
    assert ("Møllevangen" in asked, "Moellevangen" in asked) == (encoding != "ascii", encoding == "ascii")


def test_gives_programs_the_same_bytes_whatever_the_terminal_speaks(sampled: Command) -> None:
    for arguments in (("show", "lindeparken-2018.pdf", "--json"), ("compare", "--format", "md")):
        assert in_process(*arguments, PYTHONIOENCODING="ascii", PYTHONUTF8="0") == in_process(*arguments)


def test_shows_what_would_steer_the_terminal(command: Command) -> None:
    name = "a\x1b[2J\x1b]0;title\x07\u202egpj.txt"
    Path(name).write_text("Aftale om \x1b[31mtryghed\x1b[0m i Engbakken\n", "utf-8")
    command("ingest", name)
    for arguments in (("list",), ("show", name), ("search", "tryghed"), ("verify", "--quick"), ("show", f"{name}x")):
        answer = command(*arguments)
        assert not {"\x1b", "\x07", "\u202e"} & set(answer.out + answer.err), arguments
    assert "␛[2J" in command("list").out


def test_shows_signs_of_one_line_on_one_line() -> None:
    assert harmless("a\nb\tc\x00") == "a␊b c\ufffd"


def test_lists_what_a_person_should_look_at_and_why(sampled: Command) -> None:
    rows = {row["filename"]: row["problems"] for row in sampled("list", "--problems", "--json").json}
    assert rows["broken.pdf"][0].startswith("failed: ")
    assert "budget-sum-mismatch" in rows["lindeparken-2018.pdf"]
    assert "lindeparken-2014.pdf" not in rows
    said = sampled("list", "--problems").out
    assert said.index("broken.pdf") < said.index("lindeparken-2018.pdf")


def test_says_that_nothing_needs_a_look(command: Command) -> None:
    Path("a.txt").write_text("Notat om belysning\n\nDer er sat nye lamper op på stien.\n", "utf-8")
    command("ingest", "a.txt")
    with sqlite3.connect("aftalearkiv.db") as db:
        db.execute("DELETE FROM findings")
    assert command("list", "--problems").out == "nothing needs a look\n"


def test_shows_repairs_and_proposals(sampled: Command) -> None:
    said = sampled("show", "lindeparken-2014-dump.txt", "--repairs").out
    assert "arligt" in said and "årligt" in said and "proposed" in said
    assert "repairs and proposals" not in sampled("show", "lindeparken-2014-dump.txt").out


def test_explains_one_row_of_a_list(sampled: Command) -> None:
    whole = sampled("explain", "lindeparken-2018.pdf", "measures", "--json").json
    one = sampled("explain", "lindeparken-2018.pdf", "measures[2]", "--json").json
    assert (one["values"], one["field"]) == (whole["values"][2:3], "measures[2]")
    assert "3. role baseline" in sampled("explain", "lindeparken-2018.pdf", "measures[2]").out


@pytest.mark.parametrize(
    ("place", "said"),
    [("measures[99]", "has 6 measures"), ("period[0]", "is one value"), ("measures[x]", "names no field"),
     ("measure", "there is no field measure")],
)  # fmt: skip
def test_refuses_to_explain_what_there_is_not(sampled: Command, place: str, said: str) -> None:
    answer = sampled("explain", "lindeparken-2018.pdf", place)
    assert (answer.code, said in answer.err) == (2, True)


def test_finds_a_paper_once_and_names_its_other_witnesses(sampled: Command) -> None:
    found = sampled("search", "partnerskabet", "--json").json
    names = [hit["filename"] for hit in found["pages"]]
    assert found["total"] == len(names) == len(set(names))
    assert "lindeparken-2014-dump.txt" not in names
    first = next(hit for hit in found["pages"] if hit["filename"] == "lindeparken-2014.pdf")
    assert first["others"] == ["lindeparken-2014-dump.txt"]
    assert "also in lindeparken-2014-dump.txt" in sampled("search", "partnerskabet").out


def test_finds_a_paper_by_a_witness_whose_words_the_preferred_one_lacks(sampled: Command) -> None:
    Path("more.txt").write_text((SAMPLES / "lindeparken-2014-dump.txt").read_text("utf-8") + "\nzebrastribe\n", "utf-8")
    sampled("ingest", "more.txt")
    (hit,) = sampled("search", "zebrastribe", "--json").json["pages"]
    assert (hit["filename"], "lindeparken-2014.pdf" in hit["others"]) == ("more.txt", True)


@pytest.mark.parametrize("written", ["lindeparken-201", "lindeprken-2018.pdf", "LINDEPARKEN-2018"])
def test_names_the_files_that_may_be_meant(sampled: Command, written: str) -> None:
    answer = sampled("show", written)
    assert (answer.code, "did you mean" in answer.err, "lindeparken-2018.pdf" in answer.err) == (2, True, True)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Maling af tryghed i omradet", "23 letters are too few"),
        ("The municipality and the police have agreed to be there for the people of this place", "not read as Danish"),
        ("Måling af tryghed", ""),
        ("12 34\n", ""),
    ],
)
def test_says_why_it_left_a_text_alone(text: str, said: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*RUN, "repair"], input=text.encode(), capture_output=True, env=environment, timeout=60)
    assert done.stdout.decode() == text
    assert (said in done.stderr.decode(), bool(done.stderr)) == (True, bool(said))


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("aftalearkiv show linde", ["lindeparken-2014-dump.txt", "lindeparken-2014.pdf", "lindeparken-2018.pdf"]),
        ("aftalearkiv compare linde", ["lindeparken"]),
        ("aftalearkiv explain x budg", ["budgets"]),
        ("aftalearkiv show --db none.db li", []),
    ],
)
def test_offers_what_the_archive_holds_to_the_shell(sampled: Command, words: str, offered: list[str]) -> None:
    asked = {"_AFTALEARKIV_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split()) - 1)}
    assert in_process(given=b"", **asked).decode().split() == offered


@pytest.mark.parametrize(
    ("arguments", "danish", "english"),
    [
        (("list",), "partnerskabsaftale", "agreement"),
        (("list", "--problems"), "beløb går ikke op", "budget-sum-mismatch"),
        (
            ("show", "lindeparken-2018.pdf", "--pages", "--repairs"),
            "føler sig utrygge: falde",
            "feels unsafe: decrease",
        ),
        (("search", "partnerskabet"), "også i lindeparken-2014-dump.txt", "also in"),
        (("signatures", "lindeparken-2018.pdf"), "ingen digitale underskrifter", "no digital signatures"),
        (("explain", "lindeparken-2018.pdf", "budgets"), "sikkerhed", "confidence"),
        (("evaluate", SAMPLES / "gold", "--only-present"), "genfinding", "recall"),
        (("review", "list"), "intet er besluttet", "nothing has been decided"),
    ],
)
def test_speaks_danish_where_it_is_asked_to(
    sampled: Command, arguments: tuple[str, ...], danish: str, english: str
) -> None:
    said, plain = sampled(*arguments, "--lang", "da").out, sampled(*arguments).out
    assert danish in said and english not in said
    assert english in plain and danish not in plain
    assert sampled(*arguments, "--lang", "sv").code == 2
