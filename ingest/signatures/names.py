"""Names fit for a record: without the numbers and addresses that tell one person from all others.

Danish certificates carry a person's number (`PID:9208-2002-2-…`), an employee's (`CVR:…-RID:…`), a civil registration
number or an e-mail address in fields meant for names. None of these leaves the original.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_PRIVATE = re.compile(
    r"""(?ix)
    \b(?:PID|RID|CVR|UID|FID|UI|CPR|PNO(?:DK)?|IDC(?:DK)?|PAS(?:DK)?|NTR(?:DK)?|VAT(?:DK)?|SN)\s*[:=-]\s*\S+
      (?:(?<=-)\s+[\w-]+)*                                      # … over the end of a line
    | \b(?:NTR|VAT|PNO|IDC|PAS)DK-\S+
    | \bDK-[PEM]:\S+                                            # one-time certificates: UI:DK-P:G:…
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                              # an e-mail address
    | (?<!\w)(?:[0-2]\d|3[01])(?:0\d|1[0-2])\d\d[-\ ]?\d{4}(?!\w)  # a civil registration number
    | (?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])                # an IP address
    | (?<![\w:.])(?=\S*(?:[a-f]|::))[\da-f]*:[\da-f]*:[\da-f:]*[\da-f](?![\w.])      # one of version 6
    """
)
_LONGEST = 300  # signs of a name: what is longer is none
_LOOSE = re.compile(r"\(\s*\)|\[\s*\]|//+")


def find_private(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds such numbers and addresses."""
    return (match.span() for match in _PRIVATE.finditer(text))


def plain_name(text: str | None) -> str | None:
    """A name without numbers and addresses that tell one person from all others; None where nothing is left."""
    if not text:
        return None
    bare = _LOOSE.sub(" ", _PRIVATE.sub(" ", text[:_LONGEST].replace("\0", " ")))
    return " ".join(bare.split()).strip(" -–,;:/") or None
