"""Text and Markdown files."""

from pathlib import Path

import pytest

import ingest
from ingest.plain_text import decode
from models import errors


def write(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Strandby får færre ø".encode(), "UTF-8"),
        ("Strandby får færre ø".encode("cp1252"), "Windows-1252"),
        ("\ufeffStrandby får færre ø".encode(), "UTF-8 with a byte order mark"),
        ("\ufeffStrandby får færre ø".encode("utf-16-le"), "UTF-16"),
    ],
)
def test_notes_which_encoding_it_found(tmp_path: Path, data: bytes, encoding: str) -> None:
    document = ingest.read_document(write(tmp_path, "a.txt", data))
    assert document.pages[0].text.text == "Strandby får færre ø"
    assert encoding in document.pages[0].reason


def test_cuts_pages_at_form_feeds(tmp_path: Path) -> None:
    document = ingest.read_document(write(tmp_path, "a.txt", b"et\fto\n\f\fslut\f"))
    assert [page.text.text for page in document.pages] == ["et", "to\n", "", "slut"]
    assert [page.verdict for page in document.pages] == ["plain_text", "plain_text", "blank", "plain_text"]


def test_reads_a_file_without_form_feeds_as_one_page(tmp_path: Path) -> None:
    document = ingest.read_document(write(tmp_path, "a.md", b"# Aftale\r\n\r\nTekst\r\n"))
    assert document.media_type == "text/markdown"
    assert [page.text.text for page in document.pages] == ["# Aftale\n\nTekst\n"]


def test_tells_page_numbers_between_dashes_from_the_text(tmp_path: Path) -> None:
    text = "Trygheden er 60 %.\n\n      - 2 -\n\nDer er -3- veje.\n -4-\n"
    page = ingest.read_document(write(tmp_path, "a.txt", text.encode())).pages[0]
    assert [page.text.words[at].text for at in sorted(page.furniture)] == ["-", "2", "-", "-4-"]


def test_keeps_front_matter_but_starts_the_body_after_it(tmp_path: Path) -> None:
    text = "Aftale for Nordby\n\nRelaterede dokumenter\nEn anden aftale\n\nTranskript:\n\nAftale mellem parterne"
    page = ingest.read_document(write(tmp_path, "a.txt", text.encode())).pages[0]
    assert page.text.text == text
    assert page.text.text[page.body_start :] == "Aftale mellem parterne"


def test_starts_at_the_top_where_there_is_no_front_matter(tmp_path: Path) -> None:
    page = ingest.read_document(write(tmp_path, "a.txt", "Mødet har et transkript: ja".encode())).pages[0]
    assert page.body_start == 0


@pytest.mark.parametrize("data", [b"abc\0def", bytes(range(1, 32)) * 40, b"\x81\x8d\x8f\x90\x9d" * 10])
def test_refuses_binary_data_called_text(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(errors.NotText, match=r"a\.txt.*Save it as UTF-8"):
        ingest.read_document(write(tmp_path, "a.txt", data))


@pytest.mark.parametrize("end", ["\r\n", "\r", "\u2028"])
def test_takes_every_line_end_for_one(end: str) -> None:
    assert decode("a.txt", f"Mål{end}Møder".encode())[0] == "Mål\nMøder"
