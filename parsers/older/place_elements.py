"""Names of places that a reader without Danish letters damaged, mended by what such names are made of.

"Mgllebakken" is made of nothing; with ø for g it is "mølle" and "bakken". A name is changed only where it cannot be
put together from words and the usual last parts of Danish place names, and exactly one reading of it can.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.danish.lexicon import frequencies
from parsers.structure.body import Body

# Last parts of Danish names of streets, estates and quarters.
_ENDS = re.compile(
    r"(?:vej|bro|park|have|vænge|vang|gård|bakke|mark|lund|toft|eng|kvarter|hegn|skov|holm|kær|bæk|høj|dal|by|hus|torv|gade"
    r"|mose|bjerg|ager|led|krog|kilde|stræde|allé|vad|odde|næs|strand|havn|mølle|kirke|skole|slet|lyng|hede|sti|plads)"
    r"(?:e?n|e?t|e|er|ene|erne|s|parken|vej|vejen)?$"
    r"|sø(?:en|parken|vej|vejen)?$"
)
# First parts of such names that have a Danish letter.
_STARTS = frozenset(
    (
        "mølle", "sønder", "øster", "nørre", "sø", "å", "ø", "høj", "høje", "bøge", "bøg", "grøn", "grønne", "brønd",
        "blå", "rød", "røde", "kær", "bæk", "æble", "pære", "jæger", "gærde", "lærke", "være", "værk", "værft",
        "næs", "tårn", "gåse", "råd", "rådhus", "ådal", "løve", "bjørne", "rønne", "røn", "tjørne", "ørne", "fælled",
        "præste", "måge", "sølv", "træ", "kløver", "båd", "gård", "høge", "grå", "smør", "rør", "sæl", "hjørne",
        "kål", "frø", "løn", "tømmer", "kærne", "skær", "skrå", "stål", "løg", "ål", "stær", "stære", "tørve",
        "vænge",
    )
)  # fmt: skip
# Readings of an English program, and the Danish letters they may stand for.
_READINGS = (
    ("ee", "æ"), ("ae", "æ"), ("e", "æ"), ("z", "æ"), ("o", "ø"), ("g", "ø"), ("e", "ø"), ("@", "ø"), ("6", "ø"),
    ("a", "å"), ("é", "å"), ("4", "å"),
)  # fmt: skip
# "Ost" ends no name of a place.
_COMPASS = re.compile(r"(?<= )[O@]st$")
_DANISH = re.compile(r"[æøå]")
# Running Danish has 28 such letters in a thousand.
_FOREIGN = 0.006


def mend_elements(name: str, body: Body) -> str:
    """The name, word by word, mended where it is damaged; the same name in papers read with Danish letters."""
    mended = _COMPASS.sub(
        "Øst", re.sub(r"(?<![\w@])[A-ZÆØÅ@][a-zæøåé@46]{4,}", lambda match: _mend(match.group()), name)
    )
    return mended if mended != name and is_foreign(body) else name


def is_foreign(body: Body) -> bool:
    """Whether the paper was read without Danish letters, as an English program reads it."""
    raw = "".join(page.text.raw for page in body.document.pages)
    letters = sum(char.isalpha() for char in raw)
    return letters > 200 and sum(char in "æøåÆØÅ" for char in raw) / letters < _FOREIGN


@lru_cache(maxsize=256)
def _mend(word: str) -> str:
    low = word.casefold()
    if low in frequencies():
        return word
    for readings in (list(_readings(low)), [two for one in _readings(low) for two in _readings(one)]):
        made = sorted({reading for reading in readings if _is_made(reading)})
        if made:
            return made[0][0].upper() + made[0][1:] if len(made) == 1 else word
    return word


def _readings(word: str) -> Iterator[str]:
    """The word with one reading replaced by the letter it may stand for, in every place."""
    for read, letter in _READINGS:
        at = word.find(read)
        while at >= 0:
            yield word[:at] + letter + word[at + len(read) :]
            at = word.find(read, at + 1)


def _is_made(word: str) -> bool:
    """Whether a word ends like a name, and every Danish letter of it is in such an end or in a known first part."""
    for cut in range(1, len(word) - 2):
        first, last = word[:cut], word[cut:]
        if not _ENDS.match(last):
            continue
        known = any(bare in _STARTS for bare in (first, first.removesuffix("s"), first.removesuffix("e")))
        if known or _is_made(first) or (not _DANISH.search(first) and _DANISH.search(last)):
            return True
    return False
