"""Marks misread: bullets, a lone `1` or `|` that is a letter, ligatures, letters put together of two signs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from models.text import Edit

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_LIGATURE = re.compile(r"[^\W\d_]*[ﬀ-ﬆ][^\W\d_]*")
_LOOSE = re.compile(r"[\u0300-\u036f]")
_COMBINED = re.compile(r"\w[\u0300-\u036f]+")
# `1` between words of small letters. A unit, a month or an abbreviation after it makes it a number.
_LONE = re.compile(
    r"(?<=[a-zæøå,] )1(?= [^\W\d_])"
    r"(?! (?:mio|mia|mill|million|milliard|tusind|hundrede|kr|krone|pct|procent|promille|år|ar|måned|maned|time|minut"
    r"|uge|dag|døgn|kvartal|stk|gang|person|km|meter|m|kg|ha|og|eller|til|ud af)\b)"
    r"|(?<=[a-zæøå] )1(?=\.?[ \t]*(?:\n|$))|(?<=[a-zæøå] )1(?= (?:19|20)\d\d\b)"
)
_NUMBERED = re.compile(
    r"(?:nr|kl|side|kap|kapitel|bilag|stk|fase|punkt|trin|etape|den|nummer|ca|figur|tabel|mål|mal|distrikt|zone|artikel"
    r"|afsnit|del|note|mindst|højst|hojst|kun|minimum|maksimum|maks|max|min|præcis"
    r"|januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)\.? $",
    re.IGNORECASE,
)
_BAR = re.compile(r"^\|(?= [A-ZÆØÅa-zæøå]{2})(?=[^|\n]*$)", re.MULTILINE)
# In mid-line: "... af beboerne. | hele byen er", "årligt | 2024 og"; in tables bars part cells: "Nr. | Mål", "40 | 36".
_BAR_WITHIN = re.compile(
    r"(?<=[a-zæøå%\d)][.!?:,] )\|(?= [^\W\d_@]{2}| (?:19|20)\d\d [a-zæøå])"
    r"|(?<=[a-zæøå] )\|(?= (?:19|20)\d\d(?:[.,;\n]| [a-zæøå]))"
)
_LONGEST_LINE = 300
_LEAST_BEFORE = 20  # letters of its line before such a bar
_READ_BULLET = re.compile(r"^[ \t]*([+«])(?=[ \t]+[^\W\d_])", re.MULTILINE)
_BULLET = re.compile(r"^([ \t]*)([e=*+«])(?=[ \t]*\S)", re.MULTILINE)


def mark_edits(text: str, regions: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    """Edits of marks: ligatures and loose accents anywhere, the rest in damaged regions."""
    for match in _LIGATURE.finditer(text) if any(char in text for char in _LIGATURES) else ():
        if not _alone(text, match):
            continue
        new = "".join(_LIGATURES.get(char, char) for char in match[0])
        yield Edit(match.start(), match.end(), new, "ligature")
    for match in _COMBINED.finditer(text) if _LOOSE.search(text) else ():
        new = unicodedata.normalize("NFC", match[0])
        if new != match[0]:
            yield Edit(match.start(), match.end(), new, "unicode-nfc")
    for start, end in regions:
        yield from _lone_ones(text, start, end)
        yield from _bars(text, start, end)
    yield from _bullets(text, regions)


def _alone(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around a word with a ligature is no rubble: white space and ordinary punctuation."""
    around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
    return all(char.isspace() or char in '-.,;:!?()/"»«' for char in around)


def _lone_ones(text: str, start: int, end: int) -> Iterator[Edit]:
    for match in _LONE.finditer(text, start, end):
        if not _NUMBERED.search(text, max(0, match.start() - 12), match.start()):
            yield Edit(match.start(), match.end(), "i", "lone-one", confidence=0.97)


def _bars(text: str, start: int, end: int) -> Iterator[Edit]:
    """Bars that are a letter: at the head of a line that has no other, or within a line that parts no cells by them."""
    for match in _BAR.finditer(text, start, end):
        yield Edit(match.start(), match.end(), "I", "bar-for-i", confidence=0.95)
    for match in _BAR_WITHIN.finditer(text, start, end):
        before = text[max(0, match.start() - _LONGEST_LINE) : match.start()].rpartition("\n")[2]
        behind = text[match.end() : match.end() + _LONGEST_LINE].partition("\n")[0]
        if len(before) >= _LEAST_BEFORE and all(map(_is_prose, (before, behind))):
            new = "I" if before[-2] in ".!?:,%" else "i"
            yield Edit(match.start(), match.end(), new, "bar-for-i", confidence=0.9)


def _is_prose(piece: str) -> bool:
    """Whether a part of a line has no bars but those that may be a letter."""
    return piece.count("|") == len(_BAR_WITHIN.findall(piece)) + piece.startswith("|")


def _bullets(text: str, regions: Sequence[tuple[int, int]]) -> Iterator[Edit]:
    found = [m for start, end in regions for m in _BULLET.finditer(text, start, end) if _opens_item(text, m)]
    if len(found) < 2:
        return
    for match in found:
        gap = "" if text[match.end()].isspace() else " "
        yield Edit(match.start(2), match.end(2), "•" + gap, "bullet", confidence=0.9)


def read_bullets(text: str) -> Iterator[Edit]:
    """Bullets of a page that the Danish model read: it has no `•` and gives `+` or `«` at the head of each item."""
    found = list(_READ_BULLET.finditer(text))
    for match in found if len(found) > 1 else ():
        yield Edit(match.start(1), match.end(1), "•", "bullet", confidence=0.9)


def _opens_item(text: str, match: re.Match[str]) -> bool:
    """`e` needs a space and a capital after it, the signs only something to read."""
    rest = text[match.end() :].split("\n", 1)[0]
    if match[2] == "e":
        return rest[:1].isspace() and rest.lstrip()[:1].isupper()
    return rest.strip()[:1].isalpha()
