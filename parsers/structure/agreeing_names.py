"""Names that an English program read in several ways, told by all of their readings together.

    Ngrrebrinken, Sgegnens      a g where Danish has no g: ø
    Sgndera, Akrogen            a stream, å, before or behind a word
    Degneveenget                two e between consonants: æ
    Sgnderé                     é: å
    Mallebro, Mollebro          o here and a there: ø
    Savangen, Søvangens         right in one place, with or without the s of the genitive

Only in texts with next to no Danish letters, and only words with a capital that the lexicon does not know. What the
readings do not settle is left as it is.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from corpus.danish.lexicon import frequencies
from corpus.danish.place_parts import first_parts, last_parts
from corpus.danish_names import load_given_names
from parsers.rules.wording import shown

Change = tuple[int, int, str]

_NAME = shown(re.compile(r"\b[A-ZÆØÅ@][a-zæøå@é¢]{4,}"), examples=("Sgndera",), rejects=("en by", "SSP"))
# The consonants before and behind a g that is none: no Danish word begins so, none has these together.
_NO_G = shown(
    re.compile(
        r"(?<=h)g|(?<=\b[BDFHJKLMNPRSTV])g(?=[^aeiouyæøå\W])|(?<=\bS)g(?=e)|(?<=[cfhjkpstv])g(?=[^aeiouyæøårl\W]|\b)"
    ),
    examples=("Ngrrebrinken", "Sgegnens", "Ravnehgj", "Ravnsg"),
    rejects=("Borgmester", "Torvsgrunden", "Vestergade", "Ringgaarden"),
)
_TWO_E = shown(
    re.compile(r"(?<=[b-df-hj-np-tv-xz])ee(?=[b-df-hj-mp-tv-xz]|ng)"),
    examples=("Degneveenget", "Preestemark"),
    rejects=("Lee", "Sagsenheden", "Ungeenheden", "Green"),
)
_QUARTER = shown(
    re.compile(r"\b[A-ZÆØÅ@][a-zæøå@]{2,} (?P<read>Ost)\b"),
    examples=("Fjordbo Ost",),
    rejects=("en Ost", "Fjordbo Øst"),
)
_VOWELS = shown(re.compile(r"([aeoæøå@¢é]+)"), examples=("aa",), rejects=("krt",))
# What an English program reads for each Danish letter, where a name has it in another place.
_READ = {"ø": {"ø", "a", "o", "e", "@", "¢", "å"}, "æ": {"æ", "e", "a", "ee", "ae"}, "å": {"å", "a", "é"}}
# What only one letter is read as; the other readings beside it must be among its own.
_TELLS = {"ø": {"ø", "o", "@", "¢"}, "æ": {"æ", "ee", "ae"}, "å": {"å", "é"}}


def find_agreeing_names(text: str) -> Iterator[Change]:
    """Where a name stands misread that its readings settle, and what it should be."""
    places: dict[str, list[re.Match[str]]] = defaultdict(list)
    for match in _NAME.finditer(text):
        if not _is_known(match.group()):
            places[match.group()].append(match)
    for read, right in _settled({read: _alone(read) for read in places}).items():
        for match in places[read]:
            yield *match.span(), right
    for match in _QUARTER.finditer(text):
        yield *match.span("read"), "Øst"


def _is_known(read: str) -> bool:
    return read.casefold() in frequencies() or read.casefold() in load_given_names()


def _alone(read: str) -> str:
    """A reading with the letters put right that need no other reading."""
    named = _streamed(_NO_G.sub("ø", read))
    return _TWO_E.sub(lambda two: two.group() if _meet(named, two.start() + 1) else "æ", named).replace("é", "å")


def _streamed(name: str) -> str:
    """A name with an å before or behind a word that names may be made of: "Akrogen", "Søndera"."""
    low = name.casefold()
    if low[0] == "a" and low[1:] in last_parts():
        return "Å" + name[1:]
    return name[:-1] + "å" if low[-1] == "a" and low[:-1] in first_parts() else name


def _meet(name: str, cut: int) -> bool:
    """Whether two words meet between two e: "Mølle|engen", "Havne|egnens"."""
    return all(part.casefold() in frequencies() for part in (name[:cut], name[cut:]))


def _settled(readings: Mapping[str, str]) -> dict[str, str]:
    """Each reading that is to be another word, and that word."""
    groups: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(dict)
    for read, alone in readings.items():
        stem = alone.casefold().removesuffix("s")
        groups[tuple(_VOWELS.split(stem)[::2])][read] = _VOWELS.split(stem)[1::2]
    found: dict[str, str] = {}
    for bones, slots in groups.items():
        agreed = [_agree(set(letters)) for letters in zip(*slots.values(), strict=True)]
        for read in slots:
            word = _joined(bones, [a or own for a, own in zip(agreed, slots[read], strict=True)])
            word += "s" * readings[read].endswith("s")
            found[read] = word[:1].upper() + word[1:]
    return {read: right for read, right in found.items() if right != read}


def _agree(letters: set[str]) -> str:
    """The Danish letter that all readings of one place come from; nothing where none or several may be."""
    if len(letters) < 2:
        return ""
    fit = [letter for letter, reads in _READ.items() if letters <= reads and letters & _TELLS[letter]]
    return fit[0] if len(fit) == 1 else ""


def _joined(bones: tuple[str, ...], letters: list[str]) -> str:
    return "".join(piece for pair in zip(bones, [*letters, ""], strict=True) for piece in pair)
