"""Whether two names are one person's, as a paper prints the one and a certificate the other; and whether it is a name
of a person at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# Danish letters and what stands for them where a keyboard or a certificate lacks them.
_FOLDED = str.maketrans({"å": "aa", "æ": "ae", "ø": "oe", "ö": "oe", "ä": "ae", "ü": "u", "é": "e", "è": "e"})
# What makes a name an organisation's, a device's or a seal's.
_COMPANY = re.compile(
    r"(?i)(?<![\w-])(?:a/s|aps|i/s|k/s|p/s|amba|a\.m\.b\.a|ltd|limited|gmbh|inc|llc|ab|oy|s\.p\.a|bv|kommune|region\w*|"
    r"politi\w*|boligforening\w*|boligselskab\w*|forening\w*|selskab\w*|styrelse\w*|ministeri\w*|forvaltning\w*|"
    r"direktorat\w*|fond\w*|bank\w*|service|services|segl|seal|stempel|signatur|signature|system|stamping|"
    r"timestamp\w*|authority|ca)(?![\w-])"
)


def fold_name(name: str) -> list[str]:
    """The words of a name, small, with å written aa and ø oe: "Aage Prøvemand" and "Åge Proevemand" are alike."""
    plain = unicodedata.normalize("NFC", name).casefold().translate(_FOLDED)
    return _WORD.findall(plain)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's: the same last name, the same first letter, and the words of the shorter
    within the longer. "Bodil Testesen" is "Bodil Marie Testesen" and "B. Testesen", not "Birthe Testesen"."""
    first, second = fold_name(one), fold_name(other)
    if not first or not second or first[-1] != second[-1] or first[0][0] != second[0][0]:
        return False
    short, long = sorted((first, second), key=len)
    return _is_within(short, long) or (len(first) == len(second) and _is_within(long, short))


def _is_within(short: Sequence[str], long: Sequence[str]) -> bool:
    """Whether each word of the shorter name is one of the longer, or stands for one as its first letter, in order."""
    words = iter(long)
    return all(any(_stands_for(part, word) for word in words) for part in short)


def _stands_for(part: str, word: str) -> bool:
    return part == word or (len(part) == 1 and word.startswith(part)) or (len(word) == 1 and part.startswith(word))


def is_organisation(name: str, organisation: str | None = None) -> bool:
    """Whether a certificate's name is that of an organisation, a seal or a service: by its words, or by its own."""
    words = set(fold_name(name))
    return bool(_COMPANY.search(name)) or bool(organisation and words <= set(fold_name(organisation)))


def is_person(name: str, organisation: str | None = None) -> bool:
    """Whether a certificate's name is surely a person's: two words or more that are no organisation's."""
    return len(fold_name(name)) > 1 and not is_organisation(name, organisation)
