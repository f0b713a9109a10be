"""The records as files: JSON, CSV, without names, and the copies of originals."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from models.document import Document, Page
from models.errors import ArchiveError, Changed
from models.geometry import Box, Word
from models.records import Agreement, DocumentRecord
from models.text import Edit, laid_text, undo
from output.codebook.columns import Row
from output.export.csv_tables import write_csv
from output.export.json_records import write_json
from output.export.redaction import MASK, hide, names_pattern, redact
from output.export.tables import document_rows, export_tables
from output.schema.tables import VALUE_TABLES
from output.store.archive import Archive
from output.store.loading import load_documents
from output.store.originals import find_original, keep_original, originals_folder
from output.store.rows import Run

Make = Callable[..., Document]
MakeAgreement = Callable[..., Agreement]


@pytest.fixture
def filled(archive: Archive, paper: Make, scan: Make, full_agreement: Agreement, run: Run) -> Archive:
    archive.store(scan("b.pdf"), None, run)
    archive.store(paper("a.txt", 'Aftale om "Engbakken"; med mere,\nover to linjer'), full_agreement, run)
    return archive


def test_writes_the_documents_as_a_json_list_in_order(filled: Archive, tmp_path: Path) -> None:
    place = write_json(load_documents(filled.db), tmp_path / "new" / "out")
    found = json.loads(place.read_text("utf-8"))
    assert place == tmp_path / "new" / "out" / "documents.json"
    assert [document["filename"] for document in found] == ["a.txt", "b.pdf"]
    assert found == [document.model_dump(mode="json", exclude={"pages": {"__all__": {"words"}}})
                     for document in load_documents(filled.db)]  # fmt: skip
    assert "words" not in found[1]["pages"][0]
    assert "Engbakken" in place.read_text("utf-8")


def test_adds_the_words_where_they_are_asked_for(filled: Archive, tmp_path: Path) -> None:
    place = write_json(load_documents(filled.db, words=True), tmp_path, words=True)
    words = json.loads(place.read_text("utf-8"))[1]["pages"][0]["words"]
    assert words[2] == {
        "text": "oekonomi",
        "box": {"x0": 20.0, "top": 20.0, "x1": 29.0, "bottom": 30.5},
        "confidence": 0.75,
    }


def test_writes_an_empty_list_for_an_empty_archive(archive: Archive, tmp_path: Path) -> None:
    assert json.loads(write_json(load_documents(archive.db), tmp_path).read_text()) == []


def test_leaves_the_last_export_whole_when_writing_fails(filled: Archive, tmp_path: Path) -> None:
    before = write_json(load_documents(filled.db), tmp_path).read_bytes()

    def broken() -> Any:
        yield from load_documents(filled.db)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_json(broken(), tmp_path)
    assert (tmp_path / "documents.json").read_bytes() == before


def test_carries_no_clock_and_no_database_key(filled: Archive, tmp_path: Path) -> None:
    text = write_json(load_documents(filled.db), tmp_path).read_text("utf-8")
    assert "2026-01-02T03:04:05" not in text
    for key in ("id", "document", "position"):
        assert f'"{key}":' not in text


def read_csv(place: Path, **how: Any) -> list[dict[str, str]]:
    with place.open(encoding=how.pop("encoding", "utf-8"), newline="") as file:
        return list(csv.DictReader(file, **how))


def rows_of(archive: Archive, **how: Any) -> Iterator[tuple[str, Row]]:
    """Every row of an archive's tables."""
    preferred = how.pop("only_preferred", False)
    for document in load_documents(archive.db, **how):
        yield from document_rows(document, only_preferred=preferred)


def csv_of(archive: Archive, folder: Path, *, excel: bool = False, **how: Any) -> list[Path]:
    tables = [table for table in export_tables().values() if how.get("words") or table.name != "words"]
    return write_csv(rows_of(archive, **how), tables, folder, excel=excel)


def test_writes_one_csv_file_per_table(filled: Archive, tmp_path: Path) -> None:
    written = csv_of(filled, tmp_path)
    assert {place.stem for place in written} == set(export_tables()) - {"words"}
    goals = read_csv(tmp_path / "goals.csv")
    assert [(row["number"], row["target_value"], row["offences"]) for row in goals] == [
        ("2.1", "4.5", "robbery + theft"),
        ("2.1", "", ""),
    ]
    pages = read_csv(tmp_path / "pages.csv")
    assert pages[0]["text"] == 'Aftale om "Engbakken"; med mere,\nover to linjer'
    measures = read_csv(tmp_path / "measures.csv")
    assert [(row["value"], row["value_text"]) for row in measures] == [("77", ""), ("80.5", ""), ("", "høj"), ("", "")]
    assert {row["sha256"] for row in measures} == {hashlib.sha256(b"a.txt").hexdigest()}
    assert read_csv(tmp_path / "signatures.csv") == []


