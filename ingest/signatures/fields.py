"""The signature fields of a PDF that are filled in, and what the file keeps beside them for judging certificates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from asn1crypto import x509
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import enumerate_sig_fields
from pyhanko.sign.validation.pdf_embedded import extract_contents

from ingest.signatures.attempts import attempt
from ingest.signatures.chains import Knowledge, Roots
from models.codes import SignatureKind

# Formats that are checked here. Those of before 2010 (adbe.pkcs7.sha1, adbe.x509.rsa_sha1) are listed, not checked.
CHECKED = frozenset(("/adbe.pkcs7.detached", "/ETSI.CAdES.detached", "/ETSI.RFC3161", "/PBAD.PAdES"))


@dataclass(frozen=True, slots=True)
class Field:
    """A signature field with something in it: its full name, its dictionary, and the signature's."""

    name: str
    field: generic.DictionaryObject
    value: Any

    def entry(self, key: str) -> Any:
        """An entry of the signature's dictionary; None where there is none."""
        return _entry(self.value, key) if isinstance(self.value, generic.DictionaryObject) else None

    @property
    def kind(self) -> SignatureKind:
        """By what the dictionary says of itself."""
        if self.entry("/Type") == "/DocTimeStamp" or self.entry("/SubFilter") == "/ETSI.RFC3161":
            return "timestamp"
        references = self.entry("/Reference") or ()
        methods = [_entry(reference.get_object(), "/TransformMethod") for reference in references]
        return "certification" if "/DocMDP" in methods else "approval"

    def byte_range(self) -> list[int]:
        """The numbers of `/ByteRange`. Raises where there are none."""
        return [int(number) for number in self.entry("/ByteRange")]

    def contents(self) -> bytes:
        """The signature itself, as bytes. Raises where there is none."""
        if not isinstance(self.value, generic.DictionaryObject):
            raise ValueError("the field holds no signature")
        return extract_contents(self.value)


@dataclass(frozen=True, slots=True)
class SignedFile:
    """A file on its way: its bytes, as pyHanko reads them, the names of its signature fields, what it knows."""

    data: bytes
    reader: PdfFileReader
    names: frozenset[str]
    store: Knowledge
    roots: Roots
    passwords: tuple[str, ...] = ()


def open_reader(data: bytes, passwords: Sequence[str]) -> PdfFileReader:
    """The file as pyHanko reads it. A password that only the owner has keeps nobody from reading: the user's is empty.

    Raises what pyHanko raises.
    """
    reader = PdfFileReader(BytesIO(data), strict=False)
    if reader.encrypted:
        next((word for word in ("", *passwords) if reader.decrypt(word).status != AuthStatus.FAILED), None)
    _ = reader.root
    return reader


def filled_fields(reader: PdfFileReader) -> Iterator[Field]:
    """The filled fields in the order of the form. Raises what pyHanko raises, at the field that is broken."""
    for name, value, field in enumerate_sig_fields(reader, filled_status=True):
        yield Field(str(name), field.get_object(), value.get_object())


def field_names(reader: PdfFileReader) -> frozenset[str]:
    """The names of all signature fields, empty ones too. Raises as `filled_fields`."""
    return frozenset(str(name) for name, _, _ in enumerate_sig_fields(reader))


def usage_rights(reader: PdfFileReader) -> list[bytes]:
    """The contents of signatures that are no signer's: Adobe's, that let its reader save a form."""
    permissions = _dictionary(reader.root, "/Perms")
    found = [_dictionary(permissions, key) for key in ("/UR3", "/UR")]
    return [attempt(b"", extract_contents, held) for held in found]


def read_store(reader: PdfFileReader) -> Knowledge:
    """The document's security store: certificates, revocation lists and answers that were put by for later."""
    store = _dictionary(reader.root, "/DSS")
    certificates = (attempt(None, x509.Certificate.load, der) for der in _streams(store, "/Certs"))
    known = tuple(found for found in certificates if found is not None)
    return Knowledge(known, tuple(_streams(store, "/CRLs")), tuple(_streams(store, "/OCSPs")))


def _streams(holder: generic.DictionaryObject, key: str) -> list[bytes]:
    references = attempt([], list, attempt(None, _entry, holder, key) or ())
    return [data for found in references if (data := attempt(b"", _stream, found))]


def _stream(reference: Any) -> bytes:
    return bytes(reference.get_object().data)


def _entry(holder: generic.DictionaryObject, key: str) -> Any:
    """What stands under a key, None where nothing does. `holder.get` would neither follow references nor decrypt."""
    try:
        return holder[key]
    except KeyError:
        return None


def _dictionary(holder: generic.DictionaryObject, key: str) -> generic.DictionaryObject:
    found = attempt(None, _entry, holder, key)
    empty: generic.DictionaryObject = generic.DictionaryObject()  # type: ignore[no-untyped-call]
    return found if isinstance(found, generic.DictionaryObject) else empty
