"""Danish letters that are gone for good: a question mark, a sign for "no letter", or nothing stands where they stood.

Which letter it was nobody can tell from a name, so nothing is mended; the page says so, and its quality falls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.danish.lexicon import frequencies
from normalizers.gate import DAMAGED_SHARE, ENOUGH_LETTERS, danish_share, is_danish
from normalizers.words import known_cost

# A sign for "no letter" in a word: U+FFFD, an empty box or a private sign between letters, a number of a font's sign.
_NO_LETTER = "\ufffd\u25a1\ue000-\uf8ff"
_UNKNOWN = re.compile(
    rf"[^\W\d_]*\ufffd[^\W\d_\ufffd]+|[^\W\d_]+\ufffd|[^\W\d_]+[{_NO_LETTER}][^\W\d_{_NO_LETTER}]+"
    r"|[^\W\d_]+\(cid:\d+\)|\(cid:\d+\)[^\W\d_]+"
)
_MAY_LACK = re.compile(rf"[{_NO_LETTER}]|\(cid:")
_ASKED = re.compile(r"(?<![\w?/=&.])(?:[^\W\d_]*\?[^\W\d_]+)(?:\?[^\W\d_]+)*")
_WORD = re.compile(r"[^\W\d_]{3,}")
_FEWEST = 3  # different words
_PROVEN = 0.4  # of the words with question marks: those that are words with a Danish letter there, names aside
_SHARE = 0.03  # of all words: those that lack a letter
_LONGEST = 14  # letters of a word that is asked about


def count_lost(text: str) -> int:
    """How many words of a page have lost Danish letters; 0 where too few speak for it."""
    return _unknown(text) or _asked(text) or _dropped(text)


def _unknown(text: str) -> int:
    return len(_UNKNOWN.findall(text)) if _MAY_LACK.search(text) else 0


def _asked(text: str) -> int:
    found = _ASKED.findall(text) if "?" in text else []
    different = {word.lower() for word in found}
    proven = sum(any(known_cost(form) is not None for form in _forms(word)) for word in different)
    return len(found) if proven >= max(_FEWEST, _PROVEN * len(different)) else 0


def _forms(word: str) -> Iterator[str]:
    """A word with each Danish letter in the place of its first two question marks."""
    if word.count("?") > 2 or "?" not in word:
        return
    for letter in "æøå":
        one = word.replace("?", letter, 1)
        yield from ([one] if "?" not in one else [one.replace("?", other) for other in "æøå"])


def _dropped(text: str) -> int:
    """Words that are Danish with one letter more, on a page of Danish without Danish letters."""
    share, letters = danish_share(text)
    if letters < ENOUGH_LETTERS or share >= DAMAGED_SHARE or not is_danish(text):
        return 0
    words = [word.lower() for word in _WORD.findall(text)]
    short = {word for word in words if len(word) <= _LONGEST and _lacks_letter(word)}
    count = sum(word in short for word in words)
    return count if len(short) > _FEWEST and count >= _SHARE * len(words) else 0


def _lacks_letter(word: str) -> bool:
    if known_cost(word) is not None:
        return False
    listed = frequencies()
    return any(word[:at] + letter + word[at:] in listed for at in range(len(word) + 1) for letter in "æøå")
