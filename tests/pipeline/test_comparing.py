"""`compare` in all its formats, from the command line."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import PutArchive

Command = Callable[..., Any]
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture
def sampled(command: Command, put_archive: PutArchive) -> Command:
    names = ("lindeparken-2018.pdf", "lindeparken-2020-status.pdf", "lindeparken-2022.pdf", "oesterhavn-2016.pdf")
    put_archive([SAMPLES / name for name in names])
    return command


@pytest.mark.parametrize(
    ("format_name", "files"),
    [
        ("csv", {"compare_papers.csv", "compare_series.csv", "compare_budget_totals.csv"}),
        ("xlsx", {"comparison.xlsx"}),
        ("datapackage", {"datapackage.json", "codebook.csv", "compare_series.csv"}),
        ("html", {"index.html", "lindeparken.html", "oesterhavn.html"}),
        ("svg", {"lindeparken-burglary-count-all.svg"}),
        ("json", {"comparison.json"}),
        ("md", {"comparison.md"}),
    ],
)
def test_writes_the_same_files_each_time(sampled: Command, format_name: str, files: set[str]) -> None:
    written = []
    for out in ("one", "two"):
        answer = sampled("compare", "--format", format_name, "--out", out)
        assert answer.code == 0, answer.err
        written.append({place.name: place.read_bytes() for place in Path(out).iterdir()})
        assert {Path(line).name for line in answer.out.splitlines()} == set(written[-1])
    assert written[0] == written[1]
    assert files <= set(written[0])


def test_says_the_same_in_every_format(sampled: Command) -> None:
    sampled("compare", "--format", "csv", "--out", "out")
    found = json.loads(sampled("compare", "--format", "json").out)
    with Path("out/compare_series.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["value"] or row["value_text"] for row in rows] == [
        "" if row["value"] is None else str(row["value"]) for row in found["compare_series"]
    ]
    assert "afventer → 50 (lindeparken-2020-status.pdf)" in _page(sampled, "da")
    assert "pending → 50 (lindeparken-2020-status.pdf)" in _page(sampled, "en")


def _page(command: Command, language: str) -> str:
    command("compare", "Lindeparken", "--format", "html", "--lang", language, "--out", "sider")
    return Path("sider/lindeparken.html").read_text("utf-8")


def test_is_said_in_danish_and_as_a_danish_excel_reads_it(sampled: Command) -> None:
    assert "Hvad der ændrede sig" in sampled("compare", "lindeparken", "--lang", "da").out
    assert "1.800.000" in sampled("compare", "lindeparken", "--lang", "da").out
    excel = sampled("compare", "lindeparken", "--table", "series", "--format", "csv", "--excel").out
    assert excel.startswith("partnership;family;definition;")
    assert "39,6" in excel


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--format", "csv"), "several CSV files need a folder"),
        (("--format", "html"), "html needs a folder"),
        (("--format", "pdf"), "there is no format pdf"),
        (("lindenparken",), "did you mean lindeparken"),
        (("--lang", "sv"), "there is no language sv"),
    ],
)
def test_says_what_it_needs(sampled: Command, arguments: tuple[str, ...], said: str) -> None:
    answer = sampled("compare", *arguments)
    assert answer.code == 2
    assert said in answer.err


def test_says_plainly_that_it_may_not_write(sampled: Command) -> None:
    Path("file").write_text("no folder")
    answer = sampled("compare", "--format", "html", "--out", "file")
    assert answer.code == 1
    assert "file could not be written: it is no folder" in answer.err
