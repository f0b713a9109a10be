"""Text and Markdown files: the encoding found, pages cut at form feeds, a transcript's front matter told apart."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ingest.limits import MAX_TEXT_BYTES
from ingest.ocr import quality
from ingest.page import facts
from ingest.page.line_numbers import find_numbered_lines
from models import errors
from models.document import Page
from models.text import NO_WORD, page_text

# A transcript begins with the titles of related documents; the document itself stands after this line.
_TRANSCRIPT = re.compile(r"^[ \t]*Trans(?:k|sk)ript(?:ion)?[ \t]*:[ \t]*", re.IGNORECASE | re.MULTILINE)
_PAGE_NUMBER = re.compile(r"^[ \t]*[-–—][ ]?\d{1,3}[ ]?[-–—][ \t]*$", re.MULTILINE)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
_ZEROS = 0.8  # of the signs of a text in UTF-16 that are Latin
_UNNAMED = re.compile(r"[\x81\x8d\x8f\x90\x9d]")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def _keep_unnamed(problem: UnicodeError) -> tuple[str, int]:
    """The five bytes without a sign in Windows-1252 as the control signs of their numbers: in a file of another code
    page they are letters, and the repair knows which."""
    assert isinstance(problem, UnicodeDecodeError)
    return problem.object[problem.start : problem.end].decode("latin-1"), problem.end


_KEPT = "keep-unnamed"
codecs.register_error(_KEPT, _keep_unnamed)


def read_pages(name: str, data: bytes) -> tuple[Page, ...]:
    """The pages of a text file; boxes and sizes are unknown. Errors: `NotText`, `TooLarge`."""
    if len(data) > MAX_TEXT_BYTES:
        raise errors.TooLarge(f"{name}: more than {MAX_TEXT_BYTES / 1e6:.0f} MB of text. Split it into smaller files.")
    text, encoding = decode(name, data)
    parts = text.split("\f")
    if len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    return tuple(_page(number, part, encoding) for number, part in enumerate(parts, 1))


def decode(name: str, data: bytes) -> tuple[str, str]:
    """Text with line feeds as its only line ends, and the name of its encoding: UTF-8, else Windows-1252."""
    for bom, codec, label in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data[len(bom) :], codec), label
    if b"\0" in data:
        return _decoded(name, data, _utf16_of(name, data)), "UTF-16 without a byte order mark"
    try:
        return _decoded(name, data, "utf-8"), "UTF-8"
    except errors.NotText:
        return _decoded(name, data, "cp1252"), "Windows-1252"


def _utf16_of(name: str, data: bytes) -> str:
    """Which UTF-16 text without a mark is in: nearly all of its signs have a zero byte, on the same side."""
    low, high = data[::2].count(0), data[1::2].count(0)
    if len(data) % 2 or min(low, high) or 2 * max(low, high) < _ZEROS * len(data):
        raise errors.NotText(_advice(name))
    return "utf-16-le" if high else "utf-16-be"


def _decoded(name: str, data: bytes, codec: str) -> str:
    try:
        text = data.decode(codec, "strict" if codec != "cp1252" else _KEPT)
    except UnicodeDecodeError as problem:
        raise errors.NotText(_advice(name)) from problem
    if len(_CONTROL.findall(text)) * 200 > len(text) or len(_UNNAMED.findall(text)) * 10 > len(text):
        raise errors.NotText(_advice(name))
    return _LINE_ENDS.sub("\n", text)


def _advice(name: str) -> str:
    return f"{name}: binary data, not text. Save it as UTF-8 text, or give the original (PDF, scan) its right name."


def _page(number: int, text: str, encoding: str) -> Page:
    found = page_text(text)
    front = _TRANSCRIPT.search(text) if number == 1 else None
    numbers = facts.judge_text(found)
    reason = f"plain text, {encoding}" + ("; front matter before the transcript" if front else "")
    return Page(
        number=number,
        width=0.0,
        height=0.0,
        rotation=0,
        source="plain_text",
        verdict="plain_text" if text.strip() else "blank",
        reason=reason if text.strip() else f"no text on this page, {encoding}",
        quality=quality.rate(numbers, None),
        ocr_confidence=None,
        text=found,
        body_start=_skip_space(text, front.end()) if front else 0,
        facts=numbers,
        furniture=frozenset(found.owners[at] for at in _beside_the_text(text)) - {NO_WORD},
    )


def _beside_the_text(text: str) -> Iterator[int]:
    """The offsets of what a plain text holds besides its own: numbers of lines, and of pages between dashes."""
    yield from find_numbered_lines(text)
    for match in _PAGE_NUMBER.finditer(text):
        yield from range(*match.span())


def _skip_space(text: str, start: int) -> int:
    """Where the next printed character stands; `start` where only white space follows."""
    match = re.compile(r"\S").search(text, start)
    return match.start() if match else start
