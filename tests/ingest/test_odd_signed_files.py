"""Signed files that are locked, run in circles, lost pages or their table, or were signed before 2010."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer

from ingest.signatures import read_signing
from ingest.signatures.embedded import read_embedded
from ingest.signatures.reading import Signing
from ingest.signatures.trust_roots import TrustRoots
from models.records import Signature
from tests.signing.certificates import authority, person
from tests.signing.papers import BODY, SIGNERS, paper, revised, sign

ROOTS = TrustRoots((authority().der,))


def _paper() -> bytes:
    return sign(paper(), person())


def _only(data: bytes) -> Signature:
    (found,) = read_signing(data, ROOTS).signatures
    return found


def _with_pages(count: int) -> bytes:
    """A paper of three pages, signed, of which a later revision shows so many."""
    data = sign(paper(BODY, SIGNERS, ("Bilag 1",)), person())

    def change(writer: Any) -> None:
        tree = writer.root["/Pages"]
        for _ in range(3, count):
            tree["/Kids"].append(tree["/Kids"][0])
        while len(tree["/Kids"]) > count:
            tree["/Kids"].pop()
        tree[pdf_name("/Count")] = generic.NumberObject(count)  # type: ignore[no-untyped-call]
        writer.update_container(tree)

    return revised(data, change)


@pytest.mark.parametrize(("count", "pages"), [(2, [2]), (4, [4])])
def test_names_pages_that_were_added_and_the_last_where_some_were_taken(count: int, pages: list[int]) -> None:
    assert _only(_with_pages(count)).changed_pages == pages


def test_lists_an_old_signature_whose_certificate_stands_beside_it() -> None:
    def change(writer: Any) -> None:
        for reference in writer.root["/AcroForm"]["/Fields"]:
            value = reference.get_object()["/V"]
            value[pdf_name("/SubFilter")] = pdf_name("/adbe.x509.rsa_sha1")
            value[pdf_name("/Cert")] = generic.ByteStringObject(person().der)
            value[pdf_name("/Contents")] = generic.ByteStringObject(b"\x04\x02ab")
            writer.update_container(value)

    found = _only(revised(_paper(), change))
    assert (found.signer, found.problem, found.intact) == ("Gerda Lyng", "unsupported-format", None)


def test_gives_a_form_that_runs_in_a_circle_one_broken_signature() -> None:
    def change(writer: Any) -> None:
        fields = writer.root["/AcroForm"]["/Fields"]
        field = fields[0].get_object()
        field[pdf_name("/Kids")] = generic.ArrayObject([fields.raw_get(0)])
        writer.update_container(field)

    found = read_signing(revised(_paper(), change), ROOTS).signatures
    assert "malformed" in {row.problem for row in found}


def test_gives_a_file_that_only_pdfium_opens_one_broken_signature() -> None:
    found, removed = read_embedded(_paper().replace(b"startxref", b"startyref"), None, ())
    assert ([row.problem for row in found], removed) == (["malformed"], 0)
    assert read_embedded(b"%PDF-1.4 nothing", None, ()) == ((), 0)


def test_reads_a_locked_paper_with_its_password() -> None:
    for word in ("", "hemmeligt"):
        writer = copy_into_new_writer(PdfFileReader(BytesIO(paper())))
        writer.encrypt("ejer", word)  # type: ignore[no-untyped-call]
        out = BytesIO()
        writer.write(out)  # type: ignore[no-untyped-call]
        data = sign(out.getvalue(), person(), password=word or "ejer")
        signing = read_signing(data, ROOTS, ("forkert", "hemmeligt"))
        assert [(row.problem, row.intact) for row in signing.signatures] == [(None, True)]
        assert signing.removed == 0
    assert read_signing(data, ROOTS) == Signing()
