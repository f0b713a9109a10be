"""The strokes of a pen lifted off print by their shape: they run straight on for longer than any part of a letter does.

Ka\\en Lund    a stroke comes down through the "r", longer than the letter is high: what runs on as long in one
Karen Lund    direction is lifted, but where the letter's own ink goes on at both sides of it, or is darker than it
"""

from __future__ import annotations

import math

import numpy as np

from ingest.image.raster import Grey, Mask, ink_of

_DIRECTIONS = 24
_LEVEL = 3  # times as long must be what runs level, or nearly: the feet of letters meet there
_DARKER = 0.1  # of the way from pen to paper: what is darker than the pen by that much is print
_REACH = 4  # a quarter of the length: how wide a stroke is bridged


def find_strokes(ink: Mask, length: int) -> Mask:
    """The ink that runs straight on for so many pixels in one direction."""
    found: Mask = np.zeros_like(ink)
    for at in range(_DIRECTIONS):
        level = min(at, _DIRECTIONS - at) <= 1
        found |= _straight(ink, math.pi * at / _DIRECTIONS, length * _LEVEL if level else length)
    return found


def lift_pen(grey: Grey, paper: int, length: int) -> Grey:
    """The image without what runs straight on for so many pixels, but for print under it; itself where nothing does."""
    ink = ink_of(grey, paper)
    pen = find_strokes(ink, length)
    if not pen.any():
        return grey
    wide, reach = _grown(pen, 1), max(2, length // _REACH)
    print_: Mask = ink & ~wide
    print_ |= wide & ink & _between(print_, reach)
    middle = float(np.median(grey[pen]))
    dark: Mask = wide & (grey < middle - _DARKER * (paper - middle))
    for _ in range(reach):
        print_ |= _grown(print_, 1) & dark
    lifted: Grey = np.where(_grown(pen, 2) & ~print_, np.uint8(paper), grey)
    return lifted


def _straight(ink: Mask, angle: float, length: int) -> Mask:
    """The ink of straight lines of this length at this angle: shrunk along it, by twice as far each time, and grown."""
    steps, reach = [], 1
    while reach < length:
        by = min(reach, length - reach)
        steps.append((round(by * math.sin(angle)), round(by * math.cos(angle))))
        reach += by
    found = ink
    for down, right in steps:
        found = found & _moved(found, -down, -right)
    for down, right in steps if found.any() else ():
        found = found | _moved(found, down, right)
    return found


def _between(ink: Mask, reach: int) -> Mask:
    """What has ink within reach at both sides, one opposite the other: upright, level or aslant."""
    found: Mask = np.zeros_like(ink)
    for down, right in ((1, 0), (0, 1), (1, 1), (1, -1)):
        one, other = np.zeros_like(ink), np.zeros_like(ink)
        for by in range(1, reach + 1):
            one |= _moved(ink, by * down, by * right)
            other |= _moved(ink, -by * down, -by * right)
        found |= one & other
    return found


def _grown(ink: Mask, by: int) -> Mask:
    """Ink and what lies within so many pixels of it."""
    for _ in range(by):
        ink = ink | _moved(ink, 1, 0) | _moved(ink, -1, 0)
        ink = ink | _moved(ink, 0, 1) | _moved(ink, 0, -1)
    return ink


def _moved(ink: Mask, down: int, right: int) -> Mask:
    """Ink moved by so many pixels, nothing coming in at the edges."""
    moved: Mask = np.zeros_like(ink)
    high, wide = (size - abs(by) for size, by in zip(ink.shape, (down, right), strict=True))
    if high > 0 and wide > 0:
        row, column = max(0, down), max(0, right)
        moved[row : row + high, column : column + wide] = ink[
            row - down : row - down + high, column - right : column - right + wide
        ]
    return moved
