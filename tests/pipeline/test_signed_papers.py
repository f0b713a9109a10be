"""Signed papers from the file to the archive, the screen, the exports: papers made and signed here."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pytest

import aftalearkiv
from tests.signing import papers
from tests.signing.certificates import Wish, authority, issuer, make, person, subject
from tests.signing.clock import TEN_YEARS_ON
from tests.signing.papers import BODY, SIGNERS, paper, sign


class Said(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Command = Callable[..., Said]
ROOT = Path(__file__).parents[2]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "160")
    for name in ("AFTALEARKIV_DB", "AFTALEARKIV_TRUST_ROOTS"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str | Path) -> Said:
        monkeypatch.setattr(sys, "argv", ["aftalearkiv", *map(str, arguments)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as end:
            aftalearkiv.main()
        said = capsys.readouterr()
        return Said(int(end.value.code or 0), said.out, said.err)

    return run


@pytest.fixture
def roots(tmp_path: Path) -> Path:
    (tmp_path / "roots.der").write_bytes(authority().der)
    return tmp_path / "roots.der"


def _signed() -> bytes:
    return sign(sign(paper(), person()), person("Holger Bæk", "PID:2"), field="Felt2")


def _sealed() -> bytes:
    people = [(person(), "Områdechef", "Skovby Kommune"), (person("Holger Bæk", "PID:2"), "Formand", "Kilden")]
    seal = make(Wish(subject(cn="Egnens Segl A/S", o="Egnens Segl A/S")), issuer())
    return sign(papers.prepared(people), seal, certify=True, stamped=True)


def _put(folder: Path, **files: bytes) -> None:
    for name, data in files.items():
        (folder / f"{name}.pdf").write_bytes(data)


def test_says_of_trust_what_the_given_roots_say(command: Command, tmp_path: Path, roots: Path) -> None:
    _put(tmp_path, paper=_signed())
    assert command("ingest", "paper.pdf").code == 0
    found = command("signatures", "--json").json[0]["signatures"]
    assert [row["trusted"] for row in found] == [None, None]
    assert command("ingest", "paper.pdf", "--force", "--trust-roots", roots).code == 0
    assert [row["trusted"] for row in command("signatures", "--json").json[0]["signatures"]] == [True, True]


def test_takes_roots_from_the_environment_and_notes_which(
    command: Command, tmp_path: Path, roots: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _put(tmp_path, paper=_signed())
    monkeypatch.setenv("AFTALEARKIV_TRUST_ROOTS", str(roots))
    assert command("ingest", "paper.pdf").code == 0
    assert command("signatures", "--json").json[0]["signatures"][0]["trusted"] is True
    with aftalearkiv.open_archive("aftalearkiv.db") as archive:
        versions = json.loads(next(iter(archive.db.query("SELECT versions FROM runs")))["versions"])
    assert versions["trust_roots"] == hashlib.sha256(authority().der).hexdigest()


def test_refuses_roots_that_are_not_there(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, paper=_signed())
    said = command("ingest", "paper.pdf", "--trust-roots", "none.pem")
    assert said.code == 2 and "none.pem" in said.err


def test_shows_who_signed_in_words(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, paper=papers.with_other_sum(sign(paper(), person())), plain=paper())
    command("ingest", tmp_path)
    for said in (command("signatures").out, command("show", "paper.pdf").out):
        assert "Gerda Lyng" in said and "claimed by the signer" in said and "not asked" in said
        assert "page 1 looks otherwise" in said and "changed after signing" in said
    assert "plain.pdf" not in command("signatures").out
    assert "no digital signatures" in command("signatures", "plain.pdf").out
    assert command("signatures", "plain.pdf", "--json").json[0]["signatures"] == []
    assert "digital signatures" not in command("show", "plain.pdf").out


def test_shows_what_is_attached(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, paper=_sealed())
    command("ingest", "paper.pdf")
    said = command("show", "paper.pdf").out
    assert "attachments (4)" in said and "hændelser.txt" in said and "0000beef.xml" in said
    assert "attached signature" in said


def test_says_that_no_archive_holds_signatures(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, plain=paper())
    command("ingest", "plain.pdf")
    assert command("signatures").out.strip() == "no digital signatures"
    assert command("signatures", "--json").json == []


def test_prefers_the_signed_copy_and_never_the_altered_one(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, b_signed=_signed(), a_plain=paper())
    _put(tmp_path, a_altered=papers.with_other_sum(_signed()), a_removed=papers.without_signature(_signed()))
    command("ingest", tmp_path)
    preferred = {row["filename"]: row["preferred"] for row in command("list", "--json").json}
    assert preferred == {"b_signed.pdf": 1, "a_plain.pdf": 0, "a_altered.pdf": 0, "a_removed.pdf": 0}
    command("ingest", "a_altered.pdf", "--db", "two.db")
    command("ingest", "a_plain.pdf", "--db", "two.db")
    preferred = {row["filename"]: row["preferred"] for row in command("list", "--json", "--db", "two.db").json}
    assert preferred == {"a_plain.pdf": 1, "a_altered.pdf": 0}


def test_keeps_the_signed_original_to_the_byte(command: Command, tmp_path: Path) -> None:
    data = _signed()
    _put(tmp_path, paper=data)
    command("ingest", "paper.pdf")
    (kept,) = (tmp_path / "aftalearkiv.db.files").rglob("*.pdf")
    assert kept.read_bytes() == data and kept.stem == hashlib.sha256(data).hexdigest()


def test_says_of_a_searchable_copy_that_it_carries_no_signature(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, paper=_signed(), plain=paper())
    command("ingest", "paper.pdf", "plain.pdf")
    said = command("export", "--format", "pdf", "--out", "copies")
    assert "paper.pdf: the copy carries no signature" in said.err and "plain.pdf" not in said.err
    copies = {place.name.split(".")[0]: pypdfium2.PdfDocument(place) for place in (tmp_path / "copies").iterdir()}
    subjects = {name: copy.get_metadata_value("Subject") for name, copy in copies.items()}
    assert subjects == {"paper": "Kopi uden underskrift", "plain": ""}
    assert pypdfium2.raw.FPDF_GetSignatureCount(copies["paper"]) == 0


def test_hides_signers_but_no_seal_where_names_are_hidden(command: Command, tmp_path: Path) -> None:
    seal = make(Wish(subject(cn="Skovby Kommune", o="Skovby Kommune")), issuer())
    _put(tmp_path, paper=sign(_sealed(), seal, field="Felt2"))
    command("ingest", "paper.pdf")
    command("export", "--format", "json", "--out", "out", "--no-names")
    told = (tmp_path / "out" / "documents.json").read_text("utf-8")
    assert not any(name in told for name in ("Gerda", "Lyng", "Holger", "Bæk"))
    (document,) = json.loads(told)
    assert {row["signer"] for row in document["signatures"]} == {None}
    assert {row["certificate_sha256"] for row in document["signatures"]} == {None}
    assert document["pages"][1]["text"].count("Skovby Kommune") == 1


def test_exports_the_same_records_to_json_and_csv(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, paper=_sealed())
    command("ingest", "paper.pdf")
    command("export", "--format", "json", "--out", "out")
    command("export", "--format", "csv", "--out", "out")
    (document,) = json.loads((tmp_path / "out" / "documents.json").read_text("utf-8"))
    assert [row["kind"] for row in document["signatures"]] == ["certification", "attached", "attached"]
    lines = (tmp_path / "out" / "signatures.csv").read_text("utf-8").splitlines()
    assert len(lines) == 4 and "certificate_sha256" in lines[0]
    assert len((tmp_path / "out" / "attachments.csv").read_text("utf-8").splitlines()) == 5


def test_gives_back_the_same_signatures_where_a_stored_paper_is_read_again(command: Command, tmp_path: Path) -> None:
    from output.store.stored_document import load_stored_document

    _put(tmp_path, paper=papers.with_other_sum(_sealed()))
    command("ingest", "paper.pdf")
    with aftalearkiv.open_archive("aftalearkiv.db") as archive:
        stored = load_stored_document(archive.db, next(iter(archive.db.query("SELECT * FROM documents"))))
    read = aftalearkiv.read("paper.pdf")
    assert (stored.signatures, stored.attachments) == (read.signatures, read.attachments)
    assert aftalearkiv.parse(stored).findings == aftalearkiv.parse(read).findings


def test_lets_no_number_or_address_of_a_certificate_leave_the_original(command: Command, tmp_path: Path) -> None:
    says = "Gerda Lyng\nPID:9208-2002-2-111111111111, gerda@lyng.example"
    _put(tmp_path, sealed=_sealed(), shown=sign(paper(), person(), box=(300, 620, 520, 690), says=says))
    said = [command("ingest", tmp_path, "--json"), command("show", "sealed.pdf"), command("signatures", "--json")]
    for kind in ("json", "csv", "xlsx", "alto", "datapackage", "site"):
        assert command("export", "--format", kind, "--out", f"out/{kind}").code == 0
    assert command("package", "out/package").code == 0
    told = [*(one.out + one.err for one in said), *_texts(tmp_path / "out"), *_texts(tmp_path, "*.db")]
    assert sum("Gerda Lyng" in text for text in told) > 8
    for secret in ("9208-2002-2", "111111111111", "lyng.example", "198.51.100.4"):
        assert not any(secret in text for text in told)


def _texts(folder: Path, pattern: str = "**/*") -> list[str]:
    """What files say, those in workbooks too; the originals of a package are no copies of ours."""
    files = [file for file in folder.glob(pattern) if file.is_file() and file.suffix != ".pdf"]
    held = [zipfile.ZipFile(file) for file in files if file.suffix == ".xlsx"]
    inside = [book.read(name).decode("utf-8", "replace") for book in held for name in book.namelist()]
    return [*inside, *(file.read_bytes().decode("utf-8", "replace") for file in files)]


_ALONE = """
import socket
def refuse(*_, **__):
    raise AssertionError("the network was asked for")
