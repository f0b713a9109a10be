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
    │   ├── LinkedOut            linked_out
    │   ├── Changed              changed
    │   ├── OcrFailed            ocr_failed
    │   ├── TimedOut             timed_out
    │   ├── OutOfMemory          out_of_memory
    │   └── Crashed              crashed
    ├── MissingTool              tool_missing    tesseract or its Danish data is not installed
    ├── UsageError               usage           wrong path, empty folder, unknown ID
    ├── ArchiveError             archive         the database is not ours, too new, locked or damaged
    └── Unwritable               unwritable      what was asked for cannot be written where it was asked for

Each has a stable short `code`, stored with the document, and a message that ends with what to do.
"""

from __future__ import annotations

from typing import ClassVar


class AftalearkivError(Exception):
    """Base of all errors of ours; `str()` is the whole message for the user."""

    code: ClassVar[str] = "error"


class DocumentError(AftalearkivError):
    """One file cannot be read. `stage` is where that was seen, where that is known: `read`, `repair` or `parse`."""

    code = "document"
    stage: str | None = None


class EmptyFile(DocumentError):
    """The file has no bytes."""

    code = "empty"


class Encrypted(DocumentError):
    """The PDF asks for a password, or for a key."""

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


class LinkedOut(DocumentError):
    """A link in a folder that leads out of it."""

    code = "linked_out"


class Changed(DocumentError):
    """The file was written to while it was read."""

    code = "changed"


class TimedOut(DocumentError):
    """Reading the file took more time than one file is given."""

    code = "timed_out"


class OutOfMemory(DocumentError):
    """Reading the file asked for more memory than one file is given."""

    code = "out_of_memory"


class Crashed(DocumentError):
    """The process that read the file ended in the middle of it."""

    code = "crashed"


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


class Unwritable(AftalearkivError):
    """What was asked for cannot be written: the disk is full, or the folder may not be written."""

    code = "unwritable"
