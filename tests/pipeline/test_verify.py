"""`verify`: one byte flipped anywhere is found and named; what is read again is compared."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from output.store.archive import open_archive
from output.store.seals import seal
from output.store.settling import settle_everything
from tests.conftest import PutArchive

Command = Callable[..., Any]
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"


@pytest.fixture
def sampled(command: Command, put_archive: PutArchive) -> Command:
    """An archive of a printed paper and of a damaged dump with repairs, with a decision and a removal."""
    names = ("oesterhavn-2016.pdf", "lindeparken-2014-dump.txt", "oesterhavn-2017-presse.pdf")
    put_archive([SAMPLES / name for name in names])
    command("remove", "oesterhavn-2017-presse.pdf", "--reason", "not wanted")
    command("review", "decide", "oesterhavn-2016.pdf", "budgets[0]", "correct", "--set", "fte=2", "--reason", "seen")
    return command


def alter(statement: str) -> None:
    """What somebody does who goes past the triggers."""
    with sqlite3.connect("aftalearkiv.db") as db:
        for (name,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_update'"
        ).fetchall():
            db.execute(f"DROP TRIGGER {name}")
        db.execute("DROP TRIGGER IF EXISTS reviews_delete")
        assert db.execute(statement).rowcount > 0


def places(command: Command, *options: str) -> list[tuple[str | None, str]]:
    answer = command("verify", "--json", *options)
    found = [(problem["filename"], problem["where"]) for problem in answer.json["problems"]]
    assert answer.code == int(bool(found))
    return found


def test_finds_nothing_wrong_with_an_archive_that_was_left_alone(sampled: Command) -> None:
    assert places(sampled) == []
    assert "2 documents checked, and read again from the originals: all is well" in sampled("verify").out


def test_still_finds_after_an_update_what_was_altered_before_it(sampled: Command) -> None:
    alter("UPDATE budgets SET amount_dkk = amount_dkk + 1 WHERE position = 0")
    with open_archive(Path("aftalearkiv.db")) as archive, archive.db.conn:
        settle_everything(archive.db)
    assert ("oesterhavn-2016.pdf", "budgets[0]") in places(sampled, "--quick")


DUMP = "(SELECT id FROM documents WHERE filename LIKE '%dump%')"
PAPER = "(SELECT id FROM documents WHERE filename LIKE '%2016%')"


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        (f"UPDATE budgets SET amount_dkk = amount_dkk + 1 WHERE position = 0 AND document = {PAPER}", "budgets[0]"),
        (f"UPDATE goals SET reference_area = 'Søen' WHERE document = {PAPER} AND position = 0", "goals"),
        (f"DELETE FROM budgets WHERE document = {PAPER}", "budgets"),
        (
            f"UPDATE evidence SET verbatim = 'x' || substr(verbatim, 2) WHERE document = {PAPER} AND field = 'parties'"
            " AND position = 0 AND ordinal = 0",
            "parties[0].evidence[0]",
        ),
        (f"UPDATE agreements SET title = 'En anden' WHERE document = {PAPER}", "agreement"),
        (f"UPDATE pages SET text = replace(text, 'a', 'e') WHERE document = {DUMP}", "pages/1.text"),
        (f"UPDATE words SET x0 = x0 + 1 WHERE page IN (SELECT id FROM pages WHERE document = {PAPER})", "pages/1"),
        (
            f"UPDATE repairs SET raw = raw || 'x' WHERE document = {DUMP} AND applied = 1 AND position = 0",
            "pages/1.text",
        ),
        (f"UPDATE agreements SET start_year = 1999 WHERE document = {PAPER}", "agreement.start_year"),
        (f"UPDATE agreements SET preferred = 0 WHERE document = {PAPER}", "agreement.preferred"),
        (f"DELETE FROM partnership_papers WHERE document = {PAPER}", "agreement.partnerships"),
        (f"UPDATE agreements SET witness = 'another' WHERE document = {PAPER}", "agreement.witness"),
    ],
)
def test_names_what_was_altered_in_a_document(sampled: Command, statement: str, where: str) -> None:
    alter(statement)
    found = places(sampled, "--quick")
    assert where in [place for _, place in found]
    # A page's words are in the index too, which is no document's.
    assert len({name for name, place in found if place != "search"}) == 1


@pytest.mark.parametrize(
    ("statement", "where"),
    [
        ("UPDATE reviews SET reason = 'unseen'", "reviews/1"),
        ("UPDATE reviews SET patch = '{\"fte\":3}'", "reviews/1"),
        ("UPDATE review_state SET patch = '{\"fte\":9}'", "review_state budgets[0]"),
        ("UPDATE removals SET removed_by = 'Somebody'", "removals/1"),
        ("UPDATE sqlite_sequence SET seq = 2 WHERE name = 'reviews'", "reviews/2"),
    ],
)
def test_names_a_line_of_the_journals_that_was_altered(sampled: Command, statement: str, where: str) -> None:
    alter(statement)
    assert where in [place for _, place in places(sampled, "--quick")]


def flip(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def test_names_a_copy_with_one_byte_flipped_everywhere_it_is_used(sampled: Command) -> None:
    (copy,) = Path("aftalearkiv.db.files").glob("*/*.pdf")
    flip(copy)
    answer = sampled("verify", "--quick")
    assert answer.code == 1
    assert f"not {copy.stem}" in answer.out and answer.out.startswith(f"{copy.stem[:8]} oesterhavn-2016.pdf: copy: ")
    exported = sampled("export", "--format", "pdf", "--out", "copies")
    assert exported.code == 1
    assert "is damaged" in exported.err and "fault of aftalearkiv" not in exported.err
    again = sampled("ingest", "--force")
    assert again.code == 1
    assert "is damaged" in again.err
    assert len(sampled("list", "--json").json) == 2
    assert sampled("ingest", SAMPLES / "oesterhavn-2016.pdf", "--force").code == 0
    assert places(sampled, "--quick") == []


def test_names_a_copy_that_is_gone(sampled: Command) -> None:
    (copy,) = Path("aftalearkiv.db.files").glob("*/*.pdf")
    copy.unlink()
    assert places(sampled, "--quick") == [("oesterhavn-2016.pdf", "copy")]


def test_says_so_when_the_originals_are_gone_or_were_never_kept(sampled: Command) -> None:
    shutil.rmtree("aftalearkiv.db.files")
    answer = sampled("verify", "--quick")
    assert answer.code == 0
    assert "no original is kept of 2 of them" in answer.out
    assert json.loads(sampled("verify", "--quick", "--json").out)["without_original"] == 2


def test_says_what_it_should_be_when_it_is_read_again(sampled: Command) -> None:
    with sqlite3.connect("aftalearkiv.db") as db:
        (stored,) = db.execute(f"SELECT amount_dkk FROM budgets WHERE position = 0 AND document = {PAPER}").fetchone()
    alter(f"UPDATE budgets SET amount_dkk = 17 WHERE position = 0 AND document = {PAPER}")
    said = sampled("verify", "oesterhavn-2016.pdf").out
    assert f"budgets[0].amount_dkk: stored 17, read {stored}" in said


def test_tells_which_version_reads_otherwise_and_allows_it_where_asked(sampled: Command) -> None:
    alter("UPDATE runs SET versions = json_set(versions, '$.rules', 'older')")
    assert places(sampled) == []
    alter(f"UPDATE measures SET data_source = 'En måling' WHERE position = 0 AND document = {DUMP}")
    with open_archive("aftalearkiv.db") as archive, archive.db.conn:  # as the older version would have stored it
        (document,) = archive.db.query("SELECT id FROM documents WHERE filename LIKE '%dump%'")
        seal(archive.db, document["id"])
    answer = sampled("verify", "lindeparken-2014-dump.txt", "--json")
    assert answer.code == 1
    (problem,) = answer.json["problems"]
    assert problem["where"] == "measures[0].data_source" and problem["by_version"]
    assert "made by rules older, now rules" in problem["said"]
    assert sampled("verify", "lindeparken-2014-dump.txt", "--allow-versions").code == 0


def test_draws_the_same_sample_each_time(sampled: Command) -> None:
    first = sampled("verify", "--quick", "--sample", "1", "--json").json
    assert (first["documents"], first["ok"]) == (1, True)
    assert sampled("verify", "--sample", "1").out.startswith("1 document checked, and read again")


def test_finds_words_that_the_index_does_not_hold(sampled: Command) -> None:
    with sqlite3.connect("aftalearkiv.db") as db:
        db.execute(
            "INSERT INTO search (search, rowid, text, danish) VALUES ('delete', 1, 'et andet ord', 'et andet ord')"
        )
    assert "search" in [place for _, place in places(sampled, "--quick")]
