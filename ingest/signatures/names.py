"""Names fit for a record: without the numbers and addresses that tell one person from all others.

None of these leaves the original (`corpus.certificate_numbers`).
"""

from __future__ import annotations

import re

from corpus.certificate_numbers import without_numbers

_LONGEST = 300  # signs of a name: what is longer is none
_LOOSE = re.compile(r"\(\s*\)|\[\s*\]|//+")


def plain_name(text: str | None) -> str | None:
    """A name without numbers and addresses that tell one person from all others; None where nothing is left."""
    if not text:
        return None
    bare = _LOOSE.sub(" ", without_numbers(text[:_LONGEST].replace("\0", " ")))
    return " ".join(bare.split()).strip(" -–,;:/") or None
