"""Police districts by their names, through the damage that scans do to them."""

from __future__ import annotations

import re
from functools import cache

from corpus.organisations import Organisation, find_districts

_SIGNS = {ord("@"): "ø", ord("¢"): "ø", ord("0"): "ø", ord("|"): "l", ord("1"): "l"}
# What a district's name can begin with: "ø" may have been lost or misread.
_DISTRICT_SIGNS = "nøogmsfkb"


@cache
def find_district(name: str) -> tuple[int, Organisation] | None:
    """The police district that a printed name means, and by how many letters it differs; None where two are as near."""
    from rapidfuzz.distance import Levenshtein

    folded = re.sub(r"- ?(?=[a-zæøå@])", "-", name.casefold().translate(_SIGNS)).replace("-og ", "- og ")
    if not folded.startswith(tuple(_DISTRICT_SIGNS)):
        return None
    near = sorted(
        (Levenshtein.distance(folded, district.name.casefold()), district.id, district) for district in find_districts()
    )
    allowed = len(folded) // 9
    if near[0][0] > allowed or (near[0][0] and near[1][0] == near[0][0]):
        return None
    return near[0][0], near[0][2]
