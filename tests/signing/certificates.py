"""Certificates made for the tests: an authority that is trusted, one that is not, and people, seals and stamps under
them. All keys are made once for a run and fit for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NOON = datetime(2024, 5, 6, 12, 0, tzinfo=UTC)  # when the papers of the tests are signed
_YEAR = timedelta(days=365)
_DER = serialization.Encoding.DER
_USES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip


@dataclass(frozen=True, eq=False)
class Identity:
    """A key with its certificate, and those above it, the nearest first."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    above: tuple[x509.Certificate, ...] = ()

    @property
    def der(self) -> bytes:
        return self.certificate.public_bytes(_DER)

    @property
    def asn1(self) -> Any:
        return asn1_x509.Certificate.load(self.der)

    @property
    def asn1_above(self) -> list[Any]:
        return [asn1_x509.Certificate.load(found.public_bytes(_DER)) for found in self.above]

    @property
    def asn1_key(self) -> Any:
        plain = serialization.NoEncryption()
        return asn1_keys.PrivateKeyInfo.load(self.key.private_bytes(_DER, serialization.PrivateFormat.PKCS8, plain))


def subject(**parts: str) -> x509.Name:
    kinds = {
        "cn": NameOID.COMMON_NAME, "o": NameOID.ORGANIZATION_NAME, "number": NameOID.SERIAL_NUMBER,
        "mail": NameOID.EMAIL_ADDRESS,
    }  # fmt: skip
    return x509.Name([x509.NameAttribute(kinds[kind], text) for kind, text in parts.items()])


@dataclass
class Wish:
    """What a certificate is to be."""

    name: x509.Name
    start: datetime = NOON - _YEAR
    end: datetime = NOON + _YEAR
    uses: Sequence[str] = ("digital_signature", "content_commitment")
    authority: bool = False
    stamping: bool = False
    extensions: list[tuple[x509.ExtensionType, bool]] = field(default_factory=list)


def make(wish: Wish, by: Identity | None = None) -> Identity:
    """An identity under another, or one that vouches for itself."""
    key = rsa.generate_private_key(65537, 2048)
    issuer = by.certificate.subject if by else wish.name
    builder = x509.CertificateBuilder(
        issuer, wish.name, key.public_key(), x509.random_serial_number(), wish.start, wish.end
    )
    uses = {name: name in wish.uses for name in _USES}
    added: list[tuple[x509.ExtensionType, bool]] = [
        (x509.BasicConstraints(wish.authority, None), True),
        (x509.KeyUsage(**uses), True),
        (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
    ]
    if by:  # without the address of a list nobody asks whether a certificate was revoked
        place = x509.UniformResourceIdentifier("http://lists.invalid/list.crl")
        added.append((x509.AuthorityKeyIdentifier.from_issuer_public_key(by.key.public_key()), False))
        added.append((x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)]), False))
    if wish.stamping:
        added.append((x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), True))
    for extension, critical in added:
        builder = builder.add_extension(extension, critical)
    certificate = builder.sign(by.key if by else key, hashes.SHA256())
    return Identity(key, certificate, (by.certificate, *by.above) if by else ())


_AUTHORITY = ("key_cert_sign", "crl_sign")


@cache
def authority(name: str = "Egnens Rod") -> Identity:
    """A root that vouches for itself."""
    return make(Wish(subject(cn=name, o="Egnen"), NOON - 9 * _YEAR, NOON + 30 * _YEAR, _AUTHORITY, True))


@cache
def issuer() -> Identity:
    """An authority under the root that is trusted."""
    name = subject(cn="Egnens Udsteder", o="Egnen")
    return make(Wish(name, NOON - 9 * _YEAR, NOON + 29 * _YEAR, _AUTHORITY, True), authority())


@cache
def person(name: str = "Gerda Lyng", number: str = "PID:9208-2002-2-111111111111") -> Identity:
    """Somebody who signs for themselves, with the person's number where Danish certificates have it."""
    return make(Wish(subject(cn=name, o="Ingen organisatorisk tilknytning", number=number)), issuer())


@cache
def stamper() -> Identity:
    """A service that vouches for times."""
    return make(Wish(subject(cn="Egnens Tid", o="Egnen"), stamping=True), issuer())


def revocations(revoked: Identity, when: datetime) -> bytes:
    """The issuer's list of revoked certificates with one on it, DER."""
    entry = x509.RevokedCertificateBuilder(revoked.certificate.serial_number, when).build()
    builder = x509.CertificateRevocationListBuilder(issuer().certificate.subject, when, when + 9 * _YEAR, [], [entry])
    number = x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer().key.public_key())
    listed = builder.add_extension(number, False).add_extension(x509.CRLNumber(7), False)
    return listed.sign(issuer().key, hashes.SHA256()).public_bytes(_DER)