@pytest.mark.parametrize("table", VALUE_TABLES)
def test_begins_with_what_tells_a_row_apart_and_ends_with_its_file(table: str) -> None:
    names = [column.name for column in export_tables()[table].columns]
    assert names[:5] == ["preferred", "partnership", "page", "row_key", "review"]
    assert names[-2:] == ["filename", "sha256"]
    assert len(names) == len(set(names))


def test_joins_evidence_to_its_row_by_field_and_key(filled: Archive, tmp_path: Path) -> None:
    csv_of(filled, tmp_path)
    keys = [row["row_key"] for row in read_csv(tmp_path / "measures.csv")]
    evidence = [row for row in read_csv(tmp_path / "evidence.csv") if row["field"] == "measures"]
    assert [(row["row_key"], row["verbatim"]) for row in evidence] == [(key, "Aftale") for key in keys]


def test_names_the_goal_that_a_figure_belongs_to(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run, tmp_path: Path
) -> None:
    goal = {"number": "1", "text": "…", "direction": "decrease"}
    figure = {"role": "target", "area": "partnership_area", "unit": "count", "value": 5}
    crime = "reported_offences"
    goals = [
        {**goal, "indicator": "feels_safe"},
        {**goal, "indicator": crime, "offences": ["theft", "robbery"], "deadline": 2019},
        {**goal, "indicator": crime, "offences": ["theft"], "deadline": 2021},
    ]
    measures = [
        {**figure, "indicator": crime, "offence": "theft", "year": 2021},
        {**figure, "indicator": crime, "offence": "robbery", "year": 2021},
        {**figure, "indicator": "feels_safe", "unit": "percent"},
        {**figure, "indicator": crime, "offence": "vandalism"},
    ]
    archive.store(paper("a.txt"), agreement(goals=goals, measures=measures), run)
    csv_of(archive, tmp_path)
    keys = [row["row_key"] for row in read_csv(tmp_path / "goals.csv")]
    linked = [row["goal_key"] for row in read_csv(tmp_path / "measures.csv")]
    assert linked == [keys[2], keys[1], keys[0], ""]


def test_gives_every_column_of_every_row_its_place(filled: Archive) -> None:
    for table, row in rows_of(filled, words=True):
        assert list(row) == [column.name for column in export_tables()[table].columns], table


def test_gives_values_of_preferred_witnesses_only_where_asked(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    for name in ("a.txt", "b.txt"):
        archive.store(paper(name), agreement(areas=[{"name": "Søen"}]), run)
    assert [row["preferred"] for table, row in rows_of(archive) if table == "areas"].count(True) == 1
    chosen = [(table, row["filename"]) for table, row in rows_of(archive, only_preferred=True) if table != "pages"]
    assert [table for table, _ in chosen].count("areas") == 1
    assert sorted(name for table, name in chosen if table == "documents") == ["a.txt", "b.txt"]


def test_writes_csv_as_a_danish_excel_reads_it(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run, tmp_path: Path
) -> None:
    goal = {"indicator": "feels_safe", "direction": "increase", "target_value": 4.5, "number": None}
    texts = ("- flere lygter", "=1+1", "@SUM(A1)", "+45 12", "flere - lygter")
    archive.store(paper("a.txt"), agreement(goals=[{**goal, "text": text} for text in texts]), run)
    csv_of(archive, tmp_path, excel=True)
    assert (tmp_path / "goals.csv").read_bytes().startswith(b"\xef\xbb\xbf")
    goals = read_csv(tmp_path / "goals.csv", encoding="utf-8-sig", delimiter=";")
    assert {row["target_value"] for row in goals} == {"4,5"}
    assert [row["text"] for row in goals] == ["'- flere lygter", "'=1+1", "'@SUM(A1)", "'+45 12", "flere - lygter"]
    csv_of(archive, tmp_path)
    assert [row["text"] for row in read_csv(tmp_path / "goals.csv")] == list(texts)


def test_writes_words_to_csv_only_where_asked(filled: Archive, tmp_path: Path) -> None:
    csv_of(filled, tmp_path, words=True)
    words = read_csv(tmp_path / "words.csv")
    assert [row["text"] for row in words if row["filename"] == "b.pdf"][:3] == ["Om", "den", "oekonomi"]


def test_has_the_type_of_every_column_in_every_row(filled: Archive) -> None:
    types: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool}
    for table, row in rows_of(filled, words=True):
        for column in export_tables()[table].columns:
            value = row[column.name]
            assert value is None or isinstance(value, types[column.type]), (table, column.name, value)
            assert value is not None or not column.required, (table, column.name)


