"""Files inside a PDF: what they are called, and, by what they hold, what they are for.

A signing service puts there what people signed with: one signed file for each, an index of them, a log.
"""

from __future__ import annotations

import ctypes
import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdfium2
import pypdfium2.raw as raw

from models.codes import AttachmentRole
from models.records import Attachment

_MOST = 200  # files that are listed
MOST_READ = 20  # files that are looked into,
LARGEST = 5 * 1024 * 1024  # of at most so many bytes
_TYPES = {
    "json": "application/json", "xml": "application/xml", "txt": "text/plain", "log": "text/plain",
    "pdf": "application/pdf", "p7s": "application/pkcs7-signature", "p7m": "application/pkcs7-mime",
}  # fmt: skip
_UNKNOWN = "application/octet-stream"
_SIGNED_XML = re.compile(rb"<(?:[\w-]+:)?Signature[\s>/]")
_SIGNED_DATA = bytes.fromhex("06092a864886f70d010702")
_TIMED = re.compile(r"\b\d{1,4}[-./]\d{1,2}[-./]\d{1,4}\b.{0,12}\b\d{1,2}[:.]\d{2}")


@dataclass(frozen=True, slots=True)
class Held:
    """A file inside the file: its name, the media type that the PDF gives it, and its bytes."""

    name: str
    media_type: str
    data: bytes


def read_held(document: pypdfium2.PdfDocument) -> list[Held]:
    """The files that a PDF holds, in the order of its list. To be called under pdfium's lock."""
    count = min(_MOST, raw.FPDFDoc_GetAttachmentCount(document))
    return [_read(attached) for at in range(count) if (attached := raw.FPDFDoc_GetAttachment(document, at))]


def _read(attached: Any) -> Held:
    size = ctypes.c_ulong()
    raw.FPDFAttachment_GetFile(attached, None, 0, size)
    buffer = ctypes.create_string_buffer(max(1, size.value))
    raw.FPDFAttachment_GetFile(attached, buffer, size, size)
    name = _text(raw.FPDFAttachment_GetName, attached)
    return Held(name, _text(raw.FPDFAttachment_GetSubtype, attached) or _type_of(name), buffer.raw[: size.value])


def _text(ask: Any, attached: Any) -> str:
    """What pdfium tells in UTF-16 with a null at its end."""
    size = ask(attached, None, 0)
    buffer = ctypes.create_string_buffer(size + 2)
    ask(attached, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)), size)
    return buffer.raw[: max(0, size - 2)].decode("utf-16-le", "replace")


def _type_of(name: str) -> str:
    return _TYPES.get(name.rpartition(".")[2].lower(), _UNKNOWN)


def describe(held: Held, name: str) -> Attachment:
    """The record of a file, under a name fit for one."""
    return Attachment(
        name=name,
        media_type=held.media_type,
        bytes=len(held.data),
        sha256=hashlib.sha256(held.data).hexdigest(),
        role=judge_role(held.data),
    )


def judge_role(data: bytes) -> AttachmentRole:
    """What a file is for, by what it holds, whatever it is called."""
    if len(data) > LARGEST:
        return "other"
    if is_signed_xml(data) or is_signed_message(data):
        return "signature"
    if read_index(data):
        return "index"
    return "log" if _is_log(data) else "other"


def is_signed_xml(data: bytes) -> bool:
    """Whether this is XML with a signature in it."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _SIGNED_XML.search(data) is not None


def is_signed_message(data: bytes) -> bool:
    """Whether this is a signature message of its own (`.p7s`, `.p7m`), in DER."""
    return _SIGNED_DATA in data[:32]


def read_index(data: bytes) -> list[dict[str, Any]]:
    """The entries of a signing service's index, each about one signer; empty where this is none."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return []
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return []
    entries = found.get("signatures")
    return [entry for entry in entries if isinstance(entry, dict)] if isinstance(entries, list) else []


def _is_log(data: bytes) -> bool:
    """Whether this is text in which most lines begin with a day and a time."""
    lines = list(_lines(data))
    return bool(lines) and sum(bool(_TIMED.search(line[:60])) for line in lines) * 2 > len(lines)


def _lines(data: bytes) -> Iterator[str]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return
    if "\0" not in text:
        yield from (line for line in text.splitlines() if line.strip())
