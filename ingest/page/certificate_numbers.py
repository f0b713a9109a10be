"""What is printed of a certificate: in a signature's own field, and on a signing service's page of evidence.

Programs draw a signer's whole certificate there, with the number that tells one person from all others:

    DN: c=DK, o=Ingen organisatorisk tilknytning, serialNumber=PID:9208-2002-2-…, cn=Gerda Lyng

Such a number is read as so many `█`, in the text and in its words: it stands in the original, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from corpus.certificate_numbers import find_private
from models.text import NO_WORD, PageText

_MASK = "█"


def hide_numbers(text: PageText, words: Iterable[int]) -> PageText:
    """The text with the numbers and addresses of people hidden in these words; no offset moves.

    Every letter and digit of "PID:9208-2002-2-111" becomes a mask.
    """
    spans = [
        (start + low, start + high)
        for start, end in text.spans(words)
        for low, high in find_private(text.text[start:end])
    ]
    if not spans:
        return text
    signs = list(text.text)
    for at in (at for start, end in spans for at in range(start, end)):
        signs[at] = _MASK if signs[at].isalnum() else signs[at]
    hidden = "".join(signs)
    changed = {text.owners[at] for start, end in spans for at in range(start, end)} - {NO_WORD}
    return replace(
        text,
        text=hidden,
        words=tuple(
            replace(word, text=_owned(text, hidden, at)) if at in changed else word
            for at, word in enumerate(text.words)
        ),
    )


def _owned(text: PageText, hidden: str, word: int) -> str:
    """The signs of a word, as they are now."""
    return "".join(hidden[start:end] for start, end in text.spans([word]))