# Names

SIGNED = "Rigmor  Sandvad\nSandvads underskrift, RIGMOR SANDVAD, Sandvadvej 3\nBo Ø. Juul-Krag, direktør"


@pytest.mark.parametrize(
    ("names", "text", "hidden"),
    [
        (["Rigmor Sandvad"], "ved Rigmor\nSandvad, chef", "ved ██████\n███████, chef"),
        (["Rigmor Sandvad"], "RIGMOR SANDVAD", "██████ ███████"),
        (["Rigmor Sandvad"], "Sandvads ord", "███████s ord"),
        (["Rigmor Sandvad"], "Sandvadvej 3", "Sandvadvej 3"),
        (["Rigmor Sandvad"], "et sandvad i åen", "et sandvad i åen"),
        (["Bo Juul-Krag"], "Bo bor; Juul-Krag bor", "██ bor; ████-████ bor"),
        (["Hans van der Mark"], "Van der ligger. Mark ligger.", "Van der ligger. ████ ligger."),
        (["Åse Ø."], "Åse Ø. og Ø", "███ █. og Ø"),
        (["A (B) [C"], "A (B) [C", "█ (█) [█"),
    ],
)
def test_hides_names_and_nothing_else(names: list[str], text: str, hidden: str) -> None:
    pattern = names_pattern(names)
    assert pattern is not None
    assert hide(text, lambda said: [match.span() for match in pattern.finditer(said)]) == hidden


def test_has_no_pattern_without_names() -> None:
    assert names_pattern([]) is None


def signed_document(archive: Archive, agreement: MakeAgreement, run: Run) -> DocumentRecord:
    """A scan whose damaged name was repaired, signed by two; the quote of the second does not hold the name."""
    read = ("Aftale", "Rigmor", "5andvad", "B0", "Juu1")
    words = [Word(text, Box(10.0 * at, 20, 10.0 * at + 9, 30), 0.8) for at, text in enumerate(read)]
    text = laid_text(words, [(0,), (1, 2), (3, 4)]).edited([Edit(14, 21, "Sandvad", "letter")])
    page = Page(1, 595, 842, 0, "ocr", "image_only", "", 0.9, 0.8, text)
    document = Document("a" * 64, "signed.pdf", "application/pdf", 9, "ok", (page,))
    row = {"title": None, "organisation": "nordby-kommune"}
    paper = agreement(
        signatories=[{**row, "name": "Rigmor Sandvad"}],
        findings=[{"code": "other", "severity": "info", "message": "Sandvad signs alone"}],
    )
    quote = {"page": 1, "start": 22, "end": 29, "verbatim": "B0 Juu1", "boxes": None, "rule": "r", "confidence": 0.5}
    second = {**row, "name": "Bo Juul", "evidence": [quote]}
    first = {**paper.signatories[0].model_dump(), "evidence": [{**quote, "start": 7, "end": 21,
             "verbatim": "Rigmor Sandvad"}]}  # fmt: skip
    archive.store(document, Agreement.model_validate({**paper.model_dump(), "signatories": [first, second]}), run)
    return next(iter(load_documents(archive.db, words=True)))


def test_hides_names_in_text_quotes_repairs_words_and_messages(
    archive: Archive, agreement: MakeAgreement, run: Run
) -> None:
    redacted = redact(signed_document(archive, agreement, run))
    text = redacted.model_dump_json()
    for name in ("Rigmor", "Sandvad", "5andvad", "B0", "Juu1", "Juul"):
        assert name not in text, name
    assert MASK in redacted.agreements[0].findings[0].message
    assert [row.name for row in redacted.agreements[0].signatories] == [None, None]
    assert next(word.text for word in redacted.pages[0].words or []) == "Aftale"


