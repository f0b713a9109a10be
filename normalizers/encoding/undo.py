"""All pages as they were written: escapes read, wrong encodings undone, signs that nobody sees taken out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from models.text import Edit, PageText
from normalizers.encoding.code_pages import code_page_edits, explain
from normalizers.encoding.double_a import double_a_edits
from normalizers.encoding.escapes import escape_edits
from normalizers.encoding.sign_forms import invisible_edits, sign_form_edits
from normalizers.encoding.utf8 import utf8_edits

Finder = Callable[[str], Iterator[Edit]]
_ON_THEIR_OWN: tuple[Finder, ...] = (escape_edits, invisible_edits, utf8_edits, sign_form_edits)
_STRANGE = re.compile(r"[^\x00-\x7fæøåÆØÅ]|[^\W\d_][{|}\[\]\\][^\W\d_]")


def undo_encodings(pages: Sequence[PageText]) -> list[PageText]:
    """The pages with every change on record; those where nothing is proven as they are."""
    done = list(pages)
    for find in _ON_THEIR_OWN:
        done = [_edited(page, list(find(page.text))) for page in done]
    reading = explain([page.text for page in done]) if any(_STRANGE.search(page.text) for page in done) else None
    if reading:
        done = [_edited(page, list(code_page_edits(page.text, reading))) for page in done]
    return [_edited(page, edits) for page, edits in zip(done, double_a_edits(done), strict=True)]


def _edited(page: PageText, edits: Sequence[Edit]) -> PageText:
    return page.edited(edits) if edits else page
