"""Which offence, indicator, time of day or level a stretch of Danish names.

Residual OCR damage is met in long words only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from corpus.offences import JOINT_LABELS, JOINT_WEAPONS, LEVELS, NEED_PHRASE, OFFENCE_TERMS, SAFE_WORD, UNSAFE_WORD
from corpus.offences import PEOPLE as _PEOPLE
from parsers.rules.once import once_each

_OFFENCES = re.compile(
    r"\b(?:"
    + "|".join(f"(?P<{code}>{'|'.join(terms)})" for code, terms in OFFENCE_TERMS.items())
    + r")(?=\b|-)(?!\s?-\s?og\b)",
    re.IGNORECASE,
)
UNSAFE = re.compile(rf"\b{UNSAFE_WORD}|\butryk(?= {_PEOPLE})", re.IGNORECASE)
SAFE = re.compile(rf"\b{SAFE_WORD}|\btryk(?= {_PEOPLE})", re.IGNORECASE)
NEED = re.compile(NEED_PHRASE, re.IGNORECASE)
PER_1000 = re.compile(
    r"(?:per\b\.?|pr\b\.?|/)\s*(?:1[.\s]?000|tusind(?:e)?)\s+(?:indbygger\w*|borger\w*|beboer\w*|indb\b\.?)",
    re.IGNORECASE,
)
ACTIVITIES = re.compile(
    r"\b\w*aktivitet(?:er|erne|ernes)?\b[^.:]{0,200}?\b(?:samarbejdspartner\w*|partnere|parter|aktører)\b"
    r"|\b(?:samarbejdspartner\w*|partnere|parter|aktører)\b[^.:]{0,80}\b\w*aktivitet(?:er|erne)?\b"
    r"|\b(?:indsatser|arrangementer|initiativer|tiltag)(?:ne)?\b[^.:]{0,60}\b(?:sammen|samarbejde) med\b[^.:]{0,40}"
    r"\b(?:samarbejdspartner\w*|partnere|parter|aktører)\b",
    re.IGNORECASE,
)
EVENING = re.compile(
    r"\b(?:aften|nat(?:te)?)(?:en|timer(?:ne)?|s)?\b|\bom (?:aftenen|natten)\b|\bmørk(?:e\w*|t)\b", re.IGNORECASE
)
DAY = re.compile(r"\bdag(?:s)?timer(?:ne)?\b|\bom dagen\b|\bi dagslys\b|\bdagtimer(?:ne)?\b", re.IGNORECASE)
ALL_DAY = re.compile(
    r"\bhele døgnet\b|\bdøgnet rundt\b|\bgenerelt\b|\bgrundlæggende\b|\boverordnet set\b", re.IGNORECASE
)
_LEVEL = {code: re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE) for code, pattern in LEVELS.items()}
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e"})
# Labels met loosely: one long word each, as a table prints them.
_LOOSE = {
    "hærværk": "vandalism",
    "narkotika": "narcotics",
    "tyverier": "theft",
    "tyveri": "theft",
    "røveri": "robbery",
    "chikane": "harassment",
    "trusler": "threats",
    "indbrud": "burglary",
    "røverier": "robbery",
    "straffelovskriminalitet": "total_penal_code",
    "tyveri/røveri": "theft_robbery",
    "vold/trusler": "violence_threats",
    "vold/våben": "violence_weapons",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """An offence named at `text[start:end]`."""

    code: str
    start: int
    end: int


def find_offences(text: str, start: int = 0, end: int | None = None) -> Iterator[Mention]:
    """The offences a text names, in order; "brugstyveri" and names of databases are none."""
    return iter(_find_offences(text, start, len(text) if end is None else end))


@once_each
def _find_offences(text: str, start: int, end: int) -> tuple[Mention, ...]:
    found = ((match.lastgroup, *match.span()) for match in _OFFENCES.finditer(text, start, end))
    return tuple(Mention(group, low, high) for group, low, high in found if group)


def fold(text: str) -> str:
    """Small letters, Danish ones written out."""
    return " ".join(text.casefold().translate(_FOLD).split())


def read_joint(label: str) -> str | None:
    """The series a whole table label names, "Tyveri og røveri" being one; None where it names none or several."""
    if re.search(JOINT_WEAPONS, label, re.IGNORECASE):
        return "violence_weapons"
    found = list(find_offences(label))
    codes = list(dict.fromkeys(mention.code for mention in found))
    if len(codes) == 2:
        return JOINT_LABELS.get((codes[0], codes[1]))
    if len(codes) == 1:
        return codes[0]
    return None if codes else loose_offence(label)


@lru_cache(maxsize=2048)
def loose_offence(label: str) -> str | None:
    """The offence a damaged label must mean: one word of five letters or more, close to one label and to no other."""
    word = fold(re.sub(r"^antal\s+(?:anmeld\w+\s+)?", "", label.casefold()))
    if not 5 <= len(word) <= 26 or any(char.isdigit() for char in word) or " " in word:
        return None
    best: dict[str, float] = {}
    for name, code in _LOOSE.items():
        forms = (fold(name), name.replace("æ", "a"))
        best[code] = max(best.get(code, 0), *(fuzz.ratio(word, form) for form in forms))
    (code, first), (_, second) = sorted(best.items(), key=lambda entry: -entry[1])[:2]
    return code if first >= (77 if len(word) > 5 else 88) and first - second >= 8 else None


def read_feeling(text: str) -> str | None:
    """`feels_unsafe`, `feels_safe` or None: what the last such word before a figure names."""
    unsafe, safe = list(UNSAFE.finditer(text)), list(SAFE.finditer(text))
    if not unsafe and not safe:
        return None
    last_unsafe = unsafe[-1].start() if unsafe else -1
    last_safe = safe[-1].start() if safe else -1
    return "feels_unsafe" if last_unsafe > last_safe else "feels_safe"


def read_time(text: str) -> str | None:
    """`evening_night`, `day`, `all` where the text says so; the last one said counts."""
    found = [
        (match.start(), code)
        for code, pattern in (("evening_night", EVENING), ("day", DAY), ("all", ALL_DAY))
        for match in pattern.finditer(text)
    ]
    return max(found)[1] if found else None


def read_level(word: str) -> str | None:
    """A level of need in its base form; damaged words of seven letters or more are met loosely."""
    for code, pattern in _LEVEL.items():
        if pattern.fullmatch(word):
            return code
    if len(word) >= 7 and word.isalpha():
        ranked = sorted(((fuzz.ratio(fold(word), fold(code)), code) for code in LEVELS if len(code) > 5), reverse=True)
        return ranked[0][1] if ranked[0][0] >= 80 else None
    return None
