"""Danish month names, and the short forms printed for them."""

from __future__ import annotations

NAMES = (
    "januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november",
    "december",
)  # fmt: skip
_SHORT = {"jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9}
_SHORT |= {"okt": 10, "nov": 11, "dec": 12}
MONTHS: dict[str, int] = {name: number for number, name in enumerate(NAMES, 1)} | _SHORT
