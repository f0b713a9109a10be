"""Papers that the tests sign, and what is done to them afterwards."""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from typing import Any

from fpdf import FPDF
from lxml import etree
from pyhanko.pdf_utils import embed, generic
from pyhanko.pdf_utils.generic import pdf_name
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.stamp import TextStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore
from signxml.algorithms import SignatureConstructionMethod
from signxml.signer import XMLSigner

from tests.signing.certificates import NOON, Identity, stamper

SUM, OTHER_SUM = b"240.000 kr", b"740.000 kr"
BODY = (
    "Partnerskabsaftale for Kildeengen 2024-2026",
    "",
    "Mellem Skovby Kommune og Boligforeningen Kilden er der indgået følgende aftale om tryghed.",
    "Aftalen gælder fra den 1. juni 2024 til den 31. maj 2026.",
    "Parterne afsætter 240.000 kr. om året til aktiviteter for de unge.",
)
SIGNERS = (
    "Underskrifter",
    "",
    "For Skovby Kommune",
    "Gerda Lyng, områdechef",
    "",
    "For Boligforeningen Kilden",
    "Holger Bæk, formand for bestyrelsen",
)
KEY = "QX7AB-PL2MN-77TRS-0KD4E"


def paper(*pages: tuple[str, ...], key: str | None = None) -> bytes:
    """An agreement of a page and a page of signatures (or the pages given), text as it stands in the file; `key`
    upright in the right margin."""
    pdf = FPDF()
    pdf.set_compression(False)
    pdf.set_font("helvetica", size=11)
    for lines in pages or (BODY, SIGNERS):
        pdf.add_page()
        for line in lines:
            pdf.cell(0, 7, line, new_x="LMARGIN", new_y="NEXT")
        if key:
            with pdf.rotation(90, 206, 200):
                pdf.set_font_size(7)
                pdf.text(206, 200, f"Dokumentets nøgle: {key}")
                pdf.set_font_size(11)
    return bytes(pdf.output())


class _Signer(signers.PdfSigner):
    """A signer whose clock stands still."""

    at = NOON

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.at
        return session

    def _enforce_certification_constraints(self, reader: Any) -> None:
        """Others' programs sign what an earlier signer forbade."""


def sign(
    data: bytes,
    who: Identity,
    field: str = "Felt1",
    at: datetime = NOON,
    stamped: bool = False,
    box: tuple[int, int, int, int] | None = None,
    page: int = -1,
    password: str | None = None,
    says: str = "Digitalt underskrevet af\n%(signer)s\nden %(ts)s",
    **wishes: Any,
) -> bytes:
    """The paper signed in a revision of its own; `box` is where the signature shows what it `says`, in points from the
    lower left."""
    writer = IncrementalPdfFileWriter(BytesIO(data), strict=False)
    if password is not None:
        writer.encrypt(password)  # type: ignore[no-untyped-call]
    meta = signers.PdfSignatureMetadata(
        field_name=field, **{"md_algorithm": "sha256", "subfilter": SigSeedSubFilter.ADOBE_PKCS7_DETACHED, **wishes}
    )
    signer = signers.SimpleSigner(
        signing_cert=who.asn1, signing_key=who.asn1_key, cert_registry=_store(who), prefer_pss=False
    )
    shown = TextStampStyle(stamp_text=says) if box else None
    service = timestamps.DummyTimeStamper(stamper().asn1, stamper().asn1_key, _store(stamper()), fixed_dt=at)
    able = _Signer(
        meta,
        signer=signer,
        timestamper=service if stamped else None,
        stamp_style=shown,
        new_field_spec=SigFieldSpec(field, on_page=page, box=box) if box else None,
    )
    able.at = at
    out = BytesIO()
    able.sign_pdf(writer, output=out)
    return out.getvalue()


def _store(who: Identity) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    store.register_multiple([who.asn1, *who.asn1_above])
    return store


def revised(data: bytes, change: Callable[[IncrementalPdfFileWriter], None]) -> bytes:
    """The file with one more revision."""
    writer = IncrementalPdfFileWriter(BytesIO(data))
    change(writer)
    out = BytesIO()
    writer.write(out)  # type: ignore[no-untyped-call]
    return out.getvalue()


def with_other_sum(data: bytes) -> bytes:
    """A revision in which the first page names another sum."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        content = page["/Contents"].data
        assert SUM in content
        stream = generic.StreamObject(stream_data=content.replace(SUM, OTHER_SUM))
        page[pdf_name("/Contents")] = writer.add_object(stream)
        writer.update_container(page)

    return revised(data, change)


def with_a_note(data: bytes) -> bytes:
    """A revision with a comment beside the print."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        page = writer.root["/Pages"]["/Kids"][0].get_object()
        entries = {
            "/Type": pdf_name("/Annot"),
            "/Subtype": pdf_name("/Text"),
            "/Contents": generic.pdf_string("Set af mig"),
            "/Rect": generic.ArrayObject(map(generic.NumberObject, (20, 20, 40, 40))),
        }
        note = generic.DictionaryObject({pdf_name(key): value for key, value in entries.items()})  # type: ignore[no-untyped-call]
        page.setdefault(pdf_name("/Annots"), generic.ArrayObject()).append(writer.add_object(note))
        writer.update_container(page)

    return revised(data, change)


