"""A stored document as it was when it was stored: its pages remember their paper, to be parsed or drawn again."""

from __future__ import annotations

import json
from array import array
from typing import TYPE_CHECKING, Any

from models.document import Document, LeftOut, Page, Reading
from models.geometry import Box, Table, Word
from models.records import Attachment, Signature
from models.text import NO_WORD, PageText, Repair, page_text
from output.store.loading import load_file_rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_REPAIR = ("start", "end", "raw", "repaired", "rule", "margin_keep", "margin_next", "confidence")


def load_stored_document(db: Database, row: dict[str, Any]) -> Document:
    """The document of one row of `documents`, as ingest and repair made it.

    Its other readings (`Page.readings`) come back as text without boxes: the words of the chosen one alone are stored.
    """
    pages = db.query("SELECT * FROM pages WHERE document = ? ORDER BY number", [row["id"]])
    return Document(
        sha256=row["sha256"],
        filename=row["filename"],
        media_type=row["media_type"],
        bytes=row["bytes"],
        status=row["status"],
        pages=tuple(_page(db, page) for page in list(pages)),
        error=row["error"],
        signatures=tuple(Signature.model_validate(found) for found in load_file_rows(db, "signatures", row["id"])),
        attachments=tuple(Attachment.model_validate(found) for found in load_file_rows(db, "attachments", row["id"])),
    )


def _page(db: Database, row: dict[str, Any]) -> Page:
    words = list(db.query("SELECT * FROM words WHERE page = ? ORDER BY position", [row["id"]]))
    repairs = db.query(
        "SELECT * FROM repairs WHERE document = ? AND page = ? ORDER BY position", [row["document"], row["number"]]
    )
    return Page(
        number=row["number"],
        width=row["width"],
        height=row["height"],
        rotation=row["rotation"],
        source=row["source"],
        verdict=row["verdict"],
        reason=row["reason"],
        quality=row["quality"],
        ocr_confidence=row["ocr_confidence"],
        text=PageText(row["text"], tuple(map(_word, words)), _owners(row["text"], words), tuple(map(_repair, repairs))),
        body_start=row["body_start"],
        readings=tuple(_reading(reading) for reading in json.loads(row["readings"])),
        facts=json.loads(row["facts"]),
        furniture=frozenset(word["position"] for word in words if word["part"] == "furniture"),
        footnotes=frozenset(word["position"] for word in words if word["part"] == "footnote"),
        tables=tuple(_table(table) for table in json.loads(row["tables"])),
        left_out=tuple(_left_out(left) for left in json.loads(row["left_out"] or "[]")),
    )


def _word(row: dict[str, Any]) -> Word:
    return Word(row["text"], _box(row), row["confidence"])


def _box(row: dict[str, Any]) -> Box | None:
    return None if row["x0"] is None else Box(row["x0"], row["top"], row["x1"], row["bottom"])


def _owners(text: str, words: list[dict[str, Any]]) -> array[int]:
    """For every character its word; white space inside a word's span is nobody's, as `models.text` has it."""
    owners = array("i", [NO_WORD]) * len(text)
    for word in words:
        if word["start"] is not None:
            for at in range(word["start"], word["end"]):
                if not text[at].isspace():
                    owners[at] = word["position"]
    return owners


def _repair(row: dict[str, Any]) -> Repair:
    return Repair(**{name: row[name] for name in _REPAIR}, applied=bool(row["applied"]))


def _reading(found: dict[str, Any]) -> Reading:
    return Reading(found["source"], found["engine"], page_text(found["text"]))


def _left_out(found: dict[str, Any]) -> LeftOut:
    return LeftOut(found["text"], found["how"], _box(found["box"]) if found["box"] else None)


def _table(found: dict[str, Any]) -> Table:
    rows = tuple(tuple(tuple(cell) for cell in row) for row in found["rows"])
    spans = {(row, column): (down, across) for row, column, down, across in found.get("spans", ())}
    return Table(rows, _box(found["box"]) if found["box"] else None, found["ruled"], spans)
