"""Decisions in an archive that an earlier version wrote: an update, a new reading, a better copy lose none."""

from __future__ import annotations

import json
import lzma
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Command = Callable[..., Any]
ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "corpus" / "samples"
EARLIER = ROOT / "tests" / "output" / "archives" / "76824a1.db.xz"
DECIDED = {
    ("oesterhavn-2016.pdf", "budgets", "corrected"),
    ("oesterhavn-2016.pdf", "measures", "rejected"),
    ("oesterhavn-2016.pdf", "goals", "accepted"),
    ("oesterhavn-2016.pdf", "period", "corrected"),
    ("oesterhavn-2016.pdf", "areas", "added"),
    ("lindeparken-2014-dump.txt", "budgets", "corrected"),
}


@pytest.fixture
def earlier(command: Command) -> Command:
    """The archive, with the command that works on it."""
    Path("aftalearkiv.db").write_bytes(lzma.decompress(EARLIER.read_bytes()))
    return command


def _decided(command: Command) -> set[tuple[str, str, str]]:
    rows = json.loads(command("review", "list", "--json").out)
    return {(row["filename"], row["field"], row["now"]) for row in rows}


def _shown(command: Command, name: str) -> dict[str, Any]:
    (agreement,) = json.loads(command("show", name, "--json").out)["agreements"]
    return dict(agreement)


def test_keeps_what_people_decided_when_the_archive_is_brought_up_to_date(earlier: Command) -> None:
    assert _decided(earlier) == DECIDED
    assert _shown(earlier, "oesterhavn-2016.pdf")["budgets"][0]["amount_dkk"] == 875_000


def test_keeps_what_people_decided_when_this_version_reads_the_papers_again(earlier: Command) -> None:
    for name in ("oesterhavn-2016.pdf", "lindeparken-2014-dump.txt"):
        assert earlier("ingest", "--force", SAMPLES / name).code == 0
    assert _decided(earlier) == DECIDED
    shown = _shown(earlier, "oesterhavn-2016.pdf")
    assert shown["budgets"][0]["amount_dkk"] == 875_000
    assert shown["period"]["end"] == "2019-12-31"
    assert "Havnely" in {area["name"] for area in shown["areas"]}


def test_keeps_what_people_decided_when_a_better_copy_is_preferred(earlier: Command) -> None:
    assert earlier("ingest", SAMPLES / "lindeparken-2014.pdf").code == 0
    shown = _shown(earlier, "lindeparken-2014.pdf")
    payers = {row["payer"]: row["review"] for row in shown["budgets"] if row["purpose"] == "administration"}
    assert shown["preferred"]
    assert payers == {"nordby-kommune": "corrected"}
