"""A PDF's signatures and attachments: pdfium says whether there are any, and only then is anything else loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2.raw as raw

from ingest.pdf.pdfium import ALONE, open_document
from ingest.signatures.attachments import LARGEST, MOST_READ, Held, describe, read_held, read_index
from ingest.signatures.names import plain_name
from ingest.signatures.trust_roots import TrustRoots
from models.errors import DocumentError
from models.records import Attachment, Signature


@dataclass(frozen=True, slots=True)
class Signing:
    """What a file holds of signing. `removed`: signatures that it once had and that no field shows any more."""

    signatures: tuple[Signature, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    removed: int = 0


def read_signing(data: bytes, roots: TrustRoots | None, passwords: Sequence[str]) -> Signing:
    """See `ingest.signatures.read_signing`."""
    with ALONE:
        try:
            document = open_document("", data, passwords)
        except DocumentError:
            return Signing()
        try:
            signed = b"/ByteRange" in data or raw.FPDF_GetSignatureCount(document) > 0
            held = read_held(document)
        finally:
            document.close()
    names = [plain_name(found.name) or f"attachment {number}" for number, found in enumerate(held, 1)]
    attachments = tuple(describe(found, name) for found, name in zip(held, names, strict=True))
    own, removed = _embedded(data, roots, passwords) if signed else ((), 0)
    attached = _attached(held, attachments, roots)
    return Signing((*own, *attached), attachments, removed)


def _embedded(data: bytes, roots: TrustRoots | None, passwords: Sequence[str]) -> tuple[tuple[Signature, ...], int]:
    from ingest.signatures.chains import load_roots
    from ingest.signatures.embedded import read_embedded

    return read_embedded(data, load_roots(roots), passwords)


def _attached(held: Sequence[Held], attachments: Sequence[Attachment], roots: TrustRoots | None) -> list[Signature]:
    """The signatures in attachments, in order of signing."""
    signed = [(found, told.name) for found, told in zip(held, attachments, strict=True) if told.role == "signature"]
    if not signed:
        return []
    from ingest.signatures.attached import read_attached
    from ingest.signatures.chains import load_roots

    readable = [found.data for found in held if len(found.data) <= LARGEST]
    index = [entry for data in readable for entry in read_index(data)]
    trusted = load_roots(roots)
    records = [record for found, name in signed[:MOST_READ] for record in read_attached(found, name, index, trusted)]
    return sorted(records, key=lambda record: (record.signed_at or "~", record.container or ""))
