"""The record of a signature: made of what is known of it, all else null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ingest.signatures import certificates
from models.codes import SignatureKind
from models.records import Signature

if TYPE_CHECKING:
    from asn1crypto import x509

    from ingest.signatures.chains import Roots

_UNSAID = dict.fromkeys(
    ("signer", "signed_at", "intact", "covers_whole_document", "modified_after_signing", "trusted", "problem")
)


def make_record(kind: SignatureKind, **known: Any) -> Signature:
    """A record with these fields."""
    return Signature.model_validate({**_UNSAID, "kind": kind, **known})


def with_holder(record: Signature, certificate: x509.Certificate) -> Signature:
    """The record with what the certificate says of its holder."""
    return record.model_copy(
        update={
            "signer": certificates.holder_name(certificate),
            "organisation": certificates.holder_organisation(certificate),
            "issuer": certificates.issuer_name(certificate),
            "certificate_sha256": certificate.sha256.hex(),
        }
    )


def malformed(kind: SignatureKind, field: str | None, roots: Roots) -> Signature:
    """A signature of which nothing can be said but that it is none."""
    return make_record(kind, field=field, intact=False, trusted=None if roots is None else False, problem="malformed")
