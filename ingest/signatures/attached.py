"""Signatures that stand in attachments: people sign a wrapper there, and a service seals the PDF.

What such a signature covers is the wrapper, in which the paper's digest stands: nothing of the PDF as it is now.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from asn1crypto import x509
from cryptography import x509 as keys
from lxml import etree
from signxml.algorithms import DigestAlgorithm, SignatureMethod
from signxml.exceptions import InvalidDigest, InvalidSignature
from signxml.verifier import SignatureConfiguration, XMLVerifier

from ingest.signatures import certificates, messages
from ingest.signatures.attachments import Held, is_signed_xml
from ingest.signatures.attempts import attempt
from ingest.signatures.chains import Knowledge, Roots, judge_chain, worst
from ingest.signatures.records import make_record, malformed, with_holder
from ingest.signatures.times import claimed, with_zone
from models.records import Signature

_DS = "{http://www.w3.org/2000/09/xmldsig#}"
_TIME_NAMES = frozenset(("signtime", "signingtime", "timestamp"))
_MOST_SIGNATURES = 20  # in one file

Index = Sequence[dict[str, Any]]


def read_attached(held: Held, name: str, index: Index, roots: Roots) -> list[Signature]:
    """The signatures of one attachment, called `name` in the record. `index` says when each was made, if any does."""
    said = next((entry for entry in index if entry.get("dataFile") == held.name), {})
    read = _read_xml if is_signed_xml(held.data) else _read_message
    found: list[Signature] = attempt([], read, held.data, _moment(said.get("signTime")), roots)
    unread = malformed("attached", None, roots)
    return [record.model_copy(update={"container": name}) for record in found or [unread]]


def _read_xml(data: bytes, said: datetime | None, roots: Roots) -> list[Signature]:
    root = etree.fromstring(data, _parser())
    signatures = list(root.iter(f"{_DS}Signature"))[:_MOST_SIGNATURES]
    alone = len(signatures) == 1
    return [_record_xml(data, root, signature, said, roots, alone) for signature in signatures]


def _parser() -> etree.XMLParser:
    """One that fetches nothing and expands nothing."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def _record_xml(data: bytes, root: Any, signature: Any, said: datetime | None, roots: Roots, alone: bool) -> Signature:
    chain = [x509.Certificate.load(der) for der in _certificates(signature)]
    leaf = next((found for found in chain if not certificates.is_authority(found)), chain[0])
    when = claimed(_told_time(root) or said)
    method = str(signature.find(f"{_DS}SignedInfo/{_DS}SignatureMethod").get("Algorithm")).rpartition("#")[2]
    problem = _verify(data, leaf) if alone else "unsupported-format"
    moment = when.moment or with_zone(leaf.not_valid_before)
    trust = judge_chain(leaf, Knowledge(tuple(chain)), roots, moment)
    intact = {None: True, "unsupported-format": None}.get(problem, False)
    weak = "weak-algorithm" if method.endswith("sha1") else None
    problems = {problem, weak, *trust.problems}
    record = make_record(
        "attached",
        signed_at=when.iso,
        time=when.time,
        algorithm=method,
        intact=intact,
        trusted=None if trust.trusted is None or intact is None else trust.trusted and intact and not weak,
        problem=worst(found for found in problems if found),
    )
    return with_holder(record, leaf)


def _certificates(signature: Any) -> Iterator[bytes]:
    for held in signature.iter(f"{_DS}X509Certificate"):
        yield base64.b64decode("".join((held.text or "").split()))


def _verify(data: bytes, leaf: x509.Certificate) -> str | None:
    """What is wrong with the one signature of the file. Where it signs something that is not here, nobody can say.

    The certificate is judged elsewhere, at the time of signing: here it lends its key alone, whatever the day.
    """
    certificate = keys.load_der_x509_certificate(leaf.dump())
    config = SignatureConfiguration(
        expect_references=True,
        signature_methods=frozenset(SignatureMethod),
        digest_algorithms=frozenset(DigestAlgorithm),
        verification_time=leaf.not_valid_before,
    )
    try:
        XMLVerifier().verify(data, x509_cert=certificate, parser=_parser(), expect_config=config)
    except InvalidDigest:
        return "digest-mismatch"
    except InvalidSignature:
        return "signature-invalid"
    except MemoryError:
        raise
    except Exception:
        return "unsupported-format"
    return None


def _told_time(root: Any) -> datetime | None:
    """The time that the signed wrapper gives: as an element of that name, or as a property of that name."""
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname.lower()
        if name in _TIME_NAMES and (found := _moment(element.text)):
            return found
        if name == "name" and (element.text or "").lower() in _TIME_NAMES:
            value = element.getnext()
            return _moment(_decoded(value.text)) if value is not None else None
    return None


def _decoded(text: str | None) -> str | None:
    """The national plug-in writes its properties in base64."""
    try:
        return base64.b64decode(text or "", validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return text


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(text.strip()) if isinstance(text, str) else None
    except ValueError:
        return None


def _read_message(data: bytes, said: datetime | None, roots: Roots) -> list[Signature]:
    """A signature message of its own: what it signs is not here, so it is listed and not checked."""
    signed_data = messages.read_signed_data(data)
    when = claimed(said)
    record = make_record("attached", signed_at=when.iso, time=when.time, problem="unsupported-format")
    return [with_holder(record, messages.signer_certificate(signed_data))]
