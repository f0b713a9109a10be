"""What a page draws besides its words."""

from __future__ import annotations

from dataclasses import dataclass, field

from models.geometry import Box


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled shape: its box, and how many text objects were drawn before it."""

    box: Box
    texts: int


Colour = tuple[int, int, int]  # red, green, blue, 0..255


@dataclass(slots=True)
class Drawn:
    """What a page draws besides its words; boxes in page points. The numbers count objects."""

    rules: list[Box] = field(default_factory=list)
    dots: list[Box] = field(default_factory=list)  # small, and as wide as high
    fills: list[Fill] = field(default_factory=list)
    grounds: list[tuple[Box, Colour]] = field(default_factory=list)  # filled shapes that are not pale
    images: list[Box] = field(default_factory=list)
    pixels: list[int] = field(default_factory=list)  # of each image: its width
    largest: int = 0  # pixels of the largest image
    paths: int = 0
    texts: int = 0
    invisible: int = 0
    glyphless: int = 0
