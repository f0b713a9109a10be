"""Which papers are asked for: of a kind, of a partnership, of some years. For lists of papers and for the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Papers:
    """Papers of this kind, partnership (its slug) and years, first and last, which theirs overlap; None where anything
    will do. `conditions` are about the columns of `current_agreements` under the name `a`."""

    kind: str | None = None
    partnership: str | None = None
    first: int | None = None
    last: int | None = None

    @property
    def conditions(self) -> str:
        """What a paper must be; empty where anything will do."""
        return " AND ".join(condition for name, condition in _CONDITIONS.items() if getattr(self, name) is not None)

    @property
    def values(self) -> dict[str, Any]:
        """The values of the conditions."""
        return {name: getattr(self, name) for name in _CONDITIONS if getattr(self, name) is not None}

    @property
    def pages(self) -> str:
        """The condition on a row of `search`."""
        if not self.conditions:
            return "1"
        papers = f"SELECT a.document FROM current_agreements a WHERE {self.conditions}"
        return f"search.rowid IN (SELECT id FROM pages WHERE document IN ({papers}))"


_CONDITIONS = {
    "kind": "a.kind = :kind",
    "partnership": "coalesce(a.partnership, a.concerns_partnership) = :partnership",
    "first": "coalesce(a.end_year, a.start_year) >= :first",
    "last": "a.start_year <= :last",
}
ALL_PAPERS = Papers()
