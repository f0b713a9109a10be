"""Shares of full-time posts: "et halvt årsværk", "1½ årsværk", "en halvtidsstilling", "en leder på halv tid".

post    a float: 0.5
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from parsers.marks.mark import Mark
from parsers.marks.numbers import Atom
from parsers.marks.phrases import Term
from parsers.rules.wording import shown

_POST = "årsværk*|årsv|fuldtidsstilling*|fuldtidsårsværk*|fuldtidsmedarbejder*|fuldtidsansat*"
_HALVED = "halvtidsstilling*|halvtidsmedarbejder*"
_PART = f"{_POST}|projektstilling|stilling"
POSTS: tuple[Term, ...] = (
    Term(
        "post",
        0.5,
        (
            f"halvt|halv|halve {_PART}",
            "halv tid",
            f"½ {_POST}",
            f"1 / 2 {_POST}",
            f"et|en|én|ét {_HALVED}",
            "halvårsværk",
        ),
        (
            "et halvt årsværk",
            "på halv tid",
            "en halv projektstilling",
            "½ årsværk",
            "1/2 årsværk",
            "en halvtidsstilling",
        ),
        ("hele tiden", "en halv time"),
    ),
    Term("post", 0.25, (f"kvart {_PART}", f"¼ {_POST}"), ("et kvart årsværk",), ("et kvartal",)),
    Term("post", 0.75, (f"trekvart|trekvarte {_PART}", f"tre kvart {_PART}", f"¾ {_POST}"), ("trekvart årsværk",)),
    Term(
        "post",
        1.0,
        (f"helt|hel|fuldt|fuld {_PART}", f"et|en|én|ét {_POST}", "fuld tid", "fuldtid"),
        ("et helt årsværk", "ét årsværk", "en fuldtidsstilling"),
        ("et halvt årsværk", "flere årsværk"),
    ),
)
_UNIT = shown(
    re.compile(
        r"\s?(?:årsv(?:ærk|\.)|fuldtids(?:stilling|årsværk|medarbejder|ansat)|(?P<halved>halvtids))", re.IGNORECASE
    ),
    examples=(" årsværk", " fuldtidsstillinger", " årsv.", " halvtidsstillinger"),
    rejects=(" indstillinger",),
)
_MOST = 50


def find_posts(text: str, atoms: Sequence[Atom]) -> Iterator[Mark]:
    """Those told by a number; `POSTS` holds those told in words."""
    for atom in atoms:
        unit = _UNIT.match(text, atom.end)
        if unit and 0 < atom.value <= _MOST:
            value = atom.value / 2 if unit["halved"] else float(atom.value)
            yield Mark("post", value, atom.start, unit.end(), "posts-by-number")
