"""What the page of evidence that a signing service adds to a paper says, line by line.

A service lists there who signed, for whom, when, and by which certificate:

    Bodil Testesen
    Centerchef
    På vegne af: Nordby Kommune
    Serienummer: 4f0a-81cc
    IP: 192.0.2.7
    2026-03-02 09:15:00 UTC

Lines as services print them in Danish and English; seen in public descriptions, no service's page is copied.
"""

from __future__ import annotations

import re
from typing import Literal

Line = Literal["name", "title", "organisation", "serial", "address", "time", "method", "announcement"]

_DAY = r"(?P<iso>\d{4}-\d{2}-\d{2})|(?P<day>\d{1,2})[./-]\s?(?P<month>\d{1,2})[./-]\s?(?P<year>\d{4})"
_CLOCK = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?"
# In order: a line is what the first pattern that fits it says.
_PATTERNS: tuple[tuple[Line, str], ...] = (
    ("name", r"(?:navn|underskriver|signer|name)\s*:\s*(?P<name>[^\W\d_][^:\d]{2,60})"),
    ("title", r"(?:titel|stilling|rolle|title|role)\s*:\s*(?P<title>[^\W\d_][^:]{2,80})"),
    (
        "organisation",
        r"(?:(?:underskriver\ )?(?:på\ vegne\ af|on\ behalf\ of)|virksomhed|organisation|firma|company|organi[sz]ation)"
        r"\s*:\s*(?P<organisation>\S.*)",
    ),
    (
        "serial",
        r"(?:serie-?(?:nummer|nr\.?)|serial(?:\ number)?|(?:certifikat|transaktions?|signatur|transaction|signature)"
        r"[\ -]?(?:id|nummer|nr\.?|number))\s*[:.]?\s*\S.*",
    ),
    ("address", r"ip(?:[\ -]?(?:adresse|address))?\s*:\s*[\dxa-f█.:]+"),
    (
        "time",
        r"(?:(?:underskrevet|signeret|dato|tidspunkt|signed|date|time)\b[^\d]{0,20})?"
        rf"(?:{_DAY})(?:\s*,|\s*kl\.?|\s*t(?=\d))?\s*{_CLOCK}(?:\s*(?:UTC|GMT|CES?T|Z|[+-]\d\d:?\d\d|\(.{{1,40}}\)))*",
    ),
    ("method", r"(?:(?:underskrevet|signeret|signed)\ (?:med|with)\ )?(?:MitID(?:\ Erhverv)?|NemID|BankID)"),
    (
        "announcement",
        r".*(?:juridisk\ bindende|underskrevet\ digitalt|digitalt\ underskrevet|underskrivernes\ identitet|"
        r"med\ min\ underskrift\ bekræfter|legally\ binding|digitally\ signed|signed\ electronically).*",
    ),
)
LINES = tuple((name, re.compile(pattern, re.IGNORECASE | re.VERBOSE)) for name, pattern in _PATTERNS)


# What no such page is without: a label of a proof or the announcement, and a time of day.
_SOMEWHERE = re.compile(
    r"(?i)serie-?n|serial|transa[kc]tion|-?id\b|\bip\b|juridisk bind|digital|legally bind|electronic"
)
_CLOCK_SOMEWHERE = re.compile(r"\d[:.]\d\d")


def may_be_evidence(text: str) -> bool:
    """Whether a text is worth a look line by line; most pages are not, and asking costs nothing."""
    return bool(_CLOCK_SOMEWHERE.search(text) and _SOMEWHERE.search(text))


def read_line(text: str) -> tuple[Line, re.Match[str]] | None:
    """What a line of such a page says, with the match; None for a name, a title, and what else has no label."""
    bare = text.strip()
    for name, pattern in LINES:
        match = pattern.fullmatch(bare)
        if match:
            return name, match
    return None


def day_of(match: re.Match[str]) -> str:
    """The day of a `time` line, ISO 8601, as it is printed: in the service's own zone."""
    if match["iso"]:
        return match["iso"]
    return f"{match['year']}-{int(match['month']):02}-{int(match['day']):02}"
