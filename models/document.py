"""A file as it was read: what `ingest` gives and every later stage takes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from models.geometry import Box, Table
from models.text import PageText

if TYPE_CHECKING:  # records are pydantic models, and what only reads text starts without pydantic
    from models.records import Attachment, Signature

Source = Literal["text_layer", "ocr", "plain_text"]
Verdict = Literal["author_text", "machine_layer", "broken_map", "image_only", "mixed", "blank", "plain_text"]
Status = Literal["ok", "partial", "failed"]
# How a person is kept from text that a file holds.
Hiding = Literal["outside_page", "same_colour", "struck_through", "hidden_layer", "covered", "unticked"]
# Facts of a page: how many signatures were taken out of the file (the first page has it), and that the page is a
# signing service's evidence, no part of the paper.
REMOVED, EVIDENCE = "signatures_removed", "signing_evidence"
# How many of its words have lost Danish letters to a wrong encoding.
LOST_LETTERS = "lost_letters"
# And that the file is a form that only another program can show, or a folder of files: what matters is not on a page.
FORM, PORTFOLIO = "unreadable_form", "portfolio"


@dataclass(frozen=True, slots=True)
class Reading:
    """One engine's reading of a page. `engine` names it with its version ("tesseract 5.3.0 dan")."""

    source: Source
    engine: str
    text: PageText


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Words that the file holds and the page does not show, or shows undone; no part of the page's text."""

    text: str
    how: Hiding
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page. `width` and `height` are PDF points after rotation (0 for plain text), `rotation` is degrees clockwise.

    `text` is the chosen reading; `readings` holds all of them where there are two or more, else it is empty.
    `facts` are the numbers the verdict rests on (image coverage, share of Danish letters, …), each 0..1 or a count.
    `furniture` are indices of words in running headers, footers, page numbers: part of the text, no part of the body.
    `footnotes` are indices of words in footnotes. `tables` index words too.
    `body_start` is the offset in the page's text where the document itself begins.
    `left_out` is what stands in the file and is not to be seen on the page.
    """

    number: int
    width: float
    height: float
    rotation: int
    source: Source
    verdict: Verdict
    reason: str
    quality: float
    ocr_confidence: float | None
    text: PageText
    body_start: int = 0
    readings: tuple[Reading, ...] = ()
    facts: Mapping[str, float] = field(default_factory=dict)
    furniture: frozenset[int] = frozenset()
    footnotes: frozenset[int] = frozenset()
    tables: tuple[Table, ...] = ()
    left_out: tuple[LeftOut, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One file's content. `filename` is the base name, `bytes` its size, `engines` the versions that read it.

    `signatures` are the digital ones, `attachments` the files inside it.
    """

    sha256: str
    filename: str
    media_type: str
    bytes: int
    status: Status
    pages: tuple[Page, ...]
    error: str | None = None
    message: str | None = None
    engines: Mapping[str, str] = field(default_factory=dict)
    signatures: tuple[Signature, ...] = ()
    attachments: tuple[Attachment, ...] = ()
