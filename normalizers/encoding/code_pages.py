"""One byte a letter, read in another code page than it was written in: undone where the words that come out are Danish.

"K¾rh¿jen" is MacRoman read as Windows-1252. Such text has no shape of its own, as UTF-8 has; only the lexicon tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from models.text import Edit
from normalizers.gate import blocks
from normalizers.words import known_cost

# Code pages that Danish was written in, by their names in Python (865 is the Nordic form of 437), and those that
# programs show it in. The Danish form of seven bits has no codec: its letters stand in the places of brackets.
_WRITTEN = ("cp1252", "mac_roman", "cp850", "cp865", "hp-roman8")
_SHOWN = (
    *_WRITTEN, "cp437", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257",
    "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-13", "koi8-r",
)  # fmt: skip
_OTHER_SIGNS = (
    dict(zip("{|}[\\]", "æøåÆØÅ", strict=True)),
    {"ä": "æ", "ö": "ø", "Ä": "Æ", "Ö": "Ø"},
    dict(zip("ǽӕǼӔ", "ææÆÆ", strict=True)) | dict.fromkeys("ǿ∅⌀φɵө⊘", "ø") | dict.fromkeys("ǾΦƟӨ", "Ø") | {"ȧ": "å"},
    {"o\u0338": "ø", "O\u0338": "Ø", "o\u0337": "ø", "O\u0337": "Ø"},
)
_DANISH = "æøåÆØÅ"
_WANTED = _DANISH + "éÉüÜöÖäÄ"
# A run without white space that has a sign which may be a letter; only such are asked.
_USUAL = "!-Z^-z~æøåÆØÅ"
_ODD = re.compile(rf"(?<![{_USUAL}])[{_USUAL}]*[^\x00-\x20{_USUAL}][^ \t\n]*")
_WORDS = 3  # different words of the lexicon that must come out of a code page, all pages together
_SHARE = 0.6  # of the different strange words: the rest are names
_CLEARLY = 2  # times as many words as the next best code page gives


@dataclass(frozen=True, slots=True)
class Reading:
    """Letters of one code page as another shows them: what is seen, and what was meant."""

    table: dict[str, str]
    signs: re.Pattern[str]
    words: re.Pattern[str]

    def strange(self, text: str, start: int = 0, end: int | None = None) -> list[re.Match[str]]:
        """The words with such a sign in them."""
        found = self.words.finditer(text, start, len(text) if end is None else end)
        return [m for m in found if len(m[0]) > 1 and self.signs.search(m[0])]

    def read(self, word: str) -> str:
        """The word as it was meant."""
        return self.signs.sub(lambda sign: self.table[sign[0]], word)


@cache
def readings() -> tuple[Reading, ...]:
    """Every code page read as every other that shows other signs for Danish letters, each once."""
    tables = list(_OTHER_SIGNS)
    for meant, seen in product(_WRITTEN, _SHOWN):
        shown = {_shown(char.encode(meant), seen): char for char in _WANTED if _has(meant, char)}
        table = {sign: char for sign, char in shown.items() if sign not in _DANISH and sign != char}
        if table and table not in tables:
            tables.append(table)
    return tuple(_reading(table) for table in tables)


def _reading(table: dict[str, str]) -> Reading:
    signs = "|".join(map(re.escape, table))
    return Reading(table, re.compile(signs), re.compile(rf"(?:{signs}|[^\W\d_])+"))


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


def explain(pages: Sequence[str]) -> Reading | None:
    """The one code page that makes Danish of the strange words of all pages, or None."""
    whole = "\n".join(dict.fromkeys(run for page in pages for run in _ODD.findall(page)))
    known = [(_known(whole, reading), reading) for reading in readings()]
    words, best = max(known, key=lambda item: len(item[0]))
    if len(words) < _WORDS:
        return None
    clear = all(len(words - other) >= _CLEARLY * len(other - words) for other, _ in known)
    return best if clear else None


def _known(text: str, reading: Reading) -> frozenset[str]:
    """The different words of the lexicon that come out, none where too many come out that are none."""
    if not reading.signs.search(text):
        return frozenset()
    fixed = {reading.read(match[0]) for match in reading.strange(text)}
    known = frozenset(word.lower() for word in fixed if _is_word(word))
    return known if len(known) >= _SHARE * len(fixed) else frozenset()


def _is_word(word: str) -> bool:
    """Whether a word is Danish and set as one: "omrÅdet" is what another code page makes of "omrédet"."""
    return known_cost(word.lower()) is not None and (word[1:].islower() or word.isupper())


def code_page_edits(text: str, reading: Reading) -> Iterator[Edit]:
    """Paragraphs whose strange words this reading makes Danish: most of them words of the lexicon, or all of them with
    the strange sign inside, as a quotation mark stands at a word's edge."""
    for start, end in blocks(text):
        found = reading.strange(text, start, end)
        fixed = {m[0]: reading.read(m[0]) for m in found}
        inside = sum(bool(reading.signs.search(word[1:-1])) for word in fixed)
        known = sum(map(_is_word, fixed.values()))
        if known >= _SHARE * len(fixed) or inside == len(fixed):
            for m in found:
                yield Edit(m.start(), m.end(), fixed[m[0]], "encoding", confidence=0.98)
