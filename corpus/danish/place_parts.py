"""Parts of the names of Danish places, from `place_parts.txt`."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def first_parts() -> frozenset[str]:
    """First parts: "mølle", "sønder", "skov"."""
    return frozenset(_section("first"))


@cache
def last_parts() -> frozenset[str]:
    """Last parts with all their endings: "bakke", "bakken", "bakkevej"."""
    ends = _section("last")
    return frozenset((*ends, *(_join(end, more) for end in ends for more in _section("endings"))))


def _join(end: str, more: str) -> str:
    """ "bakke" and "en" are "bakken"."""
    return end + more.removeprefix("e") if end.endswith("e") else end + more


@cache
def _section(name: str) -> tuple[str, ...]:
    text = (Path(__file__).parent / "place_parts.txt").read_text(encoding="utf-8")
    body = text.split(f"[{name}]", 1)[1].split("[", 1)[0]
    return tuple(body.split())
