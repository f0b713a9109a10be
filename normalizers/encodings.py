"""Text in the wrong encoding, read as the one it was written in where that explains all strange letters of a paragraph.

UTF-8 read as something else is ftfy's to undo. What one byte a letter makes of another ("K¾rh¿jen": MacRoman read as
Windows-1252) has no shape of its own, and is undone where the words that come out are Danish.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import permutations

from models.text import Edit, PageText
from normalizers.gate import blocks
from normalizers.words import known_cost

# Code pages that Danish was written in, by their names in Python; 865 is the Nordic form of 437.
_CODE_PAGES = ("cp1252", "mac_roman", "cp850", "cp865")
_DANISH = "æøåÆØÅ"
_WANTED = _DANISH + "éÉüÜöÖäÄ"
_UTF8 = re.compile("[ÃÂâ√├┬Γ]")
_STRANGE = re.compile(r"[^\x00-\x7fæøåÆØÅ]")
Plan = Sequence[tuple[str, str]]  # of ftfy: "encode" or "decode", and the encoding
_OTHER_PLANS: tuple[Plan, ...] = tuple((("encode", page), ("decode", "utf-8")) for page in ("cp850", "cp865"))
_ENTITY = re.compile(r"&(?:#\d{2,5}|#x[0-9a-fA-F]{2,4}|[A-Za-z]{2,8}\d{0,2});")
_DANISH_ENTITY = re.compile(
    r"&(?:[Aa]ring|[Oo]slash|[Aa][Ee]lig|#(?:197|216|198|229|248|230|[xX](?:[cCeE]5|[dDfF]8|[cCeE]6)));"
)
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff]|\u00ad(?![ \t]*\n)")
_HIDDEN_IN = re.compile(f"\\S*?(?:{_INVISIBLE.pattern})\\S*")
_WORDS = 3  # different words of the lexicon that must come out of a code page, all pages together
_SHARE = 0.6  # of the different strange words: the rest are names
_CLEARLY = 2  # times as many words as the next best code page gives


@dataclass(frozen=True, slots=True)
class Reading:
    """Letters of one code page as another shows them: what is seen, and what was meant."""

    table: dict[int, str]
    words: re.Pattern[str]

    def strange(self, text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """The words with such a letter in them."""
        found = self.words.finditer(text, start, len(text) if end is None else end)
        return [m for m in found if len(m[0]) > 1 and any(ord(char) in self.table for char in m[0])]


@cache
def readings() -> tuple[Reading, ...]:
    """Every code page read as every other that shows other signs for Danish letters."""
    found = []
    for meant, seen in permutations(_CODE_PAGES, 2):
        shown = {_shown(char.encode(meant), seen): char for char in _WANTED if _has(meant, char)}
        table = {sign: char for sign, char in shown.items() if sign not in _DANISH}
        if set("æøå") <= set(table.values()):
            words = re.compile(rf"(?:[^\W\d_]|[{''.join(map(re.escape, table))}])+")
            found.append(Reading({ord(sign): char for sign, char in table.items()}, words))
    return tuple(found)


def _has(code_page: str, char: str) -> bool:
    try:
        char.encode(code_page)
    except UnicodeEncodeError:
        return False
    return True


def _shown(byte: bytes, code_page: str) -> str:
    """A byte in a code page; one that has no sign there is shown by programs as the control sign of its number."""
    try:
        return byte.decode(code_page)
    except UnicodeDecodeError:
        return byte.decode("latin-1")


def encoding_edits(pages: Sequence[PageText]) -> list[list[Edit]]:
    """For each page the edits that undo wrong encodings, HTML's names for letters, and signs that are not seen."""
    reading = _explain(pages) if any(_STRANGE.search(page.text) for page in pages) else None
    return [_page_edits(page.text, reading) for page in pages]


def _page_edits(text: str, reading: Reading | None) -> list[Edit]:
    edits = list(_entity_edits(text)) or list(_invisible_edits(text))
    if edits or text.isascii():
        return edits
    return [*_utf8_edits(text), *(_code_page_edits(text, reading) if reading else ())]


