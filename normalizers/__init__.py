"""Damaged Danish becomes Danish, every change on record. Pure: text in, text out.

`repair(PageText)`, `repair_document(Document)` and `repair_text(str)`; `normalizers.report` shows what they did.
"""

from normalizers.repair import repair, repair_document, repair_text

__all__ = ["repair", "repair_document", "repair_text"]