def without_signature(data: bytes, field: str = "Felt1") -> bytes:
    """A revision in which the field is empty again."""

    def change(writer: IncrementalPdfFileWriter) -> None:
        for reference in writer.root["/AcroForm"]["/Fields"]:
            found = reference.get_object()
            if found["/T"] == field:
                del found["/V"]
                writer.update_container(found)

    return revised(data, change)


def with_empty_field(data: bytes) -> bytes:
    """A revision with a field that nobody has signed in."""
    return revised(data, lambda writer: fields.append_signature_field(writer, SigFieldSpec("Tomt")))


def with_knowledge(data: bytes, who: Identity, revocations: bytes) -> bytes:
    """A revision with the certificates and a list of revoked ones put by."""
    from asn1crypto import crl

    out = BytesIO(data)
    DocumentSecurityStore.add_dss(
        out,
        sig_contents=None,
        certs=[who.asn1, *who.asn1_above],
        crls=[crl.CertificateList.load(revocations)],
        ocsps=[],
    )
    return out.getvalue()


def hole(data: bytes) -> tuple[int, int]:
    """Where the last signature of the file stands, its brackets included."""
    found = list(re.finditer(rb"/ByteRange ?\[0 (\d+) (\d+) \d+ *\]", data))[-1]
    return int(found[1]), int(found[2])


def with_brackets_signed(data: bytes, who: Identity) -> bytes:
    """The signed file signed again in the same place, the brackets of the hole too, as some programs do it."""
    start, end = hole(data)
    old = re.search(rb"/ByteRange ?\[[^\]]*\]", data)
    assert old
    new = b"/ByteRange [0 %d %d %d" % (start + 1, end - 1, len(data) - end + 1)
    data = data[: old.start()] + new.ljust(len(old[0]) - 1) + b"]" + data[old.end() :]
    digest = hashlib.sha256(data[: start + 1] + data[end - 1 :]).digest()
    signer = signers.SimpleSigner(signing_cert=who.asn1, signing_key=who.asn1_key, cert_registry=_store(who))
    wishes = PdfCMSSignedAttributes(signing_time=NOON)
    message = asyncio.run(signer.async_sign(digest, "sha256", signed_attr_settings=wishes))
    digits: bytes = message.dump().hex().encode()
    return data[: start + 1] + digits.ljust(end - start - 2, b"0") + data[end - 1 :]


def with_filled_hole(data: bytes) -> bytes:
    """Entries that nobody signed in the room that the signature leaves in its hole."""
    start, end = hole(data)
    digits = data[start + 1 : end - 1].rstrip(b"0")
    digits += b"0" * (len(digits) % 2)
    entries = b">/Name (Ukendt)"
    room = end - start - 1 - len(digits) - len(entries)
    return data[: start + 1] + digits + entries + b" " * room + data[end:]


def prepared(people: list[tuple[Identity, str, str]]) -> bytes:
    """A paper as a signing service leaves it before its seal: key, page of evidence, what each signed attached."""
    proof = ["Underskrifterne i dette dokument er juridisk bindende.", ""]
    for who, title, organisation in people:
        name = who.asn1.subject.native["common_name"]
        serial = who.asn1.subject.native["serial_number"]
        proof += [name, title, f"På vegne af: {organisation}", f"Serienummer: {serial}", "IP: 198.51.100.4"]
        proof += [f"{NOON:%Y-%m-%d %H:%M:%S} UTC", ""]
    data = paper(BODY, SIGNERS, tuple(proof), key=KEY)

    def change(writer: IncrementalPdfFileWriter) -> None:
        entries = []
        for number, (who, *_) in enumerate(people):
            place = f"{number:04x}beef.xml"
            _attach(writer, place, signed_wrapper(who, data), "application/xml")
            entries.append({"signerName": "?", "signTime": "2024-05-06T12:00:00Z", "dataFile": place})
        _attach(writer, "index.json", json.dumps({"signatures": entries}).encode(), "application/json")
        log = "\n".join(f"2024-05-06 12:0{number}:00 underskrevet" for number in range(3))
        _attach(writer, "hændelser.txt", log.encode(), "text/plain")

    return revised(data, change)


def _attach(writer: IncrementalPdfFileWriter, name: str, data: bytes, kind: str) -> None:
    held = embed.EmbeddedFileObject.from_file_data(writer, data=data, mime_type=kind)
    embed.embed_file(writer, embed.FileSpec(file_spec_string=name, file_name=name, embedded_data=held))


def signed_wrapper(who: Identity, data: bytes) -> bytes:
    """What one person signs at a service: XML with the digest of the paper."""
    wrapper = etree.Element("{urn:example:signing}wrapper")
    etree.SubElement(wrapper, "digest").text = hashlib.sha256(data).hexdigest()
    signer = XMLSigner(method=SignatureConstructionMethod.enveloped)
    chain = [who.certificate, *who.above]
    return bytes(etree.tostring(signer.sign(wrapper, key=who.key, cert=chain)))
