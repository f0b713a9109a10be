"""The roots that the user trusts: certificates of authorities in a file or folder, PEM or DER."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from models.errors import UsageError

_PEM = re.compile(rb"-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----(.+?)-----END", re.DOTALL)
_SUFFIXES = frozenset((".pem", ".crt", ".cer", ".der", ".cert"))


@dataclass(frozen=True, slots=True)
class TrustRoots:
    """Certificates as DER, each once, in an order that does not depend on the files they stood in."""

    certificates: tuple[bytes, ...]

    @property
    def sha256(self) -> str:
        """The hash of all of them: which roots a reading trusted."""
        return hashlib.sha256(b"".join(self.certificates)).hexdigest()


def read_trust_roots(path: Path) -> TrustRoots:
    """The certificates of a file, or of the certificate files right in a folder.

    Errors: UsageError where there is none, or one cannot be read.
    """
    try:
        files = _certificate_files(path) if path.is_dir() else [path]
        found = {der for file in files for der in _certificates(file, file.read_bytes())}
    except OSError as error:
        raise UsageError(
            f"{path}: the trust roots cannot be read ({error.strerror}). Name a file or folder of certificates."
        ) from error
    if not found:
        raise UsageError(f"{path}: no certificates there. Give a PEM or DER file, or a folder with such files.")
    return TrustRoots(tuple(sorted(found)))


def _certificate_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.iterdir() if file.suffix.lower() in _SUFFIXES and file.is_file())


def _certificates(file: Path, data: bytes) -> list[bytes]:
    from cryptography import x509

    try:
        found = [base64.b64decode(body) for body in _PEM.findall(data)] or [data]
        for der in found:
            x509.load_der_x509_certificate(der)
    except (ValueError, binascii.Error) as error:
        raise UsageError(
            f"{file}: this is no certificate in PEM or DER. Fetch the root from its authority again."
        ) from error
    return found
