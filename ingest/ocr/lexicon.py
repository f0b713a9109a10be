"""The commonest Danish words, as one question: is this a word? Enough to judge a layer or to choose a reading."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

_PART = 4  # letters: the shortest part of a compound
_LONGEST = 80  # letters: a longer run is no word, and where it might be cut is not asked
_LINKS = ("", "s", "e")


@cache
def known_words() -> Callable[[str], bool] | None:
    """A test for a word in any case, two-part compounds included; None where no word list is installed."""
    try:
        from corpus.danish.lexicon import frequencies

        listed = frequencies()
    except (ImportError, OSError):
        return None

    @cache
    def known(word: str) -> bool:
        if len(word) > _LONGEST:
            return False
        lower = word.lower()
        if lower in listed or (lower.endswith("s") and lower[:-1] in listed):
            return True
        cuts = range(_PART, len(lower) - _PART + 1)
        return any(lower[at:] in listed and _begins(lower[:at], listed) for at in cuts)

    return known


def _begins(part: str, listed: dict[str, int]) -> bool:
    """Whether a part may begin a compound: a word, with or without a link."""
    return any(part.endswith(link) and part[: len(part) - len(link)] in listed for link in _LINKS)
