"""What signing puts on a page is told from the paper: drawn signatures, a key in the margin, pages of evidence."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from fpdf import FPDF
from PIL import Image

from ingest import read_document
from models.document import EVIDENCE, REMOVED, Document, Page
from models.text import PageText, page_text
from tests.ingest.conftest import rendered, scan_pdf
from tests.signing import papers
from tests.signing.certificates import person
from tests.signing.papers import BODY, KEY, SIGNERS, paper, sign


@pytest.fixture
def read(tmp_path: Path) -> object:
    def from_bytes(data: bytes) -> Document:
        (tmp_path / "paper.pdf").write_bytes(data)
        return read_document(tmp_path / "paper.pdf")

    return from_bytes


def _body(page: Page) -> str:
    """What a parser sees of a page."""
    kept = [page.text.words[at].text for at in range(len(page.text.words)) if at not in page.furniture]
    return " ".join(kept)


def _aside(page: Page) -> str:
    return " ".join(page.text.words[at].text for at in sorted(page.furniture))


def _says(lines: tuple[str, ...]) -> str:
    return " ".join(" ".join(lines).split())


def test_keeps_what_a_signature_draws_out_of_the_body(read) -> None:  # type: ignore[no-untyped-def]
    page = read(sign(paper(), person(), box=(300, 620, 520, 690))).pages[1]
    assert _body(page) == _says(SIGNERS)
    assert _aside(page) == "Digitalt underskrevet af Gerda Lyng den 2024-05-06 12:00:00 UTC"
    assert page.text.text.startswith("Underskrifter\n")
    boxes = [page.text.words[at].box for at in page.furniture]
    assert all(box and box.x0 >= 299 and box.x1 <= 521 and 150 <= box.top <= box.bottom <= 224 for box in boxes)


def test_reads_the_print_under_a_drawn_signature(read) -> None:  # type: ignore[no-untyped-def]
    page = read(sign(paper(), person(), box=(20, 700, 300, 830))).pages[1]
    assert _body(page) == _says(SIGNERS)


def test_draws_a_form_and_leaves_a_signature_out(read) -> None:  # type: ignore[no-untyped-def]
    document = read(sign(paper(), person(), box=(300, 620, 520, 690), page=0))
    assert _body(document.pages[0]) == _says(BODY)
    assert not document.pages[1].furniture


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not here")
def test_reads_a_scan_as_if_nobody_had_signed_on_it(read) -> None:  # type: ignore[no-untyped-def]
    image: Image.Image = rendered(paper(SIGNERS), 200)
    plain = scan_pdf([image])
    before, after = read(plain).pages[0], read(sign(plain, person(), box=(60, 640, 300, 700))).pages[0]
    assert after.source == "ocr"
    assert _body(after) == _body(before)
    assert _aside(after).startswith("Digitalt underskrevet af Gerda Lyng")


def test_sets_the_key_of_a_service_aside(read) -> None:  # type: ignore[no-untyped-def]
    document = read(paper(BODY, SIGNERS, key=KEY))
    assert [_body(page) for page in document.pages] == [_says(BODY), _says(SIGNERS)]
    assert {_aside(page) for page in document.pages} == {f"Dokumentets nøgle: {KEY}"}


def test_sets_the_key_of_a_single_page_aside_and_no_other_words_on_their_side(read) -> None:  # type: ignore[no-untyped-def]
    assert _aside(read(paper(BODY, key=KEY)).pages[0]) == f"Dokumentets nøgle: {KEY}"
    other = read(paper(BODY, key="kortet viser bebyggelsen"))
    assert not other.pages[0].furniture
    assert "bebyggelsen" in _body(other.pages[0])


def test_tells_a_page_of_evidence_from_the_paper(read) -> None:  # type: ignore[no-untyped-def]
    document = read(papers.prepared([(person(), "Områdechef", "Skovby Kommune")]))
    assert [EVIDENCE in page.facts for page in document.pages] == [False, False, True]
    assert _body(document.pages[2]) == ""
    assert "På vegne af: Skovby Kommune" in document.pages[2].text.text
    assert "page of evidence" in document.pages[2].reason


def test_reads_no_number_or_address_of_a_person_out_of_what_is_printed_of_a_certificate(read) -> None:  # type: ignore[no-untyped-def]
    says = "Gerda Lyng\nDN: c=DK, serialNumber=PID:9208-2002-\n2-111111111111, email=gerda@lyng.example"
    data = sign(
        papers.prepared([(person(), "Områdechef", "Skovby Kommune")]), person(), box=(300, 620, 520, 690), says=says
    )
    shown, proof = read(data).pages[1:]
    assert "DN: c=DK, serialNumber=███:████-████-\n█-████████████, email=█████@████.███████" in proof.text.text
    assert "Serienummer: ███:████-████-█-████████████\nIP: ███.██.███.█\n" in proof.text.text
    words = {word.text for page in (shown, proof) for word in page.text.words}
    assert not any("1111" in word or "lyng.example" in word or "198.51" in word for word in words)
    assert "IP: ███.██.███.█" in " ".join(word.text for word in proof.text.words)


def test_counts_signatures_taken_out_as_a_fact_of_the_first_page(read) -> None:  # type: ignore[no-untyped-def]
    document = read(papers.without_signature(sign(paper(), person())))
    assert [page.facts.get(REMOVED) for page in document.pages] == [1.0, None]
    assert REMOVED not in read(paper()).pages[0].facts


def test_reads_a_signed_paper_with_loose_bytes_behind_it(read) -> None:  # type: ignore[no-untyped-def]
    document = read(sign(paper(), person()) + b"\n9 0 obj\n<<>>\nendobj\n")
    assert document.status == "ok" and _body(document.pages[0]) == _says(BODY)
    assert document.signatures[0].problem == "bytes-after-signature"


PROOF = ("Gerda Lyng", "Områdechef", "På vegne af: Skovby Kommune", "Serienummer: 81ab-22", "2024-05-06 12:00:00 UTC")
ENGLISH = ("Gerda Lyng", "On behalf of: Skovby Kommune", "IP: 198.51.100.4", "Signed: 06-05-2024 12:00:00 (CET)")


@pytest.mark.parametrize(
    ("lines", "left"),
    [
        (PROOF, ""),
        (("Underskrifter", *PROOF), ""),
        (ENGLISH, ""),
        (("Første linje.", "Anden linje.", "Tredje linje.", "", *PROOF, "", *BODY), "Første linje. Anden linje. Tredje "
         "linje. " + _says(BODY)),
        (("Parterne mødes hvert år.", "Aftalen genforhandles i 2026.", "Den træder i kraft straks.", "", *PROOF),
         "Parterne mødes hvert år. Aftalen genforhandles i 2026. Den træder i kraft straks."),
    ],
)  # fmt: skip
def test_finds_where_evidence_begins(lines: tuple[str, ...], left: str) -> None:
    assert _left(lines) == left


@pytest.mark.parametrize(
    "lines",
    [
        SIGNERS,
        ("På vegne af: Skovby Kommune", "Gerda Lyng", "Dato: 06-05-2024"),
        ("Styregruppen mødes 06-05-2024 kl. 12:00", "Dagsorden:"),
        ("Serienummer: 81ab-22", *BODY, *SIGNERS, "Mødt 06-05-2024 kl. 12:00", *BODY),
        ("Sagsnr.: 2024-118", "Mødet begyndte 06.05.2024 kl. 12.00"),
    ],
)
def test_takes_no_signature_page_for_evidence(lines: tuple[str, ...]) -> None:
    assert _left(lines) == _says(lines)


def _left(lines: tuple[str, ...]) -> str:
    from ingest.page.signing_evidence import mark_evidence

    text: PageText = page_text("\n".join(lines) + "\n")
    page = Page(1, 0, 0, 0, "plain_text", "plain_text", "", 1.0, None, text)
    return _body(mark_evidence([page], False)[0])


def test_keeps_the_size_that_a_page_has_from_those_above_it(read) -> None:  # type: ignore[no-untyped-def]
    pdf = FPDF()
    pdf.set_font("helvetica", size=11)
    pdf.add_page()
    pdf.text(20, 20, "Aftale om tryghed i Kildeengen")
    plain = read(bytes(pdf.output())).pages[0]
    pdf.free_text_annotation("Bemærkning", 20, 60, 60, 10)
    noted = read(bytes(pdf.output())).pages[0]
    assert (noted.width, noted.height) == (plain.width, plain.height) == (595.28, 841.89)
    assert noted.text.words[0] == plain.text.words[0]


def test_tells_evidence_in_a_text_dump(tmp_path: Path) -> None:
    (tmp_path / "dump.txt").write_text("\f".join("\n".join(lines) + "\n" for lines in (BODY, SIGNERS, PROOF)), "utf-8")
    pages = read_document(tmp_path / "dump.txt").pages
    assert [EVIDENCE in page.facts for page in pages] == [False, False, True]
    assert _body(pages[2]) == "" and _body(pages[1]) == _says(SIGNERS)