def _entity_edits(text: str) -> Iterator[Edit]:
    """HTML's names for letters and signs, where Danish letters are written so: else the text is about HTML."""
    for match in _ENTITY.finditer(text) if _DANISH_ENTITY.search(text) else ():
        new = html.unescape(match[0])
        if new != match[0] and len(new) == 1:
            yield Edit(match.start(), match.end(), new, "html-entity", confidence=0.99)


def _invisible_edits(text: str) -> Iterator[Edit]:
    """Words without the signs inside them that are not seen."""
    for match in _HIDDEN_IN.finditer(text) if _INVISIBLE.search(text) else ():
        yield Edit(match.start(), match.end(), _INVISIBLE.sub("", match[0]), "invisible-sign", confidence=0.99)


def _utf8_edits(text: str) -> Iterator[Edit]:
    """Paragraphs of UTF-8 read in another encoding: all of their strange letters are explained, or none is touched.

    What ftfy found in one paragraph is tried on those that are too short for it to be sure ("1. MÃ¥l").
    """
    if not _UTF8.search(text):
        return
    import ftfy

    broken = [(start, text[start:end]) for start, end in blocks(text) if _UTF8.search(text[start:end])]
    found = [ftfy.fix_encoding_and_explain(part) for _, part in broken]
    plans: list[Plan] = [fixed.explanation for fixed in found if fixed.explanation]
    for (start, part), fixed in zip(broken, found, strict=True):
        ways = [fixed.text] if fixed.explanation else [_follow(part, plan) for plan in (*plans[:1], *_OTHER_PLANS)]
        new = next((way for way in ways if not _UTF8.search(way)), part)
        yield from _changed_runs(part, new, start)


def _follow(part: str, plan: Plan) -> str:
    """A paragraph changed as another one was; itself where that does not fit it."""
    import ftfy

    try:
        return ftfy.apply_plan(part, [ftfy.ExplanationStep(*step) for step in plan])
    except UnicodeError:
        return part


def _changed_runs(old: str, new: str, at: int) -> Iterator[Edit]:
    """The runs without white space that differ. Only ASCII white space parts them: half a broken letter may be a
    blank of another kind."""
    before, after = re.findall(r"[^ \t\n]+", old), re.findall(r"[^ \t\n]+", new)
    place = 0
    for was, now in zip(before, after, strict=True) if len(before) == len(after) else ():
        place = old.index(was, place)
        if was != now:
            yield Edit(at + place, at + place + len(was), now, "encoding", confidence=0.99)
        place += len(was)


def _explain(pages: Sequence[PageText]) -> Reading | None:
    """The one code page that makes Danish of the strange words of all pages, or None."""
    whole = "\n".join(page.text for page in pages)
    known = [(_known(whole, reading), reading) for reading in readings()]
    words, best = max(known, key=lambda item: len(item[0]))
    if len(words) < _WORDS:
        return None
    clear = all(len(words - other) >= _CLEARLY * len(other - words) for other, _ in known)
    return best if clear else None


def _known(text: str, reading: Reading) -> frozenset[str]:
    """The different words of the lexicon that come out, none where too many come out that are none."""
    fixed = {match[0].translate(reading.table).lower() for match in reading.strange(text)}
    known = frozenset(word for word in fixed if known_cost(word) is not None)
    return known if len(known) >= _SHARE * len(fixed) else frozenset()


def _code_page_edits(text: str, reading: Reading) -> Iterator[Edit]:
    """Paragraphs whose strange words this reading makes Danish: most of them words of the lexicon, or all of them with
    the strange sign inside, as a quotation mark stands at a word's edge."""
    for start, end in blocks(text):
        found = reading.strange(text, start, end)
        fixed = {m[0]: m[0].translate(reading.table) for m in found}
        inside = sum(any(ord(char) in reading.table for char in word[1:-1]) for word in fixed)
        known = sum(known_cost(new.lower()) is not None for new in fixed.values())
        if known >= _SHARE * len(fixed) or inside == len(fixed):
            for m in found:
                yield Edit(m.start(), m.end(), fixed[m[0]], "encoding", confidence=0.98)
