"""The reverse damage: rings and strokes that the Danish model saw in specks ("ømrådet" for "området").

Changed only where the engine itself was in doubt and lexicon or neighbours agree; without its confidence, flagged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from models.text import Edit, PageText
from normalizers.casing import cased, in_capitals
from normalizers.context import is_listed, speaks_for
from normalizers.tokens import Token
from normalizers.words import known_cost, unknown_cost

RULE = "invented-letter"
# What may stand under an invented ring, stroke or ligature.
_UNDER = {"å": "a", "ø": "o", "æ": "ae"}
# Nats for one invented letter; margins; the engine's confidence under which a word is in doubt.
INVENTED, MARGIN, DOUBT, GREAT_DOUBT = 5.0, 6.0, 0.85, 0.6
SHORTEST, MOST_LETTERS, COMMON = 5, 3, 14.0


def may_be_invented(word: str) -> bool:
    """Whether a word in lower case is worth a look: it has Danish letters, and nothing knows it."""
    return len(word) >= SHORTEST and not word.isascii() and known_cost(word) is None


def invented_edits(page: PageText, words: Sequence[Token]) -> Iterator[Edit]:
    """Edits of invented letters on a page with a normal share of Danish ones."""
    for at, token in enumerate(words):
        low = token.read.lower()
        if token.second is None and any(letter in low for letter in _UNDER):
            left = words[at - 1].read if at else "."
            right = words[at + 1].read if at + 1 < len(words) else "."
            yield from _edits(page, token, low, left, right)


def _edits(page: PageText, token: Token, low: str, left: str, right: str) -> Iterator[Edit]:
    known = known_cost(low)
    sure = _confidence(page, token)
    if known is None and len(low) >= SHORTEST:
        capital = token.read[:1].isupper() and not in_capitals(token.read)
        found = _best(low, COMMON if sure is None else 99.0)
        margin = unknown_cost(len(low), capital) - found[0] if found else 0.0
        if found and margin >= MARGIN:
            yield _edit(token, found[1], margin, sure is not None and sure < DOUBT)
    elif known is not None and sure is not None and sure < GREAT_DOUBT and is_listed(low):
        found = _best(low, COMMON)
        if found and is_listed(found[1]):
            margin = known - speaks_for(low, left, right) - found[0] + speaks_for(found[1], left, right)
            if margin >= MARGIN / 2:
                yield _edit(token, found[1], margin, True)


def _confidence(page: PageText, token: Token) -> float | None:
    seen = [page.words[at].confidence for at in page.words_in(token.start, token.end)]
    numbers = [value for value in seen if value is not None]
    return min(numbers) if numbers else None


def _best(low: str, dearest: float) -> tuple[float, str] | None:
    """The cheapest known word under the Danish letters of a reading, if one is cheap enough."""
    places = [at for at, char in enumerate(low) if char in _UNDER]
    if not 0 < len(places) <= MOST_LETTERS:
        return None
    found = []
    for chosen in product(*([low[at], *_UNDER[low[at]]] for at in places)):
        letters = list(low)
        for at, char in zip(places, chosen, strict=True):
            letters[at] = char
        word = "".join(letters)
        cost = known_cost(word) if word != low else None
        if cost is not None and cost < dearest:
            changed = sum(low[at] != char for at, char in zip(places, chosen, strict=True))
            found.append((cost + INVENTED * changed, word))
    return min(found, default=None)


def _edit(token: Token, word: str, margin: float, applied: bool) -> Edit:
    new = cased(word, token.read, False)
    confidence = round(1 - 0.5 ** (1 + margin / 2), 3)
    return Edit(token.start, token.end, new, RULE, round(margin, 2), None, confidence, applied)