def test_keeps_offsets_quotes_and_undo_when_it_hides_names(
    archive: Archive, agreement: MakeAgreement, run: Run
) -> None:
    document = signed_document(archive, agreement, run)
    redacted = redact(document)
    (page,) = redacted.pages
    assert len(page.text) == len(document.pages[0].text)
    found = [quote for row in redacted.agreements[0].signatories for quote in row.evidence]
    found += [quote for quotes in redacted.agreements[0].evidence.values() for quote in quotes]
    assert all(page.text[quote.start : quote.end] == quote.verbatim for quote in found)
    assert undo(page.text, redacted.repairs) == page.raw_text  # type: ignore[arg-type]


def test_leaves_a_document_without_names_as_it_is(archive: Archive, scan: Make, run: Run) -> None:
    archive.store(scan("b.pdf"), None, run)
    (document,) = load_documents(archive.db)
    assert redact(document) is document


def test_hides_numbers_addresses_and_contacts_and_leaves_figures(
    archive: Archive, paper: Make, agreement: MakeAgreement, run: Run
) -> None:
    text = (
        "Aftale\nKontakt: Bo Juul, tlf. 11 22 33 44\nbj@nordby.dk, cpr 010190-1234\n"
        "Indbrud 12 14 16 18\nNordby 91 92 93 94\nBo Juul siger"
    )
    at = text.index("12 14")
    quote = {"page": 1, "start": at, "end": at + 2, "verbatim": "12", "boxes": None, "rule": "r", "confidence": 0.5}
    figure = {"role": "observation", "indicator": "reported_offences", "area": "Nordby", "unit": "count", "value": 12}
    record = agreement(title="Aftale med Bo Juul").model_dump()
    stored = Agreement.model_validate({**record, "measures": [{**figure, "evidence": [quote]}]})
    archive.store(paper("Bo Juul 11223344.txt", text), stored, run)
    (document,) = load_documents(archive.db, words=True)
    hidden = redact(document, personal=True)
    said = hidden.model_dump_json()
    for secret in ("Juul", "11 22", "bj@", "nordby.dk", "010190", "1234", "91 92"):
        assert secret not in said, secret
    assert "Indbrud 12 14 16 18" in hidden.pages[0].text
    assert len(hidden.pages[0].text) == len(text)
    assert hidden.agreements[0].measures[0].evidence[0].verbatim == "12"
    # Eight digits with nothing before them, in a file's name, are too little to be sure of.
    assert hidden.filename == "██ ████ 11223344.txt"
    plain = redact(document)
    assert plain is document


# Originals


def test_keeps_a_copy_by_hash(tmp_path: Path) -> None:
    source = tmp_path / "Aftale.PDF"
    source.write_bytes(b"%PDF-1.7 indhold")
    sha256 = hashlib.sha256(source.read_bytes()).hexdigest()
    archive = tmp_path / "archive.db"
    place = keep_original(source, sha256, archive)
    assert place == tmp_path / "archive.db.files" / sha256[:2] / f"{sha256}.pdf"
    assert place.read_bytes() == source.read_bytes()
    assert find_original(archive, sha256) == place
    assert [file.name for file in place.parent.iterdir()] == [place.name]


def test_leaves_a_copy_that_is_there_alone(tmp_path: Path) -> None:
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_bytes(b"samme")
    sha256 = hashlib.sha256(b"samme").hexdigest()
    first = keep_original(tmp_path / "a.txt", sha256, tmp_path / "x.db")
    assert keep_original(tmp_path / "b.md", sha256, tmp_path / "x.db") == first
    assert len(list(originals_folder(tmp_path / "x.db").rglob("*.*"))) == 1


def test_keeps_nothing_of_a_file_that_changed_while_it_was_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"ny")
    with pytest.raises(Changed, match="changed"):
        keep_original(tmp_path / "a.txt", hashlib.sha256(b"gammel").hexdigest(), tmp_path / "x.db")
    assert [path for path in originals_folder(tmp_path / "x.db").rglob("*") if path.is_file()] == []


def test_says_so_when_copies_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"tekst")
    originals_folder(tmp_path / "x.db").write_text("a file where the folder should be")
    with pytest.raises(ArchiveError, match="--no-originals"):
        keep_original(tmp_path / "a.txt", hashlib.sha256(b"tekst").hexdigest(), tmp_path / "x.db")
