"""Identifiers out of Danish names: small letters, æ as ae, ø as oe, å as aa, hyphens between words."""

from __future__ import annotations

import re
import unicodedata

_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ö": "oe", "ä": "ae", "ü": "ue"})


def make_slug(name: str) -> str:
    """The slug of a name: "Børne- og Ungdomsforvaltningen" -> "boerne-og-ungdomsforvaltningen"."""
    spelled = unicodedata.normalize("NFC", name).casefold().translate(_DANISH)
    plain = unicodedata.normalize("NFKD", spelled).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
