"""The numbers that a page's verdict rests on, taken from its words."""

from __future__ import annotations

from models.text import PageText

_DANISH = frozenset("æøåÆØÅ")
_PRIVATE = range(0xE000, 0xF900)


def judge_text(text: PageText) -> dict[str, float]:
    """`letters`, `words` (counts), `danish_share` (æøå of letters), `unmapped_share` (of printed characters), 0..1."""
    printed = [char for char in text.text if not char.isspace()]
    letters = [char for char in printed if char.isalpha()]
    return {
        "words": float(len(text.words)),
        "letters": float(len(letters)),
        "danish_share": _share(sum(char in _DANISH for char in letters), len(letters)),
        "unmapped_share": _share(sum(is_unmapped(char) for char in printed), len(printed)),
    }


def is_unmapped(char: str) -> bool:
    """Whether a character stands for a glyph that its font gives no meaning: control, private use, U+FFFD."""
    code = ord(char)
    return char == "\ufffd" or code < 32 or 0x7F <= code < 0xA0 or code in _PRIVATE


def _share(part: int, whole: int) -> float:
    return round(part / whole, 4) if whole else 0.0
