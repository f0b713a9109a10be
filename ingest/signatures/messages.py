"""A signature message (CMS): who made it, and whether its digest and its signature are right; no trust is asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from asn1crypto import cms, tsp, x509
from cryptography.hazmat.primitives import hashes
from pyhanko.sign.general import extract_signer_info
from pyhanko.sign.validation.generic_cms import extract_certs_for_validation, validate_sig_integrity
from pyhanko_certvalidator.util import get_pyca_cryptography_hash

from ingest.signatures.chains import Knowledge

Digest = Callable[[str], bytes]


@dataclass(frozen=True, slots=True)
class Message:
    """A message that was checked. `others` are the certificates that came with it; `said_at` is the signer's word."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]
    is_digest_right: bool
    is_signature_right: bool
    digest_name: str
    signature_name: str
    said_at: datetime | None
    signer: cms.SignerInfo

    @property
    def is_intact(self) -> bool:
        """Whether what was signed is what stands there, and was signed with the certificate's key."""
        return self.is_digest_right and self.is_signature_right


def digest_of(parts: list[bytes]) -> Digest:
    """The digest of these bytes by any algorithm that is asked for."""

    def digest(name: str) -> bytes:
        running = hashes.Hash(get_pyca_cryptography_hash(name))
        for part in parts:
            running.update(part)
        return running.finalize()

    return digest


def read_signed_data(contents: bytes) -> cms.SignedData:
    """The message in a signature's contents; nulls after it are padding. ValueError where there is none."""
    info = cms.ContentInfo.load(contents)
    if info["content_type"].native != "signed_data":
        raise ValueError("the contents are no signed data")
    return info["content"]


def signer_certificate(signed_data: cms.SignedData) -> x509.Certificate:
    """The certificate of the one who signed. Raises what pyHanko and asn1crypto raise."""
    return extract_certs_for_validation(signed_data).signer_cert


def check_message(signed_data: cms.SignedData, digest: Digest) -> Message:
    """A message about bytes that stand outside it (`digest` is theirs). Raises what pyHanko and asn1crypto raise."""
    if signed_data["encap_content_info"]["content"].native is not None:
        raise ValueError("the message carries its own content, and is about no bytes outside it")
    return _check(signed_data, digest, "data")


def check_stamp(signed_data: cms.SignedData, digest: Digest) -> tuple[Message, datetime]:
    """A time stamp's token about bytes outside it: its message, and the time it vouches for."""
    token = signed_data["encap_content_info"]["content"]
    info = token.parsed
    if not isinstance(info, tsp.TSTInfo):
        raise ValueError("the token holds no time")
    message = _check(signed_data, digest_of([bytes(token)]), "tst_info")
    imprint = info["message_imprint"]
    same = digest(imprint["hash_algorithm"]["algorithm"].native) == imprint["hashed_message"].native
    stamped = info["gen_time"].native
    return replace(message, is_digest_right=message.is_digest_right and same), stamped


def _check(signed_data: cms.SignedData, digest: Digest, content: str) -> Message:
    signer = extract_signer_info(signed_data)
    found = extract_certs_for_validation(signed_data)
    name = signer["digest_algorithm"]["algorithm"].native
    digest_right, signature_right = validate_sig_integrity(signer, found.signer_cert, content, digest(name))
    return Message(
        found.signer_cert,
        tuple(found.other_certs),
        digest_right,
        signature_right,
        name,
        signer["signature_algorithm"]["algorithm"].native,
        next((value.native for value in _attributes(signer, "signed_attrs", "signing_time")), None),
        signer,
    )


def find_stamps(signer: cms.SignerInfo) -> Iterator[cms.SignedData]:
    """The tokens of a time-stamping service about this signature."""
    for token in _attributes(signer, "unsigned_attrs", "signature_time_stamp_token"):
        yield token["content"]


def knowledge_of(message: Message, store: Knowledge) -> Knowledge:
    """What there is to judge the signer by: the document's store, and what the signer put into the message."""
    lists, answers = [], []
    for found in _attributes(message.signer, "signed_attrs", "adobe_revocation_info_archival"):
        lists += [item.dump() for item in found["crl"]]
        answers += [item.dump() for item in found["ocsp"]]
    return store.with_more(message.others, lists, answers)


def _attributes(signer: cms.SignerInfo, kind: str, name: str) -> Iterator[cms.ContentInfo]:
    for attribute in signer[kind]:
        if attribute["type"].native == name:
            yield from attribute["values"]
