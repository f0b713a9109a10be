"""Everything that can go wrong with one file or one command.

    AftalearkivError
    ├── DocumentError            one file cannot be read; the batch goes on, the archive gets a `failed` row
    │   ├── EmptyFile            empty
    │   ├── Encrypted            encrypted
    │   ├── Truncated            truncated
    │   ├── Corrupt              corrupt
    │   ├── NoPages              no_pages
    │   ├── NotText              not_text
    │   ├── Unsupported          unsupported
    │   ├── WrongContent         wrong_content
    │   ├── TooLarge             too_large
    │   ├── Unreadable           unreadable
    │   └── OcrFailed            ocr_failed
    ├── MissingTool              tool_missing    tesseract or its Danish data is not installed
    ├── UsageError               usage           wrong path, empty folder, unknown ID
    └── ArchiveError             archive         the database is not ours, too new, locked or damaged

Each has a stable short `code`, stored with the document, and a message that ends with what to do.
"""

from __future__ import annotations

from typing import ClassVar


class AftalearkivError(Exception):
    """Base of all errors of ours; `str()` is the whole message for the user."""

    code: ClassVar[str] = "error"


class DocumentError(AftalearkivError):
    """One file cannot be read."""

    code = "document"


class EmptyFile(DocumentError):
    """The file has no bytes."""

    code = "empty"


class Encrypted(DocumentError):
    """The PDF asks for a password."""

    code = "encrypted"


class Truncated(DocumentError):
    """The file ends before its end."""

    code = "truncated"


class Corrupt(DocumentError):
    """The file is of a known kind, but its inside cannot be read."""

    code = "corrupt"


class NoPages(DocumentError):
    """The PDF or image holds no page."""

    code = "no_pages"


class NotText(DocumentError):
    """A file called text holds binary data."""

    code = "not_text"


class Unsupported(DocumentError):
    """A kind of file that the archive does not read (.docx, .msg, …)."""

    code = "unsupported"


class WrongContent(DocumentError):
    """The file is not what its name says."""

    code = "wrong_content"


class TooLarge(DocumentError):
    """The file passes a limit on bytes, pages or pixels."""

    code = "too_large"


class Unreadable(DocumentError):
    """The operating system would not let us read the file."""

    code = "unreadable"


class OcrFailed(DocumentError):
    """Tesseract was started and failed."""

    code = "ocr_failed"


class MissingTool(AftalearkivError):
    """A program that the work needs is not installed."""

    code = "tool_missing"


class UsageError(AftalearkivError):
    """The command was called in a way that cannot work."""

    code = "usage"


class ArchiveError(AftalearkivError):
    """The archive's database cannot be used."""

    code = "archive"
