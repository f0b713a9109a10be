"""Who a certificate says that its holder is, in words fit for a record (`ingest.signatures.names`)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from asn1crypto import x509

from ingest.signatures.names import plain_name

# What stands where an organisation would, in certificates of people who sign for themselves.
_NOBODY = re.compile(r"(?i)ingen organisatorisk tilknytning|not? organi[sz]ational affiliation|none|n/?a")


def holder_name(certificate: x509.Certificate) -> str | None:
    """The common name, else the person's own names, else the organisation."""
    parts = _parts(certificate.subject)
    own = " ".join(part for part in (parts.get("given_name"), parts.get("surname")) if part)
    names = (parts.get("common_name"), own, parts.get("pseudonym"), parts.get("organization_name"))
    return next((name for name in map(plain_name, names) if name), None)


def holder_organisation(certificate: x509.Certificate) -> str | None:
    """The organisation that the holder signs for; None for people who sign for themselves."""
    name = plain_name(_parts(certificate.subject).get("organization_name"))
    return None if name is None or _NOBODY.fullmatch(name) else name


def issuer_name(certificate: x509.Certificate) -> str | None:
    """The authority that issued the certificate."""
    parts = _parts(certificate.issuer)
    return plain_name(parts.get("common_name")) or plain_name(parts.get("organization_name"))


def _parts(name: x509.Name) -> dict[str, str]:
    """The parts of a distinguished name as text; of a part that comes twice, the first."""
    return {key: value if isinstance(value, str) else str(_first(value)) for key, value in name.native.items()}


def _first(value: object) -> object:
    return next(iter(value), "") if isinstance(value, Iterable) else value


def is_authority(certificate: x509.Certificate) -> bool:
    """Whether the certificate may issue others."""
    return bool(certificate.ca)


def is_self_signed(certificate: x509.Certificate) -> bool:
    """Whether nobody but the holder vouches for it."""
    return certificate.self_signed in ("yes", "maybe")