socket.getaddrinfo = socket.create_connection = socket.gethostbyname = refuse
"""


def test_writes_the_same_bytes_in_ten_years_without_a_network(command: Command, tmp_path: Path, roots: Path) -> None:
    _put(tmp_path, sealed=_sealed(), altered=papers.with_other_sum(_signed()))
    (tmp_path / "later").mkdir()
    (tmp_path / "later" / "sitecustomize.py").write_text(TEN_YEARS_ON + _ALONE, "utf-8")
    for name, path in (("now", ""), ("then", str(tmp_path / "later"))):
        run = [sys.executable, "-m", "aftalearkiv"]
        where = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (path, str(ROOT))))}
        ingest = [*run, "ingest", "sealed.pdf", "altered.pdf", "--db", f"{name}.db", "--trust-roots", str(roots)]
        export = [*run, "export", "--format", "json", "--db", f"{name}.db", "--out", name]
        for one in (ingest, export):
            subprocess.run(one, env=where, cwd=tmp_path, check=True, capture_output=True)
    with aftalearkiv.open_archive("then.db") as archive:
        assert next(iter(archive.db.query("SELECT started_at FROM runs")))["started_at"] > "2035"
    assert (tmp_path / "now" / "documents.json").read_bytes() == (tmp_path / "then" / "documents.json").read_bytes()


def test_reads_the_same_signatories_signed_sealed_or_bare(command: Command, tmp_path: Path) -> None:
    _put(tmp_path, bare=paper(BODY, SIGNERS), shown=sign(paper(), person(), box=(300, 620, 520, 690)), sealed=_sealed())
    command("ingest", tmp_path)
    names = {
        name: [row["name"] for row in command("show", f"{name}.pdf", "--json").json["agreements"][0]["signatories"]]
        for name in ("bare", "shown", "sealed")
    }
    assert list(names.values()) == [["Gerda Lyng", "Holger Bæk"]] * 3


def test_trusts_by_given_roots_in_python_and_in_a_drop_folder(command: Command, tmp_path: Path, roots: Path) -> None:
    _put(tmp_path, paper=_signed())
    assert [row.trusted for row in aftalearkiv.read("paper.pdf", trust_roots=roots).signatures] == [True, True]
    assert [row.trusted for row in aftalearkiv.read("paper.pdf").signatures] == [None, None]
    aftalearkiv.ingest(["paper.pdf"], "python.db", trust_roots=roots)
    assert command("signatures", "--json", "--db", "python.db").json[0]["signatures"][0]["trusted"] is True
    (tmp_path / "drop").mkdir()
    _put(tmp_path / "drop", paper=_signed())
    command("watch", "drop", "--once", "--settle", "0", "--every", "0.1", "--trust-roots", roots, "--db", "watch.db")
    assert command("signatures", "--json", "--db", "watch.db").json[0]["signatures"][0]["trusted"] is True


def test_verifies_signatures_anew_by_the_same_roots(command: Command, tmp_path: Path, roots: Path) -> None:
    _put(tmp_path, paper=_sealed())
    command("ingest", "paper.pdf", "--trust-roots", roots)
    assert command("verify", "--trust-roots", roots).code == 0
    said = command("verify", "paper.pdf")
    assert said.code == 1 and "signatures[0].trusted: stored 1, read None" in said.out and "trust_roots" in said.out
