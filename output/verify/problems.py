"""What is wrong with an archive: where, and in one sentence what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """`where` names the place: `copy`, `pages/3`, `goals[2].target_value`, `reviews/12`, `database`. `document` and
    `filename` are None where it is no document's. `by_version` where another version may read so."""

    where: str
    said: str
    document: str | None = None
    filename: str | None = None
    by_version: bool = False
