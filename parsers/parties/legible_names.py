"""How far a name that was read on a signature page can be one: the strokes of pens and stamps leave letters, too.

What is typed is a name as it stands. In a scan its words must be such as names are made of, its letters sure, and
nothing may stand beside it that could be the rest of it: "Morten Fal en" is nobody's name.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from corpus.danish.lexicon import frequencies
from corpus.danish_names import is_given_name, is_surname, load_given_names
from parsers.marks.mark import Span
from parsers.marks.names.people import find_titles
from parsers.marks.names.words import FIELDS, NO_NAMES
from parsers.rules.wording import shown
from parsers.structure.paper import Paper

# How likely a name is right: typed, scanned and well known, scanned with a surname that is not; below the last, none.
TYPED, KNOWN, STRANGE, UNLIKELY = 0.95, 0.93, 0.6, 0.2
# What an engine must be sure of for each word: of a name that is known, and of any other.
_LEAST_KNOWN, _LEAST = 0.5, 0.75
_SCRAP = shown(
    re.compile(r"(?<![\w.-])(?:[^\Waeiouyæøåéüöá\d_]{2,}|\w)(?![\w.-])", re.IGNORECASE),
    examples=("Nlt Holm", "Bo K Lund"),
    rejects=("Bo P. Lund", "Ib"),
)
_BESIDE = shown(
    re.compile(r"[ ]{1,3}(?P<scrap>[^\W\d_]{1,4}|[a-zæøå]+)(?![\w.])"),
    examples=(" en", " J", " elund"),
    rejects=(" (formand)", " Jensen"),
)
_JOINED = frozenset(["og", "i", "af", "for", "ved", "på", "den", "samt", "fra", "til"])
_SHORT = 4  # letters of words that strokes leave by chance
_NEAR = 2  # letters that tell a damaged given name from the right one


def read_confidence(paper: Paper, span: Span) -> float | None:
    """How sure the engine was of the least sure word; None where no engine took part."""
    return min(paper.body.sureness(span), default=None)


def read_name(paper: Paper, name: str, span: Span) -> tuple[str, float]:
    """A name as it is meant, and how likely it is right: `UNLIKELY`, where it can be none."""
    folded = [word.casefold() for word in name.split()]
    if folded[0] in NO_NAMES or FIELDS.issuperset(folded):
        return name, UNLIKELY
    sure = read_confidence(paper, span)
    if sure is None:
        return name, TYPED
    first, _, rest = name.partition(" ")
    first = _without_strokes(first)
    known = is_given_name(first) or first.endswith(".")
    if _SCRAP.search(name) or _has_scraps(paper.text, span) or (not known and _is_damaged(first)) or _is_begun(name):
        return name, UNLIKELY
    if are_known(name):
        return f"{first} {rest}", (KNOWN if sure >= _LEAST_KNOWN else STRANGE) * (0.6 + 0.4 * sure)
    if sure < (_LEAST_KNOWN if known else _LEAST):
        return name, UNLIKELY
    right = STRANGE
    return f"{first} {rest}", right * (0.6 + 0.4 * sure)


def are_known(name: str) -> bool:
    """Whether all words of a name are such as names in Denmark have, and the first a given name: letters that strokes
    make never read so, however little the engine trusts them."""
    first, *rest = name.split()
    known = (is_given_name(word) or is_surname(word) or word.endswith(".") for word in rest)
    return is_given_name(_without_strokes(first)) and bool(rest) and is_surname(rest[-1]) and all(known)


def _is_begun(name: str) -> bool:
    """Whether all words of a name are given names, and the surname stands where nothing could be read: "Svend Aage"."""
    last = name.split()[-1]
    return is_given_name(last) and not is_surname(last)


def _has_scraps(text: str, span: Span) -> bool:
    """Whether letters stand right behind a name on its line that are no word, no title and no other name."""
    match = _BESIDE.match(text, span[1])
    if match is None or is_given_name(match["scrap"]):
        return False
    if len(match["scrap"]) <= _SHORT:
        return match["scrap"].casefold() not in _JOINED
    return match["scrap"] not in frequencies() and not any(find_titles(text, *match.span("scrap")))


def _without_strokes(first: str) -> str:
    """A given name without the accents that strokes above it make: "Kårin", "Anné-Mette"."""
    if is_given_name(first):
        return first
    plain = "".join(sign for sign in unicodedata.normalize("NFD", first) if not unicodedata.combining(sign))
    return plain if is_given_name(plain) else first


@cache
def _is_damaged(first: str) -> bool:
    """Whether a word is a known given name but for a letter or two."""
    from rapidfuzz.distance import Levenshtein
    from rapidfuzz.process import extractOne

    longer = [name for name in load_given_names() if len(name) > 2 * _NEAR]
    folded = first.casefold().partition("-")[0]
    return (
        len(folded) > 2 * _NEAR
        and extractOne(folded, longer, scorer=Levenshtein.distance, score_cutoff=_NEAR) is not None
    )
