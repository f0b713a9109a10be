"""Files that cannot be read: each says what it is and what to do."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

import ingest
from ingest import files, limits
from ingest.ocr import tesseract
from ingest.pdf import pdfium
from models import errors

Write = Callable[[str, bytes], Path]


def typed_pdf(pages: int = 2, password: str | None = None) -> bytes:
    pdf = FPDF()
    if password:
        pdf.set_encryption(owner_password="ejer", user_password=password)
    for _ in range(pages):
        pdf.add_page()
        pdf.set_font("Helvetica", size=12)
        pdf.multi_cell(0, 8, "Nordby Kommune og foreningen holder møde om gården. " * 20)
    return bytes(pdf.output())


def png() -> bytes:
    sink = io.BytesIO()
    Image.new("L", (40, 40), 255).save(sink, "PNG")
    return sink.getvalue()


PAGELESS = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R/Size 3>>\n%%EOF\n"
)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)

CASES = [
    ("locked.pdf", typed_pdf(password="hemmeligt"), errors.Encrypted, "password"),
    ("half.pdf", typed_pdf()[:-900], errors.Truncated, "Fetch it again"),
    ("empty.pdf", b"", errors.EmptyFile, "Fetch it again"),
    ("empty.txt", b"", errors.EmptyFile, "Fetch it again"),
    ("none.pdf", PAGELESS, errors.NoPages, "Fetch it again"),
    ("broken.pdf", b"%PDF-1.7\n" + b"nothing here\n" * 40 + b"%%EOF\n", errors.Corrupt, "Open it in a viewer|Fetch"),
    ("letter.pdf", b"Kaere alle, her er referatet.", errors.WrongContent, "something else"),
    ("picture.pdf", png(), errors.WrongContent, r"Rename it to end in \.png"),
    ("page.txt", typed_pdf(1), errors.WrongContent, r"Rename it to end in \.pdf"),
    ("data.txt", bytes(range(256)) * 8, errors.NotText, "Save it as UTF-8"),
    ("agreement.docx", b"PK\x03\x04" + bytes(100), errors.Unsupported, "save or print it as PDF"),
    ("mail.msg", OLE, errors.Unsupported, "save or print it as PDF"),
    ("table.xyz", b"what", errors.Unsupported, "save or print it as PDF"),
    ("page.tif", b"II*\0" + b"\0" * 60, errors.Corrupt, "Scan it again"),
    ("page.png", png()[:40], errors.DocumentError, "again"),
    ("scan.jpg", png(), errors.WrongContent, r"Rename it to end in \.png"),
]


@pytest.mark.parametrize(("name", "data", "error", "advice"), CASES, ids=[case[0] for case in CASES])
def test_names_the_file_and_says_what_to_do(
    write: Write, name: str, data: bytes, error: type[errors.DocumentError], advice: str
) -> None:
    with pytest.raises(error, match=advice) as caught:
        ingest.read_document(write(name, data))
    assert name in str(caught.value)
    assert str(caught.value).endswith(".")


def written(bytes_of_a: bytes) -> bytes:
    """A PDF of one page, "Aftale AB", whose font says that its A is these UTF-16 bytes."""
    pairs = f"1 beginbfchar\n<41> <{bytes_of_a.hex()}>\nendbfchar".encode()
    cmap = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n" + pairs + b"\nendcmap"
    text = b"BT /F1 18 Tf 72 700 Td (Aftale AB om tryghed 2018) Tj ET"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(cmap), cmap),
    ]
    return (
        b"%PDF-1.4\n"
        + b"".join(b"%d 0 obj%s\nendobj\n" % pair for pair in enumerate(bodies, 1))
        + b"trailer<</Size 7/Root 1 0 R>>\n%%EOF\n"
    )


@pytest.mark.parametrize(("code", "first"), [("\U0001f600", "\U0001f600ftale"), ("\u00c6", "\u00c6ftale")])
def test_reads_characters_above_those_of_two_bytes(write: Write, code: str, first: str) -> None:
    page = ingest.read_document(write("sign.pdf", written(code.encode("utf-16-be")))).pages[0]
    assert page.text.words[0].text == first
    page.text.text.encode()


@pytest.mark.parametrize("half", [b"\xd8\x3d", b"\xde\x00"])
def test_gives_no_half_characters(write: Write, half: bytes) -> None:
    ingest.read_document(write("half.pdf", written(half))).pages[0].text.text.encode()


@pytest.mark.parametrize("padding", [b"\0" * 20000, b"\n" * 20000, b"<html>sent by a portal</html>" * 900])
def test_reads_a_pdf_with_padding_after_its_end(write: Write, padding: bytes) -> None:
    assert len(ingest.read_document(write("padded.pdf", typed_pdf(2) + padding)).pages) == 2


@pytest.mark.parametrize("end", [b"", b"startxref\n", b"startxref\n12\n"])
def test_reads_a_pdf_that_lacks_no_more_than_the_mark_of_its_end(write: Write, end: bytes) -> None:
    data = written("A".encode("utf-16-be")).removesuffix(b"%%EOF\n") + end
    assert ingest.read_document(write("unmarked.pdf", data)).pages[0].text.words[0].text == "Aftale"


def test_says_that_a_page_has_no_size_and_reads_the_others(write: Write) -> None:
    outside = b"/MediaBox[0 0 595 842]/CropBox[595 842 900 900]/Rotate 0"
    pages = b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>"
    data = written("A".encode("utf-16-be")).replace(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", pages)
    odd = b"7 0 obj<</Type/Page/Parent 2 0 R" + outside + b"/Contents 4 0 R/Resources<<>>>>\nendobj\n"
    document = ingest.read_document(write("sizeless.pdf", data.replace(b"trailer<</Size 7", odd + b"trailer<</Size 8")))
    assert (document.status, document.error, len(document.pages)) == ("partial", "corrupt", 2)
    assert "no size" in (document.message or "")


def test_refuses_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreadable, match="Check the path"):
        ingest.read_document(tmp_path / "gone.pdf")


def test_refuses_a_folder(tmp_path: Path) -> None:
    with pytest.raises(errors.Unreadable, match="folder"):
        ingest.read_document(tmp_path)


def test_refuses_more_bytes_than_the_limit(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    monkeypatch.setattr(files, "MAX_TEXT_BYTES", 5)
    for name, size in (("big.pdf", 11), ("big.txt", 6)):
        with pytest.raises(errors.TooLarge, match="Split it"):
            ingest.read_document(write(name, b"x" * size))
    with pytest.raises(errors.TooLarge, match="Split it"):
        files.hash_file(write("grown.txt", b"x" * 11))


def test_opens_a_pdf_with_one_of_the_passwords(write: Write) -> None:
    path = write("locked.pdf", typed_pdf(password="hemmeligt"))
    assert ingest.read_document(path, passwords=("forkert", "hemmeligt")).status == "ok"
    with pytest.raises(errors.Encrypted, match="--password"):
        ingest.read_document(path, passwords=("forkert",))


def test_says_that_no_password_opens_a_pdf_locked_for_keys(write: Write) -> None:
    locked = b"3 0 obj<</Filter/Adobe.PubSec/SubFilter/adbe.pkcs7.s5/V 4>>endobj\ntrailer<</Encrypt 3 0 R/Root 1 0 R"
    with pytest.raises(errors.Encrypted, match="no password opens it"):
        ingest.read_document(write("keyed.pdf", PAGELESS.replace(b"trailer<</Root 1 0 R", locked)))


def test_refuses_more_pages_than_the_limit(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfium, "MAX_PAGES", 1)
    with pytest.raises(errors.TooLarge, match="2 pages"):
        ingest.read_document(write("long.pdf", typed_pdf(2)))


def test_refuses_more_pixels_than_the_limit(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingest import images

    monkeypatch.setattr(images, "MAX_PIXELS", 100)
    monkeypatch.setattr(tesseract, "need_engine", lambda *languages: tesseract.Engine("tesseract", "5", frozenset()))
    with pytest.raises(errors.TooLarge, match="300 dpi"):
        ingest.read_document(write("wide.png", png()))


def test_asks_for_tesseract_only_where_a_page_needs_it(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_engine", lambda: None)
    assert ingest.read_document(write("typed.pdf", typed_pdf())).status == "ok"
    with pytest.raises(errors.MissingTool, match="apt-get install tesseract-ocr tesseract-ocr-dan"):
        ingest.read_document(write("page.png", png()))


def test_asks_for_danish_where_tesseract_lacks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "find_engine", lambda: tesseract.Engine("t", "5", frozenset({"eng"})))
    with pytest.raises(errors.MissingTool, match="tesseract-ocr-dan"):
        tesseract.need_engine("dan")


def test_gives_up_on_a_page_that_takes_too_long(tmp_path: Path) -> None:
    slow = tmp_path / "slow"
    slow.write_text("#!/bin/sh\nexec sleep 20\n")
    slow.chmod(0o755)
    with pytest.raises(errors.OcrFailed, match="gave up"):
        tesseract.run(tesseract.Engine(str(slow), "5", frozenset()), b"", (), timeout=0.2)


def test_reports_what_tesseract_said_when_it_failed(tmp_path: Path) -> None:
    broken = tmp_path / "broken"
    broken.write_text("#!/bin/sh\necho no luck >&2\nexit 1\n")
    broken.chmod(0o755)
    with pytest.raises(errors.OcrFailed, match="no luck"):
        tesseract.run(tesseract.Engine(str(broken), "5", frozenset()), b"", ())


def test_knows_what_every_message_of_pdfium_means() -> None:
    for said, kind, advice in pdfium.FOREIGN:
        assert issubclass(kind, errors.DocumentError) and said and advice.endswith(".")


def test_has_limits_that_an_archive_never_meets() -> None:
    assert limits.MAX_PIXELS > 139_000_000 and limits.MAX_PAGES >= 1000
