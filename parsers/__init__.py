"""Text and boxes become an agreement. Pure: a `Document` in, an `Agreement` out, nothing read or written."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from models.document import Document
    from models.records import Agreement
    from parsers.rules.rule import Trace


def parse(document: Document, trace: Trace | None = None) -> Agreement:
    """What a repaired document says; see `parsers.agreement`. The parsers are loaded at the first call.

    Confidences are learned from first readings: of the rows given 0.9, nine in ten are right (`parsers.confidence`).
    """
    from parsers.agreement import parse as parse_document

    return parse_document(document, trace)
