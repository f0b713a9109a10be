"""Writing results to files."""

from __future__ import annotations

from pathlib import Path


def write_whole(place: Path, text: str) -> Path:
    """Write a text file, UTF-8 with line feeds; what was there stays until the new one is whole."""
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(place.name + ".part")
    partial.write_text(text, encoding="utf-8", newline="\n")
    return partial.replace(place)
