"""Capitals: a word is sought in small letters, and comes back in the dress of its reading."""

from __future__ import annotations

from corpus.danish.terms import names

SIGNS = frozenset("@¢£&|4")


def folded(read: str) -> str:
    """Lower case, a capital I inside small letters taken for the l that it is."""
    if len(read) > 2 and "I" in read[1:] and not read.isupper():
        read = read[0] + "".join(
            "l" if char == "I" and (read[at].islower() or read[at + 2 : at + 3].islower()) else char
            for at, char in enumerate(read[1:])
        )
    return read.lower()


def in_capitals(read: str) -> bool:
    """Whether a reading is set in capitals, a sign or a small letter misread among many allowed."""
    letters = [char for char in read if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return capitals >= 2 and capitals >= len(letters) - (len(letters) > 6) and len(letters) > 1


def cased(word: str, read: str, begins: bool) -> str:
    """A word with the capitals of its reading. `begins` tells that its place asks for a capital: it opens a line or a
    sentence, or is the name of an office.

    `@` has no case: it is a capital where such a word begins or the word is a name.
    """
    if in_capitals(read):
        return word.upper()
    first = read[:1]
    if first in SIGNS:
        capital = begins or word in names() or read[1:2].isupper()
    else:
        capital = first.isupper() and not (first == "I" and word[:1] == "l")
    return word[:1].upper() + word[1:] if capital else word
