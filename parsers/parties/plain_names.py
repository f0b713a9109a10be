"""Names that no form tells: "Bygården", "Balder A/S", "Røde Kors i Nordby"."""

from __future__ import annotations

from corpus.danish_names import is_given_name, is_listed_surname
from parsers.marks.names.words import BEFORE_TOWNS, KINDS_BEHIND, NO_NAMES, TITLE_ENDINGS
from parsers.rules.wording import compile_danish, shown

_PLAIN = shown(
    compile_danish(r"(?:[A-ZÆØÅ]|\d+[A-ZÆØÅ])[\w.&'-]*(?:(?: (?:af|for|i|på|de|den))? [A-ZÆØÅ0-9&][\w.&'/-]*){0,5}", 0),
    examples=("Røde Kors i Nordby", "Bygården", "Balder A/S"),
    rejects=("indgår",),
)
_COMPANIES = ("A/S", "ApS", "I/S", "P/S", "K/S")


def plain_name(led: str) -> str:
    """The name that a piece begins with; "" where that is a word ("Kommune", head of a column), a title or nothing."""
    match = _PLAIN.match(led)
    bare = match.group().rstrip(" .,;:*_") if match else ""
    folded = bare.casefold()
    if not bare or folded in KINDS_BEHIND or folded.split()[0] in NO_NAMES or folded.endswith(TITLE_ENDINGS):
        return ""
    return bare


def is_person(name: str) -> bool:
    """Whether a name is a person's. "Bo Lundtoft" among organisations is one itself, "Bo Hansen" is not."""
    first, *rest = name.split()
    housing = first.casefold() in BEFORE_TOWNS and len(rest) == 1 and not is_listed_surname(rest[0])
    return bool(rest) and is_given_name(first) and not housing and not name.endswith(_COMPANIES)
