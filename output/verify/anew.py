"""Full: what is stored against what is read anew, part by part and field by field. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

# So many differences of one document are told; the first say it, the rest follow from them.
MOST = 20


def differences(stored: Mapping[str, Any], anew: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Where two readings of a document differ, as (place, sentence), at most `MOST`; parts by their names."""
    found = []
    for part in sorted(stored.keys() | anew.keys(), key=_in_order):
        for where, said in _differ(part, stored.get(part), anew.get(part)):
            found.append((where, said))
            if len(found) == MOST:
                return found
    return found


def _in_order(part: str) -> tuple[str, int]:
    name, _, number = part.partition("/")
    return name, int(number or 0)


def _differ(where: str, stored: Any, anew: Any) -> Iterator[tuple[str, str]]:
    """The innermost places at which two values differ."""
    if _plain(stored) == _plain(anew):
        return
    if isinstance(stored, Mapping) and isinstance(anew, Mapping):
        for name in sorted(stored.keys() | anew.keys()):
            inner = where if name == "row" else f"{where}.{name}"
            yield from _differ(inner, stored.get(name), anew.get(name))
    elif isinstance(stored, list) and isinstance(anew, list):
        yield from _lists_differ(where, stored, anew)
    elif isinstance(stored, str) and isinstance(anew, str) and max(len(stored), len(anew)) > 80:
        at = next(
            (n for n, (a, b) in enumerate(zip(stored, anew, strict=False)) if a != b), min(len(stored), len(anew))
        )
        yield where, f"stored {_near(stored, at)}, read {_near(anew, at)} (at {at})"
    else:
        yield where, f"stored {_short(stored)}, read {_short(anew)}"


def _lists_differ(where: str, stored: Sequence[Any], anew: Sequence[Any]) -> Iterator[tuple[str, str]]:
    if len(stored) != len(anew):
        yield where, f"stored {len(stored)} of them, read {len(anew)}"
    for number, (one, other) in enumerate(zip(stored, anew, strict=False)):
        yield from _differ(f"{where}[{number}]", one, other)


def _plain(value: Any) -> Any:
    """1 and 1.0 are the same here, as they are in the archive."""
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _near(text: str, at: int) -> str:
    return repr(text[max(0, at - 20) : at + 20])


def _short(value: Any) -> str:
    said = repr(value)
    return said if len(said) <= 80 else said[:77] + "…"
