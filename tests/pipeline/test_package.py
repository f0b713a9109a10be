"""`package` and `verify` of a package: what is handed over hangs together, and shows what was altered."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bagit
import pytest

Command = Callable[..., Any]
SAMPLES = Path(__file__).parents[2] / "corpus" / "samples"
NAMES = ("oesterhavn-2016.pdf", "lindeparken-2014-dump.txt", "oesterhavn-2017-presse.pdf")


@pytest.fixture
def packed(command: Command) -> Command:
    """A printed paper and a damaged dump, with a decision; a third was removed. Packed into `bag`."""
    command("ingest", *(SAMPLES / name for name in NAMES))
    command("remove", NAMES[2], "--reason", "not wanted")
    command("review", "decide", NAMES[0], "budgets[0]", "correct", "--set", "fte=2", "--reason", "seen")
    assert command("package", "bag").code == 0
    return command


def content(folder: str) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


def digest(name: str) -> str:
    return hashlib.sha256((SAMPLES / name).read_bytes()).hexdigest()


def test_gives_the_same_bytes_twice(packed: Command) -> None:
    assert packed("package", "again").code == 0
    assert content("bag") == content("again")
    assert len(content("bag")) > 25


def test_is_a_bag_to_the_tools_of_others(packed: Command) -> None:
    tool = [sys.executable, bagit.__file__, "--validate", "bag"]
    assert subprocess.run(tool, capture_output=True, check=False).returncode == 0
    lines = Path("bag/manifest-sha256.txt").read_text("utf-8").splitlines()
    listed = {name: seen for seen, name in (line.split("  ", 1) for line in lines)}
    payload = {name: data for name, data in content("bag").items() if name.startswith("data/")}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in payload.items()}


def test_holds_the_originals_to_the_byte_and_a_record_and_certificate_for_each(packed: Command) -> None:
    for name in NAMES[:2]:
        sha256 = digest(name)
        assert Path(f"bag/data/originals/{sha256}{Path(name).suffix}").read_bytes() == (SAMPLES / name).read_bytes()
        record = Path(f"bag/data/records/{sha256}.json").read_bytes()
        page = Path(f"bag/data/certificates/{sha256}.html").read_text("utf-8")
        assert json.loads(record)["sha256"] == sha256
        assert hashlib.sha256(record).hexdigest() in page and sha256 in page and "Læsebevis" in page
    assert not list(Path("bag/data").rglob(f"{digest(NAMES[2])}*"))
    assert (
        json.loads(Path(f"bag/data/records/{digest(NAMES[0])}.json").read_bytes())["agreements"][0]["budgets"][0]["fte"]
        == 2
    )


def test_certifies_under_a_heading_of_its_own_each_thing_that_a_paper_has(packed: Command) -> None:
    told = {name: Path(f"bag/data/certificates/{digest(name)}.html").read_text("utf-8") for name in NAMES[:2]}
    heads = {name: re.findall("<h2>(.+?)</h2>", page) for name, page in told.items()}
    assert {"Sider", "Værdier", "Læst med"} <= set(heads[NAMES[0]])
    assert set(heads[NAMES[1]]) - set(heads[NAMES[0]]) == {"Rettelser"}  # only the dump is damaged
    assert all(len(re.findall("<table", page)) == 1 + len(heads[name]) for name, page in told.items())


def test_tells_the_tables_and_their_hashes_in_the_data_package(packed: Command) -> None:
    package = json.loads(Path("bag/data/datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        data = Path("bag/data", resource["path"]).read_bytes()
        assert (resource["hash"], resource["bytes"]) == (f"sha256:{hashlib.sha256(data).hexdigest()}", len(data))
    assert {"goals", "evidence", "reviews"} <= {resource["name"] for resource in package["resources"]}


def test_tells_what_happened_in_the_words_of_premis(packed: Command) -> None:
    told = json.loads(Path("bag/data/events.json").read_text("utf-8"))
    kinds = {event["eventType"] for event in told["events"]}
    assert kinds == {
        "message digest calculation", "ingestion", "fixity check", "modification", "validation",
        "metadata modification", "deletion",
    }  # fmt: skip
    gone = next(event for event in told["events"] if event["eventType"] == "deletion")
    assert gone["linkingObjectIdentifier"]["linkingObjectIdentifierValue"] == digest(NAMES[2])
    assert {agent["agentType"] for agent in told["agents"]} == {"software", "person"}
    assert all(event["eventDateTime"] for event in told["events"])


def test_packs_only_what_is_named_and_the_database_where_it_is_asked_for(packed: Command) -> None:
    assert packed("package", "one", NAMES[0], "--with-db", "--lang", "en").code == 0
    assert [path.stem for path in Path("one/data/records").iterdir()] == [digest(NAMES[0])]
    assert "Reading certificate" in Path(f"one/data/certificates/{digest(NAMES[0])}.html").read_text("utf-8")
    assert packed("list", "--db", "one/data/archive.db", "--json").json[0]["filename"]
    assert "deletion" not in Path("one/data/events.json").read_text("utf-8")


def test_is_verified_without_an_archive(packed: Command) -> None:
    Path("aftalearkiv.db").unlink()
    answer = packed("verify", "bag")
    assert (answer.code, "2 documents of a package" in answer.out, "all is well" in answer.out) == (0, True, True)


def sealed_again() -> None:
    """The lists of hashes made anew, as somebody would who alters a package with care."""
    found = bagit.Bag("bag")
    found.save(manifests=True)


@pytest.mark.parametrize("part", ["originals", "records", "certificates", "tables"])
def test_names_the_file_in_which_one_byte_was_flipped(packed: Command, part: str) -> None:
    place = max(Path("bag/data", part).iterdir(), key=lambda path: path.stat().st_size)
    data = bytearray(place.read_bytes())
    data[len(data) // 2] ^= 1
    place.write_bytes(data)
    answer = packed("verify", "bag", "--json")
    assert answer.code == 1
    assert f"data/{part}/{place.name}" in [problem["where"] for problem in answer.json["problems"]]


def test_names_the_file_that_grew(packed: Command) -> None:
    place = next(Path("bag/data/records").iterdir())
    place.write_bytes(place.read_bytes() + b" ")
    assert f"data/records/{place.name}" in [p["where"] for p in packed("verify", "bag", "--json").json["problems"]]


def test_names_a_file_that_is_gone_and_one_too_many(packed: Command) -> None:
    gone = next(Path("bag/data/certificates").iterdir())
    gone.unlink()
    Path("bag/data/originals/extra.pdf").write_bytes(b"%PDF-")
    said = packed("verify", "bag").out
    assert gone.name in said and "extra.pdf" in said


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('"verbatim": "', '"verbatim": "Z', "["),
        ('"raw_text": "', '"raw_text": "Z', "pages/1.text"),
        ('"sha256": "', '"sha256": "0', "record"),
    ],
)
def test_finds_what_was_altered_with_care(packed: Command, old: str, new: str, where: str) -> None:
    place = Path(f"bag/data/records/{digest(NAMES[0])}.json")
    place.write_text(place.read_text("utf-8").replace(old, new, 1), "utf-8")
    sealed_again()
    problems = packed("verify", "bag", "--json").json["problems"]
    assert any(where in problem["where"] for problem in problems)
    assert any(problem["where"] == "certificate" for problem in problems)


def test_refuses_a_place_that_is_taken_and_an_archive_with_nothing_in_it(packed: Command) -> None:
    before = content("bag")
    answer = packed("package", "bag")
    assert (answer.code, "is there already" in answer.err) == (2, True)
    assert content("bag") == before
    assert packed("package", "b", "--format", "zip").code == 2


def test_packs_nothing_where_an_original_is_damaged_and_leaves_nothing_behind(packed: Command) -> None:
    copy = next(Path("aftalearkiv.db.files").rglob("*.pdf"))
    copy.write_bytes(b"%PDF-1.4 another")
    answer = packed("package", "new")
    assert (answer.code, "nothing is packed" in answer.err, digest(NAMES[0]) in answer.err) == (1, True, True)
    assert not [path for path in Path.cwd().iterdir() if "new" in path.name]


def test_says_which_papers_it_packs_without_their_original(command: Command, papers: Path) -> None:
    command("ingest", papers, "--no-originals")
    answer = command("package", "bag")
    assert (answer.code, "engbakken.txt is packed without its original" in answer.err) == (0, True)
    assert not Path("bag/data/originals").exists()
    assert command("verify", "bag").code == 0


def test_escapes_what_a_paper_says_on_its_certificate(command: Command, tmp_path: Path) -> None:
    (tmp_path / "<b>x&.txt").write_text("Partnerskabsaftale for <script>alert(1)</script> 2018-2021\n", "utf-8")
    command("ingest", tmp_path / "<b>x&.txt")
    command("package", "bag")
    page = next(Path("bag/data/certificates").iterdir()).read_text("utf-8")
    assert "<script" not in page and "<b>" not in page and "&lt;b&gt;x&amp;.txt" in page


def test_refuses_a_bag_whose_own_files_are_broken(command: Command, tmp_path: Path) -> None:
    (tmp_path / "bag").mkdir()
    (tmp_path / "bag" / "bagit.txt").write_bytes(b"\xff\xfe")
    answer = command("verify", "bag")
    assert (answer.code, "is no bag that can be read" in answer.err) == (2, True)
