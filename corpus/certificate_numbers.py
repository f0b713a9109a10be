"""The numbers and addresses in a certificate that tell one person from all others.

Danish certificates carry a person's number (`PID:9208-2002-2-…`), an employee's (`CVR:…-RID:…`), a civil registration
number or an e-mail address in fields meant for names; programs print them beside the signature.
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


def find_private(text: str) -> Iterator[tuple[int, int]]:
    """Where a text holds such numbers and addresses."""
    return (match.span() for match in _PRIVATE.finditer(text))


def without_numbers(text: str) -> str:
    """The text with a space for each of them."""
    return _PRIVATE.sub(" ", text)
