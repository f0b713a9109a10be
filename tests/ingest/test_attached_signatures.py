"""Signatures in attachments: XML in the forms that signing services use, messages of their own, and broken ones."""

from __future__ import annotations

import asyncio
import base64
import hashlib
from typing import Any

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from pyhanko.sign import signers
from pyhanko_certvalidator.registry import SimpleCertificateStore
from signxml.algorithms import DigestAlgorithm, SignatureConstructionMethod, SignatureMethod
from signxml.signer import XMLSigner

from ingest.signatures.attached import read_attached
from ingest.signatures.attachments import Held, judge_role
from ingest.signatures.trust_roots import TrustRoots
from models.records import Signature
from tests.signing.certificates import authority, person

PROPERTIES = "http://www.openoces.org/2006/07/signature#"


class _Old(XMLSigner):
    """A signer that takes the algorithms of 2005."""

    def check_deprecated_methods(self) -> None:
        """Nothing is too old here."""


def _wrapper(*properties: tuple[str, str]) -> Any:
    """XML of the national plug-in, its values in base64."""
    root = etree.Element(f"{{{PROPERTIES}}}signature")
    for name, value in properties:
        entry = etree.SubElement(root, f"{{{PROPERTIES}}}SignatureProperty")
        etree.SubElement(entry, f"{{{PROPERTIES}}}Name").text = name
        etree.SubElement(entry, f"{{{PROPERTIES}}}Value").text = base64.b64encode(value.encode()).decode()
    return root


def _signed(root: Any, signer: XMLSigner | None = None, **more: Any) -> bytes:
    who = person()
    signer = signer or XMLSigner(method=SignatureConstructionMethod.enveloped)
    chain = [who.certificate, *who.above][:: more.pop("order", 1)]
    return bytes(etree.tostring(signer.sign(root, key=who.key, cert=chain, **more)))


def _read(data: bytes, *index: dict[str, Any]) -> list[Signature]:
    from ingest.signatures.chains import load_roots

    roots = load_roots(TrustRoots((authority().der,)))
    return read_attached(Held("a.xml", "", data), "a.xml", index, roots)


def test_takes_the_time_that_was_signed_before_that_of_the_index() -> None:
    entry = {"dataFile": "a.xml", "signTime": "2024-05-06T12:00:00Z"}
    signed = _signed(_wrapper(("documentDigest", "ab"), ("signTime", "2024-05-05T10:30:00+02:00")))
    assert _read(signed, entry)[0].signed_at == "2024-05-05T08:30:00+00:00"
    assert _read(_signed(_wrapper(("signTime", "i går"))), entry)[0].signed_at == "2024-05-06T12:00:00+00:00"
    assert _read(_signed(_wrapper()))[0].signed_at is None


def test_reads_a_time_that_is_an_element() -> None:
    root = _wrapper()
    etree.SubElement(root, "SigningTime").text = " 2024-05-06T12:00:00Z "
    assert _read(_signed(root))[0].signed_at == "2024-05-06T12:00:00+00:00"


def test_finds_the_signer_among_certificates_in_any_order() -> None:
    found = _read(_signed(_wrapper(), order=-1))[0]
    assert (found.signer, found.intact, found.trusted) == ("Gerda Lyng", True, True)


def test_lists_and_does_not_check_what_signs_something_elsewhere() -> None:
    signer = XMLSigner(method=SignatureConstructionMethod.detached)
    root = etree.Element("paper", Id="p")
    detached = signer.sign(root, key=person().key, cert=[person().certificate], reference_uri="#p")
    found = _read(etree.tostring(detached))[0]
    assert (found.signer, found.intact, found.trusted, found.problem) == (
        "Gerda Lyng", None, None, "unsupported-format",
    )  # fmt: skip


def test_lists_each_of_several_signatures_in_one_file() -> None:
    root = etree.Element("both")
    for _ in range(2):
        root.append(etree.fromstring(_signed(_wrapper())))
    assert [(row.signer, row.problem) for row in _read(etree.tostring(root))] == [
        ("Gerda Lyng", "unsupported-format"), ("Gerda Lyng", "unsupported-format"),
    ]  # fmt: skip


def test_calls_old_algorithms_weak() -> None:
    signer = _Old(
        method=SignatureConstructionMethod.enveloped,
        signature_algorithm=SignatureMethod.RSA_SHA1,
        digest_algorithm=DigestAlgorithm.SHA1,
    )
    found = _read(_signed(_wrapper(), signer))[0]
    assert (found.algorithm, found.intact, found.trusted, found.problem) == (
        "rsa-sha1", True, False, "weak-algorithm",
    )  # fmt: skip


def test_tells_a_signature_that_another_key_made() -> None:
    data = _signed(_wrapper(("a", "b")))
    start = data.index(b"SignatureValue>") + 15
    letter = b"A" if data[start : start + 1] != b"A" else b"B"
    assert _read(data[:start] + letter + data[start + 1 :])[0].problem == "signature-invalid"


def _message() -> bytes:
    who = person()
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]
    signer = signers.SimpleSigner(signing_cert=who.asn1, signing_key=who.asn1_key, cert_registry=store)
    return bytes(asyncio.run(signer.async_sign(hashlib.sha256(b"paper").digest(), "sha256")).dump())


def test_lists_a_message_whose_paper_is_elsewhere() -> None:
    found = _read(_message(), {"dataFile": "a.xml", "signTime": "2024-05-06T12:00:00"})[0]
    assert (found.signer, found.intact, found.problem) == ("Gerda Lyng", None, "unsupported-format")
    assert (found.kind, found.container, found.signed_at) == ("attached", "a.xml", "2024-05-06T12:00:00+00:00")


@pytest.mark.parametrize(
    "data",
    [
        b"<x><Signature></x>",
        b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><x><Signature>&a;</Signature></x>",
        b'<x xmlns:d="http://www.w3.org/2000/09/xmldsig#"><d:Signature/></x>',
        b"\x30\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\x00",
    ],
)
def test_calls_malformed_what_cannot_be_read(data: bytes) -> None:
    assert judge_role(data) == "signature"
    (found,) = _read(data)
    assert (found.intact, found.trusted, found.problem, found.signer) == (False, False, "malformed", None)


@pytest.mark.parametrize(
    ("data", "role"),
    [
        (_signed(_wrapper()), "signature"),
        (person().certificate.public_bytes(Encoding.PEM), "other"),
        (b'{"signatures": [{"signTime": "2024"}]}', "index"),
        (b'\xef\xbb\xbf{"signatures": [{}]}', "index"),
        (b'{"signatures": []}', "other"),
        (b'{"signatures": ', "other"),
        (b"[1, 2]", "other"),
        (b"2024-05-06 12:00 opened\n06.05.2024 kl. 12.10 signed\n", "log"),
        (b"Kaere alle\nmoedet er den 06.05.2024\n", "other"),
        (b"\xff\xfe2024-05-06 12:00\n", "other"),
        (b"", "other"),
        (b"<Signature " + b" " * 6_000_000, "other"),
    ],
    ids=range(12),
)
def test_judges_attachments_by_what_they_hold(data: bytes, role: str) -> None:
    assert judge_role(data) == role
