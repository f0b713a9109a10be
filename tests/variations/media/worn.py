"""A typeset paper as time leaves it: the pages of a tired office scanner, or what an English engine read off them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from scripts.make_samples import bind, read_as_english, scan


def write_scan(pdf: bytes, seed: str) -> tuple[bytes, str]:
    """The pages as pictures in a PDF, askew, blurred and specked as the seed has it."""
    return bind(scan(pdf, seed)), ".pdf"


def write_dump(pdf: bytes, seed: str) -> tuple[bytes, str]:
    """What tesseract's English model reads off the scan: all that is left of many a paper."""
    text = "".join(read_as_english(image, "txt") for image in scan(pdf, seed))
    return (text.rstrip("\f\n") + "\n").encode(), ".txt"


# The medium's name, and how it is made: bytes and how the file's name ends.
WORN: Mapping[str, Callable[[bytes, str], tuple[bytes, str]]] = {"scan": write_scan, "dump": write_dump}
